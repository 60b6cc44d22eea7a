/* SPDX-License-Identifier: EUPL-1.2 */
/* The rules, run on chunks of scenarios by as many threads as there are processors. */
#include "domain/forecast_work.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "rules/loops.h"

static struct sv_live *add_live(struct sv_forecaster *forecaster, size_t bucket,
				struct sv_live live)
{
	struct sv_live *made = SV_NEW(forecaster->arena, struct sv_live);

	*made = live;
	made->next = forecaster->buckets[bucket];
	forecaster->buckets[bucket] = made;
	forecaster->lives =
	    sv_arena_grow(forecaster->arena, (void *)forecaster->lives, forecaster->live_count,
			  &forecaster->live_cap, sizeof(*forecaster->lives));
	forecaster->lives[forecaster->live_count++] = made;
	return made;
}

struct sv_live *sv_live_column(struct sv_forecaster *forecaster, const int64_t *num)
{
	size_t bucket = ((uintptr_t)num >> 6) % SV_LIVE_BUCKETS;
	struct sv_live *live = forecaster->buckets[bucket];

	while (live && live->num != num)
		live = live->next;
	return live ? live : add_live(forecaster, bucket, (struct sv_live){.num = num});
}

struct sv_live *sv_live_sum(struct sv_forecaster *forecaster, const int64_t **parts, size_t count)
{
	size_t bytes = count * sizeof(*parts);
	uintptr_t mix = count;
	struct sv_live *live;
	int64_t *sum;

	for (size_t i = 0; i < count; i++)
		mix = mix * 31 + ((uintptr_t)parts[i] >> 6);
	mix %= SV_LIVE_BUCKETS;
	live = forecaster->buckets[mix];
	while (live && (!live->sum || live->part_count != count ||
			memcmp((const void *)live->parts, (const void *)parts, bytes) != 0))
		live = live->next;
	if (live)
		return live;
	sum = SV_NEW_ARRAY(forecaster->arena, int64_t, SV_BLOCK_ROWS);
	return add_live(
	    forecaster, mix,
	    (struct sv_live){.num = sum, .sum = sum, .parts = parts, .part_count = count});
}

/* Once a chunk: every program that reads the same figures or the same sum has them. */
static void refresh(struct sv_forecaster *forecaster, size_t count)
{
	for (size_t i = 0; i < forecaster->live_count; i++) {
		struct sv_live *live = forecaster->lives[i];

		if (live->sum) {
			memcpy(live->sum, live->parts[0], count * sizeof(*live->sum));
			for (size_t k = 1; k < live->part_count; k++)
				sv_loop_add(live->sum, live->parts[k], count);
		}
		sv_loop_range(live->num, count, &live->least, &live->most);
	}
}

static const struct sv_bulk_result *run_bound(struct sv_forecaster *forecaster,
					      struct sv_bound *bound, size_t count)
{
	for (size_t i = 0; i < bound->program->input_count; i++) {
		if (!bound->live[i])
			continue;
		bound->columns[i].least = bound->live[i]->least;
		bound->columns[i].most = bound->live[i]->most;
	}
	return sv_bulk_run(forecaster->bulk, bound->program, bound->columns, 0, count);
}

/* The measure of the first scenarios, from which bands are read. */
static void take_sample(struct sv_forecaster *forecaster, struct sv_forecast_task *task,
			int64_t first, size_t count)
{
	const struct sv_bulk_result *result;

	if (first >= SV_FORECAST_SAMPLE)
		return;
	result = run_bound(forecaster, &task->measure, count);
	for (size_t i = 0; i < count && first + (int64_t)i < SV_FORECAST_SAMPLE; i++) {
		struct sv_cell cell = sv_bulk_cell(result, i);
		struct sv_rational micro;

		if (sv_cell_is_point(&cell) &&
		    sv_rational_multiply(cell.lower, SV_RATIONAL(SV_FORECAST_MICRO, 1), &micro))
			task->sample[first + (int64_t)i] = sv_rational_round(micro, 0).coefficient;
	}
}

