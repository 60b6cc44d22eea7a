/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/plan.h"

#include <string.h>
#include <unistd.h>

#include "app/import.h"
#include "cli/common.h"
#include "cli/show.h"
#include "cli/table.h"
#include "report/data_plan.h"

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

static void print_ratings(struct sv_cli *cli, const struct sv_plan_report *report)
{
	static const struct sv_text_column columns[] = {
	    {.title = "item"}, {.title = "rating"}, {.title = "why", .wraps = true}};
	const struct sv_assessment *assessment = report->checked.assessment;
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	int member = sv_plan_member(report->plan, &report->checked);

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

void sv_cli_plan_report_json(struct sv_cli *cli, const struct sv_plan_report *report)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);

	sv_plan_check_json(report->plan, report->findings, &report->checked, &json);
}
