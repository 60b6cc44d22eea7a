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
			       int32_t digits)
{
	char text[SV_DECIMAL_TEXT_MAX];

	return sv_arena_cstr(assessor->arena,
			     sv_decimal_text(sv_rational_round(number, digits), text));
}

/* Digits with which a number, once rounded, still lies where it lies: 19.999999 is not shown as
 * 20.0 beside 20. */
static int32_t digits_beside(struct sv_rational number, struct sv_rational other, int32_t digits)
{
	int order = sv_rational_compare(number, other);

	for (; digits < SV_DECIMAL_SCALE_MAX; digits++) {
		struct sv_decimal rounded = sv_rational_round(number, digits);

		if (sv_rational_compare(sv_rational_from_decimal(rounded), other) == order)
			break;
	}
	return digits;
}

/* "EUR 412 million", "22.3 %", "1500 persons": unit around a number. */
const char *sv_reason_number(struct sv_assessor *assessor, struct sv_rational number,
			     int32_t digits, const char *unit)
{
	return sv_unit_amount(assessor->arena, number_text(assessor, number, digits), unit);
}

/* With so many digits for each end. */
static const char *value_text(struct sv_assessor *assessor, const struct sv_value *value,
			      const int32_t digits[2])
{
	const char *lower, *upper;

	if (!value->known)
		return sv_missing_text(value->missing);
	lower = number_text(assessor, value->lower, digits[0]);
	if (value->unbounded)
		return sv_arena_printf(assessor->arena, "at least %s",
				       sv_unit_amount(assessor->arena, lower, value->unit));
	upper = number_text(assessor, value->upper, digits[1]);
	if (strcmp(lower, upper) == 0)
		return sv_unit_amount(assessor->arena, lower, value->unit);
	return sv_unit_amount(assessor->arena,
			      sv_arena_printf(assessor->arena, "%s to %s", lower, upper),
			      value->unit);
}

const char *sv_reason_value_beside(struct sv_assessor *assessor, const struct sv_value *value,
				   const struct sv_expr *number)
{
	int32_t digits[2] = {digits_of(value->unit), digits_of(value->unit)};

	if (value->known && number) {
		struct sv_cell cell = sv_cell_point(number->number);
		struct sv_value other = sv_assessor_value(assessor, &cell, &number->unit);

		digits[0] = digits_beside(value->lower, other.lower, digits[0]);
		digits[1] = digits_beside(value->upper, other.lower, digits[1]);
	}
	return value_text(assessor, value, digits);
}

const char *sv_reason_value(struct sv_assessor *assessor, const struct sv_value *value)
{
	return sv_reason_value_beside(assessor, value, NULL);
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
	return sv_unit_amount(
	    assessor->arena,
	    sv_arena_cstr(assessor->arena,
			  sv_decimal_text(sv_rational_round(value.lower, digits), text)),
	    value.unit);
}

static const char *trace_value(struct sv_assessor *assessor, const struct sv_trace *trace,
			       const struct sv_trace *beside)
{
	struct sv_value value;

	if (trace->expr->kind == SV_EXPR_NUMBER)
		return sv_reason_constant(assessor, trace->expr);
	value = sv_assessor_value(assessor, &trace->cell, &trace->expr->unit);
	return sv_reason_value_beside(assessor, &value,
				      beside->expr->kind == SV_EXPR_NUMBER ? beside->expr : NULL);
}

/* What a condition is put into words with. */
struct wording {
	struct sv_assessor *assessor;
	const struct sv_pledge_item *item; /* whose measures the condition names */
	int year;
	bool is_said; /* the sentence has named the first measure: it is "it" from here on */
};

/* What a term is called: its title where it has one, else as the rule writes it. */
static const char *trace_name(const struct wording *wording, const struct sv_trace *trace)
{
	const struct sv_expr *expr = trace->expr;

	if (expr->kind == SV_EXPR_MEASURE && expr->index == 0 && wording->is_said)
		return "it";
	if (expr->kind == SV_EXPR_MEASURE)
		return wording->item->measures[expr->index].title;
	if (expr->kind == SV_EXPR_QUANTITY)
		return wording->assessor->pledge->quantities[expr->index].title;
	return sv_arena_str(wording->assessor->arena, expr->text).ptr;
}

