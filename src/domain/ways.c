/* SPDX-License-Identifier: EUPL-1.2 */
/* Ways out, in plain words. */
#include "domain/ways.h"

#include <inttypes.h>
#include <string.h>

#define PROJECTS_NAMED 5

struct sv_value sv_way_amount(struct sv_assessor *assessor, const struct sv_candidate *candidate,
			      int64_t steps)
{
	struct sv_cell cell = sv_cell_missing(SV_OUT_OF_RANGE);
	struct sv_rational amount;

	if (sv_rational_multiply(candidate->step, SV_RATIONAL(steps, 1), &amount))
		cell = sv_cell_point(amount);
	return sv_assessor_value(assessor, &cell, &candidate->unit);
}

/* Digits that show a number as it is. */
static int32_t exact_digits(struct sv_rational number)
{
	int32_t digits = 0;

	while (digits < SV_DECIMAL_SCALE_MAX &&
	       sv_rational_compare(sv_rational_from_decimal(sv_rational_round(number, digits)),
				   number) != 0)
		digits++;
	return digits;
}

/* With so many digits: "EUR 412.31 million", "1.30 %". */
static const char *value_text(struct sv_assessor *assessor, const struct sv_value *value,
			      int32_t digits)
{
	const char *low;

	if (!value->known)
		return sv_missing_text(value->missing);
	low = sv_reason_number(assessor, value->lower, digits, value->unit);
	if (sv_value_is_point(value))
		return low;
	if (value->unbounded)
		return sv_arena_printf(assessor->arena, "at least %s", low);
	return sv_arena_printf(assessor->arena, "between %s and %s", low,
			       sv_reason_number(assessor, value->upper, digits, value->unit));
}

static struct sv_rational magnitude(struct sv_rational number)
{
	return number.num < 0 ? SV_RATIONAL(-number.num, number.den) : number;
}

struct sv_changed_input sv_way_input(struct sv_assessor *assessor, size_t row,
				     const struct sv_step_count *change)
{
	const struct sv_candidate *candidate = change->candidate;
	struct sv_value by = sv_way_amount(assessor, candidate, change->direction * change->steps);
	struct sv_changed_input input = {.name = candidate->rule->name,
					 .title = candidate->title,
					 .by = by,
					 .is_figure = candidate->replaces,
					 .projects = candidate->projects,
					 .project_count = candidate->project_count};
	struct sv_cell to = sv_cell_missing(SV_OUT_OF_RANGE), delta;
	struct sv_rational amount;
	int member, year;

	sv_assessor_row(assessor, row, &member, &year);
	input.year = year;
	input.of_all = member < 0 || candidate->input->kind == SV_INPUT_SUM;
	input.counts_by = candidate->input->kind == SV_INPUT_COUNT
			      ? sv_assessor_day(assessor, year)
			      : sv_day_from_civil(year, 12, 31);
	if (sv_rational_multiply(candidate->step, SV_RATIONAL(change->direction * change->steps, 1),
				 &amount)) {
		delta = sv_cell_point(amount);
		to = sv_cell_add(&candidate->base, &delta);
		if (candidate->replaces && sv_rational_add(candidate->base.lower, amount, &amount))
			to = sv_cell_point(amount);
	}
	input.from = sv_assessor_value(assessor, &candidate->base, &candidate->unit);
	input.digits = exact_digits(sv_way_amount(assessor, candidate, 1).lower);
	input.to = sv_assessor_value(assessor, &to, &candidate->unit);
	return input;
}

static const char *prices_of(struct sv_assessor *assessor, const char *unit)
{
	struct sv_unit parsed;

	if (!sv_unit_parse_code(sv_str_from(unit), &parsed) ||
	    parsed.dimension != SV_DIMENSION_MONEY)
		return "";
	if (parsed.prices == SV_PRICES_CURRENT)
		return " in current prices";
	return sv_arena_printf(assessor->arena, " in prices of %d", parsed.prices);
}

/* A share near nothing is not shown as nothing: figures are published to finer units. */
static const char *to_text(struct sv_assessor *assessor, const struct sv_changed_input *input)
{
	int32_t digits = input->digits;

	while (input->to.lower.num && digits < SV_DECIMAL_SCALE_MAX &&
	       sv_rational_round(input->to.lower, digits).coefficient == 0)
		digits++;
	return value_text(assessor, &input->to, digits);
}

