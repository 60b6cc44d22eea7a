/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/plan_life.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "domain/body.h"

static const char *const statuses[] = {
    [SV_PLAN_NONE] = "none",         [SV_PLAN_DRAFT] = "draft",
    [SV_PLAN_CHECKED] = "checked",   [SV_PLAN_APPROVED] = "approved",
    [SV_PLAN_SIGNED] = "signed",     [SV_PLAN_SUBMITTED] = "submitted",
    [SV_PLAN_RETURNED] = "returned", [SV_PLAN_ACCEPTED] = "accepted",
    [SV_PLAN_REOPENED] = "reopened",
};

#define IN(status) (1u << SV_PLAN_##status)
#define OPEN                                                                             \
	(IN(NONE) | IN(DRAFT) | IN(CHECKED) | IN(APPROVED) | IN(SIGNED) | IN(RETURNED) | \
	 IN(REOPENED))

/* One line a move: the act, what it does in words, and where it can begin. */
static const struct {
	const char *act, *words;
	unsigned from;
} moves[SV_PLAN_MOVE_COUNT] = {
    [SV_PLAN_DO_DRAFT] = {"plan.draft", "draft", OPEN},
    [SV_PLAN_DO_APPROVE] = {"plan.approve", "approve", IN(CHECKED)},
    [SV_PLAN_DO_SIGN] = {"plan.sign", "sign", IN(APPROVED)},
    [SV_PLAN_DO_SUBMIT] = {"plan.submit", "submit", IN(APPROVED) | IN(SIGNED)},
    [SV_PLAN_DO_RETURN] = {"plan.return", "return", IN(SUBMITTED)},
    [SV_PLAN_DO_ACCEPT] = {"plan.accept", "accept", IN(SUBMITTED)},
    [SV_PLAN_DO_EXTEND] = {"plan.extend", "extend the deadline of", OPEN},
    [SV_PLAN_DO_REOPEN] = {"plan.reopen", "reopen", IN(ACCEPTED)},
    [SV_PLAN_DO_COMMENT] = {"plan.comment", "comment on", ~IN(NONE)},
};

const char *sv_plan_stage_name(enum sv_plan_stage status)
{
	return statuses[status];
}

const char *sv_plan_move_act(enum sv_plan_move move)
{
	return moves[move].act;
}

static struct sv_plan_life *life_of(struct sv_arena *arena, struct sv_plan_life **lives,
				    size_t *count, size_t *cap, const struct sv_act *act)
{
	const char *dash = strrchr(act->subject, '-');

	for (size_t i = 0; i < *count; i++)
		if (strcmp((*lives)[i].subject, act->subject) == 0)
			return &(*lives)[i];
	*lives = sv_arena_grow(arena, *lives, *count, cap, sizeof(**lives));
	(*lives)[*count] = (struct sv_plan_life){.subject = act->subject,
						 .state = act->state,
						 .year = dash ? atoi(dash + 1) : 0,
						 .approver = "",
						 .signatory = "",
						 .reopener = "",
						 .note = "",
						 .extended_to = SV_DAY_NONE,
						 .submitted_on = SV_DAY_NONE};
	return &(*lives)[(*count)++];
}

static void apply_reopen(struct sv_plan_life *life, const struct sv_act *act)
{
	if (!*life->reopener) {
		life->reopener = act->author;
		return;
	}
	life->status = SV_PLAN_REOPENED;
	life->reopener = "";
}

static void apply(struct sv_arena *arena, struct sv_plan_life *life, const struct sv_act *act,
		  enum sv_plan_move move)
{
	_cleanup_(sv_body_release) json_t *body = sv_act_body(act);

	switch (move) {
	case SV_PLAN_DO_DRAFT:
		life->draft = act;
		life->approver = life->signatory = "";
		life->status =
		    json_is_true(json_object_get(body, "ready")) ? SV_PLAN_CHECKED : SV_PLAN_DRAFT;
		return;
	case SV_PLAN_DO_APPROVE:
		life->approver = act->author;
		life->status = SV_PLAN_APPROVED;
		return;
	case SV_PLAN_DO_SIGN:
		life->signatory = act->author;
		life->status = SV_PLAN_SIGNED;
		return;
	case SV_PLAN_DO_SUBMIT:
		if (life->submitted_on == SV_DAY_NONE)
			life->submitted_on = act->on;
		life->status = SV_PLAN_SUBMITTED;
		return;
	case SV_PLAN_DO_RETURN:
		life->note = sv_body_text(arena, body, "reason");
		life->status = SV_PLAN_RETURNED;
		return;
	case SV_PLAN_DO_ACCEPT:
		life->accepted = life->draft;
		life->note = "";
		life->status = SV_PLAN_ACCEPTED;
		return;
	case SV_PLAN_DO_EXTEND: life->extended_to = sv_body_day(body, "until", SV_DAY_NONE); return;
	case SV_PLAN_DO_REOPEN:
		life->note = sv_body_text(arena, body, "reason");
		apply_reopen(life, act);
		return;
	case SV_PLAN_DO_COMMENT: life->comments++; return;
	case SV_PLAN_MOVE_COUNT: return;
	}
}

void sv_plan_lives_fold(struct sv_arena *arena, const struct sv_act *acts, size_t count,
			struct sv_plan_life **ret, size_t *ret_count)
{
	struct sv_plan_life *lives = NULL;
	size_t life_count = 0, cap = 0;

	for (size_t i = 0; i < count; i++)
		for (int move = 0; move < SV_PLAN_MOVE_COUNT; move++)
			if (strcmp(acts[i].act, moves[move].act) == 0)
				apply(arena, life_of(arena, &lives, &life_count, &cap, &acts[i]),
				      &acts[i], (enum sv_plan_move)move);
	*ret = lives;
	*ret_count = life_count;
}

