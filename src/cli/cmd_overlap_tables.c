/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/tables.h"
#include "base/csv.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/table.h"
#include "solve/language.h"

#define SHOWN_MAX 50 /* pairs that people are shown; --csv and --json have all */
#define TEXT_WIDTH 38

/* Four digits after the point; only what is alike in everything rounds to 1. */
static struct sv_decimal score_decimal(double score)
{
	int64_t digits = (int64_t)lround(score * 10000);

	if (digits == 10000 && score < 1)
		digits = 9999;
	return (struct sv_decimal){digits, 4};
}

static const char *score_text(struct sv_cli *cli, double score)
{
	char text[SV_DECIMAL_TEXT_MAX];

	return sv_arena_cstr(cli->arena, sv_decimal_text(score_decimal(score), text));
}

static void step(void *context, unsigned thousandths)
{
	(void)context;
	sv_out_progress("comparing, per mille", thousandths, 1000);
}

static const struct sv_similar_progress progress = {step, NULL};

static int read_likeness(struct sv_cli *cli, double lowest, double *ret, struct sv_error *err)
{
	const char *text = sv_cli_option(cli, "at-least");
	struct sv_decimal value;
	double number;

	if (!text)
		return 0;
	if (!sv_decimal_parse(sv_str_from(text), &value))
		return sv_fail(err, SV_EUSAGE, "'%s' is not a likeness; give a number up to 1",
			       text);
	number = strtod(text, NULL);
	if (number < lowest || number > 1)
		return sv_fail(err, SV_EUSAGE,
			       "a likeness of '%s' cannot be asked for; give %g to 1", text,
			       lowest);
	*ret = number;
	return 0;
}

static int read_language(struct sv_cli *cli, const char **ret, struct sv_error *err)
{
	const char *language = sv_cli_option(cli, "language");

	if (language && strcmp(language, "none") == 0)
		language = "";
	if (language && language[0] && !sv_language_find(language))
		return sv_fail(
		    err, SV_EUSAGE,
		    "language '%s' is not known; give two letters, as in ISO 639-1, of an "
		    "official language of the Union, or none",
		    language);
	*ret = language;
	return 0;
}

static void print_json(struct sv_cli *cli, const struct sv_table_comparison *c)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);

	sv_json_begin_object(&json);
	sv_json_key_int(&json, "left_rows", (int64_t)c->left.row_count);
	if (c->right_path)
		sv_json_key_int(&json, "right_rows", (int64_t)c->right.row_count);
	sv_json_key_text(&json, "language", c->language && c->language[0] ? c->language : NULL);
	sv_json_key(&json, "at_least");
	sv_json_decimal(&json, score_decimal(c->at_least));
	sv_json_key(&json, "columns");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < c->answer.compared_count; i++)
		sv_json_text(&json, c->answer.compared[i]);
	sv_json_end_array(&json);
	sv_json_key(&json, "pairs");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < c->answer.count; i++) {
		const struct sv_table_pair *pair = &c->answer.pairs[i];

		sv_json_begin_object(&json);
		sv_json_key(&json, "left_id");
		sv_json_string(&json, pair->left_id);
		sv_json_key(&json, "right_id");
		sv_json_string(&json, pair->right_id);
		sv_json_key(&json, "score");
		sv_json_decimal(&json, score_decimal(pair->score));
		sv_json_key_text(&json, "label", pair->label);
		sv_json_end_object(&json);
	}
	sv_json_end_array(&json);
	sv_json_key(&json, "findings");
	sv_json_findings(&json, &c->findings);
	sv_json_end_object(&json);
	sv_buf_char(&cli->out.buf, '\n');
}

static void print_csv(struct sv_cli *cli, const struct sv_table_comparison *c)
{
	struct sv_buf *out = &cli->out.buf;

	sv_buf_text(out, "left_id,right_id,score,label\n");
	for (size_t i = 0; i < c->answer.count; i++) {
		const struct sv_table_pair *pair = &c->answer.pairs[i];
		char text[SV_DECIMAL_TEXT_MAX];

		sv_csv_field(out, pair->left_id);
		sv_buf_char(out, ',');
		sv_csv_field(out, pair->right_id);
		sv_buf_printf(out, ",%s,%s\n", sv_decimal_text(score_decimal(pair->score), text),
			      pair->label);
	}
}

/* The longest text of a row, cut to one line: what it is about stands there. */
static const char *row_text(struct sv_cli *cli, const struct sv_csv *csv, size_t row)
{
	struct sv_str longest = SV_STR_NONE, line;

	for (size_t c = 0; c < csv->column_count; c++) {
		struct sv_str text = sv_str_trim(sv_csv_get(csv, row, (int)c));

		if (text.len > longest.len)
			longest = text;
	}
	line = sv_text_take_line(&longest, TEXT_WIDTH);
	return sv_arena_printf(cli->arena, "%.*s%s", SV_STR_ARG(line), longest.len ? " ..." : "");
}

static int by_score(const void *a, const void *b)
{
	const struct sv_table_pair *s = a, *t = b;

	if (s->score != t->score)
		return s->score > t->score ? -1 : 1;
	if (s->left != t->left)
		return s->left < t->left ? -1 : 1;
	return s->right < t->right ? -1 : s->right > t->right;
}

