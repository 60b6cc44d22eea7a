/* SPDX-License-Identifier: EUPL-1.2 */
#include "support.h"

#include "store/db.h"
#include "store/schema.h"

static const struct sv_column columns[] = {
    {"id", SV_COLUMN_INT, true},
    {"word", SV_COLUMN_TEXT, true},
    {"bytes", SV_COLUMN_BLOB, false},
};
static const struct sv_table table = {"thing", columns, SV_ARRAY_LEN(columns), "id", {"word"}};

#define OK(call) assert_int_equal((call), 0)

/* A store with one table and nothing in it. */
static struct sv_db *create(const char *path)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_db *db;

	OK(sv_db_open(path, SV_DB_CREATE, &db, NULL));
	OK(sv_tx_begin(&tx, db, NULL));
	OK(sv_db_claim(db, NULL));
	OK(sv_schema_create(db, &table, 1, NULL));
	OK(sv_tx_commit(&tx, NULL));
	sv_db_close(&db);
	OK(sv_db_open(path, SV_DB_WRITE, &db, NULL));
	return db;
}

static int insert(struct sv_db *db, int64_t id, const char *word, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r =
	    sv_stmt_open(db, "INSERT INTO thing (id, word, bytes) VALUES (?, ?, ?)", &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, id);
	sv_stmt_bind_text(stmt, 2, sv_str_from(word));
	sv_stmt_bind_null(stmt, 3);
	return sv_stmt_run(stmt, err);
}

static int64_t count(struct sv_db *db)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;

	OK(sv_stmt_open(db, "SELECT COUNT(*) FROM thing", &stmt, NULL));
	assert_int_equal(sv_stmt_step(stmt, NULL), 1);
	return sv_stmt_int(stmt, 0);
}

static void values_come_back_as_they_were_bound(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;

	OK(sv_stmt_open(db, "INSERT INTO thing (id, word, bytes) VALUES (?, ?, ?)", &stmt, NULL));
	sv_stmt_bind_int(stmt, 1, INT64_MIN);
	sv_stmt_bind_text(stmt, 2, SV_STR("caf\xc3\xa9"));
	sv_stmt_bind_blob(stmt, 3, "\x00\xff", 2);
	OK(sv_stmt_run(stmt, NULL));
	sv_stmt_done(&stmt);

	OK(sv_stmt_open(db, "SELECT id, word, bytes FROM thing", &stmt, NULL));
	assert_int_equal(sv_stmt_step(stmt, NULL), 1);
	assert_true(sv_stmt_int(stmt, 0) == INT64_MIN);
	assert_true(sv_str_is(sv_stmt_text(stmt, 1), "caf\xc3\xa9"));
	assert_true(sv_str_equal(sv_stmt_blob(stmt, 2), (struct sv_str){"\x00\xff", 2}));
	assert_int_equal(sv_stmt_step(stmt, NULL), 0);
}

static void a_missing_value_is_null_and_reads_as_empty(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;

	OK(insert(db, 1, "a", NULL));
	OK(sv_stmt_open(db, "SELECT bytes FROM thing", &stmt, NULL));
	assert_int_equal(sv_stmt_step(stmt, NULL), 1);
	assert_true(sv_stmt_is_null(stmt, 0));
	assert_int_equal(sv_stmt_blob(stmt, 0).len, 0);
}

static void one_statement_can_be_open_twice(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	_cleanup_(sv_stmt_done) struct sv_stmt *outer = NULL;
	_cleanup_(sv_stmt_done) struct sv_stmt *inner = NULL;
	char sql[] = "SELECT id FROM thing ORDER BY id";

	OK(insert(db, 1, "a", NULL));
	OK(insert(db, 2, "b", NULL));
	OK(sv_stmt_open(db, sql, &outer, NULL));
	OK(sv_stmt_open(db, sql, &inner, NULL));
	memset(sql, 'x', sizeof(sql) - 1); /* the port kept a copy */
	assert_int_equal(sv_stmt_step(outer, NULL), 1);
	assert_int_equal(sv_stmt_step(inner, NULL), 1);
	assert_int_equal(sv_stmt_step(inner, NULL), 1);
	assert_int_equal(sv_stmt_int(outer, 0), 1);
	assert_int_equal(sv_stmt_int(inner, 0), 2);
}

