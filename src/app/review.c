/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "app/app.h"
#include "app/report.h"
#include "app/snapshot.h"
#include "base/date.h"
#include "domain/assess.h"

/* Everything an assessment rests on, read in one transaction or out of the app's snapshot. */
static int gather(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		  const struct sv_reading *reading, int year_first, int year_last,
		  struct sv_assess_input *ret, struct sv_kept_back_list *ret_kept,
		  struct sv_error *err)
{
	struct sv_assess_input input = {.on = moment->on,
					.known_size = moment->known_size,
					.year_first = year_first,
					.year_last = year_last};
	struct sv_snapshot snapshot;
	int r;

	if (year_last - year_first >= SV_REVIEW_YEARS_MAX || year_last < year_first)
		return sv_fail(err, SV_EUSAGE,
			       "cannot review the years %d to %d: ask for 1 to %d years",
			       year_first, year_last, SV_REVIEW_YEARS_MAX);
	r = sv_snapshot_read(app, arena, moment, reading, &snapshot, err);
	if (r < 0)
		return r;
	input.reg = snapshot.reg;
	input.evidence = snapshot.evidence;
	input.texts = snapshot.texts;
	input.text_count = snapshot.text_count;
	input.declarations = snapshot.declarations;
	input.declaration_count = snapshot.declaration_count;
	input.judgements = snapshot.judgements;
	input.judgement_count = snapshot.judgement_count;
	input.public_only = reading->public_only;
	*ret = input;
	if (ret_kept)
		*ret_kept = snapshot.kept_back;
	return 0;
}

int sv_app_review(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		  const struct sv_reading *reading, int year_first, int year_last,
		  struct sv_assessment **ret, struct sv_error *err)
{
	struct sv_assess_input *input = SV_NEW(arena, struct sv_assess_input);
	int r = gather(app, arena, moment, reading, year_first, year_last, input, NULL, err);

	if (r < 0)
		return r;
	return sv_assess(arena, input, ret, err);
}

int sv_app_explain(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		   const struct sv_reading *reading, const char *state, const char *number,
		   int year, struct sv_explanation *ret, struct sv_error *err)
{
	struct sv_assess_input *input = SV_NEW(arena, struct sv_assess_input);
	int r = gather(app, arena, moment, reading, year, year, input, NULL, err);

	if (r < 0)
		return r;
	return sv_assess_explain(arena, input, state, number, ret, err);
}

int sv_app_trial(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		 const struct sv_reading *reading, const char *state, const char *number, int year,
		 struct sv_trial **ret, struct sv_error *err)
{
	struct sv_assess_input *input = SV_NEW(arena, struct sv_assess_input);
	int r = gather(app, arena, moment, reading, year, year, input, NULL, err);

	if (r < 0)
		return r;
	return sv_trial_open(arena, input, state, number, ret, err);
}

/* The series of the report begin with the first figure, as far back as a review may go. */
static int series_first(const struct sv_evidence *evidence, int year)
{
	int first = year;

	for (size_t i = 0; i < evidence->figure_count; i++)
		if (evidence->figures[i].year < first)
			first = evidence->figures[i].year;
	return year - first < SV_REVIEW_YEARS_MAX ? first : year - SV_REVIEW_YEARS_MAX + 1;
}

/* How the rating of the collective came about, for each commitment that rates it; and what would
 * flip that of a member. */
static int trace_ratings(struct sv_arena *arena, const struct sv_assess_input *input,
			 struct sv_report *report, struct sv_error *err)
{
	const struct sv_assessment *assessment = report->year;
	struct sv_report_trace *traces;
	struct sv_assess_way *ways;
	size_t way_count;
	int r = sv_assess_ways(arena, input, &ways, &way_count, err);

	if (r < 0)
		return r;
	traces = SV_NEW_ARRAY(arena, struct sv_report_trace, assessment->item_count + way_count);
	for (size_t i = 0; i < assessment->item_count; i++) {
		const struct sv_item *item = &assessment->items[i];
		struct sv_explanation explanation;

		if (strcmp(item->scope, "collective") != 0)
			continue;
		r = sv_assess_explain(arena, input, NULL, item->number, &explanation, err);
		if (r < 0)
			return r;
		traces[report->trace_count++] =
		    (struct sv_report_trace){.number = item->number,
					     .terms = explanation.terms,
					     .term_count = explanation.term_count,
					     .least_change = explanation.least_change};
	}
	for (size_t i = 0; i < way_count; i++)
		if (ways[i].state)
			traces[report->trace_count++] =
			    (struct sv_report_trace){.state = ways[i].state,
						     .number = ways[i].number,
						     .least_change = ways[i].least_change};
	report->traces = traces;
	return 0;
}

