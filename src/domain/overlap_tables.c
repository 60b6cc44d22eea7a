/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/overlap_tables.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/suggest.h"

#define LIKELY 0.5
#define READING 300     /* thousandths of the work that taking the terms of both tables is */
#define STEP_ROWS 16384 /* a reader is told after so many */

/* A column of the left table and the one of the right that it is compared with; -1: none, its text
 * is compared all the same. */
struct facing {
	int left, right;
};

struct side {
	const struct sv_csv *csv;
	int id; /* column, or -1: the line */
};

struct work {
	struct sv_arena *arena;
	const struct sv_table_question *question;
	struct sv_findings *findings;
	struct side left, right;
	struct facing *facing;
	size_t facing_count;
	size_t errors;
	size_t empty, empty_first;
	const char *empty_file;
	size_t rows, rows_done; /* of both tables */
};

/* The comparison is the part of the work behind the reading. */
static void step_comparison(void *context, unsigned thousandths)
{
	const struct sv_similar_progress *whole = context;

	whole->step(whole->context, READING + thousandths * (1000 - READING) / 1000);
}

static struct sv_similar_progress comparison_progress(const struct work *work)
{
	const struct sv_similar_progress *whole = work->question->progress;

	return (struct sv_similar_progress){whole && whole->step ? step_comparison : NULL,
					    (void *)(uintptr_t)whole};
}

static void step_reading(struct work *work)
{
	const struct sv_similar_progress *whole = work->question->progress;

	if (++work->rows_done % STEP_ROWS == 0 && whole && whole->step)
		whole->step(whole->context, (unsigned)(READING * work->rows_done / work->rows));
}

const char *sv_table_label(double score)
{
	return score >= 1 ? "same" : score >= LIKELY ? "likely" : "possible";
}

static void problem(struct work *work, const char *rule, const char *file, int line,
		    const char *repair, const char *message)
{
	sv_findings_error(work->findings, rule, file, line, 0, repair, "%s", message);
	work->errors++;
}

static int find_column(const struct sv_csv *csv, struct sv_str name)
{
	for (size_t i = 0; i < csv->column_count; i++) {
		struct sv_str header = sv_str_trim(csv->header[i].text);

		if (header.len == name.len && strncasecmp(header.ptr, name.ptr, name.len) == 0)
			return (int)i;
	}
	return -1;
}

/* A column that the user named; says which there are. */
static int named_column(struct work *work, const struct sv_csv *csv, struct sv_str name)
{
	int column = find_column(csv, name);
	const char *wanted = sv_arena_str(work->arena, name).ptr, *list = "";
	struct sv_suggestion meant = SV_SUGGESTION_INIT(wanted);

	if (column >= 0)
		return column;
	for (size_t i = 0; i < csv->column_count; i++) {
		const char *header = sv_arena_str(work->arena, csv->header[i].text).ptr;

		sv_suggest(&meant, header);
		list = sv_arena_printf(work->arena, "%s%s'%s'", list, i ? ", " : "", header);
	}
	problem(work, "unknown-column", csv->file, 1,
		meant.best ? sv_arena_printf(work->arena, "did you mean '%s'?", meant.best)
			   : sv_arena_printf(work->arena, "it has %s", list),
		sv_arena_printf(work->arena, "the table has no column '%s'", wanted));
	return -1;
}

static bool is_value(struct sv_str text)
{
	size_t digits = 0;

	for (size_t i = 0; i < text.len; i++) {
		digits += text.ptr[i] >= '0' && text.ptr[i] <= '9';
		if (!strchr("0123456789.,- ", text.ptr[i]))
			return false;
	}
	return digits > 0;
}

static void check_header(struct work *work, const struct sv_csv *csv)
{
	for (size_t i = 0; i < csv->column_count; i++) {
		struct sv_str name = csv->header[i].text;

		if (is_value(name))
			problem(work, "csv-header", csv->file, 1,
				"begin with a line of column names",
				sv_arena_printf(work->arena,
						"'%.*s' is a value, not the name of a column",
						SV_STR_ARG(name)));
	}
	if (csv->column_count == 1 && memchr(csv->header[0].text.ptr, ';', csv->header[0].text.len))
		problem(work, "csv-header", csv->file, 1, "separate columns with commas",
			"the columns are separated with semicolons");
	if (!csv->row_count && !work->errors)
		problem(work, "csv-empty", csv->file, 1, "give it a row below the header",
			"the table has no rows");
}

