/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/plan_desk.h"

#include <string.h>

#include "domain/act_store.h"
#include "domain/body.h"
#include "domain/plan_json.h"

static bool is_move(const struct sv_act *act, enum sv_plan_move move)
{
	return strcmp(act->act, sv_plan_move_act(move)) == 0;
}

bool sv_plan_desk_of(const struct sv_actor *actor, const char **ret_state)
{
	switch (actor->role) {
	case SV_ACTOR_NATIONAL_AUTHOR:
	case SV_ACTOR_NATIONAL_APPROVER: *ret_state = actor->state; return true;
	case SV_ACTOR_OPERATOR:
	case SV_ACTOR_AUDITOR:
	case SV_ACTOR_ASSESSOR:
	case SV_ACTOR_SECOND_READER: *ret_state = NULL; return true;
	default: return false;
	}
}

/* The draft that a step is about. */
static int64_t draft_of(const struct sv_act *act)
{
	_cleanup_(sv_body_release) json_t *body = sv_act_body(act);

	return json_integer_value(json_object_get(body, "draft"));
}

static bool was_taken(const struct sv_act *acts, size_t count, enum sv_plan_move move,
		      int64_t draft)
{
	for (size_t i = 0; i < count; i++)
		if (is_move(&acts[i], move) && draft_of(&acts[i]) == draft)
			return true;
	return false;
}

bool sv_plan_act_is_for(const struct sv_actor *actor, const struct sv_act *acts, size_t count,
			const struct sv_act *act)
{
	const char *state;

	if (!sv_plan_desk_of(actor, &state) || (state && strcmp(state, act->state) != 0))
		return false;
	if (actor->role != SV_ACTOR_ASSESSOR && actor->role != SV_ACTOR_SECOND_READER)
		return true;
	if (is_move(act, SV_PLAN_DO_DRAFT))
		return was_taken(acts, count, SV_PLAN_DO_SUBMIT, act->doc);
	if (is_move(act, SV_PLAN_DO_APPROVE) || is_move(act, SV_PLAN_DO_SIGN))
		return was_taken(acts, count, SV_PLAN_DO_SUBMIT, draft_of(act));
	if (is_move(act, SV_PLAN_DO_EXTEND))
		return true;
	/* What the state said to itself before it submitted stays there. */
	for (size_t i = 0; i < count && acts[i].doc <= act->doc; i++)
		if (is_move(&acts[i], SV_PLAN_DO_SUBMIT))
			return true;
	return false;
}

static int list_acts(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		     const char *subject, const struct sv_act **ret, size_t *ret_count,
		     struct sv_error *err)
{
	const struct sv_act_filter filter = {SV_PLAN_NOUN, subject, ""};

	return sv_act_list(app->db, arena, &filter, moment->known_size, ret, ret_count, err);
}

static struct sv_plan_version version_of(const struct sv_act *acts, size_t count,
					 const struct sv_act *act, int number)
{
	_cleanup_(sv_body_release) json_t *body = sv_act_body(act);

	return (struct sv_plan_version){
	    .act = act,
	    .number = number,
	    .ready = json_is_true(json_object_get(body, "ready")),
	    .approved = was_taken(acts, count, SV_PLAN_DO_APPROVE, act->doc),
	    .is_signed = was_taken(acts, count, SV_PLAN_DO_SIGN, act->doc),
	    .submitted = was_taken(acts, count, SV_PLAN_DO_SUBMIT, act->doc),
	    .accepted = was_taken(acts, count, SV_PLAN_DO_ACCEPT, act->doc),
	    .errors = (int)json_integer_value(json_object_get(body, "errors")),
	    .warnings = (int)json_integer_value(json_object_get(body, "warnings")),
	};
}

static void fill_desk(struct sv_arena *arena, const struct sv_actor *actor,
		      const struct sv_act *acts, size_t count, struct sv_plan_desk *desk)
{
	struct sv_plan_version *versions = SV_NEW_ARRAY(arena, struct sv_plan_version, count);
	int number = 0;

	desk->acts = SV_NEW_ARRAY(arena, const struct sv_act *, count);
	desk->versions = versions;
	for (size_t i = 0; i < count; i++) {
		bool drafts = is_move(&acts[i], SV_PLAN_DO_DRAFT);

		number += drafts;
		if (!sv_plan_act_is_for(actor, acts, count, &acts[i]))
			continue;
		desk->acts[desk->act_count++] = &acts[i];
		if (drafts)
			versions[desk->version_count++] = version_of(acts, count, &acts[i], number);
	}
}

/* Where the plan stands by what the actor may see: a draft that does not exist for them has not
 * moved it. */
static void stand_as_seen(struct sv_arena *arena, const struct sv_actor *actor,
			  const struct sv_act *acts, size_t count, int year, int32_t on,
			  const struct sv_plan_step *steps, size_t step_count,
			  struct sv_plan_standing *row)
{
	struct sv_act *seen = SV_NEW_ARRAY(arena, struct sv_act, count);
	struct sv_plan_life *lives;
	size_t seen_count = 0, life_count;

