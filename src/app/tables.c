/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/tables.h"

#include "base/encoding.h"
#include "base/file.h"

static int read_table(struct sv_arena *arena, const char *path, struct sv_csv *ret,
		      struct sv_findings *findings, struct sv_error *err)
{
	struct sv_str text;
	int r = sv_file_read(arena, path, SV_MATCH_BYTES_MAX, &text, err);

	if (r < 0)
		return r;
	text = sv_text_as_utf8(arena, path, text, findings);
	if (text.len || !sv_findings_count(findings, SV_ERROR))
		sv_csv_parse(arena, path, text, ret, findings);
	return 0;
}

/* The language of the first rows; enough words of function stand there or nowhere. */
static const char *guess_language(const struct sv_csv *csv)
{
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;

	for (size_t i = 0; i < csv->row_count && text.len < SV_GUESS_BYTES_MAX; i++)
		for (size_t c = 0; c < csv->column_count; c++) {
			struct sv_str field = sv_csv_get(csv, i, (int)c);

			field.len = SV_MIN(field.len, (size_t)SV_GUESS_BYTES_MAX);
			sv_buf_str(&text, field);
			sv_buf_char(&text, ' ');
		}
	return sv_language_guess(sv_buf_view(&text));
}

int sv_app_compare_tables(struct sv_arena *arena, struct sv_table_comparison *c,
			  struct sv_error *err)
{
	struct sv_table_question question = {
	    .left = &c->left,
	    .right = c->right_path ? &c->right : NULL,
	    .columns = c->columns,
	    .id = c->id,
	    .at_least = c->at_least,
	    .progress = c->progress,
	};
	size_t errors;
	int r;

	c->findings = (struct sv_findings)SV_FINDINGS_INIT(arena);
	r = read_table(arena, c->left_path, &c->left, &c->findings, err);
	if (r == 0 && c->right_path)
		r = read_table(arena, c->right_path, &c->right, &c->findings, err);
	if (r < 0)
		return r;
	errors = sv_findings_count(&c->findings, SV_ERROR);
	if (!errors) {
		question.language = c->language ? c->language : guess_language(&c->left);
		c->language = question.language;
		if (!c->right_path)
			return sv_table_pairs(arena, &question, &c->answer, &c->findings, err);
		errors = sv_table_match(arena, &question, &c->answer, &c->findings);
	}
	if (errors)
		return sv_fail(err, SV_EINVALID, "%zu error%s; nothing was compared", errors,
			       errors == 1 ? "" : "s");
	return 0;
}
