/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * html.h - the annual report as one HTML file.
 *
 * The file stands alone: no script, nothing loaded from elsewhere, the same
 * bytes for the same record.  The answer comes first, then the grid, the
 * collective benchmarks, each member, each commitment with rule, ratings,
 * reasons and rows, what the check of the sources found, the sources, the method.
 * Every cell of the grid links to its explanation further down: "#c17-FRA".
 */
#ifndef SV_REPORT_HTML_H
#define SV_REPORT_HTML_H

#include <stddef.h>

#include "base/buf.h"
#include "domain/assessment.h"
#include "domain/kept_back.h"
#include "domain/forecast.h"
#include "domain/register.h"

/* How a rating came about, term by term, and what would flip it; optional, for as many cells as
 * the caller has. */
struct sv_report_trace {
	const char *state; /* NULL for the collective */
	const char *number;
	const struct sv_term *terms;
	size_t term_count;
	const struct sv_least_change *least_change; /* or NULL */
};

/*
 * Where links lead.  NULL: to places of the same file, "#c17-FRA".  Else to the
 * pages of the portal, "/commitments/17/FRA", with this query ("" or "?on=...").
 */
struct sv_report_links {
	const char *query;
	/* Where drawings are as files: "/overview.svg?on=...&figure=" and the same with .png; NULL
	 * when there is no such place. */
	const char *svg_base, *png_base;
};

struct sv_report {
	const struct sv_assessment *year;   /* the year reported on: its year_last */
	const struct sv_assessment *series; /* all years up to it, same day; may equal year */
	const struct sv_register *reg;      /* names of the sources */
	const struct sv_report_trace *traces;
	size_t trace_count;
	const struct sv_forecast *forecast; /* from the year on, of the members together; or NULL */
	const struct sv_report_links *links;
	const char *rendition;              /* as below; NULL: made for nobody else */
	struct sv_kept_back_list kept_back; /* of a public rendition */
};

#define SV_RENDITION_PUBLIC "public"
#define SV_RENDITION_RESTRICTED "restricted"

void sv_report_html(const struct sv_report *report, struct sv_buf *out);

/* The redaction log: a line for each row that is kept back; docs/formats/report.md. */
void sv_kept_back_csv(const struct sv_kept_back_list *list, const struct sv_register *reg,
		      struct sv_buf *out);

#endif
