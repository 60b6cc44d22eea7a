/* SPDX-License-Identifier: EUPL-1.2 */
/* The tree of terms behind one rating. */
#include <string.h>

#include "domain/assessor.h"

struct explainer {
	struct sv_assessor *assessor;
	const struct sv_program *program;
	size_t row;
	int year;
};

static const char *term_note(struct explainer *explainer, const struct sv_trace *trace)
{
	struct sv_assessor *assessor = explainer->assessor;
	const struct sv_pledge *pledge = assessor->pledge;
	int year = explainer->year - trace->lag;

	if (trace->expr->unit.dimension == SV_DIMENSION_TRUTH)
		return sv_reason_condition(assessor, explainer->program->item, trace,
					   explainer->year, false);
	if (!trace->is_input)
		return trace->lag ? sv_arena_printf(assessor->arena, "in %d", year) : "";
	switch (trace->input.kind) {
	case SV_INPUT_QUANTITY:
	case SV_INPUT_SUM:
		return sv_arena_printf(assessor->arena, "%s, %d",
				       pledge->quantities[trace->input.index].title, year);
	case SV_INPUT_COUNT:
		return sv_arena_printf(assessor->arena, "entries in the register of %s",
				       trace->input.count->name);
	case SV_INPUT_FACT: break;
	}
	return "";
}

static void fill_term(struct explainer *explainer, const struct sv_trace *trace,
		      struct sv_term *term)
{
	struct sv_assessor *assessor = explainer->assessor;

	term->text = sv_arena_str(assessor->arena, trace->expr->text).ptr;
	term->note = term_note(explainer, trace);
	term->is_condition = trace->expr->unit.dimension == SV_DIMENSION_TRUTH;
	term->truth = trace->truth;
	if (!term->is_condition)
		term->value = sv_assessor_value(assessor, &trace->cell, &trace->expr->unit);
	if (trace->is_input)
		sv_assessor_refs(assessor, explainer->program, trace, explainer->row, &term->refs,
				 &term->ref_count);
	term->child_count = trace->arg_count;
	term->children = SV_NEW_ARRAY(assessor->arena, struct sv_term, trace->arg_count);
	for (size_t i = 0; i < trace->arg_count; i++)
		fill_term(explainer, &trace->args[i], &term->children[i]);
}

static void add_term(struct explainer *explainer, const struct sv_program *program,
		     const struct sv_expr *expr, const char *text, struct sv_term *term)
{
	struct sv_assessor *assessor = explainer->assessor;

	explainer->program = program;
	fill_term(explainer,
		  sv_trace_run(assessor->arena, program, expr, explainer->row, sv_assessor_load,
			       assessor),
		  term);
	term->text = text;
}

static bool is_decisive(enum sv_truth truth)
{
	return truth == SV_TRUE || truth == SV_UNKNOWN;
}

static void add_measure(struct explainer *explainer, const struct sv_compiled_item *item, size_t i,
			struct sv_term *term)
{
	const struct sv_measure *measure = &item->item->measures[i];

	add_term(explainer, item->measures[i], measure->expr,
		 sv_arena_printf(explainer->assessor->arena, "%s = %.*s", measure->title,
				 SV_STR_ARG(measure->expr->text)),
		 term);
}

/*
 * The measure that is rated, the target, the clauses; then what else the item measures.  A member
 * under a commitment that binds the members together has no clauses, only a place.
 */
static void explain_terms(struct explainer *explainer, const struct sv_compiled_item *item,
			  bool with_clauses, struct sv_explanation *ret)
{
	struct sv_arena *arena = explainer->assessor->arena;
	const struct sv_pledge_item *rule = item->item;
	struct sv_term *terms =
	    SV_NEW_ARRAY(arena, struct sv_term, rule->measure_count + rule->clause_count + 1);
	bool decided = false;
	size_t count = 0;

	if (rule->measure_count)
		add_measure(explainer, item, 0, &terms[count++]);
	if (item->target)
		add_term(explainer, item->target, rule->target,
			 sv_arena_printf(arena, "target %.*s", SV_STR_ARG(rule->target->text)),
			 &terms[count++]);
	for (size_t i = 0; with_clauses && i < rule->clause_count; i++) {
		struct sv_term *term = &terms[count++];

		add_term(explainer, item->clauses[i].program, rule->clauses[i].when,
			 sv_arena_str(arena, rule->clauses[i].line).ptr, term);
		term->decided = !decided && is_decisive(term->truth);
		decided |= term->decided;
	}
	for (size_t i = 1; i < rule->measure_count; i++)
		add_measure(explainer, item, i, &terms[count++]);
	ret->terms = terms;
	ret->term_count = count;
}

/* The items of a commitment that has several: "12.1, 12.2, ...", or "". */
static const char *items_of(struct sv_arena *arena, const struct sv_assessment *assessment,
			    const char *number)
{
	size_t len = strlen(number);
	const char *list = "";

	for (size_t i = 0; i < assessment->item_count; i++)
		if (strncmp(assessment->items[i].number, number, len) == 0 &&
		    assessment->items[i].number[len] == '.')
			list = sv_arena_printf(arena, "%s%s%s", list, *list ? ", " : "",
					       assessment->items[i].number);
	return list;
}

static int fail_item(struct sv_arena *arena, const struct sv_assess_input *input,
		     const struct sv_assessment *assessment, const char *number,
		     struct sv_error *err)
{
	const char *items = items_of(arena, assessment, number);
	char on[32];

	if (*items)
		return sv_fail(err, SV_ENOTFOUND,
			       "commitment '%s' is rated item by item; name one of %s", number,
			       items);
	return sv_fail(err, SV_ENOTFOUND,
		       "no commitment '%s' is in force on %s; see 'servanda commitment list'",
		       number, sv_day_prose(input->on, on));
}

