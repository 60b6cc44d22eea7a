/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/report.h"

#include <string.h>

#include "report/html.h"

/* The first year of which the record has a figure; the series begin there. */
static int first_year(const struct sv_evidence *evidence, int otherwise)
{
	int first = otherwise;

	for (size_t i = 0; i < evidence->figure_count; i++)
		if (evidence->figures[i].year < first)
			first = evidence->figures[i].year;
	return first;
}

/* The terms of the collective ratings: the few that carry a benchmark. */
static int gather_traces(struct sv_cli *cli, const struct sv_assessment *assessment,
			 struct sv_report *report, struct sv_error *err)
{
	struct sv_report_trace *traces =
	    SV_NEW_ARRAY(cli->arena, struct sv_report_trace, assessment->item_count);
	int r;

	for (size_t i = 0; i < assessment->item_count; i++) {
		const struct sv_item *item = &assessment->items[i];
		struct sv_explanation explanation;

		if (strcmp(item->scope, "collective") != 0)
			continue;
		r = sv_app_explain(&cli->app, cli->arena, &cli->moment, &cli->reading, NULL,
				   item->number, assessment->year_last, &explanation, err);
		if (r < 0)
			return r;
		traces[report->trace_count++] =
		    (struct sv_report_trace){.number = item->number,
					     .terms = explanation.terms,
					     .term_count = explanation.term_count};
	}
	report->traces = traces;
	return 0;
}

int sv_cli_report_html(struct sv_cli *cli, const struct sv_assessment *assessment,
		       const struct sv_register *reg, struct sv_error *err)
{
	struct sv_report report = {.year = assessment, .reg = reg};
	const struct sv_evidence *evidence;
	struct sv_assessment *series;
	int first, r;

	r = sv_app_evidence(&cli->app, cli->arena, reg, &cli->moment, &cli->reading, &evidence,
			    err);
	if (r < 0)
		return r;
	first = first_year(evidence, assessment->year_last);
	if (assessment->year_last - first >= SV_REVIEW_YEARS_MAX)
		first = assessment->year_last - SV_REVIEW_YEARS_MAX + 1;
	r = sv_app_review(&cli->app, cli->arena, &cli->moment, &cli->reading, first,
			  assessment->year_last, &series, err);
	if (r < 0)
		return r;
	report.series = series;
	r = gather_traces(cli, assessment, &report, err);
	if (r < 0)
		return r;
	sv_report_html(&report, &cli->out.buf);
	return 0;
}
