/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rule tests in three parts that anyone can write: a rule, facts, what is expected.
 *
 * test_rules FILE... runs each *.rule file as one case and prints TAP.  A file begins with a
 * comment that is the sentence it proves, and goes on in sections:
 *
 *   --- rule      a pledge text (several sections are several texts)
 *   --- facts     lines as facts.h explains
 *   --- expect    any of
 *     FRA 2 2019 met 22.3 %              a member: rating and value
 *     FRA 2 2019 above 22.3 %            a member's position under a collective commitment
 *     collective 2 2019 undecided 20.3..40.0 %     a number of an item or the name of a measure
 *     collective 2 2019 not_reported -             no value
 *     counted 2 2019 24                  members in the collective's sum
 *     left_out 2 2019 DEU withheld       a member that is not, or by its bounds only
 *     set 2017                           the set of commitments that is in force
 *     because FRA 2 2019 "sentence"      the reason, word for word; FRA may be 'collective'
 *     decided FRA 2 2019 "met when share >= 20 %"  the clause that decided, of the explanation
 *     way FRA 2 2019 "sentence"          a way out, or why there is none, of the explanation
 *     finding sources-disagree "FRA 2019 investment" [message]
 *     error 12:9 message [; repair]      of the text, by line and column of its section
 *
 * A value is compared to the digits that are written; `20..` is open above.  All findings and all
 * errors have to be named.
 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "facts.h"

#define TEXTS_MAX 4

struct rule_case {
	struct sv_arena *arena;
	const char *file;
	struct sv_rule_text texts[TEXTS_MAX];
	size_t text_count;
	struct facts facts;
	struct sv_str expect;
	int expect_line;
	struct sv_assessment *assessment;
	struct sv_findings errors; /* of the texts */
	size_t errors_expected, findings_expected;
	int failures;
};

static void fail(struct rule_case *test, int line, const char *what, struct sv_str subject)
{
	printf("# %s:%d: %s: %.*s\n", test->file, line, what, SV_STR_ARG(subject));
	test->failures++;
}

/* "22.3 %", "20.3..40.0 %", "20.. %", "-": whether a value is shown so. */
static bool is_value(struct sv_arena *arena, const struct sv_value *value, struct sv_str text)
{
	struct sv_str number = next_word(&text), unit = next_word(&text), low = number;
	struct sv_str high = number;
	struct sv_decimal want, have;
	const char *dots;

	if (sv_str_is(number, "-"))
		return !value->known;
	if (!value->known || !sv_str_is(unit, value->unit))
		return false;
	dots = strstr(sv_arena_str(arena, number).ptr, "..");
	if (dots) {
		low.len = number.len - strlen(dots);
		high = (struct sv_str){number.ptr + low.len + 2, strlen(dots) - 2};
	}
	if (!sv_decimal_parse(low, &want))
		return false;
	have = sv_rational_round(value->lower, want.scale);
	if (sv_decimal_compare(have, want) != 0)
		return false;
	if (!high.len || value->unbounded)
		return !high.len && value->unbounded;
	if (!sv_decimal_parse(high, &want))
		return false;
	have = sv_rational_round(value->upper, want.scale);
	return sv_decimal_compare(have, want) == 0;
}

static const struct sv_rated *find_rated(const struct rule_case *test, struct sv_str state,
					 struct sv_str number, int year)
{
	const struct sv_assessment *all = test->assessment;

	for (size_t item = 0; all && item < all->item_count; item++)
		for (size_t m = 0; m < all->member_count; m++)
			if (sv_str_is(number, all->items[item].number) &&
			    sv_str_is(state, all->members[m]) && year >= all->year_first &&
			    year <= all->year_last)
				return sv_assessment_at(all, year, item, m);
	return NULL;
}

static const struct sv_collective *find_collective(const struct rule_case *test, struct sv_str name,
						   int year)
{
	const struct sv_assessment *all = test->assessment;

	for (size_t i = 0; all && i < all->collective_count; i++) {
		const struct sv_collective *candidate = &all->collective[i];
		int item = candidate->rated.item;

		if (candidate->rated.year == year &&
		    (sv_str_is(name, candidate->measure) ||
		     (item >= 0 && sv_str_is(name, all->items[item].number))))
			return candidate;
	}
	return NULL;
}

