/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/ballot.h"

#include "app/acts.h"
#include "app/case.h"
#include "app/named.h"
#include "domain/body.h"
#include "domain/effect.h"
#include "domain/request.h"

static int fold(struct sv_case *c, struct sv_ballot **ret, size_t *ret_count, struct sv_error *err)
{
	const struct sv_act *acts;
	size_t count;
	int r = sv_case_acts(c, SV_VOTE_NOUN, "", &acts, &count, err);

	if (r < 0)
		return r;
	return sv_ballots_fold(c->arena, acts, count, ret, ret_count, err);
}

static int not_open(const char *id, struct sv_error *err)
{
	return sv_fail(err, SV_EREFUSED, "there is no vote '%s'; 'servanda vote list' shows all",
		       id);
}

/* The rule of a vote: by the voters and populations of its day. */
static int rule_of(struct sv_arena *arena, const struct sv_register *reg,
		   const struct sv_rule_text *texts, size_t text_count,
		   const struct sv_ballot *ballot, struct sv_act_rule **ret, struct sv_error *err)
{
	struct sv_act_question question = {.act = ballot->act,
					   .on = ballot->opened,
					   .concerning = -1,
					   .project = -1,
					   .alternative = ballot->alternative};

	if (*ballot->concerning)
		question.concerning = sv_register_state(reg, sv_str_from(ballot->concerning));
	if (*ballot->project)
		question.project = sv_register_project(reg, sv_str_from(ballot->project));
	*ret = SV_NEW(arena, struct sv_act_rule);
	return sv_act_rule_find(arena, reg, texts, text_count, &question, *ret, err);
}

/* A third state is invited to a project that runs and in which it has no role. */
static int check_invitation(const struct sv_act_rule *rule, const struct sv_ballot *ballot,
			    struct sv_error *err)
{
	const struct sv_request_case asked = {.reg = rule->reg,
					      .state = rule->question.concerning,
					      .project = rule->question.project,
					      .on = ballot->opened};

	if (asked.project < 0)
		return sv_fail(err, SV_EREFUSED,
			       "project '%s' is proposed and not yet on the list; a third state "
			       "is invited to a project that runs",
			       ballot->project);
	return sv_request_may_join(&asked, err);
}

/* What an act changes has to be named before anybody votes on it. */
static int check_effect(const struct sv_act_rule *rule, const struct sv_ballot *ballot,
			struct sv_error *err)
{
	enum sv_effect effect = rule->procedure->effect;

	if (!rule->is_vote)
		return sv_fail(err, SV_EREFUSED, "nobody votes on '%s' (%s)", ballot->act,
			       rule->item->basis);
	if ((effect == SV_EFFECT_MEMBERSHIP_BEGINS || effect == SV_EFFECT_THIRD_STATE) &&
	    !*ballot->concerning)
		return sv_fail(err, SV_EREFUSED,
			       "a vote on '%s' names the state concerned (%s): --concerning",
			       ballot->act, rule->item->basis);
	if ((effect == SV_EFFECT_PROJECT_LISTED || effect == SV_EFFECT_THIRD_STATE) &&
	    !*ballot->project)
		return sv_fail(err, SV_EREFUSED,
			       "a vote on '%s' names the project concerned (%s): --project",
			       ballot->act, rule->item->basis);
	return effect == SV_EFFECT_THIRD_STATE ? check_invitation(rule, ballot, err) : 0;
}

/* The project as the register knows it, or as it was proposed in this record. */
static int project_id(struct sv_case *c, const char *name, int32_t on, const char **ret,
		      struct sv_error *err)
{
	struct sv_project_life *lives;
	const struct sv_act *acts;
	size_t act_count, life_count;
	int index = sv_register_project(&c->reg, sv_str_from(name)), r;

	if (index >= 0) {
		*ret = c->reg.projects[index].id;
		return 0;
	}
	r = sv_case_acts(c, SV_PROJECT_NOUN, name, &acts, &act_count, err);
	if (r == 0)
		r = sv_project_lives_fold(c->arena, acts, act_count, on, &lives, &life_count, err);
	if (r < 0)
		return r;
	if (!sv_project_life_find(lives, life_count, name))
		return sv_named_project(&c->reg, name, &index, err);
	*ret = name;
	return 0;
}

static int settle_draft(struct sv_case *c, const struct sv_ballot_draft *draft,
			struct sv_ballot *ret, struct sv_error *err)
{
	char day[SV_DATE_TEXT_MAX], closes[SV_DATE_TEXT_MAX];
	int state, r = 0;

	*ret = (struct sv_ballot){.id = draft->id,
				  .act = draft->named.act,
				  .title = draft->title,
				  .concerning = "",
				  .project = "",
				  .alternative = draft->named.alternative,
				  .opened = draft->on,
				  .closes = draft->closes};
	if (draft->closes < draft->on)
		return sv_fail(err, SV_EREFUSED, "a vote of %s cannot close before, on %s",
			       sv_day_text(draft->on, day), sv_day_text(draft->closes, closes));
	if (draft->named.concerning) {
		r = sv_named_state(&c->reg, draft->named.concerning, &state, err);
		if (r == 0)
			ret->concerning = c->reg.states[state].code;
	}
	if (r == 0 && draft->named.project)
		r = project_id(c, draft->named.project, draft->on, &ret->project, err);
	return r;
}

