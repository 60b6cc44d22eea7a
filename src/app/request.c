/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/request.h"

#include "app/named.h"

int sv_app_request_assess(struct sv_app *app, struct sv_arena *arena,
			  const struct sv_moment *moment, const struct sv_reading *reading,
			  const char *state, const char *project, struct sv_request_assessment *ret,
			  struct sv_error *err)
{
	struct sv_request_case input = {.on = moment->on};
	int r = sv_app_register(app, arena, moment, reading, &input.reg, err);

	if (r == 0)
		r = sv_app_rules(app, arena, moment, &input.texts, &input.text_count, err);
	if (r == 0)
		r = sv_named_state(input.reg, state, &input.state, err);
	if (r == 0)
		r = sv_named_project(input.reg, project, &input.project, err);
	if (r < 0)
		return r;
	return sv_request_assess(arena, &input, ret, err);
}
