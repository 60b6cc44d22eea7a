/* SPDX-License-Identifier: EUPL-1.2 */
/* Forecasts and their scores as JSON: docs/formats/output.md. */
#include "domain/forecast_test.h"
#include "report/data.h"

static void share_key(struct sv_json *json, const char *key, int64_t part, int64_t all)
{
	sv_json_key(json, key);
	if (all)
		sv_json_rational(json, SV_RATIONAL(part, all));
	else
		sv_json_null(json);
}

static void band_object(const struct sv_forecast_cell *cell, struct sv_json *json)
{
	static const char *const keys[SV_BAND_COUNT] = {"p10", "p25", "p50", "p75", "p90"};

	sv_json_begin_object(json);
	sv_json_key_text(json, "unit", cell->band[0].unit);
	for (int i = 0; i < SV_BAND_COUNT; i++) {
		sv_json_key(json, keys[i]);
		sv_json_rational(json, cell->band[i].lower);
	}
	sv_json_end_object(json);
}

static void cell_object(const struct sv_forecast *forecast, const struct sv_forecast_cell *cell,
			struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_text(json, "state", cell->state);
	sv_json_key_text(json, "commitment", forecast->items[cell->item].number);
	sv_json_key_int(json, "year", cell->year);
	sv_json_key_text(json, "goal", sv_forecast_goal(cell));
	share_key(json, "chance", sv_forecast_good(cell), cell->told);
	share_key(json, "chance_on_track", cell->is_position ? 0 : cell->on_track,
		  cell->is_position ? 0 : cell->told_track);
	share_key(json, "told", cell->told, forecast->scenarios);
	sv_json_key(json, "band");
	if (cell->has_band)
		band_object(cell, json);
	else
		sv_json_null(json);
	sv_json_end_object(json);
}

void sv_forecast_json(const struct sv_forecast *forecast, struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_int(json, "base", forecast->base);
	sv_json_key_int(json, "until", forecast->until);
	sv_json_key_int(json, "drawn_first", forecast->window_first);
	sv_json_key_int(json, "drawn_last", forecast->window_last);
	sv_json_key_int(json, "planned_members", forecast->planned_members);
	sv_json_key_int(json, "scenarios", forecast->scenarios);
	sv_json_key_int(json, "seed", (int64_t)forecast->seed);
	sv_json_key_bool(json, "interrupted", forecast->interrupted);
	sv_json_key(json, "commitments");
	sv_json_begin_array(json);
	for (size_t i = 0; i < forecast->item_count; i++) {
		const struct sv_forecast_item *item = &forecast->items[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "commitment", item->number);
		sv_json_key_text(json, "title", item->title);
		sv_json_key_text(json, "measure", item->measure);
		sv_json_key_text(json, "target_text", item->target[0] ? item->target : NULL);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_key(json, "forecasts");
	sv_json_begin_array(json);
	for (size_t i = 0; i < forecast->cell_count; i++)
		cell_object(forecast, &forecast->cells[i], json);
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

static void mean_key(struct sv_json *json, const char *key, int64_t millionths, int64_t n)
{
	sv_json_key(json, key);
	if (n)
		sv_json_rational(json, SV_RATIONAL(millionths / n, 1000000));
	else
		sv_json_null(json);
}

void sv_forecast_scores_json(const struct sv_forecast_scores *scores, struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_int(json, "year_first", scores->first);
	sv_json_key_int(json, "year", scores->last);
	sv_json_key(json, "scores");
	sv_json_begin_array(json);
	for (size_t i = 0; i < scores->count; i++) {
		const struct sv_forecast_score *score = &scores->items[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "commitment", score->number);
		sv_json_key_bool(json, "together", score->together);
		sv_json_key_int(json, "ahead", score->ahead);
		sv_json_key_int(json, "values", score->values);
		share_key(json, "in_50", score->in_half, score->values);
		share_key(json, "in_80", score->in_most, score->values);
		mean_key(json, "error", score->error, score->values);
		mean_key(json, "naive_error", score->naive_error, score->values);
		sv_json_key_int(json, "ratings", score->told);
		mean_key(json, "brier", score->squares, score->told);
		mean_key(json, "naive_brier", score->naive_squares, score->told);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}
