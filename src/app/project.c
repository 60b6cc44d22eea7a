/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/project.h"

#include <string.h>

#include "app/acts.h"
#include "app/case.h"
#include "app/named.h"
#include "domain/body.h"
#include "domain/effect.h"
#include "domain/proposal.h"

/* The life of one project as it stands in the record. */
static int find_life(struct sv_case *c, const char *id, struct sv_project_life **ret,
		     struct sv_error *err)
{
	struct sv_project_life *lives;
	const struct sv_act *acts;
	size_t act_count, count;
	int r = sv_case_acts(c, SV_PROJECT_NOUN, id, &acts, &act_count, err);

	if (r == 0)
		r = sv_project_lives_fold(c->arena, acts, act_count, SV_DAY_OPEN - 1, &lives,
					  &count, err);
	if (r == 0)
		*ret = sv_project_life_find(lives, count, id);
	return r;
}

int sv_app_project_propose(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
			   const char *id, struct sv_str json, int32_t on,
			   struct sv_receipt *ret_receipt, struct sv_error *err)
{
	_cleanup_(sv_case_done) struct sv_case c = SV_CASE_INIT;
	json_error_t where;
	_cleanup_(sv_body_release) json_t *body =
	    json_loadb(json.ptr, json.len, JSON_REJECT_DUPLICATES, &where);
	struct sv_act_draft act = {
	    .act = "project.propose", .subject = id, .state = actor->state, .on = on, .body = body};
	struct sv_project_life *life;
	int r = sv_authority_require(actor, SV_ACTION_PROJECT_PROPOSE, err);

	if (r < 0)
		return r;
	if (!body)
		return sv_fail(err, SV_EINVALID, "the proposal is no JSON: line %d, column %d: %s",
			       where.line, where.column, where.text);
	r = sv_case_check_id("project", id, err);
	if (r == 0)
		r = sv_case_begin(&c, app, actor, arena, err);
	if (r == 0)
		r = sv_proposal_check(&c.reg, body, on, err);
	if (r == 0)
		r = find_life(&c, id, &life, err);
	if (r < 0)
		return r;
	if (sv_register_project(&c.reg, sv_str_from(id)) >= 0 || life)
		return sv_fail(err, SV_EREFUSED,
			       "there is a project '%s' already; give the proposal another name",
			       id);
	r = sv_case_act(&c, &act, ret_receipt, err);
	return r < 0 ? r : sv_case_commit(&c, err);
}

/* A listed project that has not ended. */
static int find_running(struct sv_case *c, const char *name, int32_t on, int *ret,
			struct sv_error *err)
{
	char day[SV_DATE_TEXT_MAX];
	int r = sv_named_project(&c->reg, name, ret, err);

	if (r < 0)
		return r;
	if (c->reg.projects[*ret].closed <= on)
		return sv_fail(
		    err, SV_EREFUSED, "project '%s' has ended: it is off the list from %s",
		    c->reg.projects[*ret].id, sv_day_text(c->reg.projects[*ret].closed, day));
	if (c->reg.projects[*ret].adopted > on)
		return sv_fail(err, SV_EREFUSED, "project '%s' comes on the list only on %s",
			       c->reg.projects[*ret].id,
			       sv_day_text(c->reg.projects[*ret].adopted, day));
	return 0;
}

static int check_join(struct sv_case *c, const struct sv_taking_part *wish, int project, int state,
		      struct sv_error *err)
{
	const struct sv_participation *role = sv_register_role(&c->reg, project, state, wish->on);

	if (!sv_register_is_member(&c->reg, state, wish->on))
		return sv_fail(err, SV_EREFUSED,
			       "%s does not take part in the cooperation on that day; a third "
			       "state is invited, see 'servanda request file'",
			       c->reg.states[state].code);
	if (role)
		return sv_fail(err, SV_EREFUSED,
			       "%s is %s of '%s' already, and has one role at a time; let it leave "
			       "first",
			       c->reg.states[state].code, sv_role_name(role->role),
			       c->reg.projects[project].id);
	return 0;
}

