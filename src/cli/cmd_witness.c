/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "base/file.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/witness.h"

static int run_request(struct sv_cli *cli, struct sv_error *err)
{
	const char *from = sv_cli_option(cli, "from");
	struct sv_str request;
	int64_t seen = 0;
	int r;

	if (from)
		(void)sv_str_to_int64(sv_str_from(from), &seen); /* checked by the option's kind */
	r = sv_app_witness_request(&cli->app, cli->arena, seen, &request, err);
	return r < 0 ? r : sv_cli_write(cli, request, err);
}

/* The memory of a witness, one a log: beside its key, named after the log's key. */
static const char *state_path(struct sv_cli *cli, const char *key_path, const struct sv_key *log)
{
	return sv_arena_printf(cli->arena, "%s.%02x%02x%02x%02x.state", key_path, log->id[0],
			       log->id[1], log->id[2], log->id[3]);
}

int sv_cli_witness(struct sv_cli *cli, const char *key_path, const char *log,
		   struct sv_cli_witness *ret, struct sv_error *err)
{
	int r = sv_cli_public_key(cli->arena, log, &ret->log, err);

	if (r == 0)
		r = sv_cli_signer(cli->arena, key_path, &ret->signer, err);
	if (r < 0)
		return r;
	if (ret->signer.key.type != SV_KEY_WITNESS)
		return sv_fail(
		    err, SV_EREFUSED,
		    "'%s' is no key of a witness; 'servanda key new --witness' makes one",
		    key_path);
	ret->witness =
	    (struct sv_witness){&ret->log, &ret->signer, state_path(cli, key_path, &ret->log)};
	return 0;
}

void sv_cli_witness_wipe(struct sv_cli_witness *witness)
{
	sv_signer_wipe(&witness->signer);
}

static int run_sign(struct sv_cli *cli, struct sv_error *err)
{
	const char *key_path = sv_cli_option(cli, "witness-key"), *log = sv_cli_option(cli, "log");
	_cleanup_(sv_cli_witness_wipe) struct sv_cli_witness witness = {0};
	struct sv_str request, cosignature;
	enum sv_witness_answer answer;
	int64_t seen;
	int r;

	if (!key_path || !log)
		return sv_fail(err, SV_EUSAGE,
			       "a witness needs '--witness-key FILE' and '--log KEY'");
	r = sv_file_read(cli->arena, cli->args[0], SV_NOTE_BYTES_MAX, &request, err);
	if (r == 0)
		r = sv_cli_witness(cli, key_path, log, &witness, err);
	if (r == 0)
		r = sv_witness_judge(cli->arena, &witness.witness, request, &answer, &cosignature,
				     &seen, err);
	if (r < 0)
		return r;
	if (answer != SV_WITNESS_COSIGNED)
		return err->code;
	return sv_cli_write(cli, cosignature, err);
}

static int run_add(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_str lines;
	size_t added;
	int r = sv_file_read(cli->arena, cli->args[0], SV_NOTE_BYTES_MAX, &lines, err);

	if (r == 0)
		r = sv_app_cosign(&cli->app, cli->arena, &cli->actor, lines, &added, err);
	if (r < 0)
		return r;
	sv_out_printf(&cli->out, "%zu %s added\n", added,
		      added == 1 ? "cosignature" : "cosignatures");
	return 0;
}

static const struct sv_option request_options[] = {
    {"from", 0, "SIZE", SV_VALUE_NUMBER, NULL,
     "how many documents the witness has seen; default none"},
    {"output", 'o', "FILE", SV_VALUE_FILE, NULL, "write it here; default standard output"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example request_examples[] = {
    {"servanda witness request --from 15 -o request", "for a witness that has seen 15 documents"},
    {"servanda witness request -o request", "for one that has seen nothing yet"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_witness_request = {
    .name = "witness request",
    .summary = "ask a witness to cosign the latest checkpoint",
    .synopsis = "[--from SIZE] [-o FILE]",
    .purpose = "Writes what a witness needs (c2sp.org/tlog-witness): the latest checkpoint and the "
	       "proof that "
	       "it continues what the witness has seen. The file goes to the witness by whatever "
	       "way there "
	       "is, its answer comes back, and 'witness add' puts it under the checkpoint.",
    .options = request_options,
    .store = SV_STORE_READ,
    .examples = request_examples,
    .run = run_request,
};

static const struct sv_option sign_options[] = {
    {"witness-key", 0, "FILE", SV_VALUE_FILE, NULL, "the secret key of the witness"},
    {"log", 0, "KEY", SV_VALUE_TEXT, NULL, "the public key of the log, or a file with it"},
    {"output", 'o', "FILE", SV_VALUE_FILE, NULL, "write it here; default standard output"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example sign_examples[] = {
    {"servanda witness sign request --witness-key witness-2027.key --log log.pub -o answer",
     "check and cosign"},
    {"servanda witness sign request --witness-key witness-2027.key --log log.pub 2>/dev/null || "
     "echo 'asked before'",
     "the witness remembers what it has seen"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_witness_sign = {
    .name = "witness sign",
    .summary = "as a witness, check a request and cosign",
    .synopsis = "REQUEST --witness-key FILE --log KEY [-o FILE]",
    .purpose =
	"Runs at the witness, without a store and without a network. It checks that the checkpoint "
	"is "
	"the log's and continues what this witness cosigned last, remembers it in a file beside "
	"its "
	"key, and writes one cosignature with the time.\n\n"
	"A checkpoint that is signed and is not of the same history is refused, and both are kept: "
	"together they prove that the log showed two views.",
    .options = sign_options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_NONE,
    .examples = sign_examples,
    .run = run_sign,
};

static const struct sv_example add_examples[] = {
    {"servanda witness add answer", "put a cosignature under the checkpoint"},
    {"servanda record checkpoint", "who has signed it"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_witness_add = {
    .name = "witness add",
    .summary = "put a witness's cosignature under its checkpoint",
    .synopsis = "FILE",
    .purpose =
	"Takes the answer of a witness whose key is enrolled and keeps it with the checkpoint "
	"that it was made over, which need not be the latest any more. Receipts that are "
	"written from then on carry the checkpoint that most have signed.",
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_WRITE,
    .examples = add_examples,
    .run = run_add,
};
