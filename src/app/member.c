/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/member.h"

#include "app/acts.h"
#include "app/case.h"
#include "app/named.h"
#include "domain/body.h"
#include "domain/effect.h"

static int fold(struct sv_case *c, struct sv_withdrawal **ret, size_t *ret_count,
		struct sv_error *err)
{
	const struct sv_act *acts;
	size_t count;
	int r = sv_case_acts(c, SV_MEMBERSHIP_NOUN, "", &acts, &count, err);

	return r < 0 ? r : sv_withdrawals_fold(c->arena, acts, count, ret, ret_count, err);
}

/* The procedure in force has to provide for it: a notification by which a membership ends. */
static int check_procedure(struct sv_case *c, int state, int32_t on, struct sv_error *err)
{
	const struct sv_act_question question = {
	    .act = SV_ACT_WITHDRAWAL, .on = on, .concerning = state, .project = -1};
	struct sv_act_rule rule;
	int r = sv_act_rule_find(c->arena, &c->reg, c->texts, c->text_count, &question, &rule, err);

	if (r < 0)
		return r;
	if (!rule.is_vote && rule.procedure->effect == SV_EFFECT_MEMBERSHIP_ENDS)
		return 0;
	return sv_fail(err, SV_EREFUSED, "by the procedures no membership ends by notice (%s)",
		       rule.item->basis);
}

/* Begin, and see that the state takes part on a day and its procedure is there. */
static int begin(struct sv_case *c, struct sv_app *app, struct sv_arena *arena,
		 const struct sv_actor *actor, const char *name, int32_t on, const char **ret_code,
		 struct sv_error *err)
{
	char day[SV_DATE_TEXT_MAX];
	int state, r = sv_case_begin(c, app, actor, arena, err);

	if (r == 0)
		r = sv_named_state(&c->reg, name, &state, err);
	if (r < 0)
		return r;
	*ret_code = c->reg.states[state].code;
	if (!sv_register_membership(&c->reg, state, on))
		return sv_fail(err, SV_EREFUSED, "%s does not take part on %s", *ret_code,
			       sv_day_text(on, day));
	return check_procedure(c, state, on, err);
}

int sv_app_member_withdraw(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
			   const char *state, const char *text, int32_t on,
			   struct sv_receipt *ret_receipt, struct sv_error *err)
{
	_cleanup_(sv_case_done) struct sv_case c = SV_CASE_INIT;
	_cleanup_(sv_body_release) json_t *body = sv_body_new();
	struct sv_act_draft act = {.act = SV_MEMBERSHIP_WITHDRAW, .on = on, .body = body};
	const struct sv_withdrawal *standing;
	struct sv_withdrawal *withdrawals;
	char day[SV_DATE_TEXT_MAX];
	size_t count;
	int r = begin(&c, app, arena, actor, state, on, &act.state, err);

	if (r == 0)
		r = sv_authority_require_for(actor, SV_ACTION_MEMBERSHIP_WITHDRAW, act.state, err);
	if (r == 0)
		r = fold(&c, &withdrawals, &count, err);
	if (r < 0)
		return r;
	standing = sv_withdrawal_pending(withdrawals, count, act.state);
	if (standing)
		return sv_fail(err, SV_EREFUSED,
			       "%s has notified its withdrawal already, on %s; see 'servanda "
			       "member note'",
			       act.state, sv_day_text(standing->notified, day));
	act.subject = act.state;
	sv_body_set_text(body, "text", text ? text : "");
	r = sv_case_act(&c, &act, ret_receipt, err);
	return r < 0 ? r : sv_case_commit(&c, err);
}

/* The membership and the roles that end with it, as documents of the same transaction. */
static int take_effect(struct sv_case *c, const char *state, int32_t ends, struct sv_error *err)
{
	_cleanup_(sv_effects_done) struct sv_effects effects;
	struct sv_facts standing;
	int r;

	sv_effects_begin(&effects, c->arena, sv_arena_printf(c->arena, "withdrawal-%s", state));
	r = sv_case_standing(c, &standing, err);
	if (r == 0)
		r = sv_effects_membership_ends(&effects, c->arena, &standing, state, ends, err);
	return r < 0 ? r : sv_case_tables(c, effects.tables, SV_EFFECT_TABLE_COUNT, err);
}

int sv_app_member_note(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
		       const char *state, int32_t ends, struct sv_receipt *ret_receipt,
		       struct sv_error *err)
{
	_cleanup_(sv_case_done) struct sv_case c = SV_CASE_INIT;
	struct sv_act_draft act = {.act = SV_MEMBERSHIP_NOTE, .state = "", .on = ends};
	const struct sv_withdrawal *standing;
	struct sv_withdrawal *withdrawals;
	char day[SV_DATE_TEXT_MAX];
	size_t count;
	int r = sv_authority_require(actor, SV_ACTION_MEMBERSHIP_NOTE, err);

	if (r == 0)
		r = begin(&c, app, arena, actor, state, ends, &act.subject, err);
	if (r == 0)
		r = fold(&c, &withdrawals, &count, err);
	if (r < 0)
		return r;
	standing = sv_withdrawal_pending(withdrawals, count, act.subject);
	if (!standing)
		return sv_fail(err, SV_EREFUSED,
			       "%s has not notified that it leaves; 'servanda member withdraw' "
			       "records the notification",
			       act.subject);
	if (ends < standing->notified)
		return sv_fail(err, SV_EREFUSED,
			       "the membership of %s cannot end before its notification of %s",
			       act.subject, sv_day_text(standing->notified, day));
	r = sv_case_act(&c, &act, ret_receipt, err);
	if (r == 0)
		r = take_effect(&c, act.subject, ends, err);
	return r < 0 ? r : sv_case_commit(&c, err);
}

int sv_app_withdrawals(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		       struct sv_withdrawal **ret_withdrawals, size_t *ret_count,
		       struct sv_error *err)
{
	const struct sv_act *acts;
	size_t count;
	int r = sv_app_recorded_acts(app, arena, SV_MEMBERSHIP_NOUN, moment, &acts, &count, err);

	return r < 0 ? r : sv_withdrawals_fold(arena, acts, count, ret_withdrawals, ret_count, err);
}
