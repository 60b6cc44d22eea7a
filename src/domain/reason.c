/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Results in plain words.  Sentences are built from the trace, never from the
 * text of a rule, so that another language is another set of these functions.
 */
#include <string.h>

#include "domain/assessor.h"

/* Shares are shown to a tenth of a percent; everything else in whole units. */
static int32_t digits_of(const char *unit)
{
	return strcmp(unit, "%") == 0 ? 1 : 0;
}

static const char *number_text(struct sv_assessor *assessor, struct sv_rational number,
			       const char *unit)
{
	char text[SV_DECIMAL_TEXT_MAX];

	return sv_arena_cstr(assessor->arena,
			     sv_decimal_text(sv_rational_round(number, digits_of(unit)), text));
}

/* "EUR 412 million", "22.3 %", "1500 persons": unit around a number. */
static const char *with_unit(struct sv_assessor *assessor, const char *number, const char *unit)
{
	struct sv_unit parsed;

	if (strcmp(unit, "%") == 0)
		return sv_arena_printf(assessor->arena, "%s %%", number);
	if (strcmp(unit, "count") == 0 || !*unit)
		return number;
	if (sv_unit_parse_code(sv_str_from(unit), &parsed) &&
	    parsed.dimension == SV_DIMENSION_MONEY)
		return sv_arena_printf(assessor->arena, "%s %s million", parsed.currency, number);
	return sv_arena_printf(assessor->arena, "%s %s", number, unit);
}

const char *sv_reason_value(struct sv_assessor *assessor, const struct sv_value *value)
{
	const char *lower, *upper;

	if (!value->known)
		return sv_missing_text(value->missing);
	lower = number_text(assessor, value->lower, value->unit);
	if (value->unbounded)
		return sv_arena_printf(assessor->arena, "at least %s",
				       with_unit(assessor, lower, value->unit));
	upper = number_text(assessor, value->upper, value->unit);
	if (strcmp(lower, upper) == 0)
		return with_unit(assessor, lower, value->unit);
	return with_unit(assessor, sv_arena_printf(assessor->arena, "%s to %s", lower, upper),
			 value->unit);
}

/* A number that stands in a rule: with the digits it needs, no more. */
const char *sv_reason_constant(struct sv_assessor *assessor, const struct sv_expr *number)
{
	struct sv_cell cell = sv_cell_point(number->number);
	struct sv_value value = sv_assessor_value(assessor, &cell, &number->unit);
	char text[SV_DECIMAL_TEXT_MAX];
	int32_t digits = 0;

	for (struct sv_decimal rounded; digits < SV_DECIMAL_SCALE_MAX; digits++) {
		rounded = sv_rational_round(value.lower, digits);
		if (sv_rational_compare(sv_rational_from_decimal(rounded), value.lower) == 0)
			break;
	}
	return with_unit(
	    assessor,
	    sv_arena_cstr(assessor->arena,
			  sv_decimal_text(sv_rational_round(value.lower, digits), text)),
	    value.unit);
}

static const char *trace_value(struct sv_assessor *assessor, const struct sv_trace *trace)
{
	struct sv_value value;

	if (trace->expr->kind == SV_EXPR_NUMBER)
		return sv_reason_constant(assessor, trace->expr);
	value = sv_assessor_value(assessor, &trace->cell, &trace->expr->unit);
	return sv_reason_value(assessor, &value);
}

/* "coordinator or member of 29 projects: EMC, ESSOR, ..." */
const char *sv_reason_projects(struct sv_assessor *assessor, const struct sv_expr *count, int state,
			       int32_t day)
{
	const struct sv_register *reg = assessor->input->reg;
	const char *list = "", *roles = "in";
	size_t entries = 0, recalled = 0;

	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *entry = &reg->participations[i];
		const struct sv_project *project = &reg->projects[entry->project];

		if (!sv_assessor_counted(assessor, count, entry, state, day))
			continue;
		list =
		    sv_arena_printf(assessor->arena, "%s%s%s%s", list, entries ? ", " : "",
				    *project->acronym ? project->acronym : project->name,
				    entry->origin.confidence == SV_CONFIDENCE_RECALLED ? "*" : "");
		recalled += entry->origin.confidence == SV_CONFIDENCE_RECALLED;
		entries++;
	}
	for (size_t i = 0; i < count->filter_count; i++) {
		const struct sv_filter *filter = &count->filters[i];

		if (strcmp(filter->attribute, "role") != 0 || filter->negated)
			continue;
		roles = "";
		for (size_t k = 0; k < filter->value_count; k++)
			roles = sv_arena_printf(assessor->arena, "%s%s%s", roles, k ? " or " : "",
						filter->values[k]);
	}
	if (!entries)
		return sv_arena_printf(assessor->arena, "%s of no project", roles);
	return sv_arena_printf(assessor->arena, "%s of %zu project%s: %s%s", roles, entries,
			       entries == 1 ? "" : "s", list,
			       recalled ? " (* recalled, not verified)" : "");
}