static void count_position(struct sv_forecaster *forecaster, struct sv_forecast_task *task,
			   size_t count)
{
	const struct sv_bulk_result *result = run_bound(forecaster, &task->target, count);
	size_t met = sv_loop_count(result->truths, SV_TRUE, count);

	task->cell->told += (int64_t)(met + sv_loop_count(result->truths, SV_FALSE, count));
	task->cell->met += (int64_t)met;
	task->cell->on_track += (int64_t)met;
}

#define OPEN 0xff /* no clause has decided yet */

/* Clauses by what they would lead to: one that cannot be told leaves no more open than that. */
enum { TO_MET, TO_ON_TRACK, TO_OTHERS, TO_COUNT };

static int leads_to(enum sv_outcome outcome)
{
	return outcome == SV_OUTCOME_MET        ? TO_MET
	       : outcome == SV_OUTCOME_ON_TRACK ? TO_ON_TRACK
						: TO_OTHERS;
}

/* Rows whose rating figures decide, or people in their place; returns how many are this good. */
static int64_t count_told(const uint8_t *ratings, size_t count, enum sv_rating good, int64_t *told)
{
	static const enum sv_rating decided[] = {SV_RATING_MET,         SV_RATING_ON_TRACK,
						 SV_RATING_NO_PROGRESS, SV_RATING_REGRESSED,
						 SV_RATING_NOT_MET,     SV_RATING_NEEDS_JUDGEMENT};
	int64_t reached = 0;

	for (size_t i = 0; i < SV_ARRAY_LEN(decided); i++) {
		int64_t rated = (int64_t)sv_loop_count(ratings, (uint8_t)decided[i], count);

		*told += rated;
		reached += decided[i] <= good ? rated : 0;
	}
	return reached;
}

/*
 * docs/formats/rules.md, "The rating clauses are tried in the order written".  Whether a scenario
 * is met is told also where it is not which of the worse ratings it has: were it left out, the
 * chance would be one among those that are met.
 */
static void count_ratings(struct sv_forecaster *forecaster, struct sv_forecast_task *task,
			  size_t count)
{
	const struct sv_pledge_item *rule = task->item->item;
	enum sv_outcome otherwise = sv_assessor_otherwise(rule);
	uint8_t other = (uint8_t)sv_assessor_outcome_rating(otherwise);
	uint8_t met[SV_BLOCK_ROWS], track[SV_BLOCK_ROWS], passed_over[TO_COUNT][SV_BLOCK_ROWS];
	struct sv_forecast_cell *cell = task->cell;
	int64_t told_met = 0, told_track = 0;

	memset(met, OPEN, count);
	memset(passed_over, 0, sizeof(passed_over));
	for (size_t k = 0; k < rule->clause_count; k++)
		sv_loop_decide(met, passed_over[leads_to(rule->clauses[k].outcome)], OPEN,
			       run_bound(forecaster, &task->clauses[k], count)->truths,
			       (uint8_t)sv_assessor_outcome_rating(rule->clauses[k].outcome),
			       SV_RATING_UNDECIDED, count);
	/* What is good if nothing else holds is open where anything is. */
	for (size_t i = 0; leads_to(otherwise) != TO_OTHERS && i < count; i++)
		passed_over[TO_MET][i] |= passed_over[TO_ON_TRACK][i] | passed_over[TO_OTHERS][i];
	for (size_t i = 0; i < count; i++)
		passed_over[TO_ON_TRACK][i] |= passed_over[TO_MET][i];
	memcpy(track, met, count);
	sv_loop_settle(met, passed_over[TO_MET], OPEN, SV_RATING_UNDECIDED, other, count);
	sv_loop_settle(track, passed_over[TO_ON_TRACK], OPEN, SV_RATING_UNDECIDED, other, count);
	cell->met += count_told(met, count, SV_RATING_MET, &told_met);
	cell->on_track += count_told(track, count, SV_RATING_ON_TRACK, &told_track);
	cell->told += cell->is_direction ? told_track : told_met;
	cell->told_track += told_track;
}

static void run_chunk(struct sv_forecaster *forecaster, int64_t first, size_t count)
{
	sv_paths_draw(&forecaster->paths, first, count);
	refresh(forecaster, count);
	for (size_t t = 0; t < forecaster->task_count; t++) {
		struct sv_forecast_task *task = &forecaster->tasks[t];

		take_sample(forecaster, task, first, count);
		if (task->cell->is_position)
			count_position(forecaster, task, count);
		else
			count_ratings(forecaster, task, count);
	}
}

