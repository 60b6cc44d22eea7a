/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/judgement.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "domain/body.h"
#include "domain/release.h"

static const char *const stages[] = {
    [SV_JUDGEMENT_NONE] = "none",           [SV_JUDGEMENT_GIVEN] = "given",
    [SV_JUDGEMENT_CONFIRMED] = "confirmed", [SV_JUDGEMENT_RETURNED] = "returned",
    [SV_JUDGEMENT_ANSWERED] = "answered",
};

#define IN(stage) (1u << SV_JUDGEMENT_##stage)

/* One line a move: the act, what it does in words, and where it can begin. */
static const struct {
	const char *act, *words;
	unsigned from;
} moves[SV_JUDGEMENT_MOVE_COUNT] = {
    [SV_JUDGEMENT_DO_GIVE] = {"judgement.give", "give", ~0u},
    [SV_JUDGEMENT_DO_CONFIRM] = {"judgement.confirm", "confirm", IN(GIVEN)},
    [SV_JUDGEMENT_DO_RETURN] = {"judgement.return", "return", IN(GIVEN)},
    [SV_JUDGEMENT_DO_ANSWER] = {"judgement.answer", "answer", IN(CONFIRMED) | IN(ANSWERED)},
};

const char *sv_judgement_stage_name(enum sv_judgement_stage stage)
{
	return stages[stage];
}

const char *sv_judgement_move_act(enum sv_judgement_move move)
{
	return moves[move].act;
}

bool sv_judgement_rating(struct sv_str name, enum sv_rating *ret)
{
	enum sv_rating rating;

	if (!sv_rating_find(name, &rating))
		return false;
	/* The others say that nobody has judged, or that nobody can. */
	if (rating > SV_RATING_NOT_MET && rating != SV_RATING_NOT_APPLICABLE)
		return false;
	*ret = rating;
	return true;
}

const char *sv_judgement_subject(struct sv_arena *arena, const char *state, int year,
				 const char *item)
{
	return sv_arena_printf(arena, "%s-%d-%s", *state ? state : SV_JUDGEMENT_ALL, year, item);
}

static void read_evidence(struct sv_arena *arena, const json_t *body,
			  struct sv_judgement_given *given)
{
	const json_t *list = json_object_get(body, "evidence");
	int64_t *documents = SV_NEW_ARRAY(arena, int64_t, json_array_size(list));

	for (size_t i = 0; i < json_array_size(list); i++)
		documents[i] = json_integer_value(json_array_get(list, i));
	given->evidence = documents;
	given->evidence_count = json_array_size(list);
}

static void give(struct sv_arena *arena, struct sv_judgement_life *life, const struct sv_act *act,
		 const json_t *body)
{
	struct sv_judgement_given *given = SV_NEW(arena, struct sv_judgement_given);

	*given = (struct sv_judgement_given){.doc = act->doc,
					     .on = act->on,
					     .rating = SV_RATING_NEEDS_JUDGEMENT,
					     .rationale = sv_body_text(arena, body, "rationale"),
					     .author = act->author,
					     .second = "",
					     .answer = "",
					     .respondent = ""};
	(void)sv_judgement_rating(sv_str_from(sv_body_text(arena, body, "rating")), &given->rating);
	given->restricted = strcmp(sv_body_text(arena, body, "releasable"), SV_RELEASE_PUBLIC) != 0;
	read_evidence(arena, body, given);
	life->last = given;
	life->note = "";
	life->stage = SV_JUDGEMENT_GIVEN;
}

/* Every act but the first meets a life that has begun: the record holds no other. */
static void apply(struct sv_arena *arena, struct sv_judgement_life *life, const struct sv_act *act,
		  enum sv_judgement_move move)
{
	_cleanup_(sv_body_release) json_t *body = sv_act_body(act);