static json_t *open_body(const struct sv_ballot *ballot)
{
	json_t *body = sv_body_new();

	sv_body_set_text(body, "act", ballot->act);
	sv_body_set_text(body, "title", ballot->title);
	sv_body_set_text(body, "concerning", ballot->concerning);
	sv_body_set_text(body, "project", ballot->project);
	sv_body_set_bool(body, "alternative", ballot->alternative);
	sv_body_set_day(body, "closes", ballot->closes);
	return body;
}

int sv_app_vote_open(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
		     const struct sv_ballot_draft *draft, struct sv_receipt *ret_receipt,
		     struct sv_error *err)
{
	_cleanup_(sv_case_done) struct sv_case c = SV_CASE_INIT;
	_cleanup_(sv_body_release) json_t *body = NULL;
	struct sv_ballot ballot, *ballots;
	struct sv_act_draft act = {.act = SV_VOTE_OPEN, .subject = draft->id, .state = ""};
	struct sv_act_rule *rule;
	size_t count;
	int r = sv_authority_require(actor, SV_ACTION_VOTE_OPEN, err);

	if (r == 0)
		r = sv_case_check_id("vote", draft->id, err);
	if (r == 0)
		r = sv_case_begin(&c, app, actor, arena, err);
	if (r == 0)
		r = fold(&c, &ballots, &count, err);
	if (r < 0)
		return r;
	if (sv_ballot_find(ballots, count, draft->id))
		return sv_fail(err, SV_EREFUSED, "there is a vote '%s' already", draft->id);
	r = settle_draft(&c, draft, &ballot, err);
	if (r == 0)
		r = rule_of(arena, &c.reg, c.texts, c.text_count, &ballot, &rule, err);
	if (r == 0)
		r = check_effect(rule, &ballot, err);
	if (r < 0)
		return r;
	if (!*ballot.title)
		ballot.title = rule->item->title;
	body = open_body(&ballot);
	act.on = draft->on;
	act.body = body;
	r = sv_case_act(&c, &act, ret_receipt, err);
	return r < 0 ? r : sv_case_commit(&c, err);
}

/* The vote of that name with its rule. */
static int find(struct sv_case *c, const char *id, struct sv_ballot **ret_ballot,
		struct sv_act_rule **ret_rule, struct sv_error *err)
{
	struct sv_ballot *ballots;
	size_t count;
	int r = fold(c, &ballots, &count, err);

	if (r < 0)
		return r;
	*ret_ballot = sv_ballot_find(ballots, count, id);
	if (!*ret_ballot)
		return not_open(id, err);
	return rule_of(c->arena, &c->reg, c->texts, c->text_count, *ret_ballot, ret_rule, err);
}

int sv_app_vote_cast(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
		     const char *id, const char *state, const char *by, enum sv_vote vote,
		     int32_t on, struct sv_receipt *ret_receipt, struct sv_error *err)
{
	_cleanup_(sv_case_done) struct sv_case c = SV_CASE_INIT;
	_cleanup_(sv_body_release) json_t *body = sv_body_new();
	struct sv_act_draft act = {.act = SV_VOTE_CAST, .subject = id, .on = on, .body = body};
	struct sv_cast cast = {.vote = vote, .by = "", .on = on};
	struct sv_act_rule *rule;
	struct sv_ballot *ballot;
	int index, r = sv_case_begin(&c, app, actor, arena, err);

	if (r == 0)
		r = sv_named_state(&c.reg, state, &index, err);
	if (r < 0)
		return r;
	cast.state = c.reg.states[index].code;
	if (by) {
		r = sv_named_state(&c.reg, by, &index, err);
		if (r < 0)
			return r;
		cast.by = c.reg.states[index].code;
	}
	/* Whoever casts it speaks: the proxy for the one represented. */
	r = sv_authority_require_for(actor, SV_ACTION_VOTE_CAST, by ? cast.by : cast.state, err);
	if (r == 0)
		r = find(&c, id, &ballot, &rule, err);
	if (r == 0)
		r = sv_ballot_may_cast(ballot, rule, &cast, err);
	if (r < 0)
		return r;
	sv_body_set_text(body, "vote", sv_vote_name(vote));
	sv_body_set_text(body, "by", cast.by);
	act.state = cast.state;
	r = sv_case_act(&c, &act, ret_receipt, err);
	return r < 0 ? r : sv_case_commit(&c, err);
}