/* Of what is kept back only that which the report would have shown. */
static void keep_years(struct sv_kept_back_list *list, int year)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++)
		if (list->rows[i].year <= year)
			list->rows[count++] = list->rows[i];
	list->count = count;
}

/* The years to come, of the members together; none where the record is too young to draw from. */
static const struct sv_forecast *forecast_on(struct sv_arena *arena,
					     const struct sv_assess_input *input, int year)
{
	const struct sv_forecast_request request = {.base = year,
						    .until = year + SV_REPORT_YEARS_AHEAD,
						    .together_only = true,
						    .scenarios = SV_FORECAST_SAMPLE,
						    .seed = 1};
	struct sv_error none = SV_ERROR_INIT;
	struct sv_forecast *forecast;

	return sv_forecast(arena, input, &request, &forecast, &none) < 0 ? NULL : forecast;
}

int sv_app_report(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		  const struct sv_reading *reading, int year, struct sv_report *ret,
		  struct sv_error *err)
{
	struct sv_assess_input *input = SV_NEW(arena, struct sv_assess_input);
	struct sv_assess_input *series_input = SV_NEW(arena, struct sv_assess_input);
	struct sv_assessment *assessment, *series;
	struct sv_report report = {0};
	int r = gather(app, arena, moment, reading, year, year, input, &report.kept_back, err);

	if (r < 0)
		return r;
	r = sv_assess(arena, input, &assessment, err);
	if (r < 0)
		return r;
	*series_input = *input;
	series_input->year_first = series_first(input->evidence, year);
	series_input->without_words = true;
	r = sv_assess(arena, series_input, &series, err);
	if (r < 0)
		return r;
	report.year = assessment;
	report.series = series;
	report.reg = input->reg;
	report.rendition = reading->public_only ? SV_RENDITION_PUBLIC : NULL;
	keep_years(&report.kept_back, year);
	r = trace_ratings(arena, input, &report, err);
	if (r < 0)
		return r;
	report.forecast = forecast_on(arena, input, year);
	*ret = report;
	return 0;
}

#define YEARS_LOOKED_BACK 10 /* for a year whose benchmarks have values */

static int benchmarks_known(const struct sv_assessment *series, int year)
{
	int count = 0;

	for (size_t i = 0; i < series->collective_count; i++) {
		const struct sv_collective *collective = &series->collective[i];

		count += collective->rated.item >= 0 && collective->rated.year == year &&
			 collective->has_target && collective->rated.value.known;
	}
	return count;
}

static int choose_year(const struct sv_assessment *series, int last)
{
	int most = 0, chosen = last;

	for (int year = last; year > last - YEARS_LOOKED_BACK && year >= series->year_first;
	     year--) {
		int known = benchmarks_known(series, year);

		if (known > most) {
			most = known;
			chosen = year;
		}
	}
	return chosen;
}

/* All years with figures up to the last one; or only as many as choosing a year takes. */
static int assess_series(struct sv_arena *arena, const struct sv_assess_input *input, int last,
			 bool whole, struct sv_assessment **ret, struct sv_error *err)
{
	struct sv_assess_input *years = SV_NEW(arena, struct sv_assess_input);

	*years = *input;
	years->without_words = true;
	years->year_first = series_first(input->evidence, last);
	if (!whole && years->year_first < last - YEARS_LOOKED_BACK + 1)
		years->year_first = last - YEARS_LOOKED_BACK + 1;
	return sv_assess(arena, years, ret, err);
}

int sv_app_year(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		const struct sv_reading *reading, int year, bool with_series, struct sv_report *ret,
		struct sv_error *err)
{
	struct sv_assess_input *input = SV_NEW(arena, struct sv_assess_input);
	struct sv_assessment *assessment, *series = NULL;
	int last = year ? year : sv_day_year(moment->on) - 1;
	int r = gather(app, arena, moment, reading, last, last, input, NULL, err);

	if (r < 0)
		return r;
	if (with_series || !year)
		r = assess_series(arena, input, last, with_series, &series, err);
	if (r < 0)
		return r;
	if (!year)
		input->year_first = input->year_last = choose_year(series, last);
	r = sv_assess(arena, input, &assessment, err);
	if (r < 0)
		return r;
	*ret = (struct sv_report){
	    .year = assessment, .series = with_series ? series : assessment, .reg = input->reg};
	return 0;
}
