/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/condition.h"

#include <string.h>

#include "rules/trace.h"

const char *sv_condition_status_name(enum sv_condition_status status)
{
	static const char *const names[] = {"fails_on_record", "passes_on_record",
					    "needs_judgement", "not_applicable", "no_evidence"};

	return names[status];
}

const char *sv_condition_status_title(enum sv_condition_status status)
{
	static const char *const titles[] = {"fails on record", "passes on record",
					     "needs judgement", "does not apply", "no evidence"};

	return titles[status];
}

struct ref_list {
	struct sv_fact_ref *refs;
	size_t count, cap;
};

struct run {
	const struct sv_condition_case *input;
	struct ref_list refs;
};

/* "restrictive measures of the Union against the state, since 31 December 2014". */
static const char *fact_text(struct sv_arena *arena, const char *fact, const char *detail,
			     int32_t from)
{
	char since[32];

	return sv_arena_printf(arena, "%s, since %s", *detail ? detail : fact,
			       sv_day_prose(from, since));
}

static bool add_ref(struct sv_arena *arena, struct ref_list *list, const struct sv_origin *origin,
		    const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->refs[i].origin.doc == origin->doc &&
		    list->refs[i].origin.row == origin->row)
			return false;
	list->refs = sv_arena_grow(arena, list->refs, list->count, &list->cap, sizeof(*list->refs));
	list->refs[list->count++] = (struct sv_fact_ref){.origin = *origin, .text = text};
	return true;
}

/* The row under a fact's name, of the state or of the project; false when there is none. */
static bool find_fact(const struct sv_condition_case *input, const struct sv_fact_name *name,
		      struct sv_fact_ref *ret)
{
	if (name->of_project) {
		const struct sv_project_fact *fact =
		    sv_register_project_fact(input->reg, input->project, name->name, input->on);

		if (fact)
			*ret = (struct sv_fact_ref){
			    .origin = fact->origin,
			    .text = fact_text(input->arena, fact->fact, fact->detail, fact->from)};
		return fact;
	}
	const struct sv_state_fact *fact =
	    sv_register_fact(input->reg, input->state, name->name, input->on);

	if (fact)
		*ret = (struct sv_fact_ref){
		    .origin = fact->origin,
		    .text = fact_text(input->arena, fact->fact, fact->detail, fact->from)};
	return fact;
}

/* Conditions rest on facts; a figure that one asks for is not there. */
static void load(void *context, const struct sv_program *program, const struct sv_input *input,
		 size_t first, size_t count, union sv_column *ret)
{
	const struct run *run = context;
	struct sv_fact_ref found;

	(void)first;
	for (size_t i = 0; i < count; i++) {
		if (input->kind != SV_INPUT_FACT) {
			ret->cells[i] = sv_cell_missing(SV_NOT_REPORTED);
			continue;
		}
		const struct sv_fact_name *name = &program->pledge->facts[input->index];

		ret->truths[i] = find_fact(run->input, name, &found) ? SV_TRUE
				 : name->absent_is_unknown           ? SV_UNKNOWN
								     : SV_FALSE;
	}
}

static void keep_ref(const struct sv_trace *trace, void *context)
{
	struct run *run = context;
	struct sv_fact_ref found;

	if (trace->input.kind == SV_INPUT_FACT &&
	    find_fact(run->input, &run->input->set->facts[trace->input.index], &found))
		add_ref(run->input->arena, &run->refs, &found.origin, found.text);
}

/* The first clause that is true; NULL when none is.  *ret_unknown: one could not be told. */
static const struct sv_clause *decide(struct run *run, const struct sv_pledge_item *item,
				      bool *ret_unknown)
{
	struct sv_arena *arena = run->input->arena;
	struct sv_findings ignored = SV_FINDINGS_INIT(arena);

	*ret_unknown = false;
	for (size_t i = 0; i < item->clause_count; i++) {
		const struct sv_clause *clause = &item->clauses[i];
		const struct sv_program *program =
		    sv_program_compile(arena, run->input->set, item, clause->when, &ignored);
		const struct sv_trace *trace =
		    sv_trace_run(arena, program, clause->when, 0, load, run);

		if (trace->truth == SV_TRUE) {
			sv_trace_inputs(trace, keep_ref, run);
			return clause;
		}
		*ret_unknown |= trace->truth == SV_UNKNOWN || trace->truth == SV_TRUTH_MISSING;
	}
	return NULL;
}

static enum sv_condition_status status_of(enum sv_outcome outcome)
{
	switch (outcome) {
	case SV_OUTCOME_MET: return SV_CONDITION_PASSES;
	case SV_OUTCOME_NOT_APPLICABLE: return SV_CONDITION_NOT_APPLICABLE;
	case SV_OUTCOME_JUDGED: return SV_CONDITION_JUDGED;
	default: return SV_CONDITION_FAILS;
	}
}

