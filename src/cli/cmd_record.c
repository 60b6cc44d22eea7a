/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "app/readers.h"
#include "app/redact.h"
#include "base/date.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/table.h"
#include "report/data.h"

static void log_text(struct sv_cli *cli, const struct sv_document *documents, size_t count,
		     const struct sv_record_head *head)
{
	static const struct sv_text_column columns[] = {
	    {.title = "no.", .right = true},
	    {.title = "recorded"},
	    {.title = "author"},
	    {.title = "kind", .wraps = true},
	    {.title = "name", .wraps = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	char hex[SV_HASH_HEX_MAX];

	for (size_t i = 0; i < count; i++) {
		char *when = sv_arena_alloc(cli->arena, SV_INSTANT_TEXT_MAX);

		sv_instant_text(documents[i].recorded_ms, when);
		when[19] = 'Z'; /* seconds are enough for people */
		when[20] = '\0';
		sv_text_table_add(&table,
				  sv_arena_printf(cli->arena, "%" PRId64, documents[i].index));
		sv_text_table_add(&table, when);
		sv_text_table_add(&table, documents[i].author);
		sv_text_table_add(&table, documents[i].kind);
		sv_text_table_add(
		    &table, documents[i].withheld
				? sv_arena_printf(cli->arena, "%s (withheld)", documents[i].name)
				: documents[i].name);
	}
	sv_text_table_print(&table, &cli->out);
	sv_out_printf(&cli->out, "\nsize %" PRId64 "\nroot %s\n", head->size,
		      sv_hash_hex(&head->root, hex));
}

static int run_log(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	const struct sv_document *documents;
	struct sv_record_head head;
	size_t count;
	int r;

	r = sv_app_documents(&cli->app, cli->arena, &cli->moment, &documents, &count, err);
	if (r < 0)
		return r;
	r = sv_app_head(&cli->app, cli->moment.known_size, &head, err);
	if (r < 0)
		return r;
	documents = sv_app_named_for(cli->arena, &cli->actor, documents, count);
	if (sv_cli_json(cli))
		sv_documents_json(documents, count, head.size, &head.root, &json);
	else
		log_text(cli, documents, count, &head);
	return 0;
}

static int run_show(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_document document;
	int64_t index, from_copies;
	int r;

	r = sv_cli_document_number(cli->args[0], &index, err);
	if (r < 0)
		return r;
	r = sv_app_read(&cli->app, &cli->actor, cli->arena, &cli->moment, index, &document, err);
	if (r < 0)
		return r;
	if (sv_cli_json(cli)) {
		struct sv_json json = SV_JSON_INIT(&cli->out.buf);

		r = sv_app_withheld_from_copies(&cli->app, cli->arena, index,
						cli->moment.known_size, &from_copies, err);
		if (r == 0)
			sv_document_json(&document, from_copies, &json);
		return r;
	}
	if (document.withheld)
		return sv_fail(err, SV_EREFUSED, "the content of document %" PRId64 " is withheld",
			       index);
	sv_buf_str(&cli->out.buf, document.content);
	return 0;
}

static const struct sv_example log_examples[] = {
    {"servanda record log", "what was recorded, by whom and when"},
    {"servanda record log --known 3 --json", "the first three documents, for programs"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_record_log = {
    .name = "record log",
    .summary = "list the documents of the record in their order",
    .synopsis = "",
    .purpose = "Lists every document with its number, when it was recorded, by whom and of which "
	       "kind, then the size of the log and its root: the hash of a Merkle tree over all "
	       "documents, which changes when any of them does.",
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = log_examples,
    .run = run_log,
};

static const struct sv_example show_examples[] = {
    {"servanda record show 0", "the first document, as it was submitted"},
    {"servanda record show 0 --json", "with its author, hash and time"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_record_show = {
    .name = "record show",
    .summary = "print one document as it was recorded",
    .synopsis = "NUMBER",
    .purpose = "Prints the document with this number, byte for byte as it was submitted. With "
	       "--json its kind, name, author, time and leaf hash stand beside it.\n\n"
	       "With --as it is what that role may read: of what accepted plans leave, the public "
	       "gets the lines that may be released, the others being empty; of plans and of "
	       "judgements that are not released, nothing.",
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = show_examples,
    .run = run_show,
};
