/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>

#include "app/exchange.h"
#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/secret.h"

/* A log size from an option whose kind was checked; 0 when it is not given. */
static int64_t size_option(const struct sv_cli *cli, const char *name)
{
	const char *text = sv_cli_option(cli, name);
	int64_t size = 0;

	if (text)
		(void)sv_str_to_int64(sv_str_from(text), &size);
	return size;
}

static int export_tiles(struct sv_cli *cli, const char *folder, struct sv_error *err)
{
	int64_t written;
	int r = sv_app_export_tiles(&cli->app, cli->arena, folder, &written, err);

	if (r < 0)
		return r;
	sv_out_printf(&cli->out, "%" PRId64 " files written in '%s'\n", written, folder);
	return 0;
}

static int run_export(struct sv_cli *cli, struct sv_error *err)
{
	const char *tiles = sv_cli_option(cli, "tiles"), *path = sv_cli_option(cli, "output");
	enum sv_copy_for who;
	struct sv_str bundle;
	int r;

	if (!tiles == !path)
		return sv_fail(err, SV_EUSAGE, "give '-o FILE' for a bundle or '--tiles FOLDER'");
	if (tiles)
		return export_tiles(cli, tiles, err);
	r = sv_cli_copy_for(cli, &who, err);
	if (r < 0)
		return r;
	r = sv_app_bundle(&cli->app, &cli->actor, cli->arena, size_option(cli, "since"), who,
			  &bundle, err);
	return r < 0 ? r : sv_file_write(path, bundle, err);
}

static int run_import(struct sv_cli *cli, struct sv_error *err)
{
	const char *log = sv_cli_option(cli, "log");
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	struct sv_taken taken;
	struct sv_str bundle;
	struct sv_key key;
	int r = sv_file_read(cli->arena, cli->args[0], SV_BUNDLE_BYTES_MAX, &bundle, err);

	if (r == 0 && log)
		r = sv_cli_public_key(cli->arena, log, &key, err);
	if (r < 0)
		return r;
	r = sv_app_take_bundle(cli->store, cli->arena, &cli->actor, bundle, log ? &key : NULL,
			       &taken, err);
	if (r < 0)
		return r;
	if (!sv_cli_json(cli)) {
		sv_out_printf(&cli->out,
			      "%" PRId64 " documents from %" PRId64 " on verify, %" PRId64
			      " of them are new",
			      taken.size - taken.from, taken.from, taken.added);
		if (taken.withheld)
			sv_out_printf(&cli->out, "; %" PRId64 " withheld, as they say",
				      taken.withheld);
		if (taken.restored)
			sv_out_printf(&cli->out, "; %" PRId64 " no longer withheld from copies",
				      taken.restored);
		sv_out_text(&cli->out, "\n");
		return 0;
	}
	sv_json_begin_object(&json);
	sv_json_key_int(&json, "from", taken.from);
	sv_json_key_int(&json, "size", taken.size);
	sv_json_key_int(&json, "added", taken.added);
	sv_json_key_int(&json, "withheld", taken.withheld);
	sv_json_key_int(&json, "restored", taken.restored);
	sv_json_end_object(&json);
	sv_out_text(&cli->out, "\n");
	return 0;
}

static const struct sv_option export_options[] = {
    {"since", 0, "SIZE", SV_VALUE_NUMBER, NULL,
     "only what came after the record had so many documents; default all"},
    {"output", 'o', "FILE", SV_VALUE_FILE, NULL, "write one bundle"},
    SV_CLI_COPY_FOR_OPTIONS,
    {"tiles", 0, "FOLDER", SV_VALUE_FOLDER, NULL, "write the log as static files instead"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example export_examples[] = {
    {"servanda record export -o all.bundle", "everything, for a site that begins a copy"},
    {"servanda record export --since 12 -o june.bundle", "what another site has not got yet"},
    {"servanda record export --for-others -o university.bundle",
     "without what two people withheld from copies"},
    {"servanda record export --tiles public/log", "a log that any web server can serve"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_record_export = {
    .name = "record export",
    .summary = "give documents away: as one file, or the log as tiles",
    .synopsis = "[--since SIZE] [--for-others | --whole] -o FILE | --tiles FOLDER",
    .purpose =
	"A bundle holds documents, their signatures, the proof that they continue the log, and its "
	"latest signed checkpoint, in one file that 'record import' takes in elsewhere and "
	"'servanda-verify bundle' judges. It holds all that these documents say, drafts of plans "
	"and "
	"what may not be released included: it is for a site that may have all of it, and only the "
	"operator and the auditor write one. What everybody may have is in the tiles, 'report' and "
	"the portal.\n\n"
	"Where two people withheld something from copies (see 'record redact'), say for whom the "
	"bundle is: '--for-others' leaves it out, and all that stays verifies; '--whole' keeps it, "
	"for a site that may have it.\n\n"
	"Tiles (c2sp.org/tlog-tiles) hold the entries and hashes of the log, not the contents of "
	"documents. A full tile never changes and is written once.",
    .options = export_options,
    .store = SV_STORE_READ,
    .examples = export_examples,
    .run = run_export,
};

static const struct sv_option import_options[] = {
    {"log", 0, "KEY", SV_VALUE_TEXT, NULL,
     "the key of the log that is meant, or a file with it; needed the first time"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example import_examples[] = {
    {"servanda --store mirror.db record import all.bundle --log log.pub", "begin a copy"},
    {"servanda --store mirror.db record import june.bundle", "and go on with it"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_record_import = {
    .name = "record import",
    .summary = "take a bundle of another site in",
    .synopsis = "FILE [--log KEY]",
    .purpose =
	"Verifies the whole bundle first, then appends what is not there yet, in one transaction; "
	"the "
	"second time it changes nothing. A store that does not exist is made. A bundle of another "
	"history is refused, and both checkpoints are kept beside the store as evidence.\n\n"
	"What is withheld for good is withheld here too. What is withheld from copies is never "
	"taken from a copy that has it; and a copy that lacks it gets it back from a bundle that "
	"has it only once two people ended that.\n\n"
	"A copy that is fed with bundles is the same log, and records nothing of its own.",
    .options = import_options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_ITSELF,
    .has_json = true,
    .examples = import_examples,
    .run = run_import,
};
