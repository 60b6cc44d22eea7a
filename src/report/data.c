/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/data.h"

const char *sv_position_name(const struct sv_rated *rated)
{
	if (!rated->position)
		return NULL;
	return rated->position > 0 ? "at_or_above" : "below";
}

#define JSON_DIGITS 6

void sv_json_rational(struct sv_json *json, struct sv_rational value)
{
	struct sv_decimal decimal = sv_rational_round(value, JSON_DIGITS);

	while (decimal.scale > 0 && decimal.coefficient % 10 == 0) {
		decimal.coefficient /= 10;
		decimal.scale--;
	}
	sv_json_decimal(json, decimal);
}

void sv_json_value_keys(struct sv_json *json, const struct sv_value *value)
{
	bool point = value->known && sv_value_is_point(value);

	sv_json_key(json, "value");
	if (point)
		sv_json_rational(json, value->lower);
	else
		sv_json_null(json);
	sv_json_key_text(json, "unit", value->unit && value->unit[0] ? value->unit : NULL);
	sv_json_key(json, "lower");
	if (value->known)
		sv_json_rational(json, value->lower);
	else
		sv_json_null(json);
	sv_json_key(json, "upper");
	if (value->known && !value->unbounded)
		sv_json_rational(json, value->upper);
	else
		sv_json_null(json);
	sv_json_key_text(json, "missing", point ? NULL : sv_missing_name(value->missing));
}

void sv_json_refs(struct sv_json *json, const struct sv_fact_ref *refs, size_t count)
{
	sv_json_begin_array(json);
	for (size_t i = 0; i < count; i++) {
		sv_json_begin_object(json);
		sv_json_key_int(json, "document", refs[i].origin.doc);
		sv_json_key_int(json, "row", refs[i].origin.row);
		sv_json_key_text(json, "source", refs[i].origin.source);
		sv_json_key_text(json, "confidence", sv_confidence_name(refs[i].origin.confidence));
		sv_json_key_text(json, "text", refs[i].text);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

void sv_json_origin_keys(struct sv_json *json, const struct sv_origin *origin)
{
	sv_json_key_int(json, "document", origin->doc);
	sv_json_key_int(json, "row", origin->row);
	sv_json_key_text(json, "source", origin->source);
	sv_json_key_text(json, "confidence", sv_confidence_name(origin->confidence));
}

void sv_json_findings(struct sv_json *json, const struct sv_findings *findings)
{
	sv_json_begin_array(json);
	for (size_t i = 0; findings && i < findings->count; i++) {
		const struct sv_finding *finding = &findings->items[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "severity", sv_severity_name(finding->severity));
		sv_json_key_text(json, "rule", finding->rule);
		sv_json_key_text(json, "file", finding->file[0] ? finding->file : NULL);
		sv_json_key(json, "line");
		if (finding->line)
			sv_json_int(json, finding->line);
		else
			sv_json_null(json);
		sv_json_key(json, "column");
		if (finding->column)
			sv_json_int(json, finding->column);
		else
			sv_json_null(json);
		sv_json_key_text(json, "place", finding->place[0] ? finding->place : NULL);
		sv_json_key_text(json, "message", finding->message);
		sv_json_key_text(json, "repair", finding->repair[0] ? finding->repair : NULL);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}
