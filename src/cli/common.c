/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/common.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/named.h"
#include "base/file.h"

#define DEFAULT_PACK "pesco"

int sv_cli_register(struct sv_cli *cli, const struct sv_register **ret, struct sv_error *err)
{
	return sv_app_register(&cli->app, cli->arena, &cli->moment, &cli->reading, ret, err);
}

int sv_cli_state(const struct sv_register *reg, const char *code, int *ret, struct sv_error *err)
{
	return sv_named_state(reg, code, ret, err);
}

int sv_cli_project(const struct sv_register *reg, const char *id, int *ret, struct sv_error *err)
{
	return sv_named_project(reg, id, ret, err);
}

int sv_cli_copy_for(struct sv_cli *cli, enum sv_copy_for *ret, struct sv_error *err)
{
	bool for_others = sv_cli_option(cli, "for-others"), whole = sv_cli_option(cli, "whole");

	if (for_others && whole)
		return sv_fail(err, SV_EUSAGE, "give '--for-others' or '--whole', not both");
	*ret = for_others ? SV_COPY_FOR_OTHERS : whole ? SV_COPY_WHOLE : SV_COPY_UNSAID;
	return 0;
}

int sv_cli_document_number(const char *text, int64_t *ret, struct sv_error *err)
{
	int64_t index;

	if (!sv_str_to_int64(sv_str_from(text), &index) || index < 0)
		return sv_fail(err, SV_EUSAGE,
			       "'%s' is not the number of a document; 'servanda record log' shows "
			       "them",
			       text);
	*ret = index;
	return 0;
}

static bool is_pack(const char *folder)
{
	char list[4096];

	return snprintf(list, sizeof(list), "%s/pack.csv", folder) < (int)sizeof(list) &&
	       access(list, R_OK) == 0;
}

/* The folder the program stands in, or NULL. */
static const char *program_folder(struct sv_arena *arena)
{
	char path[4096];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char *slash;

	if (len <= 0)
		return NULL;
	path[len] = '\0';
	slash = strrchr(path, '/');
	if (!slash)
		return NULL;
	*slash = '\0';
	return sv_arena_cstr(arena, path);
}

int sv_cli_default_pack(struct sv_cli *cli, const char **ret_folder, struct sv_error *err)
{
	const char *packs = getenv("SERVANDA_PACKS"), *beside = program_folder(cli->arena);
	/* build/servanda in the source tree, then bin/servanda of an installed one that was moved,
	 * then where it was meant to be installed. */
	const char *candidates[] = {
	    packs && packs[0] ? sv_arena_printf(cli->arena, "%s/" DEFAULT_PACK, packs) : NULL,
	    beside ? sv_arena_printf(cli->arena, "%s/../packs/" DEFAULT_PACK, beside) : NULL,
	    beside ? sv_arena_printf(cli->arena, "%s/../share/servanda/packs/" DEFAULT_PACK, beside)
		   : NULL,
	    SV_PACKS_DIR "/" DEFAULT_PACK,
	};
	/* What is named by the user is taken or refused, never replaced by another. */
	size_t count = candidates[0] ? 1 : SV_ARRAY_LEN(candidates);

	for (size_t i = 0; i < count; i++) {
		if (candidates[i] && is_pack(candidates[i])) {
			*ret_folder = candidates[i];
			return 0;
		}
	}
	if (candidates[0])
		return sv_fail(err, SV_ENOTFOUND,
			       "no pack '%s' in '%s', which $SERVANDA_PACKS names; give --pack DIR",
			       DEFAULT_PACK, packs);
	return sv_fail(err, SV_ENOTFOUND, "no pack '%s' is installed; give --pack DIR",
		       DEFAULT_PACK);
}

const char *sv_role_title(enum sv_role role)
{
	return role == SV_ROLE_THIRD_STATE ? "third state" : sv_role_name(role);
}

const char *sv_recalled_mark(const struct sv_origin *origin)
{
	return origin->confidence == SV_CONFIDENCE_RECALLED ? " (recalled)" : "";
}

const char *sv_interval_text(struct sv_arena *arena, int32_t from, int32_t to)
{
	char first[SV_DATE_TEXT_MAX], last[SV_DATE_TEXT_MAX];

	sv_day_text(from, first);
	sv_day_text(to, last);
	if (first[0] && last[0])
		return sv_arena_printf(arena, "%s to %s", first, last);
	if (first[0])
		return sv_arena_printf(arena, "since %s", first);
	return last[0] ? sv_arena_printf(arena, "until %s", last) : "";
}

int sv_cli_write(struct sv_cli *cli, struct sv_str text, struct sv_error *err)
{
	const char *path = sv_cli_option(cli, "output");

	if (path)
		return sv_file_write(path, text, err);
	sv_buf_str(&cli->out.buf, text);
	return 0;
}
