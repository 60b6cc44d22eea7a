/* SPDX-License-Identifier: EUPL-1.2 */
#include "support.h"

#include "record/proof.h"
#include "record/record.h"
#include "record/tree.h"

#define OK(call) assert_int_equal((call), 0)
#define SIZE_MAX_TRIED 40

/* A log whose leaves are those of the vectors of certificate-transparency, then made up. */
static struct sv_db *create(struct place *place, struct sv_hash leaves[SIZE_MAX_TRIED])
{
	static const struct {
		const char *bytes;
		size_t len;
	} data[] = {{"", 0},
		    {"\x00", 1},
		    {"\x10", 1},
		    {"\x20\x21", 2},
		    {"\x30\x31", 2},
		    {"\x40\x41\x42\x43", 4},
		    {"\x50\x51\x52\x53\x54\x55\x56\x57", 8},
		    {"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16}};
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_db *db;

	OK(sv_db_open(place_path(place, "r.db"), SV_DB_CREATE, &db, NULL));
	OK(sv_tx_begin(&tx, db, NULL));
	OK(sv_schema_create(db, sv_record_tables, sv_record_table_count, NULL));
	OK(sv_stmt_open(
	    db, "INSERT INTO document VALUES (?, '', '', '', 0, x'', x'', '', ?, NULL, NULL)",
	    &stmt, NULL));
	for (int i = 0; i < SIZE_MAX_TRIED; i++) {
		uint8_t made_up[2] = {0xff, (uint8_t)i};
		struct sv_str text = i < (int)SV_ARRAY_LEN(data)
					 ? (struct sv_str){data[i].bytes, data[i].len}
					 : (struct sv_str){(char *)made_up, 2};

		leaves[i] = sv_hash_leaf(hasher, text);
		sv_stmt_bind_int(stmt, 1, i);
		sv_stmt_bind_blob(stmt, 2, leaves[i].bytes, SV_HASH_BYTES);
		OK(sv_stmt_run(stmt, NULL));
		OK(sv_tree_extend(&tx, i, leaves[i], NULL));
	}
	OK(sv_tx_commit(&tx, NULL));
	return db;
}

static void expect_proof(const struct sv_proof *proof, const char *const *hex)
{
	char text[SV_HASH_HEX_MAX];
	size_t count = 0;

	while (hex[count])
		count++;
	assert_int_equal(proof->count, count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(sv_hash_hex(&proof->hashes[i], text), hex[i]);
}

static void proofs_are_those_of_the_published_vectors(void **state)
{
	static const char *const path_0_8[] = {
	    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
	    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
	    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4", NULL};
	static const char *const path_5_8[] = {
	    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
	    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
	    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7", NULL};
	static const char *const from_6_to_8[] = {
	    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
	    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
	    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7", NULL};
	static const char *const from_1_to_8[] = {
	    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
	    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
	    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4", NULL};
	struct sv_hash leaves[SIZE_MAX_TRIED];
	_cleanup_(sv_db_close) struct sv_db *db = create(*state, leaves);
	struct sv_proof proof;

	OK(sv_tree_inclusion(db, 0, 1, &proof, NULL));
	assert_int_equal(proof.count, 0);
	OK(sv_tree_inclusion(db, 0, 8, &proof, NULL));
	expect_proof(&proof, path_0_8);
	OK(sv_tree_inclusion(db, 5, 8, &proof, NULL));
	expect_proof(&proof, path_5_8);
	OK(sv_tree_consistency(db, 6, 8, &proof, NULL));
	expect_proof(&proof, from_6_to_8);
	OK(sv_tree_consistency(db, 1, 8, &proof, NULL));
	expect_proof(&proof, from_1_to_8);
	OK(sv_tree_consistency(db, 8, 8, &proof, NULL));
	assert_int_equal(proof.count, 0);
}

static void every_leaf_is_proved_in_every_size_and_nowhere_else(void **state)
{
	struct sv_hash leaves[SIZE_MAX_TRIED], root;
	_cleanup_(sv_db_close) struct sv_db *db = create(*state, leaves);
	struct sv_proof proof;

	for (int64_t size = 1; size <= SIZE_MAX_TRIED; size++) {
		OK(sv_record_root(db, size, &root, NULL));
		for (int64_t i = 0; i < size; i++) {
			OK(sv_tree_inclusion(db, i, size, &proof, NULL));
			for (int64_t k = 0; k < SIZE_MAX_TRIED; k++)
				assert_int_equal(sv_proof_includes(&proof, leaves[i], (uint64_t)k,
								   (uint64_t)size, &root),
						 k == i);
			assert_false(sv_proof_includes(&proof, leaves[(i + 1) % SIZE_MAX_TRIED],
						       (uint64_t)i, (uint64_t)size, &root));
			proof.count++;
			assert_false(sv_proof_includes(&proof, leaves[i], (uint64_t)i,
						       (uint64_t)size, &root));
		}
	}
}

static void every_size_is_proved_to_begin_with_every_smaller_one(void **state)
{
	struct sv_hash leaves[SIZE_MAX_TRIED], roots[SIZE_MAX_TRIED + 1];
	_cleanup_(sv_db_close) struct sv_db *db = create(*state, leaves);
	struct sv_proof proof;

	for (int64_t size = 0; size <= SIZE_MAX_TRIED; size++)
		OK(sv_record_root(db, size, &roots[size], NULL));
	for (int64_t newer = 0; newer <= SIZE_MAX_TRIED; newer++) {
		for (int64_t older = 0; older <= newer; older++) {
			OK(sv_tree_consistency(db, older, newer, &proof, NULL));
			assert_true(sv_proof_consistent(&proof, (uint64_t)older, &roots[older],
							(uint64_t)newer, &roots[newer]));
			for (int64_t other = 0; other <= SIZE_MAX_TRIED; other++)
				if (other != older)
					assert_false(sv_proof_consistent(
					    &proof, (uint64_t)older, &roots[other], (uint64_t)newer,
					    &roots[newer]));
		}
	}
}

static void a_proof_with_one_flipped_bit_is_refused(void **state)
{
	struct sv_hash leaves[SIZE_MAX_TRIED], root, older;
	_cleanup_(sv_db_close) struct sv_db *db = create(*state, leaves);
	struct sv_proof path, consistency;

	OK(sv_record_root(db, 37, &root, NULL));
	OK(sv_record_root(db, 21, &older, NULL));
	OK(sv_tree_inclusion(db, 21, 37, &path, NULL));
	OK(sv_tree_consistency(db, 21, 37, &consistency, NULL));
	for (size_t bit = 0; bit < path.count * 256; bit++) {
		uint8_t *byte = &path.hashes[bit / 256].bytes[bit / 8 % 32];

		*byte ^= (uint8_t)(1 << bit % 8);
		assert_false(sv_proof_includes(&path, leaves[21], 21, 37, &root));
		*byte ^= (uint8_t)(1 << bit % 8);
	}
	for (size_t bit = 0; bit < consistency.count * 256; bit++) {
		uint8_t *byte = &consistency.hashes[bit / 256].bytes[bit / 8 % 32];

		*byte ^= (uint8_t)(1 << bit % 8);
		assert_false(sv_proof_consistent(&consistency, 21, &older, 37, &root));
		*byte ^= (uint8_t)(1 << bit % 8);
	}
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, place_begin, place_end)
	const struct CMUnitTest tests[] = {
	    TEST(proofs_are_those_of_the_published_vectors),
	    TEST(every_leaf_is_proved_in_every_size_and_nowhere_else),
	    TEST(every_size_is_proved_to_begin_with_every_smaller_one),
	    TEST(a_proof_with_one_flipped_bit_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