static const char *body_title(const struct sv_pledge *set, const char *name)
{
	for (size_t i = 0; i < set->body_count; i++)
		if (strcmp(set->bodies[i].name, name) == 0)
			return set->bodies[i].title;
	return name;
}

static const char *judges_text(const struct run *run, const struct sv_pledge_item *item)
{
	const char *list = "";

	for (size_t i = 0; i < item->judges.count; i++)
		list = sv_arena_printf(run->input->arena, "%s%s%s", list, i ? " and then " : "",
				       body_title(run->input->set, item->judges.items[i]));
	return list;
}

/* "a; b (recalled, not verified)" of the rows from `first` on. */
static const char *refs_text(const struct run *run, size_t first)
{
	const char *list = "";

	for (size_t i = first; i < run->refs.count; i++)
		list = sv_arena_printf(run->input->arena, "%s%s%s%s", list, i > first ? "; " : "",
				       run->refs.refs[i].text,
				       run->refs.refs[i].origin.confidence == SV_CONFIDENCE_RECALLED
					   ? " (recalled, not verified)"
					   : "");
	return list;
}

static const char *reason(const struct run *run, const struct sv_pledge_item *item,
			  const struct sv_clause *clause, enum sv_condition_status status,
			  size_t decided)
{
	struct sv_arena *arena = run->input->arena;
	const char *weighed = refs_text(run, decided), *first = "";

	switch (status) {
	case SV_CONDITION_FAILS:
	case SV_CONDITION_PASSES: {
		struct run deciding = *run;

		deciding.refs.count = decided;
		first = decided
			    ? sv_arena_printf(arena, "On record: %s", refs_text(&deciding, 0))
			    : sv_arena_printf(arena, "On record: %.*s", SV_STR_ARG(clause->line));
		break;
	}
	case SV_CONDITION_NOT_APPLICABLE:
		first = sv_arena_printf(arena, "Not asked: %s",
					*clause->text ? clause->text : refs_text(run, 0));
		break;
	case SV_CONDITION_JUDGED:
		first = sv_arena_printf(arena, "No fact on record decides; it is for %s to judge",
					judges_text(run, item));
		break;
	case SV_CONDITION_NO_EVIDENCE:
		first = item->judges.count
			    ? sv_arena_printf(arena,
					      "The record does not know the fact that would "
					      "decide; it is for %s to look it up",
					      judges_text(run, item))
			    : "The record does not know the fact that would decide";
		break;
	}
	return *weighed && status != SV_CONDITION_NOT_APPLICABLE
		   ? sv_arena_printf(arena, "%s. To be weighed: %s.", first, weighed)
		   : sv_arena_printf(arena, "%s.", first);
}

static void weigh(struct run *run, const struct sv_pledge_item *item)
{
	const struct sv_pledge *set = run->input->set;

	for (size_t i = 0; i < item->weighed.count; i++)
		for (size_t k = 0; k < set->fact_count; k++) {
			struct sv_fact_ref found;

			if (strcmp(set->facts[k].name, item->weighed.items[i]) == 0 &&
			    find_fact(run->input, &set->facts[k], &found))
				add_ref(run->input->arena, &run->refs, &found.origin, found.text);
		}
}

void sv_condition_run(const struct sv_condition_case *input, const struct sv_pledge_item *item,
		      struct sv_condition_result *ret)
{
	struct run run = {.input = input};
	bool unknown;
	const struct sv_clause *clause = decide(&run, item, &unknown);
	enum sv_condition_status status = SV_CONDITION_JUDGED;
	size_t decided = run.refs.count;

	if (clause)
		status = status_of(clause->outcome);
	else if (unknown && strcmp(item->evidence_kind, "judged") != 0)
		status = SV_CONDITION_NO_EVIDENCE;
	else if (item->has_otherwise)
		status = status_of(item->otherwise);
	else if (!item->judges.count)
		status = SV_CONDITION_FAILS; /* met when ..., and it is not so */
	weigh(&run, item);
	*ret = (struct sv_condition_result){.item = item,
					    .status = status,
					    .why = reason(&run, item, clause, status, decided),
					    .refs = run.refs.refs,
					    .ref_count = run.refs.count};
}

const struct sv_fact_ref *sv_condition_facts(struct sv_arena *arena, const struct sv_register *reg,
					     int state, int32_t on, size_t *ret_count)
{
	struct ref_list list = {0};

	for (size_t i = 0; i < reg->state_fact_count; i++) {
		const struct sv_state_fact *fact = &reg->state_facts[i];

		if (fact->state == state && fact->from <= on && on < fact->to)
			add_ref(arena, &list, &fact->origin,
				fact_text(arena, fact->fact, fact->detail, fact->from));
	}
	*ret_count = list.count;
	return list.refs;
}
