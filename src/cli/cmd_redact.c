/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "app/redact.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/common.h"

/* "5,7,9": lines on which rows begin. */
static int read_rows(struct sv_cli *cli, const int64_t **ret, size_t *ret_count,
		     struct sv_error *err)
{
	struct sv_str rest = sv_str_from(sv_cli_option(cli, "rows")), part;
	int64_t *rows = NULL;
	size_t count = 0, cap = 0;

	while (sv_str_split(&rest, ',', &part)) {
		rows = sv_arena_grow(cli->arena, rows, count, &cap, sizeof(*rows));
		if (!sv_str_to_int64(sv_str_trim(part), &rows[count]) || rows[count] < 2)
			return sv_fail(err, SV_EUSAGE,
				       "'--rows %s' is not a list of lines; write 5,7,9, the "
				       "header being line 1",
				       sv_cli_option(cli, "rows"));
		count++;
	}
	*ret = rows;
	*ret_count = count;
	return 0;
}

static void print(struct sv_cli *cli, const char *act, int64_t index,
		  const struct sv_receipt *receipt, const struct sv_withheld_rows *rows)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	char hex[SV_HASH_HEX_MAX];

	if (!sv_cli_json(cli)) {
		if (!rows)
			sv_out_printf(&cli->out,
				      "proposed as document %" PRId64
				      "; it takes effect when somebody else confirms it\n",
				      receipt->doc);
		else
			sv_out_printf(&cli->out,
				      "withheld from document %" PRId64
				      ": %s%zu %s; document %" PRId64 " says so\n",
				      index, rows->whole ? "everything, " : "", rows->count,
				      rows->count == 1 ? "row" : "rows", receipt->doc);
		return;
	}
	sv_json_begin_object(&json);
	sv_json_key_text(&json, "act", act);
	sv_json_key_int(&json, "document", index);
	sv_json_key_int(&json, "recorded_as", receipt->doc);
	sv_json_key_text(&json, "leaf_hash", sv_hash_hex(&receipt->leaf_hash, hex));
	if (rows) {
		sv_json_key_bool(&json, "whole", rows->whole);
		sv_json_key_int(&json, "rows", (int64_t)rows->count);
	}
	sv_json_end_object(&json);
	sv_out_text(&cli->out, "\n");
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	const char *ground = sv_cli_option(cli, "ground");
	struct sv_withheld_rows withheld;
	struct sv_receipt receipt;
	const int64_t *rows = NULL;
	size_t count = 0;
	int64_t index;
	int r = sv_cli_document_number(cli->args[0], &index, err);

	if (r < 0)
		return r;
	r = read_rows(cli, &rows, &count, err);
	if (r < 0)
		return r;
	if (!sv_cli_option(cli, "confirm") == !ground)
		return sv_fail(err, SV_EUSAGE, "give '--ground TEXT' to propose or '--confirm'");
	if (ground) {
		r = sv_app_redact_propose(&cli->app, cli->arena, &cli->actor, index, ground, rows,
					  count, &receipt, err);
		if (r == 0)
			print(cli, SV_ACT_REDACTION_PROPOSE, index, &receipt, NULL);
		return r;
	}
	r = sv_app_redact_confirm(&cli->app, cli->arena, &cli->actor, index, &withheld, &receipt,
				  err);
	if (r == 0)
		print(cli, SV_ACT_REDACTION_CONFIRM, index, &receipt, &withheld);
	return r;
}

static const struct sv_option options[] = {
    {"ground", 0, "TEXT", SV_VALUE_TEXT, NULL, "propose it on this ground, which stays readable"},
    {"rows", 0, "LINES", SV_VALUE_TEXT, NULL,
     "only the rows that begin on these lines, as in 5,7; default the whole document"},
    {"confirm", 0, NULL, SV_VALUE_TEXT, NULL, "confirm what somebody else proposed"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda record redact 10 --rows 5,7 --ground 'given in confidence'",
     "propose to take two rows of a table out of the record"},
    {"servanda --as second-reader::berg record redact 10 --confirm", "carry it out"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_record_redact = {
    .name = "record redact",
    .summary = "withhold a table or rows of it, for good",
    .synopsis = "NUMBER --ground TEXT [--rows LINES] | NUMBER --confirm",
    .purpose =
	"Two people take a table of facts or evidence, or rows of it, out of the record: one "
	"proposes, another confirms. With the confirmation the text leaves the store for good. "
	"Its place in the log, every proof, every signature and the rest of the document still "
	"verify, and a tombstone says who did it, when and on which ground.\n\n"
	"The keys of the rows stay: what they replaced stays replaced, and a figure that is "
	"withheld reads as withheld, not as never reported. Acts and rule texts decide what others "
	"rest on and cannot be withheld.",
    .options = options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .examples = examples,
    .run = run,
};
