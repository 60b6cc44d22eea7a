/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/equipment_store.h"

#define STANDING " WHERE doc < ? AND superseded >= ?"

static const char *text(struct sv_arena *arena, struct sv_stmt *stmt, int column)
{
	return sv_arena_str(arena, sv_stmt_text(stmt, column)).ptr;
}

static int open_query(struct sv_db *db, const char *sql, int64_t known_size, struct sv_stmt **ret,
		      struct sv_error *err)
{
	int r = sv_stmt_open(db, sql, ret, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(*ret, 1, known_size);
	sv_stmt_bind_int(*ret, 2, known_size);
	return 0;
}

int sv_equipment_load(struct sv_db *db, struct sv_arena *arena, const struct sv_register *reg,
		      int64_t known_size, struct sv_equipment *ret, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_equipment_row *rows = NULL;
	size_t count = 0, cap = 0;
	int r = open_query(db,
			   "SELECT doc, row, source_id, state, year, category, type_name, family,"
			   " generation, status, \"count\" FROM equipment" STANDING
			   " ORDER BY category, year, state, type_name",
			   known_size, &stmt, err);

	if (r < 0)
		return r;
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		int state = sv_register_state(reg, sv_stmt_text(stmt, 3));

		if (state < 0)
			continue;
		rows = sv_arena_grow(arena, rows, count, &cap, sizeof(*rows));
		rows[count++] = (struct sv_equipment_row){
		    .origin = {sv_stmt_int(stmt, 0), (int32_t)sv_stmt_int(stmt, 1),
			       text(arena, stmt, 2), SV_CONFIDENCE_SEEN},
		    .state = state,
		    .year = (int)sv_stmt_int(stmt, 4),
		    .category = text(arena, stmt, 5),
		    .type_name = text(arena, stmt, 6),
		    .family = text(arena, stmt, 7),
		    .generation = text(arena, stmt, 8),
		    .stored = sv_str_is(sv_stmt_text(stmt, 9), "storage"),
		    .units = sv_stmt_text(stmt, 10).len ? sv_stmt_int(stmt, 10) : -1,
		};
	}
	if (r < 0)
		return r;
	*ret = (struct sv_equipment){rows, count};
	return 0;
}

int sv_claims_load(struct sv_db *db, struct sv_arena *arena, int64_t known_size, bool seen_only,
		   struct sv_claims *ret, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_claim *items = NULL;
	size_t count = 0, cap = 0;
	int r =
	    open_query(db,
		       "SELECT doc, row, source, confidence, id, subject, about, low, high,"
		       " unit, against, method, note FROM claim" STANDING " ORDER BY subject, id",
		       known_size, &stmt, err);

	if (r < 0)
		return r;
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		bool recalled = sv_str_is(sv_stmt_text(stmt, 3), "recalled");

		if (recalled && seen_only)
			continue;
		items = sv_arena_grow(arena, items, count, &cap, sizeof(*items));
		items[count++] = (struct sv_claim){
		    .origin = {sv_stmt_int(stmt, 0), (int32_t)sv_stmt_int(stmt, 1),
			       text(arena, stmt, 2),
			       recalled ? SV_CONFIDENCE_RECALLED : SV_CONFIDENCE_SEEN},
		    .id = text(arena, stmt, 4),
		    .subject = text(arena, stmt, 5),
		    .about = text(arena, stmt, 6),
		    .low = text(arena, stmt, 7),
		    .high = text(arena, stmt, 8),
		    .unit = text(arena, stmt, 9),
		    .against = text(arena, stmt, 10),
		    .method = text(arena, stmt, 11),
		    .note = text(arena, stmt, 12),
		};
	}
	if (r < 0)
		return r;
	*ret = (struct sv_claims){items, count};
	return 0;
}
