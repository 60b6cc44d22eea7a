/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <string.h>

#include "app/exchange.h"
#include "app/import.h"
#include "base/file.h"
#include "domain/act_store.h"
#include "domain/derive_store.h"
#include "domain/redaction.h"
#include "record/bundle.h"

int sv_app_bundle(struct sv_app *app, const struct sv_actor *actor, struct sv_arena *arena,
		  int64_t from, enum sv_copy_for who, struct sv_str *ret, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_left_out_list left_out;
	struct sv_kept_checkpoint kept;
	int r = sv_authority_require(actor, SV_ACTION_EXPORT, err);

	if (r == 0)
		r = sv_tx_begin_read(&tx, app->db, err);
	if (r < 0)
		return r;
	r = sv_checkpoint_latest(app->db, arena, INT64_MAX, &kept, err);
	if (r < 0)
		return r;
	if (from > kept.size)
		return sv_fail(err, SV_EREFUSED,
			       "the latest checkpoint is of %" PRId64
			       " documents: there is nothing "
			       "from %" PRId64 " on",
			       kept.size, from);
	r = sv_app_left_out(app->db, arena, who, kept.size, &left_out, err);
	if (r < 0)
		return r;
	r = sv_bundle_write(app->db, from, &kept, left_out.items, left_out.count, &out, err);
	if (r < 0)
		return r;
	*ret = sv_arena_str(arena, sv_buf_view(&out));
	return 0;
}

struct intake {
	const char *where;
	struct sv_arena *arena;
	struct sv_tx tx;
	const struct sv_bundle *bundle;
	int64_t size; /* of the record before */
	struct sv_taken taken;
};

/* Two signed histories of one log: kept, since together they are the proof. */
static int forked(struct intake *intake, int64_t at, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf evidence = SV_BUF_INIT;
	/* Beside a file; what lies on a server has no place beside it, and its name may hold a
	 * password. */
	const char *beside = strstr(intake->where, "://") ? "servanda" : intake->where;
	const char *path = sv_arena_printf(intake->arena, "%s.fork", beside);
	struct sv_kept_checkpoint own;

	sv_buf_printf(&evidence, "the checkpoint of the bundle:\n\n%.*s\n",
		      SV_STR_ARG(intake->bundle->note));
	if (sv_checkpoint_latest(intake->tx.db, intake->arena, INT64_MAX, &own, NULL) == 0)
		sv_buf_printf(&evidence, "the checkpoint of this store:\n\n%.*s",
			      SV_STR_ARG(own.note));
	if (sv_file_write(path, sv_buf_view(&evidence), NULL) == 0)
		intake->taken.forked = path;
	return sv_fail(err, SV_EREFUSED,
		       "the bundle is of another history: it differs from this record at document "
		       "%" PRId64 "; both checkpoints %s in '%s'",
		       at, intake->taken.forked ? "are kept" : "could not be kept", path);
}

/* What is there already must be what the bundle has. */
static int compare(struct intake *intake, struct sv_error *err)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	const struct sv_bundle *bundle = intake->bundle;
	struct sv_hash own, theirs = sv_merkle_root(&bundle->left, hasher);
	int r;

	if (bundle->from > intake->size)
		return sv_fail(err, SV_EREFUSED,
			       "the bundle begins with document %" PRId64
			       " and this record has only "
			       "%" PRId64 ": ask for one from there",
			       bundle->from, intake->size);
	r = sv_record_root(intake->tx.db, bundle->from, &own, err);
	if (r < 0)
		return r;
	if (!sv_hash_equal(&own, &theirs))
		return forked(intake, bundle->from, err);
	for (size_t i = 0; i < bundle->count; i++) {
		const struct sv_document *theirs_too = &bundle->documents[i].document;
		struct sv_document document;

		if (theirs_too->index >= intake->size)
			break;
		r = sv_record_get(intake->tx.db, intake->arena, theirs_too->index, &document, err);
		if (r < 0)
			return r;
		if (!sv_hash_equal(&document.leaf_hash, &theirs_too->leaf_hash))
			return forked(intake, document.index, err);
	}
	return 0;
}

/* An act that withholds for good is carried out on this copy too.  One that withholds from copies
 * speaks of those that are made, and takes nothing from one that is there. */
