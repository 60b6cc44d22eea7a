/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/plan_life.h"

#include <stdlib.h>
#include <string.h>

#include "app/case.h"
#include "app/keys.h"
#include "base/csv.h"
#include "base/date.h"
#include "domain/act_store.h"
#include "domain/body.h"
#include "domain/evidence_store.h"
#include "domain/plan_json.h"

/* Of facts/sources: what figures out of plans rest on.  A plan that was made up says so wherever
 * its figures show. */
static const char *source_of(const struct sv_plan *plan)
{
	return plan->exercise ? SV_PLAN_EXERCISE_SOURCE : SV_PLAN_SOURCE;
}

static const enum sv_action actions[SV_PLAN_MOVE_COUNT] = {
    [SV_PLAN_DO_DRAFT] = SV_ACTION_PLAN_DRAFT,     [SV_PLAN_DO_APPROVE] = SV_ACTION_PLAN_APPROVE,
    [SV_PLAN_DO_SIGN] = SV_ACTION_PLAN_SIGN,       [SV_PLAN_DO_SUBMIT] = SV_ACTION_PLAN_SUBMIT,
    [SV_PLAN_DO_RETURN] = SV_ACTION_PLAN_DECIDE,   [SV_PLAN_DO_ACCEPT] = SV_ACTION_PLAN_DECIDE,
    [SV_PLAN_DO_EXTEND] = SV_ACTION_PLAN_DECIDE,   [SV_PLAN_DO_REOPEN] = SV_ACTION_PLAN_REOPEN,
    [SV_PLAN_DO_COMMENT] = SV_ACTION_PLAN_COMMENT,
};

enum sv_action sv_plan_move_action(enum sv_plan_move move)
{
	return actions[move];
}

static const char *subject_of(struct sv_arena *arena, const char *state, int year)
{
	return sv_arena_printf(arena, "%s-%d", state, year);
}

static int life_of(struct sv_case *c, const char *state, int year, const struct sv_plan_life **ret,
		   struct sv_error *err)
{
	const struct sv_act *acts;
	struct sv_plan_life *lives;
	size_t count;
	int r =
	    sv_case_acts(c, SV_PLAN_NOUN, subject_of(c->arena, state, year), &acts, &count, err);

	if (r < 0)
		return r;
	sv_plan_lives_fold(c->arena, acts, count, &lives, &count);
	*ret = sv_plan_life_find(lives, count, state, year);
	return 0;
}

static int record(struct sv_case *c, enum sv_plan_move move, const char *state, int year,
		  int32_t on, const json_t *body, struct sv_receipt *ret, struct sv_error *err)
{
	const struct sv_act_draft draft = {.act = sv_plan_move_act(move),
					   .subject = subject_of(c->arena, state, year),
					   .state = state,
					   .on = on,
					   .body = body};

	return sv_case_act(c, &draft, ret, err);
}

/* The check ran on what was known before the transaction; a plan whose record moved meanwhile is
 * checked again when it is submitted. */
int sv_app_plan_draft(struct sv_app *app, const struct sv_actor *actor, struct sv_arena *arena,
		      const struct sv_moment *moment, const struct sv_plan_file *file,
		      const struct sv_plan_wanted *wanted, struct sv_plan_report *ret_report,
		      struct sv_receipt *ret_receipt, struct sv_error *err)
{
	static const struct sv_reading all = {false};
	_cleanup_(sv_case_done) struct sv_case c = SV_CASE_INIT;
	_cleanup_(sv_body_release) json_t *body = sv_body_new();
	const struct sv_plan_life *life;
	struct sv_plan_report report;
	int r = sv_app_plan_check(app, arena, moment, &all, file, wanted, &report, err);

