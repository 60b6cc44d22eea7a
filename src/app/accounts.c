/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/accounts.h"

#include <sodium.h>
#include <string.h>

#include "base/date.h"
#include "domain/account_store.h"

/* A hash of no password anybody has: what a name that is not known is compared with. */
static const char *const nobody = "$argon2id$v=19$m=65536,t=2,p=1$c2VydmFuZGEtbm9ib2R5IQ$"
				  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static int hash_password(const char *password, char hash[crypto_pwhash_STRBYTES],
			 struct sv_error *err)
{
	hash[0] = '\0';
	if (!password[0])
		return 0;
	if (sodium_init() < 0 ||
	    crypto_pwhash_str(hash, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
			      crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
		return sv_fail(err, SV_ELIMIT, "there is not memory enough to hash a password");
	return 0;
}

int sv_account_actor(struct sv_arena *arena, const struct sv_account *account, struct sv_actor *ret,
		     struct sv_error *err)
{
	const char *text =
	    sv_arena_printf(arena, "%s:%s:%s", account->role, account->state, account->name);

	return sv_actor_parse(arena, text, ret, err);
}

int sv_app_account_add(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
		       const char *name, const char *role, const char *password,
		       struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	char hash[crypto_pwhash_STRBYTES];
	struct sv_account account = {.name = name, .created_ms = sv_clock_now_ms()};
	struct sv_actor as;
	int64_t id;
	int r;

	r = sv_authority_require(actor, SV_ACTION_ACCOUNTS, err);
	if (r >= 0)
		r = sv_account_check_name(name, err);
	if (r >= 0)
		r = sv_actor_parse(arena, role, &as, err);
	if (r >= 0 && as.role == SV_ACTOR_PUBLIC)
		r = sv_fail(err, SV_EINVALID, "the public needs no account; give another role");
	if (r >= 0 && password[0])
		r = sv_account_check_password(name, password, err);
	if (r >= 0)
		r = hash_password(password, hash, err);
	if (r < 0)
		return r;
	account.role = sv_actor_role_name(as.role);
	account.state = as.state;
	account.password = hash;
	r = sv_tx_begin(&tx, app->db, err);
	if (r >= 0)
		r = sv_account_insert(app->db, &account, &id, err);
	if (r < 0)
		return r;
	return sv_tx_commit(&tx, err);
}

/* Find an account by name and change it in one transaction. */
static int change(struct sv_app *app, const char *name, const char *hash, int disabled,
		  struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_account account;
	int r = sv_tx_begin(&tx, app->db, err);

	if (r < 0)
		return r;
	r = sv_account_by_name(app->db, &arena, name, &account, err);
	if (r < 0)
		return r;
	if (r == 0)
		return sv_fail(err, SV_ENOTFOUND, "there is no account '%s'", name);
	if (hash)
		account.password = hash;
	if (disabled >= 0)
		account.disabled = disabled;
	account.epoch++;
	r = sv_account_update(app->db, &account, err);
	if (r < 0)
		return r;
	return sv_tx_commit(&tx, err);
}

int sv_app_account_password(struct sv_app *app, const struct sv_actor *actor, const char *name,
			    const char *password, struct sv_error *err)
{
	char hash[crypto_pwhash_STRBYTES];
	int r = 0;

	/* Everybody keeps their own; the operator everybody's. */
	if (strcmp(actor->name, name) != 0 || actor->role == SV_ACTOR_PUBLIC)
		r = sv_authority_require(actor, SV_ACTION_ACCOUNTS, err);
	if (r >= 0)
		r = sv_account_check_password(name, password, err);
	if (r >= 0)
		r = hash_password(password, hash, err);
	if (r < 0)
		return r;
	return change(app, name, hash, -1, err);
}

int sv_app_account_disable(struct sv_app *app, const struct sv_actor *actor, const char *name,
			   bool disabled, struct sv_error *err)
{
	int r = sv_authority_require(actor, SV_ACTION_ACCOUNTS, err);

	if (r < 0)
		return r;
	return change(app, name, NULL, disabled, err);
}

int sv_app_accounts(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
		    const struct sv_account **ret, size_t *ret_count, struct sv_error *err)
{
	int r = sv_authority_require(actor, SV_ACTION_ACCOUNTS, err);

	if (r < 0)
		return r;
	return sv_account_list(app->db, arena, ret, ret_count, err);
}

int sv_app_account_count(struct sv_app *app, size_t *ret, struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	const struct sv_account *accounts;

	return sv_account_list(app->db, &arena, &accounts, ret, err);
}

int sv_app_account_login(struct sv_app *app, struct sv_arena *arena, const char *name,
			 const char *password, struct sv_account *ret, struct sv_error *err)
{
	struct sv_account account = {.password = ""};
	const char *hash;
	bool right;
	int r;

	r = sv_account_by_name(app->db, arena, name, &account, err);
	if (r < 0)
		return r;
	hash = account.password[0] ? account.password : nobody;
	right = strlen(password) <= SV_PASSWORD_MAX && sodium_init() >= 0 &&
		crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
	if (!right || r == 0 || account.disabled || !account.password[0])
		return sv_fail(err, SV_EREFUSED, "name and password do not fit");
	*ret = account;
	return 0;
}

int sv_app_account_by_id(struct sv_app *app, struct sv_arena *arena, int64_t id,
			 struct sv_account *ret, struct sv_error *err)
{
	int r = sv_account_by_id(app->db, arena, id, ret, err);

	return r > 0 && ret->disabled ? 0 : r;
}

int sv_app_account_by_name(struct sv_app *app, struct sv_arena *arena, const char *name,
			   struct sv_account *ret, struct sv_error *err)
{
	int r = sv_account_by_name(app->db, arena, name, ret, err);

	return r > 0 && ret->disabled ? 0 : r;
}

int sv_app_account_end_sessions(struct sv_app *app, int64_t id, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_account account;
	int r = sv_tx_begin(&tx, app->db, err);

	if (r < 0)
		return r;
	r = sv_account_by_id(app->db, &arena, id, &account, err);
	if (r <= 0)
		return r;
	account.epoch++;
	r = sv_account_update(app->db, &account, err);
	if (r < 0)
		return r;
	return sv_tx_commit(&tx, err);
}

int sv_app_account_key(struct sv_app *app, uint8_t ret[SV_ACCOUNT_KEY_BYTES], struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	int r = sv_account_key_get(app->db, ret, err);

	if (r != 0)
		return r < 0 ? r : 0;
	r = sv_tx_begin(&tx, app->db, err);
	if (r < 0)
		return r;
	/* Another process may have made one in between. */
	r = sv_account_key_get(app->db, ret, err);
	if (r != 0)
		return r < 0 ? r : 0;
	if (sodium_init() < 0)
		return sv_fail(err, SV_EIO, "cannot get random numbers from the system");
	randombytes_buf(ret, SV_ACCOUNT_KEY_BYTES);
	r = sv_account_key_put(app->db, ret, err);
	if (r < 0)
		return r;
	return sv_tx_commit(&tx, err);
}
