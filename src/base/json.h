/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json.h - writing JSON (RFC 8259) in a stable order of keys.
 *
 *   sv_json_begin_object(&json);
 *   sv_json_key(&json, "on");
 *   sv_json_text(&json, "2020-04-17");
 *   sv_json_end_object(&json);
 *
 * Commas and indentation are the writer's business.  Reading JSON is jansson's.
 */
#ifndef SV_BASE_JSON_H
#define SV_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/decimal.h"

#define SV_JSON_DEPTH_MAX 64

struct sv_json {
	struct sv_buf *out;
	int depth;
	bool has_item[SV_JSON_DEPTH_MAX]; /* by depth: an item was written, so a comma is due */
	bool after_key;
};

#define SV_JSON_INIT(buf)    \
	{                    \
		.out = (buf) \
	}

void sv_json_begin_object(struct sv_json *json);
void sv_json_end_object(struct sv_json *json);
void sv_json_begin_array(struct sv_json *json);
void sv_json_end_array(struct sv_json *json);
void sv_json_key(struct sv_json *json, const char *key);

void sv_json_string(struct sv_json *json, struct sv_str text); /* UTF-8 */
void sv_json_text(struct sv_json *json, const char *text);     /* NULL gives null */
void sv_json_int(struct sv_json *json, int64_t value);
void sv_json_bool(struct sv_json *json, bool value);
void sv_json_null(struct sv_json *json);
void sv_json_decimal(struct sv_json *json, struct sv_decimal value); /* as a number, exact */
void sv_json_day(struct sv_json *json, int32_t day); /* ISO text; open or none gives null */

/* Key and value in one call, for the common case. */
void sv_json_key_text(struct sv_json *json, const char *key, const char *text);
void sv_json_key_int(struct sv_json *json, const char *key, int64_t value);
void sv_json_key_bool(struct sv_json *json, const char *key, bool value);
void sv_json_key_day(struct sv_json *json, const char *key, int32_t day);

#endif
