/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/procedure.h"

#include <string.h>

#include "base/suggest.h"

static bool has_role_of_member(const struct sv_register *reg, int project, int state, int32_t on)
{
	const struct sv_participation *role = sv_register_role(reg, project, state, on);

	return role && (role->role == SV_ROLE_COORDINATOR || role->role == SV_ROLE_MEMBER);
}

static bool is_in_union(const struct sv_state *state, int32_t on)
{
	return state->eu_from != SV_DAY_NONE && state->eu_from <= on && on < state->eu_to;
}

size_t sv_electorate(const struct sv_register *reg, enum sv_electorate electorate, int project,
		     int32_t on, int *states)
{
	size_t count = 0;

	for (int state = 0; state < (int)reg->state_count; state++) {
		bool votes = false;

		switch (electorate) {
		case SV_ELECTORATE_NOBODY: break;
		case SV_ELECTORATE_UNION: votes = is_in_union(&reg->states[state], on); break;
		case SV_ELECTORATE_MEMBERS: votes = sv_register_is_member(reg, state, on); break;
		case SV_ELECTORATE_PROJECT:
			votes = has_role_of_member(reg, project, state, on);
			break;
		}
		if (votes)
			states[count++] = state;
	}
	return count;
}

int sv_act_voter(const struct sv_act_rule *rule, int state)
{
	for (size_t i = 0; i < rule->voter_count; i++)
		if (rule->voters[i] == state)
			return (int)i;
	return -1;
}

/* The procedure of that name in force, or a refusal that names the acts there are. */
static int find_item(struct sv_arena *arena, const struct sv_pledge *pledge, const char *act,
		     int32_t on, const struct sv_pledge_item **ret, struct sv_error *err)
{
	struct sv_suggestion meant = SV_SUGGESTION_INIT(act);
	char day[SV_DATE_TEXT_MAX];
	const char *list = "";

	for (size_t i = 0; i < pledge->item_count; i++) {
		const struct sv_pledge_item *item = &pledge->items[i];

		if (item->kind != SV_ITEM_PROCEDURE || !sv_rulebook_in_force(pledge, item, on))
			continue;
		if (strcmp(item->number, act) == 0) {
			*ret = item;
			return 0;
		}
		sv_suggest(&meant, item->number);
		list = sv_arena_printf(arena, "%s%s'%s'", list, *list ? ", " : "", item->number);
	}
	if (meant.best)
		return sv_fail(err, SV_EREFUSED,
			       "there is no act '%s' in the procedures in force on %s; did you "
			       "mean '%s'?",
			       act, sv_day_text(on, day), meant.best);
	return sv_fail(err, SV_EREFUSED,
		       "there is no act '%s' in the procedures in force on %s; they know %s", act,
		       sv_day_text(on, day), list);
}

static int settle_subject(const struct sv_act_rule *rule, struct sv_error *err)
{
	const struct sv_act_question *question = &rule->question;
	const struct sv_register *reg = rule->reg;
	char day[SV_DATE_TEXT_MAX];

	sv_day_text(question->on, day);
	if (rule->procedure->voters == SV_ELECTORATE_PROJECT && question->project < 0)
		return sv_fail(err, SV_EREFUSED,
			       "'%s' is decided within a project (%s): say which with --project",
			       question->act, rule->item->basis);
	if (rule->procedure->without_concerned && question->concerning < 0)
		return sv_fail(err, SV_EREFUSED,
			       "on '%s' the state concerned does not vote (%s): say which with "
			       "--concerning",
			       question->act, rule->item->basis);
	if (rule->procedure->without_concerned &&
	    !sv_register_is_member(reg, question->concerning, question->on))
		return sv_fail(
		    err, SV_EREFUSED, "'%s' cannot concern %s (%s): it does not take part on %s",
		    question->act, reg->states[question->concerning].code, rule->item->basis, day);
	if (rule->procedure->effect == SV_EFFECT_MEMBERSHIP_BEGINS && question->concerning >= 0 &&
	    !is_in_union(&reg->states[question->concerning], question->on))
		return sv_fail(err, SV_EREFUSED,
			       "'%s' cannot concern %s (%s): it is no state of the Union on %s",
			       question->act, reg->states[question->concerning].code,
			       rule->item->basis, day);
	/* A membership that this very act begins stands in the register from its day on. */
	if (rule->procedure->effect == SV_EFFECT_MEMBERSHIP_BEGINS && question->concerning >= 0 &&
	    sv_register_is_member(reg, question->concerning, question->on - 1))
		return sv_fail(
		    err, SV_EREFUSED, "'%s' cannot concern %s (%s): it takes part already on %s",
		    question->act, reg->states[question->concerning].code, rule->item->basis, day);
	return 0;
}

/* Neither who is to be suspended nor who is to be admitted votes on it. */
static bool has_no_vote(const struct sv_act_rule *rule)
{
	return rule->procedure->without_concerned ||
	       rule->procedure->effect == SV_EFFECT_MEMBERSHIP_BEGINS;
}

