/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/keys.h"
#include "base/date.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/secret.h"
#include "cli/table.h"

static int32_t day_option(const struct sv_cli *cli, const char *name, int32_t missing)
{
	const char *text = sv_cli_option(cli, name);
	int32_t day = missing;

	if (text)
		(void)sv_day_parse(sv_str_from(text), &day); /* checked by the option's kind */
	return day;
}

static int run_new(struct sv_cli *cli, struct sv_error *err)
{
	enum sv_key_type type = sv_cli_option(cli, "witness") ? SV_KEY_WITNESS : SV_KEY_NOTE;
	const char *name = cli->args[0], *path = sv_cli_option(cli, "output");
	_cleanup_(sv_signer_wipe) struct sv_signer signer = {0};
	uint8_t seed[SV_SEED_BYTES];
	struct sv_str passphrase, text;
	int r;

	if (!sv_key_name_valid(sv_str_from(name)))
		return sv_fail(err, SV_EUSAGE,
			       "'%s' cannot name a key: no space, no '+', at most %d bytes", name,
			       SV_KEY_NAME_MAX);
	if (!path)
		return sv_fail(err, SV_EUSAGE, "'key new' needs '-o FILE' to keep the key in");
	if (access(path, F_OK) == 0)
		return sv_fail(err, SV_EREFUSED,
			       "cannot write '%s': it exists already, and a key is not replaced",
			       path);
	r = sv_cli_passphrase(cli->arena, sv_arena_printf(cli->arena, "key '%s'", name), true,
			      &passphrase, err);
	if (r < 0)
		return r;
	signer = sv_keyfile_generate(name, type, seed);
	r = sv_keyfile_write(cli->arena, &signer.key, seed, passphrase, &text, err);
	explicit_bzero(seed, sizeof(seed));
	if (r < 0)
		return r;
	umask(077); /* nobody else is to try passphrases on it */
	r = sv_file_write(path, text, err);
	if (r < 0)
		return r;
	sv_out_printf(&cli->out, "%s\n", sv_key_text(cli->arena, &signer.key));
	return 0;
}

static void list_json(struct sv_cli *cli, const struct sv_keyring *keyring)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);

	sv_json_begin_object(&json);
	sv_json_key_day(&json, "on", cli->moment.on);
	sv_json_key(&json, "keys");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < keyring->count; i++) {
		const struct sv_enrolled_key *key = &keyring->keys[i];

		sv_json_begin_object(&json);
		sv_json_key_text(&json, "id", key->ref);
		sv_json_key_text(&json, "key", key->text);
		sv_json_key_text(&json, "holder", key->holder);
		sv_json_key_text(&json, "state", key->state);
		sv_json_key_day(&json, "from", key->from);
		sv_json_key_day(&json, "to", key->to);
		sv_json_key_bool(&json, "valid",
				 key->from <= cli->moment.on && cli->moment.on < key->to);
		sv_json_key_text(&json, "revoked_because", key->reason[0] ? key->reason : NULL);
		sv_json_key_int(&json, "document", key->doc);
		sv_json_end_object(&json);
	}
	sv_json_end_array(&json);
	sv_json_end_object(&json);
	sv_out_text(&cli->out, "\n");
}

