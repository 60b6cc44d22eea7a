/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "app/import.h"
#include "base/json.h"
#include "cli/commands.h"

static int run(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_rebuild result;
	int r;

	r = sv_app_rebuild(&cli->app, &cli->actor, &result, err);
	if (r < 0)
		return r;
	if (sv_cli_json(cli)) {
		struct sv_json json = SV_JSON_INIT(&cli->out.buf);

		sv_json_begin_object(&json);
		sv_json_key_int(&json, "documents", result.documents);
		sv_json_key_int(&json, "tables", (int64_t)result.tables);
		sv_json_key_int(&json, "rows", result.rows);
		sv_json_key_bool(&json, "differed", result.differed);
		sv_json_end_object(&json);
		sv_out_text(&cli->out, "\n");
	} else {
		sv_out_printf(&cli->out,
			      "%zu tables with %" PRId64 " rows made anew from %" PRId64
			      " documents; %s\n",
			      result.tables, result.rows, result.documents,
			      result.differed ? "they had differed from the documents"
					      : "they are what they were");
	}
	return result.differed ? 1 : 0;
}

static const struct sv_example examples[] = {
    {"servanda rebuild", "make the derived tables anew"},
    {"servanda rebuild --json", "with counts for programs"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_rebuild = {
    .name = "rebuild",
    .summary = "make all derived tables anew from the documents",
    .synopsis = "",
    .purpose = "Whatever can be queried is derived from the documents of the record. This drops it "
	       "and makes it anew, in one transaction, and says whether it was what the documents "
	       "say.",
    .store = SV_STORE_WRITE,
    .has_json = true,
    .exit_negative = "the tables had differed from the documents; now they agree",
    .examples = examples,
    .run = run,
};