static void a_transaction_that_is_not_committed_never_happened(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	struct sv_tx tx = SV_TX_INIT;

	OK(sv_tx_begin(&tx, db, NULL));
	OK(insert(db, 1, "a", NULL));
	sv_tx_done(&tx);
	assert_int_equal(count(db), 0);

	OK(sv_tx_begin(&tx, db, NULL));
	OK(insert(db, 1, "a", NULL));
	OK(sv_tx_commit(&tx, NULL));
	sv_tx_done(&tx);
	assert_int_equal(count(db), 1);
}

static void a_reader_sees_one_state_while_another_writes(void **state)
{
	const char *path = place_store(*state, "s.db");
	_cleanup_(sv_db_close) struct sv_db *writer = create(path);
	_cleanup_(sv_db_close) struct sv_db *reader = NULL;
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;

	OK(sv_db_open(path, SV_DB_READ, &reader, NULL));
	OK(sv_tx_begin_read(&tx, reader, NULL));
	assert_int_equal(count(reader), 0);
	OK(insert(writer, 1, "a", NULL));
	assert_int_equal(count(reader), 0);
	sv_tx_done(&tx);
	assert_int_equal(count(reader), 1);
}

static void a_reader_cannot_write(void **state)
{
	const char *path = place_store(*state, "s.db");
	_cleanup_(sv_db_close) struct sv_db *writer = create(path);
	_cleanup_(sv_db_close) struct sv_db *reader = NULL;
	struct sv_error err = SV_ERROR_INIT;

	OK(sv_db_open(path, SV_DB_READ, &reader, NULL));
	assert_int_equal(insert(reader, 1, "a", &err), SV_EIO);
	assert_string_equal(err.message, "cannot write the store: it is read-only");
}

static void a_second_writer_is_told_that_the_store_is_busy(void **state)
{
	const char *path = place_store(*state, "s.db");
	_cleanup_(sv_db_close) struct sv_db *first = create(path);
	_cleanup_(sv_db_close) struct sv_db *second = NULL;
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_tx other = SV_TX_INIT;
	struct sv_error err = SV_ERROR_INIT;

	OK(sv_db_open(path, SV_DB_WRITE, &second, NULL));
	if (!on_postgres()) /* not five seconds in a test */
		OK(sv_db_exec(second, "PRAGMA busy_timeout = 10", NULL));
	OK(sv_tx_begin(&tx, first, NULL));
	assert_int_equal(sv_tx_begin(&other, second, &err), SV_EBUSY);
	assert_string_equal(err.message,
			    "cannot use the store: another process is writing to it, try again");
}

static void expect_open(const char *path, enum sv_db_mode mode, int code, const char *message)
{
	struct sv_error err = SV_ERROR_INIT;
	struct sv_db *db = NULL;

	assert_int_equal(sv_db_open(path, mode, &db, &err), code);
	assert_null(db);
	assert_non_null(strstr(err.message, message));
	assert_null(strchr(err.message, '\n'));
}

static void says_in_one_line_what_is_wrong_with_a_path(void **state)
{
	struct place *place = *state;
	const char *store = place_path(place, "s.db");
	struct sv_db *db = create(store);

	sv_db_close(&db);
	expect_open(place_path(place, "none.db"), SV_DB_READ, SV_ENOTFOUND,
		    "there is no such store; create it with");
	expect_open(place->dir, SV_DB_READ, SV_ESTORE, "it is a folder");
	expect_open(store, SV_DB_CREATE, SV_EREFUSED, "it exists already");
	expect_open(place_write(place, "empty", ""), SV_DB_READ, SV_ESTORE, "it is empty");
	expect_open(place_write(place, "text", "some text that is not a database, and more"),
		    SV_DB_WRITE, SV_ESTORE, "it is not a store of servanda");
}

