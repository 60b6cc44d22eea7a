/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bench_rules [FOLDER]: twenty conditions over a million rows, with missing values, exactly.
 *
 * The rules engine against the same conditions written by hand as C loops; both must agree in every
 * row.  With FOLDER the columns and the counts are left there for the peers that bench/rules.py
 * runs.  Times are the least of several runs, in ns of processor time a condition and row.
 */
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "rules/bulk.h"

#define ROWS 1000000
#define TURNS 8 /* with and without missing figures */
#define RUNS 7
#define COLUMNS 9
#define CONDITIONS 20

#if defined(__x86_64__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define LOOP __attribute__((optimize("O3"), target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define LOOP
#endif

enum column { INV, INV_1, INV_3, DEF, DEF_1, DEF_3, RT, DEP, PERS };

static const char *const column_names[COLUMNS] = {"inv",   "inv_1", "inv_3", "def", "def_1",
						  "def_3", "rt",    "dep",   "pers"};

static const char *const conditions[CONDITIONS] = {
    "inv / def >= 20 %",
    "rt / def >= 2 %",
    "dep / pers >= 10 %",
    "inv > EUR 1000 million current prices",
    "inv / def rises over 3 years",
    "inv / def falls over 3 years",
    "growth(def) > 0 %",
    "growth(inv) > 3 %",
    "inv + rt >= def / 4",
    "inv - rt > EUR 500 million current prices",
    "max(inv, rt) > EUR 800 million current prices",
    "inv / def >= 20 % and rt / def >= 2 %",
    "inv / def >= 20 % or growth(def) > 5 %",
    "not dep / pers < 8 %",
    "rt / inv > 10 %",
    "dep * 3 >= pers",
    "def > previous(def)",
    "inv > previous(inv) and def > previous(def)",
    "abs(inv - previous(inv)) > EUR 100 million current prices",
    "inv / def >= previous(inv / def)",
};

static int64_t *nums[COLUMNS];
static uint8_t *missing[COLUMNS];
static struct sv_bulk_column columns[COLUMNS];
static const struct sv_program *programs[CONDITIONS];
static uint8_t *by_engine[CONDITIONS], *by_hand[CONDITIONS];

/* Processor time, which other work on the machine disturbs least; on several threads the clock. */
static clockid_t timer = CLOCK_PROCESS_CPUTIME_ID;