static int obey(struct intake *intake, const struct sv_document *confirmation, struct sv_error *err)
{
	struct sv_left_out out = {.tombstone = confirmation->index};
	const struct sv_withheld_place *places;
	struct sv_withheld_rows rows, plan;
	enum sv_redaction_scope scope;
	const struct sv_fact_kind *kind;
	struct sv_document document;
	struct sv_act act;
	size_t count;
	int r = sv_act_parse(intake->arena, confirmation->content, &act, err);

	if (r == 0)
		r = sv_redaction_scope(&act, &scope, err);
	if (r < 0)
		return r;
	if (scope != SV_REDACT_ALL || !sv_str_to_int64(sv_str_from(act.subject), &out.index))
		return 0;
	r = sv_record_get(intake->tx.db, intake->arena, out.index, &document, err);
	if (r < 0)
		return r;
	kind = sv_fact_kind_find(document.kind);
	/* What this act withheld came in without it; what was left out may be less. */
	if (document.withheld || document.tombstone == confirmation->index || !kind)
		return 0;
	r = sv_redaction_rows(intake->arena, &act, &rows, err);
	if (r < 0)
		return r;
	places = sv_redaction_places(intake->arena, &rows, &count);
	if (!rows.whole) {
		r = sv_redaction_plan(intake->arena, kind, document.content, places, count, &plan,
				      &out.pieces, &out.piece_count, err);
		if (r < 0)
			return r;
	}
	intake->taken.withheld++;
	return sv_record_withhold(&intake->tx, &out, err);
}

/* Whether a document of this copy lacks what is withheld from copies no longer, and the bundle has
 * it: by the acts of the record, those of the bundle among them. */
static int may_restore(struct intake *intake, const struct sv_document *theirs, bool *ret,
		       struct sv_error *err)
{
	const struct sv_act_filter filter = {
	    "redaction", sv_arena_printf(intake->arena, "%" PRId64, theirs->index), ""};
	struct sv_redaction redaction;
	const struct sv_act *acts;
	struct sv_document own;
	size_t count;
	int r = sv_record_get(intake->tx.db, intake->arena, theirs->index, &own, err);

	*ret = false;
	if (r < 0 || own.tombstone < 0 || own.tombstone == theirs->tombstone)
		return r;
	r = sv_act_list(intake->tx.db, intake->arena, &filter, INT64_MAX, &acts, &count, err);
	if (r == 0)
		r = sv_redaction_fold(intake->arena, acts, count, &redaction, err);
	if (r < 0)
		return r;
	/* Neither theirs nor ours may be what an act for good left. */
	*ret = !redaction.copies && own.tombstone != redaction.tombstone &&
	       theirs->tombstone == redaction.tombstone;
	return 0;
}

static int restore(struct intake *intake, size_t before, struct sv_error *err)
{
	int r = 0;

	for (size_t i = 0; r == 0 && i < before; i++) {
		const struct sv_bundle_document *theirs = &intake->bundle->documents[i];
		bool may;

		r = may_restore(intake, &theirs->document, &may, err);
		if (r == 0 && may) {
			intake->taken.restored++;
			r = sv_bundle_restore(&intake->tx, theirs, err);
		}
	}
	return r;
}

/* All documents first: one that is withheld names an act that stands behind it. */
static int adopt(struct intake *intake, struct sv_error *err)
{
	const struct sv_bundle *bundle = intake->bundle;
	size_t first = (size_t)(intake->size - bundle->from);
	int r = 0;

	for (size_t i = first; r == 0 && i < bundle->count; i++)
		r = sv_bundle_adopt(&intake->tx, &bundle->documents[i], err);
	for (size_t i = first; r == 0 && i < bundle->count; i++)
		if (strcmp(bundle->documents[i].document.kind,
			   SV_ACT_KIND_PREFIX SV_ACT_REDACTION_CONFIRM) == 0)
			r = obey(intake, &bundle->documents[i].document, err);
	if (r < 0)
		return r;
	intake->taken.added = bundle->count > first ? (int64_t)(bundle->count - first) : 0;
	for (size_t i = first; r == 0 && !intake->taken.withheld && i < bundle->count; i++)
		r = sv_derive_document(intake->tx.db, &bundle->documents[i].document, err);
	if (r == 0 && intake->taken.withheld)
		r = sv_rederive(&intake->tx, err);
	/* By acts, which are derived now. */
	if (r == 0)
		r = restore(intake, SV_MIN(first, bundle->count), err);
	return r == 0 && intake->taken.restored ? sv_rederive(&intake->tx, err) : r;
}