static int find_voters(struct sv_act_rule *rule, struct sv_error *err)
{
	int states[SV_STATES_MAX];
	size_t count = sv_electorate(rule->reg, rule->procedure->voters, rule->question.project,
				     rule->question.on, states);

	for (size_t i = 0; i < count; i++) {
		if (states[i] == rule->question.concerning && has_no_vote(rule))
			continue;
		if (rule->voter_count == SV_VOTERS_MAX)
			return sv_fail(err, SV_ELIMIT, "more than %d states vote on '%s'",
				       SV_VOTERS_MAX, rule->question.act);
		rule->voters[rule->voter_count++] = states[i];
	}
	rule->concerned = rule->voter_count;
	for (size_t i = 0; i < rule->voter_count; i++)
		if (rule->voters[i] == rule->question.concerning)
			rule->concerned = i;
	return 0;
}

static const struct sv_vote_population *population_of(const struct sv_act_rule *rule, int state)
{
	for (size_t i = 0; i < rule->reg->vote_population_count; i++) {
		const struct sv_vote_population *row = &rule->reg->vote_populations[i];

		if (row->year == rule->population_year && row->state == state)
			return row;
	}
	return NULL;
}

/* Tables take effect on 1 January of their year. */
static int find_population_year(struct sv_act_rule *rule, struct sv_error *err)
{
	int year = sv_day_year(rule->question.on);

	for (size_t i = 0; i < rule->reg->vote_population_count; i++)
		if (rule->reg->vote_populations[i].year <= year)
			rule->population_year = rule->reg->vote_populations[i].year;
	if (!rule->population_year)
		return sv_fail(err, SV_ENOTFOUND,
			       "no table of populations for votes was in force in %d; import one "
			       "(docs/formats/facts.md, facts/vote_population)",
			       year);
	return 0;
}

/* Heads where the table gives them for all voters, else shares, all brought to one scale. */
static int weigh_voters(struct sv_act_rule *rule, struct sv_error *err)
{
	const struct sv_vote_population *rows[SV_VOTERS_MAX];
	bool all_heads = true;

	for (size_t i = 0; i < rule->voter_count; i++) {
		rows[i] = population_of(rule, rule->voters[i]);
		if (!rows[i] || (!rows[i]->has_heads && !rows[i]->has_share))
			return sv_fail(err, SV_ENOTFOUND,
				       "the population of %s is not in the table of %d, by which "
				       "votes are counted on that day; import it "
				       "(docs/formats/facts.md, facts/vote_population)",
				       rule->reg->states[rule->voters[i]].code,
				       rule->population_year);
		all_heads = all_heads && rows[i]->has_heads;
		if (rows[i]->has_share)
			rule->weight_scale = SV_MAX(rule->weight_scale, rows[i]->share.scale);
	}
	rule->weights_are_heads = all_heads;
	for (size_t i = 0; i < rule->voter_count; i++) {
		int64_t weight = all_heads ? rows[i]->heads : rows[i]->share.coefficient;

		if (!all_heads && !rows[i]->has_share)
			return sv_fail(err, SV_ENOTFOUND,
				       "the table of %d gives heads for some voters and shares for "
				       "others, %s among them; they cannot be added up",
				       rule->population_year,
				       rule->reg->states[rule->voters[i]].code);
		for (int32_t k = rows[i]->share.scale; !all_heads && k < rule->weight_scale; k++)
			weight *= 10;
		if (weight < 0 || weight > INT64_MAX / SV_VOTERS_MAX)
			return sv_fail(err, SV_ELIMIT, "the population of %s is out of range",
				       rule->reg->states[rule->voters[i]].code);
		rule->weights[i] = weight;
	}
	if (all_heads)
		rule->weight_scale = 0;
	return 0;
}

static void prepare_game(struct sv_act_rule *rule)
{
	const struct sv_procedure *procedure = rule->procedure;
	/* The clause belongs to the majority it stands beside, not to the alternative. */
	const struct sv_vote_rule vote = {
	    .unanimous = rule->majority.unanimous,
	    .voters = rule->majority.voters,
	    .weight = rule->majority.population,
	    .has_blocking = procedure->has_blocking && !rule->question.alternative,
	    .blocking_weight = procedure->blocking,
	    .blocking_more = procedure->blocking_more,
	};

	sv_vote_game_init(&rule->game, &vote, rule->weights, rule->voter_count);
	if (procedure->has_quorum)
		rule->quorum_needed = (size_t)((int64_t)rule->voter_count * procedure->quorum.num /
					       procedure->quorum.den) +
				      1;
}

