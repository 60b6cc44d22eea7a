/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * data_request.c - a third state's request beside its conditions, as JSON.
 */
#include "report/data.h"

static void json_conditions(struct sv_json *json, const struct sv_request_assessment *assessment)
{
	sv_json_key(json, "conditions");
	sv_json_begin_array(json);
	for (size_t i = 0; i < assessment->condition_count; i++) {
		const struct sv_condition_result *condition = &assessment->conditions[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "id", condition->item->number);
		sv_json_key_text(json, "title", condition->item->title);
		sv_json_key_text(json, "status", sv_condition_status_name(condition->status));
		sv_json_key_text(json, "why", condition->why);
		sv_json_key_text(json, "basis", condition->item->basis);
		sv_json_key(json, "sources");
		sv_json_refs(json, condition->refs, condition->ref_count);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

static void json_path(struct sv_json *json, const struct sv_request_assessment *assessment)
{
	sv_json_key(json, "decision_path");
	sv_json_begin_array(json);
	for (size_t i = 0; i < assessment->path_count; i++) {
		const struct sv_request_step *step = &assessment->path[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "step", step->step->name);
		sv_json_key_text(json, "who", step->who);
		sv_json_key_text(json, "what", step->step->text);
		sv_json_key_text(json, "majority", step->step->unanimous ? "unanimity" : NULL);
		sv_json_key_int(json, "voters", (int64_t)step->voters);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

void sv_json_clock(struct sv_json *json, const struct sv_clock_step clock[SV_CLOCK_STEPS])
{
	sv_json_key(json, "clock");
	sv_json_begin_array(json);
	for (int i = 0; i < SV_CLOCK_STEPS && clock[i].step; i++) {
		sv_json_begin_object(json);
		sv_json_key_text(json, "step", clock[i].step);
		sv_json_key_day(json, "on", clock[i].on);
		sv_json_key_text(json, "precision",
				 clock[i].precision[0] ? clock[i].precision : NULL);
		sv_json_key(json, "days");
		if (clock[i].days >= 0)
			sv_json_int(json, clock[i].days);
		else
			sv_json_null(json);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

static void json_texts(struct sv_json *json, const char *key, const char *const *texts,
		       size_t count)
{
	sv_json_key(json, key);
	sv_json_begin_array(json);
	for (size_t i = 0; i < count; i++)
		sv_json_text(json, texts[i]);
	sv_json_end_array(json);
}

static void json_precedents(struct sv_json *json, const struct sv_request_assessment *assessment)
{
	const struct sv_register *reg = assessment->input.reg;

	sv_json_key(json, "precedents");
	sv_json_begin_array(json);
	for (size_t i = 0; i < assessment->precedent_count; i++) {
		const struct sv_precedent *precedent = &assessment->precedents[i];
		const struct sv_third_state_request *request = precedent->request;

		sv_json_begin_object(json);
		sv_json_key_text(json, "state", reg->states[request->state].code);
		sv_json_key_text(json, "project", reg->projects[request->project].id);
		sv_json_key_text(json, "outcome", request->outcome);
		sv_json_key_text(json, "decision", request->decision[0] ? request->decision : NULL);
		json_texts(json, "shares", precedent->shares, precedent->share_count);
		json_texts(json, "differs", precedent->differs, precedent->differ_count);
		sv_json_clock(json, precedent->clock);
		sv_json_origin_keys(json, &request->origin);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

void sv_request_json(const struct sv_request_assessment *assessment, int64_t known,
		     struct sv_json *json)
{
	const struct sv_request_case *input = &assessment->input;

	sv_json_begin_object(json);
	sv_json_key_text(json, "state", input->reg->states[input->state].code);
	sv_json_key_text(json, "project", input->reg->projects[input->project].id);
	sv_json_key_day(json, "on", input->on);
	sv_json_key_int(json, "known", known);
	sv_json_key_bool(json, "rules_in_force", assessment->set != NULL);
	sv_json_key_text(json, "rules", assessment->set ? assessment->set->basis : NULL);
	sv_json_key_day(json, "rules_from",
			assessment->set ? assessment->set->from : assessment->rules_from);
	json_conditions(json, assessment);
	sv_json_key_text(json, "outcome", sv_request_outcome_name(assessment->outcome));
	sv_json_key_text(json, "why", assessment->why);
	json_path(json, assessment);
	sv_json_clock(json, assessment->clock);
	sv_json_key(json, "facts");
	sv_json_refs(json, assessment->facts, assessment->fact_count);
	json_precedents(json, assessment);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

void sv_requests_json(const struct sv_register *reg, int32_t on, struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_day(json, "on", on);
	sv_json_key(json, "requests");
	sv_json_begin_array(json);
	for (size_t i = 0; i < reg->third_state_request_count; i++) {
		const struct sv_third_state_request *request = &reg->third_state_requests[i];
		struct sv_clock_step clock[SV_CLOCK_STEPS];

		sv_request_clock(request, on, clock);
		sv_json_begin_object(json);
		sv_json_key_text(json, "state", reg->states[request->state].code);
		sv_json_key_text(json, "project", reg->projects[request->project].id);
		sv_json_key_text(json, "outcome", request->outcome);
		sv_json_key_text(json, "decision", request->decision[0] ? request->decision : NULL);
		sv_json_clock(json, clock);
		sv_json_origin_keys(json, &request->origin);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}
