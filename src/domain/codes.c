/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/codes.h"

#include <string.h>

#include "domain/assessor.h"

struct run {
	const struct sv_program *program;
	const struct sv_bulk_column *columns;
	uint8_t outcome_rating; /* of a clause */
	bool rates;             /* of a clause: it says more than that the item does not apply */
};

/* An item on one kind of rows. */
struct plan_rows {
	struct run *measures, *clauses;
	size_t measure_count, clause_count;
	uint8_t otherwise;
	bool otherwise_judged;
};

/* What rating an item takes, by year where it depends on it. */
struct sv_code_plan {
	const struct sv_compiled_item *item;
	bool is_position;   /* members have a place beside the benchmark */
	bool *is_due;       /* by year */
	bool *took_part;    /* by year and member; NULL: whoever they are */
	uint8_t unmeasured; /* the rating where no figure decides */
	struct plan_rows members, together;
	struct run target; /* of a position; program NULL: none */
};

/* A verdict on each row, while its clauses are tried one after the other. */
#define OPEN 0xff

struct verdicts {
	size_t count, open;
	uint8_t ratings[SV_STATES_MAX];
	uint8_t passed_over[SV_STATES_MAX], tried[SV_STATES_MAX];
};

static struct run make_run(struct sv_assessor *assessor, const struct sv_program *program)
{
	return (struct run){.program = program, .columns = sv_assessor_columns(assessor, program)};
}

static void make_rows(struct sv_assessor *assessor, const struct sv_compiled_item *item,
		      enum sv_rows rows, bool grounds_only, struct plan_rows *ret)
{
	const struct sv_pledge_item *rule = item->item;
	enum sv_outcome otherwise = sv_assessor_otherwise(rule);

	assessor->rows = rows;
	ret->measures = SV_NEW_ARRAY(assessor->arena, struct run, rule->measure_count);
	ret->clauses = SV_NEW_ARRAY(assessor->arena, struct run, rule->clause_count);
	ret->otherwise = (uint8_t)sv_assessor_outcome_rating(otherwise);
	ret->otherwise_judged = otherwise == SV_OUTCOME_JUDGED;
	for (size_t i = 0; i < (grounds_only ? 1 : rule->measure_count); i++)
		ret->measures[ret->measure_count++] = make_run(assessor, item->measures[i]);
	for (size_t i = 0; i < rule->clause_count; i++) {
		enum sv_outcome outcome = rule->clauses[i].outcome;
		struct run *run = &ret->clauses[ret->clause_count];

		if (grounds_only && outcome != SV_OUTCOME_NOT_APPLICABLE)
			continue;
		*run = make_run(assessor, item->clauses[i].program);
		run->outcome_rating = (uint8_t)sv_assessor_outcome_rating(outcome);
		run->rates = outcome != SV_OUTCOME_NOT_APPLICABLE;
		ret->clause_count++;
	}
}

static void look_up_days(struct sv_assessor *assessor, struct sv_code_plan *plan)
{
	size_t members = assessor->member_count;

	plan->is_due = SV_NEW_ARRAY(assessor->arena, bool, assessor->year_count);
	if (sv_assessor_reads_register(plan->item))
		plan->took_part =
		    SV_NEW_ARRAY(assessor->arena, bool, assessor->year_count *members);
	for (size_t i = 0; i < assessor->year_count; i++) {
		int year = assessor->input->year_first + (int)i;

		plan->is_due[i] = sv_assessor_is_due(assessor, plan->item->item, year);
		for (size_t m = 0; plan->took_part && m < members; m++)
			plan->took_part[i * members + m] =
			    sv_assessor_took_part(assessor, plan->item, (int)m, year);
	}
}

static void make_plan(struct sv_assessor *assessor, const struct sv_compiled_item *item,
		      struct sv_code_plan *ret)
{
	const struct sv_pledge_item *rule = item->item;

	ret->item = item;
	look_up_days(assessor, ret);
	ret->unmeasured = rule->judges.count ? SV_RATING_NEEDS_JUDGEMENT : SV_RATING_NOT_REPORTED;
	if (!sv_item_is_measured(item))
		return;
	ret->is_position = item->binds_together && rule->measure_count;
	make_rows(assessor, item, SV_ROWS_MEMBERS, ret->is_position, &ret->members);
	if (ret->is_position && item->target)
		ret->target = make_run(assessor, item->target);
	if (sv_assessor_is_rated_together(item))
		make_rows(assessor, item, SV_ROWS_COLLECTIVE, false, &ret->together);
}