static void another_programs_database_is_not_ours(void **state)
{
	const char *path = place_path(*state, "other.db");
	struct sv_db *db;

	OK(sv_db_open(path, SV_DB_CREATE, &db, NULL));
	OK(sv_db_exec(db, "CREATE TABLE theirs (x)", NULL));
	sv_db_close(&db);
	expect_open(path, SV_DB_READ, SV_ESTORE, "it is not a store of servanda");
}

static void a_schema_of_another_version_is_refused(void **state)
{
	const char *path = place_store(*state, "s.db");
	struct sv_db *db = create(path);

	OK(sv_db_exec(db, "PRAGMA user_version = 99", NULL));
	sv_db_close(&db);
	expect_open(path, SV_DB_READ, SV_ESTORE, "its schema is version 99, this program knows 3");
}

static void a_truncated_store_says_so(void **state)
{
	const char *path = place_store(*state, "s.db");
	struct sv_db *db = create(path);

	for (int i = 0; i < 2000; i++)
		OK(insert(db, i, "a word that fills pages", NULL));
	sv_db_close(&db);
	OK(truncate(path, 8192));
	expect_open(path, SV_DB_READ, SV_ESTORE, "or it is damaged");
}

static void a_creation_that_is_given_up_leaves_nothing(void **state)
{
	const char *path = place_store(*state, "s.db");
	struct sv_tx tx = SV_TX_INIT;
	struct sv_db *db;

	OK(sv_db_open(path, SV_DB_CREATE, &db, NULL));
	OK(sv_tx_begin(&tx, db, NULL));
	OK(sv_db_claim(db, NULL));
	OK(sv_schema_create(db, &table, 1, NULL));
	for (int i = 0; i < 5000; i++)
		OK(insert(db, i, "more than the cache would hold without spilling", NULL));
	sv_tx_done(&tx);
	sv_db_discard(&db, path);
	assert_null(db);
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_not_equal(access(place_path(*state, "s.db-journal"), F_OK), 0);
}

static void a_store_that_was_created_meanwhile_is_not_taken_over(void **state)
{
	const char *path = place_store(*state, "s.db");
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_db *late, *db;

	OK(sv_db_open(path, SV_DB_CREATE, &late, NULL));
	db = create(path);
	OK(insert(db, 1, "a", NULL));
	OK(sv_tx_begin(&tx, late, NULL));
	assert_int_equal(sv_db_claim(late, NULL), SV_EREFUSED);
	sv_tx_done(&tx);
	sv_db_discard(&late, path);
	assert_int_equal(count(db), 1);
	if (!on_postgres())
		assert_int_equal(access(path, F_OK), 0);
	sv_db_close(&db);
}

static void tables_can_be_dropped_and_made_anew(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;

	OK(insert(db, 1, "a", NULL));
	OK(sv_tx_begin(&tx, db, NULL));
	OK(sv_schema_drop(db, &table, 1, NULL));
	OK(sv_schema_create(db, &table, 1, NULL));
	OK(insert(db, 7, "b", NULL));
	OK(sv_tx_commit(&tx, NULL));
	assert_int_equal(count(db), 1);
}

static void order_is_by_bytes(void **state)
{
	static const char *const words[] = {"Zebra", "a b", "a", "\xc3\xa9", "ab", "B"};
	static const char *const ordered[] = {"B", "Zebra", "a", "a b", "ab", "\xc3\xa9"};
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;

	for (size_t i = 0; i < SV_ARRAY_LEN(words); i++)
		OK(insert(db, (int64_t)i, words[i], NULL));
	OK(sv_stmt_open(db, "SELECT word FROM thing WHERE word < 'z' OR word > 'z' ORDER BY word",
			&stmt, NULL));
	for (size_t i = 0; i < SV_ARRAY_LEN(ordered); i++) {
		assert_int_equal(sv_stmt_step(stmt, NULL), 1);
		assert_true(sv_str_is(sv_stmt_text(stmt, 0), ordered[i]));
	}
	assert_int_equal(sv_stmt_step(stmt, NULL), 0);
}