/* The id of a row: its column, or the line it begins on. */
static struct sv_str row_id(struct work *work, const struct side *side, size_t row)
{
	if (side->id >= 0)
		return sv_str_trim(sv_csv_get(side->csv, row, side->id));
	return sv_str_from(sv_arena_printf(work->arena, "%d", side->csv->rows[row].line));
}

struct id_row {
	struct sv_str id;
	int line;
};

static int compare_ids(const void *a, const void *b)
{
	const struct id_row *s = a, *t = b;
	int order = sv_str_compare(s->id, t->id);

	return order ? order : s->line - t->line;
}

static void check_ids(struct work *work, const struct side *side)
{
	const struct sv_csv *csv = side->csv;
	struct id_row *ids;

	if (side->id < 0 || !csv->row_count)
		return;
	ids = SV_NEW_ARRAY(work->arena, struct id_row, csv->row_count);
	for (size_t i = 0; i < csv->row_count; i++)
		ids[i] = (struct id_row){row_id(work, side, i), csv->rows[i].line};
	qsort(ids, csv->row_count, sizeof(*ids), compare_ids);
	for (size_t i = 1; i < csv->row_count; i++) {
		if (!sv_str_equal(ids[i].id, ids[i - 1].id))
			continue;
		problem(work, "duplicate-id", csv->file, ids[i].line,
			"give each row its own, or name another column with --id",
			sv_arena_printf(work->arena, "id '%.*s' stands in line %d already",
					SV_STR_ARG(ids[i].id), ids[i - 1].line));
	}
}

static void set_id(struct work *work, struct side *side, const struct sv_csv *csv)
{
	*side = (struct side){.csv = csv};
	side->id = work->question->id ? named_column(work, csv, sv_str_from(work->question->id))
				      : find_column(csv, SV_STR("id"));
	check_ids(work, side);
}

static void face(struct work *work, int left, int right)
{
	work->facing[work->facing_count++] = (struct facing){left, right};
}

/* Columns of one name face one another; the text of the others is compared without a column. */
static void face_all(struct work *work)
{
	const struct sv_csv *left = work->left.csv, *right = work->right.csv;

	for (size_t i = 0; i < left->column_count; i++) {
		int facing = find_column(right, sv_str_trim(left->header[i].text));

		if ((int)i != work->left.id)
			face(work, (int)i, facing == work->right.id ? -1 : facing);
	}
	for (size_t i = 0; i < right->column_count; i++)
		if ((int)i != work->right.id &&
		    find_column(left, sv_str_trim(right->header[i].text)) < 0)
			face(work, -1, (int)i);
}

/* Then the first lines may be no headers at all; nobody can tell, so it is said. */
static void warn_if_none_face(struct work *work)
{
	for (size_t i = 0; i < work->facing_count; i++)
		if (work->facing[i].left >= 0 && work->facing[i].right >= 0)
			return;
	sv_findings_add(work->findings,
			&(struct sv_finding){
			    .severity = SV_WARNING,
			    .rule = "csv-header",
			    .file = work->right.csv->file,
			    .line = 1,
			    .message = "the tables have no column of one name, and all of their "
				       "text was compared",
			    .repair = "begin both with a line of column names, or name columns "
				      "with --on LEFT=RIGHT",
			});
}

static void face_named(struct work *work)
{
	struct sv_str rest = sv_str_from(work->question->columns), part, name;

	while (sv_str_split(&rest, ',', &part)) {
		int left, right;

		if (work->facing_count == SV_CSV_COLUMNS_MAX) {
			problem(work, "unknown-column", work->left.csv->file, 1, "name fewer",
				"too many columns are to be compared");
			return;
		}
		sv_str_split(&part, '=', &name);
		left = named_column(work, work->left.csv, sv_str_trim(name));
		right = named_column(work, work->right.csv, sv_str_trim(part.len ? part : name));
		face(work, left, right);
	}
}

