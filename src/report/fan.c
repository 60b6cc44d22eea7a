/* SPDX-License-Identifier: EUPL-1.2 */
/* The forecast of the members together, behind the years that are known. */
#include <string.h>

#include "report/fan.h"

/* The cells of the first measure of a commitment, one a year; NULL when nothing was forecast. */
static const struct sv_forecast_cell *cells_of(const struct sv_page *page,
					       const struct sv_collective *entry)
{
	const struct sv_forecast *forecast = page->report->forecast;

	if (!forecast || entry->rated.item < 0 || !entry->has_rating)
		return NULL;
	for (size_t i = 0; i < forecast->cell_count; i++) {
		const struct sv_forecast_cell *cell = &forecast->cells[i];

		if (!cell->state && strcmp(forecast->items[cell->item].number,
					   page->assessment->items[entry->rated.item].number) == 0)
			return cell;
	}
	return NULL;
}

static double at(const struct sv_forecast_cell *cell, int band)
{
	return sv_rational_to_double(cell->band[band].lower);
}

static const char *bare(const struct sv_page *page, const struct sv_value *value)
{
	struct sv_buf text = SV_BUF_INIT;
	const char *copy;

	sv_number_bare(&text, value, NULL);
	copy = sv_arena_str(page->arena, sv_buf_view(&text)).ptr;
	sv_buf_free(&text);
	return copy;
}

/* What is not certain is not shown as certain. */
static const char *of_hundred(const struct sv_page *page, int64_t good, int64_t told)
{
	if (good && good * 100 < told)
		return "fewer than 1";
	if (good < told && (told - good) * 100 < told)
		return "more than 99";
	return sv_arena_printf(page->arena, "%d", (int)((good * 200 / told + 1) / 2));
}

/* "2020: 43 of 100, 2021: 38 of 100". */
static const char *chances(const struct sv_page *page, const struct sv_forecast_cell *cells,
			   size_t count)
{
	const char *list = "";

	for (size_t i = 0; i < count; i++)
		if (cells[i].told)
			list = sv_arena_printf(
			    page->arena, "%s%s%d: %s of 100", list, *list ? ", " : "",
			    cells[i].year,
			    of_hundred(page, sv_forecast_good(&cells[i]), cells[i].told));
	return list;
}

struct sv_page_fan sv_page_fan(const struct sv_page *page, const struct sv_collective *entry)
{
	const struct sv_forecast *forecast = page->report->forecast;
	const struct sv_forecast_cell *cells = cells_of(page, entry);
	struct sv_page_fan fan = {.note = ""};
	size_t years = cells ? (size_t)(forecast->until - forecast->base) : 0;

	fan.bands = SV_NEW_ARRAY(page->arena, struct sv_series_fan, years);
	while (fan.count < years && cells[fan.count].has_band) {
		const struct sv_forecast_cell *cell = &cells[fan.count];

		fan.bands[fan.count++] = (struct sv_series_fan){
		    at(cell, SV_BAND_10), at(cell, SV_BAND_25), at(cell, SV_BAND_50),
		    at(cell, SV_BAND_75), at(cell, SV_BAND_90)};
	}
	if (!fan.count)
		return fan;
	fan.cells = cells;
	fan.year_last = forecast->base + (int)fan.count;
	fan.note = sv_arena_printf(
	    page->arena,
	    "Shaded: where 50 and 80 of 100 scenarios lie that go on as figures moved in %d to "
	    "%d%s; of these are %s: %s. Such bands were too narrow in the years that could be "
	    "tested.",
	    forecast->window_first, forecast->window_last,
	    forecast->planned_members ? ", around what accepted plans have" : "",
	    cells->is_direction ? "on track" : "met", chances(page, cells, fan.count));
	return fan;
}

void sv_page_fan_rows(const struct sv_page *page, const struct sv_page_fan *fan,
		      struct sv_chart_table *table)
{
	for (size_t i = 0; i < fan->count; i++) {
		const struct sv_value *band = fan->cells[i].band;
		const char **row = sv_table_row(page->arena, table);

		row[0] = sv_arena_printf(page->arena, "%d", fan->cells[i].year);
		row[1] = bare(page, &band[SV_BAND_50]);
		row[2] = sv_arena_printf(
		    page->arena, "forecast: 50 of 100 within %s to %s, 80 of 100 within %s to %s",
		    bare(page, &band[SV_BAND_25]), bare(page, &band[SV_BAND_75]),
		    bare(page, &band[SV_BAND_10]), bare(page, &band[SV_BAND_90]));
	}
}
