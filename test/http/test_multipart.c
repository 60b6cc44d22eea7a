/* SPDX-License-Identifier: EUPL-1.2 */
/* Forms with a file, as browsers send them and as nobody should. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "http/multipart.h"

#define TYPE "multipart/form-data; boundary=----x"
#define FIELD "------x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n12ab\r\n"

/* "name=content" or "name@file=content", one a line; or "refused: ..." */
static const char *read_all(struct sv_arena *arena, const char *type, struct sv_str body)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_multipart multipart;
	struct sv_part part;
	int r = sv_multipart_begin(arena, type, body, &multipart, &err);

	while (r >= 0 && (r = sv_multipart_next(arena, &multipart, &part, &err)) > 0)
		sv_buf_printf(&out, "%s%s%s=%.*s\n", part.name, part.filename ? "@" : "",
			      part.filename ? part.filename : "", SV_STR_ARG(part.content));
	if (r < 0)
		return "refused";
	return sv_arena_str(arena, sv_buf_view(&out)).ptr;
}

static int set_up(void **state)
{
	static struct sv_arena arena;

	*state = &arena;
	return 0;
}

static int tear_down(void **state)
{
	sv_arena_free(*state);
	return 0;
}

static void reads_fields_and_files(void **state)
{
	assert_string_equal(
	    read_all(*state, TYPE,
		     SV_STR(FIELD
			    "------x\r\nContent-Disposition: form-data; name=\"file\"; "
			    "filename=\"plan; of \xc3\xa9t\xc3\xa9.xlsx\"\r\nContent-Type: "
			    "application/octet-stream\r\n\r\nPK\r\n--almost\r\n\r\n------x--\r\n")),
	    "csrf=12ab\nfile@plan; of \xc3\xa9t\xc3\xa9.xlsx=PK\r\n--almost\r\n\n");
}

static void a_file_has_a_name_and_no_way(void **state)
{
	static const char *const names[] = {"../../etc/passwd", "C:\\plans\\passwd", "/passwd"};

	for (size_t i = 0; i < 3; i++)
		assert_string_equal(
		    read_all(*state, TYPE,
			     sv_str_from(sv_arena_printf(
				 *state,
				 "------x\r\ncontent-disposition: FORM-DATA; filename=\"%s\"; "
				 "name=f\r\n\r\n\r\n------x--",
				 names[i]))),
		    "f@passwd=\n");
}

static void reads_a_quoted_boundary(void **state)
{
	assert_string_equal(
	    read_all(*state, "Multipart/Form-Data; charset=\"a;b\"; boundary=\"a b\"",
		     SV_STR("--a b\r\nContent-Disposition: form-data; name=n\r\n\r\nv\r\n--a b--")),
	    "n=v\n");
}

static void refuses_what_is_no_form(void **state)
{
	static const struct {
		const char *type;
		struct sv_str body;
	} cases[] = {
	    {NULL, SV_STR(FIELD "------x--")},
	    {"text/plain; boundary=----x", SV_STR(FIELD "------x--")},
	    {"multipart/form-data", SV_STR(FIELD "------x--")},
	    {"multipart/form-data; boundary=", SV_STR(FIELD "------x--")},
	    {"multipart/form-data; boundary=\"x", SV_STR(FIELD "------x--")},
	    {"multipart/form-data; boundary=\"\r\n\"", SV_STR(FIELD "------x--")},
	    {TYPE, SV_STR("")},
	    {TYPE, SV_STR("-")},
	    {TYPE, SV_STR("------y--")},
	    {TYPE, SV_STR("------x")},
	    {TYPE, SV_STR("------x-")},
	    {TYPE, SV_STR("------x\r\n")},
	    {TYPE, SV_STR(FIELD)},
	    {TYPE, SV_STR("------x\r\n\r\n\r\nno head\r\n------x--")},
	    {TYPE, SV_STR("------x\r\nContent-Disposition: form-data\r\n\r\nno name\r\n------x--")},
	    {TYPE,
	     SV_STR("------x\r\nContent-Disposition: form-data; name=\"a\r\n\r\nv\r\n------x--")},
	    {TYPE, SV_STR("------x\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\nv\r\n"
			  "------x--")},
	    {TYPE, SV_STR("------x\r\nContent-Disposition: form-data; name=\"a\0b\"\r\n\r\nv\r\n"
			  "------x--")},
	    {TYPE, SV_STR(FIELD "------xtra\r\n\r\n------x--")},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *said = read_all(*state, cases[i].type, cases[i].body);

		if (strcmp(said, "refused") != 0)
			fail_msg("case %zu is taken: %s", i, said);
	}
}

static void refuses_a_head_without_end(void **state)
{
	_cleanup_(sv_buf_free) struct sv_buf body = SV_BUF_INIT;

	sv_buf_text(&body, "------x\r\nContent-Disposition: form-data; name=n; x=\"");
	for (int i = 0; i < SV_MULTIPART_HEAD_MAX; i++)
		sv_buf_char(&body, 'a');
	sv_buf_text(&body, "\"\r\n\r\nv\r\n------x--");
	assert_string_equal(read_all(*state, TYPE, sv_buf_view(&body)), "refused");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(reads_fields_and_files, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_file_has_a_name_and_no_way, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(reads_a_quoted_boundary, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(refuses_what_is_no_form, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(refuses_a_head_without_end, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("multipart", tests, NULL, NULL);
}
