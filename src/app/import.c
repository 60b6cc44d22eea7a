/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/import.h"

#include "app/copy.h"
#include "app/intake.h"
#include "domain/derive_store.h"

/* Nothing is to be written: look at one state of the store and say what would happen. */
static int try_import(struct sv_app *app, struct sv_intake *intake, struct sv_import *ret,
		      struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	int r = sv_tx_begin_read(&tx, app->db, err);

	if (r < 0)
		return r;
	r = sv_intake_check(intake, app->db, err);
	if (r < 0)
		return r;
	sv_intake_describe(intake, ret);
	ret->dry_run = true;
	return sv_record_size(app->db, &ret->size, err);
}

int sv_app_import(struct sv_app *app, const struct sv_actor *actor, const char *const *paths,
		  size_t path_count, bool dry_run, struct sv_arena *arena, struct sv_import *ret,
		  struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_intake intake;
	struct sv_import import;
	int r = sv_authority_require(actor, SV_ACTION_IMPORT, err);

	if (r < 0)
		return r;
	r = sv_intake_read(&intake, arena, paths, path_count, err);
	if (r < 0)
		return r;
	if (dry_run)
		return try_import(app, &intake, ret, err);

	/* Checked inside the transaction: nobody can change what the check rests on. */
	r = sv_tx_begin(&tx, app->db, err);
	if (r < 0)
		return r;
	r = sv_intake_check(&intake, app->db, err);
	if (r < 0)
		return r;
	if (sv_intake_refused(&intake)) {
		sv_intake_describe(&intake, &import);
		r = sv_record_size(app->db, &import.size, err);
		if (r < 0)
			return r;
		*ret = import;
		return 0;
	}
	r = sv_intake_record(&intake, &tx, actor, NULL, &import, err);
	if (r < 0)
		return r;
	r = sv_tx_commit(&tx, err);
	if (r < 0)
		return r;
	*ret = import;
	return 0;
}

static int derive_again(const struct sv_document *document, void *context, struct sv_error *err)
{
	return sv_derive_document(context, document, err);
}

int sv_app_derive_all(struct sv_db *db, int64_t size, struct sv_error *err)
{
	return sv_record_walk(db, 0, size, true, derive_again, db, err);
}

int sv_rederive(struct sv_tx *tx, struct sv_error *err)
{
	int64_t size;
	int r = sv_record_size(tx->db, &size, err);

	if (r < 0)
		return r;
	r = sv_derive_drop(tx->db, err);
	if (r < 0)
		return r;
	r = sv_derive_create(tx->db, err);
	if (r < 0)
		return r;
	return sv_app_derive_all(tx->db, size, err);
}

int sv_app_rebuild(struct sv_app *app, const struct sv_actor *actor, struct sv_rebuild *ret,
		   struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_rebuild rebuild = {0};
	struct sv_derived before, after;
	int r = sv_authority_require(actor, SV_ACTION_REBUILD, err);

	if (r < 0)
		return r;
	r = sv_tx_begin(&tx, app->db, err);
	if (r < 0)
		return r;
	r = sv_record_size(app->db, &rebuild.documents, err);
	if (r < 0)
		return r;
	r = sv_derive_digest(app->db, &before, err);
	if (r < 0)
		return r;
	r = sv_rederive(&tx, err);
	if (r < 0)
		return r;
	r = sv_derive_digest(app->db, &after, err);
	if (r < 0)
		return r;
	r = sv_tx_commit(&tx, err);
	if (r < 0)
		return r;
	rebuild.tables = after.tables;
	rebuild.rows = after.rows;
	rebuild.differed = !sv_hash_equal(&before.digest, &after.digest);
	*ret = rebuild;
	return 0;
}
