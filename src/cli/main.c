/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * main.c - one run of servanda: parse the line, open the record, run the
 * command, write what it said, end with its exit status.
 */
#include <stdio.h>
#include <string.h>

#include "app/readers.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/secret.h"

static void close_app(struct sv_cli *cli)
{
	if (cli->app.db)
		sv_app_close(&cli->app);
}

static int open_store(struct sv_cli *cli, struct sv_error *err)
{
	const char *on = sv_cli_option(cli, "on"), *known = sv_cli_option(cli, "known");
	bool writes = cli->command->store == SV_STORE_WRITE;
	int r;

	if (!writes && cli->command->store != SV_STORE_READ)
		return 0;
	r = sv_app_open(cli->store, writes ? SV_DB_WRITE : SV_DB_READ, &cli->app, err);
	if (r < 0)
		return r;
	return sv_app_moment(&cli->app, on ? on : "", known ? known : "", &cli->moment, err);
}

static int set_actor(struct sv_cli *cli, struct sv_error *err)
{
	const char *as = sv_cli_option(cli, "as"), *key = sv_cli_option(cli, "key");
	struct sv_signer *signer;
	int r = 0;

	cli->actor = SV_ACTOR_LOCAL;
	if (as)
		r = sv_actor_parse(cli->arena, as, &cli->actor, err);
	/* Whoever asks as the public is answered as the portal answers it. */
	cli->reading.public_only = r == 0 && !sv_app_reads_restricted(&cli->actor);
	if (r < 0 || !key)
		return r;
	signer = SV_NEW(cli->arena, struct sv_signer);
	r = sv_cli_signer(cli->arena, key, signer, err);
	cli->actor.signer = signer;
	return r;
}

/* Says what failed on standard error; returns the exit status. */
static int complain(const struct sv_error *err)
{
	fprintf(stderr, "servanda: %s%s%s\n", err->where, err->where[0] ? ": " : "", err->message);
	return sv_error_exit_status(err->code);
}

int main(int argc, char **argv)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	_cleanup_(close_app) struct sv_cli cli = {.arena = &arena};
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
	struct sv_error err = SV_ERROR_INIT;
	const char *color;
	int r;

	r = sv_cli_parse(&cli, argc - 1, argv + 1, &err);
	if (r < 0)
		return complain(&err);
	color = sv_cli_option(&cli, "color");
	sv_out_init(&cli.out, color ? color : "auto");

	r = set_actor(&cli, &err);
	if (r >= 0)
		r = open_store(&cli, &err);
	if (r >= 0)
		r = cli.command->run(&cli, &err);
	text = cli.out.buf;
	if (r < 0)
		return complain(&err);
	if (text.len && sv_file_write("-", sv_buf_view(&text), &err) < 0)
		return complain(&err);
	/* A checkpoint over what was recorded; whatever it says, that stands recorded. */
	if (cli.command->store == SV_STORE_WRITE && sv_cli_sign_log(&cli, &err) < 0)
		return complain(&err);
	return r;
}
