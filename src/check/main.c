/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "verify.h"

static const char usage[] =
    "usage: servanda-verify WHAT [--log KEY | --policy FILE]\n"
    "\n"
    "  store FILE [--checkpoint FILE]          every hash, signature and checkpoint of a store\n"
    "  bundle FILE                             documents given away as one file\n"
    "  tiles FOLDER                            a log as static files\n"
    "  receipt FILE [--document FILE --salt HEX]\n"
    "                                          a document is in the log, and is this one\n"
    "  checkpoint FILE                         who has signed it\n"
    "  consistency OLDER NEWER [PROOF]         one history, not two\n"
    "\n"
    "KEY is the log's public key, NAME+ID+BASE64, or a file with it. A policy names the log and\n"
    "the witnesses whose cosignatures are needed (docs/formats/policy.md). Without either, "
    "nothing\n"
    "is compared with anything you know, and a store or bundle is judged by itself alone.\n"
    "\n"
    "Exit status: 0 verified, 1 not (the first thing wrong is printed), 2 usage, 4 unreadable.\n";

struct command_line {
	const char *what, *args[3];
	int count;
	const char *checkpoint, *document, *salt;
	struct policy *policy;
};

static const char *value_of(int argc, char **argv, int *i)
{
	if (*i + 1 >= argc)
		misused("'%s' needs a value", argv[*i]);
	return argv[++*i];
}

static void parse(int argc, char **argv, struct command_line *line)
{
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--log") == 0) {
			read_key(value_of(argc, argv, &i), &line->policy->log);
			line->policy->has_log = true;
		} else if (strcmp(argv[i], "--policy") == 0) {
			read_policy(value_of(argc, argv, &i), line->policy);
		} else if (strcmp(argv[i], "--checkpoint") == 0) {
			line->checkpoint = value_of(argc, argv, &i);
		} else if (strcmp(argv[i], "--document") == 0) {
			line->document = value_of(argc, argv, &i);
		} else if (strcmp(argv[i], "--salt") == 0) {
			line->salt = value_of(argc, argv, &i);
		} else if (argv[i][0] == '-') {
			misused("option '%s' is not known; see 'servanda-verify --help'", argv[i]);
		} else if (!line->what) {
			line->what = argv[i];
		} else if (line->count < 3) {
			line->args[line->count++] = argv[i];
		} else {
			misused("'%s' is too much; see 'servanda-verify --help'", argv[i]);
		}
	}
}

static void need(const struct command_line *line, int min, int max, bool trusted)
{
	if (line->count < min || line->count > max)
		misused("'%s' takes %s; see 'servanda-verify --help'", line->what,
			min == 1 ? "one file" : "two or three files");
	/* A receipt judged by the key it names itself would prove nothing. */
	if (trusted && !line->policy->has_log)
		misused("'%s' needs '--log KEY' or '--policy FILE'", line->what);
}

int main(int argc, char **argv)
{
	static struct policy policy;
	struct command_line line = {.policy = &policy};

	if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		fputs(usage, argc < 2 ? stderr : stdout);
		return argc < 2 ? 2 : 0;
	}
	if (sodium_init() < 0)
		unreadable("libsodium cannot start");
	parse(argc, argv, &line);
	if (!line.what)
		misused("say what to verify; see 'servanda-verify --help'");
	if (strcmp(line.what, "store") == 0) {
		need(&line, 1, 1, false);
		verify_store(line.args[0], &policy, line.checkpoint);
	} else if (strcmp(line.what, "bundle") == 0) {
		need(&line, 1, 1, false);
		verify_bundle(line.args[0], &policy);
	} else if (strcmp(line.what, "tiles") == 0) {
		need(&line, 1, 1, true);
		verify_tiles(line.args[0], &policy);
	} else if (strcmp(line.what, "receipt") == 0) {
		need(&line, 1, 1, true);
		verify_receipt(line.args[0], &policy, line.document, line.salt);
	} else if (strcmp(line.what, "checkpoint") == 0) {
		need(&line, 1, 1, true);
		verify_checkpoint(line.args[0], &policy);
	} else if (strcmp(line.what, "consistency") == 0) {
		need(&line, 2, 3, true);
		verify_consistency(line.args[0], line.args[1], line.args[2], &policy);
	} else {
		misused("'%s' cannot be verified; see 'servanda-verify --help'", line.what);
	}
	return 0;
}