/* Whether others coordinate a project from a day on to its end, one after the other if need be. */
static bool is_coordinated_without(const struct sv_register *reg, int project, int state,
				   int32_t on)
{
	for (int32_t day = on, reach = on; day < reg->projects[project].closed; day = reach) {
		for (size_t i = 0; i < reg->participation_count; i++) {
			const struct sv_participation *p = &reg->participations[i];

			if (p->project == project && p->role == SV_ROLE_COORDINATOR &&
			    p->state != state && p->from <= day)
				reach = SV_MAX(reach, p->to);
		}
		if (reach == day)
			return false;
	}
	return true;
}

static int check_leave(struct sv_case *c, const struct sv_taking_part *wish, int project, int state,
		       struct sv_error *err)
{
	const struct sv_participation *role = sv_register_role(&c->reg, project, state, wish->on);
	const char *code = c->reg.states[state].code, *id = c->reg.projects[project].id;

	if (!role)
		return sv_fail(err, SV_EREFUSED, "%s is not in '%s', and cannot leave it", code,
			       id);
	if (role->role == SV_ROLE_THIRD_STATE)
		return sv_fail(err, SV_EREFUSED,
			       "%s takes part in '%s' as a third state; 'servanda request end' "
			       "ends that",
			       code, id);
	if (role->from >= wish->on)
		return sv_fail(err, SV_EREFUSED, "%s cannot leave '%s' on the day it joined", code,
			       id);
	if (role->role == SV_ROLE_COORDINATOR &&
	    !is_coordinated_without(&c->reg, project, state, wish->on))
		return sv_fail(err, SV_EREFUSED,
			       "nobody but %s coordinates '%s' on every day from then on; let "
			       "another coordinate first",
			       code, id);
	return 0;
}

static int change_roles(struct sv_case *c, const struct sv_taking_part *wish, const char *project,
			const char *state, const char *note, struct sv_error *err)
{
	_cleanup_(sv_effects_done) struct sv_effects effects;
	struct sv_facts standing;
	int r = sv_case_standing(c, &standing, err);

	sv_effects_begin(&effects, c->arena, project);
	if (r < 0)
		return r;
	if (wish->joins)
		sv_effects_role_begins(&effects, project, state, wish->role, wish->on, note);
	else
		sv_effects_roles_end(&effects, c->arena, &standing, project, state, wish->on,
				     "exact");
	return sv_case_tables(c, effects.tables, SV_EFFECT_TABLE_COUNT, err);
}

int sv_app_project_take_part(struct sv_app *app, struct sv_arena *arena,
			     const struct sv_actor *actor, const struct sv_taking_part *wish,
			     struct sv_receipt *ret_receipt, struct sv_error *err)
{
	_cleanup_(sv_case_done) struct sv_case c = SV_CASE_INIT;
	_cleanup_(sv_body_release) json_t *body = sv_body_new();
	struct sv_act_draft act = {
	    .act = wish->joins ? "project.join" : "project.leave", .on = wish->on, .body = body};
	const char **agreed;
	size_t agreed_count;
	int project, state, r = sv_case_begin(&c, app, actor, arena, err);

	if (r == 0)
		r = sv_named_state(&c.reg, wish->state, &state, err);
	if (r < 0)
		return r;
	act.state = c.reg.states[state].code;
	r = sv_authority_require_for(actor, SV_ACTION_PROJECT_TAKE_PART, act.state, err);
	if (r == 0)
		r = find_running(&c, wish->project, wish->on, &project, err);
	if (r == 0)
		r = wish->joins ? check_join(&c, wish, project, state, err)
				: check_leave(&c, wish, project, state, err);
	if (r == 0)
		r = sv_case_states(&c, wish->agreed, &agreed, &agreed_count, err);
	if (r == 0 && wish->joins)
		r = sv_case_require_agreed(&c, project, wish->on, agreed, agreed_count, err);
	if (r < 0)
		return r;
	act.subject = c.reg.projects[project].id;
	if (wish->joins)
		sv_body_set_text(body, "role", sv_role_name(wish->role));
	sv_body_set_texts(body, "agreed", agreed, agreed_count);
	r = sv_case_act(&c, &act, ret_receipt, err);
	if (r == 0)
		r = change_roles(&c, wish, act.subject, act.state,
				 sv_arena_printf(arena, "agreed by the members, document %lld",
						 (long long)ret_receipt->doc),
				 err);
	return r < 0 ? r : sv_case_commit(&c, err);
}

