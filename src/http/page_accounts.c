/* SPDX-License-Identifier: EUPL-1.2 */
/* Logging in and out, one's own password, and the accounts for the operator. */
#include <sodium.h>
#include <string.h>

#include "base/date.h"
#include "http/form.h"
#include "http/pages.h"
#include "http/session.h"

static void title(struct sv_request *request, const char *text)
{
	sv_layout_begin(request, text, "");
	sv_htmlf(request, "<header class=\"title\"><h1>%s</h1></header>\n", text);
}

static int login_page(struct sv_request *request, const char *wrong)
{
	title(request, "Log in");
	sv_form_wrong(request, wrong);
	sv_html(request, "<form class=\"stack\" method=\"post\" action=\"/login\">\n");
	sv_form_field(request, "name", "Name", "text", "username");
	sv_form_field(request, "password", "Password", "password", "current-password");
	sv_html(request, "<button>Log in</button>\n</form>\n<p class=\"prose\">Everything that may "
			 "be released can be read without an account. Whoever keeps this portal "
			 "gives accounts.</p>\n");
	sv_layout_end(request);
	return 0;
}

int sv_get_login(struct sv_request *request, struct sv_error *err)
{
	(void)err;
	return login_page(request, NULL);
}

/* Whether a password is that of an account: SV_EREFUSED when not, SV_EBUSY when it is too early to
 * look.  One at a time, since each takes 64 MB for a moment; and an attempt that waited for its
 * turn meets what those before it have counted. */
static int try_password(struct sv_request *request, const char *name, struct sv_account *ret,
			struct sv_error *err)
{
	struct sv_throttle *throttle = &request->portal->throttle;
	int64_t now, wait;
	int r;

	pthread_mutex_lock(&request->portal->hashing);
	now = sv_clock_now_ms();
	wait = sv_throttle_wait(throttle, name, now);
	if (wait)
		r = sv_fail(err, SV_EBUSY, "too many attempts; try again in %lld seconds",
			    (long long)(wait + 999) / 1000);
	else
		r = sv_app_account_login(request->app, request->arena, name,
					 sv_request_value(request, "password"), ret, err);
	if (r == 0 || r == SV_EREFUSED)
		sv_throttle_count(throttle, name, r < 0, now);
	pthread_mutex_unlock(&request->portal->hashing);
	return r;
}

static int status_of_attempt(int r)
{
	return r == SV_EBUSY ? SV_HTTP_TOO_MANY : SV_HTTP_FORBIDDEN;
}

int sv_post_login(struct sv_request *request, struct sv_error *err)
{
	struct sv_account account;
	int r = try_password(request, sv_request_value(request, "name"), &account, err);

	if (r == SV_EREFUSED || r == SV_EBUSY) {
		request->status = status_of_attempt(r);
		return login_page(request, sv_arena_cstr(request->arena, err->message));
	}
	if (r < 0)
		return r;
	request->cookie = sv_session_begin(request->portal, request->arena, &account);
	return sv_request_redirect(request, "/");
}

int sv_post_logout(struct sv_request *request, struct sv_error *err)
{
	int r = sv_session_check(request, err);

	if (r >= 0)
		r = sv_app_account_end_sessions(request->app, request->reader.account, err);
	if (r < 0)
		return r;
	request->cookie = sv_session_end(request->portal, request->arena);
	return sv_request_redirect(request, "/");
}

static int account_page(struct sv_request *request, const char *wrong)
{
	title(request, "Your account");
	sv_form_wrong(request, wrong);
	sv_html(request, "<dl class=\"facts\">\n");
	sv_layout_fact(request, "Name", request->reader.actor.name);
	sv_layout_fact(request, "Role", sv_actor_role_name(request->reader.actor.role));
	sv_layout_fact(request, "State", request->reader.actor.state);
	sv_html(request, "</dl>\n<h2>Another password</h2>\n<form class=\"stack\" method=\"post\" "
			 "action=\"/account\">\n");
	sv_form_hidden(request, "csrf", request->reader.csrf);
	sv_form_field(request, "password", "Password now", "password", "current-password");
	sv_form_field(request, "new", "New password", "password", "new-password");
	sv_html(request, "<small>Ten characters or more; a few words serve. Every session of this "
			 "account ends.</small>\n<button>Change</button>\n</form>\n");
	sv_layout_end(request);
	return 0;
}

