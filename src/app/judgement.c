/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/judgement.h"

#include <string.h>
#include <strings.h>

#include "app/case.h"
#include "app/named.h"
#include "app/plan_desk.h"
#include "domain/act_store.h"
#include "domain/body.h"
#include "domain/evidence_store.h"
#include "domain/plan_life.h"
#include "domain/plan_store.h"
#include "domain/release.h"

static const enum sv_action actions[SV_JUDGEMENT_MOVE_COUNT] = {
    [SV_JUDGEMENT_DO_GIVE] = SV_ACTION_JUDGEMENT_GIVE,
    [SV_JUDGEMENT_DO_CONFIRM] = SV_ACTION_JUDGEMENT_CONFIRM,
    [SV_JUDGEMENT_DO_RETURN] = SV_ACTION_JUDGEMENT_CONFIRM,
    [SV_JUDGEMENT_DO_ANSWER] = SV_ACTION_JUDGEMENT_ANSWER,
};

enum sv_action sv_judgement_move_action(enum sv_judgement_move move)
{
	return actions[move];
}

/* Who is judged: their index, or -1 for the members together. */
static int read_state(const struct sv_register *reg, const char *code, int *ret,
		      struct sv_error *err)
{
	if (strcasecmp(code, SV_JUDGEMENT_ALL) == 0) {
		*ret = -1;
		return 0;
	}
	return sv_named_state(reg, code, ret, err);
}

static int life_of(struct sv_case *c, const char *subject, const struct sv_judgement_life **ret,
		   struct sv_error *err)
{
	struct sv_judgement_life *lives;
	const struct sv_act *acts;
	size_t count;
	int r = sv_case_acts(c, SV_JUDGEMENT_NOUN, subject, &acts, &count, err);

	if (r < 0)
		return r;
	sv_judgement_lives_fold(c->arena, acts, count, &lives, &count);
	*ret = sv_judgement_life_find(lives, count, subject);
	return 0;
}

/* A judgement of a year can be answered in the cycle that assesses it: in the next one. */
static int answer_until(struct sv_db *db, struct sv_arena *arena, int64_t known_size, int year,
			int32_t *ret, struct sv_error *err)
{
	const struct sv_plan_step *steps;
	size_t count;
	int r = sv_plan_steps(db, arena, known_size, &steps, &count, err);

	if (r == 0)
		*ret = sv_plan_step_day(steps, count, SV_PLAN_ANSWER_STEP, year + 1);
	return r;
}

static int read_evidence(struct sv_case *c, const char *list, json_t *body, struct sv_error *err)
{
	struct sv_str rest = sv_str_from(list), part;
	json_t *documents = json_array();
	int64_t index;

	if (json_object_set_new(body, "evidence", documents) < 0)
		sv_out_of_memory();
	while (sv_str_split(&rest, ',', &part)) {
		part = sv_str_trim(part);
		if (!sv_str_to_int64(part, &index))
			return sv_fail(err, SV_EUSAGE,
				       "'%.*s' is not the number of a document; "
				       "'servanda record log' shows them",
				       SV_STR_ARG(part));
		if (index < 0 || index >= c->known_size)
			return sv_fail(err, SV_ENOTFOUND,
				       "there is no document %.*s: the record has %lld",
				       SV_STR_ARG(part), (long long)c->known_size);
		if (json_array_append_new(documents, json_integer(index)) < 0)
			sv_out_of_memory();
	}
	return 0;
}

/* The word is the assessor's only where a rule leaves it to them. */
static int require_open(struct sv_case *c, const struct sv_judgement_wish *wish, int state,
			enum sv_rating rating, struct sv_error *err)
{
	struct sv_evidence evidence;
	struct sv_assess_input input = {.reg = &c->reg,
					.evidence = &evidence,
					.texts = c->texts,
					.text_count = c->text_count,
					.on = wish->on,
					.known_size = c->known_size};
	const struct sv_judgement judgement = {.state = state,
					       .year = wish->year,
					       .item = wish->item,
					       .rating = rating,
					       .rationale = wish->rationale,
					       .author = c->actor->name,
					       .second = "",
					       .answer = ""};
	int r =
	    sv_evidence_load(c->app->db, c->arena, &c->reg, c->known_size, false, &evidence, err);