static void print_text(struct sv_cli *cli, struct sv_table_comparison *c)
{
	static const struct sv_text_column columns[] = {
	    {.title = "score", .right = true}, {.title = "label"}, {.title = "left"},
	    {.title = "text", .wraps = true},  {.title = "right"}, {.title = "text", .wraps = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	const struct sv_csv *right = c->right_path ? &c->right : &c->left;
	size_t count = c->answer.count;

	sv_out_printf(&cli->out, "%zu pair%s of rows at least %g alike\n", count,
		      count == 1 ? "" : "s", c->at_least);
	if (!count)
		return;
	qsort(c->answer.pairs, count, sizeof(*c->answer.pairs), by_score);
	sv_out_text(&cli->out, "\n");
	for (size_t i = 0; i < count && i < SHOWN_MAX; i++) {
		const struct sv_table_pair *pair = &c->answer.pairs[i];

		sv_text_table_add(&table, score_text(cli, pair->score));
		sv_text_table_add(&table, pair->label);
		sv_text_table_add(&table, sv_arena_str(cli->arena, pair->left_id).ptr);
		sv_text_table_add(&table, row_text(cli, &c->left, pair->left));
		sv_text_table_add(&table, sv_arena_str(cli->arena, pair->right_id).ptr);
		sv_text_table_add(&table, row_text(cli, right, pair->right));
	}
	sv_text_table_print(&table, &cli->out);
	if (count > SHOWN_MAX)
		sv_out_printf(&cli->out, "\nthe %d most alike; --csv has all %zu\n", SHOWN_MAX,
			      count);
}

static int compare(struct sv_cli *cli, struct sv_table_comparison *c, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf findings = SV_BUF_INIT;
	int r = sv_app_compare_tables(cli->arena, c, err);

	sv_out_progress_end();
	if (!sv_cli_json(cli) || r < 0) {
		sv_findings_print(&c->findings, &findings);
		if (findings.len)
			fwrite(findings.ptr, 1, findings.len, stderr);
	}
	if (r < 0)
		return r;
	if (sv_cli_json(cli))
		print_json(cli, c);
	else if (sv_cli_csv(cli))
		print_csv(cli, c);
	else
		print_text(cli, c);
	return 0;
}

static int run_match(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_table_comparison c = {
	    .left_path = cli->args[0],
	    .right_path = cli->args[1],
	    .columns = sv_cli_option(cli, "on"),
	    .id = sv_cli_option(cli, "id"),
	    .at_least = SV_TABLE_LIKENESS,
	    .progress = &progress,
	};
	int r = read_likeness(cli, 0, &c.at_least, err);

	if (r == 0)
		r = read_language(cli, &c.language, err);
	return r < 0 ? r : compare(cli, &c, err);
}

static int run_pairs(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_table_comparison c = {
	    .left_path = cli->args[0],
	    .columns = sv_cli_option(cli, "on"),
	    .id = sv_cli_option(cli, "id"),
	    .at_least = 0.5,
	    .progress = &progress,
	};
	int r = read_likeness(cli, SV_SIMILAR_OVERLAP_MIN, &c.at_least, err);

	if (r == 0)
		r = read_language(cli, &c.language, err);
	return r < 0 ? r : compare(cli, &c, err);
}

static const struct sv_option options[] = {
    {"on", 0, "COLS", SV_VALUE_TEXT, NULL,
     "columns to compare: NAME or LEFT=RIGHT, separated by commas; default all but the ids"},
    {"id", 0, "COL", SV_VALUE_TEXT, NULL,
     "the column that names a row; default 'id', without one the line"},
    {"at-least", 0, "LIKENESS", SV_VALUE_TEXT, NULL, "leave out pairs that are less alike, 0 to 1"},
    {"language", 0, "CODE", SV_VALUE_TEXT, NULL,
     "the language of the texts, as en or de, or none; default what their words tell"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example match_examples[] = {
    {"servanda overlap match ours.csv theirs.csv --csv", "which row of one is which of the other"},
    {"servanda overlap match ours.csv theirs.csv --on title=name,maker",
     "compare what one table calls title and the other name, and the makers"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_overlap_match = {
    .name = "overlap match",
    .summary = "match the rows of two tables: which programme is which",
    .synopsis = "[--on COLS] [--id COL] [--at-least LIKENESS] LEFT.csv RIGHT.csv",
    .purpose =
	"Finds for the rows of one table the most alike in the other. It needs no training and no "
	"labels: what two rows share counts the more the rarer it is, by words, by parts of words "
	"and by designations such as A400M or STANAG 4609, which are kept whole. Columns of one "
	"name face one another. Every row is in one pair at most.\n\n"
	"The score is 0 to 1; a row matches itself with 1. The label is same where everything is "
	"shared, likely from 0.5 on, else possible. A person decides. Nothing enters the record; "
	"no record is needed.",
    .options = options,
    .args_min = 2,
    .args_max = 2,
    .store = SV_STORE_NONE,
    .has_json = true,
    .has_csv = true,
    .examples = match_examples,
    .run = run_match,
};

static const struct sv_example pairs_examples[] = {
    {"servanda overlap pairs packs/pesco/facts/projects.csv --on name,aim --at-least 0.2",
     "projects whose names and aims share a fifth of what they say"},
    {"servanda overlap pairs packs/pesco/facts/projects.csv --on keywords --csv",
     "those with half of their keywords in common, as a table"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_overlap_pairs = {
    .name = "overlap pairs",
    .summary = "find rows of one table that are alike",
    .synopsis = "[--on COLS] [--id COL] [--at-least OVERLAP] FILE.csv",
    .purpose =
	"Finds all pairs of rows of a table whose texts overlap by half or by --at-least: the "
	"weight of the terms they share, divided by the weight of all the terms of both. Terms are "
	"stems of words where the language has a stemmer, else parts of words of three "
	"characters; designations are kept whole.\n\n"
	"Made for long lists: 100,000 rows take seconds. At the threshold itself four pairs in a "
	"thousand may be missed, above it fewer; what is shown was compared exactly.",
    .options = options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_NONE,
    .has_json = true,
    .has_csv = true,
    .examples = pairs_examples,
    .run = run_pairs,
};
