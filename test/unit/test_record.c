/* SPDX-License-Identifier: EUPL-1.2 */
#include "support.h"

#include "base/date.h"
#include "record/commitment.h"
#include "record/record.h"

#define OK(call) assert_int_equal((call), 0)

static struct sv_db *create(struct place *place)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_db *db;

	OK(sv_db_open(place_store(place, "r.db"), SV_DB_CREATE, &db, NULL));
	OK(sv_tx_begin(&tx, db, NULL));
	OK(sv_db_claim(db, NULL));
	OK(sv_schema_create(db, sv_record_tables, sv_record_table_count, NULL));
	OK(sv_tx_commit(&tx, NULL));
	return db;
}

static void append(struct sv_db *db, const char *name, const char *content)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	const struct sv_draft draft = {"facts/states", name, "operator", sv_str_from(content),
				       NULL};
	int64_t index;

	OK(sv_tx_begin(&tx, db, NULL));
	OK(sv_record_append(&tx, &draft, &index, NULL));
	OK(sv_tx_commit(&tx, NULL));
}

static void expect_hex(struct sv_hash hash, const char *hex)
{
	char text[SV_HASH_HEX_MAX];

	assert_string_equal(sv_hash_hex(&hash, text), hex);
}

/* The tree of the test vectors in certificate-transparency's merkletree tests. */
static void the_root_is_that_of_rfc_6962(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *root; /* after this leaf */
	} leaves[] = {
	    {"", 0, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
	    {"\x00", 1, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
	    {"\x10", 1, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
	    {"\x20\x21", 2, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
	    {"\x30\x31", 2, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
	    {"\x40\x41\x42\x43", 4,
	     "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
	    {"\x50\x51\x52\x53\x54\x55\x56\x57", 8,
	     "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
	    {"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16,
	     "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
	};
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	struct sv_merkle tree = SV_MERKLE_INIT;

	(void)state;
	expect_hex(sv_merkle_root(&tree, hasher),
		   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	for (size_t i = 0; i < SV_ARRAY_LEN(leaves); i++) {
		struct sv_str data = {leaves[i].bytes, leaves[i].len};

		sv_merkle_add(&tree, hasher, sv_hash_leaf(hasher, data));
		expect_hex(sv_merkle_root(&tree, hasher), leaves[i].root);
	}
}

static void a_short_hash_is_that_of_any_length(void **state)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	char bytes[SV_HASH_SHORT_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 151 + 7);
	for (size_t len = 0; len <= sizeof(bytes); len++) {
		struct sv_hash quick = sv_hash_short(hasher, bytes, len);
		struct sv_hash plain;

		sv_hasher_begin(hasher);
		sv_hasher_add(hasher, bytes, len);
		plain = sv_hasher_end(hasher);
		assert_true(sv_hash_equal(&quick, &plain));
	}
}

/* The definition of RFC 6962, section 2.1, word for word. */
static struct sv_hash root_by_definition(struct sv_hasher *hasher, const struct sv_hash *leaves,
					 size_t count)
{
	struct sv_hash left, right;
	size_t k = 1;

	if (count == 0)
		return sv_hash_empty(hasher);
	if (count == 1)
		return leaves[0];
	while (2 * k < count)
		k *= 2;
	left = root_by_definition(hasher, leaves, k);
	right = root_by_definition(hasher, leaves + k, count - k);
	return sv_hash_node(hasher, &left, &right);
}

static void stored_nodes_give_the_root_of_every_earlier_size(void **state)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	_cleanup_(sv_db_close) struct sv_db *db = create(*state);
	struct place *place = *state;
	struct sv_hash leaves[70];

	for (int size = 0; size < (int)SV_ARRAY_LEN(leaves); size++) {
		struct sv_document document;

		append(db, "a table", size % 2 ? "code\nFRA\n" : "");
		OK(sv_record_get(db, &place->arena, size, &document, NULL));
		leaves[size] = document.leaf_hash;
	}
	for (int size = 0; size <= (int)SV_ARRAY_LEN(leaves); size++) {
		struct sv_hash root, expected = root_by_definition(hasher, leaves, (size_t)size);

		OK(sv_record_root(db, size, &root, NULL));
		assert_true(sv_hash_equal(&root, &expected));
	}
}

/* docs/formats/record.md, sections 2 and 3, computed with nothing but SHA-256. */
static void a_leaf_can_be_computed_from_the_format_document(void **state)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	_cleanup_(sv_db_close) struct sv_db *db = create(*state);
	static const char *const lines[] = {"code\n", "FRA"};
	struct place *place = *state;
	struct sv_document document;
	struct sv_hash hashes[2], root, leaf;
	char hex[SV_HASH_HEX_MAX];
	const char *entry;

	setenv("SERVANDA_CLOCK", "2026-05-04T03:02:01.007Z", 1);
	append(db, "states.csv", "code\nFRA");
	unsetenv("SERVANDA_CLOCK");
	OK(sv_record_get(db, &place->arena, 0, &document, NULL));
	for (uint8_t i = 0; i < 2; i++) {
		const uint8_t number[8] = {0, 0, 0, 0, 0, 0, 0, i};

		sv_hasher_begin(hasher);
		sv_hasher_add(hasher, document.salt, 32);
		sv_hasher_add(hasher, number, 8);
		root = sv_hasher_end(hasher);
		sv_hasher_begin(hasher);
		sv_hasher_add(hasher, "\x00", 1);
		sv_hasher_add(hasher, root.bytes, 32);
		sv_hasher_add(hasher, lines[i], strlen(lines[i]));
		hashes[i] = sv_hasher_end(hasher);
	}
	root = sv_hash_node(hasher, &hashes[0], &hashes[1]);
	entry = sv_arena_printf(&place->arena,
				"servanda-document/v2\nkind: facts/states\nname: states.csv\n"
				"author: operator\ncontent: %s\n"
				"recorded: 2026-05-04T03:02:01.007Z\n",
				sv_hash_hex(&root, hex));
	leaf = sv_hash_leaf(hasher, sv_str_from(entry));
	assert_true(sv_hash_equal(&leaf, &document.leaf_hash));
}

static void the_commitment_depends_on_every_line_and_its_place(void **state)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	static const char *const contents[] = {"",       "\n",     "a",     "a\n",  "a\nb",
					       "a\nb\n", "b\na\n", "a\n\n", "ab\n", "a\r\n"};
	static const uint8_t salt[SV_SALT_BYTES] = {1}, other_salt[SV_SALT_BYTES] = {2};
	struct sv_hash seen[SV_ARRAY_LEN(contents)], other;

	(void)state;
	for (size_t i = 0; i < SV_ARRAY_LEN(contents); i++) {
		seen[i] = sv_content_commitment(hasher, salt, false, sv_str_from(contents[i]));
		for (size_t k = 0; k < i; k++)
			assert_false(sv_hash_equal(&seen[i], &seen[k]));
	}
	other = sv_content_commitment(hasher, other_salt, false, SV_STR("a\nb"));
	assert_false(sv_hash_equal(&other, &seen[4]));
}

static void a_document_reads_back_as_it_was_appended(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(*state);
	struct place *place = *state;
	struct sv_document document;
	struct sv_error err = SV_ERROR_INIT;
	int64_t size;

	append(db, "first", "x\n");
	append(db, "second", "");
	OK(sv_record_size(db, &size, NULL));
	assert_int_equal(size, 2);
	OK(sv_record_get(db, &place->arena, 0, &document, NULL));
	assert_string_equal(document.kind, "facts/states");
	assert_string_equal(document.name, "first");
	assert_string_equal(document.author, "operator");
	assert_true(sv_str_is(document.content, "x\n"));
	assert_false(document.withheld);
	OK(sv_record_get(db, &place->arena, 1, &document, NULL));
	assert_false(document.withheld); /* empty is not withheld */
	assert_int_equal(sv_record_get(db, &place->arena, 2, &document, &err), SV_ENOTFOUND);
	assert_string_equal(err.message, "the record holds no document 2");
}

static void a_clock_set_back_does_not_reorder_what_was_known(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(*state);
	struct place *place = *state;
	struct sv_document document;
	int64_t size, instant;

	setenv("SERVANDA_CLOCK", "2026-01-02T00:00:00Z", 1);
	append(db, "first", "x\n");
	setenv("SERVANDA_CLOCK", "2026-01-01T00:00:00Z", 1);
	append(db, "second", "y\n");
	unsetenv("SERVANDA_CLOCK");
	OK(sv_record_get(db, &place->arena, 1, &document, NULL));
	assert_true(sv_instant_parse(SV_STR("2026-01-02T00:00:00Z"), &instant));
	assert_true(document.recorded_ms == instant);
	OK(sv_record_size_at(db, instant, &size, NULL));
	assert_int_equal(size, 2);
	OK(sv_record_size_at(db, instant - 1, &size, NULL));
	assert_int_equal(size, 0);
}

static void a_name_on_two_lines_is_refused(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(*state);
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	const struct sv_draft draft = {"rules", "a\nkind: plan", "operator", SV_STR("x"), NULL};
	int64_t index;

	OK(sv_tx_begin(&tx, db, NULL));
	assert_int_equal(sv_record_append(&tx, &draft, &index, NULL), SV_EINVALID);
}

/* Bytes in SQL as SQLite writes them, in the words of PostgreSQL: '\x00' for x'00'. */
static const char *with_bytes(struct place *place, const char *sql)
{
	const char *bytes = strstr(sql, "x'"), *zeros = strstr(sql, "zeroblob(32)");

	if (bytes && on_postgres())
		return sv_arena_printf(&place->arena, "%.*s'\\x%s", (int)(bytes - sql), sql,
				       bytes + 2);
	if (zeros && on_postgres())
		return sv_arena_printf(&place->arena, "%.*s'\\x%064d'%s", (int)(zeros - sql), sql,
				       0, zeros + strlen("zeroblob(32)"));
	return sql;
}

/* Rule of the first finding after a change made behind the record's back, or "". */
static const char *verdict(struct place *place, struct sv_db *db)
{
	struct sv_findings findings = SV_FINDINGS_INIT(&place->arena);
	struct sv_hash root;

	OK(sv_record_verify(db, 0, &findings, &root, NULL));
	return findings.count ? findings.items[0].rule : "";
}

static void verification_finds_whatever_was_changed(void **state)
{
	static const struct {
		const char *sql, *rule;
	} changes[] = {
	    {"UPDATE document SET content = x'780b' WHERE idx = 3", "document-hash"},
	    {"UPDATE document SET name = 'other' WHERE idx = 0", "document-hash"},
	    {"UPDATE document SET kind = 'facts/groups' WHERE idx = 6", "document-hash"},
	    {"UPDATE document SET author = 'FRA' WHERE idx = 6", "document-hash"},
	    {"UPDATE document SET recorded_ms = recorded_ms + 1 WHERE idx = 6", "document-hash"},
	    {"UPDATE document SET salt = zeroblob(32) WHERE idx = 2", "document-hash"},
	    {"UPDATE document SET leaf_hash = zeroblob(32) WHERE idx = 2", "document-hash"},
	    {"UPDATE document SET salt = x'00' WHERE idx = 2", "document-unreadable"},
	    {"UPDATE record_node SET hash = zeroblob(32) WHERE level = 2 AND position = 0",
	     "node-hash"},
	    {"DELETE FROM record_node WHERE level = 1 AND position = 2", "node-missing"},
	    {"INSERT INTO record_node VALUES (1, 3, zeroblob(32))", "node-surplus"},
	    {"DELETE FROM document WHERE idx = 4", "document-missing"},
	    {"DELETE FROM document WHERE idx >= 4", "node-surplus"},
	    {"UPDATE document SET content = NULL WHERE idx = 6", "document-hash"},
	    {"UPDATE document SET content = NULL, tombstone = 6, commitment = zeroblob(32)"
	     " WHERE idx = 6",
	     "document-hash"},
	    {"UPDATE document SET commitment = zeroblob(32) WHERE idx = 6", "document-hash"},
	    {"UPDATE document SET signature = 'forged' WHERE idx = 6", "document-hash"},
	    {"UPDATE document SET tombstone = 6 WHERE idx = 2", "document-hash"},
	};
	_cleanup_(sv_db_close) struct sv_db *db = create(*state);

	for (int i = 0; i < 7; i++)
		append(db, "a table", "x\ny\n");
	assert_string_equal(verdict(*state, db), "");
	for (size_t i = 0; i < SV_ARRAY_LEN(changes); i++) {
		struct sv_tx tx = SV_TX_INIT;

		OK(sv_tx_begin(&tx, db, NULL));
		OK(sv_db_exec(db, with_bytes(*state, changes[i].sql), NULL));
		assert_string_equal(verdict(*state, db), changes[i].rule);
		sv_tx_done(&tx);
	}
	assert_string_equal(verdict(*state, db), "");
}

/* Index 1 is the act that says so, as far as this test is concerned. */
static int withhold(struct sv_db *db, const int64_t *lines, size_t count)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	int r;

	OK(sv_tx_begin(&tx, db, NULL));
	r = sv_record_withhold(&tx, &(struct sv_left_out){0, 1, lines, count}, NULL);
	if (r == 0)
		OK(sv_tx_commit(&tx, NULL));
	return r;
}

static void a_withheld_document_leaves_the_record_whole(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(*state);
	static const uint8_t no_salt[SV_SALT_BYTES];
	struct place *place = *state;
	struct sv_document document;
	struct sv_hash before, after;

	append(db, "secret", "x\n");
	append(db, "open", "y\n");
	OK(sv_record_root(db, 2, &before, NULL));
	OK(withhold(db, NULL, 0));
	assert_string_equal(verdict(place, db), "");
	OK(sv_record_root(db, 2, &after, NULL));
	assert_true(sv_hash_equal(&before, &after));
	OK(sv_record_get(db, &place->arena, 0, &document, NULL));
	assert_true(document.withheld);
	assert_int_equal(document.content.len, 0);
	assert_memory_equal(document.salt, no_salt, SV_SALT_BYTES);
	assert_int_equal(document.tombstone, 1);
	assert_int_equal(withhold(db, NULL, 0), SV_EREFUSED);
	/* Without its content the rest of the entry is still bound to the leaf. */
	OK(sv_db_exec(db, "UPDATE document SET name = 'another' WHERE idx = 0", NULL));
	assert_string_equal(verdict(place, db), "document-hash");
}

static void single_lines_can_be_withheld_and_the_others_still_verify(void **state)
{
	static const char *const changes[] = {
	    "UPDATE document SET content = x'610a0a650a' WHERE idx = 0", /* a, gap, e */
	    "UPDATE document SET content = x'610a620a640a' WHERE idx = 0",
	    "UPDATE document SET content = x'610a0a640a0a' WHERE idx = 0",
	    "UPDATE document_piece SET hash = zeroblob(32) WHERE piece = 1",
	    "UPDATE document_piece SET salt = zeroblob(32) WHERE piece = 2",
	    "DELETE FROM document_piece WHERE piece = 2",
	};
	_cleanup_(sv_db_close) struct sv_db *db = create(*state);
	struct place *place = *state;
	const int64_t lines[] = {1}, beyond[] = {1, 3};
	struct sv_document document;

	append(db, "a table", "a\nb\nd\n");
	append(db, "open", "y\n");
	assert_int_equal(withhold(db, beyond, 2), SV_ENOTFOUND);
	OK(withhold(db, lines, 1));
	assert_string_equal(verdict(place, db), "");
	OK(sv_record_get(db, &place->arena, 0, &document, NULL));
	assert_true(document.has_gaps);
	assert_true(sv_str_is(document.content, "a\n\nd\n"));
	for (size_t i = 0; i < SV_ARRAY_LEN(changes); i++) {
		struct sv_tx tx = SV_TX_INIT;

		OK(sv_tx_begin(&tx, db, NULL));
		OK(sv_db_exec(db, with_bytes(*state, changes[i]), NULL));
		assert_string_equal(verdict(place, db), "document-hash");
		sv_tx_done(&tx);
	}
}

/* Fields in quotation marks, on several lines, behind no line feed: what is left keeps its place.
 */
static void single_fields_can_be_withheld_and_the_others_still_verify(void **state)
{
	static const char content[] = "a,b,c\n\"x,\"\"y\",\"on\ntwo\nlines\",z\n1,2,3";
	static const char *const left[] = {
	    ",b,c\n\"x,\"\"y\",\"on\ntwo\nlines\",z\n1,2,3",
	    "a,,c\n\"x,\"\"y\",\"on\ntwo\nlines\",z\n1,2,3",
	    "a,b,\n\"x,\"\"y\",\"on\ntwo\nlines\",z\n1,2,3",
	    "a,b,c\n,\"on\ntwo\nlines\",z\n1,2,3",
	    "a,b,c\n\"x,\"\"y\",\"\n\n\",z\n1,2,3",
	    "a,b,c\n\"x,\"\"y\",\"on\ntwo\nlines\",\n1,2,3",
	    "a,b,c\n\"x,\"\"y\",\"on\ntwo\nlines\",z\n,2,3",
	    "a,b,c\n\"x,\"\"y\",\"on\ntwo\nlines\",z\n1,,3",
	    "a,b,c\n\"x,\"\"y\",\"on\ntwo\nlines\",z\n1,2,\n",
	};
	_cleanup_(sv_db_close) struct sv_db *db = create(*state);
	struct place *place = *state;
	struct sv_document document;

	append(db, "a table", content);
	append(db, "open", "y\n");
	for (size_t i = 0; i < SV_ARRAY_LEN(left); i++) {
		const int64_t piece[] = {(int64_t)i}, beyond[] = {(int64_t)i, 9};
		struct sv_tx tx = SV_TX_INIT;

		OK(sv_tx_begin(&tx, db, NULL));
		OK(sv_record_withhold(&tx, &(struct sv_left_out){0, 1, piece, 1}, NULL));
		OK(sv_record_get(db, &place->arena, 0, &document, NULL));
		assert_true(sv_str_is(document.content, left[i]));
		assert_string_equal(verdict(place, db), "");
		OK(sv_db_exec(
		    db,
		    with_bytes(place, "UPDATE document SET content = x'2c2c2c0a2c' WHERE idx = 0"),
		    NULL));
		assert_string_equal(verdict(place, db), "document-hash");
		sv_tx_done(&tx);
		assert_int_equal(withhold(db, beyond, 2), SV_ENOTFOUND);
	}
}

static void more_fields_can_be_withheld_under_the_first_tombstone(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(*state);
	const int64_t first[] = {3}, more[] = {3, 5};
	struct place *place = *state;
	struct sv_document document;
	struct sv_tx tx = SV_TX_INIT;

	append(db, "a table", "a,b\nx,1\ny,2\n");
	append(db, "open", "y\n");
	append(db, "open", "z\n");
	assert_int_equal(withhold(db, first, 1), 0);
	OK(sv_tx_begin(&tx, db, NULL));
	OK(sv_record_withhold(&tx, &(struct sv_left_out){0, 2, more, 2}, NULL));
	OK(sv_record_get(db, &place->arena, 0, &document, NULL));
	assert_true(sv_str_is(document.content, "a,b\nx,\ny,\n"));
	assert_int_equal(document.tombstone, 1);
	assert_string_equal(verdict(place, db), "");
	OK(sv_record_withhold(&tx, &(struct sv_left_out){0, 2, NULL, 0}, NULL));
	OK(sv_record_get(db, &place->arena, 0, &document, NULL));
	assert_true(document.withheld);
	assert_int_equal(document.tombstone, 1);
	assert_string_equal(verdict(place, db), "");
	sv_tx_done(&tx);
}

static void a_damaged_document_is_named_and_the_others_are_judged(void **state)
{
	_cleanup_(sv_db_close) struct sv_db *db = create(*state);
	struct place *place = *state;
	struct sv_findings findings = SV_FINDINGS_INIT(&place->arena);
	struct sv_document document;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_hash root;

	for (int i = 0; i < 7; i++)
		append(db, "a table", "x\ny\n");
	OK(sv_db_exec(db, with_bytes(place, "UPDATE document SET salt = x'00' WHERE idx = 2"),
		      NULL));
	OK(sv_db_exec(db, "UPDATE document SET name = 'z' WHERE idx = 5", NULL));
	OK(sv_record_verify(db, 0, &findings, &root, NULL));
	assert_int_equal(findings.count, 2);
	assert_string_equal(findings.items[0].place, "document 2");
	assert_string_equal(findings.items[1].place, "document 5");
	assert_int_equal(sv_record_get(db, &place->arena, 5, &document, &err), SV_ECORRUPT);
	assert_string_equal(err.message, "the record is damaged: the entry of document 5 was "
					 "changed after it was recorded");
	OK(sv_record_get(db, &place->arena, 6, &document, NULL));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, place_begin, place_end)
	const struct CMUnitTest tests[] = {
	    TEST(the_root_is_that_of_rfc_6962),
	    TEST(a_short_hash_is_that_of_any_length),
	    TEST(stored_nodes_give_the_root_of_every_earlier_size),
	    TEST(a_leaf_can_be_computed_from_the_format_document),
	    TEST(the_commitment_depends_on_every_line_and_its_place),
	    TEST(a_document_reads_back_as_it_was_appended),
	    TEST(a_clock_set_back_does_not_reorder_what_was_known),
	    TEST(a_name_on_two_lines_is_refused),
	    TEST(verification_finds_whatever_was_changed),
	    TEST(a_withheld_document_leaves_the_record_whole),
	    TEST(single_lines_can_be_withheld_and_the_others_still_verify),
	    TEST(single_fields_can_be_withheld_and_the_others_still_verify),
	    TEST(more_fields_can_be_withheld_under_the_first_tombstone),
	    TEST(a_damaged_document_is_named_and_the_others_are_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
