/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "app/import.h"
#include "app/intake.h"
#include "base/file.h"
#include "base/limits.h"
#include "domain/account_store.h"
#include "domain/derive_store.h"

#define PACK_LIST "pack.csv" /* columns file, title; docs/formats/facts.md, section 4 */

static bool stays_in_pack(struct sv_str file)
{
	struct sv_str part;

	if (!file.len || file.ptr[0] == '/')
		return false;
	while (sv_str_split(&file, '/', &part))
		if (sv_str_is(part, ".."))
			return false;
	return true;
}

/* Paths of the pack's documents, in the order of its list. */
static int read_pack(const char *pack_dir, struct sv_arena *arena, const char *const **ret_paths,
		     size_t *ret_count, struct sv_error *err)
{
	const char *list = sv_arena_printf(arena, "%s/" PACK_LIST, pack_dir);
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	const char **paths;
	struct sv_csv csv;
	struct sv_str text;
	int column, r;

	r = sv_file_read(arena, list, SV_FILE_BYTES_MAX, &text, err);
	if (r < 0)
		return r;
	sv_csv_parse(arena, list, text, &csv, &findings);
	if (findings.count)
		return sv_fail_at(err, SV_EINVALID, list, "line %d of '%s': %s",
				  findings.items[0].line, list, findings.items[0].message);
	column = sv_csv_column(&csv, "file");
	if (column < 0)
		return sv_fail_at(err, SV_EINVALID, list,
				  "'%s' has no column 'file'; its header is 'file,title'", list);
	paths = SV_NEW_ARRAY(arena, const char *, csv.row_count);
	for (size_t i = 0; i < csv.row_count; i++) {
		struct sv_str file = sv_str_trim(sv_csv_get(&csv, i, column));

		if (!stays_in_pack(file))
			return sv_fail_at(err, SV_EINVALID, list,
					  "line %d of '%s': '%.*s' is no path inside the pack",
					  csv.rows[i].line, list, SV_STR_ARG(file));
		paths[i] = sv_arena_printf(arena, "%s/%.*s", pack_dir, SV_STR_ARG(file));
	}
	*ret_paths = paths;
	*ret_count = csv.row_count;
	return 0;
}

/* Tables and documents in one transaction; it is undone when something is refused. */
static int fill(struct sv_db *db, struct sv_intake *intake, const struct sv_actor *actor,
		const struct sv_progress *progress, struct sv_import *ret, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	int r = sv_tx_begin(&tx, db, err);

	if (r < 0)
		return r;
	r = sv_db_claim(db, err);
	if (r < 0)
		return r;
	r = sv_schema_create(db, sv_record_tables, sv_record_table_count, err);
	if (r < 0)
		return r;
	r = sv_schema_create(db, sv_account_tables, sv_account_table_count, err);
	if (r < 0)
		return r;
	r = intake->is_passing ? sv_derive_create_bare(db, err) : sv_derive_create(db, err);
	if (r < 0)
		return r;
	r = sv_intake_check(intake, db, err);
	if (r < 0)
		return r;
	if (sv_intake_refused(intake)) {
		sv_intake_describe(intake, ret);
		return 0;
	}
	r = sv_intake_record(intake, &tx, actor, progress, ret, err);
	if (r < 0)
		return r;
	return sv_tx_commit(&tx, err);
}

int sv_app_init(const char *where, const char *pack_dir, const struct sv_actor *actor,
		const struct sv_progress *progress, struct sv_arena *arena, struct sv_import *ret,
		struct sv_error *err)
{
	_cleanup_(sv_db_close) struct sv_db *db = NULL;
	const char *const *paths = NULL;
	struct sv_intake intake;
	struct sv_import import;
	size_t path_count = 0;
	int r = sv_authority_require(actor, SV_ACTION_INIT, err);

	if (r < 0)
		return r;
	/* First of all, so that a second init is refused whatever the pack is. */
	r = sv_db_open(where, SV_DB_CREATE, &db, err);
	if (r < 0)
		return r;
	r = read_pack(pack_dir, arena, &paths, &path_count, err);
	if (r == 0)
		r = sv_intake_read(&intake, arena, paths, path_count, err);
	if (r == 0)
		r = fill(db, &intake, actor, progress, &import, err);
	if (r < 0 || import.refused) {
		sv_db_discard(&db, where);
		if (r < 0)
			return r;
		*ret = import;
		return 0;
	}
	/* Opened once for writing, the store takes on the mode it works in. */
	sv_db_close(&db);
	r = sv_db_open(where, SV_DB_WRITE, &db, err);
	if (r < 0)
		return r;
	*ret = import;
	return 0;
}

#define NOWHERE ":memory:" /* a store that nobody else sees, and that ends with its connection */

int sv_app_open_pack(const char *pack_dir, struct sv_arena *arena, struct sv_app *ret,
		     struct sv_error *err)
{
	const struct sv_actor actor = SV_ACTOR_LOCAL;
	_cleanup_(sv_db_close) struct sv_db *db = NULL;
	const char *const *paths = NULL;
	struct sv_import import = {0};
	struct sv_intake intake = {0};
	size_t path_count = 0;
	int r = sv_db_open(NOWHERE, SV_DB_CREATE, &db, err);

	if (r < 0)
		return r;
	r = read_pack(pack_dir, arena, &paths, &path_count, err);
	if (r == 0)
		r = sv_intake_read(&intake, arena, paths, path_count, err);
	intake.is_passing = true;
	if (r == 0)
		r = fill(db, &intake, &actor, NULL, &import, err);
	if (r < 0)
		return r;
	if (import.refused)
		return sv_fail(err, SV_EINVALID,
			       "cannot use the pack '%s': %zu errors in it; 'servanda init --pack "
			       "%s' shows them",
			       pack_dir, sv_findings_count(import.findings, SV_ERROR), pack_dir);
	*ret = (struct sv_app){db, pack_dir};
	db = NULL;
	return 0;
}
