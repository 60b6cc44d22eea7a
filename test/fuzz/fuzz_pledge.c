/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fuzz_pledge.c - any bytes as a pledge text: parsed, checked, compiled, and its
 * findings printed.
 *
 * Two laws beside not crashing: a text without errors gives a pledge, and the
 * same text gives the same findings again.
 */
#include <assert.h>

#include "base/arena.h"
#include "base/buf.h"
#include "rules/pledge.h"
#include "rules/program.h"

#include "fuzz.h"

/* Any name is an indicator; its first letter says in which unit. */
static const char *indicator_unit(void *context, const char *indicator)
{
	(void)context;
	switch (indicator[0]) {
	case 'p': return "PERSONS";
	case 's': return "PCT";
	case 'u': return "USD_M_2015";
	case 'x': return NULL;
	default: return "EUR_M";
	}
}

static bool has_group(void *context, const char *group)
{
	(void)context;
	return group[0] == 'E';
}

static const char *check(struct sv_arena *arena, struct sv_str text)
{
	static const char *const roles[] = {"coordinator", "member", NULL};
	static const struct sv_attribute attributes[] = {{"role", roles}, {"id", NULL}, {NULL}};
	static const struct sv_register_schema registers[] = {{"projects", attributes}, {NULL}};
	const struct sv_rules_schema schema = {NULL, indicator_unit, has_group, registers};
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	const struct sv_pledge *pledge =
	    sv_rules_check(arena, "input.pledge", text, &schema, &findings);

	assert(pledge || sv_findings_count(&findings, SV_ERROR) > 0);
	sv_findings_print(&findings, &out);
	return sv_arena_cstr(arena, out.ptr ? out.ptr : "");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_str text = {(const char *)data, size};
	const char *first = check(&arena, text);

	assert(sv_str_is(sv_str_from(first), check(&arena, text)));
	return 0;
}
