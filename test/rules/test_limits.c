/* SPDX-License-Identifier: EUPL-1.2 */
/* What a pledge text may be at most, and that a text beyond it ends soon and says why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "rules/program.h"

#include "facts.h"

static const char *const head = "set \"t\" for commitments\n"
				"quantity q \"Q\"\n  unit persons\n  from x \"p\"\n"
				"commitment 1 \"One\"\n  basis \"B\"\n";

struct text {
	struct sv_arena arena;
	struct sv_buf buf;
	struct sv_findings findings;
};

static int setup(void **state)
{
	struct text *text = test_calloc(1, sizeof(*text));

	text->findings = (struct sv_findings)SV_FINDINGS_INIT(&text->arena);
	sv_buf_text(&text->buf, head);
	*state = text;
	return 0;
}

static int teardown(void **state)
{
	struct text *text = *state;

	sv_buf_free(&text->buf);
	sv_arena_free(&text->arena);
	test_free(text);
	return 0;
}

static void repeat(struct text *text, const char *what, int times)
{
	for (int i = 0; i < times; i++)
		sv_buf_text(&text->buf, what);
}

static void check(struct text *text)
{
	const struct sv_rules_schema schema = {0};
	struct sv_str all = {text->buf.ptr, text->buf.len};

	sv_rules_check(&text->arena, "t.pledge", all, &schema, &text->findings);
}

static void expect_only(struct text *text, const char *rule, const char *message)
{
	check(text);
	assert_int_equal(text->findings.count, 1);
	assert_string_equal(text->findings.items[0].rule, rule);
	assert_string_equal(text->findings.items[0].message, message);
}

static void takes_an_expression_of_sixty_four_levels(void **state)
{
	struct text *text = *state;

	/* An expression is a level, and so is each parenthesis and what stands in it. */
	sv_buf_text(&text->buf, "  met when ");
	repeat(text, "(", SV_RULE_DEPTH_MAX / 2 - 1);
	sv_buf_text(&text->buf, "1 > 0");
	repeat(text, ")", SV_RULE_DEPTH_MAX / 2 - 1);
	check(text);
	assert_int_equal(text->findings.count, 0);
}

static void refuses_deeper_parentheses(void **state)
{
	struct text *text = *state;

	sv_buf_text(&text->buf, "  met when ");
	repeat(text, "(", 5000);
	expect_only(text, "limit", "the expression is nested more than 64 deep");
}

static void refuses_more_signs_and_nots(void **state)
{
	struct text *text = *state;

	sv_buf_text(&text->buf, "  met when ");
	repeat(text, "not ", 5000);
	sv_buf_text(&text->buf, "1 > 0\n  measure x \"X\" = ");
	repeat(text, "-", 5000);
	sv_buf_text(&text->buf, "1\n");
	check(text);
	assert_int_equal(text->findings.count, 2);
	for (size_t i = 0; i < 2; i++)
		assert_string_equal(text->findings.items[i].message,
				    "the expression is nested more than 64 deep");
}

static void refuses_a_longer_chain(void **state)
{
	struct text *text = *state;

	sv_buf_text(&text->buf, "  met when 1");
	repeat(text, " + 1", 64);
	sv_buf_text(&text->buf, " > 0\n");
	expect_only(text, "limit", "the expression is nested more than 64 deep");
}

static void refuses_more_terms(void **state)
{
	struct text *text = *state;

	sv_buf_text(&text->buf, "  met when 1 > 0\n");
	for (int i = 0; i < SV_RULE_NODES_MAX / 60; i++) {
		sv_buf_text(&text->buf, "  met when 1 > 0");
		repeat(text, "+ 1", 30);
		sv_buf_text(&text->buf, "\n");
	}
	check(text);
	assert_true(text->findings.count > 0);
	assert_string_equal(text->findings.items[0].message, "the text has more than 65536 terms");
}

static void refuses_more_measures(void **state)
{
	struct text *text = *state;

	for (int i = 0; i <= SV_RULE_MEASURES_MAX; i++)
		sv_buf_printf(&text->buf, "  measure m%d \"M\" = 1\n", i);
	sv_buf_text(&text->buf, "  met when 1 > 0\n");
	expect_only(text, "limit", "the item has more than 64 measures");
}

static void refuses_more_items(void **state)
{
	struct text *text = *state;

	sv_buf_text(&text->buf, "  declared in plan\n");
	for (int i = 0; i <= SV_RULE_ITEMS_MAX; i++)
		sv_buf_printf(&text->buf, "group g%d \"G\"\n", i);
	expect_only(text, "limit", "the text has more than 1024 items of a kind");
}

static void refuses_more_names_in_a_list(void **state)
{
	struct text *text = *state;

	sv_buf_text(&text->buf, "  judged by a");
	repeat(text, ", then a", SV_RULE_NAMES_MAX);
	sv_buf_text(&text->buf, "\n");
	expect_only(text, "limit", "more than 64 names stand here");
}

