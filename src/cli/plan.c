/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/plan.h"

#include <string.h>
#include <unistd.h>

#include "app/import.h"
#include "cli/common.h"
#include "cli/show.h"
#include "cli/table.h"

int sv_cli_plan_open(struct sv_cli *cli, struct sv_error *err)
{
	const char *on = sv_cli_option(cli, "on"), *known = sv_cli_option(cli, "known");
	bool named = sv_cli_option(cli, "store") || strstr(cli->store, "://");
	const char *pack;
	int r;

	if (named || access(cli->store, F_OK) == 0) {
		r = sv_app_open(cli->store, SV_DB_READ, &cli->app, err);
	} else {
		r = sv_cli_default_pack(cli, &pack, err);
		if (r == 0)
			r = sv_app_open_pack(pack, cli->arena, &cli->app, err);
	}
	if (r < 0)
		return r;
	return sv_app_moment(&cli->app, on ? on : "", known ? known : "", &cli->moment, err);
}

static const char *count_text(struct sv_arena *arena, size_t count, const char *what)
{
	return sv_arena_printf(arena, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

static void print_head(struct sv_cli *cli, const struct sv_plan_report *report)
{
	const struct sv_plan_checked *checked = &report->checked;
	struct sv_arena *arena = cli->arena;

	sv_out_styled(&cli->out, SV_STYLE_STRONG,
		      sv_arena_printf(arena, "%s%s %d", report->plan->exercise ? "EXERCISE: " : "",
				      *report->plan->state ? report->plan->state : "?",
				      report->plan->year));
	sv_out_printf(&cli->out, ", %s: %s, %s, %s, %zu confirmed\n", report->file,
		      count_text(arena, checked->blockers, "blocker"),
		      count_text(arena, checked->errors, "error"),
		      count_text(arena, checked->warnings, "warning"), checked->confirmed);
	sv_out_text(&cli->out, checked->may_be_submitted
				   ? "The plan can be submitted.\n"
				   : "The plan cannot be submitted yet: correct what is wrong, and "
				     "confirm with a reason what stands.\n");
}

static void print_finding(struct sv_cli *cli, const struct sv_finding *finding)
{
	struct sv_out *out = &cli->out;

	sv_out_text(out, "\n");
	sv_out_styled(out, SV_STYLE_STRONG, sv_severity_name(finding->severity));
	sv_out_printf(out, " %s%s%s\n", finding->rule, *finding->place ? " at " : "",
		      finding->place);
	sv_out_printf(out, "  ");
	sv_out_wrapped(out, 2, 2, finding->message);
	if (*finding->repair) {
		sv_out_printf(out, "  repair: ");
		sv_out_wrapped(out, 10, 10, finding->repair);
	}
	if (*finding->basis) {
		sv_out_printf(out, "  basis:  ");
		sv_out_wrapped(out, 10, 10, finding->basis);
	}
}

/* Index of the plan's state among the members, or -1. */
static int member_of(const struct sv_plan_report *report)
{
	const struct sv_assessment *assessment = report->checked.assessment;

	for (size_t m = 0; assessment && m < assessment->member_count; m++)
		if (strcmp(assessment->members[m], report->plan->state) == 0)
			return (int)m;
	return -1;
}

static void print_ratings(struct sv_cli *cli, const struct sv_plan_report *report)
{
	static const struct sv_text_column columns[] = {
	    {.title = "item"}, {.title = "rating"}, {.title = "why", .wraps = true}};
	const struct sv_assessment *assessment = report->checked.assessment;
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	int member = member_of(report);

	if (member < 0)
		return;
	sv_out_printf(&cli->out,
		      "\nAs the record and this plan stand, %d would be assessed so:\n\n",
		      assessment->year_first);
	for (size_t i = 0; i < assessment->item_count; i++) {
		const struct sv_rated *rated =
		    sv_assessment_at(assessment, assessment->year_first, i, (size_t)member);

		sv_text_table_add(&table, assessment->items[i].number);
		sv_text_table_add(&table, rated->position ? sv_position_text(rated)
							  : sv_rating_title(rated->rating));
		sv_text_table_add(&table, rated->reason);
	}
	sv_text_table_print(&table, &cli->out);
}

void sv_cli_plan_report(struct sv_cli *cli, const struct sv_plan_report *report)
{
	print_head(cli, report);
	for (size_t i = 0; i < report->findings->count; i++)
		print_finding(cli, &report->findings->items[i]);
	print_ratings(cli, report);
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

static void json_ratings(struct sv_json *json, const struct sv_plan_report *report)
{
	const struct sv_assessment *assessment = report->checked.assessment;
	int member = member_of(report);

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

void sv_cli_plan_report_json(struct sv_cli *cli, const struct sv_plan_report *report)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	const struct sv_plan_checked *checked = &report->checked;

	sv_json_begin_object(&json);
	sv_json_key_text(&json, "file", report->file);
	sv_json_key_text(&json, "state", *report->plan->state ? report->plan->state : NULL);
	sv_json_key_int(&json, "year", report->plan->year);
	sv_json_key_text(&json, "template", report->plan->context->template->name);
	sv_json_key_bool(&json, "exercise", report->plan->exercise);
	sv_json_key_bool(&json, "ready", checked->may_be_submitted);
	sv_json_key_int(&json, "blockers", (int64_t)checked->blockers);
	sv_json_key_int(&json, "errors", (int64_t)checked->errors);
	sv_json_key_int(&json, "warnings", (int64_t)checked->warnings);
	sv_json_key_int(&json, "confirmed", (int64_t)checked->confirmed);
	sv_json_key(&json, "findings");
	json_findings(&json, report->findings);
	sv_json_key(&json, "assessment");
	json_ratings(&json, report);
	sv_json_end_object(&json);
	sv_buf_char(&cli->out.buf, '\n');
}
