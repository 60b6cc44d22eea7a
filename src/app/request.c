/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/request.h"

#include <string.h>

#include "app/acts.h"
#include "app/case.h"
#include "app/named.h"
#include "domain/ballot.h"
#include "domain/body.h"
#include "domain/effect.h"

int sv_app_request_assess(struct sv_app *app, struct sv_arena *arena,
			  const struct sv_moment *moment, const struct sv_reading *reading,
			  const char *state, const char *project, struct sv_request_assessment *ret,
			  struct sv_error *err)
{
	struct sv_request_case input = {.on = moment->on};
	int r = sv_app_register(app, arena, moment, reading, &input.reg, err);

	if (r == 0)
		r = sv_app_rules(app, arena, moment, &input.texts, &input.text_count, err);
	if (r == 0)
		r = sv_named_state(input.reg, state, &input.state, err);
	if (r == 0)
		r = sv_named_project(input.reg, project, &input.project, err);
	if (r < 0)
		return r;
	return sv_request_assess(arena, &input, ret, err);
}

/* A request in the making. */
struct filing {
	struct sv_case c;
	const struct sv_request_move *move;
	int state, project;
	const char *id;
	struct sv_request_life *life; /* NULL before the first step */
};

/* A third state that takes part as the tables have it, without the steps that led there: it can be
 * reviewed and its participation can end. */
static struct sv_request_life *known_life(struct filing *f)
{
	const struct sv_participation *role =
	    sv_register_role(&f->c.reg, f->project, f->state, f->move->on);
	struct sv_request_life *life;

	if (!role || role->role != SV_ROLE_THIRD_STATE ||
	    (f->move->step != SV_STEP_REVIEW && f->move->step != SV_STEP_END))
		return NULL;
	life = SV_NEW(f->c.arena, struct sv_request_life);
	*life = (struct sv_request_life){.id = f->id, .stands = SV_STEP_ARRANGE};
	return life;
}

static int find_request(struct filing *f, struct sv_error *err)
{
	const struct sv_act *acts;
	struct sv_request_life *lives;
	size_t act_count, count;
	int r = sv_named_state(&f->c.reg, f->move->state, &f->state, err);

	if (r == 0)
		r = sv_named_project(&f->c.reg, f->move->project, &f->project, err);
	if (r < 0)
		return r;
	f->id = sv_arena_printf(f->c.arena, "%s.%s", f->c.reg.projects[f->project].id,
				f->c.reg.states[f->state].code);
	r = sv_case_acts(&f->c, SV_REQUEST_NOUN, f->id, &acts, &act_count, err);
	if (r == 0)
		r = sv_request_lives_fold(f->c.arena, acts, act_count, SV_DAY_OPEN - 1, &lives,
					  &count, err);
	if (r == 0)
		f->life = sv_request_life_find(lives, count, f->id);
	if (r == 0 && !f->life)
		f->life = known_life(f);
	return r;
}

/* A coordinator speaks for its own project. */
static int require_coordinator(struct filing *f, struct sv_error *err)
{
	const char *code = f->c.actor->state;
	const struct sv_participation *role;

	if (f->c.actor->role != SV_ACTOR_COORDINATOR)
		return 0;
	role = sv_register_role(&f->c.reg, f->project,
				sv_register_state(&f->c.reg, sv_str_from(code)), f->move->on);
	if (role && role->role == SV_ROLE_COORDINATOR)
		return 0;
	return sv_fail(err, SV_EREFUSED, "%s does not coordinate '%s' on that day", code,
		       f->c.reg.projects[f->project].id);
}

static int check_file(struct filing *f, struct sv_error *err)
{
	const struct sv_request_case asked = {
	    .reg = &f->c.reg, .state = f->state, .project = f->project, .on = f->move->on};

	return sv_request_may_join(&asked, err);
}

/* A decision rests on an adopted vote about this state and this project, taken on this request:
 * one on an earlier request, which has ended, admits nobody again. */
static int check_vote(struct filing *f, struct sv_error *err)
{
	char day[SV_DATE_TEXT_MAX], of[SV_DATE_TEXT_MAX];
	const struct sv_request_event *agreed;
	struct sv_ballot *ballots, *ballot;
	const struct sv_act *acts;
	size_t act_count, count;
	int r;

	if (!f->move->vote)
		return sv_fail(err, SV_EREFUSED,
			       "a decision rests on a vote: name the adopted one with --vote");
	r = sv_case_acts(&f->c, SV_VOTE_NOUN, "", &acts, &act_count, err);
	if (r == 0)
		r = sv_ballots_fold(f->c.arena, acts, act_count, &ballots, &count, err);
	if (r < 0)
		return r;
	ballot = sv_ballot_find(ballots, count, f->move->vote);
	if (!ballot)
		return sv_fail(err, SV_EREFUSED, "there is no vote '%s'", f->move->vote);
	if (strcmp(ballot->act, SV_ACT_THIRD_STATE) != 0 ||
	    strcmp(ballot->concerning, f->c.reg.states[f->state].code) != 0 ||
	    strcmp(ballot->project, f->c.reg.projects[f->project].id) != 0)
		return sv_fail(err, SV_EREFUSED, "the vote '%s' is not about %s and '%s'",
			       ballot->id, f->c.reg.states[f->state].code,
			       f->c.reg.projects[f->project].id);
	if (!ballot->tallied || !ballot->adopted)
		return sv_fail(err, SV_EREFUSED, "the vote '%s' is %s", ballot->id,
			       ballot->tallied ? "not adopted" : "not yet tallied");
	agreed = &f->life->events[f->life->event_count - 1];
	if (ballot->doc < f->life->events[0].doc || ballot->opened < agreed->on)
		return sv_fail(err, SV_EREFUSED,
			       "the vote '%s' of %s is not on this request, to which the members "
			       "agreed on %s; the Council decides after them",
			       ballot->id, sv_day_text(ballot->opened, day),
			       sv_day_text(agreed->on, of));
	if (f->move->on < ballot->effective)
		return sv_fail(err, SV_EREFUSED,
			       "the vote '%s' takes effect on %s; no decision is dated before",
			       ballot->id, sv_day_text(ballot->effective, day));
	return 0;
}