/* The log must be the one that is meant: by the key that was given, or by the store's own. */
static int check_log(struct intake *intake, const struct sv_key *log_key, struct sv_error *err)
{
	const struct sv_key *theirs = &intake->bundle->key;
	struct sv_kept_checkpoint own;
	struct sv_key key;
	int r;

	if (!log_key) {
		r = sv_checkpoint_latest(intake->tx.db, intake->arena, INT64_MAX, &own, NULL);
		if (r < 0)
			return sv_fail(err, SV_EUSAGE,
				       "say by which key the log is known: '--log KEY'");
		r = sv_key_parse(intake->arena, sv_str_from(own.vkey), &key, err);
		if (r < 0)
			return r;
		log_key = &key;
	}
	if (strcmp(log_key->name, theirs->name) != 0 ||
	    memcmp(log_key->public, theirs->public, SV_PUBLIC_BYTES) != 0)
		return sv_fail(err, SV_EREFUSED,
			       "the bundle is signed by '%s', not by the log that is meant",
			       sv_key_text(intake->arena, theirs));
	return 0;
}

static int take(struct intake *intake, const struct sv_key *log_key, struct sv_error *err)
{
	const struct sv_bundle *bundle = intake->bundle;
	struct sv_kept_checkpoint kept = {.size = bundle->checkpoint.size,
					  .vkey = sv_key_text(intake->arena, &bundle->key),
					  .note = bundle->note};
	struct sv_kept_checkpoint before;
	int r = check_log(intake, log_key, err);

	if (r < 0)
		return r;
	r = sv_record_size(intake->tx.db, &intake->size, err);
	if (r < 0)
		return r;
	r = compare(intake, err);
	if (r < 0)
		return r;
	r = adopt(intake, err);
	if (r < 0)
		return r;
	r = sv_checkpoint_latest(intake->tx.db, intake->arena, kept.size, &before, NULL);
	if (r < 0 || before.size != kept.size)
		r = sv_checkpoint_put(&intake->tx, &kept, err);
	if (r < 0)
		return r;
	return sv_tx_commit(&intake->tx, err);
}

static int open_store(struct intake *intake, struct sv_db **ret_db, bool *ret_made,
		      struct sv_error *err)
{
	struct sv_error missing = SV_ERROR_INIT;
	int r = sv_db_open(intake->where, SV_DB_WRITE, ret_db, &missing);

	if (r < 0 && r != SV_ENOTFOUND)
		return sv_fail(err, r, "%s", missing.message);
	*ret_made = r < 0;
	if (r < 0)
		r = sv_db_open(intake->where, SV_DB_CREATE, ret_db, err);
	if (r == 0)
		r = sv_tx_begin(&intake->tx, *ret_db, err);
	if (r < 0 || !*ret_made)
		return r;
	r = sv_db_claim(*ret_db, err);
	if (r == 0)
		r = sv_schema_create(*ret_db, sv_record_tables, sv_record_table_count, err);
	if (r == 0)
		r = sv_derive_create(*ret_db, err);
	return r;
}

int sv_app_take_bundle(const char *where, struct sv_arena *arena, const struct sv_actor *actor,
		       struct sv_str text, const struct sv_key *log_key, struct sv_taken *ret,
		       struct sv_error *err)
{
	_cleanup_(sv_db_close) struct sv_db *db = NULL;
	struct sv_bundle bundle;
	struct intake intake = {.where = where, .arena = arena, .bundle = &bundle};
	bool made = false;
	int r = sv_authority_require(actor, SV_ACTION_IMPORT, err);

	if (r < 0)
		return r;
	r = sv_bundle_read(arena, text, &bundle, err);
	if (r < 0)
		return r;
	intake.taken.from = bundle.from;
	intake.taken.size = bundle.checkpoint.size;
	r = open_store(&intake, &db, &made, err);
	if (r == 0)
		r = take(&intake, log_key, err);
	sv_tx_done(&intake.tx);
	if (r == 0 && intake.taken.withheld)
		r = sv_db_scrub(db, sv_record_tables, sv_record_table_count, err);
	if (r < 0 && made && db)
		sv_db_discard(&db, where);
	*ret = intake.taken;
	return r;
}
