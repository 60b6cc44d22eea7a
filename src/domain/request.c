/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/request.h"

#include <string.h>

#include "domain/condition.h"
#include "domain/procedure.h"

const char *sv_request_outcome_name(enum sv_request_outcome outcome)
{
	static const char *const names[] = {"fails_on_record", "needs_judgement", "no_rules"};

	return names[outcome];
}

int sv_request_may_ask(const struct sv_request_case *input, struct sv_error *err)
{
	const struct sv_state *state = &input->reg->states[input->state];
	const struct sv_project *project = &input->reg->projects[input->project];
	char day[SV_DATE_TEXT_MAX], closed[SV_DATE_TEXT_MAX];

	sv_day_text(input->on, day);
	if (state->eu_from != SV_DAY_NONE && state->eu_from <= input->on &&
	    input->on < state->eu_to)
		return sv_fail(err, SV_EREFUSED,
			       "%s is a state of the Union on %s: it joins a project, a third "
			       "state is invited to one",
			       state->code, day);
	if (project->closed <= input->on)
		return sv_fail(err, SV_EREFUSED,
			       "project '%s' has ended: it was off the list from %s, and a third "
			       "state takes part in a project only while it runs",
			       project->id, sv_day_text(project->closed, closed));
	if (project->adopted > input->on)
		return sv_fail(err, SV_EREFUSED,
			       "project '%s' is not yet on the list on %s: it came on it on %s",
			       project->id, day, sv_day_text(project->adopted, closed));
	return 0;
}

int sv_request_may_join(const struct sv_request_case *input, struct sv_error *err)
{
	const struct sv_participation *role =
	    sv_register_role(input->reg, input->project, input->state, input->on);
	int r = sv_request_may_ask(input, err);

	if (r < 0 || !role)
		return r;
	return sv_fail(err, SV_EREFUSED, "%s is %s of '%s' already",
		       input->reg->states[input->state].code, sv_role_name(role->role),
		       input->reg->projects[input->project].id);
}

/* When conditions come into force after a day on which there are none. */
static int32_t rules_after(struct sv_arena *arena, const struct sv_request_case *input)
{
	struct sv_findings ignored = SV_FINDINGS_INIT(arena);
	int32_t first = SV_DAY_NONE;

	for (size_t i = 0; i < input->text_count; i++) {
		const struct sv_pledge *pledge =
		    sv_pledge_parse(arena, input->texts[i].name, input->texts[i].text, &ignored);

		if (strcmp(pledge->subject, SV_SUBJECT_THIRD_STATE) == 0 &&
		    pledge->from > input->on && (first == SV_DAY_NONE || pledge->from < first))
			first = pledge->from;
	}
	return first;
}

static int find_set(struct sv_arena *arena, const struct sv_request_case *input,
		    struct sv_rule_set *ret, struct sv_error *err)
{
	struct sv_rulebook_context context = {.reg = input->reg};
	struct sv_rules_schema schema = sv_rulebook_schema(&context);

	return sv_rulebook_find(arena, input->texts, input->text_count, SV_SUBJECT_THIRD_STATE,
				input->on, &schema, ret, err);
}

static size_t run_conditions(struct sv_arena *arena, const struct sv_request_case *input,
			     const struct sv_pledge *set, struct sv_condition_result **ret)
{
	const struct sv_condition_case condition_case = {arena,        input->reg,     set,
							 input->state, input->project, input->on};
	size_t count = 0;

	*ret = SV_NEW_ARRAY(arena, struct sv_condition_result, set->item_count);
	for (size_t i = 0; i < set->item_count; i++)
		if (set->items[i].kind == SV_ITEM_CONDITION &&
		    sv_rulebook_in_force(set, &set->items[i], input->on))
			sv_condition_run(&condition_case, &set->items[i], &(*ret)[count++]);
	return count;
}

static const char *who_title(const struct sv_pledge *set, const char *name)
{
	for (size_t i = 0; set && i < set->body_count; i++)
		if (strcmp(set->bodies[i].name, name) == 0)
			return set->bodies[i].title;
	return name;
}

/* The steps of the procedure, with how many have a vote in each. */
static int lay_path(struct sv_arena *arena, struct sv_request_assessment *assessment,
		    struct sv_error *err)
{
	const struct sv_request_case *input = &assessment->input;
	const struct sv_act_question question = {.act = SV_ACT_THIRD_STATE,
						 .on = input->on,
						 .concerning = -1,
						 .project = input->project};
	struct sv_act_rule *rule = SV_NEW(arena, struct sv_act_rule);
	const struct sv_procedure *procedure;
	int states[SV_STATES_MAX];
	int r = sv_act_rule_find(arena, input->reg, input->texts, input->text_count, &question,
				 rule, err);

