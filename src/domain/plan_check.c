/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/plan_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/rational.h"

#define EURO "EUR"

struct check {
	struct sv_arena *arena;
	const struct sv_plan *plan;
	const struct sv_plan_context *context;
	struct sv_findings *findings;
	int state; /* in the register, or -1 */
};

static const struct sv_plan_field *field_at(const struct check *check, int sheet, int field)
{
	return &check->context->template->sheets[sheet].fields[field];
}

static const char *place(const struct check *check, int sheet, int field, int row, int year)
{
	return sv_plan_place(check->arena, check->plan, sheet, field, row, year);
}

/* A rate is needed where the currency is not the euro. */
static bool is_required(const struct check *check, const struct sv_plan_field *field)
{
	struct sv_str currency = sv_plan_text(check->plan, "cover", "currency", -1);

	if (strcmp(field->unit, "RATE") == 0)
		return currency.len && !sv_str_is(currency, EURO);
	return field->required;
}

/* What was spent and what is budgeted has to be there; a forecast is asked for. */
static enum sv_severity severity_of_year(const struct check *check, int year)
{
	return year <= check->plan->year ? SV_ERROR : SV_WARNING;
}

static void require_years(const struct check *check, int sheet, int index)
{
	const struct sv_plan_field *field = field_at(check, sheet, index);

	for (int year = check->plan->year + field->year_first;
	     year <= check->plan->year + field->year_last; year++)
		if (!sv_plan_find(check->plan, sheet, index, -1, year))
			sv_plan_say(check->findings, check->plan, severity_of_year(check, year),
				    "missing", place(check, sheet, index, -1, year), field->basis,
				    "enter the figure, or write withheld, not applicable or not "
				    "available",
				    "%s, %d: no figure is given", field->label, year);
}

static void require_one(const struct check *check, int sheet, int index, int row)
{
	const struct sv_plan_field *field = field_at(check, sheet, index);

	if (!sv_plan_find(check->plan, sheet, index, row, 0))
		sv_plan_say(check->findings, check->plan, SV_ERROR, "missing",
			    place(check, sheet, index, row, 0), field->basis, "fill it in",
			    "%s: nothing is given", field->label);
}

static bool row_has_any(const struct check *check, int sheet, int row)
{
	const struct sv_plan_sheet *s = &check->context->template->sheets[sheet];

	for (size_t f = 0; f < s->field_count; f++)
		if (sv_plan_find(check->plan, sheet, (int)f, row, 0))
			return true;
	return false;
}

static void require_answer(const struct check *check, int sheet, int row)
{
	const struct sv_plan_sheet *s = &check->context->template->sheets[sheet];
	const struct sv_plan_item *item = &check->context->items[row];

	if (!row_has_any(check, sheet, row)) {
		sv_plan_say(check->findings, check->plan, SV_ERROR, "no-answer",
			    place(check, sheet, 0, row, 0), item->basis,
			    "answer it, or invoke the national caveat that stands against it",
			    "item %s, %s: there is no answer", item->number, item->title);
		return;
	}
	for (size_t f = 0; f < s->field_count; f++)
		if (s->fields[f].required && !sv_plan_find(check->plan, sheet, (int)f, row, 0))
			sv_plan_say(check->findings, check->plan, SV_ERROR, "missing",
				    place(check, sheet, (int)f, row, 0), item->basis, "fill it in",
				    "item %s, %s: nothing is given", item->number,
				    s->fields[f].label);
}

static void require_sheet(const struct check *check, int sheet)
{
	const struct sv_plan_sheet *s = &check->context->template->sheets[sheet];
	int rows = s->layout == SV_PLAN_ANSWERS ? (int)check->context->item_count
						: check->plan->row_counts[sheet];

	for (size_t f = 0; f < s->field_count; f++) {
		if (!is_required(check, &s->fields[f]))
			continue;
		if (s->layout == SV_PLAN_YEARS)
			require_years(check, sheet, (int)f);
		else if (s->layout == SV_PLAN_FIELDS)
			require_one(check, sheet, (int)f, -1);
		for (int row = 0; s->layout == SV_PLAN_ROWS && row < rows; row++)
			require_one(check, sheet, (int)f, row);
	}
	for (int row = 0; s->layout == SV_PLAN_ANSWERS && row < rows; row++)
		require_answer(check, sheet, row);
}

