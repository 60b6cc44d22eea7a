/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>

#include "app/checkpoints.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/secret.h"

static int run_sign(struct sv_cli *cli, struct sv_error *err)
{
	const char *path = sv_cli_option(cli, "log-key");
	_cleanup_(sv_signer_wipe) struct sv_signer signer = {0};
	struct sv_kept_checkpoint kept;
	int r;

	if (!path)
		path = getenv("SERVANDA_LOG_KEY");
	if (!path || !path[0])
		return sv_fail(err, SV_EUSAGE,
			       "name the key of the log with '--log-key FILE' or SERVANDA_LOG_KEY");
	r = sv_cli_signer(cli->arena, path, &signer, err);
	if (r < 0)
		return r;
	r = sv_app_checkpoint(&cli->app, cli->arena, &cli->actor, &signer,
			      sv_arena_printf(cli->arena, "%s.state", path), &kept, err);
	if (r < 0)
		return r;
	return sv_cli_write(cli, kept.note, err);
}

static int run_checkpoint(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_kept_checkpoint kept;
	int r = sv_app_checkpoint_kept(&cli->app, cli->arena, cli->moment.known_size, &kept, err);

	return r < 0 ? r : sv_cli_write(cli, kept.note, err);
}

static int run_prove(struct sv_cli *cli, struct sv_error *err)
{
	const char *from = sv_cli_option(cli, "from"), *number = sv_cli_arg(cli, 0);
	bool page = sv_cli_option(cli, "page") != NULL;
	struct sv_str proof;
	int64_t index;
	int r;

	if (!from == !number)
		return sv_fail(err, SV_EUSAGE, "give the number of a document, or '--from SIZE'");
	if (from && page)
		return sv_fail(err, SV_EUSAGE, "'--page' makes a receipt of a document to print");
	r = sv_cli_document_number(from ? from : number, &index, err);
	if (r < 0)
		return r;
	r = from   ? sv_app_prove_from(&cli->app, cli->arena, index, &proof, err)
	    : page ? sv_app_receipt_page(&cli->app, cli->arena, index, &proof, err)
		   : sv_app_prove(&cli->app, cli->arena, index, &proof, err);
	return r < 0 ? r : sv_cli_write(cli, proof, err);
}

/* null where it cannot be told. */
static void judged_json(struct sv_json *json, const struct sv_judged_record *judgement,
			const char *key, int64_t count)
{
	sv_json_key(json, key);
	if (judgement->is_judged)
		sv_json_int(json, count);
	else
		sv_json_null(json);
}

static void verify_text(struct sv_cli *cli, const struct sv_judged_record *judgement,
			const struct sv_findings *findings)
{
	char hex[SV_HASH_HEX_MAX];

	for (size_t i = 0; i < findings->count; i++)
		sv_out_printf(&cli->out, "%s: %s\n", findings->items[i].place,
			      findings->items[i].message);
	sv_out_printf(&cli->out, "%s%" PRId64 " documents%s", findings->count ? "\n" : "",
		      judgement->head.size,
		      findings->count ? ", damaged as said above" : " verify");
	if (judgement->is_judged)
		sv_out_printf(&cli->out,
			      ": %" PRId64 " signed, %" PRId64 " not signed, %" PRId64
			      " with something withheld",
			      judgement->signed_valid, judgement->unsigned_count,
			      judgement->withheld);
	else
		sv_out_text(&cli->out, "; signatures cannot be judged while documents are damaged");
	if (judgement->is_judged && judgement->withheld_here)
		sv_out_printf(&cli->out, ", %" PRId64 " of them from copies only",
			      judgement->withheld_here);
	sv_out_printf(&cli->out, "; %" PRId64 " checkpoints\nroot %s\n", judgement->checkpoints,
		      sv_hash_hex(&judgement->head.root, hex));
}

static void verify_json(struct sv_cli *cli, const struct sv_judged_record *judgement,
			const struct sv_findings *findings)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	char hex[SV_HASH_HEX_MAX];

	sv_json_begin_object(&json);
	sv_json_key_bool(&json, "verified", findings->count == 0);
	sv_json_key_int(&json, "size", judgement->head.size);
	sv_json_key_text(&json, "root", sv_hash_hex(&judgement->head.root, hex));
	judged_json(&json, judgement, "signed", judgement->signed_valid);
	judged_json(&json, judgement, "signed_invalid", judgement->signed_other);
	judged_json(&json, judgement, "unsigned", judgement->unsigned_count);
	judged_json(&json, judgement, "withheld", judgement->withheld);
	judged_json(&json, judgement, "withheld_from_copies", judgement->withheld_here);
	sv_json_key_int(&json, "checkpoints", judgement->checkpoints);
	sv_json_key(&json, "findings");
	sv_json_findings(&json, findings);
	sv_json_end_object(&json);
	sv_out_text(&cli->out, "\n");
}

