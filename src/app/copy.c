/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/copy.h"

#include <inttypes.h>

#include "domain/derive_store.h"

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

/* Both transactions see one state of the source; it may go on being written to. */
static int fill(struct sv_db *from, struct sv_db *to, struct sv_arena *arena, struct sv_copy *ret,
		struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx reading = SV_TX_INIT, writing = SV_TX_INIT;
	struct sv_derived before, after;
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
	r = sv_schema_create(to, sv_record_tables, sv_record_table_count, err);
	if (r < 0)
		return r;
	r = sv_schema_copy(from, to, sv_record_tables, sv_record_table_count, err);
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
	r = sv_derive_digest(from, &before, err);
	if (r < 0)
		return r;
	r = sv_derive_digest(to, &after, err);
	if (r < 0)
		return r;
	copy.rows = after.rows;
	copy.differed = !sv_hash_equal(&before.digest, &after.digest);
	r = sv_tx_commit(&writing, err);
	if (r < 0)
		return r;
	*ret = copy;
	return 0;
}

int sv_app_copy(const char *from, const char *to, const struct sv_actor *actor,
		struct sv_arena *arena, struct sv_copy *ret, struct sv_error *err)
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
	r = fill(source, target, arena, ret, err);
	if (r < 0) {
		sv_db_discard(&target, to);
		return r;
	}
	/* Opened once for writing, the store takes on the mode it works in. */
	sv_db_close(&target);
	return sv_db_open(to, SV_DB_WRITE, &target, err);
}
