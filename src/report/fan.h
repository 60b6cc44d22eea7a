/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fan.h - the forecast of the members together as a fan behind a series.
 * Only the files of the report include this.
 */
#ifndef SV_REPORT_FAN_H
#define SV_REPORT_FAN_H

#include "chart/figure.h"
#include "chart/number.h"
#include "chart/series.h"
#include "report/page.h"

struct sv_page_fan {
	struct sv_series_fan *bands; /* one a year after the year of the report */
	size_t count;                /* 0: nothing was forecast */
	int year_last;
	const struct sv_forecast_cell *cells;
	const char *note; /* what is shaded, and the chances */
};

struct sv_page_fan sv_page_fan(const struct sv_page *page, const struct sv_collective *entry);

/* The same as rows of the table behind the drawing. */
void sv_page_fan_rows(const struct sv_page *page, const struct sv_page_fan *fan,
		      struct sv_chart_table *table);

#endif