	if (r < 0)
		return r;
	if (!*report.plan->state || !report.plan->year)
		return sv_fail(err, SV_EINVALID,
			       "cannot record '%s': it does not say whose plan it is and for when",
			       file->name);
	if ((*wanted->state && strcmp(wanted->state, report.plan->state) != 0) ||
	    (wanted->year && wanted->year != report.plan->year))
		return sv_fail(err, SV_EINVALID, "cannot record '%s': it is the plan of %s for %d",
			       file->name, report.plan->state, report.plan->year);
	r = sv_authority_require_for(actor, SV_ACTION_PLAN_DRAFT, report.plan->state, err);
	if (r == 0)
		r = sv_case_begin(&c, app, actor, arena, err);
	if (r == 0)
		r = life_of(&c, report.plan->state, report.plan->year, &life, err);
	if (r == 0)
		r = sv_plan_life_may(life, false, SV_PLAN_DO_DRAFT, actor->name, err);
	if (r < 0)
		return r;
	if (json_object_set_new(body, "plan", sv_plan_to_json(report.plan)) < 0)
		sv_out_of_memory();
	sv_body_set_bool(body, "ready", report.checked.may_be_submitted);
	sv_body_set_int(body, "errors", (int64_t)(report.checked.blockers + report.checked.errors));
	sv_body_set_int(body, "warnings", (int64_t)report.checked.warnings);
	r = record(&c, SV_PLAN_DO_DRAFT, report.plan->state, report.plan->year, moment->on, body,
		   ret_receipt, err);
	if (r == 0)
		r = sv_case_commit(&c, err);
	if (r < 0)
		return r;
	*ret_report = report;
	return 0;
}

/* The plan of a draft as it reads and checks today. */
static int plan_of(struct sv_case *c, const struct sv_act *draft, int32_t on, int year,
		   struct sv_plan **ret, struct sv_plan_checked *ret_checked, struct sv_error *err)
{
	_cleanup_(sv_body_release) json_t *body = sv_act_body(draft);
	struct sv_plan_context *context = SV_NEW(c->arena, struct sv_plan_context);
	struct sv_findings *findings = SV_NEW(c->arena, struct sv_findings);
	struct sv_evidence *evidence = SV_NEW(c->arena, struct sv_evidence);
	const struct sv_plan_template *templates;
	size_t count;
	int r;

	*findings = (struct sv_findings)SV_FINDINGS_INIT(c->arena);
	*context = (struct sv_plan_context){.reg = &c->reg,
					    .evidence = evidence,
					    .texts = c->texts,
					    .text_count = c->text_count,
					    .known_size = c->known_size,
					    .on = on};
	r = sv_evidence_load(c->app->db, c->arena, &c->reg, c->known_size, false, evidence, err);
	if (r == 0)
		r = sv_plan_templates(c->app->db, c->arena, c->known_size, &templates, &count, err);
	for (size_t i = 0; r == 0 && i < count; i++)
		if (templates[i].cycle_from <= year && year <= templates[i].cycle_to)
			context->template = &templates[i];
	if (r == 0 && !context->template)
		r = sv_fail(err, SV_ENOTFOUND, "no template serves plans for %d", year);
	if (r == 0)
		r = sv_plan_items(c->arena, c->texts, c->text_count, year, &context->items,
				  &context->item_count, err);
	if (r < 0)
		return r;
	*ret = sv_plan_from_json(c->arena, context, "", json_object_get(body, "plan"), findings);
	return sv_plan_check(c->arena, *ret, findings, ret_checked, err);
}

static int put_document(struct sv_case *c, const char *kind, const char *name,
			const struct sv_buf *text, size_t rows, struct sv_error *err)
{
	const struct sv_draft document = {
	    .kind = kind, .name = name, .author = c->actor->name, .content = sv_buf_view(text)};
	int64_t index;

	return rows ? sv_submit_document(&c->tx, &document, &index, err) : 0;
}

/* Figures, and reasons where there is none. */
static int put_figures(struct sv_case *c, const struct sv_plan *plan, const char *subject,
		       struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf figures = SV_BUF_INIT, gaps = SV_BUF_INIT;
	const struct sv_figure *rows;
	size_t count, figure_count = 0;
	int r;

	sv_plan_figures(c->arena, plan, &rows, &count);
	sv_buf_text(&figures, "state,year,indicator,value,unit,source_id,status\n");
	sv_buf_text(&gaps, "state,year,indicator,reason,source_id\n");
	for (size_t i = 0; i < count; i++) {
		const struct sv_indicator *indicator =
		    &plan->context->evidence->indicators[rows[i].indicator];
		char number[SV_DECIMAL_TEXT_MAX];

		if (rows[i].missing != SV_PRESENT) {
			sv_buf_printf(&gaps, "%s,%d,%s,%s,%s\n", plan->state, rows[i].year,
				      indicator->name, rows[i].status, source_of(plan));
			continue;
		}
		figure_count++;
		sv_buf_printf(&figures, "%s,%d,%s,%s,%s,%s,%s\n", plan->state, rows[i].year,
			      indicator->name, sv_decimal_text(rows[i].value, number),
			      indicator->unit, source_of(plan), rows[i].status);
	}
	r = put_document(c, "evidence/figures",
			 sv_arena_printf(c->arena, "plan-%s-figures.csv", subject), &figures,
			 figure_count, err);
	if (r < 0)
		return r;
	return put_document(c, "evidence/gaps",
			    sv_arena_printf(c->arena, "plan-%s-gaps.csv", subject), &gaps,
			    count - figure_count, err);
}

