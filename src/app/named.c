/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/named.h"

#include <string.h>
#include <strings.h>

#include "base/suggest.h"

int sv_named_state(const struct sv_register *reg, const char *code, int *ret, struct sv_error *err)
{
	struct sv_suggestion meant = SV_SUGGESTION_INIT(code);
	int state = sv_register_state(reg, sv_str_from(code));

	if (state >= 0) {
		*ret = state;
		return 0;
	}
	for (size_t i = 0; i < reg->state_count; i++) {
		/* A name is as good a way to say which state is meant as a mistyped code. */
		if (strcasecmp(reg->states[i].name, code) == 0) {
			meant.best = reg->states[i].code;
			break;
		}
		sv_suggest(&meant, reg->states[i].code);
	}
	if (meant.best)
		return sv_fail(err, SV_ENOTFOUND, "state '%s' is not known; did you mean '%s'?",
			       code, meant.best);
	return sv_fail(err, SV_ENOTFOUND,
		       "state '%s' is not known; states go by three letters, as in ISO 3166-1",
		       code);
}

int sv_named_project(const struct sv_register *reg, const char *id, int *ret, struct sv_error *err)
{
	struct sv_suggestion meant = SV_SUGGESTION_INIT(id);
	int project = sv_register_project(reg, sv_str_from(id));

	if (project >= 0) {
		*ret = project;
		return 0;
	}
	for (size_t i = 0; i < reg->project_count; i++) {
		sv_suggest(&meant, reg->projects[i].id);
		sv_suggest(&meant, reg->projects[i].acronym);
	}
	if (meant.best)
		return sv_fail(err, SV_ENOTFOUND, "project '%s' is not known; did you mean '%s'?",
			       id, meant.best);
	return sv_fail(err, SV_ENOTFOUND,
		       "project '%s' is not known; 'servanda project list' shows all", id);
}