int sv_get_account(struct sv_request *request, struct sv_error *err)
{
	(void)err;
	return account_page(request, NULL);
}

int sv_post_account(struct sv_request *request, struct sv_error *err)
{
	const char *name = request->reader.actor.name;
	struct sv_account account;
	int r = sv_session_check(request, err);

	if (r < 0)
		return r;
	r = try_password(request, name, &account, err);
	if (r == SV_EREFUSED || r == SV_EBUSY) {
		request->status = status_of_attempt(r);
		return account_page(request, sv_arena_cstr(request->arena, err->message));
	}
	if (r < 0)
		return r;
	pthread_mutex_lock(&request->portal->hashing);
	r = sv_app_account_password(request->app, &request->reader.actor, name,
				    sv_request_value(request, "new"), err);
	pthread_mutex_unlock(&request->portal->hashing);
	if (r == SV_EINVALID) {
		request->status = SV_HTTP_BAD_REQUEST;
		return account_page(request, sv_arena_cstr(request->arena, err->message));
	}
	if (r < 0)
		return r;
	request->cookie = sv_session_end(request->portal, request->arena);
	return sv_request_redirect(request, "/login");
}

static void account_row(struct sv_request *request, const struct sv_account *account)
{
	char when[SV_INSTANT_TEXT_MAX];

	sv_instant_text(account->created_ms, when);
	when[10] = '\0';
	sv_html(request, "<tr><th scope=\"row\">");
	sv_text(request, account->name);
	sv_html(request, "</th><td>");
	sv_text(request, account->role);
	sv_html(request, "</td><td>");
	sv_text(request, account->state);
	sv_htmlf(request, "</td><td>%s</td><td>%s</td><td>", when,
		 account->disabled      ? "disabled"
		 : account->password[0] ? "password"
					: "certificate only");
	if (strcmp(account->name, request->reader.actor.name) == 0) {
		sv_html(request, "<span class=\"muted\">yours</span></td></tr>\n");
		return;
	}
	sv_html(request, "<form method=\"post\" action=\"/accounts/disable\">");
	sv_form_hidden(request, "csrf", request->reader.csrf);
	sv_html(request, "<input type=\"hidden\" name=\"name\" value=\"");
	sv_text(request, account->name);
	sv_htmlf(request,
		 "\"><input type=\"hidden\" name=\"disabled\" value=\"%s\"><button "
		 "class=\"plain\">%s</button></form></td></tr>\n",
		 account->disabled ? "no" : "yes", account->disabled ? "Enable" : "Disable");
}

static void role_field(struct sv_request *request)
{
	sv_html(request, "<label>Role <select name=\"role\" required><option value=\"\">choose"
			 "</option>");
	for (int role = SV_ACTOR_OPERATOR; role < SV_ACTOR_ROLE_COUNT; role++)
		sv_htmlf(request, "<option>%s</option>", sv_actor_role_name(role));
	sv_html(request, "</select></label>\n<label>State, for roles that speak for one <input "
			 "name=\"state\" size=\"4\" maxlength=\"3\"></label>\n");
}

