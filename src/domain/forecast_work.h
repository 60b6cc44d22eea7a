/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * forecast_work.h - what the files of the forecast share: forecast.c says what is
 * rated and gathers the answer, forecast_work.c runs the rules on scenarios,
 * forecast_paths.c draws these.  Only they include this.
 *
 * Each thread has a forecaster of its own and takes the next chunk of scenarios
 * when it is done with one.  What a chunk holds depends on its number alone, and
 * counts are added up: so no result depends on how many threads there are, and
 * what is done when the work is stopped are the first so many scenarios.
 */
#ifndef SV_DOMAIN_FORECAST_WORK_H
#define SV_DOMAIN_FORECAST_WORK_H

#include <stdatomic.h>

#include "domain/forecast_paths.h"

/* Values of a measure are kept in millionths of the engine's own unit. */
#define SV_FORECAST_MICRO 1000000
#define SV_NO_SAMPLE INT64_MIN

/* A column that each chunk makes anew: figures that are drawn, or a sum of columns. */
struct sv_live {
	const int64_t *num;
	int64_t *sum;          /* the same as num; NULL where it is none */
	const int64_t **parts; /* of a sum */
	size_t part_count;
	int64_t least, most;  /* of this chunk */
	struct sv_live *next; /* in its bucket */
};

#define SV_LIVE_BUCKETS 1024

/* A program and where it reads: one column an input. */
struct sv_bound {
	const struct sv_program *program;
	struct sv_bulk_column *columns;
	struct sv_live **live; /* by input; NULL where all chunks read the same */
};

/* What is rated: one row, in every scenario. */
struct sv_forecast_task {
	const struct sv_compiled_item *item;
	int member; /* -1: the members together */
	struct sv_bound measure, target, *clauses;
	struct sv_forecast_cell *cell;
	int64_t *sample; /* by scenario; SV_NO_SAMPLE where there is no value */
};

struct sv_forecaster {
	struct sv_assessor assessor;
	struct sv_arena *arena;
	const struct sv_forecast_request *request;
	struct sv_paths paths;
	struct sv_bulk *bulk;
	union sv_column *scratch;
	struct sv_forecast_task *tasks;
	size_t task_count, task_cap;
	struct sv_forecast *ret;
	const uint8_t *truths[SV_TRUTH_MISSING + 1];
	struct sv_live *buckets[SV_LIVE_BUCKETS];
	struct sv_live **lives; /* as they were asked for */
	size_t live_count, live_cap;
};

/* The live column of these figures, or of their sum; the same one for the same figures. */
struct sv_live *sv_live_column(struct sv_forecaster *forecaster, const int64_t *num);
struct sv_live *sv_live_sum(struct sv_forecaster *forecaster, const int64_t **parts, size_t count);

/* forecast.c: ready to run; ret is filled but for its counts. */
SV_MUST_USE int sv_forecaster_open(struct sv_forecaster *forecaster, struct sv_arena *arena,
				   const struct sv_assess_input *input,
				   const struct sv_forecast_request *request,
				   struct sv_forecast *ret, struct sv_error *err);

/* All scenarios, or those until the work is stopped, counted into the cells of the tasks. */
void sv_forecaster_run(struct sv_forecaster *forecaster, const struct sv_assess_input *input);

#endif