static int run_list(struct sv_cli *cli, struct sv_error *err)
{
	static const struct sv_text_column columns[] = {
	    {.title = "key", .wraps = true},
	    {.title = "holder"},
	    {.title = "state"},
	    {.title = "valid", .wraps = true},
	    {.title = "no.", .right = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	struct sv_keyring keyring;
	int r = sv_app_keyring(&cli->app, cli->arena, cli->moment.known_size, &keyring, err);

	if (r < 0)
		return r;
	if (sv_cli_json(cli)) {
		list_json(cli, &keyring);
		return 0;
	}
	for (size_t i = 0; i < keyring.count; i++) {
		const struct sv_enrolled_key *key = &keyring.keys[i];
		const char *valid = sv_interval_text(cli->arena, key->from, key->to);

		sv_text_table_add(&table, key->ref);
		sv_text_table_add(&table, key->holder[0]                    ? key->holder
					  : key->key.type == SV_KEY_WITNESS ? "(witness)"
									    : "(log)");
		sv_text_table_add(&table, key->state);
		sv_text_table_add(
		    &table, key->reason[0]
				? sv_arena_printf(cli->arena, "%s, revoked: %s", valid, key->reason)
				: valid);
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%" PRId64, key->doc));
	}
	if (keyring.count)
		sv_text_table_print(&table, &cli->out);
	else
		sv_out_text(&cli->out, "no key is enrolled; 'servanda key enrol' does\n");
	return 0;
}

static void say(struct sv_cli *cli, const char *what, const char *key,
		const struct sv_receipt *receipt)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);
	char hex[SV_HASH_HEX_MAX];

	if (!sv_cli_json(cli)) {
		sv_out_printf(&cli->out, "%s: %s, recorded as document %" PRId64 "\n", what, key,
			      receipt->doc);
		return;
	}
	sv_json_begin_object(&json);
	sv_json_key_text(&json, "done", what);
	sv_json_key_text(&json, "key", key);
	sv_json_key_int(&json, "recorded_as", receipt->doc);
	sv_json_key_text(&json, "leaf_hash", sv_hash_hex(&receipt->leaf_hash, hex));
	sv_json_end_object(&json);
	sv_out_text(&cli->out, "\n");
}

static int run_enrol(struct sv_cli *cli, struct sv_error *err)
{
	const char *holder = sv_cli_option(cli, "holder"), *state = sv_cli_option(cli, "state");
	struct sv_enrolment enrolment = {
	    .holder = holder ? holder : "",
	    .state = state ? state : "",
	    .from = day_option(cli, "from", SV_DAY_NONE),
	    .until = day_option(cli, "until", SV_DAY_OPEN),
	};
	struct sv_receipt receipt;
	struct sv_key key;
	int r = sv_cli_public_key(cli->arena, cli->args[0], &key, err);

	if (r < 0)
		return r;
	enrolment.key = sv_key_text(cli->arena, &key);
	r = sv_app_key_enrol(&cli->app, cli->arena, &cli->actor, &enrolment, &receipt, err);
	if (r < 0)
		return r;
	say(cli, "enrolled", sv_key_ref(cli->arena, &key), &receipt);
	return 0;
}

static int run_rotate(struct sv_cli *cli, struct sv_error *err)
{
	struct sv_receipt receipt;
	struct sv_key key;
	int r = sv_cli_public_key(cli->arena, cli->args[1], &key, err);

	if (r < 0)
		return r;
	r = sv_app_key_rotate(&cli->app, cli->arena, &cli->actor, cli->args[0],
			      sv_key_text(cli->arena, &key), day_option(cli, "from", SV_DAY_NONE),
			      &receipt, err);
	if (r < 0)
		return r;
	say(cli, "replaced by", sv_key_ref(cli->arena, &key), &receipt);
	return 0;
}

static int run_revoke(struct sv_cli *cli, struct sv_error *err)
{
	const char *reason = sv_cli_option(cli, "reason");
	struct sv_receipt receipt;
	int r;

	if (!reason)
		return sv_fail(err, SV_EUSAGE, "say why: '--reason TEXT'");
	r = sv_app_key_revoke(&cli->app, cli->arena, &cli->actor, cli->args[0], reason,
			      day_option(cli, "from", SV_DAY_NONE), &receipt, err);
	if (r < 0)
		return r;
	say(cli, "revoked", cli->args[0], &receipt);
	return 0;
}

