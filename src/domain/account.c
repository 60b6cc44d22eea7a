/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/account.h"

#include <ctype.h>
#include <string.h>

int sv_account_check_name(const char *name, struct sv_error *err)
{
	size_t len = strlen(name);

	for (const char *c = name; *c; c++)
		if (!isalnum((unsigned char)*c) && !strchr(".-_@", *c))
			len = 0;
	if (len >= 2 && len <= SV_ACCOUNT_NAME_MAX)
		return 0;
	return sv_fail(
	    err, SV_EINVALID,
	    "'%.60s' does not serve as a name; give 2 to %d letters, digits, '.', '-', '_' "
	    "or '@'",
	    name, SV_ACCOUNT_NAME_MAX);
}

int sv_account_check_password(const char *name, const char *password, struct sv_error *err)
{
	size_t len = strlen(password);

	if (len < SV_PASSWORD_MIN || len > SV_PASSWORD_MAX)
		return sv_fail(err, SV_EINVALID,
			       "a password has %d to %d characters; a few words serve",
			       SV_PASSWORD_MIN, SV_PASSWORD_MAX);
	if (strcasestr(password, name))
		return sv_fail(err, SV_EINVALID, "the password holds the name; choose another");
	return 0;
}