static void a_question_mark_in_quotes_is_no_parameter(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;

	OK(insert(db, 1, "what?", NULL));
	OK(sv_stmt_open(db,
			"SELECT id AS \"why?\" FROM thing WHERE word = 'what?' AND id = ?"
			" AND word <> 'it''s ?'",
			&stmt, NULL));
	sv_stmt_bind_int(stmt, 1, 1);
	assert_int_equal(sv_stmt_step(stmt, NULL), 1);
	assert_int_equal(sv_stmt_int(stmt, 0), 1);
}

static void integers_can_be_read_as_text_and_summed(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;

	OK(insert(db, -70000, "a", NULL));
	OK(insert(db, 1000000000000, "b", NULL));
	OK(sv_stmt_open(db, "SELECT SUM(id), MIN(id), COUNT(*), 1 FROM thing", &stmt, NULL));
	assert_int_equal(sv_stmt_step(stmt, NULL), 1);
	assert_true(sv_stmt_int(stmt, 0) == 1000000000000 - 70000);
	assert_true(sv_str_is(sv_stmt_text(stmt, 1), "-70000"));
	assert_true(sv_str_is(sv_stmt_text(stmt, 2), "2"));
	assert_int_equal(sv_stmt_int(stmt, 3), 1);
}

static void queue_things(struct sv_db *db, int64_t from, int64_t to)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;

	OK(sv_stmt_open(db, "INSERT INTO thing (id, word, bytes) VALUES (?, ?, ?)", &stmt, NULL));
	for (int64_t i = from; i < to; i++) {
		sv_stmt_bind_int(stmt, 1, i);
		sv_stmt_bind_text(stmt, 2, i & 1 ? SV_STR("odd") : SV_STR_NONE);
		if (i & 2)
			sv_stmt_bind_blob(stmt, 3, &i, sizeof(i));
		else
			sv_stmt_bind_null(stmt, 3);
		OK(sv_stmt_queue(stmt, NULL));
	}
}

static void queued_rows_are_there_for_whatever_follows(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;

	OK(sv_tx_begin(&tx, db, NULL));
	queue_things(db, 0, 20000);
	assert_int_equal(count(db), 20000);
	queue_things(db, 20000, 20003);
	OK(sv_tx_commit(&tx, NULL));
	assert_int_equal(count(db), 20003);
	OK(sv_stmt_open(db, "SELECT COUNT(*), COUNT(bytes) FROM thing WHERE word = 'odd'", &stmt,
			NULL));
	assert_int_equal(sv_stmt_step(stmt, NULL), 1);
	assert_int_equal(sv_stmt_int(stmt, 0), 10001);
	assert_int_equal(sv_stmt_int(stmt, 1), 5000);
	sv_stmt_done(&stmt);

	/* Outside a transaction each row is one. */
	queue_things(db, 30000, 30002);
	assert_int_equal(count(db), 20005);
}

static void queued_rows_go_with_their_transaction(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	struct sv_tx tx = SV_TX_INIT;

	OK(sv_tx_begin(&tx, db, NULL));
	queue_things(db, 0, 20000);
	sv_tx_done(&tx);
	assert_int_equal(count(db), 0);
}

static void a_queued_row_that_cannot_be_stored_fails_the_commit(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_tx tx = SV_TX_INIT;
	int r;

	OK(sv_tx_begin(&tx, db, NULL));
	queue_things(db, 0, 3);
	OK(sv_stmt_open(db, "INSERT INTO thing (id, word, bytes) VALUES (?, ?, ?)", &stmt, NULL));
	sv_stmt_bind_int(stmt, 1, 2); /* again */
	sv_stmt_bind_text(stmt, 2, SV_STR("twice"));
	r = sv_stmt_queue(stmt, NULL);
	if (r == 0)
		r = sv_tx_commit(&tx, NULL);
	assert_int_equal(r, SV_ESTORE);
	sv_tx_done(&tx);
	assert_int_equal(count(db), 0);
}

