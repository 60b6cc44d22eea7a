/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The plan that is still to be filled in: what the plan accepted last year said, what public
 * evidence has of the year that is closed, and the state's projects on the day.
 */
#include <string.h>

#include "app/plan.h"
#include "app/plan_desk.h"
#include "domain/act_store.h"
#include "domain/body.h"
#include "domain/plan_json.h"
#include "domain/plan_life.h"

struct begin {
	struct sv_plan_builder builder;
	const struct sv_plan_context *context;
	const struct sv_plan *last; /* accepted for the year before, or NULL */
	int state;
	bool euro; /* the plan's money is euro at current prices, as evidence is */
};

/* What was accepted for a year; *ret NULL when nothing was. */
static int accepted_plan(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
			 const struct sv_reading *reading, const char *state, int year,
			 const struct sv_plan **ret, struct sv_error *err)
{
	const struct sv_act_filter filter = {SV_PLAN_NOUN,
					     sv_arena_printf(arena, "%s-%d", state, year), ""};
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	_cleanup_(sv_body_release) json_t *body = NULL;
	struct sv_plan_context *context = SV_NEW(arena, struct sv_plan_context);
	struct sv_findings *ignored = SV_NEW(arena, struct sv_findings);
	const struct sv_plan_life *life;
	struct sv_plan_life *lives;
	const struct sv_act *acts;
	size_t count;
	int r = sv_tx_begin_read(&tx, app->db, err);

	*ret = NULL;
	if (r == 0)
		r = sv_act_list(app->db, arena, &filter, moment->known_size, &acts, &count, err);
	if (r < 0)
		return r;
	sv_tx_done(&tx);
	sv_plan_lives_fold(arena, acts, count, &lives, &count);
	life = sv_plan_life_find(lives, count, state, year);
	if (!life || !life->accepted)
		return 0;
	r = sv_app_plan_context(app, arena, moment, reading, year, context, err);
	if (r < 0)
		return r;
	body = sv_act_body(life->accepted);
	*ignored = (struct sv_findings)SV_FINDINGS_INIT(arena);
	*ret = sv_plan_from_json(arena, context, "", json_object_get(body, "plan"), ignored);
	return 0;
}

static void put(struct begin *begin, const char *sheet, const char *field, int row, int year,
		const struct sv_plan_cell *cell)
{
	struct sv_plan_builder *builder = &begin->builder;

	if (cell->is == SV_PLAN_IS_NUMBER)
		sv_plan_put_number(builder, sheet, field, row, year, cell->number);
	else if (cell->is == SV_PLAN_IS_TEXT)
		sv_plan_put_text(builder, sheet, field, row, year,
				 sv_arena_str(builder->arena, cell->text).ptr);
}

static int item_index(const struct sv_plan_context *context, const char *number)
{
	for (size_t i = 0; i < context->item_count; i++)
		if (strcmp(context->items[i].number, number) == 0)
			return (int)i;
	return -1;
}

/* What a state says anew each year, or the register knows better. */
static bool is_said_anew(const char *sheet, const char *field)
{
	static const char *const anew[][2] = {
	    {"cover", "state"},    {"cover", "year"}, {"answers", "declared"},
	    {"confirmations", ""}, {"projects", ""},  {"statement", ""},
	};

	for (size_t i = 0; i < SV_ARRAY_LEN(anew); i++)
		if (strcmp(sheet, anew[i][0]) == 0 && (!*anew[i][1] || !strcmp(field, anew[i][1])))
			return true;
	return false;
}

/* A value of last year's plan in its place in this one, if there is one. */
static void carry(struct begin *begin, const struct sv_plan_cell *cell)
{
	const struct sv_plan_template *template = begin->context->template;
	const struct sv_plan_sheet *from = &begin->last->context->template->sheets[cell->sheet];
	const char *name = from->fields[cell->field].name;
	int sheet = sv_plan_sheet_index(template, sv_str_from(from->name)), field, row = cell->row;

	if (sheet < 0 || template->sheets[sheet].layout != from->layout ||
	    is_said_anew(from->name, name))
		return;
	field = sv_plan_field_index(&template->sheets[sheet], sv_str_from(name));
	if (field < 0 ||
	    template->sheets[sheet].fields[field].type != from->fields[cell->field].type)
		return;
	if (from->layout == SV_PLAN_ANSWERS)
		row = item_index(begin->context, begin->last->context->items[row].number);
	if (from->layout == SV_PLAN_ANSWERS && row < 0)
		return;
	if (from->layout == SV_PLAN_YEARS &&
	    !sv_plan_field_has_year(begin->builder.plan, &template->sheets[sheet].fields[field],
				    cell->year))
		return;
	put(begin, from->name, name, row, cell->year, cell);
}

/* Evidence is in euro at current prices: a plan in another money is not filled from it. */
static bool is_comparable(const struct begin *begin, const struct sv_plan_field *field)
{
	return begin->euro || strcmp(field->unit, "MONEY") != 0;
}