static bool is_one_of(const char *word, const char *const *words)
{
	for (; word && *words; words++)
		if (strcmp(word, *words) == 0)
			return true;
	return false;
}

static int need_word(struct sv_arena *arena, const char *what, const char *word,
		     const char *const *words, struct sv_error *err)
{
	const char *list = "";

	if (is_one_of(word, words))
		return 0;
	for (const char *const *each = words; *each; each++)
		list = sv_arena_printf(arena, "%s%s%s", list, *list ? ", " : "", *each);
	return word ? sv_fail(err, SV_EREFUSED, "'%s' is no %s; give one of %s", word, what, list)
		    : sv_fail(err, SV_EREFUSED, "a %s is needed: one of %s", what, list);
}

static int need_milestone(const struct sv_project_life *life, const char *id,
			  const struct sv_milestone **ret, struct sv_error *err)
{
	*ret = life ? sv_milestone_find(life, id) : NULL;
	if (*ret)
		return 0;
	return sv_fail(err, SV_EREFUSED,
		       "the project has no milestone '%s'; 'servanda project milestone' sets one "
		       "with --due",
		       id);
}

static int put_milestone(const struct sv_project_report *report, const struct sv_project_life *life,
			 json_t *body, struct sv_error *err)
{
	const struct sv_milestone *known = life ? sv_milestone_find(life, report->milestone) : NULL;

	if (report->due != SV_DAY_NONE) {
		if (known)
			return sv_fail(err, SV_EREFUSED,
				       "milestone '%s' has its baseline; move it with 'servanda "
				       "project slip', which keeps it",
				       report->milestone);
		sv_body_set_day(body, "due", report->due);
		sv_body_set_text(body, "title", report->text ? report->text : report->milestone);
	} else {
		int r = need_milestone(life, report->milestone, &known, err);

		if (r < 0)
			return r;
		if (report->reached == SV_DAY_NONE)
			return sv_fail(err, SV_EREFUSED,
				       "say when milestone '%s' is due or was reached",
				       report->milestone);
		if (known->reached != SV_DAY_NONE)
			return sv_fail(err, SV_EREFUSED, "milestone '%s' was reached already",
				       report->milestone);
		if (report->reached > report->on)
			return sv_fail(err, SV_EREFUSED,
				       "milestone '%s' cannot be reached on a day to come; what is "
				       "expected later is a slip",
				       report->milestone);
		sv_body_set_day(body, "reached", report->reached);
	}
	sv_body_set_text(body, "milestone", report->milestone);
	return 0;
}

static int put_slip(struct sv_case *c, const struct sv_project_report *report,
		    const struct sv_project_life *life, json_t *body, struct sv_error *err)
{
	const struct sv_milestone *milestone;
	char day[SV_DATE_TEXT_MAX];
	int r = need_milestone(life, report->milestone, &milestone, err);

	if (r == 0)
		r = need_word(c->arena, "reason for a slip", report->word, sv_slip_reasons, err);
	if (r < 0)
		return r;
	if (milestone->reached != SV_DAY_NONE)
		return sv_fail(err, SV_EREFUSED, "milestone '%s' was reached, and cannot slip",
			       report->milestone);
	if (report->to == SV_DAY_NONE || report->to <= milestone->expected)
		return sv_fail(err, SV_EREFUSED,
			       "a slip moves a milestone to a later day than %s: give it with --to",
			       sv_day_text(milestone->expected, day));
	sv_body_set_text(body, "milestone", report->milestone);
	sv_body_set_day(body, "to", report->to);
	sv_body_set_text(body, "reason", report->word);
	sv_body_set_text(body, "note", report->text ? report->text : "");
	return 0;
}