	if (r < 0)
		return r;
	procedure = rule->procedure;
	assessment->path = SV_NEW_ARRAY(arena, struct sv_request_step, procedure->step_count);
	assessment->path_count = procedure->step_count;
	for (size_t i = 0; i < procedure->step_count; i++) {
		const struct sv_procedure_step *step = &procedure->steps[i];

		assessment->path[i] = (struct sv_request_step){
		    .step = step,
		    .who = who_title(assessment->set, step->who),
		    .voters = step->unanimous ? sv_electorate(input->reg, step->electorate,
							      input->project, input->on, states)
					      : 0};
	}
	return 0;
}

void sv_request_clock(const struct sv_third_state_request *request, int32_t on,
		      struct sv_clock_step clock[SV_CLOCK_STEPS])
{
	const int32_t days[] = {request->requested, request->decided, request->participating};
	static const char *const steps[] = {"request", "decision", "arrangement"};

	for (int i = 0; i < SV_CLOCK_STEPS; i++) {
		/* What had not happened by that day was not yet known. */
		int32_t day = days[i] == SV_DAY_NONE || days[i] > on ? SV_DAY_NONE : days[i];

		clock[i] = (struct sv_clock_step){.step = steps[i],
						  .on = day,
						  .precision = day == SV_DAY_NONE ? ""
							       : i                ? "exact"
								   : request->requested_precision,
						  .days = -1};
		if (i && day != SV_DAY_NONE && clock[i - 1].on != SV_DAY_NONE)
			clock[i].days = (int)(day - clock[i - 1].on);
	}
}

struct comparison {
	struct sv_arena *arena;
	struct sv_precedent *precedent;
	size_t share_cap, differ_cap;
};

static void add_share(struct comparison *comparison, const char *text)
{
	struct sv_precedent *precedent = comparison->precedent;

	precedent->shares =
	    sv_arena_grow(comparison->arena, precedent->shares, precedent->share_count,
			  &comparison->share_cap, sizeof(*precedent->shares));
	precedent->shares[precedent->share_count++] = text;
}

static void add_difference(struct comparison *comparison, const char *text)
{
	struct sv_precedent *precedent = comparison->precedent;

	precedent->differs =
	    sv_arena_grow(comparison->arena, precedent->differs, precedent->differ_count,
			  &comparison->differ_cap, sizeof(*precedent->differs));
	precedent->differs[precedent->differ_count++] = text;
}

/* Conditions that a fact decides in one of the two, side by side. */
static void compare_conditions(struct comparison *comparison,
			       const struct sv_request_assessment *here,
			       const struct sv_condition_result *there, size_t there_count)
{
	for (size_t i = 0; i < here->condition_count; i++) {
		const struct sv_condition_result *mine = &here->conditions[i];

		for (size_t k = 0; k < there_count; k++) {
			if (strcmp(mine->item->number, there[k].item->number) != 0)
				continue;
			if (mine->status != there[k].status)
				add_difference(
				    comparison,
				    sv_arena_printf(comparison->arena, "(%s) %s here, %s there",
						    mine->item->number,
						    sv_condition_status_title(mine->status),
						    sv_condition_status_title(there[k].status)));
			else if (mine->status != SV_CONDITION_JUDGED)
				add_share(comparison,
					  sv_arena_printf(comparison->arena, "(%s) %s",
							  mine->item->number,
							  sv_condition_status_title(mine->status)));
		}
	}
}

static bool is_weighed(const struct sv_pledge *set, const char *fact)
{
	for (size_t i = 0; i < set->item_count; i++)
		for (size_t k = 0; k < set->items[i].weighed.count; k++)
			if (strcmp(set->items[i].weighed.items[k], fact) == 0)
				return true;
	return false;
}

/* Facts that lie before those who judge. */
static void compare_facts(struct comparison *comparison, const struct sv_request_assessment *here,
			  const struct sv_third_state_request *request, int32_t then)
{
	const struct sv_register *reg = here->input.reg;

	for (size_t i = 0; i < here->set->fact_count; i++) {
		const struct sv_fact_name *fact = &here->set->facts[i];
		bool mine, theirs;

		if (fact->of_project || !is_weighed(here->set, fact->name))
			continue;
		mine = sv_register_fact(reg, here->input.state, fact->name, here->input.on);
		theirs = sv_register_fact(reg, request->state, fact->name, then);
		if (mine && theirs)
			add_share(comparison, fact->title);
		else if (mine || theirs)
			add_difference(comparison,
				       sv_arena_printf(comparison->arena, "%s: %s on record",
						       fact->title,
						       mine ? "only here" : "only there"));
	}
}

static int compare(struct sv_arena *arena, const struct sv_request_assessment *here,
		   const struct sv_third_state_request *request, int32_t then,
		   struct sv_precedent *ret, struct sv_error *err)
{
	const struct sv_register *reg = here->input.reg;
	struct sv_precedent precedent = {.request = request};
	struct comparison comparison = {.arena = arena, .precedent = &precedent};
	struct sv_request_case input = here->input;
	struct sv_condition_result *there;
	struct sv_rule_set set;
	int r;

