/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Two tables that are one list of programmes with what people do to it: letters put in, left out,
 * changed and swapped, digits read wrongly, words in another order, a column left empty, hyphens
 * of designations.  Made up, by a seed, and so an indication only; bench/linkage.sh has tables that
 * people made.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/macros.h"
#include "domain/overlap_tables.h"
#include "solve/terms.h"

#include "support.h"

#define SEED 20260417
#define TRUE_PAIRS 400
#define STRANGERS 150 /* in each table, in none of the other */
#define ROWS (TRUE_PAIRS + STRANGERS)
#define FIELDS 3
#define FIELD_MAX 96

struct row {
	char id[8];
	char fields[FIELDS][FIELD_MAX]; /* name, maker, designation */
};

static uint64_t random_state;

static unsigned draw(unsigned below)
{
	random_state = random_state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)((random_state >> 33) % below);
}

static const char *word(void)
{
	static const char *const words[] = {
	    "armoured",       "vehicle",       "light",    "heavy",     "patrol", "frigate",
	    "coastal",        "radar",         "tactical", "transport", "medium", "bridge",
	    "engineer",       "recovery",      "mortar",   "command",   "tanker", "trainer",
	    "helicopter",     "naval",         "missile",  "launcher",  "air",    "defence",
	    "system",         "mine",          "hunter",   "support",   "ship",   "drone",
	    "reconnaissance", "communication", "shelter",  "wheeled",   "tracked"};
	static const char *const syllables[] = {"ka", "ro",  "vel", "tan", "mi", "sor",
						"lu", "ber", "no",  "gri", "pa", "den",
						"os", "wal", "che", "ith"};
	static char made[4][24];
	static unsigned turn;
	char *name = made[turn++ % SV_ARRAY_LEN(made)];

	if (draw(3))
		return words[draw(SV_ARRAY_LEN(words))];
	name[0] = '\0';
	for (unsigned i = 2 + draw(2); i > 0; i--)
		strcat(name, syllables[draw(SV_ARRAY_LEN(syllables))]);
	return name;
}

static void make_row(struct row *row, char side, unsigned number)
{
	*row = (struct row){{0}, {{0}}};
	snprintf(row->id, sizeof(row->id), "%c%u", side, number);
	for (unsigned i = 3 + draw(3); i > 0; i--) {
		strcat(row->fields[0], word());
		strcat(row->fields[0], i > 1 ? " " : "");
	}
	snprintf(row->fields[1], FIELD_MAX, "%s %s", word(), draw(2) ? "works" : "industries");
	snprintf(row->fields[2], FIELD_MAX, "%c%c-%u", 'A' + (char)draw(26), 'A' + (char)draw(26),
		 100 + draw(800));
}

static void mistype(char *text)
{
	size_t len = strlen(text), at = len > 1 ? draw((unsigned)len - 1) : 0;
	char other;

	if (len < 2 || len + 2 > FIELD_MAX)
		return;
	switch (draw(4)) {
	case 0: memmove(text + at, text + at + 1, len - at); break;
	case 1: memmove(text + at + 1, text + at, len - at + 1); break;
	case 2: text[at] = 'a' + (char)draw(26); break;
	default:
		other = text[at];
		text[at] = text[at + 1];
		text[at + 1] = other;
	}
}

/* The first word goes to the end. */
static void turn_words(char *text)
{
	char *space = strchr(text, ' ');
	char turned[FIELD_MAX * 2];

	if (!space)
		return;
	snprintf(turned, sizeof(turned), "%s %.*s", space + 1, (int)(space - text), text);
	memcpy(text, turned, strlen(turned) + 1);
}

static void misread(char *text)
{
	for (; *text; text++)
		if (*text == '0' || *text == '1') {
			*text = *text == '0' ? 'O' : 'l';
			return;
		}
}

static void leave_hyphen_out(char *text)
{
	char *hyphen = strchr(text, '-');

	if (hyphen)
		memmove(hyphen, hyphen + 1, strlen(hyphen));
}

static void spoil(struct row *row)
{
	for (unsigned i = 1 + draw(3); i > 0; i--)
		mistype(row->fields[draw(2)]);
	if (draw(3) == 0)
		turn_words(row->fields[0]);
	if (draw(3) == 0)
		leave_hyphen_out(row->fields[2]);
	if (draw(8) == 0)
		misread(row->fields[2]);
	if (draw(6) == 0)
		row->fields[draw(FIELDS)][0] = '\0';
}

/* Rows i of both tables are one programme for i < TRUE_PAIRS. */
static void make_tables(struct row left[ROWS], struct row right[ROWS])
{
	random_state = SEED;
	for (unsigned i = 0; i < ROWS; i++) {
		make_row(&left[i], 'l', i);
		if (i < TRUE_PAIRS) {
			right[i] = left[i];
			spoil(&right[i]);
			snprintf(right[i].id, sizeof(right[i].id), "r%u", i);
		} else {
			make_row(&right[i], 'r', i);
		}
	}
}