static json_t *tally_body(const struct sv_ballot_count *count, const struct sv_act_rule *rule,
			  int32_t on)
{
	json_t *body = sv_body_new();
	char text[SV_DECIMAL_TEXT_MAX];

	sv_body_set_bool(body, "adopted", count->adopted);
	sv_body_set_day(body, "tallied", on);
	sv_body_set_int(body, "voters", (int64_t)rule->voter_count);
	sv_body_set_int(body, "present", (int64_t)count->present);
	sv_body_set_int(body, "in_favour", (int64_t)count->result.in_favour);
	sv_body_set_int(body, "against", (int64_t)count->result.against);
	sv_body_set_int(body, "abstaining", (int64_t)count->result.abstaining);
	if (rule->population_year) {
		sv_body_set_int(body, "population_table", rule->population_year);
		sv_body_set_text(
		    body, "population_in_favour",
		    sv_decimal_text(sv_act_weight(rule, count->result.weight_in_favour), text));
	}
	sv_body_set_text(body, "why", count->why);
	return body;
}

/* What an adopted vote changes, as documents of the same transaction. */
static int take_effect(struct sv_case *c, const struct sv_ballot *ballot,
		       const struct sv_act_rule *rule, int32_t effective, struct sv_error *err)
{
	_cleanup_(sv_effects_done) struct sv_effects effects;
	struct sv_project_life *lives = NULL, *life = NULL;
	const struct sv_act *acts;
	size_t act_count, life_count;
	struct sv_facts standing;
	int r;

	sv_effects_begin(&effects, c->arena, ballot->id);
	r = sv_case_standing(c, &standing, err);
	if (r == 0 && *ballot->project) {
		r = sv_case_acts(c, SV_PROJECT_NOUN, ballot->project, &acts, &act_count, err);
		if (r == 0)
			r = sv_project_lives_fold(c->arena, acts, act_count, effective, &lives,
						  &life_count, err);
		if (r == 0)
			life = sv_project_life_find(lives, life_count, ballot->project);
	}
	if (r == 0)
		r = sv_effects_of_vote(&effects, c->arena, &standing, rule, ballot, life, effective,
				       err);
	if (r < 0)
		return r;
	return sv_case_tables(c, effects.tables, SV_EFFECT_TABLE_COUNT, err);
}

int sv_app_vote_tally(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
		      const char *id, int32_t on, int32_t effective, struct sv_tally *ret,
		      struct sv_error *err)
{
	_cleanup_(sv_case_done) struct sv_case c = SV_CASE_INIT;
	_cleanup_(sv_body_release) json_t *body = NULL;
	struct sv_act_draft act = {.act = SV_VOTE_TALLY, .subject = id, .state = ""};
	struct sv_tally tally = {.effective = effective};
	struct sv_ballot *ballot;
	int r = sv_authority_require(actor, SV_ACTION_VOTE_OPEN, err);

	if (r == 0)
		r = sv_case_begin(&c, app, actor, arena, err);
	if (r == 0)
		r = find(&c, id, &ballot, &tally.rule, err);
	if (r == 0)
		r = sv_ballot_may_tally(ballot, tally.rule, on, err);
	if (r < 0)
		return r;
	if (effective < ballot->opened)
		return sv_fail(err, SV_EREFUSED, "the vote '%s' cannot take effect before its day",
			       id);
	sv_ballot_count(arena, ballot, tally.rule, &tally.count);
	body = tally_body(&tally.count, tally.rule, on);
	act.on = effective;
	act.body = body;
	r = sv_case_act(&c, &act, &tally.receipt, err);
	if (r == 0 && tally.count.adopted)
		r = take_effect(&c, ballot, tally.rule, effective, err);
	if (r == 0)
		r = sv_case_commit(&c, err);
	if (r < 0)
		return r;
	*ret = tally;
	return 0;
}

int sv_app_votes(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		 struct sv_ballot **ret_ballots, size_t *ret_count, struct sv_error *err)
{
	const struct sv_act *acts;
	size_t count;
	int r = sv_app_recorded_acts(app, arena, SV_VOTE_NOUN, moment, &acts, &count, err);

	if (r < 0)
		return r;
	return sv_ballots_fold(arena, acts, count, ret_ballots, ret_count, err);
}

int sv_app_vote(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		const char *id, struct sv_ballot **ret_ballot, struct sv_tally *ret_count,
		struct sv_error *err)
{
	const struct sv_reading all = {0};
	struct sv_moment then = *moment;
	const struct sv_rule_text *texts;
	const struct sv_register *reg;
	struct sv_ballot *ballots;
	size_t count, text_count;
	int r = sv_app_votes(app, arena, moment, &ballots, &count, err);

	if (r < 0)
		return r;
	*ret_ballot = sv_ballot_find(ballots, count, id);
	if (!*ret_ballot)
		return not_open(id, err);
	/* As it was counted: what it changed itself does not count back. */
	if ((*ret_ballot)->tallied)
		then.known_size = SV_MIN(then.known_size, (*ret_ballot)->tally_doc);
	r = sv_app_register(app, arena, &then, &all, &reg, err);
	if (r == 0)
		r = sv_app_rules(app, arena, &then, &texts, &text_count, err);
	if (r == 0)
		r = rule_of(arena, reg, texts, text_count, *ret_ballot, &ret_count->rule, err);
	if (r < 0)
		return r;
	sv_ballot_count(arena, *ret_ballot, ret_count->rule, &ret_count->count);
	ret_count->effective = (*ret_ballot)->effective;
	return 0;
}