/* A value to bind: 'i' integer, 't' text, 'b' blob. */
struct value {
	char type;
	struct sv_str bytes;
};

static void bind(struct sv_stmt *stmt, int index, const struct value *value)
{
	switch (value->type) {
	case 'i': sv_stmt_bind_int(stmt, index, 0x6162636465666768); break;
	case 't': sv_stmt_bind_text(stmt, index, value->bytes); break;
	default: sv_stmt_bind_blob(stmt, index, value->bytes.ptr, value->bytes.len);
	}
}

/* One row in a transaction, put off or not; returns how that ended. */
static int store(struct sv_db *db, const struct value values[3], bool queue)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r;

	OK(sv_tx_begin(&tx, db, NULL));
	OK(sv_stmt_open(db, "INSERT INTO thing (id, word, bytes) VALUES (?, ?, ?)", &stmt, NULL));
	for (int i = 0; i < 3; i++)
		bind(stmt, i + 1, &values[i]);
	r = queue ? sv_stmt_queue(stmt, NULL) : sv_stmt_run(stmt, NULL);
	return r < 0 ? r : sv_tx_commit(&tx, NULL);
}

#define EIGHT SV_STR("abcdefgh") /* as many bytes as an integer has */

static void a_value_of_another_type_is_refused(void **state)
{
	static const struct value rows[][3] = {
	    {{'t', EIGHT}, {'t', EIGHT}, {'b', EIGHT}}, {{'b', EIGHT}, {'t', EIGHT}, {'b', EIGHT}},
	    {{'i', EIGHT}, {'b', EIGHT}, {'b', EIGHT}}, {{'i', EIGHT}, {'t', EIGHT}, {'t', EIGHT}},
	    {{'i', EIGHT}, {'t', EIGHT}, {'i', EIGHT}},
	};
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));

	for (size_t i = 0; i < SV_ARRAY_LEN(rows); i++)
		for (int queue = 0; queue < 2; queue++)
			assert_int_equal(store(db, rows[i], queue), SV_ESTORE);
	assert_int_equal(count(db), 0);
}

static void a_text_is_utf8_without_nul(void **state)
{
	static const struct value rows[][3] = {
	    {{'i', EIGHT}, {'t', SV_STR("caf\xe9")}, {'b', EIGHT}},
	    {{'i', EIGHT}, {'t', SV_STR("\xed\xa0\x80")}, {'b', EIGHT}}, /* half a pair */
	    {{'i', EIGHT}, {'t', {"a\0b", 3}}, {'b', EIGHT}},
	    {{'i', EIGHT}, {'t', {"\xc3\xa9\0", 3}}, {'b', EIGHT}},
	};
	static const struct value good[] = {
	    {'i', EIGHT}, {'t', SV_STR("caf\xc3\xa9 \x7f")}, {'b', {"\0\xff", 2}}};
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;

	for (size_t i = 0; i < SV_ARRAY_LEN(rows); i++)
		for (int queue = 0; queue < 2; queue++)
			assert_int_equal(store(db, rows[i], queue), SV_EINVALID);
	OK(sv_stmt_open(db, "SELECT id FROM thing WHERE word = ?", &stmt, NULL));
	sv_stmt_bind_text(stmt, 1, SV_STR("\xff"));
	assert_int_equal(sv_stmt_step(stmt, NULL), SV_EINVALID);
	/* And the statement can be used again. */
	OK(store(db, good, false));
	sv_stmt_bind_text(stmt, 1, good[1].bytes);
	assert_int_equal(sv_stmt_step(stmt, NULL), 1);
}