static void show(struct rule_case *test, const struct sv_rated *rated)
{
	const struct sv_value *value = &rated->value;

	printf("#   is %s, position %d, known %d, %s, %.6f..%.6f %s: %s\n",
	       sv_rating_name(rated->rating), rated->position, value->known,
	       sv_missing_name(value->missing), sv_rational_to_double(value->lower),
	       sv_rational_to_double(value->upper), value->unbounded ? "(open)" : value->unit,
	       rated->reason);
	test->failures++;
}

static bool is_rated(const struct sv_rated *rated, struct sv_str word)
{
	if (sv_str_is(word, "above"))
		return rated->position == 1 && rated->rating == SV_RATING_NOT_APPLICABLE;
	if (sv_str_is(word, "below"))
		return rated->position == -1 && rated->rating == SV_RATING_NOT_APPLICABLE;
	return sv_str_is(word, sv_rating_name(rated->rating)) &&
	       (rated->position == 0 || !rated->state);
}

static const struct sv_rated *read_cell(struct rule_case *test, struct sv_str *rest)
{
	struct sv_str state = next_word(rest), number = next_word(rest);
	const struct sv_collective *collective;
	int64_t year;

	if (!sv_str_to_int64(next_word(rest), &year))
		return NULL;
	if (!sv_str_is(state, "collective"))
		return find_rated(test, state, number, (int)year);
	collective = find_collective(test, number, (int)year);
	return collective ? &collective->rated : NULL;
}

static void expect_rating(struct rule_case *test, int line, struct sv_str text)
{
	struct sv_str rest = text, word;
	const struct sv_rated *rated = read_cell(test, &rest);

	if (!rated) {
		fail(test, line, "there is no such cell", text);
		return;
	}
	word = next_word(&rest);
	rest = sv_str_trim(rest);
	if (!is_rated(rated, word) || (rest.len && !is_value(test->arena, &rated->value, rest))) {
		fail(test, line, "not so", text);
		show(test, rated);
	}
}

static void expect_counted(struct rule_case *test, int line, struct sv_str rest)
{
	struct sv_str text = rest, name = next_word(&rest);
	const struct sv_collective *collective;
	int64_t year, count;

	if (!sv_str_to_int64(next_word(&rest), &year) ||
	    !sv_str_to_int64(next_word(&rest), &count)) {
		fail(test, line, "expected: counted NAME YEAR COUNT", text);
		return;
	}
	collective = find_collective(test, name, (int)year);
	if (!collective || collective->members_counted != count) {
		fail(test, line, "not so", text);
		printf("#   counted %d\n", collective ? collective->members_counted : -1);
	}
}

static void expect_left_out(struct rule_case *test, int line, struct sv_str rest)
{
	struct sv_str text = rest, name = next_word(&rest), state;
	const struct sv_collective *collective;
	int64_t year = 0;

	if (!sv_str_to_int64(next_word(&rest), &year)) {
		fail(test, line, "expected: left_out NAME YEAR STATE WHY", text);
		return;
	}
	collective = find_collective(test, name, (int)year);
	state = next_word(&rest);
	for (size_t i = 0; collective && i < collective->missing_count; i++)
		if (sv_str_is(state, collective->missing[i].state) &&
		    sv_str_is(sv_str_trim(rest), sv_missing_name(collective->missing[i].why)))
			return;
	fail(test, line, "not so", text);
	for (size_t i = 0; collective && i < collective->missing_count; i++)
		printf("#   %s %s\n", collective->missing[i].state,
		       sv_missing_name(collective->missing[i].why));
}

static void expect_because(struct rule_case *test, int line, struct sv_str rest)
{
	struct sv_str text = rest;
	const struct sv_rated *rated = read_cell(test, &rest);

	if (!rated || !sv_str_is(next_word(&rest), rated->reason)) {
		fail(test, line, "not so", text);
		if (rated)
			show(test, rated);
	}
}

static struct sv_assess_input input_of(const struct rule_case *test)
{
	return (struct sv_assess_input){
	    .reg = &test->facts.reg,
	    .evidence = &test->facts.evidence,
	    .declarations = test->facts.declarations,
	    .declaration_count = test->facts.declaration_count,
	    .judgements = test->facts.judgements,
	    .judgement_count = test->facts.judgement_count,
	    .texts = test->texts,
	    .text_count = test->text_count,
	    .on = test->facts.on,
	    .year_first = test->facts.year_first,
	    .year_last = test->facts.year_last,
	};
}