static int find_item(const struct sv_assessment *assessment, const char *number)
{
	for (size_t i = 0; i < assessment->item_count; i++)
		if (strcmp(assessment->items[i].number, number) == 0)
			return (int)i;
	return -1;
}

static size_t find_compiled(const struct sv_assessor *assessor, const char *number)
{
	for (size_t i = 0; i < assessor->commitment_count; i++)
		if (strcmp(assessor->items[i].item->number, number) == 0)
			return i;
	return SV_NO_ITEM;
}

static int find_member(const struct sv_assessor *assessor, const char *code)
{
	int state = sv_register_state(assessor->input->reg, sv_str_from(code));

	for (size_t i = 0; i < assessor->member_count; i++)
		if (assessor->members[i] == state)
			return (int)i;
	return -1;
}

static const struct sv_rated *find_collective(const struct sv_assessment *assessment, int item)
{
	for (size_t i = 0; i < assessment->collective_count; i++)
		if (assessment->collective[i].rated.item == item)
			return &assessment->collective[i].rated;
	return NULL;
}

int sv_assessor_explain(struct sv_assessor *assessor, const char *state, const char *number,
			struct sv_explanation *ret, struct sv_assessor_place *ret_place,
			struct sv_error *err)
{
	const struct sv_assess_input *input = assessor->input;
	struct explainer explainer = {.assessor = assessor, .year = input->year_last};
	struct sv_explanation explanation = {0};
	int item, member = -1;
	char on[32];

	assessor->without_words = true;
	assessor->told_item = find_compiled(assessor, number);
	explanation.assessment = sv_assessor_rate(assessor);
	item = find_item(explanation.assessment, number);
	if (item < 0)
		return fail_item(assessor->arena, input, explanation.assessment, number, err);
	if (state) {
		member = find_member(assessor, state);
		if (member < 0)
			return sv_fail(err, SV_ENOTFOUND,
				       "'%s' is no member on %s; see 'servanda member list'", state,
				       sv_day_prose(input->on, on));
	}
	explanation.item = &explanation.assessment->items[item];
	explanation.rated = state ? sv_assessment_at(explanation.assessment, input->year_last,
						     (size_t)item, (size_t)member)
				  : find_collective(explanation.assessment, item);
	if (!explanation.rated)
		return sv_fail(err, SV_ENOTFOUND,
			       "commitment '%s' has no collective figure; name a member", number);
	assessor->rows = state ? SV_ROWS_MEMBERS : SV_ROWS_COLLECTIVE;
	explainer.row = (assessor->year_count - 1) * (state ? assessor->member_count : 1) +
			(state ? (size_t)member : 0);
	explain_terms(&explainer, &assessor->items[item],
		      !state || !assessor->items[item].binds_together, &explanation);
	explanation.least_change = sv_assessor_least_change(
	    assessor, &assessor->items[item], assessor->rows, explainer.row, explanation.rated);
	*ret_place =
	    (struct sv_assessor_place){&assessor->items[item], assessor->rows, explainer.row};
	*ret = explanation;
	return 0;
}

int sv_assess_explain(struct sv_arena *arena, const struct sv_assess_input *input,
		      const char *state, const char *number, struct sv_explanation *ret,
		      struct sv_error *err)
{
	struct sv_assessor *assessor = SV_NEW(arena, struct sv_assessor);
	struct sv_assessor_place place;
	int r = sv_assessor_prepare(assessor, arena, input, err);

	if (r < 0)
		return r;
	return sv_assessor_explain(assessor, state, number, ret, &place, err);
}

struct way_list {
	struct sv_assess_way *ways;
	size_t count, cap;
};

static void add_ways(struct sv_assessor *assessor, size_t item, const struct sv_rated *rated,
		     struct sv_assessor_place place, struct way_list *list)
{
	const struct sv_least_change *least =
	    sv_assessor_least_change(assessor, place.item, place.rows, place.row, rated);

	if (!least)
		return;
	list->ways = sv_arena_grow(assessor->arena, list->ways, list->count, &list->cap,
				   sizeof(*list->ways));
	list->ways[list->count++] =
	    (struct sv_assess_way){rated->state, assessor->items[item].item->number, least};
}

int sv_assess_ways(struct sv_arena *arena, const struct sv_assess_input *input,
		   struct sv_assess_way **ret, size_t *ret_count, struct sv_error *err)
{
	struct sv_assessor *assessor = SV_NEW(arena, struct sv_assessor);
	const struct sv_assessment *assessment;
	struct way_list list = {0};
	size_t last;
	int r = sv_assessor_prepare(assessor, arena, input, err);

	if (r < 0)
		return r;
	last = assessor->year_count - 1;
	assessor->without_words = true;
	assessment = sv_assessor_rate(assessor);
	for (size_t i = 0; i < assessment->item_count; i++) {
		const struct sv_compiled_item *item = &assessor->items[i];

		for (size_t m = 0; sv_item_is_measured(item) && m < assessor->member_count; m++) {
			struct sv_assessor_place place = {item, SV_ROWS_MEMBERS,
							  last * assessor->member_count + m};

			add_ways(assessor, i, sv_assessment_at(assessment, input->year_last, i, m),
				 place, &list);
		}
	}
	for (size_t i = 0; i < assessment->collective_count; i++) {
		const struct sv_collective *one = &assessment->collective[i];
		size_t item = (size_t)one->rated.item;

		if (one->has_rating && one->rated.item >= 0 && one->rated.year == input->year_last)
			add_ways(assessor, item, &one->rated,
				 (struct sv_assessor_place){&assessor->items[item],
							    SV_ROWS_COLLECTIVE, last},
				 &list);
	}
	*ret = list.ways;
	*ret_count = list.count;
	return 0;
}