	switch (move) {
	case SV_JUDGEMENT_DO_GIVE: give(arena, life, act, body); return;
	case SV_JUDGEMENT_DO_CONFIRM:
		life->last->second = act->author;
		life->standing = life->last;
		life->stage = SV_JUDGEMENT_CONFIRMED;
		return;
	case SV_JUDGEMENT_DO_RETURN:
		life->note = sv_body_text(arena, body, "reason");
		life->stage = SV_JUDGEMENT_RETURNED;
		return;
	case SV_JUDGEMENT_DO_ANSWER:
		life->standing->answer = sv_body_text(arena, body, "text");
		life->standing->respondent = act->author;
		life->stage = SV_JUDGEMENT_ANSWERED;
		return;
	case SV_JUDGEMENT_MOVE_COUNT: return;
	}
}

static struct sv_judgement_life begin(struct sv_arena *arena, const struct sv_act *act)
{
	_cleanup_(sv_body_release) json_t *body = sv_act_body(act);

	return (struct sv_judgement_life){
	    .subject = act->subject,
	    .state = act->state,
	    .item = sv_body_text(arena, body, "item"),
	    .year = (int)json_integer_value(json_object_get(body, "year")),
	    .note = ""};
}

static struct sv_judgement_life *find(struct sv_judgement_life *lives, size_t count,
				      const char *subject)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(lives[i].subject, subject) == 0)
			return &lives[i];
	return NULL;
}

void sv_judgement_lives_fold(struct sv_arena *arena, const struct sv_act *acts, size_t count,
			     struct sv_judgement_life **ret, size_t *ret_count)
{
	struct sv_judgement_life *lives = NULL;
	size_t life_count = 0, cap = 0;

	for (size_t i = 0; i < count; i++) {
		struct sv_judgement_life *life = find(lives, life_count, acts[i].subject);
		int move = 0;

		while (move < SV_JUDGEMENT_MOVE_COUNT && strcmp(acts[i].act, moves[move].act) != 0)
			move++;
		if (move == SV_JUDGEMENT_MOVE_COUNT || (!life && move != SV_JUDGEMENT_DO_GIVE))
			continue;
		if (!life) {
			lives = sv_arena_grow(arena, lives, life_count, &cap, sizeof(*lives));
			life = &lives[life_count++];
			*life = begin(arena, &acts[i]);
		}
		/* Of an act that was withheld the rest of its life may be left. */
		if (moves[move].from >> life->stage & 1)
			apply(arena, life, &acts[i], (enum sv_judgement_move)move);
	}
	*ret = lives;
	*ret_count = life_count;
}

const struct sv_judgement_life *sv_judgement_life_find(const struct sv_judgement_life *lives,
						       size_t count, const char *subject)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(lives[i].subject, subject) == 0)
			return &lives[i];
	return NULL;
}

static int may_answer(const struct sv_judgement_life *life, int32_t on, int32_t until,
		      struct sv_error *err)
{
	char day[SV_DATE_TEXT_MAX];

	if (!*life->state)
		return sv_fail(err, SV_EREFUSED,
			       "the judgement is of the members together: no state answers it");
	if (until != SV_DAY_NONE && on > until)
		return sv_fail(err, SV_EREFUSED,
			       "cannot answer the judgement: the consultation ended on %s",
			       sv_day_text(until, day));
	return 0;
}

int sv_judgement_may(const struct sv_judgement_life *life, enum sv_judgement_move move,
		     const char *actor, int32_t on, int32_t until, struct sv_error *err)
{
	enum sv_judgement_stage stage = life ? life->stage : SV_JUDGEMENT_NONE;

	if (!(moves[move].from >> stage & 1))
		return sv_fail(
		    err, SV_EREFUSED, "cannot %s the judgement: it is %s%s", moves[move].words,
		    stage == SV_JUDGEMENT_NONE ? "not there" : stages[stage],
		    stage == SV_JUDGEMENT_GIVEN  ? ", and a second reader has to confirm it first"
		    : stage == SV_JUDGEMENT_NONE ? "; 'servanda judgement give' gives one"
						 : "");
	/* Two pairs of eyes: what one wrote another one reads. */
	if (move == SV_JUDGEMENT_DO_CONFIRM && sv_act_same_person(life->last->author, actor))
		return sv_fail(err, SV_EREFUSED,
			       "'%s' gave the judgement: a second reader has to confirm it", actor);
	return move == SV_JUDGEMENT_DO_ANSWER ? may_answer(life, on, until, err) : 0;
}