/* The explanation that a line asks for; *rest goes on behind the year.  False when there is none. */
static bool explain_for(struct rule_case *test, int line, struct sv_str *rest,
			struct sv_explanation *ret)
{
	struct sv_str text = *rest;
	const char *state = sv_arena_str(test->arena, next_word(rest)).ptr;
	const char *number = sv_arena_str(test->arena, next_word(rest)).ptr;
	struct sv_assess_input *input = SV_NEW(test->arena, struct sv_assess_input);
	struct sv_error err = SV_ERROR_INIT;
	int64_t year = 0;

	*input = input_of(test);
	if (!sv_str_to_int64(next_word(rest), &year)) {
		fail(test, line, "expected a year", text);
		return false;
	}
	input->year_first = input->year_last = (int)year;
	if (sv_assess_explain(test->arena, input, strcmp(state, "collective") ? state : NULL,
			      number, ret, &err) < 0) {
		fail(test, line, err.message, text);
		return false;
	}
	return true;
}

static void expect_decided(struct rule_case *test, int line, struct sv_str rest)
{
	struct sv_str text = rest, clause;
	struct sv_explanation explanation;

	if (!explain_for(test, line, &rest, &explanation))
		return;
	clause = next_word(&rest);
	for (size_t i = 0; i < explanation.term_count; i++)
		if (explanation.terms[i].decided && sv_str_is(clause, explanation.terms[i].text))
			return;
	fail(test, line, "not so", text);
}

static void expect_way(struct rule_case *test, int line, struct sv_str rest)
{
	struct sv_explanation explanation;
	const struct sv_least_change *least;
	struct sv_str way;

	if (!explain_for(test, line, &rest, &explanation))
		return;
	way = next_word(&rest);
	least = explanation.least_change;
	for (size_t i = 0; least && i < least->way_count; i++) {
		if (sv_str_is(way, least->ways[i].text))
			return;
		printf("# a way: %s\n", least->ways[i].text);
	}
	for (size_t i = 0; least && i < least->none_count; i++) {
		if (sv_str_is(way, least->none[i].text))
			return;
		printf("# no way: %s\n", least->none[i].text);
	}
	fail(test, line, "not among the ways", way);
}

static void expect_finding(struct rule_case *test, int line, struct sv_str rest)
{
	struct sv_str text = rest, rule = next_word(&rest), place = next_word(&rest);
	const struct sv_findings *findings = test->assessment ? test->assessment->findings : NULL;

	test->findings_expected++;
	rest = sv_str_trim(rest);
	for (size_t i = 0; findings && i < findings->count; i++)
		if (sv_str_is(rule, findings->items[i].rule) &&
		    sv_str_is(place, findings->items[i].place) &&
		    (!rest.len || sv_str_is(rest, findings->items[i].message)))
			return;
	fail(test, line, "no such finding", text);
}

static void expect_error(struct rule_case *test, int line, struct sv_str rest)
{
	struct sv_str text = sv_str_trim(rest);

	test->errors_expected++;
	for (size_t i = 0; i < test->errors.count; i++) {
		const struct sv_finding *error = &test->errors.items[i];
		const char *short_text = sv_arena_printf(test->arena, "%d:%d %s", error->line,
							 error->column, error->message);

		if (sv_str_is(text, short_text) ||
		    sv_str_is(text,
			      sv_arena_printf(test->arena, "%s; %s", short_text, error->repair)))
			return;
	}
	fail(test, line, "no such error", text);
}

static void expect_set(struct rule_case *test, int line, struct sv_str rest)
{
	if (!test->assessment || !sv_str_is(sv_str_trim(rest), test->assessment->set))
		fail(test, line, "not the set in force", rest);
}

static void expect_line(struct rule_case *test, int line, struct sv_str text)
{
	static const struct {
		const char *word;
		void (*expect)(struct rule_case *test, int line, struct sv_str rest);
	} kinds[] = {
	    {"counted", expect_counted}, {"left_out", expect_left_out}, {"set", expect_set},
	    {"because", expect_because}, {"decided", expect_decided},   {"finding", expect_finding},
	    {"way", expect_way},         {"error", expect_error},
	};
	struct sv_str rest = text, word = next_word(&rest);

	if (!word.len || *word.ptr == '#')
		return;
	for (size_t i = 0; i < SV_ARRAY_LEN(kinds); i++) {
		if (sv_str_is(word, kinds[i].word)) {
			kinds[i].expect(test, line, rest);
			return;
		}
	}
	expect_rating(test, line, text);
}

