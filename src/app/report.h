/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * report.h - everything the annual report of a year is made of.
 */
#ifndef SV_APP_REPORT_H
#define SV_APP_REPORT_H

#include <stdbool.h>

#include "app/app.h"
#include "report/html.h"

/*
 * The assessment of the year, the years before it from the first with a
 * figure, and how each rating of the collective came about; read once.
 */
SV_MUST_USE int sv_app_report(struct sv_app *app, struct sv_arena *arena,
			      const struct sv_moment *moment, const struct sv_reading *reading,
			      int year, struct sv_report *ret, struct sv_error *err);

/*
 * The same for a page: without how each rating of the collective came about.  Year 0 chooses the
 * last of the years before `on` for which most collective benchmarks have a value: figures come
 * years late, and a page about a year without any would say nothing.  The year is ret->year's; the
 * series may go on beyond it.  Without with_series the series is the year alone, which takes a
 * small part of the time.
 */
SV_MUST_USE int sv_app_year(struct sv_app *app, struct sv_arena *arena,
			    const struct sv_moment *moment, const struct sv_reading *reading,
			    int year, bool with_series, struct sv_report *ret,
			    struct sv_error *err);

#endif
