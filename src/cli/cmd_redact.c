/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "app/redact.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/common.h"

struct places {
	struct sv_withheld_place *items;
	size_t count, cap;
};

static int64_t *add(struct sv_cli *cli, struct places *places, const char *column)
{
	places->items = sv_arena_grow(cli->arena, places->items, places->count, &places->cap,
				      sizeof(*places->items));
	places->items[places->count].column = column;
	return &places->items[places->count++].row;
}

/* "5,7,9": lines on which rows begin. */
static int read_rows(struct sv_cli *cli, struct places *places, struct sv_error *err)
{
	struct sv_str rest = sv_str_from(sv_cli_option(cli, "rows")), part;

	while (sv_str_split(&rest, ',', &part)) {
		int64_t *row = add(cli, places, NULL);

		if (!sv_str_to_int64(sv_str_trim(part), row) || *row < 2)
			return sv_fail(err, SV_EUSAGE,
				       "'--rows %s' is not a list of lines; write 5,7,9, the "
				       "header being line 1",
				       sv_cli_option(cli, "rows"));
	}
	return 0;
}

/* "5:value,7:note": the column of each. */
static int read_fields(struct sv_cli *cli, struct places *places, struct sv_error *err)
{
	struct sv_str rest = sv_str_from(sv_cli_option(cli, "fields")), part, line;

	while (sv_str_split(&rest, ',', &part)) {
		int64_t *row;

		part = sv_str_trim(part);
		(void)sv_str_split(&part, ':', &line);
		row = add(cli, places, sv_arena_str(cli->arena, part).ptr);
		if (!sv_str_to_int64(line, row) || *row < 2 || !part.len)
			return sv_fail(err, SV_EUSAGE,
				       "'--fields %s' is not a list of fields; write "
				       "5:value,7:note, the header being line 1",
				       sv_cli_option(cli, "fields"));
	}
	return 0;
}

static size_t count_fields(const struct sv_withheld_rows *rows)
{
	size_t count = 0;

	for (size_t i = 0; i < rows->count; i++)
		count += rows->rows[i].column_count;
	return count;
}

static size_t count_rows(const struct sv_withheld_rows *rows)
{
	size_t count = 0;

	for (size_t i = 0; i < rows->count; i++)
		count += !rows->rows[i].column_count;
	return count;
}

/* "everything, 7 rows", "2 rows", "1 field", "1 row and 2 fields" */
static const char *extent(struct sv_cli *cli, const struct sv_withheld_rows *withheld)
{
	size_t rows = count_rows(withheld), fields = count_fields(withheld);
	const char *row_text =
	    sv_arena_printf(cli->arena, "%s%zu %s", withheld->whole ? "everything, " : "", rows,
			    rows == 1 ? "row" : "rows");
	const char *field_text =
	    sv_arena_printf(cli->arena, "%zu %s", fields, fields == 1 ? "field" : "fields");

	if (!fields)
		return row_text;
	return rows ? sv_arena_printf(cli->arena, "%s and %s", row_text, field_text) : field_text;
}

static void print_proposed(struct sv_cli *cli, const struct sv_receipt *receipt)
{
	sv_out_printf(&cli->out,
		      "proposed as document %" PRId64
		      "; it takes effect when somebody else confirms it\n",
		      receipt->doc);
}

static void print_confirmed(struct sv_cli *cli, int64_t index, enum sv_redaction_scope scope,
			    const struct sv_receipt *receipt, const struct sv_withheld_rows *rows)
{
	if (scope == SV_REDACT_NONE)
		sv_out_printf(&cli->out,
			      "nothing of document %" PRId64 " is withheld from copies any more",
			      index);
	else
		sv_out_printf(&cli->out, "withheld from %sdocument %" PRId64 ": %s",
			      scope == SV_REDACT_COPIES ? "copies of " : "", index,
			      extent(cli, rows));
	sv_out_printf(&cli->out, "; document %" PRId64 " says so\n", receipt->doc);
}

static void print(struct sv_cli *cli, const char *act, int64_t index, enum sv_redaction_scope scope,
		  const struct sv_receipt *receipt, const struct sv_withheld_rows *rows)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	char hex[SV_HASH_HEX_MAX];

	if (!sv_cli_json(cli)) {
		if (rows)
			print_confirmed(cli, index, scope, receipt, rows);
		else
			print_proposed(cli, receipt);
		return;
	}
	sv_json_begin_object(&json);
	sv_json_key_text(&json, "act", act);
	sv_json_key_int(&json, "document", index);
	sv_json_key_text(&json, "scope", sv_redaction_scope_text(scope));
	sv_json_key_int(&json, "recorded_as", receipt->doc);
	sv_json_key_text(&json, "leaf_hash", sv_hash_hex(&receipt->leaf_hash, hex));
	if (rows) {
		sv_json_key_bool(&json, "whole", rows->whole);
		sv_json_key_int(&json, "rows", (int64_t)count_rows(rows));
		sv_json_key_int(&json, "fields", (int64_t)count_fields(rows));
	}
	sv_json_end_object(&json);
	sv_out_text(&cli->out, "\n");
}