const char *sv_reason_names(struct sv_assessor *assessor, const struct sv_names *names)
{
	static const struct {
		const char *name, *text;
	} known[] = {{"hr", "the High Representative"},
		     {"council", "the Council"},
		     {"project_members", "the project members"},
		     {"eumc", "the EU Military Committee"}};
	const char *list = "";

	for (size_t i = 0; i < names->count; i++) {
		const char *text = names->items[i];

		for (size_t k = 0; k < SV_ARRAY_LEN(known); k++)
			if (strcmp(known[k].name, text) == 0)
				text = known[k].text;
		list = sv_arena_printf(assessor->arena, "%s%s%s", list,
				       !i                     ? ""
				       : i + 1 < names->count ? ", "
							      : " and then ",
				       text);
	}
	return list;
}

static const char *condition(struct sv_assessor *assessor, const struct sv_trace *trace, int year);

static const char *compare_words(struct sv_assessor *assessor, const struct sv_trace *trace)
{
	return sv_arena_printf(
	    assessor->arena, "%s is %s%s %s", trace_value(assessor, &trace->args[0]),
	    trace->truth == SV_FALSE ? "not " : "", sv_compare_text(trace->expr->compare),
	    trace_value(assessor, &trace->args[1]));
}

static const char *trend_words(struct sv_assessor *assessor, const struct sv_trace *trace, int year)
{
	bool rises = trace->expr->kind == SV_EXPR_RISES;

	return sv_arena_printf(assessor->arena, "%s in %d is%s %s %s in %d",
			       trace_value(assessor, &trace->args[0]), year - trace->args[0].lag,
			       trace->truth == SV_FALSE ? " not" : "", rises ? "above" : "below",
			       trace_value(assessor, &trace->args[1]), year - trace->args[1].lag);
}

static const char *in_each_words(struct sv_assessor *assessor, const struct sv_trace *trace,
				 int year)
{
	const char *list = "";

	for (size_t i = trace->arg_count; i-- > 0;) {
		const struct sv_trace *each = &trace->args[i];

		list = sv_arena_printf(assessor->arena, "%s%s%s in %d", list, *list ? "; " : "",
				       condition(assessor, each, year), year - each->lag);
	}
	return list;
}

static const char *condition(struct sv_assessor *assessor, const struct sv_trace *trace, int year)
{
	const struct sv_expr *expr = trace->expr;
	const struct sv_pledge *pledge = assessor->pledge;

	switch (expr->kind) {
	case SV_EXPR_COMPARE: return compare_words(assessor, trace);
	case SV_EXPR_RISES:
	case SV_EXPR_FALLS: return trend_words(assessor, trace, year);
	case SV_EXPR_IN_EACH: return in_each_words(assessor, trace, year);
	case SV_EXPR_FACT:
		return sv_arena_printf(assessor->arena, "%s: %s",
				       pledge->facts[trace->input.index].title,
				       trace->truth == SV_TRUE    ? "in force"
				       : trace->truth == SV_FALSE ? "not in force"
								  : "not known");
	case SV_EXPR_AND:
	case SV_EXPR_OR:
		return sv_arena_printf(assessor->arena, "%s %s %s",
				       condition(assessor, &trace->args[0], year),
				       expr->kind == SV_EXPR_AND ? "and" : "or",
				       condition(assessor, &trace->args[1], year));
	case SV_EXPR_NOT:
		return sv_arena_printf(assessor->arena, "it is not so that %s",
				       condition(assessor, &trace->args[0], year));
	default: return sv_arena_str(assessor->arena, expr->text).ptr;
	}
}

const char *sv_reason_condition(struct sv_assessor *assessor, const struct sv_trace *trace,
				int year)
{
	return condition(assessor, trace, year);
}
