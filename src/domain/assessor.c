/* SPDX-License-Identifier: EUPL-1.2 */
/* The set in force with its programs, and running them over all rows. */
#include "domain/assessor.h"

#include <string.h>

static const struct sv_program *compile_expr(struct sv_assessor *assessor,
					     const struct sv_pledge_item *item,
					     const struct sv_expr *expr)
{
	struct sv_findings ignored = SV_FINDINGS_INIT(assessor->arena);

	/* sv_rulebook_find() has made sure that every expression fits. */
	return sv_program_compile(assessor->arena, assessor->pledge, item, expr, &ignored);
}

static void compile_item(struct sv_assessor *assessor, const struct sv_pledge_item *item,
			 struct sv_compiled_item *ret)
{
	struct sv_arena *arena = assessor->arena;

	ret->item = item;
	ret->measures = SV_NEW_ARRAY(arena, const struct sv_program *, item->measure_count);
	for (size_t i = 0; i < item->measure_count; i++)
		ret->measures[i] = compile_expr(assessor, item, item->measures[i].expr);
	ret->target = item->target ? compile_expr(assessor, item, item->target) : NULL;
	ret->clauses = SV_NEW_ARRAY(arena, struct sv_compiled_clause, item->clause_count);
	for (size_t i = 0; i < item->clause_count; i++)
		ret->clauses[i] = (struct sv_compiled_clause){
		    &item->clauses[i], compile_expr(assessor, item, item->clauses[i].when)};
	ret->binds_together = item->scope != SV_SCOPE_MEMBER;
}

static void compile_kind(struct sv_assessor *assessor, enum sv_item_kind kind)
{
	const struct sv_pledge *pledge = assessor->pledge;

	for (size_t i = 0; i < pledge->item_count; i++) {
		const struct sv_pledge_item *item = &pledge->items[i];

		if (item->kind == kind && sv_rulebook_in_force(pledge, item, assessor->input->on))
			compile_item(assessor, item, &assessor->items[assessor->item_count++]);
	}
}

/* Checks are of one state's plan; they rate nothing. */
static void compile_items(struct sv_assessor *assessor, bool of_a_plan)
{
	assessor->items =
	    SV_NEW_ARRAY(assessor->arena, struct sv_compiled_item, assessor->pledge->item_count);
	compile_kind(assessor, SV_ITEM_COMMITMENT);
	assessor->commitment_count = assessor->item_count;
	compile_kind(assessor, SV_ITEM_SERIES);
	if (of_a_plan)
		compile_kind(assessor, SV_ITEM_CHECK);
}

static int program_lag(const struct sv_program *program)
{
	int lag = 0;

	for (size_t i = 0; program && i < program->input_count; i++)
		if (program->inputs[i].lag > lag)
			lag = program->inputs[i].lag;
	return lag;
}

static int longest_lag(const struct sv_assessor *assessor)
{
	int longest = 0;

	for (size_t i = 0; i < assessor->item_count; i++) {
		const struct sv_compiled_item *item = &assessor->items[i];

		for (size_t k = 0; k < item->item->measure_count; k++)
			longest = SV_MAX(longest, program_lag(item->measures[k]));
		for (size_t k = 0; k < item->item->clause_count; k++)
			longest = SV_MAX(longest, program_lag(item->clauses[k].program));
		longest = SV_MAX(longest, program_lag(item->target));
	}
	return longest;
}

int sv_assessor_prepare(struct sv_assessor *assessor, struct sv_arena *arena,
			const struct sv_assess_input *input, struct sv_error *err)
{
	return sv_assessor_prepare_for(assessor, arena, input, "commitments", -1, err);
}

int sv_assessor_prepare_for(struct sv_assessor *assessor, struct sv_arena *arena,
			    const struct sv_assess_input *input, const char *subject, int state,
			    struct sv_error *err)
{
	struct sv_rulebook_context context = {input->reg, input->evidence};
	struct sv_rules_schema schema = sv_rulebook_schema(&context);
	struct sv_rule_set set;
	int r;