static void check_cover(const struct check *check)
{
	const struct sv_plan_template *template = check->context->template;
	struct sv_str currency = sv_plan_text(check->plan, "cover", "currency", -1);
	int cover = sv_plan_sheet_index(template, SV_STR("cover"));
	bool letters = currency.len == 3;

	for (size_t i = 0; i < currency.len; i++)
		letters &= currency.ptr[i] >= 'A' && currency.ptr[i] <= 'Z';
	if (currency.len && !letters)
		sv_plan_say(check->findings, check->plan, SV_ERROR, "currency",
			    place(check, cover,
				  sv_plan_field_index(&template->sheets[cover], SV_STR("currency")),
				  -1, 0),
			    "", "write the three letters of ISO 4217: EUR",
			    "'%.20s' is not a currency", currency.ptr);
	if (sv_str_is(sv_plan_text(check->plan, "cover", "prices", -1), "constant") &&
	    !sv_plan_get(check->plan, "cover", "price_year", -1, 0))
		sv_plan_say(
		    check->findings, check->plan, SV_ERROR, "price-base",
		    place(check, cover,
			  sv_plan_field_index(&template->sheets[cover], SV_STR("price_year")), -1,
			  0),
		    "", "name the year whose prices they are",
		    "prices are constant, and their year is not given");
	if (sv_str_is(sv_plan_text(check->plan, "cover", "prices", -1), "constant"))
		sv_plan_say(check->findings, check->plan, SV_INFORMATION, "price-base", "", "",
			    "give current prices where you have them",
			    "figures at constant prices are kept, and are compared with others in "
			    "their own year only");
	if (check->state >= 0 &&
	    !sv_register_is_member(check->context->reg, check->state, check->context->on))
		sv_plan_say(check->findings, check->plan, SV_WARNING, "not-a-member",
			    place(check, cover, 0, -1, 0), "", "check the state and the day",
			    "%s does not take part on the day of the check",
			    check->context->reg->states[check->state].name);
}

/* Values that stand where the plan asks for none. */
static void check_years(const struct check *check)
{
	for (size_t i = 0; i < check->plan->cell_count; i++) {
		const struct sv_plan_cell *cell = &check->plan->cells[i];
		const struct sv_plan_field *field = field_at(check, cell->sheet, cell->field);

		if (!cell->year || sv_plan_field_has_year(check->plan, field, cell->year))
			continue;
		sv_plan_say(check->findings, check->plan, SV_WARNING, "other-year", cell->place, "",
			    "take it out, or correct the year at its head",
			    "%s, %d: a plan for %d asks for %d to %d", field->label, cell->year,
			    check->plan->year, check->plan->year + field->year_first,
			    check->plan->year + field->year_last);
	}
}

/* The plan before said something else, or a forecast would take the place of what was spent. */
static void check_revision(const struct check *check, const struct sv_figure *now)
{
	const struct sv_evidence *evidence = check->context->evidence;
	const struct sv_figure *before =
	    sv_evidence_find(evidence, now->indicator, check->state, now->year);
	char a[SV_DECIMAL_TEXT_MAX], b[SV_DECIMAL_TEXT_MAX];
	const struct sv_plan_template *template = check->context->template;

	if (!before || before->missing != SV_PRESENT || now->missing != SV_PRESENT ||
	    sv_decimal_compare(before->value, now->value) == 0)
		return;
	for (size_t s = 0; s < template->sheet_count; s++) {
		for (size_t f = 0; f < template->sheets[s].field_count; f++) {
			const struct sv_plan_field *field = &template->sheets[s].fields[f];
			const char *where;

			if (strcmp(field->indicator, evidence->indicators[now->indicator].name) !=
			    0)
				continue;
			where = place(check, (int)s, (int)f, -1, now->year);
			if (now->year > check->plan->year && strcmp(before->status, "final") == 0)
				sv_plan_say(check->findings, check->plan, SV_ERROR,
					    "forecast-over-actual", where, field->basis,
					    "enter what was spent",
					    "%s, %d: a forecast of %s million euro would replace "
					    "the %s that were spent",
					    field->label, now->year, sv_decimal_text(now->value, a),
					    sv_decimal_text(before->value, b));
			else if (now->year < check->plan->year)
				sv_plan_say(check->findings, check->plan, SV_WARNING, "revised",
					    where, field->basis,
					    "confirm the revision with its reason, or enter the "
					    "figure of the plan before",
					    "%s, %d: %s million euro; the plan before says %s "
					    "(document %d)",
					    field->label, now->year, sv_decimal_text(now->value, a),
					    sv_decimal_text(before->value, b),
					    (int)before->origin.doc);
		}
	}
}