const struct sv_plan_life *sv_plan_life_find(const struct sv_plan_life *lives, size_t count,
					     const char *state, int year)
{
	for (size_t i = 0; i < count; i++)
		if (lives[i].year == year && strcmp(lives[i].state, state) == 0)
			return &lives[i];
	return NULL;
}

/* Why a plan cannot go there from where it stands, as far as there is more to say. */
static const char *what_is_missing(enum sv_plan_stage status, enum sv_plan_move move)
{
	if (move == SV_PLAN_DO_APPROVE && status == SV_PLAN_DRAFT)
		return ", and its check has errors or warnings that nobody confirmed";
	if (status == SV_PLAN_CHECKED && (move == SV_PLAN_DO_SUBMIT || move == SV_PLAN_DO_SIGN))
		return ", and a second person has to approve it first";
	return "";
}

/* Two pairs of eyes: whoever wrote it neither approves nor signs it, whoever asked does not grant.
 */
static int require_second(const struct sv_plan_life *life, enum sv_plan_move move,
			  const char *actor, struct sv_error *err)
{
	if ((move == SV_PLAN_DO_APPROVE || move == SV_PLAN_DO_SIGN) &&
	    sv_act_same_person(life->draft->author, actor))
		return sv_fail(err, SV_EREFUSED,
			       "'%s' drafted the plan: a second person has to %s it", actor,
			       moves[move].words);
	if (move == SV_PLAN_DO_REOPEN && sv_act_same_person(life->reopener, actor))
		return sv_fail(err, SV_EREFUSED,
			       "'%s' asked for it: a second person has to reopen it too", actor);
	return 0;
}

int sv_plan_life_may(const struct sv_plan_life *life, bool signs, enum sv_plan_move move,
		     const char *actor, struct sv_error *err)
{
	enum sv_plan_stage status = life ? life->status : SV_PLAN_NONE;

	if (!(moves[move].from >> status & 1))
		return sv_fail(err, SV_EREFUSED, "cannot %s the plan: it is %s%s",
			       moves[move].words,
			       status == SV_PLAN_NONE ? "not there" : statuses[status],
			       what_is_missing(status, move));
	if (signs && move == SV_PLAN_DO_SUBMIT && status == SV_PLAN_APPROVED)
		return sv_fail(err, SV_EREFUSED,
			       "cannot submit the plan: it is approved and not signed; have it "
			       "signed with 'servanda plan sign %s %d'",
			       life->state, life->year);
	return require_second(life, move, actor, err);
}

/* The value under a JSON pointer of a plan; NULL when there is none. */
static const json_t *value_at(const json_t *plan, const char *pointer)
{
	struct sv_str rest = sv_str_from(pointer), part;
	const json_t *at = plan;
	char key[128];

	if (rest.len && *rest.ptr == '/')
		rest = (struct sv_str){rest.ptr + 1, rest.len - 1};
	while (at && sv_str_split(&rest, '/', &part)) {
		if (part.len >= sizeof(key))
			return NULL;
		memcpy(key, part.ptr, part.len);
		key[part.len] = 0;
		at = json_is_array(at) ? json_array_get(at, strtoul(key, NULL, 10))
				       : json_object_get(at, key);
	}
	return at;
}

struct sv_plan_note sv_plan_note_of(struct sv_arena *arena, const struct sv_act *act,
				    const char *cell)
{
	_cleanup_(sv_body_release) json_t *body = sv_act_body(act);
	struct sv_plan_note note = {.cell = sv_body_text(arena, body, "cell"), .text = ""};
	const char *value;

	note.is_about = *cell && strcmp(note.cell, cell) == 0;
	if (strcmp(act->act, moves[SV_PLAN_DO_DRAFT].act) == 0) {
		value = json_string_value(value_at(json_object_get(body, "plan"), cell));
		note.is_about = *cell != 0;
		note.cell = sv_arena_cstr(arena, cell);
		note.text =
		    *cell ? sv_arena_cstr(arena, value ? value : "nothing")
			  : sv_arena_printf(
				arena, "%lld errors, %lld warnings",
				(long long)json_integer_value(json_object_get(body, "errors")),
				(long long)json_integer_value(json_object_get(body, "warnings")));
		return note;
	}
	note.text = sv_body_text(arena, body, "text");
	if (!*note.text)
		note.text = sv_body_text(arena, body, "reason");
	return note;
}

int32_t sv_plan_step_day(const struct sv_plan_step *steps, size_t count, const char *step, int year)
{
	int32_t day = SV_DAY_NONE;

	for (size_t i = 0; i < count; i++)
		if (strcmp(steps[i].step, step) == 0 && steps[i].cycle_from <= year &&
		    year <= steps[i].cycle_to)
			day = sv_day_from_civil(year, steps[i].month, steps[i].day);
	return day;
}

int32_t sv_plan_due(const struct sv_plan_life *life, const struct sv_plan_step *steps, size_t count,
		    int year)
{
	int32_t due = sv_plan_step_day(steps, count, SV_PLAN_DUE_STEP, year);

	if (life && life->extended_to != SV_DAY_NONE && life->extended_to > due)
		due = life->extended_to;
	return due;
}

int sv_plan_days_late(const struct sv_plan_life *life, int32_t due, int32_t today)
{
	int32_t when = life && life->submitted_on != SV_DAY_NONE ? life->submitted_on : today;

	return due != SV_DAY_NONE && when > due ? (int)(when - due) : 0;
}
