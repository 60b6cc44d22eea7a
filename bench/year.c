/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bench_year STORE: one year of all members and commitments, once loaded.
 *
 * As codes from columns (domain/codes.h), and by the machine that reads row by row; both must
 * agree. Microseconds of processor time a year, the least of several runs over all years.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/snapshot.h"
#include "domain/codes.h"
#include "../test/unit/scalar_run.h"

#define RUNS 50
#define YEAR_FIRST 2005
#define YEAR_LAST 2024
#define YEARS (YEAR_LAST - YEAR_FIRST + 1)

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Every measured item on one kind of rows of a year; codes of the members' ratings, or of the
 * members together.  Positions follow from the target. */
static void rate_by_rows(struct sv_assessor *assessor, struct sv_item_results *results,
			 enum sv_rows rows, size_t year, uint8_t *codes)
{
	size_t count = rows == SV_ROWS_MEMBERS ? assessor->member_count : 1;

	assessor->rows = rows;
	for (size_t i = 0; i < assessor->commitment_count; i++) {
		const struct sv_compiled_item *item = &assessor->items[i];

		if (!sv_item_is_measured(item) ||
		    (rows == SV_ROWS_COLLECTIVE && !sv_assessor_is_rated_together(item)))
			continue;
		scalar_run(assessor, item, year * count, count, &results[i]);
		for (size_t k = 0; k < count; k++)
			codes[i * count + k] = (uint8_t)sv_assessor_verdict(item, &results[i], k);
	}
}

int main(int argc, char **argv)
{
	static uint8_t ratings[SV_STATES_MAX * 256], together[256];
	const struct sv_reading reading = {.seen_only = false};
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_error err = SV_ERROR_INIT;
	double columns = 1e9, rows = 1e9;
	struct sv_item_results *results;
	struct sv_assessor assessor;
	struct sv_snapshot snapshot;
	struct sv_moment moment;
	struct sv_codes codes;
	struct sv_app app;
	size_t differ = 0;

	if (argc != 2 || sv_app_open(argv[1], SV_DB_READ, &app, &err) < 0 ||
	    sv_app_moment(&app, "2025-06-01", "", &moment, &err) < 0 ||
	    sv_snapshot_read(&app, &arena, &moment, &reading, &snapshot, &err) < 0) {
		fprintf(stderr, "bench_year STORE: %s\n", err.message);
		return 2;
	}
	const struct sv_assess_input input = {.reg = snapshot.reg,
					      .evidence = snapshot.evidence,
					      .texts = snapshot.texts,
					      .text_count = snapshot.text_count,
					      .on = moment.on,
					      .known_size = moment.known_size,
					      .year_first = YEAR_FIRST,
					      .year_last = YEAR_LAST};
	if (sv_assessor_prepare(&assessor, &arena, &input, &err) < 0 || !assessor.pledge) {
		fprintf(stderr, "bench_year: %s\n", err.message);
		return 2;
	}
	results = SV_NEW_ARRAY(&arena, struct sv_item_results, assessor.item_count);
	for (size_t i = 0; i < assessor.item_count; i++)
		results[i] = scalar_results(&arena, &assessor.items[i], assessor.member_count);
	codes = sv_codes_make(&assessor);
	for (int run = 0; run < RUNS; run++) {
		double start = seconds();

		for (size_t year = 0; year < YEARS; year++)
			sv_codes_rate(&assessor, year, &codes);
		columns = SV_MIN(columns, seconds() - start);
		start = seconds();
		for (size_t year = 0; year < YEARS; year++) {
			rate_by_rows(&assessor, results, SV_ROWS_MEMBERS, year, ratings);
			rate_by_rows(&assessor, results, SV_ROWS_COLLECTIVE, year, together);
		}
		rows = SV_MIN(rows, seconds() - start);
	}
	/* The last year is what both hold now. */
	for (size_t i = 0; i < assessor.commitment_count; i++)
		differ += sv_assessor_is_rated_together(&assessor.items[i]) &&
			  sv_assessor_is_due(&assessor, assessor.items[i].item, YEAR_LAST) &&
			  codes.together[i] != together[i] &&
			  together[i] != SV_RATING_NEEDS_JUDGEMENT;
	printf("one year, %zu members, %zu commitments, once loaded; us of processor time\n",
	       assessor.member_count, assessor.commitment_count);
	printf("%-34s %7.2f   goal 15\n", "codes from columns", columns / YEARS * 1e6);
	printf("%-34s %7.2f   columns take %.3f of it\n", "row by row", rows / YEARS * 1e6,
	       columns / rows);
	printf("results of both %s\n", differ ? "DIFFER" : "agree");
	sv_app_close(&app);
	sv_arena_free(&arena);
	return differ != 0;
}
