/* SPDX-License-Identifier: EUPL-1.2 */
#include "support.h"

#include "base/csv.h"
#include "base/limits.h"

static struct sv_csv parse(struct place *place, const char *text, struct sv_findings *findings)
{
	struct sv_csv csv;

	*findings = (struct sv_findings)SV_FINDINGS_INIT(&place->arena);
	sv_csv_parse(&place->arena, "t.csv", sv_str_from(text), &csv, findings);
	return csv;
}

static void reads_fields_with_their_lines_and_columns(void **state)
{
	struct sv_findings findings;
	struct sv_csv csv = parse(*state, "a,b\n1,two words\n", &findings);

	assert_int_equal(findings.count, 0);
	assert_int_equal(csv.column_count, 2);
	assert_int_equal(csv.row_count, 1);
	assert_int_equal(csv.rows[0].line, 2);
	assert_int_equal(csv.rows[0].fields[1].column, 3);
	assert_true(sv_str_is(sv_csv_get(&csv, 0, sv_csv_column(&csv, "b")), "two words"));
	assert_int_equal(sv_csv_column(&csv, "c"), -1);
}

static void takes_line_feeds_carriage_returns_and_a_byte_order_mark(void **state)
{
	struct sv_findings findings;
	struct sv_csv csv = parse(*state,
				  "\xef\xbb\xbf"
				  "a,b\r\n1,2\r\n3,4",
				  &findings);

	assert_int_equal(findings.count, 0);
	assert_int_equal(csv.row_count, 2);
	assert_true(sv_str_is(csv.header[0].text, "a"));
	assert_true(sv_str_is(sv_csv_get(&csv, 0, 1), "2"));
	assert_true(sv_str_is(sv_csv_get(&csv, 1, 1), "4"));
}

static void keeps_commas_quotes_and_line_feeds_in_quoted_fields(void **state)
{
	struct sv_findings findings;
	struct sv_csv csv = parse(*state, "a,b\n\"x, \"\"y\"\"\nz\",2\n5,6\n", &findings);

	assert_int_equal(findings.count, 0);
	assert_true(sv_str_is(sv_csv_get(&csv, 0, 0), "x, \"y\"\nz"));
	/* The record began on line 2 and went on to line 3. */
	assert_int_equal(csv.rows[1].line, 4);
}

static void leaves_out_rows_of_another_width_and_says_so(void **state)
{
	struct place *place = *state;
	struct sv_findings findings;
	struct sv_csv csv = parse(place, "a,b\n1\n1,2\n1,2,3\n", &findings);

	assert_int_equal(csv.row_count, 1);
	assert_string_equal(findings_text(&place->arena, &findings),
			    "t.csv:2: the row has 1 fields where the header has 2; check commas "
			    "and quotes in this line\n"
			    "t.csv:4: the row has 3 fields where the header has 2; check commas "
			    "and quotes in this line\n");
}

static void points_at_invalid_utf8_in_each_line(void **state)
{
	struct sv_findings findings;

	parse(*state, "a,b\n1,\xff\n\xc0\xaf,2\n", &findings);
	assert_int_equal(findings.count, 2);
	assert_int_equal(findings.items[0].line, 2);
	assert_int_equal(findings.items[0].column, 3);
	assert_int_equal(findings.items[1].line, 3);
	assert_int_equal(findings.items[1].column, 1);
}

static void reports_a_quote_that_is_not_closed(void **state)
{
	struct sv_findings findings;

	parse(*state, "a,b\n1,\"open\n", &findings);
	assert_int_equal(findings.count, 1);
	assert_string_equal(findings.items[0].rule, "csv-quote");
	assert_int_equal(findings.items[0].line, 2);
	assert_int_equal(findings.items[0].column, 3);
}

static void reports_empty_and_doubled_headers_and_an_empty_table(void **state)
{
	struct sv_findings findings;

	parse(*state, "a,,a\n", &findings);
	assert_int_equal(findings.count, 2);
	parse(*state, "", &findings);
	assert_int_equal(findings.count, 1);
	assert_string_equal(findings.items[0].message, "the table is empty");
}

static void refuses_more_columns_than_the_limit(void **state)
{
	struct sv_findings findings;
	char text[2 * SV_CSV_COLUMNS_MAX + 8];
	size_t len = 0;

	for (int i = 0; i < SV_CSV_COLUMNS_MAX + 1; i++)
		len += (size_t)sprintf(text + len, i ? ",%c" : "%c", 'a' + i % 26);
	parse(*state, text, &findings);
	assert_string_equal(findings.items[0].rule, "csv-columns");
}

static void writes_a_field_so_that_it_reads_back_the_same(void **state)
{
	static const char *const texts[] = {"",           "plain",  "a,b", "say \"yes\"",
					    "two\nlines", "cr\r\n", "=1+1"};
	struct place *place = *state;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct sv_buf out = SV_BUF_INIT;
		struct sv_findings findings;
		struct sv_csv csv;

		sv_buf_text(&out, "a,b\n");
		sv_csv_field(&out, sv_str_from(texts[i]));
		sv_buf_text(&out, ",x\n");
		csv = parse(place, sv_arena_cstr(&place->arena, out.ptr), &findings);
		sv_buf_free(&out);
		assert_int_equal(findings.count, 0);
		assert_true(sv_str_is(sv_csv_get(&csv, 0, 0), texts[i]));
	}
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, place_begin, place_end)
	const struct CMUnitTest tests[] = {
	    TEST(reads_fields_with_their_lines_and_columns),
	    TEST(takes_line_feeds_carriage_returns_and_a_byte_order_mark),
	    TEST(keeps_commas_quotes_and_line_feeds_in_quoted_fields),
	    TEST(leaves_out_rows_of_another_width_and_says_so),
	    TEST(points_at_invalid_utf8_in_each_line),
	    TEST(reports_a_quote_that_is_not_closed),
	    TEST(reports_empty_and_doubled_headers_and_an_empty_table),
	    TEST(refuses_more_columns_than_the_limit),
	    TEST(writes_a_field_so_that_it_reads_back_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