/* Everything that was found and not named. */
static void expect_no_more(struct rule_case *test)
{
	const struct sv_findings *findings = test->assessment ? test->assessment->findings : NULL;

	if (test->errors.count != test->errors_expected) {
		printf("# %s: %zu errors, %zu named\n", test->file, test->errors.count,
		       test->errors_expected);
		for (size_t i = 0; i < test->errors.count; i++)
			printf("#   error %d:%d %s; %s\n", test->errors.items[i].line,
			       test->errors.items[i].column, test->errors.items[i].message,
			       test->errors.items[i].repair);
		test->failures++;
	}
	if (findings && findings->count != test->findings_expected) {
		printf("# %s: %zu findings, %zu named\n", test->file, findings->count,
		       test->findings_expected);
		for (size_t i = 0; i < findings->count; i++)
			printf("#   finding %s \"%s\" %s\n", findings->items[i].rule,
			       findings->items[i].place, findings->items[i].message);
		test->failures++;
	}
}

/* Cut a file into its sections. */
static bool read_sections(struct rule_case *test, struct sv_str text)
{
	struct sv_str rest = text, line, *section = NULL, facts = SV_STR_NONE;
	int number = 1, facts_line = 0, wrong_line;
	const char *wrong;

	for (; sv_str_split(&rest, '\n', &line); number++) {
		if (sv_str_starts(line, "--- ")) {
			section = sv_str_is(line, "--- facts")    ? &facts
				  : sv_str_is(line, "--- expect") ? &test->expect
								  : NULL;
			if (sv_str_is(line, "--- rule") && test->text_count < TEXTS_MAX) {
				struct sv_rule_text *rule = &test->texts[test->text_count++];

				rule->doc = (int64_t)test->text_count;
				rule->name = test->file;
				section = &rule->text;
			}
			if (!section)
				return false;
			*section = (struct sv_str){rest.ptr, 0};
			if (section == &facts)
				facts_line = number + 1;
			if (section == &test->expect)
				test->expect_line = number + 1;
		} else if (section) {
			section->len = (size_t)(line.ptr + line.len + 1 - section->ptr);
		}
	}
	if (section && rest.len == 0 && section->ptr + section->len > text.ptr + text.len)
		section->len = (size_t)(text.ptr + text.len - section->ptr);
	wrong = facts_parse(test->arena, facts, facts_line, &test->facts, &wrong_line);
	if (wrong)
		printf("# %s:%d: %s\n", test->file, wrong_line, wrong);
	return !wrong && test->text_count > 0 && test->expect.len > 0;
}

static void run_rules(struct rule_case *test)
{
	struct sv_rulebook_context context = {&test->facts.reg, &test->facts.evidence};
	struct sv_rules_schema schema = sv_rulebook_schema(&context);
	struct sv_assess_input input = input_of(test);
	struct sv_error err = SV_ERROR_INIT;

	for (size_t i = 0; i < test->text_count; i++)
		sv_rules_check(test->arena, test->file, test->texts[i].text, &schema,
			       &test->errors);
	if (test->errors.count)
		return;
	if (sv_assess(test->arena, &input, &test->assessment, &err) < 0)
		fail(test, test->expect_line, err.message, SV_STR_NONE);
}

static bool run_case(const char *path, int number)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	const char *file = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	struct rule_case test = {.arena = &arena, .file = file, .errors = SV_FINDINGS_INIT(&arena)};
	struct sv_error err = SV_ERROR_INIT;
	struct sv_str text, first = SV_STR_NONE, rest, line;

	if (sv_file_read(&arena, path, SV_FILE_BYTES_MAX, &text, &err) < 0) {
		printf("# %s\n", err.message);
		test.failures++;
	} else if (!read_sections(&test, text)) {
		printf("# %s: expected the sections rule, facts and expect\n", file);
		test.failures++;
	} else {
		run_rules(&test);
		rest = test.expect;
		for (int n = test.expect_line; sv_str_split(&rest, '\n', &line); n++)
			expect_line(&test, n, line);
		expect_no_more(&test);
		rest = text;
		sv_str_split(&rest, '\n', &first);
		first = sv_str_trim((struct sv_str){first.ptr + 1, first.len - 1});
	}
	printf("%sok %d - %s (%s)\n", test.failures ? "not " : "", number,
	       sv_arena_str(&arena, first).ptr, file);
	return test.failures == 0;
}

int main(int argc, char **argv)
{
	int failed = 0;

	printf("1..%d\n", argc - 1);
	for (int i = 1; i < argc; i++)
		failed += !run_case(argv[i], i);
	return failed != 0;
}