static void write_table(struct sv_arena *arena, const struct row rows[ROWS], bool backwards,
			struct sv_csv *ret)
{
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;

	sv_buf_text(&text, "id,name,maker,designation\n");
	for (size_t i = 0; i < ROWS; i++) {
		const struct row *row = &rows[backwards ? ROWS - 1 - i : i];

		sv_buf_printf(&text, "%s,%s,%s,%s\n", row->id, row->fields[0], row->fields[1],
			      row->fields[2]);
	}
	sv_csv_parse(arena, "table.csv", sv_arena_str(arena, sv_buf_view(&text)), ret, &findings);
	assert_int_equal(ret->row_count, ROWS);
}

static void match(struct sv_arena *arena, const struct row left[ROWS], const struct row right[ROWS],
		  bool backwards, struct sv_table_answer *ret)
{
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	struct sv_csv a, b;
	struct sv_table_question question = {
	    .left = &a, .right = &b, .language = "en", .at_least = SV_TABLE_LIKENESS};

	write_table(arena, left, backwards, &a);
	write_table(arena, right, backwards, &b);
	assert_int_equal(sv_table_match(arena, &question, ret, &findings), 0);
}

static struct row left[ROWS], right[ROWS];

static void what_people_do_to_a_list_does_not_hide_it(void **state)
{
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_table_answer answer;
	size_t hits = 0, equal = 0;
	double f1;

	(void)state;
	make_tables(left, right);
	match(&arena, left, right, false, &answer);
	for (size_t i = 0; i < answer.count; i++)
		hits += sv_str_equal((struct sv_str){answer.pairs[i].left_id.ptr + 1,
						     answer.pairs[i].left_id.len - 1},
				     (struct sv_str){answer.pairs[i].right_id.ptr + 1,
						     answer.pairs[i].right_id.len - 1}) &&
			answer.pairs[i].left < TRUE_PAIRS;
	for (size_t i = 0; i < TRUE_PAIRS; i++)
		equal += memcmp(left[i].fields, right[i].fields, sizeof(left[i].fields)) == 0;
	f1 = 2 * (double)hits / (double)(answer.count + TRUE_PAIRS);
	print_message("# seed %d: F1 %.3f, precision %.3f, recall %.3f; %zu rows are equal\n", SEED,
		      f1, (double)hits / (double)answer.count, (double)hits / TRUE_PAIRS, equal);
	assert_true(equal * 10 < TRUE_PAIRS);
	assert_true(f1 >= 0.95);
	sv_arena_free(&arena);
}

static void the_order_of_rows_does_not_matter(void **state)
{
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_table_answer forward, backward;

	(void)state;
	make_tables(left, right);
	match(&arena, left, right, false, &forward);
	match(&arena, left, right, true, &backward);
	assert_int_equal(forward.count, backward.count);
	for (size_t i = 0; i < forward.count; i++) {
		const struct sv_table_pair *pair = &forward.pairs[i];
		const struct sv_table_pair *same = &backward.pairs[backward.count - 1 - i];

		assert_true(sv_str_equal(pair->left_id, same->left_id));
		assert_true(sv_str_equal(pair->right_id, same->right_id));
		assert_true(pair->score == same->score);
	}
	sv_arena_free(&arena);
}

static void a_row_matches_itself_with_one(void **state)
{
	struct sv_arena arena = SV_ARENA_INIT;
	struct sv_table_answer answer;

	(void)state;
	make_tables(left, right);
	match(&arena, left, left, false, &answer);
	assert_int_equal(answer.count, ROWS);
	for (size_t i = 0; i < answer.count; i++) {
		assert_true(answer.pairs[i].score == 1);
		assert_true(sv_str_equal(answer.pairs[i].left_id, answer.pairs[i].right_id));
	}
	sv_arena_free(&arena);
}

/* A word that nobody has, put at the end of both rows of a pair. */
static void a_shared_word_never_lowers_a_score(void **state)
{
	(void)state;
	for (size_t i = 0; i < 12; i++) {
		struct sv_arena arena = SV_ARENA_INIT;
		struct sv_table_answer before, after;
		struct sv_table_pair pair = {.score = 0};

		make_tables(left, right);
		match(&arena, left, right, false, &before);
		pair = before.pairs[i * before.count / 12];
		strcat(left[pair.left].fields[0], " zyzzyva");
		strcat(right[pair.right].fields[0], " zyzzyva");
		match(&arena, left, right, false, &after);
		for (size_t k = 0; k < after.count; k++)
			if (after.pairs[k].left == pair.left) {
				assert_int_equal(after.pairs[k].right, pair.right);
				assert_true(after.pairs[k].score >= pair.score);
				pair.label = NULL;
			}
		assert_null(pair.label);
		sv_arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_people_do_to_a_list_does_not_hide_it),
	    cmocka_unit_test(the_order_of_rows_does_not_matter),
	    cmocka_unit_test(a_row_matches_itself_with_one),
	    cmocka_unit_test(a_shared_word_never_lowers_a_score),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