static bool begin(struct work *work, struct sv_arena *arena,
		  const struct sv_table_question *question, struct sv_findings *findings)
{
	const struct sv_csv *right = question->right ? question->right : question->left;

	*work = (struct work){
	    .arena = arena,
	    .question = question,
	    .findings = findings,
	    .rows = question->left->row_count + (question->right ? right->row_count : 0),
	};
	check_header(work, question->left);
	if (question->right)
		check_header(work, right);
	if (work->errors)
		return false;
	set_id(work, &work->left, question->left);
	if (question->right)
		set_id(work, &work->right, right);
	else
		work->right = work->left;
	work->facing = SV_NEW_ARRAY(arena, struct facing, 2 * SV_CSV_COLUMNS_MAX);
	if (question->columns)
		face_named(work);
	else
		face_all(work);
	if (!work->errors && work->facing_count)
		warn_if_none_face(work);
	if (!work->errors && !work->facing_count)
		problem(work, "csv-header", question->left->file, 1, "give it a second column",
			"the table has no column but its ids");
	return !work->errors;
}

/* The terms of one row: of each column without and with its number, 3-grams without only. */
static void row_terms(struct work *work, const struct side *side, size_t row, bool is_left,
		      struct sv_tokeniser *whole, struct sv_tokeniser *words,
		      struct sv_text_terms *terms)
{
	terms->count = 0;
	for (size_t i = 0; i < work->facing_count; i++) {
		const struct facing *facing = &work->facing[i];
		struct sv_str text =
		    sv_csv_get(side->csv, row, is_left ? facing->left : facing->right);

		sv_terms_add(terms, whole, text, 0);
		if (words && facing->left >= 0 && facing->right >= 0)
			sv_terms_add(terms, words, text, (unsigned)i + 1);
	}
	sv_terms_settle(terms);
	if (!terms->count && !work->empty++) {
		work->empty_first = (size_t)side->csv->rows[row].line;
		work->empty_file = side->csv->file;
	}
}

static void report_empty(struct work *work)
{
	if (!work->empty)
		return;
	sv_findings_add(
	    work->findings,
	    &(struct sv_finding){
		.severity = SV_WARNING,
		.rule = "empty-text",
		.file = work->empty_file,
		.line = (int)work->empty_first,
		.message = sv_arena_printf(
		    work->arena, "%zu row%s no word to compare, here the first, and %s no match",
		    work->empty, work->empty == 1 ? " has" : "s have",
		    work->empty == 1 ? "finds" : "find"),
	    });
}

static void add_side(struct work *work, const struct side *side, bool is_left,
		     struct sv_tokeniser *whole, struct sv_tokeniser *words,
		     struct sv_similar *similar, uint64_t *ranks)
{
	_cleanup_(sv_terms_free) struct sv_text_terms terms = SV_TERMS_INIT;

	for (size_t i = 0; i < side->csv->row_count; i++) {
		step_reading(work);
		row_terms(work, side, i, is_left, whole, words, &terms);
		sv_similar_add(similar, &terms);
		if (ranks) {
			struct sv_str id = row_id(work, side, i);

			ranks[i] = sv_hash_bytes(id.ptr, id.len);
		}
	}
}

static void describe(struct work *work, struct sv_table_answer *answer)
{
	answer->compared = SV_NEW_ARRAY(work->arena, const char *, work->facing_count);
	for (size_t i = 0; i < work->facing_count; i++) {
		const struct facing *facing = &work->facing[i];
		struct sv_str left = SV_STR_NONE, right = SV_STR_NONE;

		if (facing->left >= 0)
			left = sv_str_trim(work->left.csv->header[facing->left].text);
		if (facing->right >= 0)
			right = sv_str_trim(work->right.csv->header[facing->right].text);
		answer->compared[i] =
		    left.len == right.len && strncasecmp(left.ptr, right.ptr, left.len) == 0
			? sv_arena_str(work->arena, left).ptr
			: sv_arena_printf(work->arena, "%.*s=%.*s", SV_STR_ARG(left),
					  SV_STR_ARG(right));
	}
	answer->compared_count = work->facing_count;
	answer->empty = work->empty;
}