static const struct sv_figure *figure_of(const struct begin *begin, const char *indicator, int year)
{
	const struct sv_evidence *evidence = begin->context->evidence;
	int index = sv_evidence_indicator(evidence, sv_str_from(indicator));
	const struct sv_figure *figure =
	    index < 0 ? NULL : sv_evidence_find(evidence, index, begin->state, year);

	return figure && figure->missing == SV_PRESENT ? figure : NULL;
}

/* Where last year's plan has nothing: figures of the record; for the year that is closed, those
 * that were published of it too. */
static void fill(struct begin *begin, const struct sv_plan_sheet *sheet,
		 const struct sv_plan_field *field)
{
	int first = begin->builder.plan->year + field->year_first;

	for (int year = first; year <= begin->builder.plan->year + field->year_last; year++) {
		const struct sv_figure *figure = figure_of(begin, field->indicator, year);

		if (begin->last && sv_plan_get(begin->last, sheet->name, field->name, -1, year))
			continue;
		if (!figure && year < begin->builder.plan->year)
			figure = figure_of(begin, field->compare, year);
		if (figure)
			sv_plan_put_number(&begin->builder, sheet->name, field->name, -1, year,
					   figure->value);
	}
}

static void begin_figures(struct begin *begin)
{
	const struct sv_plan_template *template = begin->context->template;

	for (size_t s = 0; s < template->sheet_count; s++)
		for (size_t f = 0; template->sheets[s].layout == SV_PLAN_YEARS &&
				   f < template->sheets[s].field_count;
		     f++)
			if (is_comparable(begin, &template->sheets[s].fields[f]))
				fill(begin, &template->sheets[s], &template->sheets[s].fields[f]);
}

static void begin_projects(struct begin *begin)
{
	const struct sv_plan_context *context = begin->context;
	const struct sv_register *reg = context->reg;
	int row = 0;

	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *one = &reg->participations[i];

		if (one->state != begin->state || context->on < one->from ||
		    context->on >= one->to ||
		    !sv_project_is_listed(&reg->projects[one->project], context->on))
			continue;
		sv_plan_put_text(&begin->builder, "projects", "project", row, 0,
				 reg->projects[one->project].id);
		sv_plan_put_text(&begin->builder, "projects", "role", row++, 0,
				 sv_role_name(one->role));
	}
}

static void begin_cover(struct begin *begin)
{
	struct sv_plan_builder *builder = &begin->builder;
	bool is_euro =
	    sv_register_fact(begin->context->reg, begin->state, "euro", begin->context->on);

	sv_plan_put_text(builder, "cover", "state", -1, 0, builder->plan->state);
	sv_plan_put_number(builder, "cover", "year", -1, 0,
			   (struct sv_decimal){builder->plan->year, 0});
	begin->euro = is_euro;
	if (begin->last) {
		begin->euro =
		    sv_str_is(sv_plan_text(begin->last, "cover", "currency", -1), "EUR") &&
		    sv_str_is(sv_plan_text(begin->last, "cover", "prices", -1), "current");
		return;
	}
	if (is_euro)
		sv_plan_put_text(builder, "cover", "currency", -1, 0, "EUR");
	sv_plan_put_text(builder, "cover", "prices", -1, 0, "current");
}

int sv_app_plan_begin(struct sv_app *app, const struct sv_actor *actor, struct sv_arena *arena,
		      const struct sv_moment *moment, const struct sv_reading *reading,
		      const char *state, int year, struct sv_plan **ret, struct sv_error *err)
{
	struct sv_plan_context *context = SV_NEW(arena, struct sv_plan_context);
	struct sv_findings *none = SV_NEW(arena, struct sv_findings);
	struct begin begin = {.context = context};
	const char *own;
	int r = sv_app_plan_context(app, arena, moment, reading, year, context, err);

	if (r < 0)
		return r;
	*none = (struct sv_findings)SV_FINDINGS_INIT(arena);
	begin.state = sv_register_state(context->reg, sv_str_from(state));
	if (begin.state < 0)
		return sv_fail(err, SV_ENOTFOUND, "'%s' is no state of the register", state);
	state = context->reg->states[begin.state].code;
	if (sv_plan_desk_of(actor, &own) && (!own || strcmp(own, state) == 0))
		r = accepted_plan(app, arena, moment, reading, state, year - 1, &begin.last, err);
	if (r < 0)
		return r;
	sv_plan_begin(&begin.builder, arena, context, "", none);
	begin.builder.plan->state = state;
	begin.builder.plan->year = year;
	begin.builder.plan->exercise = begin.last && begin.last->exercise;
	begin_cover(&begin);
	for (size_t i = 0; begin.last && i < begin.last->cell_count; i++)
		carry(&begin, &begin.last->cells[i]);
	begin_figures(&begin);
	begin_projects(&begin);
	*ret = sv_plan_finish(&begin.builder);
	return 0;
}