/* Those who work on one forecast. */
struct crew {
	const struct sv_assess_input *input;
	const struct sv_forecast_request *request;
	struct sv_forecaster *first; /* has the samples, and the counts of all in the end */
	int64_t chunk;
	atomic_llong next; /* chunks that were taken */
	atomic_bool is_stopped;
};

/* Whoever takes a chunk runs it, so that what is done in the end are the chunks before `next`. */
static void work(struct crew *crew, struct sv_forecaster *forecaster)
{
	const struct sv_forecast_request *request = crew->request;

	while (!atomic_load(&crew->is_stopped)) {
		int64_t first = atomic_fetch_add(&crew->next, 1) * crew->chunk, done;

		if (first >= request->scenarios)
			break;
		done = SV_MIN(first + crew->chunk, request->scenarios);
		run_chunk(forecaster, first, (size_t)(done - first));
		if (forecaster == crew->first && request->progress &&
		    !request->progress(request->context, done, request->scenarios))
			atomic_store(&crew->is_stopped, true);
	}
}

struct worker {
	struct crew *crew;
	struct sv_forecaster forecaster;
	struct sv_forecast forecast;
	struct sv_arena arena;
	pthread_t id;
};

static void *work_beside(void *context)
{
	struct worker *worker = context;
	struct crew *crew = worker->crew;
	struct sv_error err = SV_ERROR_INIT;
	int r = sv_forecaster_open(&worker->forecaster, &worker->arena, crew->input, crew->request,
				   &worker->forecast, &err);

	assert(r >= 0); /* the first one was opened with the same */
	(void)r;
	/* Scenarios are not shared, so neither are the places of their values. */
	for (size_t t = 0; t < worker->forecaster.task_count; t++)
		worker->forecaster.tasks[t].sample = crew->first->tasks[t].sample;
	work(crew, &worker->forecaster);
	return NULL;
}

static void add_counts(struct sv_forecaster *to, const struct sv_forecaster *from)
{
	for (size_t t = 0; t < to->task_count; t++) {
		struct sv_forecast_cell *cell = to->tasks[t].cell;
		const struct sv_forecast_cell *more = from->tasks[t].cell;

		cell->told += more->told;
		cell->told_track += more->told_track;
		cell->met += more->met;
		cell->on_track += more->on_track;
	}
}

/* A worker has to be worth the time that it takes to make ready. */
static int worker_count(const struct sv_forecast_request *request, int64_t chunk)
{
	int64_t chunks = (request->scenarios + chunk - 1) / chunk;
	int64_t count = request->threads;

	if (!count)
		count = SV_MIN(sysconf(_SC_NPROCESSORS_ONLN), 1 + chunks / SV_FORECAST_WORTH);
	return (int)SV_MAX(SV_MIN(SV_MIN(count, chunks), SV_FORECAST_THREADS_MAX), 1) - 1;
}

void sv_forecaster_run(struct sv_forecaster *forecaster, const struct sv_assess_input *input)
{
	const struct sv_forecast_request *request = forecaster->request;
	struct crew crew = {.input = input,
			    .request = request,
			    .first = forecaster,
			    .chunk = request->chunk ? (int64_t)request->chunk : SV_BLOCK_ROWS};
	int wanted = worker_count(request, crew.chunk), count = 0;
	struct worker *workers = SV_NEW_ARRAY(forecaster->arena, struct worker, (size_t)wanted);

	for (; count < wanted; count++) {
		workers[count].crew = &crew;
		/* With fewer the answer is the same, only later. */
		if (pthread_create(&workers[count].id, NULL, work_beside, &workers[count]) != 0)
			break;
	}
	work(&crew, forecaster);
	for (int i = 0; i < count; i++) {
		pthread_join(workers[i].id, NULL);
		add_counts(forecaster, &workers[i].forecaster);
		sv_arena_free(&workers[i].arena);
	}
	forecaster->ret->scenarios =
	    SV_MIN(atomic_load(&crew.next) * crew.chunk, request->scenarios);
	forecaster->ret->interrupted = forecaster->ret->scenarios < request->scenarios;
}