struct sv_codes sv_codes_make(struct sv_assessor *assessor)
{
	size_t items = assessor->commitment_count, cells = items * assessor->member_count;

	if (!assessor->plans) {
		assessor->plans = SV_NEW_ARRAY(assessor->arena, struct sv_code_plan, items);
		for (size_t i = 0; i < items; i++)
			make_plan(assessor, &assessor->items[i], &assessor->plans[i]);
	}
	return (struct sv_codes){.ratings = SV_NEW_ARRAY(assessor->arena, uint8_t, cells),
				 .bases = SV_NEW_ARRAY(assessor->arena, uint8_t, cells),
				 .positions = SV_NEW_ARRAY(assessor->arena, int8_t, cells),
				 .together = SV_NEW_ARRAY(assessor->arena, uint8_t, items)};
}

static const struct sv_bulk_result *run_rows(struct sv_assessor *assessor, const struct run *run,
					     size_t first, size_t count)
{
	return sv_bulk_run(assessor->bulk, run->program, run->columns, first, count);
}

static bool is_known(const struct sv_bulk_result *result, size_t row, uint8_t *ret_why)
{
	uint8_t missing = result->missing ? result->missing[row] : 0;

	if (missing == SV_BULK_BOUNDS) {
		*ret_why = result->bounds[row].missing;
		return result->bounds[row].known;
	}
	*ret_why = missing;
	return !missing;
}

static void try_clause(const struct run *clause, const uint8_t *truths, struct verdicts *verdicts)
{
	for (size_t i = 0; i < verdicts->count; i++) {
		if (verdicts->ratings[i] != OPEN)
			continue;
		if (truths[i] == SV_TRUTH_MISSING) {
			verdicts->passed_over[i] = true;
			continue;
		}
		verdicts->tried[i] |= clause->rates;
		if (truths[i] == SV_FALSE)
			continue;
		verdicts->ratings[i] =
		    truths[i] == SV_TRUE ? clause->outcome_rating : SV_RATING_UNDECIDED;
		verdicts->open--;
	}
}

/* No clause decided: as in verdict_of() of assess.c. */
static void settle_open(struct sv_assessor *assessor, const struct plan_rows *rows, size_t first,
			struct verdicts *verdicts)
{
	uint8_t known[SV_STATES_MAX], first_why[SV_STATES_MAX], why;

	memset(known, rows->measure_count == 0, verdicts->count);
	memset(first_why, SV_PRESENT, verdicts->count);
	for (size_t k = 0; k < rows->measure_count; k++) {
		const struct sv_bulk_result *result =
		    run_rows(assessor, &rows->measures[k], first, verdicts->count);

		for (size_t i = 0; i < verdicts->count; i++) {
			bool is = is_known(result, i, &why);

			known[i] |= is;
			if (k == 0 && !is)
				first_why[i] = why;
		}
	}
	for (size_t i = 0; i < verdicts->count; i++) {
		if (verdicts->ratings[i] != OPEN)
			continue;
		if (!known[i] || !verdicts->tried[i])
			verdicts->ratings[i] =
			    first_why[i] == SV_NOT_APPLICABLE || first_why[i] == SV_NOT_DUE
				? SV_RATING_NOT_APPLICABLE
				: SV_RATING_NOT_REPORTED;
		else if (verdicts->passed_over[i] && !rows->otherwise_judged)
			verdicts->ratings[i] = SV_RATING_UNDECIDED;
		else
			verdicts->ratings[i] = rows->otherwise;
	}
}

static void rate_rows(struct sv_assessor *assessor, const struct plan_rows *rows, size_t first,
		      struct verdicts *verdicts)
{
	verdicts->open = verdicts->count;
	memset(verdicts->ratings, OPEN, verdicts->count);
	memset(verdicts->passed_over, 0, verdicts->count);
	memset(verdicts->tried, 0, verdicts->count);
	for (size_t k = 0; k < rows->clause_count && verdicts->open; k++)
		try_clause(&rows->clauses[k],
			   run_rows(assessor, &rows->clauses[k], first, verdicts->count)->truths,
			   verdicts);
	if (verdicts->open)
		settle_open(assessor, rows, first, verdicts);
}

