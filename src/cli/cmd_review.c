/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "app/report.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/review.h"

static const char *const formats[] = {"text", "json", "csv", "html", NULL};

/* --format, or what --json and --csv say. */
static int choose_format(const struct sv_cli *cli, const char **ret, struct sv_error *err)
{
	const char *format = sv_cli_option(cli, "format");
	const char *flag = sv_cli_json(cli) ? "json" : sv_cli_csv(cli) ? "csv" : NULL;

	if (format && flag && strcmp(format, flag) != 0)
		return sv_fail(err, SV_EUSAGE, "'--format %s' and '--%s' exclude each other",
			       format, flag);
	*ret = format ? format : flag ? flag : "text";
	return 0;
}

static int find_member(const struct sv_cli *cli, const struct sv_assessment *assessment,
		       const struct sv_register *reg, int *ret, struct sv_error *err)
{
	const char *asked = sv_cli_option(cli, "state");
	char on[SV_DATE_TEXT_MAX];
	int state, r;

	*ret = -1;
	if (!asked)
		return 0;
	r = sv_cli_state(reg, asked, &state, err);
	if (r < 0)
		return r;
	for (size_t m = 0; m < assessment->member_count; m++)
		if (strcmp(assessment->members[m], reg->states[state].code) == 0)
			*ret = (int)m;
	if (*ret < 0)
		return sv_fail(err, SV_ENOTFOUND,
			       "'%s' takes no part on %s; --on gives another day",
			       reg->states[state].code, sv_day_text(assessment->on, on));
	return 0;
}

static int find_commitment(const struct sv_review *review, struct sv_error *err)
{
	if (!review->commitment)
		return 0;
	for (size_t i = 0; i < review->assessment->item_count; i++)
		if (sv_review_has_item(review, (int)i))
			return 0;
	return sv_fail(err, SV_ENOTFOUND,
		       "commitment '%s' is not in force; 'servanda commitment list' shows all",
		       review->commitment);
}

static int write_html(struct sv_cli *cli, int year, struct sv_error *err)
{
	struct sv_report report;
	int r =
	    sv_app_report(&cli->app, cli->arena, &cli->moment, &cli->reading, year, &report, err);

	if (r < 0)
		return r;
	sv_report_html(&report, &cli->out.buf);
	return 0;
}

static int write_format(struct sv_cli *cli, const struct sv_review *review, const char *format,
			struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);

	if (strcmp(format, "json") == 0)
		sv_review_json(review, &json);
	else if (strcmp(format, "csv") == 0)
		sv_review_csv(review, &cli->out.buf);
	else if (strcmp(format, "html") == 0)
		return write_html(cli, review->assessment->year_last, err);
	else
		sv_review_text(review, &cli->out);
	return 0;
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	const char *output = sv_cli_option(cli, "output"), *format = NULL;
	struct sv_review review = {.arena = cli->arena,
				   .commitment = sv_cli_option(cli, "commitment"),
				   .list_findings = sv_cli_option(cli, "findings") != NULL};
	const struct sv_register *reg;
	struct sv_assessment *assessment;
	int first, last, r;

	r = choose_format(cli, &format, err);
	if (r < 0)
		return r;
	sv_cli_years(cli, &first, &last);
	if (output)
		cli->out.color = false;
	r = sv_cli_register(cli, &reg, err);
	if (r < 0)
		return r;
	r = sv_app_review(&cli->app, cli->arena, &cli->moment, &cli->reading, first, last,
			  &assessment, err);
	if (r < 0)
		return r;
	review.assessment = assessment;
	r = find_member(cli, assessment, reg, &review.member, err);
	if (r >= 0)
		r = find_commitment(&review, err);
	if (r >= 0)
		r = write_format(cli, &review, format, err);
	if (r < 0 || !output)
		return r;
	r = sv_file_write(output, sv_buf_view(&cli->out.buf), err);
	sv_buf_clear(&cli->out.buf);
	return r;
}

static const struct sv_option options[] = {
    {"year", 'y', "YEARS", SV_VALUE_YEARS, NULL,
     "the year assessed, or several as 2005-2024; default the year before that of --on"},
    {"state", 's', "S", SV_VALUE_TEXT, NULL, "one member only, with reasons"},
    {"commitment", 'n', "N", SV_VALUE_TEXT, NULL,
     "one commitment only, with reasons; 12 stands for 12.1 to 12.6"},
    {"format", 'f', "FORMAT", SV_VALUE_CHOICE, formats, "text, json, csv or html"},
    {"output", 'o', "FILE", SV_VALUE_FILE, NULL, "write into this file instead"},
    {"findings", 0, NULL, SV_VALUE_TEXT, NULL,
     "list what the check of the evidence found, instead of counting it"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda review --year 2019 --on 2020-04-17", "the grid of all members and commitments"},
    {"servanda review --year 2019 --on 2020-04-17 --state FRA --commitment 17",
     "one rating with its reason"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_review = {
    .name = "review",
    .summary = "assess every member against every binding commitment",
    .synopsis = "[--year YEARS] [--state S] [--commitment N] [--format FORMAT] [-o FILE]",
    .purpose =
	"The annual assessment: commitments down, members across, one letter for each rating. A "
	"commitment that binds the members together rates them together; a member then has a "
	"position against the benchmark and never a failure.\n\n"
	"Figures that are missing are missing with a reason. Where a withheld figure has bounds "
	"the "
	"collective value is an interval, and the rating follows from both ends or is "
	"undecided.\n\n"
	"Members and commitments are those of --on; 'servanda explain' says why a rating is what "
	"it "
	"is.",
    .options = options,
    .store = SV_STORE_READ,
    .has_json = true,
    .has_csv = true,
    .examples = examples,
    .run = run,
};
