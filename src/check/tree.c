/* SPDX-License-Identifier: EUPL-1.2 */
#include "verify.h"

#include <string.h>

#include <openssl/evp.h>

struct hash sha256(const struct text *parts, size_t count)
{
	static EVP_MD_CTX *context;
	static EVP_MD *algorithm;
	struct hash hash;
	bool ok;

	if (!context) {
		context = EVP_MD_CTX_new();
		algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
	}
	ok = context && algorithm && EVP_DigestInit_ex2(context, algorithm, NULL);
	for (size_t i = 0; ok && i < count; i++)
		ok = EVP_DigestUpdate(context, parts[i].at, parts[i].len);
	if (!ok || !EVP_DigestFinal_ex(context, hash.b, NULL))
		unreadable("SHA-256 is not available");
	return hash;
}

struct hash leaf_hash(struct text entry)
{
	const struct text parts[] = {{"\x00", 1}, entry};

	return sha256(parts, 2);
}

struct hash node_hash(const struct hash *left, const struct hash *right)
{
	const struct text parts[] = {
	    {"\x01", 1}, {(const char *)left->b, HASH_BYTES}, {(const char *)right->b, HASH_BYTES}};

	return sha256(parts, 3);
}

bool equal(const struct hash *a, const struct hash *b)
{
	return memcmp(a->b, b->b, HASH_BYTES) == 0;
}

void tree_add(struct tree *tree, struct hash leaf)
{
	int level = 0;

	for (uint64_t size = tree->size; size & 1; size >>= 1)
		leaf = node_hash(&tree->peak[level++], &leaf);
	tree->peak[level] = leaf;
	tree->size++;
}

struct hash tree_root(const struct tree *tree)
{
	struct hash root = {{0}};
	bool begun = false;

	if (!tree->size)
		return sha256(NULL, 0);
	for (int level = 0; level < 64; level++) {
		if (!(tree->size >> level & 1))
			continue;
		root = begun ? node_hash(&tree->peak[level], &root) : tree->peak[level];
		begun = true;
	}
	return root;
}

/* RFC 9162, section 2.1.3.2. */
bool is_included(struct hash leaf, uint64_t index, uint64_t size, const struct hash *path,
		 size_t count, const struct hash *root)
{
	uint64_t fn = index, sn = size - 1;
	struct hash r = leaf;

	if (index >= size)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (sn == 0)
			return false;
		if ((fn & 1) || fn == sn) {
			r = node_hash(&path[i], &r);
			while (!(fn & 1) && fn != 0) {
				fn >>= 1;
				sn >>= 1;
			}
		} else {
			r = node_hash(&r, &path[i]);
		}
		fn >>= 1;
		sn >>= 1;
	}
	return sn == 0 && equal(&r, root);
}

/* RFC 9162, section 2.1.4.2. */
bool is_consistent(uint64_t older, const struct hash *older_root, uint64_t newer,
		   const struct hash *newer_root, const struct hash *path, size_t count)
{
	uint64_t fn = older - 1, sn = newer - 1;
	struct hash fr, sr, none = sha256(NULL, 0);
	size_t i = 0;

	if (older > newer)
		return false;
	if (older == newer)
		return count == 0 && equal(older_root, newer_root);
	if (older == 0)
		return count == 0 && equal(older_root, &none);
	fr = *older_root;
	if (older & (older - 1)) {
		if (count == 0)
			return false;
		fr = path[i++];
	}
	sr = fr;
	for (; fn & 1; fn >>= 1)
		sn >>= 1;
	for (; i < count; i++) {
		if (sn == 0)
			return false;
		if ((fn & 1) || fn == sn) {
			fr = node_hash(&path[i], &fr);
			sr = node_hash(&path[i], &sr);
			while (!(fn & 1) && fn != 0) {
				fn >>= 1;
				sn >>= 1;
			}
		} else {
			sr = node_hash(&sr, &path[i]);
		}
		fn >>= 1;
		sn >>= 1;
	}
	return sn == 0 && equal(&fr, older_root) && equal(&sr, newer_root);
}
