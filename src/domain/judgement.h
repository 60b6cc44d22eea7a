/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * judgement.h - the way of a judgement: an assessor gives it with its
 * rationale, a second reader confirms or returns it, the state answers it
 * within the consultation; docs/formats/judgement.md.
 *
 * The subject is state, year and item, FRA-2025-12.3, or ALL-2025-2 for the
 * members together.  Where it stands is folded from its acts in the order of
 * the record.  Only a confirmed judgement rates, and it goes on rating until
 * another one of the same subject is confirmed.
 *
 * Source: Decision (CFSP) 2017/2315, Art. 6; domain reference 2.5.
 */
#ifndef SV_DOMAIN_JUDGEMENT_H
#define SV_DOMAIN_JUDGEMENT_H

#include "domain/act.h"
#include "domain/assess.h"

#define SV_JUDGEMENT_NOUN "judgement"
#define SV_JUDGEMENT_ALL "ALL" /* in place of a state: the members together */

enum sv_judgement_stage {
	SV_JUDGEMENT_NONE,
	SV_JUDGEMENT_GIVEN, /* waits for a second reader */
	SV_JUDGEMENT_CONFIRMED,
	SV_JUDGEMENT_RETURNED, /* by the second reader, to be given again */
	SV_JUDGEMENT_ANSWERED, /* confirmed, and the state had its say */
};

enum sv_judgement_move {
	SV_JUDGEMENT_DO_GIVE,
	SV_JUDGEMENT_DO_CONFIRM,
	SV_JUDGEMENT_DO_RETURN,
	SV_JUDGEMENT_DO_ANSWER,
	SV_JUDGEMENT_MOVE_COUNT,
};

const char *sv_judgement_stage_name(enum sv_judgement_stage stage);
const char *sv_judgement_move_act(enum sv_judgement_move move); /* "judgement.give", ... */

/* One judgement as it was given, and what others said to it. */
struct sv_judgement_given {
	int64_t doc; /* of the act that gave it */
	int32_t on;
	enum sv_rating rating;
	const char *rationale, *author;
	const int64_t *evidence; /* documents that it names */
	size_t evidence_count;
	bool restricted;                 /* not for a public rendition */
	const char *second;              /* who confirmed it, or "" */
	const char *answer, *respondent; /* of the state, or "" */
};

struct sv_judgement_life {
	const char *subject, *state, *item; /* state "": the members together */
	int year;                           /* rated */
	enum sv_judgement_stage stage;
	struct sv_judgement_given *last;     /* never NULL */
	struct sv_judgement_given *standing; /* the one that rates, or NULL; may be the last */
	const char *note;                    /* why the last one was returned, or "" */
};

/* A judgement beside whom it is about and until when they may answer. */
struct sv_judgement_row {
	const struct sv_judgement_life *life;
	const char *state_name; /* "" for the members together */
	int32_t answer_until;   /* SV_DAY_NONE when no consultation is set */
};

/* The ratings that an assessor may give. */
bool sv_judgement_rating(struct sv_str name, enum sv_rating *ret);

const char *sv_judgement_subject(struct sv_arena *arena, const char *state, int year,
				 const char *item);

/* Lives by subject, in the order in which they began. */
void sv_judgement_lives_fold(struct sv_arena *arena, const struct sv_act *acts, size_t count,
			     struct sv_judgement_life **ret, size_t *ret_count);

/* NULL when there is none. */
const struct sv_judgement_life *sv_judgement_life_find(const struct sv_judgement_life *lives,
						       size_t count, const char *subject);

/* Whether the actor may take that step on that day; SV_EREFUSED says why not.  life may be NULL;
 * `until` is the last day of the consultation, SV_DAY_NONE when none is set. */
SV_MUST_USE int sv_judgement_may(const struct sv_judgement_life *life, enum sv_judgement_move move,
				 const char *actor, int32_t on, int32_t until,
				 struct sv_error *err);

/* What the assessment takes: one for each life with a judgement that stands. */
void sv_judgements_standing(struct sv_arena *arena, const struct sv_register *reg,
			    const struct sv_judgement_life *lives, size_t count,
			    const struct sv_judgement **ret, size_t *ret_count);

/* Whether a judgement of that cell would rate it: the rule leaves the word to people, the state
 * takes part and the item is in force.  SV_EREFUSED says what decides it instead. */
SV_MUST_USE int sv_judgement_would_rate(struct sv_arena *arena, const struct sv_assess_input *input,
					const struct sv_judgement *judgement, struct sv_error *err);

#endif