static void refuses_a_rule_that_grows_without_end(void **state)
{
	struct text *text = *state;

	sv_buf_text(&text->buf, "  measure m0 \"M\" = q\n");
	for (int i = 1; i < 40; i++)
		sv_buf_printf(&text->buf, "  measure m%d \"M\" = m%d + m%d\n", i, i - 1, i - 1);
	sv_buf_text(&text->buf, "  met when 1 > 0\n");
	check(text);
	/* m0 to m11 fit; each of the others would be twice as long as the one before. */
	assert_int_equal(text->findings.count, 28);
	assert_string_equal(text->findings.items[0].message,
			    "the expression needs more than 4096 steps or 256 figures");
}

static void refuses_to_look_back_further(void **state)
{
	struct text *text = *state;

	sv_buf_text(&text->buf, "  measure m \"M\" = previous(previous(q, 10), 10)\n"
				"  met when m rises over 1 year\n");
	expect_only(text, "limit", "the expression looks back over more than 20 years");
	assert_int_equal(text->findings.items[0].line, 8);
	assert_int_equal(text->findings.items[0].column, 12);
}

static void refuses_a_larger_text(void **state)
{
	struct text *text = *state;

	repeat(text, "# a comment\n", SV_RULE_BYTES_MAX / 12 + 1);
	expect_only(text, "limit", "the text is larger than 1048576 bytes");
}

static void refuses_what_is_not_utf8(void **state)
{
	struct text *text = *state;

	sv_buf_text(&text->buf, "  note \"caf\xe9\"\n");
	check(text);
	assert_int_equal(text->findings.count, 1);
	assert_string_equal(text->findings.items[0].rule, "utf-8");
}

/* Each would have copied a line of a megabyte. */
static void counts_a_million_errors_of_one_line(void **state)
{
	struct text *text = *state;

	repeat(text, "$", SV_RULE_BYTES_MAX - 1024);
	check(text);
	assert_int_equal(text->findings.count, SV_FINDINGS_MAX);
	assert_true(text->findings.dropped > 1000000);
	assert_string_equal(text->findings.items[SV_FINDINGS_MAX - 1].source, "");
	assert_true(strlen(text->findings.items[0].source) <= SV_FINDING_SOURCE_MAX);
}

static void counts_errors_of_every_line(void **state)
{
	struct text *text = *state;

	repeat(text, " x\n", SV_RULE_BYTES_MAX / 3 - 1024);
	check(text);
	assert_int_equal(text->findings.count, SV_FINDINGS_MAX);
	assert_int_equal(text->findings.items[SV_FINDINGS_MAX - 1].line, 6 + SV_FINDINGS_MAX);
	assert_string_equal(text->findings.items[SV_FINDINGS_MAX - 1].source, " x");
}

/* A character that the limit of a shown line would cut in two is left out. */
static void shows_a_long_line_up_to_a_whole_character(void **state)
{
	struct text *text = *state;
	size_t good;

	sv_buf_text(&text->buf, "  note $ \"");
	repeat(text, "\xc3\xa9", SV_FINDING_SOURCE_MAX);
	sv_buf_text(&text->buf, "\"\n  declared in plan\n");
	check(text);
	assert_true(text->findings.count > 0);
	assert_true(sv_str_is_utf8(sv_str_from(text->findings.items[0].source), &good));
}

/* A record may hold a text that was taken under a wider limit. */
static void refuses_to_run_what_it_would_not_take(void **state)
{
	struct text *text = *state;
	struct sv_rule_text recorded = {1, "t.pledge", {NULL, 0}};
	struct sv_error err = SV_ERROR_INIT;
	struct sv_assessment *assessment = NULL;
	struct facts facts;
	struct sv_assess_input input;
	int line;

	sv_buf_text(&text->buf, "  measure m \"M\" = previous(previous(q, 20), 20)\n"
				"  met when m > 1 persons\n");
	recorded.text = (struct sv_str){text->buf.ptr, text->buf.len};
	assert_null(facts_parse(&text->arena,
				SV_STR("on 2019-12-31\nmember FRA from 2017-12-11\n"
				       "indicator p PERSONS\n"),
				1, &facts, &line));
	input = (struct sv_assess_input){.reg = &facts.reg,
					 .evidence = &facts.evidence,
					 .texts = &recorded,
					 .text_count = 1,
					 .on = facts.on,
					 .year_first = 2019,
					 .year_last = 2019};
	assert_int_equal(sv_assess(&text->arena, &input, &assessment, &err), SV_EINVALID);
	assert_null(assessment);
	assert_string_equal(err.where, "t.pledge:7:19");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(takes_an_expression_of_sixty_four_levels),
	    CASE(refuses_deeper_parentheses),
	    CASE(refuses_more_signs_and_nots),
	    CASE(refuses_a_longer_chain),
	    CASE(refuses_more_terms),
	    CASE(refuses_more_measures),
	    CASE(refuses_more_items),
	    CASE(refuses_more_names_in_a_list),
	    CASE(refuses_a_rule_that_grows_without_end),
	    CASE(refuses_to_look_back_further),
	    CASE(refuses_a_larger_text),
	    CASE(refuses_what_is_not_utf8),
	    CASE(counts_a_million_errors_of_one_line),
	    CASE(counts_errors_of_every_line),
	    CASE(refuses_to_run_what_it_would_not_take),
	    CASE(shows_a_long_line_up_to_a_whole_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
