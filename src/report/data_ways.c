/* SPDX-License-Identifier: EUPL-1.2 */
/* The least change as JSON: docs/formats/output.md, "explain". */
#include "report/data.h"

static void value_object(struct sv_json *json, const char *key, const struct sv_value *value)
{
	sv_json_key(json, key);
	sv_json_begin_object(json);
	sv_json_value_keys(json, value);
	sv_json_end_object(json);
}

static void input_object(const struct sv_changed_input *input, struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_text(json, "name", input->name);
	sv_json_key_text(json, "title", input->title);
	sv_json_key_int(json, "year", input->year);
	sv_json_key_day(json, "counts_by", input->counts_by);
	sv_json_key_bool(json, "of_all_members", input->of_all);
	value_object(json, "from", &input->from);
	value_object(json, "to", &input->to);
	value_object(json, "by", &input->by);
	sv_json_key(json, "projects");
	sv_json_begin_array(json);
	for (size_t i = 0; i < input->project_count; i++)
		sv_json_text(json, input->projects[i]);
	sv_json_end_array(json);
	sv_json_end_object(json);
}

static void way_object(const struct sv_way *way, struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_text(json, "goal", sv_goal_name(way->goal));
	sv_json_key_text(json, "text", way->text);
	sv_json_key(json, "changes");
	sv_json_begin_array(json);
	for (int i = 0; i < way->input_count; i++)
		input_object(&way->inputs[i], json);
	sv_json_end_array(json);
	sv_json_end_object(json);
}

static void gap_object(const struct sv_least_change *least, struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_text(json, "title", least->gap_quantity);
	sv_json_value_keys(json, &least->gap);
	sv_json_key(json, "members");
	sv_json_begin_array(json);
	for (size_t i = 0; i < least->part_count; i++) {
		const struct sv_gap_part *part = &least->parts[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "state", part->state);
		value_object(json, "figure", &part->figure);
		value_object(json, "share_of_gap", &part->of_gap);
		value_object(json, "equal_effort", &part->equal_effort);
		value_object(json, "to_benchmark", &part->to_benchmark);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
}

void sv_least_change_json(const struct sv_least_change *least, struct sv_json *json)
{
	if (!least) {
		sv_json_null(json);
		return;
	}
	sv_json_begin_object(json);
	sv_json_key(json, "ways");
	sv_json_begin_array(json);
	for (size_t i = 0; i < least->way_count; i++)
		way_object(&least->ways[i], json);
	sv_json_end_array(json);
	sv_json_key(json, "none");
	sv_json_begin_array(json);
	for (size_t i = 0; i < least->none_count; i++) {
		sv_json_begin_object(json);
		sv_json_key_text(json, "goal", sv_goal_name(least->none[i].goal));
		sv_json_key_text(json, "text", least->none[i].text);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_key(json, "gap");
	if (least->gap_quantity)
		gap_object(least, json);
	else
		sv_json_null(json);
	sv_json_key_int(json, "runs", (int64_t)least->runs);
	sv_json_end_object(json);
}