void sv_judgements_standing(struct sv_arena *arena, const struct sv_register *reg,
			    const struct sv_judgement_life *lives, size_t count,
			    const struct sv_judgement **ret, size_t *ret_count)
{
	struct sv_judgement *rows = SV_NEW_ARRAY(arena, struct sv_judgement, count);
	size_t row_count = 0;

	for (size_t i = 0; i < count; i++) {
		const struct sv_judgement_given *given = lives[i].standing;
		int state =
		    *lives[i].state ? sv_register_state(reg, sv_str_from(lives[i].state)) : -1;

		if (!given || (*lives[i].state && state < 0))
			continue;
		rows[row_count++] = (struct sv_judgement){
		    .state = state,
		    .year = lives[i].year,
		    .item = lives[i].item,
		    .rating = given->rating,
		    .rationale = given->rationale,
		    .author = given->author,
		    .second = given->second,
		    .answer = given->answer,
		    .evidence = given->evidence,
		    .evidence_count = given->evidence_count,
		    .restricted = given->restricted,
		    .origin = {given->doc, 0, "", SV_CONFIDENCE_SEEN},
		};
	}
	*ret = rows;
	*ret_count = row_count;
}

static int find_item(const struct sv_assessment *assessment, const char *number)
{
	for (size_t i = 0; i < assessment->item_count; i++)
		if (strcmp(assessment->items[i].number, number) == 0)
			return (int)i;
	return -1;
}

static int find_member(const struct sv_assessment *assessment, const char *state)
{
	for (size_t m = 0; m < assessment->member_count; m++)
		if (strcmp(assessment->members[m], state) == 0)
			return (int)m;
	return -1;
}

/* The members together are judged where the collective, or any of them, is rated by it. */
static const struct sv_rated *judged_together(const struct sv_assessment *assessment, int item)
{
	const struct sv_rated *last = NULL;

	for (size_t i = 0; i < assessment->collective_count; i++) {
		last = &assessment->collective[i].rated;
		if (last->item == item && last->basis == SV_BASIS_JUDGED)
			return last;
	}
	last = NULL;
	for (size_t m = 0; m < assessment->member_count; m++) {
		last = sv_assessment_at(assessment, assessment->year_first, (size_t)item, m);
		if (last->basis == SV_BASIS_JUDGED)
			return last;
	}
	return last;
}

int sv_judgement_would_rate(struct sv_arena *arena, const struct sv_assess_input *input,
			    const struct sv_judgement *judgement, struct sv_error *err)
{
	struct sv_assess_input *with = SV_NEW(arena, struct sv_assess_input);
	const char *state = judgement->state < 0 ? "" : input->reg->states[judgement->state].code;
	struct sv_assessment *assessment;
	const struct sv_rated *rated;
	int r, item, member;

	*with = *input;
	with->judgements = judgement;
	with->judgement_count = 1;
	with->year_first = with->year_last = judgement->year;
	r = sv_assess(arena, with, &assessment, err);
	if (r < 0)
		return r;
	item = find_item(assessment, judgement->item);
	if (item < 0)
		return sv_fail(err, SV_ENOTFOUND, "no commitment '%s' is in force",
			       judgement->item);
	member = *state ? find_member(assessment, state) : 0;
	if (member < 0)
		return sv_fail(err, SV_ENOTFOUND, "'%s' does not take part", state);
	rated = *state ? sv_assessment_at(assessment, judgement->year, (size_t)item, (size_t)member)
		       : judged_together(assessment, item);
	if (rated && rated->basis == SV_BASIS_JUDGED)
		return 0;
	if (!*state && strcmp(assessment->items[item].scope, "member") == 0)
		return sv_fail(err, SV_EREFUSED,
			       "commitment %s binds each member by itself: judge a state",
			       judgement->item);
	return sv_fail(err, SV_EREFUSED,
		       "there is nothing to judge about commitment %s for %d: it is %s; "
		       "'servanda explain' says why",
		       judgement->item, judgement->year,
		       rated ? sv_rating_title(rated->rating) : "not rated");
}