static void a_statement_takes_other_types_from_run_to_run(void **state)
{
	static const struct value words[] = {
	    {'t', EIGHT}, {'t', EIGHT}, {'i', EIGHT}, {'t', EIGHT}};
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL, *select = NULL;
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;

	OK(insert(db, 1, "a", NULL));
	OK(sv_tx_begin(&tx, db, NULL));
	OK(sv_stmt_open(db, "UPDATE thing SET word = ?", &stmt, NULL));
	OK(sv_stmt_open(db, "SELECT word FROM thing", &select, NULL));
	for (size_t i = 0; i < SV_ARRAY_LEN(words); i++) {
		bind(stmt, 1, &words[i]);
		OK(sv_stmt_run(stmt, NULL));
		assert_int_equal(sv_stmt_step(select, NULL), 1);
		assert_true(sv_str_is(sv_stmt_text(select, 0),
				      words[i].type == 't' ? "abcdefgh" : "7017280452245743464"));
		assert_int_equal(sv_stmt_step(select, NULL), 0);
	}
}

static void a_stream_gives_way_to_other_statements(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL, *other = NULL;
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	int64_t id = 0;

	OK(sv_tx_begin(&tx, db, NULL));
	queue_things(db, 0, 3000);
	OK(sv_stmt_open(db, "SELECT id FROM thing ORDER BY id", &stmt, NULL));
	OK(sv_stmt_open(db, "SELECT id FROM thing ORDER BY id DESC", &other, NULL));
	sv_stmt_stream(stmt);
	sv_stmt_stream(other);
	for (; sv_stmt_step(stmt, NULL) == 1; id++) {
		assert_int_equal(sv_stmt_int(stmt, 0), id);
		assert_int_equal(sv_stmt_step(other, NULL), 1);
		assert_int_equal(sv_stmt_int(other, 0), 2999 - id);
		if (id % 999 == 0)
			assert_int_equal(count(db), 3000);
	}
	assert_int_equal(id, 3000);
	assert_int_equal(sv_stmt_step(other, NULL), 0);
	sv_stmt_done(&stmt);
	/* And one that is not read to its end is simply left. */
	OK(sv_stmt_open(db, "SELECT id FROM thing", &stmt, NULL));
	sv_stmt_stream(stmt);
	assert_int_equal(sv_stmt_step(stmt, NULL), 1);
	sv_stmt_done(&stmt);
	assert_int_equal(count(db), 3000);
	OK(sv_schema_drop(db, &table, 1, NULL));
}

static void a_name_is_shown_without_its_password(void **state)
{
	static const char *const names[][2] = {
	    {"postgresql://ana:geheim@db.example:5432/servanda",
	     "postgresql://ana@db.example:5432/servanda"},
	    {"postgresql://db.example:5432/servanda?sslmode=require",
	     "postgresql://db.example:5432/servanda?sslmode=require"},
	    {"postgresql:///servanda?user=ana&password=geheim&schema=a",
	     "postgresql:///servanda?user=ana&password=&schema=a"},
	    {"postgresql://db.example/servanda?sslpassword=geheim&passwor%64=geheim",
	     "postgresql://db.example/servanda?sslpassword=&passwor%64="},
	    {"postgresql://ana:ge@heim@db.example/servanda",
	     "postgresql://ana@db.example/servanda"},
	    {"postgresql://ana:ge/heim@db.example/servanda",
	     "postgresql://ana@db.example/servanda"},
	    {"postgresql://ana:ge?heim@db.example/servanda?schema=a",
	     "postgresql://ana@db.example/servanda?schema=a"},
	    {"postgresql:///servanda?user=ana&password=ge&heim",
	     "postgresql:///servanda?user=ana&password=&"},
	    {"PostgreSQL://ana:geheim@db.example/servanda", "PostgreSQL://ana@db.example/servanda"},
	    {"postgresql://[::1]:5432/servanda?user=ana@home",
	     "postgresql://[::1]:5432/servanda?user=ana@home"},
	    {"postgresql://ana:geheimgeheimgeheimgeheimgeheimgeheimgeheimgeheimgeheimgeheimgeheim"
	     "@db.example/servanda",
	     "postgresql://ana@db.example/servanda"},
	    {"postgresql://ana@one.example,two.example,three.example,four.example/"
	     "servanda?schema=a",
	     "postgresql://ana@one.example,two.example,three.example,four.example/serv..."},
	    {"folder/ana:x@y.db", "folder/ana:x@y.db"},
	};
	char text[76];

	(void)state;
	for (size_t i = 0; i < SV_ARRAY_LEN(names); i++)
		assert_string_equal(sv_db_display(names[i][0], text, sizeof(text)), names[i][1]);
}