	*assessor = (struct sv_assessor){.arena = arena,
					 .input = input,
					 .rules_doc = -1,
					 .without_words = input->without_words,
					 .told_item = SV_NO_ITEM};
	assessor->year_count = (size_t)(input->year_last - input->year_first + 1);
	if (state < 0) {
		assessor->member_count =
		    sv_register_members(input->reg, input->on, assessor->members);
	} else {
		assessor->members[0] = state;
		assessor->member_count = 1;
	}
	for (size_t i = 0; i < assessor->member_count; i++)
		assessor->is_member[assessor->members[i]] = true;
	r = sv_rulebook_find(arena, input->texts, input->text_count, subject, input->on, &schema,
			     &set, err);
	if (r < 0)
		return r;
	assessor->vm = sv_vm_new(arena);
	assessor->bulk = sv_bulk_new(arena);
	assessor->block = SV_NEW(arena, union sv_column);
	if (!set.pledge)
		return 0;
	assessor->pledge = set.pledge;
	assessor->rules_doc = set.doc;
	compile_items(assessor, state >= 0);
	sv_assessor_listen(assessor);
	assessor->book = (struct sv_figure_book){
	    .arena = arena,
	    .reg = input->reg,
	    .evidence = input->evidence,
	    .pledge = set.pledge,
	    .year_first = input->year_first - longest_lag(assessor),
	    .year_last = input->year_last,
	};
	return 0;
}

size_t sv_assessor_row_count(const struct sv_assessor *assessor)
{
	return assessor->rows == SV_ROWS_COLLECTIVE ? assessor->year_count
						    : assessor->year_count * assessor->member_count;
}

/* Either cells or truths of all rows; the other is NULL. */
static void run_all(struct sv_assessor *assessor, const struct sv_program *program,
		    struct sv_cell *ret_cells, uint8_t *ret_truths)
{
	const struct sv_bulk_column *columns = sv_assessor_columns(assessor, program);
	size_t rows = sv_assessor_row_count(assessor);

	for (size_t first = 0; first < rows; first += SV_BLOCK_ROWS) {
		size_t count = SV_MIN(rows - first, (size_t)SV_BLOCK_ROWS);
		const struct sv_bulk_result *result =
		    sv_bulk_run(assessor->bulk, program, columns, first, count);

		if (ret_truths)
			memcpy(ret_truths + first, result->truths, count);
		for (size_t i = 0; ret_cells && i < count; i++)
			ret_cells[first + i] = sv_bulk_cell(result, i);
	}
}

struct sv_cell *sv_assessor_measure(struct sv_assessor *assessor, const struct sv_program *program)
{
	struct sv_cell *cells =
	    SV_NEW_ARRAY(assessor->arena, struct sv_cell, sv_assessor_row_count(assessor));

	run_all(assessor, program, cells, NULL);
	return cells;
}

struct sv_item_results sv_assessor_run(struct sv_assessor *assessor,
				       const struct sv_compiled_item *item, enum sv_rows rows)
{
	struct sv_arena *arena = assessor->arena;
	struct sv_item_results results = {0};
	size_t count;

	assessor->rows = rows;
	count = sv_assessor_row_count(assessor);
	results.measures = SV_NEW_ARRAY(arena, struct sv_cell *, item->item->measure_count);
	for (size_t i = 0; i < item->item->measure_count; i++)
		results.measures[i] = sv_assessor_measure(assessor, item->measures[i]);
	if (item->target) {
		results.target = SV_NEW_ARRAY(arena, uint8_t, count);
		run_all(assessor, item->target, NULL, results.target);
	}
	results.clauses = SV_NEW_ARRAY(arena, uint8_t *, item->item->clause_count);
	for (size_t i = 0; i < item->item->clause_count; i++) {
		results.clauses[i] = SV_NEW_ARRAY(arena, uint8_t, count);
		run_all(assessor, item->clauses[i].program, NULL, results.clauses[i]);
	}
	return results;
}
