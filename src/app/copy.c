/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/copy.h"

#include <inttypes.h>
#include <string.h>

#include "domain/derive_store.h"
#include "record/pieces.h"

/* The copy has to verify by itself and to end in the root of its source. */
static int check_copy(struct sv_db *from, struct sv_db *to, struct sv_arena *arena,
		      struct sv_copy *copy, struct sv_error *err)
{
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	struct sv_hash root;
	int r;

	r = sv_record_root(from, copy->head.size, &root, err);
	if (r < 0)
		return r;
	r = sv_record_verify(to, 0, &findings, &copy->head.root, err);
	if (r < 0)
		return r;
	if (findings.count)
		return sv_fail(err, SV_ECORRUPT, "cannot copy a record that is damaged: %s: %s",
			       findings.items[0].place, findings.items[0].message);
	if (!sv_hash_equal(&root, &copy->head.root))
		return sv_fail(err, SV_ECORRUPT,
			       "cannot copy a record that is damaged: its tree does not end in the "
			       "root of its documents");
	return 0;
}

static const struct sv_left_out *find_left_out(const struct sv_left_out_list *list, int64_t index)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].index == index)
			return &list->items[i];
	return NULL;
}

/* Of documents and their pieces; nodes and checkpoints go over as they are. */
static bool is_whole(const struct sv_table *table, int64_t first, const void *context)
{
	bool of_document =
	    strcmp(table->name, "document") == 0 || strcmp(table->name, "document_piece") == 0;

	return !of_document || !find_left_out(context, first);
}

static int copy_record(struct sv_db *from, struct sv_tx *to, const struct sv_left_out_list *list,
		       struct sv_error *err)
{
	int r = sv_schema_create(to->db, sv_record_tables, sv_record_table_count, err);

	if (r == 0)
		r = sv_schema_copy(from, to->db, sv_record_tables, sv_record_table_count,
				   list->count ? is_whole : NULL, list, err);
	for (size_t i = 0; r == 0 && i < list->count; i++) {
		_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
		struct sv_document document;

		r = sv_record_get(from, &arena, list->items[i].index, &document, err);
		if (r == 0)
			r = sv_record_insert_without(to, from, &document, &list->items[i], err);
	}
	return r;
}

/* What both derived from the record; a copy that lacks something cannot have the same rows. */
static int compare_rows(struct sv_db *from, struct sv_db *to, struct sv_copy *copy,
			struct sv_error *err)
{
	struct sv_derived before, after;
	int r = sv_derive_digest(from, &before, err);

	if (r == 0)
		r = sv_derive_digest(to, &after, err);
	if (r < 0)
		return r;
	copy->rows = after.rows;
	copy->differed = !copy->left_out && !sv_hash_equal(&before.digest, &after.digest);
	return 0;
}

/* Both transactions see one state of the source; it may go on being written to. */
static int fill(struct sv_db *from, struct sv_db *to, enum sv_copy_for who, struct sv_arena *arena,
		struct sv_copy *ret, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx reading = SV_TX_INIT, writing = SV_TX_INIT;
	struct sv_left_out_list list;
	struct sv_copy copy = {0};
	int r;

	r = sv_tx_begin_read(&reading, from, err);
	if (r < 0)
		return r;
	r = sv_tx_begin(&writing, to, err);
	if (r < 0)
		return r;
	r = sv_db_claim(to, err);
	if (r < 0)
		return r;
	r = sv_record_size(from, &copy.head.size, err);
	if (r < 0)
		return r;
	r = sv_app_left_out(from, arena, who, copy.head.size, &list, err);
	if (r < 0)
		return r;
	copy.left_out = (int64_t)list.count;
	r = copy_record(from, &writing, &list, err);
	if (r < 0)
		return r;
	r = check_copy(from, to, arena, &copy, err);
	if (r < 0)
		return r;
	r = sv_derive_create(to, err);
	if (r < 0)
		return r;
	r = sv_app_derive_all(to, copy.head.size, err);
	if (r < 0)
		return r;
	r = compare_rows(from, to, &copy, err);
	if (r < 0)
		return r;
	r = sv_tx_commit(&writing, err);
	if (r < 0)
		return r;
	*ret = copy;
	return 0;
}

int sv_app_copy(const char *from, const char *to, const struct sv_actor *actor,
		enum sv_copy_for who, struct sv_arena *arena, struct sv_copy *ret,
		struct sv_error *err)
{
	_cleanup_(sv_db_close) struct sv_db *source = NULL;
	_cleanup_(sv_db_close) struct sv_db *target = NULL;
	int r = sv_authority_require(actor, SV_ACTION_COPY, err);

	if (r < 0)
		return r;
	r = sv_db_open(from, SV_DB_READ, &source, err);
	if (r < 0)
		return r;
	r = sv_db_open(to, SV_DB_CREATE, &target, err);
	if (r < 0)
		return r;
	r = fill(source, target, who, arena, ret, err);
	if (r < 0) {
		sv_db_discard(&target, to);
		return r;
	}
	/* Opened once for writing, the store takes on the mode it works in. */
	sv_db_close(&target);
	return sv_db_open(to, SV_DB_WRITE, &target, err);
}
