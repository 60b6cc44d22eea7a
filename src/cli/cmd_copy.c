/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "app/copy.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/common.h"

static void print_json(struct sv_cli *cli, const struct sv_copy *copy)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	char hex[SV_HASH_HEX_MAX];

	sv_json_begin_object(&json);
	sv_json_key_int(&json, "size", copy->head.size);
	sv_json_key_text(&json, "root", sv_hash_hex(&copy->head.root, hex));
	sv_json_key_int(&json, "rows", copy->rows);
	sv_json_key_int(&json, "left_out", copy->left_out);
	sv_json_key_bool(&json, "differed", copy->differed);
	sv_json_end_object(&json);
	sv_out_text(&cli->out, "\n");
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	const char *from = sv_cli_option(cli, "from"), *to = sv_cli_option(cli, "to");
	char hex[SV_HASH_HEX_MAX];
	struct sv_copy copy;
	enum sv_copy_for who;
	int r;

	if (!to)
		return sv_fail(err, SV_EUSAGE, "say where to copy to, with '--to WHERE'");
	r = sv_cli_copy_for(cli, &who, err);
	if (r < 0)
		return r;
	r = sv_app_copy(from ? from : cli->store, to, &cli->actor, who, cli->arena, &copy, err);
	if (r < 0)
		return r;
	if (sv_cli_json(cli)) {
		print_json(cli, &copy);
	} else {
		sv_out_printf(&cli->out,
			      "%" PRId64 " documents copied and verified; %" PRId64
			      " rows derived from them%s\n",
			      copy.head.size, copy.rows,
			      copy.differed   ? ", which are not those of the source: there, run "
						"'servanda rebuild'"
			      : copy.left_out ? ""
					      : ", the same as in the source");
		if (copy.left_out)
			sv_out_printf(&cli->out,
				      "%" PRId64 " of them without what is withheld from copies\n",
				      copy.left_out);
		sv_out_printf(&cli->out, "root %s\n", sv_hash_hex(&copy.head.root, hex));
	}
	return copy.differed ? 1 : 0;
}

static const struct sv_option options[] = {
    {"from", 0, "WHERE", SV_VALUE_FILE, NULL, "the record to copy; default that of --store"},
    {"to", 0, "WHERE", SV_VALUE_FILE, NULL, "the new store, a file or postgresql://..."},
    SV_CLI_COPY_FOR_OPTIONS,
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda copy --whole --to copy.db", "the record as it is now, in a file of its own"},
    {"servanda copy --whole --from servanda.db --to again.db --json",
     "with its root, for programs"},
    {"servanda copy --to university.db --for-others",
     "without what two people withheld from copies"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_copy = {
    .name = "copy",
    .summary = "copy a record to a new store, a file or a PostgreSQL database",
    .synopsis = "[--from WHERE] --to WHERE [--for-others | --whole]",
    .purpose =
	"Copies every document as it was recorded, so that the copy has the same root and "
	"every receipt and proof goes on to hold. The copy is verified, and what can be "
	"queried is derived from it anew, in one transaction: a copy is whole or not there. "
	"The record may be written to meanwhile; what was recorded when the copy began is in "
	"it.\n\n"
	"Where two people withheld something from copies (see 'record redact'), say for whom the "
	"copy is: '--for-others' leaves it out, and it never gets into the new store; '--whole' "
	"keeps it, for a backup or a move.\n\n"
	"WHERE is a file or postgresql://[user@]host/database[?schema=NAME]. A record that is "
	"there already is never written over.",
    .options = options,
    .store = SV_STORE_ITSELF,
    .has_json = true,
    .exit_negative =
	"what the source had derived was not what its documents say; the copy is right",
    .examples = examples,
    .run = run,
};