/* What the step needs to be there, into the body. */
static int check_needs(struct filing *f, json_t *body, struct sv_error *err)
{
	const struct sv_request_move *move = f->move;
	const char **agreed;
	size_t count;
	int r = 0;

	/* What begins the acts of a request says which project it is about. */
	if (!f->life || !f->life->event_count || move->step == SV_STEP_FILE)
		sv_body_set_text(body, "project", f->c.reg.projects[f->project].id);
	switch (move->step) {
	case SV_STEP_FILE:
		sv_body_set_text(body, "scope", move->text ? move->text : "");
		return check_file(f, err);
	case SV_STEP_AGREE:
	case SV_STEP_ARRANGE:
		r = sv_case_states(&f->c, move->agreed, &agreed, &count, err);
		if (r == 0)
			r = sv_case_require_agreed(&f->c, f->project, move->on, agreed, count, err);
		if (r == 0)
			sv_body_set_texts(body, "agreed", agreed, count);
		break;
	case SV_STEP_DECIDE:
		r = check_vote(f, err);
		if (r == 0)
			sv_body_set_text(body, "vote", move->vote);
		return r;
	default: break;
	}
	if (r == 0)
		sv_body_set_text(body, "text", move->text ? move->text : "");
	return r;
}

static int change_register(struct filing *f, struct sv_error *err)
{
	_cleanup_(sv_effects_done) struct sv_effects effects;
	const char *state = f->c.reg.states[f->state].code;
	const char *project = f->c.reg.projects[f->project].id;
	char day[SV_DATE_TEXT_MAX];
	const struct sv_fact_edit filed[] = {{"requested_date", sv_day_text(f->move->on, day)},
					     {"requested_prec", "exact"},
					     {"outcome", "requested"},
					     {"decision_date", ""},
					     {"decision", ""},
					     {"participating_from", ""},
					     {"source", ""},
					     {"note", ""},
					     {NULL, NULL}};
	const struct sv_fact_edit arranged[] = {{"participating_from", day}, {NULL, NULL}};
	const struct sv_fact_edit ended[] = {{"outcome", "ended"}, {NULL, NULL}};
	struct sv_facts standing;
	int r = sv_case_standing(&f->c, &standing, err);

	sv_effects_begin(&effects, f->c.arena, f->id);
	if (r < 0)
		return r;
	if (f->move->step == SV_STEP_FILE)
		sv_effects_request(&effects, &standing, state, project, filed);
	if (f->move->step == SV_STEP_ARRANGE)
		sv_effects_request(&effects, &standing, state, project, arranged);
	if (f->move->step == SV_STEP_END) {
		sv_effects_request(&effects, &standing, state, project, ended);
		sv_effects_roles_end(&effects, f->c.arena, &standing, project, state, f->move->on,
				     "exact");
	}
	return sv_case_tables(&f->c, effects.tables, SV_EFFECT_TABLE_COUNT, err);
}

static void done(struct filing *f)
{
	sv_case_done(&f->c);
}

int sv_app_request_move(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
			const struct sv_request_move *move, struct sv_receipt *ret_receipt,
			struct sv_error *err)
{
	_cleanup_(done) struct filing f = {.c = SV_CASE_INIT, .move = move};
	_cleanup_(sv_body_release) json_t *body = sv_body_new();
	struct sv_act_draft act = {.act = sv_step_act(move->step), .on = move->on, .body = body};
	int r = sv_authority_require(
	    actor, move->step == SV_STEP_FILE ? SV_ACTION_REQUEST_FILE : SV_ACTION_REQUEST_DECIDE,
	    err);

	if (r == 0)
		r = sv_case_begin(&f.c, app, actor, arena, err);
	if (r == 0)
		r = find_request(&f, err);
	if (r == 0)
		r = require_coordinator(&f, err);
	if (r == 0)
		r = sv_request_may(f.life, f.id, move->step, move->on, err);
	if (r == 0)
		r = check_needs(&f, body, err);
	if (r < 0)
		return r;
	act.subject = f.id;
	act.state = f.c.reg.states[f.state].code;
	r = sv_case_act(&f.c, &act, ret_receipt, err);
	if (r == 0)
		r = change_register(&f, err);
	return r < 0 ? r : sv_case_commit(&f.c, err);
}

int sv_app_requests(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		    struct sv_request_life **ret_lives, size_t *ret_count, struct sv_error *err)
{
	const struct sv_act *acts;
	size_t count;
	int r = sv_app_recorded_acts(app, arena, SV_REQUEST_NOUN, moment, &acts, &count, err);

	if (r < 0)
		return r;
	return sv_request_lives_fold(arena, acts, count, moment->on, ret_lives, ret_count, err);
}
