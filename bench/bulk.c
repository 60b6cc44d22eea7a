/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bulk.c - how fast rows are derived.
 *
 *   bulk STORE DOCUMENTS ROWS
 *
 * Appends so many tables of figures to a record made from a pack, each with so
 * many rows and in a transaction of its own, and prints two numbers: the rows
 * derived in a second (parsed, stored, those that they replace ended,
 * committed), and in a second of the processors, this one's and the server's
 * together, which other work on the machine does not change.  The keys
 * are states x indicators x years; when they are used up, the next table
 * revises the first, as a vintage does.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "app/submit.h"
#include "base/buf.h"

#define NAMES_MAX 512
#define YEARS (SV_YEAR_MAX - SV_YEAR_MIN)

struct names {
	const char *first[NAMES_MAX], *second[NAMES_MAX];
	int count;
};

static int fail(const struct sv_error *err)
{
	fprintf(stderr, "bulk: %s\n", err->message);
	return 4;
}

static int read_names(struct sv_app *app, struct sv_arena *arena, const char *sql,
		      struct names *ret, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(app->db, sql, &stmt, err);

	if (r < 0)
		return r;
	while ((r = sv_stmt_step(stmt, err)) > 0 && ret->count < NAMES_MAX) {
		ret->first[ret->count] = sv_arena_str(arena, sv_stmt_text(stmt, 0)).ptr;
		ret->second[ret->count++] = sv_arena_str(arena, sv_stmt_text(stmt, 1)).ptr;
	}
	return r < 0 ? r : 0;
}

static void write_table(struct sv_buf *out, const struct names *states,
			const struct names *indicators, int64_t first, int64_t rows)
{
	sv_buf_text(out, "state,year,indicator,value,unit,source_id,status\n");
	for (int64_t key = first; key < first + rows; key++) {
		int64_t rest = key / YEARS;
		int indicator = (int)(rest / states->count % indicators->count);

		sv_buf_printf(out, "%s,%d,%s,%" PRId64 ".%02d,%s,estat_gov_ev,final\n",
			      states->first[rest % states->count], SV_YEAR_MIN + (int)(key % YEARS),
			      indicators->first[indicator], 1 + key * 7919 % 100000,
			      (int)(key % 100), indicators->second[indicator]);
	}
}

static int append(struct sv_app *app, struct sv_str text, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	const struct sv_draft draft = {"evidence/figures", "generated.csv", "operator", text};
	int64_t index;
	int r = sv_tx_begin(&tx, app->db, err);

	if (r == 0)
		r = sv_submit_document(&tx, &draft, &index, err);
	return r < 0 ? r : sv_tx_commit(&tx, err);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Of the server's process behind this connection; 0 when there is none. */
static long server_pid(struct sv_app *app)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;

	if (sv_stmt_open(app->db, "SELECT pg_backend_pid()", &stmt, NULL) < 0 ||
	    sv_stmt_step(stmt, NULL) != 1)
		return 0;
	return (long)sv_stmt_int(stmt, 0);
}

static double processor_seconds(long server)
{
	struct rusage own;
	unsigned long user = 0, system = 0;
	char path[64];
	FILE *file;

	getrusage(RUSAGE_SELF, &own);
	snprintf(path, sizeof(path), "/proc/%ld/stat", server);
	file = server ? fopen(path, "r") : NULL;
	if (file) {
		if (fscanf(file, "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu",
			   &user, &system) != 2)
			user = system = 0;
		fclose(file);
	}
	return (double)(own.ru_utime.tv_sec + own.ru_stime.tv_sec) +
	       (double)(own.ru_utime.tv_usec + own.ru_stime.tv_usec) / 1e6 +
	       (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

int main(int argc, char **argv)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	_cleanup_(sv_app_close) struct sv_app app = {0};
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
	struct names states = {0}, indicators = {0};
	struct sv_error err = SV_ERROR_INIT;
	double seconds = 0, processor = 0;
	int64_t rows, distinct;
	long server;

	if (argc != 4)
		return 2;
	rows = atol(argv[3]);
	if (sv_app_open(argv[1], SV_DB_WRITE, &app, &err) < 0 ||
	    read_names(&app, &arena, "SELECT code, code FROM state GROUP BY code ORDER BY code",
		       &states, &err) < 0 ||
	    read_names(&app, &arena, "SELECT indicator, unit FROM indicator ORDER BY indicator",
		       &indicators, &err) < 0)
		return fail(&err);
	server = strstr(argv[1], "://") ? server_pid(&app) : 0;
	distinct = (int64_t)YEARS * states.count * indicators.count / rows;
	for (int64_t i = 0; i < atol(argv[2]); i++) {
		double start, processor_start;

		sv_buf_clear(&text);
		write_table(&text, &states, &indicators, i % (distinct ? distinct : 1) * rows,
			    rows);
		processor_start = processor_seconds(server);
		start = now();
		if (append(&app, sv_buf_view(&text), &err) < 0)
			return fail(&err);
		seconds += now() - start;
		processor += processor_seconds(server) - processor_start;
	}
	rows *= atol(argv[2]);
	printf("%.0f %.0f\n", (double)rows / seconds, (double)rows / processor);
	return 0;
}
