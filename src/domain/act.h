/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * act.h - what people do in a cooperation, as documents: a plan submitted, a
 * vote cast, a judgement given, a project proposed.
 *
 * An act is a JSON object, written in one way so that it can be signed:
 *
 *   {"act": "vote.cast", "subject": "vote-2023-1", "state": "FRA",
 *    "on": "2023-05-23", "body": {...}}
 *
 * `subject` is what the act is about, `state` whose act it is ("" when no
 * state's), `on` the day from which it takes effect.  The document's kind is
 * "act/" and the act's name.  What state a subject is in is folded from its
 * acts in the order of the record; nothing is ever edited.  Format:
 * docs/formats/acts.md.
 */
#ifndef SV_DOMAIN_ACT_H
#define SV_DOMAIN_ACT_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

#define SV_ACT_KIND_PREFIX "act/"

struct sv_act {
	int64_t doc;
	const char *act, *subject, *state;
	int32_t on;
	const char *author;
	int64_t recorded_ms;
	struct sv_str content; /* the whole object */
};

/* The canonical text of an act: members in the order above, the body's keys sorted, no spaces,
 * one line feed at the end.  body may be NULL for {}. */
struct sv_str sv_act_write(struct sv_arena *arena, const char *act, const char *subject,
			   const char *state, int32_t on, const json_t *body);

/* Read the head of an act; err->where is a JSON pointer.  doc, author and recorded_ms are the
 * caller's to fill. */
SV_MUST_USE int sv_act_parse(struct sv_arena *arena, struct sv_str content, struct sv_act *ret,
			     struct sv_error *err);

/* The body as a tree that the caller releases with json_decref(); never NULL for an act that
 * parsed. */
json_t *sv_act_body(const struct sv_act *act) SV_MUST_USE;

/* Whether two names are one person's where two have to be at work: capitals, the way in which
 * letters are encoded and blanks around a name make nobody a second person. */
bool sv_act_same_person(const char *a, const char *b);

#endif