static int accounts_page(struct sv_request *request, const char *wrong, struct sv_error *err)
{
	const struct sv_account *accounts;
	size_t count;
	int r = sv_app_accounts(request->app, request->arena, &request->reader.actor, &accounts,
				&count, err);

	if (r < 0)
		return r;
	sv_layout_begin(request, "Accounts", "Accounts");
	sv_htmlf(request, "<header class=\"title\"><h1>%zu account%s</h1></header>\n", count,
		 count == 1 ? "" : "s");
	sv_form_wrong(request, wrong);
	sv_html(request, "<table class=\"list\"><thead><tr><th scope=\"col\">Name</th><th "
			 "scope=\"col\">Role</th><th scope=\"col\">State</th><th scope=\"col\">"
			 "Since</th><th scope=\"col\">Logs in with</th><th scope=\"col\">Change"
			 "</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < count; i++)
		account_row(request, &accounts[i]);
	sv_html(request, "</tbody></table>\n<h2>A new account</h2>\n<form class=\"stack\" "
			 "method=\"post\" action=\"/accounts\">\n");
	sv_form_hidden(request, "csrf", request->reader.csrf);
	sv_form_field(request, "name", "Name", "text", "off");
	role_field(request);
	sv_html(request, "<label>Password; none when a client certificate of that name serves "
			 "<input name=\"password\" type=\"password\" autocomplete=\"new-password\">"
			 "</label>\n<button>Create</button>\n</form>\n");
	sv_layout_end(request);
	return 0;
}

int sv_get_accounts(struct sv_request *request, struct sv_error *err)
{
	return accounts_page(request, NULL, err);
}

/* In the turn of whoever hashes. */
static int add_account(struct sv_request *request, const struct sv_actor *actor, const char *role,
		       struct sv_error *err)
{
	const char *password = sv_request_value(request, "password");

	return sv_app_account_add(request->app, request->arena, actor,
				  sv_request_value(request, "name"), role, password ? password : "",
				  err);
}

int sv_post_accounts(struct sv_request *request, struct sv_error *err)
{
	const char *state = sv_request_value(request, "state");
	const char *role = sv_arena_printf(request->arena, "%s:%s",
					   sv_request_value(request, "role"), state ? state : "");
	int r = sv_session_check(request, err);

	if (r < 0)
		return r;
	pthread_mutex_lock(&request->portal->hashing);
	r = add_account(request, &request->reader.actor, role, err);
	pthread_mutex_unlock(&request->portal->hashing);
	if (r == SV_EINVALID || r == SV_EUSAGE || r == SV_EREFUSED) {
		request->status = SV_HTTP_BAD_REQUEST;
		return accounts_page(request, sv_arena_cstr(request->arena, err->message), err);
	}
	return r < 0 ? r : sv_request_redirect(request, "/accounts");
}

int sv_post_disable(struct sv_request *request, struct sv_error *err)
{
	bool disabled = strcmp(sv_request_value(request, "disabled"), "yes") == 0;
	const char *name = sv_request_value(request, "name");
	int r = sv_session_check(request, err);

	/* It could be the last one that lets people in again. */
	if (r >= 0 && disabled && strcmp(name, request->reader.actor.name) == 0)
		r = sv_fail(err, SV_EREFUSED, "nobody disables their own account here");
	if (r >= 0)
		r = sv_app_account_disable(request->app, &request->reader.actor, name, disabled,
					   err);
	return r < 0 ? r : sv_request_redirect(request, "/accounts");
}

/* The link that a portal without accounts prints when it starts. */
static int check_first(const struct sv_request *request, struct sv_error *err)
{
	const char *expected = request->portal->first_token;
	const char *token = sv_request_value(request, "token");
	size_t count;
	int r = sv_app_account_count(request->app, &count, err);

	if (r < 0)
		return r;
	if (count == 0 && expected[0] && strlen(token) == strlen(expected) &&
	    sodium_memcmp(token, expected, strlen(expected)) == 0)
		return 0;
	return sv_fail(err, SV_EREFUSED, "this link has been used, or was never one");
}

static int first_page(struct sv_request *request, const char *wrong)
{
	title(request, "The first account");
	sv_form_wrong(request, wrong);
	sv_html(request,
		"<p class=\"prose\">It is the operator's: it gives the others.</p>\n<form "
		"class=\"stack\" method=\"post\" action=\"/first\">\n<input type=\"hidden\" "
		"name=\"token\" value=\"");
	sv_text(request, sv_request_value(request, "token"));
	sv_html(request, "\">\n");
	sv_form_field(request, "name", "Name", "text", "username");
	sv_form_field(request, "password", "Password", "password", "new-password");
	sv_html(request, "<small>Ten characters or more; a few words serve.</small>\n"
			 "<button>Create</button>\n</form>\n");
	sv_layout_end(request);
	return 0;
}

int sv_get_first(struct sv_request *request, struct sv_error *err)
{
	int r = check_first(request, err);

	return r < 0 ? r : first_page(request, NULL);
}

int sv_post_first(struct sv_request *request, struct sv_error *err)
{
	struct sv_actor local = SV_ACTOR_LOCAL;
	int r;

	/* One turn for both: of two who send the same link at once one is the first. */
	pthread_mutex_lock(&request->portal->hashing);
	r = check_first(request, err);
	if (r == 0)
		r = add_account(request, &local, sv_actor_role_name(SV_ACTOR_OPERATOR), err);
	pthread_mutex_unlock(&request->portal->hashing);
	if (r == SV_EINVALID) {
		request->status = SV_HTTP_BAD_REQUEST;
		return first_page(request, err->message);
	}
	return r < 0 ? r : sv_request_redirect(request, "/login");
}