static void reading_ends_where_its_budget_does(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(place_store(*state, "s.db"));
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_budget budget;

	OK(insert(db, 1, "one", NULL));
	OK(insert(db, 2, "two", NULL));
	sv_budget_begin(&budget, &arena, 1 << 20, 60);
	sv_db_budget(db, &budget);
	OK(sv_stmt_open(db, "SELECT id FROM thing", &stmt, NULL));
	assert_int_equal(sv_stmt_step(stmt, &err), 1);
	(void)!sv_arena_alloc(&arena, 2 << 20);
	assert_int_equal(sv_stmt_step(stmt, &err), SV_EBUSY);
	assert_non_null(strstr(err.message, "1 MiB of memory"));
	sv_arena_free(&arena);
	sv_budget_begin(&budget, &arena, 1 << 20, -1);
	assert_int_equal(sv_stmt_step(stmt, &err), SV_EBUSY);
	assert_non_null(strstr(err.message, "takes too long"));
	sv_db_budget(db, NULL);
	assert_int_equal(sv_stmt_step(stmt, &err), 1);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, place_begin, place_end)
#define ON_BOTH                                                                              \
	TEST(values_come_back_as_they_were_bound),                                           \
	    TEST(a_missing_value_is_null_and_reads_as_empty),                                \
	    TEST(one_statement_can_be_open_twice),                                           \
	    TEST(a_transaction_that_is_not_committed_never_happened),                        \
	    TEST(a_reader_sees_one_state_while_another_writes), TEST(a_reader_cannot_write), \
	    TEST(a_second_writer_is_told_that_the_store_is_busy),                            \
	    TEST(a_store_that_was_created_meanwhile_is_not_taken_over),                      \
	    TEST(tables_can_be_dropped_and_made_anew), TEST(order_is_by_bytes),              \
	    TEST(a_question_mark_in_quotes_is_no_parameter),                                 \
	    TEST(integers_can_be_read_as_text_and_summed),                                   \
	    TEST(queued_rows_are_there_for_whatever_follows),                                \
	    TEST(queued_rows_go_with_their_transaction),                                     \
	    TEST(a_queued_row_that_cannot_be_stored_fails_the_commit),                       \
	    TEST(a_value_of_another_type_is_refused), TEST(a_text_is_utf8_without_nul),      \
	    TEST(a_statement_takes_other_types_from_run_to_run),                             \
	    TEST(a_stream_gives_way_to_other_statements), TEST(reading_ends_where_its_budget_does)
	const struct CMUnitTest both[] = {ON_BOTH};
	const struct CMUnitTest files[] = {
	    ON_BOTH,
	    TEST(says_in_one_line_what_is_wrong_with_a_path),
	    TEST(another_programs_database_is_not_ours),
	    TEST(a_schema_of_another_version_is_refused),
	    TEST(a_truncated_store_says_so),
	    TEST(a_creation_that_is_given_up_leaves_nothing),
	    TEST(a_name_is_shown_without_its_password),
	};

	if (on_postgres())
		return cmocka_run_group_tests(both, NULL, NULL);
	return cmocka_run_group_tests(files, NULL, NULL);
}