	return r < 0 ? r : sv_judgement_would_rate(c->arena, &input, &judgement, err);
}

static int body_of_give(struct sv_case *c, const struct sv_judgement_wish *wish, int state,
			json_t *body, struct sv_error *err)
{
	enum sv_rating rating;
	int r;

	if (!sv_judgement_rating(sv_str_from(wish->rating), &rating))
		return sv_fail(err, SV_EUSAGE,
			       "'%s' is no rating that a judgement gives: met, on_track, "
			       "no_progress, regressed, not_met or not_applicable",
			       wish->rating);
	if (!*wish->rationale)
		return sv_fail(err, SV_EUSAGE, "a judgement says why");
	r = require_open(c, wish, state, rating, err);
	if (r < 0)
		return r;
	sv_body_set_int(body, "year", wish->year);
	sv_body_set_text(body, "item", wish->item);
	sv_body_set_text(body, "rating", wish->rating);
	sv_body_set_text(body, "rationale", wish->rationale);
	sv_body_set_text(body, "releasable",
			 wish->is_public ? SV_RELEASE_PUBLIC : SV_RELEASE_RESTRICTED);
	return read_evidence(c, wish->evidence, body, err);
}

static int body_of(struct sv_case *c, const struct sv_judgement_wish *wish, int state,
		   const struct sv_judgement_life *life, json_t *body, struct sv_error *err)
{
	if (wish->move == SV_JUDGEMENT_DO_GIVE)
		return body_of_give(c, wish, state, body, err);
	/* What is confirmed or answered is this text and no other. */
	sv_body_set_int(body, "judgement", life->last->doc);
	if (wish->move == SV_JUDGEMENT_DO_CONFIRM)
		return 0;
	if (!*wish->text)
		return sv_fail(err, SV_EUSAGE, "say what, in words");
	sv_body_set_text(body, wish->move == SV_JUDGEMENT_DO_ANSWER ? "text" : "reason",
			 wish->text);
	return 0;
}

int sv_app_judgement(struct sv_app *app, const struct sv_actor *actor, struct sv_arena *arena,
		     const struct sv_judgement_wish *wish, enum sv_judgement_stage *ret_stage,
		     struct sv_receipt *ret_receipt, struct sv_error *err)
{
	_cleanup_(sv_case_done) struct sv_case c = SV_CASE_INIT;
	_cleanup_(sv_body_release) json_t *body = sv_body_new();
	struct sv_act_draft act = {
	    .act = sv_judgement_move_act(wish->move), .state = "", .on = wish->on, .body = body};
	const struct sv_judgement_life *life;
	struct sv_receipt receipt;
	int32_t until = SV_DAY_NONE;
	int state = -1, r = sv_case_begin(&c, app, actor, arena, err);

	if (r == 0)
		r = read_state(&c.reg, wish->state, &state, err);
	if (r == 0 && state >= 0)
		act.state = c.reg.states[state].code;
	if (r == 0)
		r = sv_authority_require_for(actor, actions[wish->move],
					     *act.state ? act.state : SV_JUDGEMENT_ALL, err);
	if (r == 0)
		r = sv_case_check_id("commitment", wish->item, err);
	if (r == 0)
		r = answer_until(app->db, arena, c.known_size, wish->year, &until, err);
	act.subject = sv_judgement_subject(arena, act.state, wish->year, wish->item);
	if (r == 0)
		r = life_of(&c, act.subject, &life, err);
	if (r == 0)
		r = sv_judgement_may(life, wish->move, actor->name, wish->on, until, err);
	/* Nobody confirms what they have not read. */
	if (r == 0 && wish->judgement && life && life->last->doc != wish->judgement)
		r = sv_fail(err, SV_EREFUSED,
			    "the judgement was given again meanwhile, as document %lld; read it "
			    "first",
			    (long long)life->last->doc);
	if (r == 0)
		r = body_of(&c, wish, state, life, body, err);
	if (r == 0)
		r = sv_case_act(&c, &act, &receipt, err);
	c.known_size = INT64_MAX;
	if (r == 0)
		r = life_of(&c, act.subject, &life, err);
	if (r == 0)
		r = sv_case_commit(&c, err);
	if (r < 0)
		return r;
	*ret_stage = life->stage;
	*ret_receipt = receipt;
	return 0;
}