static int put_close(struct sv_case *c, const struct sv_project_report *report, int project,
		     const struct sv_project_life *life, json_t *body, struct sv_error *err)
{
	const char **agreed;
	size_t count;
	int r = need_word(c->arena, "reason for closing", report->word, sv_close_reasons, err);

	if (r == 0 && life && life->closing)
		return sv_fail(err, SV_EREFUSED, "the members of '%s' have closed it already",
			       life->id);
	if (r == 0 && project < 0)
		return sv_fail(err, SV_EREFUSED, "'%s' is not on the list, and cannot be closed",
			       report->project);
	if (r == 0)
		r = sv_case_states(c, report->agreed, &agreed, &count, err);
	if (r == 0)
		r = sv_case_require_agreed(c, project, report->on, agreed, count, err);
	if (r < 0)
		return r;
	sv_body_set_text(body, "reason", report->word);
	sv_body_set_text(body, "note", report->text ? report->text : "");
	sv_body_set_texts(body, "agreed", agreed, count);
	return 0;
}

/* Before the list: the secretariat's workshop on what is proposed. */
static int put_clarify(const struct sv_project_report *report, int project, json_t *body,
		       struct sv_error *err)
{
	if (project >= 0)
		return sv_fail(err, SV_EREFUSED,
			       "'%s' is on the list; what is clarified is a proposal",
			       report->project);
	if (!report->text || !*report->text)
		return sv_fail(err, SV_EREFUSED, "say what was clarified: --text");
	sv_body_set_text(body, "text", report->text);
	return 0;
}

/* Shares of states that carry the project, as all of them have agreed. */
static int put_effort(struct sv_case *c, const struct sv_project_report *report, int project,
		      json_t *body, struct sv_error *err)
{
	struct sv_effort *efforts;
	const char **agreed;
	size_t count, agreed_count;
	int r = project < 0
		    ? sv_fail(err, SV_EREFUSED, "'%s' is not on the list, and has no members yet",
			      report->project)
		    : sv_efforts_parse(c->arena, report->word, &efforts, &count, err);

	for (size_t i = 0; r == 0 && i < count; i++) {
		int state = sv_register_state(&c->reg, sv_str_from(efforts[i].state));
		const struct sv_participation *role =
		    state < 0 ? NULL : sv_register_role(&c->reg, project, state, report->on);

		if (!role || (role->role != SV_ROLE_COORDINATOR && role->role != SV_ROLE_MEMBER))
			return sv_fail(err, SV_EREFUSED, "%s is no member of '%s' on that day",
				       efforts[i].state, c->reg.projects[project].id);
	}
	if (r == 0)
		r = sv_case_states(c, report->agreed, &agreed, &agreed_count, err);
	if (r == 0)
		r = sv_case_require_agreed(c, project, report->on, agreed, agreed_count, err);
	if (r < 0)
		return r;
	sv_body_set_text(body, "shares", report->word);
	sv_body_set_texts(body, "agreed", agreed, agreed_count);
	return 0;
}

static int put_report(struct sv_case *c, const struct sv_project_report *report, int project,
		      const struct sv_project_life *life, json_t *body, struct sv_error *err)
{
	int r = 0;

	switch (report->kind) {
	case SV_REPORT_PHASE:
		r = need_word(c->arena, "phase", report->word, sv_project_phases, err);
		if (r == 0 && life && strcmp(life->phase, report->word) == 0)
			return sv_fail(err, SV_EREFUSED, "'%s' is in this phase already", life->id);
		if (r == 0)
			sv_body_set_text(body, "phase", report->word);
		return r;
	case SV_REPORT_MILESTONE: return put_milestone(report, life, body, err);
	case SV_REPORT_SLIP: return put_slip(c, report, life, body, err);
	case SV_REPORT_PROGRESS:
		if (!report->text || !*report->text)
			return sv_fail(err, SV_EREFUSED,
				       "a progress report says something: --text");
		sv_body_set_text(body, "text", report->text);
		return 0;
	case SV_REPORT_CLOSE: return put_close(c, report, project, life, body, err);
	case SV_REPORT_CLARIFY: return put_clarify(report, project, body, err);
	case SV_REPORT_EFFORT: return put_effort(c, report, project, body, err);
	}
	return r;
}