static int put_declarations(struct sv_case *c, const struct sv_plan *plan, const char *subject,
			    struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
	const struct sv_declaration *rows;
	size_t count;

	sv_plan_declared(c->arena, plan, &rows, &count);
	sv_buf_text(&text, "state,year,commitment,rating,caveat,plan,releasable,source_id\n");
	for (size_t i = 0; i < count; i++) {
		int item = 0;

		while (strcmp(plan->context->items[item].number, rows[i].item) != 0)
			item++;
		sv_buf_printf(&text, "%s,%d,%s,%s,", plan->state, rows[i].year, rows[i].item,
			      sv_rating_name(rows[i].rating));
		sv_csv_field(&text, sv_str_from(rows[i].caveat));
		sv_buf_printf(&text, ",%d,%.*s,%s\n", plan->year,
			      SV_STR_ARG(sv_plan_text(plan, "answers", "releasable", item)),
			      source_of(plan));
	}
	return put_document(c, "plan/declarations",
			    sv_arena_printf(c->arena, "plan-%s-declarations.csv", subject), &text,
			    count, err);
}

static int submitted_plan(struct sv_case *c, const struct sv_plan_life *life,
			  const struct sv_plan_step_taken *step, struct sv_plan **ret,
			  struct sv_error *err)
{
	struct sv_plan_checked checked;
	int r = plan_of(c, life->draft, step->on, step->year, ret, &checked, err);

	if (r < 0)
		return r;
	if (step->move == SV_PLAN_DO_SUBMIT && !checked.may_be_submitted)
		return sv_fail(
		    err, SV_EREFUSED,
		    "cannot submit the plan: its check has %zu errors and %zu warnings now; "
		    "draft it again",
		    checked.blockers + checked.errors, checked.warnings);
	return 0;
}

/* Whether plans of a year are signed before they are submitted. */
static bool is_signed_in(const struct sv_plan_step *steps, size_t count, int year)
{
	return sv_plan_step_day(steps, count, SV_PLAN_SIGN_STEP, year) != SV_DAY_NONE;
}

static int check_move(struct sv_case *c, const struct sv_plan_life *life,
		      const struct sv_plan_step_taken *step, struct sv_error *err)
{
	const struct sv_plan_step *steps;
	size_t count;
	int r = sv_plan_steps(c->app->db, c->arena, c->known_size, &steps, &count, err);

	if (r == 0)
		r = sv_plan_life_may(life, is_signed_in(steps, count, step->year), step->move,
				     c->actor->name, err);
	/* Nobody approves, signs or submits what they have not seen. */
	if (r == 0 && step->draft && life && life->draft && life->draft->doc != step->draft)
		return sv_fail(
		    err, SV_EREFUSED,
		    "the plan was drafted again meanwhile, as document %lld; look at it first",
		    (long long)life->draft->doc);
	return r;
}

/* A signature that a state backs with keys is made with one, today. */
static int check_key(struct sv_case *c, const struct sv_plan_step_taken *step, struct sv_error *err)
{
	struct sv_keyring keyring;
	int r = sv_app_keyring(c->app, c->arena, c->known_size, &keyring, err);

	if (r < 0)
		return r;
	return sv_keyring_may_sign(&keyring, step->state, c->actor->name,
				   c->actor->signer ? &c->actor->signer->key : NULL,
				   sv_clock_today(), err);
}

/* Over the plan in the form that acts have (docs/formats/acts.md), so that the signature of the act
 * is one over the plan too. */
static void add_digest(json_t *body, const struct sv_act *draft)
{
	_cleanup_(sv_body_release) json_t *drafted = sv_act_body(draft);
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	char *text = json_dumps(json_object_get(drafted, "plan"), JSON_COMPACT | JSON_SORT_KEYS);
	char hex[SV_HASH_HEX_MAX];
	struct sv_hash hash;

	if (!text)
		sv_out_of_memory();
	sv_hasher_begin(hasher);
	sv_hasher_add(hasher, text, strlen(text));
	hash = sv_hasher_end(hasher);
	free(text);
	sv_hash_hex(&hash, hex);
	sv_body_set_text(body, "plan_sha256", hex);
}

