/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>

#include "app/serve.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/witness.h"

#define DEFAULT_LISTEN "127.0.0.1:8080"
#define DEFAULT_THREADS 4

static void say_ready(const char *address, const char *first_account, void *context)
{
	(void)context;
	printf("serving at %s\n", address);
	if (first_account)
		printf("no account yet; create the first one, once, at %s\n", first_account);
	fflush(stdout);
}

static int run(struct sv_cli *cli, struct sv_error *err)
{
	const char *listen = sv_cli_option(cli, "listen");
	const char *threads = sv_cli_option(cli, "threads");
	const char *patience = sv_cli_option(cli, "patience");
	const char *witness_key = sv_cli_option(cli, "witness-key");
	const char *log = sv_cli_option(cli, "witness-log");
	_cleanup_(sv_cli_witness_wipe) struct sv_cli_witness witness = {0};
	struct sv_error no_pack = SV_ERROR_INIT;
	struct sv_serve_options options = {
	    .where = cli->store,
	    .listen = listen ? listen : DEFAULT_LISTEN,
	    .threads = threads ? atoi(threads) : DEFAULT_THREADS,
	    .patience_s = patience ? atoi(patience) : 0,
	    .trust_proxy = sv_cli_option(cli, "trust-proxy") != NULL,
	    .insecure_cookies = sv_cli_option(cli, "insecure-cookies") != NULL,
	    .quiet = sv_cli_option(cli, "quiet") != NULL,
	    .ready = say_ready,
	};

	if (!witness_key != !log)
		return sv_fail(err, SV_EUSAGE,
			       "a witness needs both '--witness-key FILE' and '--witness-log KEY'");
	if (witness_key) {
		int r = sv_cli_witness(cli, witness_key, log, &witness, err);

		if (r < 0)
			return r;
		options.witness = &witness.witness;
	}
	/* Without a pack there are no cases of deployments to show, and all else. */
	if (sv_cli_default_pack(cli, &options.pack, &no_pack) < 0)
		options.pack = NULL;
	return sv_serve(&options, err);
}

static const struct sv_option options[] = {
    {"listen", 'l', "ADDRESS", SV_VALUE_TEXT, NULL,
     "where to listen: 127.0.0.1:8080 (default), [::1]:8080, :8080 or unix:/path"},
    {"threads", 0, "N", SV_VALUE_NUMBER, NULL, "threads that answer; default 4"},
    {"patience", 0, "SECONDS", SV_VALUE_NUMBER, NULL,
     "how long a client may take to send its request; default 120"},
    {"trust-proxy", 0, NULL, SV_VALUE_TEXT, NULL,
     "take the name of a client certificate from the header X-Client-Name"},
    {"insecure-cookies", 0, NULL, SV_VALUE_TEXT, NULL,
     "let people log in over plain HTTP, to try things out on one machine"},
    {"witness-key", 0, "FILE", SV_VALUE_FILE, NULL,
     "also be a witness with this secret key, at /tlog/add-checkpoint"},
    {"witness-log", 0, "KEY", SV_VALUE_TEXT, NULL,
     "the public key of the log that it cosigns, or a file with it"},
    {"quiet", 'q', NULL, SV_VALUE_TEXT, NULL, "no line a request on standard error"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example examples[] = {
    {"servanda serve", "the portal at http://127.0.0.1:8080/"},
    {"servanda serve --listen unix:/run/servanda/portal.sock --trust-proxy", "behind nginx"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_serve = {
    .name = "serve",
    .summary = "show the record to people and programs as web pages",
    .synopsis = "[--listen ADDRESS]",
    .purpose = "Serves the portal: the map and the grid, every commitment, state, project and "
	       "document, each page also as JSON or CSV at the same address with .json or .csv "
	       "behind it.\n\n"
	       "It runs until it is told to stop (SIGTERM, Ctrl-C), and finishes what it is "
	       "answering. A socket from systemd is taken instead of --listen, and systemd is told "
	       "when requests are taken. It speaks plain HTTP: for other machines put a server "
	       "with TLS before it.\n\n"
	       "One line a request goes to standard error, with the page but without who asked for "
	       "it.",
    .options = options,
    .store = SV_STORE_ITSELF,
    .examples = examples,
    .run = run,
};