/* The register's project, or one that was proposed in this record and is not listed yet. */
static int find_any(struct sv_case *c, const struct sv_project_report *report, int *ret_project,
		    const char **ret_id, struct sv_project_life **ret_life, struct sv_error *err)
{
	int r;

	*ret_project = sv_register_project(&c->reg, sv_str_from(report->project));
	*ret_id = *ret_project < 0 ? report->project : c->reg.projects[*ret_project].id;
	r = find_life(c, *ret_id, ret_life, err);
	if (r < 0 || (*ret_project < 0 && *ret_life))
		return r;
	return find_running(c, report->project, report->on, ret_project, err);
}

/* A coordinator speaks for the projects that its state coordinates. */
static int require_coordinator(struct sv_case *c, int project, const struct sv_project_life *life,
			       int32_t on, struct sv_error *err)
{
	const char *code = c->actor->state;
	const struct sv_participation *role;
	bool is = false;

	if (c->actor->role != SV_ACTOR_COORDINATOR)
		return 0;
	for (size_t i = 0; project < 0 && i < life->coordinator_count; i++)
		is |= strcmp(life->coordinators[i], code) == 0;
	role = project < 0 ? NULL
			   : sv_register_role(&c->reg, project,
					      sv_register_state(&c->reg, sv_str_from(code)), on);
	if (is || (role && role->role == SV_ROLE_COORDINATOR))
		return 0;
	return sv_fail(err, SV_EREFUSED, "%s does not coordinate this project on that day", code);
}

int sv_app_project_report(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
			  const struct sv_project_report *report, struct sv_receipt *ret_receipt,
			  struct sv_error *err)
{
	static const char *const verbs[] = {
	    "project.phase", "project.milestone", "project.slip",  "project.report",
	    "project.close", "project.clarify",   "project.effort"};
	const enum sv_action action = report->kind == SV_REPORT_CLARIFY ? SV_ACTION_PROJECT_CLARIFY
									: SV_ACTION_PROJECT_REPORT;
	_cleanup_(sv_case_done) struct sv_case c = SV_CASE_INIT;
	_cleanup_(sv_body_release) json_t *body = sv_body_new();
	struct sv_act_draft act = {
	    .act = verbs[report->kind], .state = actor->state, .on = report->on, .body = body};
	struct sv_project_life *life;
	int project, r = sv_authority_require(actor, action, err);

	if (r == 0)
		r = sv_case_begin(&c, app, actor, arena, err);
	if (r == 0)
		r = find_any(&c, report, &project, &act.subject, &life, err);
	if (r == 0)
		r = require_coordinator(&c, project, life, report->on, err);
	if (r == 0)
		r = put_report(&c, report, project, life, body, err);
	if (r == 0)
		r = sv_case_act(&c, &act, ret_receipt, err);
	return r < 0 ? r : sv_case_commit(&c, err);
}

int sv_app_project_lives(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
			 struct sv_project_life **ret_lives, size_t *ret_count,
			 struct sv_error *err)
{
	const struct sv_act *acts;
	size_t count;
	int r = sv_app_recorded_acts(app, arena, SV_PROJECT_NOUN, moment, &acts, &count, err);

	if (r < 0)
		return r;
	return sv_project_lives_fold(arena, acts, count, moment->on, ret_lives, ret_count, err);
}

int sv_app_portfolio(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		     const struct sv_reading *reading, int stall_months, struct sv_portfolio *ret,
		     struct sv_error *err)
{
	struct sv_project_life *lives;
	const struct sv_register *reg;
	size_t count;
	int r = sv_app_register(app, arena, moment, reading, &reg, err);

	if (r == 0)
		r = sv_app_project_lives(app, arena, moment, &lives, &count, err);
	if (r < 0)
		return r;
	sv_portfolio_make(arena, reg, lives, count, moment->on, stall_months, ret);
	return 0;
}
