/* SPDX-License-Identifier: EUPL-1.2 */
/* One cell with one input changed, as JSON: docs/formats/output.md, "explain --if". */
#include "domain/trial.h"
#include "report/data.h"

/* So many steps in the unit of the input. */
static void json_steps(struct sv_json *json, const char *key, const struct sv_trial_input *input,
		       int64_t steps)
{
	struct sv_rational amount;

	sv_json_key(json, key);
	if (sv_rational_multiply(input->step.lower, SV_RATIONAL(steps, 1), &amount))
		sv_json_rational(json, amount);
	else
		sv_json_null(json);
}

static void value_object(struct sv_json *json, const char *key, const struct sv_value *value)
{
	sv_json_key(json, key);
	sv_json_begin_object(json);
	sv_json_value_keys(json, value);
	sv_json_end_object(json);
}

static void input_object(const struct sv_trial_input *input, struct sv_json *json)
{
	sv_json_key(json, "input");
	sv_json_begin_object(json);
	sv_json_key_text(json, "name", input->name);
	sv_json_key_text(json, "title", input->title);
	sv_json_key_text(json, "unit", input->step.unit);
	sv_json_end_object(json);
}

void sv_trial_json(struct sv_trial *trial, size_t index, int64_t steps,
		   const struct sv_trial_outcome *outcome, struct sv_json *json)
{
	const struct sv_trial_input *input = &trial->inputs[index];
	struct sv_trial_rung *rungs;
	size_t count = sv_trial_rungs(trial, index, &rungs);

	sv_json_begin_object(json);
	sv_json_key_text(json, "commitment", trial->explanation.item->number);
	sv_json_key_text(json, "state", trial->explanation.rated->state);
	sv_json_key_int(json, "year", input->year);
	input_object(input, json);
	json_steps(json, "by", input, steps);
	value_object(json, "from", &input->from);
	value_object(json, "to", &outcome->to);
	sv_json_key_text(json, "rating", sv_rating_name(outcome->rating));
	sv_json_key_int(json, "position", outcome->position);
	value_object(json, "value", &outcome->value);
	sv_json_key(json, "rungs");
	sv_json_begin_array(json);
	for (size_t i = 0; i < count; i++) {
		sv_json_begin_object(json);
		json_steps(json, "from", input, rungs[i].first);
		json_steps(json, "to", input, rungs[i].last);
		sv_json_key_text(json, "rating", sv_rating_name(rungs[i].rating));
		sv_json_key_int(json, "position", rungs[i].position);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}