/* Members beside a benchmark of all: a place, never a failure. */
static void place_members(struct sv_assessor *assessor, const struct sv_code_plan *plan,
			  size_t first, uint8_t *ratings, int8_t *positions)
{
	const struct plan_rows *rows = &plan->members;
	size_t count = assessor->member_count;
	const struct sv_bulk_result *result = run_rows(assessor, &rows->measures[0], first, count);
	uint8_t why;

	for (size_t i = 0; i < count; i++)
		ratings[i] =
		    is_known(result, i, &why) ? SV_RATING_NOT_APPLICABLE : SV_RATING_NOT_REPORTED;
	if (plan->target.program) {
		const uint8_t *truths = run_rows(assessor, &plan->target, first, count)->truths;

		for (size_t i = 0; i < count; i++)
			positions[i] = (int8_t)((truths[i] == SV_TRUE) - (truths[i] == SV_FALSE));
	}
	for (size_t k = 0; k < rows->clause_count; k++) {
		const uint8_t *truths = run_rows(assessor, &rows->clauses[k], first, count)->truths;

		for (size_t i = 0; i < count; i++) {
			if (truths[i] != SV_TRUE)
				continue;
			ratings[i] = SV_RATING_NOT_APPLICABLE;
			positions[i] = 0;
		}
	}
}

static void rate_item(struct sv_assessor *assessor, const struct sv_code_plan *plan,
		      size_t year_index, uint8_t *ratings, int8_t *positions)
{
	size_t count = assessor->member_count, first = year_index * count;
	struct verdicts verdicts = {.count = count};

	memset(positions, 0, count);
	if (!plan->is_due[year_index]) {
		memset(ratings, SV_RATING_NOT_APPLICABLE, count);
	} else if (!sv_item_is_measured(plan->item)) {
		memset(ratings, plan->unmeasured, count);
	} else if (plan->is_position) {
		place_members(assessor, plan, first, ratings, positions);
	} else {
		rate_rows(assessor, &plan->members, first, &verdicts);
		memcpy(ratings, verdicts.ratings, count);
		for (size_t i = 0; plan->took_part && i < count; i++)
			if (!plan->took_part[first + i])
				ratings[i] = SV_RATING_NOT_APPLICABLE;
	}
}

static uint8_t rate_together(struct sv_assessor *assessor, const struct sv_code_plan *plan,
			     size_t year_index)
{
	struct verdicts verdicts;
	enum sv_basis basis;
	enum sv_rating rating;
	struct sv_said said;

	if (!plan->together.measure_count)
		return SV_RATING_COUNT;
	if (!plan->is_due[year_index])
		return SV_RATING_NOT_APPLICABLE;
	verdicts.count = 1;
	rate_rows(assessor, &plan->together, year_index, &verdicts);
	rating = verdicts.ratings[0];
	said = sv_assessor_said(assessor, plan->item, -1, year_index, rating);
	sv_said_rating(&said, plan->item->item, &rating, &basis);
	return (uint8_t)rating;
}

/* What people said, in place of what the rule leaves to them. */
static void listen(const struct sv_assessor *assessor, const struct sv_code_plan *plan,
		   size_t year_index, uint8_t *ratings, uint8_t *bases)
{
	for (size_t m = 0; assessor->said && m < assessor->member_count; m++) {
		enum sv_rating rating = ratings[m];
		enum sv_basis basis = SV_BASIS_RULE;
		struct sv_said said =
		    sv_assessor_said(assessor, plan->item, (int)m, year_index, rating);

		sv_said_rating(&said, plan->item->item, &rating, &basis);
		ratings[m] = (uint8_t)rating;
		bases[m] = (uint8_t)basis;
	}
}

void sv_codes_rate(struct sv_assessor *assessor, size_t year_index, struct sv_codes *codes)
{
	memset(codes->bases, SV_BASIS_RULE, assessor->commitment_count * assessor->member_count);
	for (size_t i = 0; i < assessor->commitment_count; i++) {
		const struct sv_code_plan *plan = &assessor->plans[i];
		size_t at = i * assessor->member_count;

		rate_item(assessor, plan, year_index, codes->ratings + at, codes->positions + at);
		listen(assessor, plan, year_index, codes->ratings + at, codes->bases + at);
		codes->together[i] = rate_together(assessor, plan, year_index);
	}
}