static bool is_asked(const struct sv_judgement_life *life, const struct sv_judgement_filter *filter)
{
	const char *state = *life->state ? life->state : SV_JUDGEMENT_ALL;

	return (!filter->year || life->year == filter->year) &&
	       (!*filter->state || strcasecmp(state, filter->state) == 0) &&
	       (!*filter->item || strcmp(life->item, filter->item) == 0);
}

int sv_app_judgements(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		      const struct sv_judgement_filter *filter, struct sv_judgement_row **ret,
		      size_t *ret_count, struct sv_error *err)
{
	static const struct sv_act_filter all = {SV_JUDGEMENT_NOUN, "", ""};
	static const struct sv_reading reading = {false};
	struct sv_judgement_life *lives;
	struct sv_judgement_row *rows;
	const struct sv_register *reg;
	const struct sv_plan_step *steps;
	const struct sv_act *acts;
	size_t count, life_count, step_count, row_count = 0;
	int state, r = sv_app_register(app, arena, moment, &reading, &reg, err);

	if (r == 0 && *filter->state)
		r = read_state(reg, filter->state, &state, err);
	if (r == 0)
		r = sv_act_list(app->db, arena, &all, moment->known_size, &acts, &count, err);
	if (r == 0)
		r = sv_plan_steps(app->db, arena, moment->known_size, &steps, &step_count, err);
	if (r < 0)
		return r;
	sv_judgement_lives_fold(arena, acts, count, &lives, &life_count);
	rows = SV_NEW_ARRAY(arena, struct sv_judgement_row, life_count);
	for (size_t i = 0; i < life_count; i++) {
		if (!is_asked(&lives[i], filter))
			continue;
		state = sv_register_state(reg, sv_str_from(lives[i].state));
		rows[row_count++] = (struct sv_judgement_row){
		    .life = &lives[i],
		    .state_name = state < 0 ? "" : reg->states[state].name,
		    .answer_until = sv_plan_step_day(steps, step_count, SV_PLAN_ANSWER_STEP,
						     lives[i].year + 1)};
	}
	*ret = rows;
	*ret_count = row_count;
	return 0;
}

/* For those outside of the secretariat: what stands, as if nothing came after it. */
static bool show_standing(struct sv_arena *arena, struct sv_judgement_row *row)
{
	struct sv_judgement_life *shown = SV_NEW(arena, struct sv_judgement_life);

	if (!row->life->standing)
		return false;
	*shown = *row->life;
	shown->last = shown->standing;
	shown->note = "";
	shown->stage = *shown->standing->answer ? SV_JUDGEMENT_ANSWERED : SV_JUDGEMENT_CONFIRMED;
	row->life = shown;
	return true;
}

int sv_app_judgement_desk(struct sv_app *app, const struct sv_actor *actor, struct sv_arena *arena,
			  const struct sv_moment *moment, const struct sv_judgement_filter *filter,
			  struct sv_judgement_row **ret, size_t *ret_count, struct sv_error *err)
{
	struct sv_judgement_row *rows;
	size_t count, kept = 0;
	const char *own;
	int r;

	if (!sv_plan_desk_of(actor, &own))
		return sv_fail(err, SV_EREFUSED, "judgements are not for '%s'", actor->name);
	r = sv_app_judgements(app, arena, moment, filter, &rows, &count, err);
	if (r < 0)
		return r;
	for (size_t i = 0; i < count; i++) {
		if (own && strcmp(own, rows[i].life->state) != 0)
			continue;
		if (!own || show_standing(arena, &rows[i]))
			rows[kept++] = rows[i];
	}
	*ret = rows;
	*ret_count = kept;
	return 0;
}
