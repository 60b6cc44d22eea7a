/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/secret.h"

#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "app/checkpoints.h"
#include "base/file.h"
#include "base/limits.h"

#define LINE_MAX_BYTES 1024

/* One line from the terminal, which does not show it. */
static int ask(struct sv_arena *arena, const char *prompt, struct sv_str *ret, struct sv_error *err)
{
	char line[LINE_MAX_BYTES];
	struct termios before, silent;
	bool read_one;

	fprintf(stderr, "%s: ", prompt);
	if (tcgetattr(STDIN_FILENO, &before) < 0)
		return sv_fail(err, SV_EIO, "cannot read a passphrase: no terminal");
	silent = before;
	silent.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
	read_one = fgets(line, sizeof(line), stdin) != NULL;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
	fputc('\n', stderr);
	if (!read_one)
		return sv_fail(err, SV_EUSAGE, "no passphrase was given");
	line[strcspn(line, "\n")] = '\0';
	*ret = sv_arena_str(arena, sv_str_from(line));
	explicit_bzero(line, sizeof(line));
	return 0;
}

int sv_cli_passphrase(struct sv_arena *arena, const char *what, bool twice, struct sv_str *ret,
		      struct sv_error *err)
{
	const char *given = getenv("SERVANDA_KEY_PASSPHRASE");
	struct sv_str first, second;
	int r;

	if (given && given[0]) {
		*ret = sv_arena_str(arena, sv_str_from(given));
		return 0;
	}
	if (!isatty(STDIN_FILENO))
		return sv_fail(err, SV_EUSAGE,
			       "%s needs a passphrase: set SERVANDA_KEY_PASSPHRASE or use a "
			       "terminal",
			       what);
	r = ask(arena, sv_arena_printf(arena, "passphrase of %s", what), &first, err);
	if (r < 0)
		return r;
	if (!first.len)
		return sv_fail(err, SV_EUSAGE, "a passphrase must not be empty");
	if (twice) {
		r = ask(arena, "the same again", &second, err);
		if (r < 0)
			return r;
		if (!sv_str_equal(first, second))
			return sv_fail(err, SV_EUSAGE, "the two passphrases differ");
	}
	*ret = first;
	return 0;
}

int sv_cli_signer(struct sv_arena *arena, const char *path, struct sv_signer *ret,
		  struct sv_error *err)
{
	struct sv_str file, passphrase;
	struct sv_key key;
	int r = sv_file_read(arena, path, SV_NOTE_BYTES_MAX, &file, err);

	if (r < 0)
		return r;
	r = sv_keyfile_public(arena, file, &key, err);
	if (r < 0)
		return r;
	r = sv_cli_passphrase(arena, sv_arena_printf(arena, "key '%s'", key.name), false,
			      &passphrase, err);
	if (r < 0)
		return r;
	return sv_keyfile_read(arena, file, passphrase, ret, err);
}

int sv_cli_public_key(struct sv_arena *arena, const char *given, struct sv_key *ret,
		      struct sv_error *err)
{
	struct sv_str text = sv_str_from(given);
	int r;

	if (access(given, R_OK) == 0) {
		r = sv_file_read(arena, given, SV_NOTE_BYTES_MAX, &text, err);
		if (r < 0)
			return r;
		if (sv_str_starts(text, "servanda-key/"))
			return sv_keyfile_public(arena, text, ret, err);
	}
	return sv_key_parse(arena, text, ret, err);
}

int sv_cli_sign_log(struct sv_cli *cli, struct sv_error *err)
{
	const char *path = getenv("SERVANDA_LOG_KEY");
	struct sv_kept_checkpoint kept;
	_cleanup_(sv_signer_wipe) struct sv_signer signer = {0};
	int r;

	if (!path || !path[0])
		return 0;
	r = sv_cli_signer(cli->arena, path, &signer, err);
	if (r < 0)
		return r;
	return sv_app_checkpoint(&cli->app, cli->arena, &SV_ACTOR_LOCAL, &signer,
				 sv_arena_printf(cli->arena, "%s.state", path), &kept, err);
}
