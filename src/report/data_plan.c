/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/data_plan.h"

#include <string.h>

#include "base/csv.h"
#include "base/date.h"
#include "report/data.h"

const char *sv_plan_standing_stage(const struct sv_plan_standing *row)
{
	return sv_plan_stage_name(row->life ? row->life->status : SV_PLAN_NONE);
}

static void standing_keys(const struct sv_plan_standing *row, struct sv_json *json)
{
	const struct sv_plan_life *life = row->life;

	sv_json_key_text(json, "state", row->state);
	sv_json_key_text(json, "name", row->name);
	sv_json_key_text(json, "status", sv_plan_standing_stage(row));
	sv_json_key_day(json, "due", row->due);
	sv_json_key_day(json, "extended_to", life ? life->extended_to : SV_DAY_NONE);
	sv_json_key_day(json, "submitted", life ? life->submitted_on : SV_DAY_NONE);
	sv_json_key_int(json, "days_late", row->days_late);
	sv_json_key_int(json, "comments", life ? (int64_t)life->comments : 0);
	sv_json_key_text(json, "note", life && *life->note ? life->note : NULL);
}

void sv_plan_status_json(const struct sv_plan_standing *rows, size_t count, int year, int32_t on,
			 struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_int(json, "year", year);
	sv_json_key_day(json, "on", on);
	sv_json_key(json, "plans");
	sv_json_begin_array(json);
	for (size_t i = 0; i < count; i++) {
		sv_json_begin_object(json);
		standing_keys(&rows[i], json);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

void sv_plan_history_json(const struct sv_plan_standing *standing, int year, int32_t on,
			  const struct sv_act *const *acts, size_t count, struct sv_arena *arena,
			  struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_int(json, "year", year);
	sv_json_key_day(json, "on", on);
	standing_keys(standing, json);
	sv_json_key(json, "steps");
	sv_json_begin_array(json);
	for (size_t i = 0; i < count; i++) {
		struct sv_plan_note note = sv_plan_note_of(arena, acts[i], "");

		sv_json_begin_object(json);
		sv_json_key_int(json, "document", acts[i]->doc);
		sv_json_key_day(json, "day", acts[i]->on);
		sv_json_key_text(json, "act", acts[i]->act);
		sv_json_key_text(json, "author", acts[i]->author);
		sv_json_key_text(json, "cell", *note.cell ? note.cell : NULL);
		sv_json_key_text(json, "text", *note.text ? note.text : NULL);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

static void csv_texts(struct sv_buf *out, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			sv_buf_char(out, ',');
		sv_csv_field(out, sv_str_from(texts[i]));
	}
}

void sv_plan_status_csv(const struct sv_plan_standing *rows, size_t count, struct sv_buf *out)
{
	sv_buf_text(out, "state,name,status,due,extended_to,submitted,days_late,comments,note\n");
	for (size_t i = 0; i < count; i++) {
		const struct sv_plan_life *life = rows[i].life;
		char due[SV_DATE_TEXT_MAX], extended[SV_DATE_TEXT_MAX], submitted[SV_DATE_TEXT_MAX];
		const char *texts[] = {
		    rows[i].state,
		    rows[i].name,
		    sv_plan_standing_stage(&rows[i]),
		    sv_day_text(rows[i].due, due),
		    sv_day_text(life ? life->extended_to : SV_DAY_NONE, extended),
		    sv_day_text(life ? life->submitted_on : SV_DAY_NONE, submitted),
		};

		csv_texts(out, texts, SV_ARRAY_LEN(texts));
		sv_buf_printf(out, ",%d,%zu,", rows[i].days_late, life ? life->comments : 0);
		sv_csv_field(out, sv_str_from(life ? life->note : ""));
		sv_buf_char(out, '\n');
	}
}

/* A comma, a semicolon or a backslash in a text is escaped. */
static void ics_text(struct sv_buf *out, const char *text)
{
	for (; *text; text++) {
		if (strchr(",;\\", *text))
			sv_buf_char(out, '\\');
		sv_buf_char(out, *text);
	}
}

static void ics_event(struct sv_buf *out, const char *uid, int32_t day, const char *title)
{
	int year, month, date;

	sv_day_to_civil(day, &year, &month, &date);
	sv_buf_printf(out, "BEGIN:VEVENT\r\nUID:%s@servanda\r\nDTSTAMP:%04d%02d%02dT000000Z\r\n",
		      uid, year, month, date);
	sv_buf_printf(out, "DTSTART;VALUE=DATE:%04d%02d%02d\r\nSUMMARY:", year, month, date);
	ics_text(out, title);
	sv_buf_text(out, "\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P14D\r\nDESCRIPTION:");
	ics_text(out, title);
	sv_buf_text(out, "\r\nEND:VALARM\r\nEND:VEVENT\r\n");
}

void sv_plan_status_ics(const struct sv_plan_standing *rows, size_t count,
			const struct sv_plan_step *steps, size_t step_count, int year,
			struct sv_arena *arena, struct sv_buf *out)
{
	sv_buf_text(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//servanda//plans//EN\r\n");
	for (size_t i = 0; i < step_count; i++)
		if (steps[i].cycle_from <= year && year <= steps[i].cycle_to)
			ics_event(out, sv_arena_printf(arena, "%s-%d", steps[i].step, year),
				  sv_day_from_civil(year, steps[i].month, steps[i].day),
				  steps[i].title);
	for (size_t i = 0; i < count; i++)
		if (rows[i].due != SV_DAY_NONE &&
		    (!rows[i].life || rows[i].life->submitted_on == SV_DAY_NONE))
			ics_event(
			    out, sv_arena_printf(arena, "plan-%s-%d", rows[i].state, year),
			    rows[i].due,
			    sv_arena_printf(arena, "Plan of %s for %d is due", rows[i].name, year));
	sv_buf_text(out, "END:VCALENDAR\r\n");
}

int sv_plan_member(const struct sv_plan *plan, const struct sv_plan_checked *checked)
{
	const struct sv_assessment *assessment = checked->assessment;

	for (size_t m = 0; assessment && m < assessment->member_count; m++)
		if (strcmp(assessment->members[m], plan->state) == 0)
			return (int)m;
	return -1;
}

static void json_findings(struct sv_json *json, const struct sv_findings *findings)
{
	sv_json_begin_array(json);
	for (size_t i = 0; i < findings->count; i++) {
		const struct sv_finding *finding = &findings->items[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "severity", sv_severity_name(finding->severity));
		sv_json_key_text(json, "rule", finding->rule);
		sv_json_key_text(json, "basis", *finding->basis ? finding->basis : NULL);
		sv_json_key_text(json, "place", *finding->place ? finding->place : NULL);
		sv_json_key_text(json, "message", finding->message);
		sv_json_key_text(json, "repair", *finding->repair ? finding->repair : NULL);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

static void json_ratings(struct sv_json *json, const struct sv_plan *plan,
			 const struct sv_plan_checked *checked)
{
	const struct sv_assessment *assessment = checked->assessment;
	int member = sv_plan_member(plan, checked);

	sv_json_begin_array(json);
	for (size_t i = 0; member >= 0 && i < assessment->item_count; i++) {
		const struct sv_rated *rated =
		    sv_assessment_at(assessment, assessment->year_first, i, (size_t)member);

		sv_json_begin_object(json);
		sv_json_key_text(json, "commitment", assessment->items[i].number);
		sv_json_key_int(json, "year", rated->year);
		sv_json_key_text(json, "rating", sv_rating_name(rated->rating));
		sv_json_key_text(json, "decided_by", sv_basis_name(rated->basis));
		sv_json_key_text(json, "position", sv_position_name(rated));
		sv_json_value_keys(json, &rated->value);
		sv_json_key_text(json, "reason", rated->reason);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

void sv_plan_check_json(const struct sv_plan *plan, const struct sv_findings *findings,
			const struct sv_plan_checked *checked, struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_text(json, "file", plan->file);
	sv_json_key_text(json, "state", *plan->state ? plan->state : NULL);
	sv_json_key_int(json, "year", plan->year);
	sv_json_key_text(json, "template", plan->context->template->name);
	sv_json_key_bool(json, "exercise", plan->exercise);
	sv_json_key_bool(json, "ready", checked->may_be_submitted);
	sv_json_key_int(json, "blockers", (int64_t)checked->blockers);
	sv_json_key_int(json, "errors", (int64_t)checked->errors);
	sv_json_key_int(json, "warnings", (int64_t)checked->warnings);
	sv_json_key_int(json, "confirmed", (int64_t)checked->confirmed);
	sv_json_key(json, "findings");
	json_findings(json, findings);
	sv_json_key(json, "assessment");
	json_ratings(json, plan, checked);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

void sv_plan_findings_csv(const struct sv_findings *findings, struct sv_buf *out)
{
	sv_buf_text(out, "severity,rule,place,message,repair,basis\n");
	for (size_t i = 0; i < findings->count; i++) {
		const struct sv_finding *finding = &findings->items[i];
		const char *texts[] = {sv_severity_name(finding->severity),
				       finding->rule,
				       finding->place,
				       finding->message,
				       finding->repair,
				       finding->basis};

		csv_texts(out, texts, SV_ARRAY_LEN(texts));
		sv_buf_char(out, '\n');
	}
}

void sv_plan_differences_json(const struct sv_plan_difference *rows, size_t count,
			      struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key(json, "differences");
	sv_json_begin_array(json);
	for (size_t i = 0; i < count; i++) {
		sv_json_begin_object(json);
		sv_json_key_text(json, "value", rows[i].pointer);
		sv_json_key_text(json, "before", *rows[i].before ? rows[i].before : NULL);
		sv_json_key_text(json, "after", *rows[i].after ? rows[i].after : NULL);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

void sv_plan_differences_csv(const struct sv_plan_difference *rows, size_t count,
			     struct sv_buf *out)
{
	sv_buf_text(out, "value,before,after\n");
	for (size_t i = 0; i < count; i++) {
		const char *texts[] = {rows[i].pointer, rows[i].before, rows[i].after};

		csv_texts(out, texts, SV_ARRAY_LEN(texts));
		sv_buf_char(out, '\n');
	}
}

static void given_json(struct sv_json *json, const char *key,
		       const struct sv_judgement_given *given)
{
	sv_json_key(json, key);
	if (!given) {
		sv_json_null(json);
		return;
	}
	sv_json_begin_object(json);
	sv_json_key_text(json, "rating", sv_rating_name(given->rating));
	sv_json_key_text(json, "rationale", given->rationale);
	sv_json_key_text(json, "releasable", given->restricted ? "restricted" : "public");
	sv_json_key_day(json, "on", given->on);
	sv_json_key_text(json, "author", given->author);
	sv_json_key_text(json, "second", *given->second ? given->second : NULL);
	sv_json_key_text(json, "answer", *given->answer ? given->answer : NULL);
	sv_json_key_text(json, "respondent", *given->respondent ? given->respondent : NULL);
	sv_json_key_int(json, "document", given->doc);
	sv_json_key(json, "evidence");
	sv_json_begin_array(json);
	for (size_t i = 0; i < given->evidence_count; i++)
		sv_json_int(json, given->evidence[i]);
	sv_json_end_array(json);
	sv_json_end_object(json);
}

void sv_judgements_json(const struct sv_judgement_row *rows, size_t count, struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key(json, "judgements");
	sv_json_begin_array(json);
	for (size_t i = 0; i < count; i++) {
		const struct sv_judgement_life *life = rows[i].life;

		sv_json_begin_object(json);
		sv_json_key_text(json, "state", *life->state ? life->state : NULL);
		sv_json_key_int(json, "year", life->year);
		sv_json_key_text(json, "commitment", life->item);
		sv_json_key_text(json, "status", sv_judgement_stage_name(life->stage));
		sv_json_key_text(json, "note", *life->note ? life->note : NULL);
		sv_json_key_day(json, "answer_until", rows[i].answer_until);
		given_json(json, "last", life->last);
		given_json(json, "standing", life->standing);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}