static int run_verify(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_findings findings = SV_FINDINGS_INIT(cli->arena);
	struct sv_judged_record judgement;
	int r = sv_app_judge(&cli->app, cli->arena, &findings, &judgement, err);

	if (r < 0)
		return r;
	if (sv_cli_json(cli)) {
		verify_json(cli, &judgement, &findings);
		return findings.count ? 1 : 0;
	}
	verify_text(cli, &judgement, &findings);
	return findings.count ? 1 : 0;
}

static const struct sv_option sign_options[] = {
    {"log-key", 0, "FILE", SV_VALUE_FILE, NULL,
     "the secret key of the log; default $SERVANDA_LOG_KEY"},
    {"output", 'o', "FILE", SV_VALUE_FILE, NULL, "write the checkpoint here"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example sign_examples[] = {
    {"servanda record sign --log-key log.key -o checkpoint", "sign what stands now"},
    {"SERVANDA_LOG_KEY=log.key servanda import figures-2025.csv",
     "with the key in the environment, every command that records signs too"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_record_sign = {
    .name = "record sign",
    .summary = "sign a checkpoint of the record as it stands",
    .synopsis = "[--log-key FILE] [-o FILE]",
    .purpose =
	"A checkpoint is the size and root of the log, signed by the log's key. Whoever keeps one "
	"can "
	"prove later that nothing before it was changed, removed or put in another order.\n\n"
	"Beside the key, in FILE.state, the signer remembers what it signed last, and refuses a "
	"record that is shorter or has another history: a backup that was brought back cannot hide "
	"what was recorded since.",
    .options = sign_options,
    .args_max = 0,
    .store = SV_STORE_WRITE,
    .examples = sign_examples,
    .run = run_sign,
};

static const struct sv_option output_options[] = {
    {"output", 'o', "FILE", SV_VALUE_FILE, NULL, "write it here; default standard output"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example checkpoint_examples[] = {
    {"servanda record checkpoint -o checkpoint", "the latest, with its cosignatures"},
    {"servanda record checkpoint", "who has signed it"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_record_checkpoint = {
    .name = "record checkpoint",
    .summary = "print the latest signed checkpoint",
    .synopsis = "[-o FILE]",
    .purpose =
	"Prints the latest checkpoint that was signed, with the cosignatures of witnesses that "
	"came in since: a signed note as of c2sp.org/tlog-checkpoint.",
    .options = output_options,
    .store = SV_STORE_READ,
    .examples = checkpoint_examples,
    .run = run_checkpoint,
};

static const struct sv_option prove_options[] = {
    {"from", 0, "SIZE", SV_VALUE_NUMBER, NULL,
     "prove instead that the log begins as it was at this size"},
    {"page", 0, NULL, SV_VALUE_TEXT, NULL, "as an HTML page to print, with QR codes"},
    {"output", 'o', "FILE", SV_VALUE_FILE, NULL, "write it here; default standard output"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example prove_examples[] = {
    {"servanda record prove 12 -o plan.tlog-proof", "a receipt for document 12"},
    {"servanda record prove 12 --page -o receipt.html", "the same on paper, with QR codes"},
    {"servanda-verify receipt plan.tlog-proof --log log.pub", "anybody checks it, offline"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_record_prove = {
    .name = "record prove",
    .summary = "write a receipt: proof that a document is in the record",
    .synopsis = "NUMBER [--page] | --from SIZE [-o FILE]",
    .purpose =
	"A receipt is one text file (c2sp.org/tlog-proof): the entry of the document, its "
	"path to the "
	"root, and the checkpoint with that root. It can be checked for decades, without "
	"this program "
	"and without the record. With --page it is a page to print, with the same receipt in "
	"QR codes.\n\n"
	"With --from the proof is that the latest checkpoint continues an earlier one: the "
	"third file "
	"of 'servanda-verify consistency'.",
    .options = prove_options,
    .args_max = 1,
    .store = SV_STORE_READ,
    .examples = prove_examples,
    .run = run_prove,
};

static const struct sv_example verify_examples[] = {
    {"servanda record verify", "hash everything anew and say what is wrong"},
    {"servanda record verify --json", "with findings for programs"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_record_verify = {
    .name = "record verify",
    .summary = "check every hash, signature and checkpoint of the record",
    .synopsis = "",
    .purpose = "Hashes every document and every node of the tree anew, and checks signatures, "
	       "tombstones and checkpoints. What is damaged is named; the rest stays usable. "
	       "'servanda-verify' does the same as a separate program that shares no code with "
	       "this one.",
    .store = SV_STORE_READ,
    .has_json = true,
    .exit_negative = "something in the record is not as it was recorded",
    .examples = verify_examples,
    .run = run_verify,
};