/* What the options ask for. */
static int read_scope(struct sv_cli *cli, const struct places *places, enum sv_redaction_scope *ret,
		      struct sv_error *err)
{
	bool copies = sv_cli_option(cli, "from-copies"), lift = sv_cli_option(cli, "lift");

	if (sv_cli_option(cli, "confirm") && (copies || lift || places->count))
		return sv_fail(err, SV_EUSAGE,
			       "'--confirm' confirms what was proposed: say nothing more");
	if (lift && (copies || places->count))
		return sv_fail(err, SV_EUSAGE,
			       "'--lift' ends all that is withheld from copies: say nothing more");
	*ret = lift ? SV_REDACT_NONE : copies ? SV_REDACT_COPIES : SV_REDACT_ALL;
	return 0;
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	const char *ground = sv_cli_option(cli, "ground");
	enum sv_redaction_scope scope;
	struct sv_withheld_rows withheld;
	struct sv_receipt receipt;
	struct places places = {0};
	int64_t index;
	int r = sv_cli_document_number(cli->args[0], &index, err);

	if (r < 0)
		return r;
	r = read_rows(cli, &places, err);
	if (r == 0)
		r = read_fields(cli, &places, err);
	if (r < 0)
		return r;
	if (!sv_cli_option(cli, "confirm") == !ground)
		return sv_fail(err, SV_EUSAGE, "give '--ground TEXT' to propose or '--confirm'");
	r = read_scope(cli, &places, &scope, err);
	if (r < 0)
		return r;
	if (ground) {
		r = sv_app_redact_propose(&cli->app, cli->arena, &cli->actor, index, scope, ground,
					  places.items, places.count, &receipt, err);
		if (r == 0)
			print(cli, SV_ACT_REDACTION_PROPOSE, index, scope, &receipt, NULL);
		return r;
	}
	r = sv_app_redact_confirm(&cli->app, cli->arena, &cli->actor, index, &scope, &withheld,
				  &receipt, err);
	if (r == 0)
		print(cli, SV_ACT_REDACTION_CONFIRM, index, scope, &receipt, &withheld);
	return r;
}

static const struct sv_option options[] = {
    {"ground", 0, "TEXT", SV_VALUE_TEXT, NULL, "propose it on this ground, which stays readable"},
    {"rows", 0, "LINES", SV_VALUE_TEXT, NULL,
     "only the rows that begin on these lines, as in 5,7; default the whole document"},
    {"fields", 0, "FIELDS", SV_VALUE_TEXT, NULL,
     "only these fields, each as LINE:COLUMN, as in 5:value,7:note"},
    {"from-copies", 0, NULL, SV_VALUE_TEXT, NULL,
     "only from copies made for others; the record keeps it"},
    {"lift", 0, NULL, SV_VALUE_TEXT, NULL, "propose that nothing is withheld from copies any more"},
    {"confirm", 0, NULL, SV_VALUE_TEXT, NULL, "confirm what somebody else proposed"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda record redact 10 --rows 5,7 --ground 'given in confidence'",
     "propose to take two rows of a table out of the record"},
    {"servanda record redact 10 --fields 4:value --ground 'given in confidence'",
     "one field alone; a later proposal replaces an earlier one"},
    {"servanda record redact 10 --rows 5 --from-copies --ground 'for members only'",
     "the record keeps the row, copies made for others lack it"},
    {"servanda --as second-reader::berg record redact 10 --confirm", "carry it out"},
    {"servanda record redact 10 --lift --ground 'published since'",
     "propose an end to what is withheld from copies"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_record_redact = {
    .name = "record redact",
    .summary = "withhold a table, rows or fields of it, for good or from copies",
    .synopsis = "NUMBER --ground TEXT [--rows LINES] [--fields FIELDS] [--from-copies] | NUMBER "
		"--ground TEXT --lift | NUMBER --confirm",
    .purpose =
	"Two people take a table of facts or evidence, rows or single fields of it, out of the "
	"record: one proposes, another confirms. With the confirmation the text leaves the store "
	"for good. "
	"Its place in the log, every proof, every signature and the rest of the document still "
	"verify, and a tombstone says who did it, when and on which ground.\n\n"
	"With '--from-copies' the record keeps the text, and whatever 'copy --for-others' and "
	"'record export --for-others' make from then on lacks it: who has such a copy sees the "
	"same "
	"tombstone, and it verifies as before. More that is withheld from copies adds to what is "
	"already. '--lift' ends it; without '--from-copies' the text goes for good.\n\n"
	"The keys of the rows stay: what they replaced stays replaced, and a figure that is "
	"withheld reads as withheld, not as never reported. A field of a key, or one that "
	"the row cannot do without, goes with its row only. Acts and rule texts decide what others "
	"rest on and cannot be withheld.",
    .options = options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .examples = examples,
    .run = run,
};