/* The last figure before a year that the record or the plan itself has, of the field's own kind. */
static bool last_figure(const struct check *check, const struct sv_evidence *evidence,
			const struct sv_plan_field *field, int year, struct sv_rational *ret)
{
	const char *const names[] = {field->indicator, field->compare};

	for (int back = 1; back <= 5; back++) {
		for (int i = 0; i < 2; i++) {
			int indicator = sv_evidence_indicator(evidence, sv_str_from(names[i]));
			const struct sv_figure *figure =
			    indicator < 0
				? NULL
				: sv_evidence_find(evidence, indicator, check->state, year - back);

			if (!figure || figure->missing != SV_PRESENT ||
			    figure->value.coefficient <= 0)
				continue;
			*ret = sv_rational_from_decimal(figure->value);
			return true;
		}
	}
	return false;
}

/* How many times larger or smaller, roughly; for words, not for a verdict on a commitment. */
static const char *scale_hint(double times)
{
	double factor = times < 1 ? 1 / times : times;

	if (factor > 5e5 && factor < 2e6)
		return "it looks like units where millions belong, or the other way round";
	if (factor > 500 && factor < 2000)
		return "it looks like thousands where millions belong, or the other way round";
	return NULL;
}

/* "5.3 times that", "one 47th": for words only. */
static const char *times_text(struct sv_arena *arena, double times)
{
	if (times >= 1)
		return sv_arena_printf(arena, "%.*f times the size", times < 10, times);
	return sv_arena_printf(arena, "a fraction, 1/%.0f,", 1 / times);
}

static void check_band(const struct check *check, const struct sv_evidence *evidence,
		       const struct sv_plan_cell *cell)
{
	const struct sv_plan_field *field = field_at(check, cell->sheet, cell->field);
	struct sv_rational last, now = sv_rational_from_decimal(cell->number), times;
	int indicator = sv_evidence_indicator(evidence, sv_str_from(field->indicator));
	const struct sv_figure *own =
	    indicator < 0 ? NULL : sv_evidence_find(evidence, indicator, check->state, cell->year);
	const char *hint;

	if (!field->band || !last_figure(check, evidence, field, cell->year, &last))
		return;
	if (own && own->missing == SV_PRESENT)
		now = sv_rational_from_decimal(own->value); /* in euro */
	else if (strcmp(field->unit, "MONEY") == 0)
		return;
	if (now.num <= 0 || !sv_rational_divide(now, last, &times))
		return;
	if (sv_rational_compare(times, SV_RATIONAL(field->band, 1)) <= 0 &&
	    sv_rational_compare(times, SV_RATIONAL(1, field->band)) >= 0)
		return;
	hint = scale_hint(sv_rational_to_double(times));
	sv_plan_say(check->findings, check->plan, hint ? SV_ERROR : SV_WARNING,
		    hint ? "scale" : "band", cell->place, field->basis,
		    hint ? hint : "look at both years again, or confirm the finding with a reason",
		    "%s, %d: %s is %s of the last figure there is", field->label, cell->year,
		    cell->text.ptr, times_text(check->arena, sv_rational_to_double(times)));
}

static void check_figures(const struct check *check, const struct sv_evidence *evidence)
{
	const struct sv_figure *figures;
	size_t count;

	sv_plan_figures(check->arena, check->plan, &figures, &count);
	for (size_t i = 0; i < count; i++)
		check_revision(check, &figures[i]);
	for (size_t i = 0; i < check->plan->cell_count; i++)
		if (check->plan->cells[i].is == SV_PLAN_IS_NUMBER && check->plan->cells[i].year)
			check_band(check, evidence, &check->plan->cells[i]);
}

/* A period that ends before it begins. */
static void check_periods(const struct check *check)
{
	const struct sv_plan_template *template = check->context->template;

	for (size_t s = 0; s < template->sheet_count; s++) {
		int from = sv_plan_field_index(&template->sheets[s], SV_STR("from"));
		int to = sv_plan_field_index(&template->sheets[s], SV_STR("to"));

		for (int row = 0; from >= 0 && to >= 0 && row < check->plan->row_counts[s]; row++) {
			const struct sv_plan_cell *a =
			    sv_plan_find(check->plan, (int)s, from, row, 0);
			const struct sv_plan_cell *b =
			    sv_plan_find(check->plan, (int)s, to, row, 0);

			if (a && b && a->is == SV_PLAN_IS_TEXT && b->is == SV_PLAN_IS_TEXT &&
			    sv_str_compare(a->text, b->text) > 0)
				sv_plan_say(check->findings, check->plan, SV_ERROR, "period",
					    b->place, "", "correct one of the two",
					    "%.*s ends before it begins, on %.*s",
					    SV_STR_ARG(b->text), SV_STR_ARG(a->text));
		}
	}
}

