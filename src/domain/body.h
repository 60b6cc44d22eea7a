/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * body.h - reading and writing the body of an act, a member at a time.
 *
 * Reading is of documents that were checked when they were recorded: what is
 * not there reads as empty.
 */
#ifndef SV_DOMAIN_BODY_H
#define SV_DOMAIN_BODY_H

#include <stdint.h>

#include <jansson.h>

#include "base/arena.h"

const char *sv_body_text(struct sv_arena *arena, const json_t *body, const char *key); /* or "" */
int32_t sv_body_day(const json_t *body, const char *key, int32_t otherwise);
/* Texts of a list; a missing one is empty. */
const char **sv_body_texts(struct sv_arena *arena, const json_t *body, const char *key,
			   size_t *ret_count);

json_t *sv_body_new(void) __attribute__((warn_unused_result)); /* release it */
void sv_body_set_text(json_t *body, const char *key, const char *text);
void sv_body_set_int(json_t *body, const char *key, int64_t value);
void sv_body_set_bool(json_t *body, const char *key, int value);
void sv_body_set_day(json_t *body, const char *key, int32_t day);
void sv_body_set_texts(json_t *body, const char *key, const char *const *texts, size_t count);

void sv_body_release(json_t **body); /* for _cleanup_ */

#endif
