/* SPDX-License-Identifier: EUPL-1.2 */
/* report: the annual report in a rendition for those who may read all of it, or for everybody. */
#include <stdlib.h>
#include <string.h>

#include "app/report.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/common.h"

static const char *const renditions[] = {SV_RENDITION_PUBLIC, SV_RENDITION_RESTRICTED, NULL};

static int write_log(const struct sv_report *report, const char *path, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf log = SV_BUF_INIT;

	sv_kept_back_csv(&report->kept_back, report->reg, &log);
	return sv_file_write(path, sv_buf_view(&log), err);
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	const char *rendition = sv_cli_option(cli, "rendition"), *log = sv_cli_option(cli, "log");
	bool is_public = !rendition || strcmp(rendition, SV_RENDITION_PUBLIC) == 0;
	struct sv_report report;
	int r = 0;

	if (!is_public)
		r = sv_authority_require(&cli->actor, SV_ACTION_REPORT_RESTRICTED, err);
	if (r == 0 && log && !is_public)
		r = sv_fail(err, SV_EUSAGE,
			    "a restricted rendition keeps nothing back, so it has no log");
	cli->reading.public_only = is_public;
	if (r == 0)
		r = sv_app_report(&cli->app, cli->arena, &cli->moment, &cli->reading,
				  atoi(cli->args[0]), &report, err);
	if (r < 0)
		return r;
	report.rendition = is_public ? SV_RENDITION_PUBLIC : SV_RENDITION_RESTRICTED;
	sv_report_html(&report, &cli->out.buf);
	if (log)
		r = write_log(&report, log, err);
	if (r == 0 && sv_cli_option(cli, "output")) {
		r = sv_file_write(sv_cli_option(cli, "output"), sv_buf_view(&cli->out.buf), err);
		sv_buf_clear(&cli->out.buf);
	}
	return r;
}

static const struct sv_option options[] = {
    {"rendition", 0, "WHICH", SV_VALUE_CHOICE, renditions,
     "public, which is the default, or restricted"},
    {"output", 'o', "FILE", SV_VALUE_FILE, NULL, "write into this file instead"},
    {"log", 0, "FILE", SV_VALUE_FILE, NULL,
     "write what is kept back into this file, a line for each row with its ground"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda report 2024 -o public.html --log kept-back.csv", "for everybody, with its log"},
    {"servanda report 2024 --rendition restricted -o restricted.html",
     "for those who may read all"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_report = {
    .name = "report",
    .summary = "write the annual report, for everybody or for those who may read all of it",
    .synopsis = "[--rendition public|restricted] [-o FILE] [--log FILE] Y",
    .purpose =
	"The year's assessment as one HTML file. Both renditions come from one record. For the "
	"public one everything that may not be released is taken out before anything is assessed: "
	"figures of plans whose field the template keeps back, answers and judgements that are not "
	"marked public. So no rating and no sum gives them away, and the report says how much is "
	"kept back and on which grounds; --log names each row.\n\n"
	"The same record gives the same bytes.",
    .options = options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_READ,
    .examples = examples,
    .run = run,
};