/* The role the register has for the state in a project on the day, or -1. */
static int registered_role(const struct check *check, int project)
{
	const struct sv_register *reg = check->context->reg;

	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *one = &reg->participations[i];

		if (one->project == project && one->state == check->state &&
		    one->from <= check->context->on && check->context->on < one->to &&
		    sv_project_is_listed(&reg->projects[project], check->context->on))
			return (int)one->role;
	}
	return -1;
}

static int listed_row(const struct check *check, int sheet, const char *id)
{
	for (int row = 0; row < check->plan->row_counts[sheet]; row++)
		if (sv_str_is(sv_plan_text(check->plan, "projects", "project", row), id))
			return row;
	return -1;
}

static void check_listed(const struct check *check, int sheet, int row)
{
	struct sv_str id = sv_plan_text(check->plan, "projects", "project", row);
	struct sv_str role = sv_plan_text(check->plan, "projects", "role", row);
	int project = sv_register_project(check->context->reg, id);
	int registered = project < 0 ? -1 : registered_role(check, project);

	if (project < 0 || !role.len)
		return;
	if (registered < 0)
		sv_plan_say(
		    check->findings, check->plan, SV_WARNING, "register",
		    place(check, sheet, 0, row, 0), "",
		    "take the row out, or have the register corrected",
		    "the register has no role of this state in '%s' on the day of the check",
		    id.ptr);
	else if (!sv_str_is(role, sv_role_name((enum sv_role)registered)))
		sv_plan_say(check->findings, check->plan, SV_WARNING, "register",
			    place(check, sheet, 1, row, 0), "",
			    "correct the role, or have the register corrected",
			    "'%s': the plan says %s, the register %s", id.ptr, role.ptr,
			    sv_role_name((enum sv_role)registered));
}

/* The table of projects agrees with the register, which the Council's acts make. */
static void check_projects(const struct check *check)
{
	const struct sv_register *reg = check->context->reg;
	int sheet = sv_plan_sheet_index(check->context->template, SV_STR("projects"));

	if (sheet < 0 || check->state < 0)
		return;
	for (int row = 0; row < check->plan->row_counts[sheet]; row++)
		check_listed(check, sheet, row);
	for (size_t p = 0; p < reg->project_count; p++) {
		int role = registered_role(check, (int)p);

		if (role >= 0 && listed_row(check, sheet, reg->projects[p].id) < 0)
			sv_plan_say(
			    check->findings, check->plan, SV_WARNING, "register",
			    sv_arena_printf(check->arena, "/projects"), "",
			    "add a row, or have the register corrected",
			    "the register has the state as %s of '%s', and the plan does not "
			    "name it",
			    sv_role_name((enum sv_role)role), reg->projects[p].id);
	}
}

static int by_severity(const void *a, const void *b)
{
	const struct sv_finding *x = a, *y = b;
	int order = (int)y->severity - (int)x->severity;

	if (!order)
		order = strcmp(x->rule, y->rule);
	return order ? order : strcmp(x->place, y->place);
}

int sv_plan_check(struct sv_arena *arena, const struct sv_plan *plan, struct sv_findings *findings,
		  struct sv_plan_checked *ret, struct sv_error *err)
{
	const struct check check = {
	    .arena = arena,
	    .plan = plan,
	    .context = plan->context,
	    .findings = findings,
	    .state = sv_register_state(plan->context->reg, sv_str_from(plan->state))};
	const struct sv_evidence *evidence;
	int r = 0;

	*ret = (struct sv_plan_checked){0};
	for (size_t s = 0; s < plan->context->template->sheet_count; s++)
		if (plan->year || plan->context->template->sheets[s].layout != SV_PLAN_YEARS)
			require_sheet(&check, (int)s);
	check_cover(&check);
	check_periods(&check);
	check_projects(&check);
	if (plan->year && check.state >= 0) {
		evidence = sv_plan_evidence(arena, plan);
		check_years(&check);
		check_figures(&check, evidence);
		r = sv_plan_check_rules(arena, plan, evidence, findings, err);
		if (r == 0)
			r = sv_plan_assess(arena, plan, evidence, findings, ret, err);
	}
	if (r < 0)
		return r;
	sv_plan_confirm(arena, plan, findings, &ret->confirmed);
	if (findings->count)
		qsort(findings->items, findings->count, sizeof(*findings->items), by_severity);
	ret->blockers = sv_findings_count(findings, SV_BLOCKER);
	ret->errors = sv_findings_count(findings, SV_ERROR) - ret->blockers;
	ret->warnings = sv_findings_count(findings, SV_WARNING) - ret->errors - ret->blockers;
	ret->may_be_submitted = !ret->blockers && !ret->errors && !ret->warnings;
	return 0;
}