static double seconds(void)
{
	struct timespec now;

	clock_gettime(timer, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static uint64_t state = 20171211;

static uint64_t draw(void)
{
	uint64_t z = state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static int64_t between(int64_t low, int64_t high)
{
	return low + (int64_t)(draw() % (uint64_t)(high - low + 1));
}

/* Money in hundredths of a million, persons by ones; one cell in twelve is missing. */
static void draw_columns(void)
{
	for (int c = 0; c < COLUMNS; c++) {
		nums[c] = malloc(ROWS * sizeof(int64_t));
		missing[c] = calloc(ROWS, 1);
	}
	for (size_t i = 0; i < ROWS; i++) {
		int64_t def = between(10000, 5000000);

		nums[DEF][i] = def;
		nums[DEF_1][i] = def * between(90, 110) / 100;
		nums[DEF_3][i] = def * between(80, 120) / 100;
		nums[INV][i] = def * between(5, 40) / 100;
		nums[INV_1][i] = nums[INV][i] * between(80, 120) / 100;
		nums[INV_3][i] = nums[INV][i] * between(60, 140) / 100;
		nums[RT][i] = def * between(1, 40) / 1000;
		nums[PERS][i] = between(1000, 250000);
		nums[DEP][i] = nums[PERS][i] * between(2, 45) / 100;
		for (int c = 0; c < COLUMNS; c++) {
			if (draw() % 12)
				continue;
			missing[c][i] = (uint8_t)(1 + draw() % 3);
			nums[c][i] = 1;
		}
	}
	for (int c = 0; c < COLUMNS; c++) {
		columns[c] = (struct sv_bulk_column){
		    .num = nums[c], .den = c >= DEP ? 1 : 100, .missing = missing[c]};
		sv_bulk_column_measure(&columns[c], ROWS);
	}
}

/* The same, by hand.  Every line is one condition: what it needs, and the comparison. */
#define T(m, condition) ((m) ? SV_TRUTH_MISSING : (condition))
#define M2(a, b) (missing[a][i] | missing[b][i])
#define M4(a, b, c, d) (M2(a, b) | M2(c, d))
#define N(c) nums[c][i]
#define AND(a, b) ((a) == 0 || (b) == 0 ? 0 : (a) > (b) ? (a) : (b))
#define OR(a, b) ((a) == 1 || (b) == 1 ? 1 : (a) > (b) ? (a) : (b))
#define EACH(k, expression)                             \
	case k:                                         \
		for (size_t i = 0; i < ROWS; i++)       \
			out[i] = (uint8_t)(expression); \
		break;

LOOP static void run_by_hand(int condition, uint8_t *restrict out)
{
	switch (condition) {
		EACH(0, T(M2(INV, DEF), N(INV) * 5 >= N(DEF)))
		EACH(1, T(M2(RT, DEF), N(RT) * 50 >= N(DEF)))
		EACH(2, T(M2(DEP, PERS), N(DEP) * 10 >= N(PERS)))
		EACH(3, T(missing[INV][i], N(INV) > 100000))
		EACH(4, T(M4(INV, DEF, INV_3, DEF_3), N(INV) * N(DEF_3) > N(INV_3) * N(DEF)))
		EACH(5, T(M4(INV, DEF, INV_3, DEF_3), N(INV) * N(DEF_3) < N(INV_3) * N(DEF)))
		EACH(6, T(M2(DEF, DEF_1), N(DEF) - N(DEF_1) > 0))
		EACH(7, T(M2(INV, INV_1), (N(INV) - N(INV_1)) * 100 > 3 * N(INV_1)))
		EACH(8, T(M2(INV, RT) | missing[DEF][i], (N(INV) + N(RT)) * 4 >= N(DEF)))
		EACH(9, T(M2(INV, RT), N(INV) - N(RT) > 50000))
		EACH(10, T(M2(INV, RT), (N(INV) > N(RT) ? N(INV) : N(RT)) > 80000))
		EACH(11, AND(T(M2(INV, DEF), N(INV) * 5 >= N(DEF)),
			     T(M2(RT, DEF), N(RT) * 50 >= N(DEF))))
		EACH(12, OR(T(M2(INV, DEF), N(INV) * 5 >= N(DEF)),
			    T(M2(DEF, DEF_1), (N(DEF) - N(DEF_1)) * 20 > N(DEF_1))))
		EACH(13, T(M2(DEP, PERS), N(DEP) * 100 >= N(PERS) * 8))
		EACH(14, T(M2(RT, INV), N(RT) * 10 > N(INV)))
		EACH(15, T(M2(DEP, PERS), N(DEP) * 3 >= N(PERS)))
		EACH(16, T(M2(DEF, DEF_1), N(DEF) > N(DEF_1)))
		EACH(17, AND(T(M2(INV, INV_1), N(INV) > N(INV_1)),
			     T(M2(DEF, DEF_1), N(DEF) > N(DEF_1))))
		EACH(18, T(M2(INV, INV_1),
			   (N(INV) > N(INV_1) ? N(INV) - N(INV_1) : N(INV_1) - N(INV)) > 10000))
		EACH(19, T(M4(INV, DEF, INV_1, DEF_1), N(INV) * N(DEF_1) >= N(INV_1) * N(DEF)))
	}
}

static void compile_conditions(struct sv_arena *arena)
{
	static const char *const money[] = {"inv", "def", "rt"};
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	struct sv_buf text = SV_BUF_INIT;
	const struct sv_rules_schema schema = {0};
	const struct sv_pledge *pledge;

	sv_buf_text(&text, "set \"bench\" for commitments\n");
	for (int i = 0; i < 3; i++)
		sv_buf_printf(
		    &text, "quantity %s \"Q\"\n unit EUR million, current prices\n from x \"x\"\n",
		    money[i]);
	sv_buf_text(&text, "quantity dep \"Q\"\n unit persons\n from x \"x\"\n"
			   "quantity pers \"Q\"\n unit persons\n from x \"x\"\n");
	for (int i = 0; i < CONDITIONS; i++)
		sv_buf_printf(&text, "commitment %d \"C\"\n basis \"B\"\n met when %s\n", i,
			      conditions[i]);
	pledge = sv_rules_check(arena, "bench", sv_buf_view(&text), &schema, &findings);
	if (findings.count) {
		fprintf(stderr, "%s\n", findings.items[0].message);
		exit(4);
	}
	for (int i = 0; i < CONDITIONS; i++)
		programs[i] = sv_program_compile(arena, pledge, &pledge->items[i],
						 pledge->items[i].clauses[0].when, &findings);
}

/* Quantities in the order declared, by lag. */
static const struct sv_bulk_column *column_of(const struct sv_input *input)
{
	static const int first[] = {INV, DEF, RT, DEP, PERS};

	return &columns[first[input->index] + (input->lag == 3 ? 2 : input->lag)];
}

static struct sv_bulk_column inputs[CONDITIONS][8];

struct part {
	size_t first, end;
	size_t general;
};

static void *run_engine(void *context)
{
	struct part *part = context;
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_bulk *bulk = sv_bulk_new(&arena);

	for (size_t first = part->first; first < part->end; first += SV_BLOCK_ROWS) {
		size_t count = SV_MIN(part->end - first, (size_t)SV_BLOCK_ROWS);

		for (int i = 0; i < CONDITIONS; i++)
			memcpy(by_engine[i] + first,
			       sv_bulk_run(bulk, programs[i], inputs[i], first, count)->truths,
			       count);
	}
	part->general = sv_bulk_general_blocks(bulk);
	sv_arena_free(&arena);
	return NULL;
}

static double engine_time(int threads)
{
	double least = 1e9;

	for (int run = 0; run < RUNS; run++) {
		struct part parts[8];
		pthread_t ids[8];
		size_t share = (ROWS / (size_t)threads / SV_BLOCK_ROWS + 1) * SV_BLOCK_ROWS;
		double start = seconds();

		for (int t = 0; t < threads; t++) {
			parts[t] = (struct part){(size_t)t * share,
						 SV_MIN((size_t)(t + 1) * share, (size_t)ROWS), 0};
			if (threads > 1)
				pthread_create(&ids[t], NULL, run_engine, &parts[t]);
			else
				run_engine(&parts[t]);
		}
		for (int t = 0; threads > 1 && t < threads; t++)
			pthread_join(ids[t], NULL);
		least = SV_MIN(least, seconds() - start);
		if (parts[0].general)
			printf("%zu blocks took the general machine\n", parts[0].general);
	}
	return least / ROWS / CONDITIONS * 1e9;
}

static double hand_time(void)
{
	double least = 1e9;

	for (int run = 0; run < RUNS; run++) {
		double start = seconds();

		for (int i = 0; i < CONDITIONS; i++)
			run_by_hand(i, by_hand[i]);
		least = SV_MIN(least, seconds() - start);
	}
	return least / ROWS / CONDITIONS * 1e9;
}

/* Reading every column once: what memory alone asks. */
LOOP static int64_t read_all(void)
{
	int64_t sum = 0;

	for (int c = 0; c < COLUMNS; c++) {
		for (size_t i = 0; i < ROWS; i++)
			sum += nums[c][i];
		for (size_t i = 0; i < ROWS; i++)
			sum += missing[c][i];
	}
	return sum;
}

static double read_time(void)
{
	double least = 1e9;
	volatile int64_t sink;

	for (int run = 0; run < RUNS; run++) {
		double start = seconds();

		sink = read_all();
		(void)sink;
		least = SV_MIN(least, seconds() - start);
	}
	return least;
}

static void write_columns(const char *folder)
{
	char path[4096];
	FILE *file;

	for (int c = 0; c < COLUMNS; c++) {
		snprintf(path, sizeof(path), "%s/%s.i64", folder, column_names[c]);
		file = fopen(path, "wb");
		if (!file || fwrite(nums[c], 8, ROWS, file) != ROWS || fclose(file))
			exit(4);
		snprintf(path, sizeof(path), "%s/%s.u8", folder, column_names[c]);
		file = fopen(path, "wb");
		if (!file || fwrite(missing[c], 1, ROWS, file) != ROWS || fclose(file))
			exit(4);
	}
	snprintf(path, sizeof(path), "%s/counts", folder);
	file = fopen(path, "w");
	for (int k = 0; file && k < CONDITIONS; k++) {
		size_t counts[4] = {0};

		for (size_t i = 0; i < ROWS; i++)
			counts[by_engine[k][i]]++;
		fprintf(file, "%zu %zu %zu\n", counts[SV_TRUE], counts[SV_FALSE],
			counts[SV_TRUTH_MISSING]);
	}
	if (!file || fclose(file))
		exit(4);
}

static void set_inputs(bool with_missing)
{
	for (int i = 0; i < CONDITIONS; i++)
		for (size_t k = 0; k < programs[i]->input_count; k++) {
			inputs[i][k] = *column_of(&programs[i]->inputs[k]);
			if (!with_missing)
				inputs[i][k].missing = NULL;
		}
}

int main(int argc, char **argv)
{
	struct sv_arena arena = SV_ARENA_INIT;
	double hand, one = 1e9, one_by_clock, two, bare = 1e9, memory;
	bool agree = true;

	draw_columns();
	compile_conditions(&arena);
	for (int i = 0; i < CONDITIONS; i++) {
		by_engine[i] = malloc(ROWS);
		by_hand[i] = malloc(ROWS);
	}
	/* Turn by turn, so that what else the machine does falls on both. */
	for (int turn = 0; turn < TURNS; turn++) {
		set_inputs(false);
		bare = SV_MIN(bare, engine_time(1));
		set_inputs(true);
		one = SV_MIN(one, engine_time(1));
	}
	timer = CLOCK_MONOTONIC;
	one_by_clock = engine_time(1);
	two = engine_time(2);
	timer = CLOCK_PROCESS_CPUTIME_ID;
	hand = hand_time();
	memory = read_time();
	for (int i = 0; i < CONDITIONS; i++)
		agree &= memcmp(by_engine[i], by_hand[i], ROWS) == 0;
	printf("%d conditions x %d rows, exact, 1 of 12 figures missing; ns a condition and row\n",
	       CONDITIONS, ROWS);
	printf("%-34s %7.3f   goal 1, and 2 with reasons\n", "rules engine, reasons kept", one);
	printf("%-34s %7.3f   reasons cost %.0f %%, goal under 20\n", "  no figure missing", bare,
	       (one / bare - 1) * 100);
	printf("%-34s %7.3f   %.2f times as fast, goal 2\n", "  on two threads, by the clock", two,
	       one_by_clock / two);
	printf("%-34s %7.3f   engine takes %.2f of it\n", "plain C loops", hand, one / hand);
	printf("%-34s %7.3f   %.1f GB/s; engine takes %.1f of it\n", "reading the columns once",
	       memory / ROWS / CONDITIONS * 1e9, COLUMNS * 9.0 * ROWS / memory / 1e9,
	       one * 1e-9 * ROWS * CONDITIONS / memory);
	printf("results of engine and C loops %s\n", agree ? "agree" : "DIFFER");
	if (argc > 1)
		write_columns(argv[1]);
	sv_arena_free(&arena);
	return !agree;
}
