/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/session.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/date.h"

#define NONCE_BYTES 16
#define MAC_HEX_MAX (crypto_auth_BYTES * 2 + 1)
#define NONCE_HEX_MAX (NONCE_BYTES * 2 + 1)
#define SECONDS_MAX (SV_SESSION_HOURS * 3600)

/* A name with the prefix __Host- is taken from this host over TLS only. */
static const char *cookie_name(const struct sv_portal *portal)
{
	return portal->secure_cookies ? "__Host-servanda" : "servanda";
}

static void sign(const struct sv_portal *portal, const char *text, char hex[MAC_HEX_MAX])
{
	unsigned char mac[crypto_auth_BYTES];

	crypto_auth(mac, (const unsigned char *)text, strlen(text), portal->session_key);
	sodium_bin2hex(hex, MAC_HEX_MAX, mac, sizeof(mac));
}

static const char *csrf_token(const struct sv_portal *portal, struct sv_arena *arena,
			      const char *session)
{
	char hex[MAC_HEX_MAX];

	sign(portal, sv_arena_printf(arena, "form.%s", session), hex);
	hex[32] = '\0';
	return sv_arena_cstr(arena, hex);
}

/* The value of our cookie among those of the header. */
static struct sv_str find_cookie(const struct sv_portal *portal, const char *header)
{
	struct sv_str rest = sv_str_from(header), one, name;

	while (sv_str_split(&rest, ';', &one)) {
		one = sv_str_trim(one);
		if (sv_str_split(&one, '=', &name) && sv_str_is(name, cookie_name(portal)))
			return one;
	}
	return SV_STR_NONE;
}

struct session {
	int64_t account, epoch, issued_s;
};

/* "ACCOUNT.EPOCH.SECONDS.NONCE.MAC" */
static bool parse_session(const struct sv_portal *portal, struct sv_arena *arena,
			  struct sv_str text, struct session *ret)
{
	char hex[MAC_HEX_MAX];
	const char *dot = memrchr(text.ptr, '.', text.len);
	struct sv_str rest, part;

	if (!dot || text.len - (size_t)(dot - text.ptr) != MAC_HEX_MAX)
		return false;
	rest = (struct sv_str){text.ptr, (size_t)(dot - text.ptr)};
	sign(portal, sv_arena_str(arena, rest).ptr, hex);
	if (sodium_memcmp(hex, dot + 1, MAC_HEX_MAX - 1) != 0)
		return false;
	return sv_str_split(&rest, '.', &part) && sv_str_to_int64(part, &ret->account) &&
	       sv_str_split(&rest, '.', &part) && sv_str_to_int64(part, &ret->epoch) &&
	       sv_str_split(&rest, '.', &part) && sv_str_to_int64(part, &ret->issued_s);
}

static int become(struct sv_arena *arena, const struct sv_account *account, const char *csrf,
		  struct sv_reader *ret, struct sv_error *err)
{
	struct sv_reader reader = {.account = account->id, .csrf = csrf};
	int r = sv_account_actor(arena, account, &reader.actor, err);

	if (r < 0)
		return r;
	*ret = reader;
	return 0;
}

static int read_cookie(struct sv_portal *portal, struct sv_app *app, struct sv_arena *arena,
		       const char *header, struct sv_reader *ret, struct sv_error *err)
{
	struct sv_str text = find_cookie(portal, header);
	int64_t now_s = sv_clock_now_ms() / 1000;
	struct sv_account account;
	struct session session;
	int r;

	if (!text.len || text.len > SV_COOKIE_BYTES_MAX ||
	    !parse_session(portal, arena, text, &session) || session.issued_s > now_s + 60 ||
	    now_s - session.issued_s > SECONDS_MAX)
		return 0;
	r = sv_app_account_by_id(app, arena, session.account, &account, err);
	if (r <= 0)
		return r;
	if (account.epoch != session.epoch)
		return 0;
	return become(arena, &account, csrf_token(portal, arena, sv_arena_str(arena, text).ptr),
		      ret, err);
}

static int read_certificate(struct sv_portal *portal, struct sv_app *app, struct sv_arena *arena,
			    const char *name, struct sv_reader *ret, struct sv_error *err)
{
	struct sv_account account;
	const char *session;
	int r = sv_app_account_by_name(app, arena, name, &account, err);

	if (r <= 0)
		return r;
	session =
	    sv_arena_printf(arena, "certificate.%" PRId64 ".%" PRId64, account.id, account.epoch);
	return become(arena, &account, csrf_token(portal, arena, session), ret, err);
}

int sv_session_read(struct sv_portal *portal, struct sv_app *app, struct sv_arena *arena,
		    const struct sv_incoming *incoming, struct sv_reader *ret, struct sv_error *err)
{
	*ret = (struct sv_reader){.actor = {.name = "", .state = ""}, .csrf = ""};
	if (portal->trust_proxy && incoming->certificate && incoming->certificate[0])
		return read_certificate(portal, app, arena, incoming->certificate, ret, err);
	if (incoming->cookie)
		return read_cookie(portal, app, arena, incoming->cookie, ret, err);
	return 0;
}

const char *sv_session_begin(struct sv_portal *portal, struct sv_arena *arena,
			     const struct sv_account *account)
{
	unsigned char nonce[NONCE_BYTES];
	char nonce_hex[NONCE_HEX_MAX], mac[MAC_HEX_MAX];
	const char *text;

	randombytes_buf(nonce, sizeof(nonce));
	sodium_bin2hex(nonce_hex, sizeof(nonce_hex), nonce, sizeof(nonce));
	text = sv_arena_printf(arena, "%" PRId64 ".%" PRId64 ".%" PRId64 ".%s", account->id,
			       account->epoch, sv_clock_now_ms() / 1000, nonce_hex);
	sign(portal, text, mac);
	return sv_arena_printf(arena, "%s=%s.%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s",
			       cookie_name(portal), text, mac, SECONDS_MAX,
			       portal->secure_cookies ? "; Secure" : "");
}

const char *sv_session_end(struct sv_portal *portal, struct sv_arena *arena)
{
	return sv_arena_printf(arena, "%s=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax%s",
			       cookie_name(portal), portal->secure_cookies ? "; Secure" : "");
}

int sv_session_check(const struct sv_request *request, struct sv_error *err)
{
	const char *token = sv_request_value(request, "csrf");

	if (request->reader.account && token && strlen(token) == strlen(request->reader.csrf) &&
	    sodium_memcmp(token, request->reader.csrf, strlen(token)) == 0)
		return 0;
	return sv_fail(err, SV_EREFUSED,
		       "the form does not belong to this session; load the page again");
}