/* " (3.8 %)": a change as a share of what stands. */
static const char *relative(struct sv_assessor *assessor, const struct sv_changed_input *input)
{
	struct sv_rational share;

	if (strcmp(input->by.unit, "%") == 0 || !sv_value_is_point(&input->from) ||
	    !sv_rational_divide(magnitude(input->by.lower), magnitude(input->from.lower), &share) ||
	    !sv_rational_multiply(share, SV_RATIONAL(100, 1), &share))
		return "";
	return sv_arena_printf(
	    assessor->arena, " (%s)",
	    sv_reason_number(assessor, share,
			     sv_rational_compare(share, SV_RATIONAL(1, 10)) < 0 ? 4 : 1, "%"));
}

/* "joining any one of these 14 projects by 17 April 2020: A, B and 12 others". */
static const char *projects_text(struct sv_assessor *assessor, const struct sv_changed_input *input)
{
	int64_t by = magnitude(input->by.lower).num;
	const char *names = "";
	char day[32];

	if (input->by.lower.num < 0)
		return sv_arena_printf(
		    assessor->arena, "%" PRId64 " of its %" PRId64 " %s left by %s", by,
		    input->from.lower.num, input->title, sv_day_prose(input->counts_by, day));
	for (size_t i = 0; i < input->project_count && i < PROJECTS_NAMED; i++)
		names = sv_arena_printf(assessor->arena, "%s%s%s", names, i ? ", " : "",
					input->projects[i]);
	if (input->project_count > PROJECTS_NAMED)
		names = sv_arena_printf(assessor->arena, "%s and %zu others", names,
					input->project_count - PROJECTS_NAMED);
	return sv_arena_printf(assessor->arena, "joining any %" PRId64 " of these %zu %s by %s: %s",
			       by, input->project_count, input->title,
			       sv_day_prose(input->counts_by, day), names);
}

static const char *input_text(struct sv_assessor *assessor, const struct sv_changed_input *input)
{
	struct sv_value by = input->by;
	const char *title = input->title, *amount;

	if (input->project_count || strcmp(by.unit, "count") == 0)
		return projects_text(assessor, input);
	if (input->is_figure)
		return sv_arena_printf(
		    assessor->arena,
		    "a figure of at least %s%s for %s in %d, which the record has "
		    "only as %s",
		    value_text(assessor, &input->to, input->digits), prices_of(assessor, by.unit),
		    title, input->year, sv_reason_value(assessor, &input->from));
	by.lower = by.upper = magnitude(by.lower);
	amount = value_text(assessor, &by, input->digits);
	if (strcmp(by.unit, "%") == 0)
		amount = sv_reason_number(assessor, by.lower, input->digits, "points");
	return sv_arena_printf(assessor->arena, "%s of %d%s %s%s %s, at %s%s", title, input->year,
			       input->of_all ? ", all counted together," : "", amount,
			       relative(assessor, input),
			       input->by.lower.num < 0 ? "lower" : "higher",
			       to_text(assessor, input), prices_of(assessor, by.unit));
}

const char *sv_way_text(struct sv_assessor *assessor, const struct sv_way *way)
{
	static const char *const openings[SV_GOAL_COUNT] = {
	    [SV_GOAL_MET] = "To be met:",
	    [SV_GOAL_ON_TRACK] = "To be on track:",
	    [SV_GOAL_TARGET] = "To be at the benchmark by itself:",
	    [SV_GOAL_NOT_BELOW] =
		"Below the target, whatever the withheld figures are, with anything less than:",
	    [SV_GOAL_LOST] = "No longer met:",
	    [SV_GOAL_BELOW] = "Below the benchmark:",
	};
	const char *text = sv_arena_printf(assessor->arena, "%s %s", openings[way->goal],
					   input_text(assessor, &way->inputs[0]));

	if (way->input_count > 1)
		text = sv_arena_printf(assessor->arena, "%s, together with %s", text,
				       input_text(assessor, &way->inputs[1]));
	return sv_arena_printf(assessor->arena, "%s.", text);
}