static const struct sv_option new_options[] = {
    {"output", 'o', "FILE", SV_VALUE_FILE, NULL, "where the secret key is kept"},
    {"witness", 0, NULL, SV_VALUE_TEXT, NULL, "a key that cosigns checkpoints"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example new_examples[] = {
    {"SERVANDA_KEY_PASSPHRASE='correct horse' servanda key new dupont.fr -o dupont.key",
     "a key for signing, and its public half on standard output"},
    {"SERVANDA_KEY_PASSPHRASE='correct horse' servanda key new witness.example --witness "
     "-o witness.key",
     "a key of a witness"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_key_new = {
    .name = "key new",
    .summary = "make a key for signing",
    .synopsis = "NAME -o FILE [--witness]",
    .purpose = "Makes an Ed25519 key and keeps its secret half in a file under a passphrase, which "
	       "$SERVANDA_KEY_PASSPHRASE gives or the terminal asks for. The public half is "
	       "printed; 'servanda key enrol' makes it known.\n\n"
	       "The key of the log itself is made the same way. Its name is the name of the log.",
    .options = new_options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_NONE,
    .examples = new_examples,
    .run = run_new,
};

static const struct sv_example list_examples[] = {
    {"servanda key list", "whose keys are known, and when they are valid"},
    {"servanda key list --on 2026-06-01 --json", "with 'valid' as of a day"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_key_list = {
    .name = "key list",
    .summary = "list the keys that were enrolled",
    .synopsis = "",
    .purpose = "Lists every key with its holder and the days on which what it signs is valid. A "
	       "signature is judged by the keys valid on the day its document was recorded.",
    .store = SV_STORE_READ,
    .has_json = true,
    .examples = list_examples,
    .run = run_list,
};

static const struct sv_option enrol_options[] = {
    {"holder", 0, "NAME", SV_VALUE_TEXT, NULL,
     "the author whose documents it signs; none: a log or a witness"},
    {"state", 0, "S", SV_VALUE_TEXT, NULL, "the state the holder acts for"},
    {"from", 0, "DATE", SV_VALUE_DATE, NULL, "valid from this day; default today"},
    {"until", 0, "DATE", SV_VALUE_DATE, NULL, "and no longer from this day; default open"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example enrol_examples[] = {
    {"servanda key enrol dupont.key --holder dupont --state FRA", "the key of a person"},
    {"servanda key enrol witness.key --state DEU", "the key of a witness"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_key_enrol = {
    .name = "key enrol",
    .summary = "make a key known, with its holder and its days",
    .synopsis = "KEY [--holder NAME] [--state S] [--from DATE] [--until DATE]",
    .purpose =
	"Records that a public key is somebody's. KEY is its text, NAME+ID+BASE64, or a file "
	"with it. Documents of the holder that it signs from then on are valid.",
    .options = enrol_options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .examples = enrol_examples,
    .run = run_enrol,
};

static const struct sv_option from_options[] = {
    {"from", 0, "DATE", SV_VALUE_DATE, NULL, "from this day; default today"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example rotate_examples[] = {
    {"servanda key rotate dupont.fr dupont-2027.key", "from today the new key signs"},
    {"servanda key rotate witness.example witness-2027.key --from 2026-06-01", "from a day on"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_key_rotate = {
    .name = "key rotate",
    .summary = "replace a key by another of the same holder",
    .synopsis = "OLD NEW [--from DATE]",
    .purpose =
	"Records that from a day on another key takes the place of one that is enrolled. What "
	"the old one signed before stays valid. OLD is NAME+ID, or the name if only one key "
	"has it.",
    .options = from_options,
    .args_min = 2,
    .args_max = 2,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .examples = rotate_examples,
    .run = run_rotate,
};

static const struct sv_option revoke_options[] = {
    {"reason", 0, "TEXT", SV_VALUE_TEXT, NULL, "why; stays readable"},
    {"from", 0, "DATE", SV_VALUE_DATE, NULL,
     "what it signed from this day on is void; default today"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example revoke_examples[] = {
    {"servanda key revoke dupont-2027.fr --reason 'left the ministry'",
     "it signs nothing from today"},
    {"servanda key revoke dupont-2027.fr --reason stolen --from 2026-05-20",
     "void since the day it was lost"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_key_revoke = {
    .name = "key revoke",
    .summary = "end a key",
    .synopsis = "KEY --reason TEXT [--from DATE]",
    .purpose =
	"Records that from a day on, which may lie in the past, what a key signs is not valid. "
	"KEY is NAME+ID, or the name if only one key has it.",
    .options = revoke_options,
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_WRITE,
    .has_json = true,
    .examples = revoke_examples,
    .run = run_revoke,
};
