/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fuzz_http.c - any bytes as a request: the first line is method and target, the
 * rest a form.
 *
 * Laws beside not crashing: what is taken has every required parameter, and each
 * value fits its kind; what is refused has a status of 400 to 499 and a reason.
 */
#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "http/map.h"
#include "http/router.h"

#include "fuzz.h"

static void check_call(const struct sv_call *call, enum sv_param_place place)
{
	for (size_t i = 0; i < call->param_count; i++) {
		const struct sv_param *param = call->params[i];
		struct sv_error err = SV_ERROR_INIT;

		if (param->place != place)
			continue;
		assert(call->values[i] || !param->required);
		assert(!call->values[i] || sv_param_check(param, call->values[i], &err) == 0);
	}
}

static void check_refusal(int status, const struct sv_error *err)
{
	assert(status >= 400 && status < 500);
	assert(err->message[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_str rest = {(const char *)data, size}, line = SV_STR_NONE, method = SV_STR_NONE;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_map *map = sv_arena_alloc(&arena, sizeof(*map));
	struct sv_call call;
	int status = 0;

	(void)sv_map_parse(rest, map);
	(void)sv_str_split(&rest, '\n', &line);
	(void)sv_str_split(&line, ' ', &method);
	/* A server hands on texts that end at their first NUL. */
	if (sv_router_find(&arena, sv_routes, sv_arena_str(&arena, method).ptr,
			   sv_arena_str(&arena, line).ptr, &call, &status, &err) < 0) {
		check_refusal(status, &err);
		return 0;
	}
	check_call(&call, SV_IN_PATH);
	check_call(&call, SV_IN_QUERY);
	if (sv_router_form(&arena, rest, &call, &status, &err) < 0)
		check_refusal(status, &err);
	else
		check_call(&call, SV_IN_FORM);
	return 0;
}