static void take_pairs(struct work *work, const struct sv_pairs *pairs, size_t right_from,
		       struct sv_table_answer *answer)
{
	answer->count = pairs->count;
	answer->pairs = SV_NEW_ARRAY(work->arena, struct sv_table_pair, pairs->count);
	for (size_t i = 0; i < pairs->count; i++) {
		const struct sv_pair *pair = &pairs->items[i];
		size_t right = pair->right - right_from;

		answer->pairs[i] = (struct sv_table_pair){
		    .left = pair->left,
		    .right = right,
		    .left_id = row_id(work, &work->left, pair->left),
		    .right_id = row_id(work, &work->right, right),
		    .score = pair->score,
		    .label = sv_table_label(pair->score),
		};
	}
	describe(work, answer);
	report_empty(work);
}

size_t sv_table_match(struct sv_arena *arena, const struct sv_table_question *question,
		      struct sv_table_answer *ret, struct sv_findings *findings)
{
	_cleanup_(sv_tokeniser_free) struct sv_tokeniser *whole = NULL, *words = NULL;
	_cleanup_(sv_similar_free) struct sv_similar *similar = NULL;
	_cleanup_(sv_pairs_free) struct sv_pairs pairs = SV_PAIRS_INIT;
	struct sv_table_answer answer = {0};
	struct sv_similar_progress progress;
	struct work work;
	uint64_t *ranks;
	size_t left_count;

	if (!begin(&work, arena, question, findings))
		return work.errors;
	whole = sv_tokeniser_new(question->language, SV_FORM_WORDS | SV_FORM_GRAMS);
	words = sv_tokeniser_new(question->language, SV_FORM_WORDS);
	similar = sv_similar_new();
	left_count = question->left->row_count;
	ranks = SV_NEW_ARRAY(arena, uint64_t, left_count + question->right->row_count);
	add_side(&work, &work.left, true, whole, words, similar, ranks);
	add_side(&work, &work.right, false, whole, words, similar, ranks + left_count);
	sv_similar_weigh(similar);
	progress = comparison_progress(&work);
	sv_similar_match(similar, left_count, question->at_least, ranks, &progress, &pairs);
	take_pairs(&work, &pairs, left_count, &answer);
	*ret = answer;
	return 0;
}

int sv_table_pairs(struct sv_arena *arena, const struct sv_table_question *question,
		   struct sv_table_answer *ret, struct sv_findings *findings, struct sv_error *err)
{
	_cleanup_(sv_tokeniser_free) struct sv_tokeniser *tokeniser = NULL;
	_cleanup_(sv_similar_free) struct sv_similar *similar = NULL;
	_cleanup_(sv_pairs_free) struct sv_pairs pairs = SV_PAIRS_INIT;
	struct sv_table_answer answer = {0};
	struct sv_similar_progress progress;
	struct work work;

	if (!begin(&work, arena, question, findings))
		return sv_fail(err, SV_EINVALID, "%zu error%s; nothing was compared", work.errors,
			       work.errors == 1 ? "" : "s");
	tokeniser = sv_tokeniser_new(question->language, sv_language_has_stems(question->language)
							     ? SV_FORM_WORDS
							     : SV_FORM_GRAMS);
	similar = sv_similar_new();
	add_side(&work, &work.left, true, tokeniser, NULL, similar, NULL);
	sv_similar_weigh(similar);
	progress = comparison_progress(&work);
	if (sv_similar_join(similar, question->at_least, &progress, &pairs) < 0)
		return sv_fail(err, SV_ELIMIT,
			       "more than %d pairs are this much alike; raise --at-least",
			       SV_PAIRS_MAX);
	take_pairs(&work, &pairs, 0, &answer);
	*ret = answer;
	return 0;
}
