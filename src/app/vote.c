/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/vote.h"

#include "app/named.h"

int sv_app_act_rule(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		    const struct sv_reading *reading, const struct sv_act_named *named,
		    struct sv_act_rule *ret, struct sv_error *err)
{
	struct sv_act_question question = {.act = named->act,
					   .on = moment->on,
					   .concerning = -1,
					   .project = -1,
					   .alternative = named->alternative};
	const struct sv_rule_text *texts;
	const struct sv_register *reg;
	size_t text_count;
	int r = sv_app_register(app, arena, moment, reading, &reg, err);

	if (r < 0)
		return r;
	r = sv_app_rules(app, arena, moment, &texts, &text_count, err);
	if (r < 0)
		return r;
	if (named->concerning)
		r = sv_named_state(reg, named->concerning, &question.concerning, err);
	if (r == 0 && named->project)
		r = sv_named_project(reg, named->project, &question.project, err);
	if (r < 0)
		return r;
	return sv_act_rule_find(arena, reg, texts, text_count, &question, ret, err);
}

static int take_voter(const struct sv_act_rule *rule, const char *code, enum sv_vote vote,
		      struct sv_simulation *simulation, struct sv_error *err)
{
	char day[SV_DATE_TEXT_MAX];
	int state, voter, r = sv_named_state(rule->reg, code, &state, err);

	if (r < 0)
		return r;
	voter = sv_act_voter(rule, state);
	if (voter < 0)
		return sv_fail(err, SV_EREFUSED, "%s has no vote on '%s' on %s (%s)",
			       rule->reg->states[state].code, rule->question.act,
			       sv_day_text(rule->question.on, day), rule->item->basis);
	if (simulation->votes[voter] != SV_VOTE_ABSENT)
		return sv_fail(err, SV_EREFUSED, "%s is named twice; a state has one vote",
			       rule->reg->states[state].code);
	simulation->votes[voter] = vote;
	return 0;
}

/* *ret_rest is the vote of all others, where the list says "all". */
static int take_list(struct sv_arena *arena, const struct sv_act_rule *rule, const char *list,
		     enum sv_vote vote, struct sv_simulation *simulation, enum sv_vote *ret_rest,
		     struct sv_error *err)
{
	struct sv_str rest = sv_str_from(list), code;
	int r = 0;

	while (r == 0 && sv_str_split(&rest, ',', &code)) {
		code = sv_str_trim(code);
		if (!code.len)
			continue;
		if (!sv_str_is(code, "all")) {
			r = take_voter(rule, sv_arena_str(arena, code).ptr, vote, simulation, err);
			continue;
		}
		if (*ret_rest != SV_VOTE_ABSENT)
			return sv_fail(err, SV_EREFUSED, "'all' stands in two lists");
		*ret_rest = vote;
	}
	return r;
}

int sv_app_simulate(struct sv_arena *arena, const struct sv_act_rule *rule,
		    const struct sv_vote_lists *lists, struct sv_simulation *ret,
		    struct sv_error *err)
{
	struct sv_simulation simulation = {0};
	enum sv_vote rest = SV_VOTE_ABSENT;
	int r;

	if (!rule->is_vote)
		return sv_fail(err, SV_EREFUSED, "nobody votes on '%s' (%s)", rule->question.act,
			       rule->item->basis);
	r = take_list(arena, rule, lists->in_favour, SV_VOTE_FOR, &simulation, &rest, err);
	if (r == 0)
		r = take_list(arena, rule, lists->against, SV_VOTE_AGAINST, &simulation, &rest,
			      err);
	if (r == 0)
		r = take_list(arena, rule, lists->abstaining, SV_VOTE_ABSTAIN, &simulation, &rest,
			      err);
	if (r < 0)
		return r;
	for (size_t i = 0; i < rule->voter_count; i++)
		if (simulation.votes[i] == SV_VOTE_ABSENT)
			simulation.votes[i] = rest;
	sv_vote_count(&rule->game, simulation.votes, &simulation.result);
	for (size_t i = 0; i < rule->voter_count; i++)
		if (sv_vote_is_pivotal(&rule->game, simulation.votes, i))
			simulation.pivotal[simulation.pivotal_count++] = i;
	*ret = simulation;
	return 0;
}