/* "coordinator or member of 29 projects: EMC, ESSOR, ..." */
const char *sv_reason_projects(struct sv_assessor *assessor, const struct sv_expr *count, int state,
			       int32_t day)
{
	const struct sv_register *reg = assessor->input->reg;
	const struct sv_entries *all = sv_assessor_entries(assessor, count);
	const char *list = "", *roles = "in";
	size_t entries = 0, recalled = 0;

	for (size_t i = all->first[state]; i < all->first[state + 1]; i++) {
		const struct sv_participation *entry = all->items[i];
		const struct sv_project *project = &reg->projects[entry->project];

		if (!sv_entry_holds(reg, entry, day))
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

/* "the Council", as the text declares it; else the bare name. */
static const char *body_title(const struct sv_pledge *pledge, const char *name)
{
	for (size_t i = 0; i < pledge->body_count; i++)
		if (strcmp(pledge->bodies[i].name, name) == 0)
			return pledge->bodies[i].title;
	return name;
}

const char *sv_reason_names(struct sv_assessor *assessor, const struct sv_names *names)
{
	const char *list = "";

	for (size_t i = 0; i < names->count; i++)
		list = sv_arena_printf(assessor->arena, "%s%s%s", list,
				       !i                     ? ""
				       : i + 1 < names->count ? ", "
							      : " and then ",
				       body_title(assessor->pledge, names->items[i]));
	return list;
}

static const char *condition(const struct wording *wording, const struct sv_trace *trace);

/* "Real growth was 2.1 % in 2019, above 0 %". */
static const char *compare_words(const struct wording *wording, const struct sv_trace *trace)
{
	const struct sv_trace *left = &trace->args[0], *right = &trace->args[1];
	enum sv_compare compare = trace->expr->compare;
	const char *words =
	    trace->truth == SV_FALSE ? sv_compare_not_text(compare) : sv_compare_text(compare);
	const char *link = trace->truth == SV_UNKNOWN ? ", perhaps " : ", ";

	/* "Projects joined: 29, at least 1": a count is no figure of a year. */
	if (left->expr->unit.dimension == SV_DIMENSION_NUMBER && left->cell.known &&
	    right->cell.known)
		return sv_arena_printf(wording->assessor->arena, "%s: %s%s%s %s",
				       trace_name(wording, left),
				       trace_value(wording->assessor, left, right), link, words,
				       trace_value(wording->assessor, right, left));
	if (trace->truth == SV_TRUTH_MISSING)
		return sv_arena_printf(wording->assessor->arena,
				       "%s or what it is compared with is missing",
				       trace_name(wording, left));
	return sv_arena_printf(
	    wording->assessor->arena, "%s was %s in %d%s%s %s", trace_name(wording, left),
	    trace_value(wording->assessor, left, right), wording->year - left->lag, link, words,
	    trace_value(wording->assessor, right, left));
}

/* Digits with which two numbers, once rounded, are still apart. */
static int32_t digits_apart(struct sv_rational a, struct sv_rational b, int32_t digits)
{
	int order = sv_rational_compare(a, b);

	for (; order && digits < SV_DECIMAL_SCALE_MAX; digits++)
		if (sv_decimal_compare(sv_rational_round(a, digits),
				       sv_rational_round(b, digits)) == order)
			break;
	return digits;
}

/* Both sides of a trend, with as many digits as show which is more. */
static void trend_values(const struct wording *wording, const struct sv_trace *trace,
			 const char **ret_now, const char **ret_before)
{
	struct sv_assessor *assessor = wording->assessor;
	const struct sv_unit *unit = &trace->args[0].expr->unit;
	struct sv_value now = sv_assessor_value(assessor, &trace->args[0].cell, unit);
	struct sv_value before = sv_assessor_value(assessor, &trace->args[1].cell, unit);
	int32_t plain = digits_of(now.unit), low = plain, high = plain;

	if (trace->truth != SV_UNKNOWN) {
		low = digits_apart(now.lower, before.upper, plain);
		high = digits_apart(now.upper, before.lower, plain);
	}
	*ret_now = value_text(assessor, &now, (int32_t[]){low, high});
	*ret_before = value_text(assessor, &before, (int32_t[]){high, low});
}

/* "it rose from 0.9 % in 2016 to 1.2 % in 2019". */
static const char *trend_words(const struct wording *wording, const struct sv_trace *trace)
{
	const struct sv_trace *now = &trace->args[0], *before = &trace->args[1];
	bool rises = trace->expr->kind == SV_EXPR_RISES;
	const char *verb, *value_now, *value_before;

	if (trace->truth == SV_TRUTH_MISSING)
		return sv_arena_printf(wording->assessor->arena, "%s is missing for %d or %d",
				       trace_name(wording, now), wording->year - before->lag,
				       wording->year - now->lag);
	if (trace->truth == SV_TRUE)
		verb = rises ? "rose" : "fell";
	else if (trace->truth == SV_FALSE)
		verb = rises ? "did not rise" : "did not fall";
	else
		verb = rises ? "may have risen" : "may have fallen";
	trend_values(wording, trace, &value_now, &value_before);
	if (!sv_cell_is_point(&now->cell) || !sv_cell_is_point(&before->cell))
		return sv_arena_printf(wording->assessor->arena, "%s %s (%s in %d, %s in %d)",
				       trace_name(wording, now), verb, value_before,
				       wording->year - before->lag, value_now,
				       wording->year - now->lag);
	return sv_arena_printf(wording->assessor->arena, "%s %s from %s in %d to %s in %d",
			       trace_name(wording, now), verb, value_before,
			       wording->year - before->lag, value_now, wording->year - now->lag);
}

/* "it was 1.2 % in 2017, 1.8 % in 2018 and 2.3 % in 2019, each time above 0 %". */
static const char *each_compare_words(const struct wording *wording, const struct sv_trace *trace)
{
	struct sv_arena *arena = wording->assessor->arena;
	const struct sv_trace *right = &trace->args[0].args[1];
	const char *list = "";

	for (size_t i = trace->arg_count; i-- > 0;) {
		const struct sv_trace *left = &trace->args[i].args[0];
		const char *link = i + 1 == trace->arg_count ? "" : i ? ", " : " and ";

		list = sv_arena_printf(arena, "%s%s%s in %d", list, link,
				       trace_value(wording->assessor, left, right),
				       wording->year - left->lag);
	}
	return sv_arena_printf(arena, "%s was %s, each time %s %s",
			       trace_name(wording, &trace->args[0].args[0]), list,
			       sv_compare_text(trace->args[0].expr->compare),
			       trace_value(wording->assessor, right, right));
}

static const char *in_each_words(const struct wording *wording, const struct sv_trace *trace)
{
	const struct sv_expr *each = trace->expr->args[0];
	const char *list = "";

	if (trace->truth == SV_TRUE && each->kind == SV_EXPR_COMPARE &&
	    each->args[1]->kind == SV_EXPR_NUMBER)
		return each_compare_words(wording, trace);
	for (size_t i = trace->arg_count; i-- > 0;)
		list = sv_arena_printf(wording->assessor->arena, "%s%s%s", list, *list ? "; " : "",
				       condition(wording, &trace->args[i]));
	return list;
}

static const char *condition(const struct wording *wording, const struct sv_trace *trace)
{
	const struct sv_expr *expr = trace->expr;
	const struct sv_pledge *pledge = wording->assessor->pledge;

	switch (expr->kind) {
	case SV_EXPR_COMPARE: return compare_words(wording, trace);
	case SV_EXPR_RISES:
	case SV_EXPR_FALLS: return trend_words(wording, trace);
	case SV_EXPR_IN_EACH: return in_each_words(wording, trace);
	case SV_EXPR_FACT:
		return sv_arena_printf(wording->assessor->arena, "'%s' %s",
				       pledge->facts[trace->input.index].title,
				       trace->truth == SV_TRUE    ? "holds"
				       : trace->truth == SV_FALSE ? "does not hold"
								  : "is not known");
	case SV_EXPR_AND:
	case SV_EXPR_OR:
		return sv_arena_printf(
		    wording->assessor->arena, "%s %s %s", condition(wording, &trace->args[0]),
		    expr->kind == SV_EXPR_AND ? "and" : "or", condition(wording, &trace->args[1]));
	/* The words say what is so, not what is asked. */
	case SV_EXPR_NOT: return condition(wording, &trace->args[0]);
	case SV_EXPR_IS_KNOWN:
		return sv_arena_printf(wording->assessor->arena, "%s is %sknown for %d",
				       trace_name(wording, &trace->args[0]),
				       trace->truth == SV_TRUE ? "" : "not ",
				       wording->year - trace->args[0].lag);
	default: return sv_arena_str(wording->assessor->arena, expr->text).ptr;
	}
}

const char *sv_reason_condition(struct sv_assessor *assessor, const struct sv_pledge_item *item,
				const struct sv_trace *trace, int year, bool is_said)
{
	const struct wording wording = {assessor, item, year, is_said};

	return condition(&wording, trace);
}
