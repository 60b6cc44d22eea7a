/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/show.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The nearest of the 256 terminal colours to the grounds of the reports' palette, and the ink that
 * can be read on each: 231 is white, 16 is black. */
static const struct {
	int ground, ink;
} rating_colors[SV_RATING_COUNT] = {
    [SV_RATING_MET] = {23, 231},
    [SV_RATING_ON_TRACK] = {116, 16},
    [SV_RATING_NO_PROGRESS] = {251, 16},
    [SV_RATING_REGRESSED] = {172, 16},
    [SV_RATING_NOT_MET] = {125, 231},
    [SV_RATING_UNDECIDED] = {185, 16},
    [SV_RATING_NEEDS_JUDGEMENT] = {61, 231},
};

void sv_out_rating(struct sv_out *out, enum sv_rating rating, const char *text)
{
	assert(rating < SV_RATING_COUNT);
	if (!out->color || !rating_colors[rating].ground)
		sv_out_printf(out, " %s ", text);
	else
		sv_out_printf(out, "\033[48;5;%d;38;5;%dm %s \033[0m", rating_colors[rating].ground,
			      rating_colors[rating].ink, text);
}

const char *sv_position_sign(const struct sv_rated *rated)
{
	if (rated->position)
		return rated->position > 0 ? "≥" : "<";
	if (!rated->value.known)
		return sv_rating_letter(SV_RATING_NOT_REPORTED);
	return sv_value_is_point(&rated->value) ? "o" : "~";
}

const char *sv_position_text(const struct sv_rated *rated)
{
	if (rated->position)
		return rated->position > 0 ? "at or above the collective benchmark"
					   : "below the collective benchmark";
	if (!rated->value.known)
		return "no position";
	return sv_value_is_point(&rated->value) ? "no benchmark to compare with" : "within bounds";
}

void sv_out_ref(struct sv_out *out, int indent, const struct sv_fact_ref *ref)
{
	bool recalled = ref->origin.confidence == SV_CONFIDENCE_RECALLED;
	int width = sv_text_columns(sv_str_from(ref->text));
	char where[128];

	snprintf(where, sizeof(where), "[%" PRId64 ":%d%s%s%s]", ref->origin.doc, ref->origin.row,
		 ref->origin.source[0] ? " " : "", ref->origin.source,
		 recalled ? ", not verified" : "");
	sv_out_pad(out, indent);
	if (indent + width + 2 + (int)strlen(where) <= out->width) {
		sv_out_printf(out, "%s  ", ref->text);
	} else {
		sv_out_wrapped(out, indent, indent + 2, ref->text);
		sv_out_pad(out, indent + 2);
	}
	sv_out_styled(out, SV_STYLE_MUTED, where);
	sv_out_text(out, "\n");
}

/* Digits for people: one for shares, as many as a count needs. */
static int32_t digits_shown(const struct sv_value *value)
{
	if (strcmp(value->unit, "%") == 0)
		return 1;
	return value->lower.den == 1 && value->upper.den == 1 ? 0 : 1;
}

static const char *number(struct sv_arena *arena, struct sv_rational value, int32_t scale,
			  const struct sv_rational *target)
{
	char *text = sv_arena_alloc(arena, SV_DECIMAL_TEXT_MAX);
	struct sv_decimal shown = sv_rational_round(value, scale);

	/* 19.97 % must not read as 20.0 % beside a target of 20 %. */
	while (target && scale < 6 &&
	       sv_rational_compare(sv_rational_from_decimal(shown), *target) !=
		   sv_rational_compare(value, *target))
		shown = sv_rational_round(value, ++scale);
	sv_decimal_text(shown, text);
	return text;
}

const char *sv_text_value(struct sv_arena *arena, const struct sv_value *value,
			  const struct sv_rational *target)
{
	const char *low, *high;
	int32_t scale;

	if (!value->known)
		return sv_missing_text(value->missing);
	scale = digits_shown(value);
	low = number(arena, value->lower, scale, target);
	if (value->unbounded)
		return sv_arena_printf(arena, "at least %s",
				       sv_unit_amount(arena, low, value->unit));
	high = number(arena, value->upper, scale, target);
	if (sv_value_is_point(value) || strcmp(low, high) == 0)
		return sv_unit_amount(arena, low, value->unit);
	return sv_unit_amount(arena, sv_arena_printf(arena, "%s-%s", low, high), value->unit);
}

void sv_out_rule(struct sv_out *out, int indent, const char *text)
{
	struct sv_str rest = sv_str_from(text), line;

	while (sv_str_split(&rest, '\n', &line)) {
		int lead = indent;

		while (line.len && line.ptr[0] == ' ') {
			line.ptr++;
			line.len--;
			lead++;
		}
		if (!line.len) {
			sv_out_text(out, "\n");
			continue;
		}
		sv_out_pad(out, lead);
		sv_out_wrapped_str(out, lead, lead + 4, line);
	}
}