static json_t *body_of(const struct sv_plan_step_taken *step, const struct sv_plan_life *life)
{
	json_t *body = sv_body_new();

	if (*step->text)
		sv_body_set_text(body, step->move == SV_PLAN_DO_COMMENT ? "text" : "reason",
				 step->text);
	if (*step->cell)
		sv_body_set_text(body, "cell", step->cell);
	if (step->move == SV_PLAN_DO_EXTEND)
		sv_body_set_day(body, "until", step->until);
	/* What is approved, submitted or decided is this draft and no other. */
	if (life && life->draft)
		sv_body_set_int(body, "draft", life->draft->doc);
	if (step->move == SV_PLAN_DO_SIGN)
		add_digest(body, life->draft);
	return body;
}

int sv_app_plan_step(struct sv_app *app, const struct sv_actor *actor, struct sv_arena *arena,
		     const struct sv_plan_step_taken *step, enum sv_plan_stage *ret_status,
		     struct sv_receipt *ret_receipt, struct sv_error *err)
{
	_cleanup_(sv_case_done) struct sv_case c = SV_CASE_INIT;
	_cleanup_(sv_body_release) json_t *body = NULL;
	const struct sv_plan_life *life;
	struct sv_receipt receipt;
	struct sv_plan *plan = NULL;
	int r = sv_authority_require_for(actor, actions[step->move], step->state, err);

	if (r == 0)
		r = sv_case_begin(&c, app, actor, arena, err);
	if (r == 0)
		r = life_of(&c, step->state, step->year, &life, err);
	if (r == 0)
		r = check_move(&c, life, step, err);
	if (r == 0 && step->move == SV_PLAN_DO_SIGN)
		r = check_key(&c, step, err);
	if (r == 0 && (step->move == SV_PLAN_DO_SUBMIT || step->move == SV_PLAN_DO_ACCEPT))
		r = submitted_plan(&c, life, step, &plan, err);
	if (r < 0)
		return r;
	body = body_of(step, life);
	r = record(&c, step->move, step->state, step->year, step->on, body, &receipt, err);
	if (r == 0 && step->move == SV_PLAN_DO_ACCEPT)
		r = put_figures(&c, plan, subject_of(arena, step->state, step->year), err);
	if (r == 0 && step->move == SV_PLAN_DO_ACCEPT)
		r = put_declarations(&c, plan, subject_of(arena, step->state, step->year), err);
	c.known_size = INT64_MAX;
	if (r == 0)
		r = life_of(&c, step->state, step->year, &life, err);
	if (r == 0)
		r = sv_case_commit(&c, err);
	if (r < 0)
		return r;
	*ret_status = life->status;
	*ret_receipt = receipt;
	return 0;
}

int sv_app_plan_status(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		       int year, struct sv_plan_standing **ret, size_t *ret_count,
		       const struct sv_plan_step **ret_steps, size_t *ret_step_count,
		       struct sv_error *err)
{
	static const struct sv_reading all = {false};
	const struct sv_act_filter filter = {SV_PLAN_NOUN, "", ""};
	struct sv_plan_standing *rows;
	const struct sv_register *reg;
	struct sv_plan_life *lives;
	const struct sv_act *acts;
	int members[SV_STATES_MAX];
	size_t act_count, life_count, count;
	int r = sv_app_register(app, arena, moment, &all, &reg, err);

	if (r == 0)
		r = sv_act_list(app->db, arena, &filter, moment->known_size, &acts, &act_count,
				err);
	if (r == 0)
		r = sv_plan_steps(app->db, arena, moment->known_size, ret_steps, ret_step_count,
				  err);
	if (r < 0)
		return r;
	sv_plan_lives_fold(arena, acts, act_count, &lives, &life_count);
	count = sv_register_members(reg, moment->on, members);
	rows = SV_NEW_ARRAY(arena, struct sv_plan_standing, count);
	for (size_t i = 0; i < count; i++) {
		struct sv_plan_standing *row = &rows[i];

		row->state = reg->states[members[i]].code;
		row->name = reg->states[members[i]].name;
		row->life = sv_plan_life_find(lives, life_count, row->state, year);
		row->due = sv_plan_due(row->life, *ret_steps, *ret_step_count, year);
		row->signs = is_signed_in(*ret_steps, *ret_step_count, year);
		row->days_late = sv_plan_days_late(row->life, row->due, moment->on);
	}
	*ret = rows;
	*ret_count = count;
	return 0;
}