	if (request->project == here->input.project)
		add_share(&comparison, "the same project");
	else
		add_difference(&comparison, sv_arena_printf(arena, "another project: %s",
							    reg->projects[request->project].id));
	if (request->state == here->input.state)
		add_share(&comparison, "the same state");
	input.state = request->state;
	input.project = request->project;
	input.on = then;
	r = find_set(arena, &input, &set, err);
	if (r < 0)
		return r;
	if (set.pledge) {
		size_t count = run_conditions(arena, &input, set.pledge, &there);

		compare_conditions(&comparison, here, there, count);
	}
	compare_facts(&comparison, here, request, then);
	sv_request_clock(request, here->input.on, precedent.clock);
	*ret = precedent;
	return 0;
}

/* The day by which an earlier request counts: of its decision, else of the request itself. */
static int32_t day_of(const struct sv_third_state_request *request)
{
	return request->decided != SV_DAY_NONE ? request->decided : request->requested;
}

static int find_precedents(struct sv_arena *arena, struct sv_request_assessment *assessment,
			   struct sv_error *err)
{
	const struct sv_request_case *input = &assessment->input;

	assessment->precedents =
	    SV_NEW_ARRAY(arena, struct sv_precedent, input->reg->third_state_request_count);
	for (size_t i = 0; i < input->reg->third_state_request_count; i++) {
		const struct sv_third_state_request *request = &input->reg->third_state_requests[i];
		int32_t then = day_of(request);
		int r;

		if (request->state == input->state && request->project == input->project) {
			assessment->request = request;
			sv_request_clock(request, input->on, assessment->clock);
			continue;
		}
		if (!assessment->set || then == SV_DAY_NONE || then >= input->on)
			continue;
		r = compare(arena, assessment, request, then,
			    &assessment->precedents[assessment->precedent_count++], err);
		if (r < 0)
			return r;
	}
	return 0;
}

/* "values, interests" of those that fail, or NULL. */
static const char *failing(struct sv_arena *arena, const struct sv_request_assessment *assessment)
{
	const char *list = NULL;

	for (size_t i = 0; i < assessment->condition_count; i++) {
		const struct sv_condition_result *condition = &assessment->conditions[i];

		if (condition->status == SV_CONDITION_FAILS)
			list = sv_arena_printf(arena, "%s%s(%s) %s", list ? list : "",
					       list ? ", " : "", condition->item->number,
					       condition->item->title);
	}
	return list;
}

static void conclude(struct sv_arena *arena, struct sv_request_assessment *assessment)
{
	const char *fails;
	char on[32], from[32];

	if (!assessment->set) {
		assessment->outcome = SV_REQUEST_NO_RULES;
		assessment->why = sv_arena_printf(
		    arena,
		    "On %s no conditions were in force under which a third state could be "
		    "invited%s%s; there was nothing to meet or to fail.",
		    sv_day_prose(assessment->input.on, on),
		    assessment->rules_from != SV_DAY_NONE ? "; they apply from " : "",
		    assessment->rules_from != SV_DAY_NONE
			? sv_day_prose(assessment->rules_from, from)
			: "");
		return;
	}
	fails = failing(arena, assessment);
	assessment->outcome = fails ? SV_REQUEST_FAILS : SV_REQUEST_JUDGED;
	assessment->why =
	    fails ? sv_arena_printf(arena,
				    "All conditions have to be met, and on record the state fails "
				    "on %s.",
				    fails)
		  : "Nothing on record fails; what no fact decides is for those whom the "
		    "conditions name to judge.";
}

int sv_request_assess(struct sv_arena *arena, const struct sv_request_case *input,
		      struct sv_request_assessment *ret, struct sv_error *err)
{
	struct sv_request_assessment assessment = {.input = *input, .rules_from = SV_DAY_NONE};
	struct sv_rule_set set;
	int r = sv_request_may_ask(input, err);

	if (r < 0)
		return r;
	r = find_set(arena, input, &set, err);
	if (r < 0)
		return r;
	assessment.set = set.pledge;
	assessment.set_doc = set.doc;
	assessment.facts =
	    sv_condition_facts(arena, input->reg, input->state, input->on, &assessment.fact_count);
	if (set.pledge) {
		assessment.condition_count =
		    run_conditions(arena, input, set.pledge, &assessment.conditions);
		r = lay_path(arena, &assessment, err);
	} else {
		assessment.rules_from = rules_after(arena, input);
	}
	if (r == 0)
		r = find_precedents(arena, &assessment, err);
	if (r < 0)
		return r;
	conclude(arena, &assessment);
	*ret = assessment;
	return 0;
}
