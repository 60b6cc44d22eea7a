/* SPDX-License-Identifier: EUPL-1.2 */
/* Errors of a pledge text, and the words it is printed with. */
#include "rules/pledge.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/limits.h"

/* The line of an error, or "" where it is too long to be shown up to the caret. */
static const char *source_line(struct sv_arena *arena, const struct sv_pledge *pledge,
			       struct sv_place place)
{
	struct sv_str rest, line;
	size_t good;

	if (place.line < 1 || (size_t)place.line > pledge->line_count ||
	    place.column > SV_FINDING_SOURCE_MAX)
		return "";
	rest.ptr = pledge->lines[place.line - 1];
	rest.len = (size_t)(pledge->text.ptr + pledge->text.len - rest.ptr);
	rest.len = SV_MIN(rest.len, (size_t)SV_FINDING_SOURCE_MAX);
	if (!sv_str_split(&rest, '\n', &line))
		return "";
	/* Cut between two characters, not within one. */
	if (!sv_str_is_utf8(line, &good))
		line.len = good;
	return sv_arena_str(arena, line).ptr;
}

void sv_pledge_error(const struct sv_pledge *pledge, struct sv_findings *findings, const char *rule,
		     struct sv_place place, const char *repair, const char *fmt, ...)
{
	char message[SV_ERROR_MESSAGE_MAX];
	va_list args;

	if (findings->count >= SV_FINDINGS_MAX) {
		findings->dropped++;
		return;
	}
	va_start(args, fmt);
	vsnprintf(message, sizeof(message), fmt, args);
	va_end(args);
	sv_findings_add(findings, &(struct sv_finding){
				      .severity = SV_ERROR,
				      .rule = rule,
				      .file = pledge->file,
				      .line = place.line,
				      .column = place.column,
				      .message = message,
				      .repair = repair,
				      .source = source_line(findings->arena, pledge, place),
				  });
}

const char *sv_scope_name(enum sv_scope scope)
{
	static const char *const names[] = {"member", "collective", "project", "union", "state"};

	return names[scope];
}

const char *sv_electorate_name(enum sv_electorate electorate)
{
	static const char *const names[] = {"nobody", "union", "members", "project"};

	return names[electorate];
}

const char *sv_effect_name(enum sv_effect effect)
{
	static const char *const names[] = {"none", "membership_begins", "membership_ends",
					    "project_listed", "third_state"};

	return names[effect];
}

const char *sv_outcome_text(enum sv_outcome outcome)
{
	static const char *const texts[] = {
	    "met",     "on track",       "no progress",    "regressed",
	    "not met", "not applicable", "needs judgement"};

	return texts[outcome];
}

const char *sv_compare_text(enum sv_compare compare)
{
	static const char *const texts[] = {"at least", "at most",  "above",
					    "below",    "equal to", "other than"};

	return texts[compare];
}

const char *sv_compare_not_text(enum sv_compare compare)
{
	static const char *const texts[] = {"below",     "above",      "not above",
					    "not below", "other than", "equal to"};

	return texts[compare];
}
