/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/imported.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "cli/common.h"
#include "cli/table.h"

static void step(void *context, const char *what, size_t done, size_t total)
{
	(void)context;
	sv_out_progress(what, done, total);
}

const struct sv_progress sv_cli_progress = {.step = step};

static void write_json(struct sv_cli *cli, const struct sv_import *result)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);

	sv_json_begin_object(&json);
	sv_json_key_bool(&json, "recorded", !result->refused && !result->dry_run);
	sv_json_key_bool(&json, "dry_run", result->dry_run);
	sv_json_key_int(&json, "size", result->size);
	sv_json_key(&json, "files");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < result->file_count; i++) {
		const struct sv_imported *file = &result->files[i];

		sv_json_begin_object(&json);
		sv_json_key_text(&json, "file", file->file);
		sv_json_key_text(&json, "kind", file->kind);
		sv_json_key(&json, "document");
		if (file->doc >= 0)
			sv_json_int(&json, file->doc);
		else
			sv_json_null(&json);
		sv_json_key_int(&json, "rows_new", (int64_t)file->rows_new);
		sv_json_key_int(&json, "rows_changed", (int64_t)file->rows_changed);
		sv_json_key_int(&json, "rows_unchanged", (int64_t)file->rows_unchanged);
		sv_json_end_object(&json);
	}
	sv_json_end_array(&json);
	sv_json_key(&json, "findings");
	sv_json_findings(&json, result->findings);
	sv_json_end_object(&json);
	sv_buf_char(&cli->out.buf, '\n');
}

static void write_text(struct sv_cli *cli, const struct sv_import *result, const char *done)
{
	static const struct sv_text_column columns[] = {
	    {.title = "document", .right = true},
	    {.title = "file", .wraps = true},
	    {.title = "kind"},
	    {.title = "new", .right = true},
	    {.title = "changed", .right = true},
	    {.title = "unchanged", .right = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);

	for (size_t i = 0; i < result->file_count; i++) {
		const struct sv_imported *file = &result->files[i];

		sv_text_table_add(&table, file->doc >= 0
					      ? sv_arena_printf(cli->arena, "%" PRId64, file->doc)
					      : "-");
		sv_text_table_add(&table, file->file);
		sv_text_table_add(&table, file->kind);
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%zu", file->rows_new));
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%zu", file->rows_changed));
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%zu", file->rows_unchanged));
	}
	sv_text_table_print(&table, &cli->out);
	sv_out_printf(&cli->out, "\n%s: %" PRId64 " documents\n", done, result->size);
}

/* The name without the folder that all files have in common. */
static void shorten(const struct sv_import *result, const char *folder)
{
	size_t len = strlen(folder);

	for (size_t i = 0; len && i < result->file_count; i++) {
		struct sv_imported *file = &result->files[i];

		if (strncmp(file->file, folder, len) == 0 && file->file[len] == '/')
			file->file += len + 1;
	}
}

int sv_cli_imported(struct sv_cli *cli, const struct sv_import *result, const char *done,
		    const char *folder, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf findings = SV_BUF_INIT;
	size_t errors = sv_findings_count(result->findings, SV_ERROR);
	int r;

	shorten(result, folder);
	if (sv_cli_json(cli)) {
		write_json(cli, result);
	} else {
		sv_findings_print(result->findings, &findings);
		if (findings.len)
			fwrite(findings.ptr, 1, findings.len, stderr);
		if (!result->refused)
			write_text(cli, result, done);
	}
	if (!result->refused)
		return 0;
	/* The JSON with the findings is the answer, so it is written although the run fails. */
	r = cli->out.buf.len ? sv_file_write("-", sv_buf_view(&cli->out.buf), err) : 0;
	if (r < 0)
		return r;
	return sv_fail(err, SV_EINVALID, "%zu error%s; nothing was recorded", errors,
		       errors == 1 ? "" : "s");
}
