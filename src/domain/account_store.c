/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/account_store.h"

#include <string.h>

static const struct sv_column account_columns[] = {
    {"id", SV_COLUMN_INT, true},        {"name", SV_COLUMN_TEXT, true},
    {"role", SV_COLUMN_TEXT, true},     {"state", SV_COLUMN_TEXT, true},
    {"password", SV_COLUMN_TEXT, true}, {"disabled", SV_COLUMN_INT, true},
    {"epoch", SV_COLUMN_INT, true},     {"created_ms", SV_COLUMN_INT, true},
};

static const struct sv_column key_columns[] = {
    {"name", SV_COLUMN_TEXT, true},
    {"bytes", SV_COLUMN_BLOB, true},
};

const struct sv_table sv_account_tables[] = {
    {"account", account_columns, SV_ARRAY_LEN(account_columns), "\"id\"", {"\"name\""}},
    {"portal_key", key_columns, SV_ARRAY_LEN(key_columns), "\"name\"", {NULL}},
};
const size_t sv_account_table_count = SV_ARRAY_LEN(sv_account_tables);

#define COLUMNS "id, name, role, state, password, disabled, epoch, created_ms"
#define SESSION_KEY "session"

static void read_row(struct sv_stmt *stmt, struct sv_arena *arena, struct sv_account *ret)
{
	*ret = (struct sv_account){
	    .id = sv_stmt_int(stmt, 0),
	    .name = sv_arena_str(arena, sv_stmt_text(stmt, 1)).ptr,
	    .role = sv_arena_str(arena, sv_stmt_text(stmt, 2)).ptr,
	    .state = sv_arena_str(arena, sv_stmt_text(stmt, 3)).ptr,
	    .password = sv_arena_str(arena, sv_stmt_text(stmt, 4)).ptr,
	    .disabled = sv_stmt_int(stmt, 5) != 0,
	    .epoch = sv_stmt_int(stmt, 6),
	    .created_ms = sv_stmt_int(stmt, 7),
	};
}

static int next_id(struct sv_db *db, int64_t *ret, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(db, "SELECT COALESCE(MAX(id), 0) + 1 FROM account", &stmt, err);

	if (r < 0)
		return r;
	r = sv_stmt_step(stmt, err);
	if (r < 0)
		return r;
	*ret = sv_stmt_int(stmt, 0);
	return 0;
}

int sv_account_insert(struct sv_db *db, const struct sv_account *account, int64_t *ret_id,
		      struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_account other;
	int64_t id;
	int r = sv_account_by_name(db, &arena, account->name, &other, err);

	if (r < 0)
		return r;
	if (r > 0)
		return sv_fail(err, SV_EREFUSED, "there is an account '%s' already", account->name);
	r = next_id(db, &id, err);
	if (r < 0)
		return r;
	r = sv_stmt_open(db, "INSERT INTO account (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			 &stmt, err);
	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, id);
	sv_stmt_bind_text(stmt, 2, sv_str_from(account->name));
	sv_stmt_bind_text(stmt, 3, sv_str_from(account->role));
	sv_stmt_bind_text(stmt, 4, sv_str_from(account->state));
	sv_stmt_bind_text(stmt, 5, sv_str_from(account->password));
	sv_stmt_bind_int(stmt, 6, account->disabled);
	sv_stmt_bind_int(stmt, 7, account->epoch);
	sv_stmt_bind_int(stmt, 8, account->created_ms);
	r = sv_stmt_run(stmt, err);
	if (r < 0)
		return r;
	*ret_id = id;
	return 0;
}

int sv_account_update(struct sv_db *db, const struct sv_account *account, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(
	    db, "UPDATE account SET password = ?, disabled = ?, epoch = ? WHERE id = ?", &stmt,
	    err);

	if (r < 0)
		return r;
	sv_stmt_bind_text(stmt, 1, sv_str_from(account->password));
	sv_stmt_bind_int(stmt, 2, account->disabled);
	sv_stmt_bind_int(stmt, 3, account->epoch);
	sv_stmt_bind_int(stmt, 4, account->id);
	return sv_stmt_run(stmt, err);
}

int sv_account_by_name(struct sv_db *db, struct sv_arena *arena, const char *name,
		       struct sv_account *ret, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(db, "SELECT " COLUMNS " FROM account WHERE name = ?", &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_text(stmt, 1, sv_str_from(name));
	r = sv_stmt_step(stmt, err);
	if (r > 0)
		read_row(stmt, arena, ret);
	return r;
}

int sv_account_by_id(struct sv_db *db, struct sv_arena *arena, int64_t id, struct sv_account *ret,
		     struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(db, "SELECT " COLUMNS " FROM account WHERE id = ?", &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, id);
	r = sv_stmt_step(stmt, err);
	if (r > 0)
		read_row(stmt, arena, ret);
	return r;
}

int sv_account_list(struct sv_db *db, struct sv_arena *arena, const struct sv_account **ret,
		    size_t *ret_count, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_account *accounts = NULL;
	size_t count = 0, cap = 0;
	int r = sv_stmt_open(db, "SELECT " COLUMNS " FROM account ORDER BY name", &stmt, err);

	if (r < 0)
		return r;
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		accounts = sv_arena_grow(arena, accounts, count, &cap, sizeof(*accounts));
		read_row(stmt, arena, &accounts[count++]);
	}
	if (r < 0)
		return r;
	*ret = accounts;
	*ret_count = count;
	return 0;
}

int sv_account_key_get(struct sv_db *db, uint8_t ret[SV_ACCOUNT_KEY_BYTES], struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_str bytes;
	int r = sv_stmt_open(db, "SELECT bytes FROM portal_key WHERE name = ?", &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_text(stmt, 1, SV_STR(SESSION_KEY));
	r = sv_stmt_step(stmt, err);
	if (r <= 0)
		return r;
	bytes = sv_stmt_blob(stmt, 0);
	if (bytes.len != SV_ACCOUNT_KEY_BYTES)
		return sv_fail(err, SV_ESTORE, "the key of sessions has not its length");
	memcpy(ret, bytes.ptr, SV_ACCOUNT_KEY_BYTES);
	return 1;
}

int sv_account_key_put(struct sv_db *db, const uint8_t key[SV_ACCOUNT_KEY_BYTES],
		       struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(db, "INSERT INTO portal_key (name, bytes) VALUES (?, ?)", &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_text(stmt, 1, SV_STR(SESSION_KEY));
	sv_stmt_bind_blob(stmt, 2, key, SV_ACCOUNT_KEY_BYTES);
	return sv_stmt_run(stmt, err);
}