	for (size_t i = 0; i < count; i++)
		if (sv_plan_act_is_for(actor, acts, count, &acts[i]))
			seen[seen_count++] = acts[i];
	if (seen_count == count)
		return;
	sv_plan_lives_fold(arena, seen, seen_count, &lives, &life_count);
	row->life = sv_plan_life_find(lives, life_count, row->state, year);
	row->due = sv_plan_due(row->life, steps, step_count, year);
	row->days_late = sv_plan_days_late(row->life, row->due, on);
}

int sv_app_plan_desk(struct sv_app *app, const struct sv_actor *actor, struct sv_arena *arena,
		     const struct sv_moment *moment, const char *state, int year,
		     struct sv_plan_desk *ret, struct sv_error *err)
{
	const struct sv_plan_step *steps;
	struct sv_plan_standing *rows;
	const struct sv_act *acts;
	size_t count, step_count, act_count;
	const char *own;
	int r;

	if (!sv_plan_desk_of(actor, &own) || (own && strcmp(own, state) != 0))
		return sv_fail(err, SV_EREFUSED, "the plans of '%s' are not for '%s'", state,
			       actor->name);
	r = sv_app_plan_status(app, arena, moment, year, &rows, &count, &steps, &step_count, err);
	if (r == 0)
		r = list_acts(app, arena, moment, sv_arena_printf(arena, "%s-%d", state, year),
			      &acts, &act_count, err);
	if (r < 0)
		return r;
	for (size_t i = 0; i < count; i++) {
		struct sv_plan_desk desk = {
		    .standing = rows[i], .year = year, .stage = SV_PLAN_NONE};

		if (strcmp(rows[i].state, state) != 0)
			continue;
		stand_as_seen(arena, actor, acts, act_count, year, moment->on, steps, step_count,
			      &desk.standing);
		if (desk.standing.life)
			desk.stage = desk.standing.life->status;
		fill_desk(arena, actor, acts, act_count, &desk);
		*ret = desk;
		return 0;
	}
	return sv_fail(err, SV_ENOTFOUND, "'%s' does not take part on that day", state);
}

int sv_app_plan_desks(struct sv_app *app, const struct sv_actor *actor, struct sv_arena *arena,
		      const struct sv_moment *moment, int year, struct sv_plan_standing **ret,
		      size_t *ret_count, const struct sv_plan_step **ret_steps,
		      size_t *ret_step_count, struct sv_error *err)
{
	struct sv_plan_standing *rows;
	size_t count, kept = 0;
	const char *own;
	int r;

	if (!sv_plan_desk_of(actor, &own))
		return sv_fail(err, SV_EREFUSED, "plans are not for '%s'", actor->name);
	r = sv_app_plan_status(app, arena, moment, year, &rows, &count, ret_steps, ret_step_count,
			       err);
	if (r < 0)
		return r;
	for (size_t i = 0; i < count; i++) {
		const struct sv_act *acts;
		size_t act_count;

		if (own && strcmp(own, rows[i].state) != 0)
			continue;
		r = list_acts(app, arena, moment,
			      sv_arena_printf(arena, "%s-%d", rows[i].state, year), &acts,
			      &act_count, err);
		if (r < 0)
			return r;
		stand_as_seen(arena, actor, acts, act_count, year, moment->on, *ret_steps,
			      *ret_step_count, &rows[i]);
		rows[kept++] = rows[i];
	}
	*ret = rows;
	*ret_count = kept;
	return 0;
}

int sv_app_plan_version(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
			const struct sv_plan_desk *desk, int64_t doc,
			const struct sv_plan_version **ret_version,
			struct sv_plan_report *ret_report, struct sv_error *err)
{
	static const struct sv_reading all = {false};
	_cleanup_(sv_body_release) json_t *body = NULL;
	struct sv_plan_context *context = SV_NEW(arena, struct sv_plan_context);
	struct sv_plan_report report = {.file = "", .findings = SV_NEW(arena, struct sv_findings)};
	const struct sv_plan_version *version = NULL;
	int r;

	for (size_t i = 0; i < desk->version_count; i++)
		if (desk->versions[i].act->doc == doc)
			version = &desk->versions[i];
	if (!version)
		return sv_fail(err, SV_ENOTFOUND, "document %lld is no draft of this plan",
			       (long long)doc);
	r = sv_app_plan_context(app, arena, moment, &all, desk->year, context, err);
	if (r < 0)
		return r;
	*report.findings = (struct sv_findings)SV_FINDINGS_INIT(arena);
	body = sv_act_body(version->act);
	report.plan =
	    sv_plan_from_json(arena, context, "", json_object_get(body, "plan"), report.findings);
	r = sv_plan_check(arena, report.plan, report.findings, &report.checked, err);
	if (r < 0)
		return r;
	*ret_version = version;
	*ret_report = report;
	return 0;
}
