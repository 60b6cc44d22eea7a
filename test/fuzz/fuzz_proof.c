/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fuzz_proof.c - proofs of inclusion and consistency, changed as the bytes say.
 *
 * The bytes choose a tree, a leaf and an older size, then change the honest proofs.  Law: a proof
 * is accepted exactly when nothing of it is changed.  The same bytes are a request to a witness,
 * which cosigns none, since no log signed it; and a receipt, which is written as it was read.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/witness.h"
#include "record/checkpoint.h"
#include "record/proof.h"

#include "fuzz.h"

#define LEAVES 200

/* RFC 6962, section 2.1, as it is written there. */
static struct sv_hash root_of(struct sv_hasher *hasher, const struct sv_hash *leaves, size_t count)
{
	struct sv_hash left, right;
	size_t k = 1;

	if (count == 0)
		return sv_hash_empty(hasher);
	if (count == 1)
		return leaves[0];
	while (k < count - k)
		k *= 2;
	left = root_of(hasher, leaves, k);
	right = root_of(hasher, leaves + k, count - k);
	return sv_hash_node(hasher, &left, &right);
}

static void path_to(struct sv_hasher *hasher, const struct sv_hash *leaves, size_t count,
		    size_t index, struct sv_proof *path)
{
	size_t k = 1;

	if (count <= 1)
		return;
	while (k < count - k)
		k *= 2;
	if (index < k) {
		path_to(hasher, leaves, k, index, path);
		path->hashes[path->count++] = root_of(hasher, leaves + k, count - k);
	} else {
		path_to(hasher, leaves + k, count - k, index - k, path);
		path->hashes[path->count++] = root_of(hasher, leaves, k);
	}
}

/* SUBPROOF(older, D[count], whole) */
static void continuation(struct sv_hasher *hasher, const struct sv_hash *leaves, size_t count,
			 size_t older, bool whole, struct sv_proof *proof)
{
	size_t k = 1;

	if (older == count) {
		if (!whole)
			proof->hashes[proof->count++] = root_of(hasher, leaves, count);
		return;
	}
	while (k < count - k)
		k *= 2;
	if (older <= k) {
		continuation(hasher, leaves, k, older, whole, proof);
		proof->hashes[proof->count++] = root_of(hasher, leaves + k, count - k);
	} else {
		continuation(hasher, leaves + k, count - k, older - k, false, proof);
		proof->hashes[proof->count++] = root_of(hasher, leaves, k);
	}
}

/* Each two bytes flip a bit, or change how many hashes there are.  True: something is changed. */
static bool change(struct sv_proof *proof, const uint8_t *data, size_t size)
{
	const struct sv_proof honest = *proof;

	for (size_t i = 0; i + 1 < size && i < 16; i += 2) {
		size_t hash = data[i] & 63;

		if (data[i] >= 192)
			proof->count = data[i + 1] % SV_PROOF_HASHES_MAX;
		else
			proof->hashes[hash].bytes[data[i + 1] >> 3] ^=
			    (uint8_t)(1 << (data[i + 1] & 7));
	}
	return proof->count != honest.count ||
	       memcmp(proof->hashes, honest.hashes, honest.count * SV_HASH_BYTES) != 0;
}

static void check_proofs(const uint8_t *data, size_t size)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	size_t count = data[0] % LEAVES + 1, index = data[1] % count, older = data[2] % count + 1;
	struct sv_proof path = {0}, continued = {0};
	struct sv_hash leaves[LEAVES], root, older_root;
	bool changed;

	for (size_t i = 0; i < count; i++)
		leaves[i] = sv_hash_leaf(hasher, (struct sv_str){(const char *)&i, sizeof(i)});
	root = root_of(hasher, leaves, count);
	older_root = root_of(hasher, leaves, older);
	path_to(hasher, leaves, count, index, &path);
	continuation(hasher, leaves, count, older, true, &continued);
	changed = change(&path, data + 3, size - 3);
	assert(sv_proof_includes(&path, leaves[index], index, count, &root) == !changed);
	changed = change(&continued, data + 3, size - 3);
	assert(sv_proof_consistent(&continued, older, &older_root, count, &root) == !changed);
}

static void check_request(struct sv_str request)
{
	static const uint8_t seed[SV_SEED_BYTES] = {7};
	static char state_path[] = "/tmp/servanda-fuzz-XXXXXX";
	static int made = -1;
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_signer log = sv_signer_make("log.example", SV_KEY_NOTE, seed);
	struct sv_signer signer = sv_signer_make("witness.example", SV_KEY_WITNESS, seed);
	struct sv_witness witness = {&log.key, &signer, state_path};
	struct sv_error err = SV_ERROR_INIT;
	struct sv_str cosignature;
	enum sv_witness_answer answer;
	char lock[64];
	int64_t seen;

	if (made < 0) {
		made = mkstemp(state_path);
		assert(made >= 0 && close(made) == 0);
	}
	unlink(state_path); /* nothing seen yet */
	assert(sv_witness_judge(&arena, &witness, request, &answer, &cosignature, &seen, &err) ==
	       0);
	assert(answer != SV_WITNESS_COSIGNED && seen == 0 && err.message[0]);
	assert(access(state_path, F_OK) < 0);
	snprintf(lock, sizeof(lock), "%s.lock", state_path);
	unlink(lock);
}

static void check_receipt(struct sv_str text)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	_cleanup_(sv_buf_free) struct sv_buf again = SV_BUF_INIT;
	struct sv_receipt_text receipt;

	if (sv_receipt_parse(&arena, text, &receipt, NULL) < 0)
		return;
	sv_receipt_write(&receipt, &again);
	assert(sv_str_equal(sv_buf_view(&again), text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size >= 3)
		check_proofs(data, size);
	check_request((struct sv_str){(const char *)data, size});
	check_receipt((struct sv_str){(const char *)data, size});
	return 0;
}