static int prepare_vote(struct sv_act_rule *rule, struct sv_error *err)
{
	char day[SV_DATE_TEXT_MAX];
	int r;

	rule->is_vote = rule->procedure->voters != SV_ELECTORATE_NOBODY;
	if (!rule->is_vote)
		return 0;
	if (rule->question.alternative && !rule->procedure->has_alternative)
		return sv_fail(err, SV_EREFUSED, "'%s' has no alternative majority (%s)",
			       rule->question.act, rule->item->basis);
	rule->majority =
	    rule->question.alternative ? rule->procedure->alternative : rule->procedure->majority;
	r = find_voters(rule, err);
	if (r < 0)
		return r;
	if (!rule->voter_count)
		return sv_fail(err, SV_EREFUSED, "nobody has a vote on '%s' on %s (%s)",
			       rule->question.act, sv_day_text(rule->question.on, day),
			       rule->item->basis);
	if (!rule->majority.unanimous) {
		r = find_population_year(rule, err);
		if (r == 0)
			r = weigh_voters(rule, err);
		if (r < 0)
			return r;
	}
	prepare_game(rule);
	return 0;
}

int sv_act_rule_find(struct sv_arena *arena, const struct sv_register *reg,
		     const struct sv_rule_text *texts, size_t text_count,
		     const struct sv_act_question *question, struct sv_act_rule *ret,
		     struct sv_error *err)
{
	struct sv_rulebook_context context = {.reg = reg};
	struct sv_rules_schema schema = sv_rulebook_schema(&context);
	char day[SV_DATE_TEXT_MAX];
	struct sv_rule_set set;
	int r = sv_rulebook_find(arena, texts, text_count, SV_SUBJECT_PROCEDURES, question->on,
				 &schema, &set, err);

	if (r < 0)
		return r;
	if (!set.pledge)
		return sv_fail(err, SV_EREFUSED, "no procedures are in force on %s",
			       sv_day_text(question->on, day));
	*ret = (struct sv_act_rule){.question = *question, .reg = reg, .doc = set.doc};
	r = find_item(arena, set.pledge, question->act, question->on, &ret->item, err);
	if (r < 0)
		return r;
	ret->procedure = ret->item->procedure;
	r = settle_subject(ret, err);
	if (r < 0)
		return r;
	return prepare_vote(ret, err);
}

struct sv_decimal sv_act_weight(const struct sv_act_rule *rule, int64_t weight)
{
	return (struct sv_decimal){weight, rule->weight_scale};
}

const char *sv_act_weight_unit(const struct sv_act_rule *rule)
{
	return rule->weights_are_heads ? "persons" : "%";
}

/* 55 % as the text has it, without digits it has not. */
static const char *percent(struct sv_arena *arena, struct sv_rational share)
{
	char text[SV_DECIMAL_TEXT_MAX];
	struct sv_rational hundred;

	if (!sv_rational_multiply(share, SV_RATIONAL(100, 1), &hundred))
		hundred = share;
	return sv_arena_printf(
	    arena, "%s %%",
	    sv_decimal_text(sv_rational_round(hundred, hundred.num % hundred.den == 0 ? 0 : 2),
			    text));
}

const char *sv_majority_text(struct sv_arena *arena, const struct sv_majority *majority)
{
	if (majority->unanimous)
		return "unanimity";
	return sv_arena_printf(
	    arena, "at least %s of the voters, with at least %s of their population",
	    percent(arena, majority->voters), percent(arena, majority->population));
}

static const char *reason_unanimity(struct sv_arena *arena, const struct sv_vote_result *result)
{
	if (result->adopted)
		return sv_arena_printf(arena,
				       "all voters present or represented agree: %zu in favour, "
				       "%zu abstaining, which does not prevent unanimity",
				       result->in_favour, result->abstaining);
	if (result->against)
		return sv_arena_printf(arena, "unanimity is asked for and %zu voted against",
				       result->against);
	if (result->absent)
		return sv_arena_printf(arena,
				       "unanimity is asked for and %zu did not vote and were not "
				       "represented",
				       result->absent);
	return "unanimity is asked for and nobody voted in favour";
}

const char *sv_act_reason(struct sv_arena *arena, const struct sv_act_rule *rule,
			  const struct sv_vote_result *result)
{
	char have[SV_DECIMAL_TEXT_MAX], all[SV_DECIMAL_TEXT_MAX], need[SV_DECIMAL_TEXT_MAX];
	const char *unit = rule->weights_are_heads ? " persons" : " % of the table's population";
	const char *counted;

	if (rule->game.unanimous)
		return reason_unanimity(arena, result);
	counted =
	    sv_arena_printf(arena,
			    "%zu of %zu voters are in favour, %zu are needed; they stand for %s%s "
			    "(all voters: %s) and "
			    "%s is needed",
			    result->in_favour, rule->voter_count, rule->game.voters_needed,
			    sv_decimal_text(sv_act_weight(rule, result->weight_in_favour), have),
			    unit, sv_decimal_text(sv_act_weight(rule, rule->game.weight_all), all),
			    sv_decimal_text(sv_act_weight(rule, rule->game.weight_needed), need));
	if (result->blocking_too_small)
		return sv_arena_printf(arena,
				       "%s; only %zu oppose, and it takes %zu to block by "
				       "population",
				       counted, result->opposing, rule->game.blocking_needed);
	return counted;
}
