/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * receipt.c - receipts and checkpoints by themselves: docs/formats/receipt.md.
 */
#include "verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATH_MAX_HASHES 64

static void compare_document(struct document *d, const char *path, const char *hex)
{
	struct hash commitment;
	uint8_t salt[32];

	if (!hex || !from_hex(literal(hex), salt, sizeof(salt)))
		misused("--document needs --salt with 64 hexadecimal digits; 'servanda record show "
			"--json' gives it");
	d->content = read_file(path);
	commitment = commitment_of(d, salt);
	if (!equal(&commitment, &d->commitment))
		wrong("%s: it is not the document of this receipt", path);
}

/* "extra BASE64" of any length: the entry. */
static struct text decode_extra(struct text base64, const char *path)
{
	size_t cut = base64.len && base64.at[base64.len - 1] == '=';
	size_t len;
	char *bytes;

	cut += base64.len > 1 && base64.at[base64.len - 2] == '=';
	if (base64.len % 4 || base64.len == 0)
		wrong("%s: line 2: this is no base64", path);
	len = base64.len / 4 * 3 - cut;
	bytes = room(len);
	if (!from_base64(base64, (uint8_t *)bytes, len))
		wrong("%s: line 2: this is no base64", path);
	return (struct text){bytes, len};
}

void verify_receipt(const char *path, const struct policy *policy, const char *document,
		    const char *salt)
{
	struct text rest = read_file(path), line, extra, index_text, entry;
	struct hash hashes[PATH_MAX_HASHES];
	struct checkpoint checkpoint;
	struct document d = {0};
	uint64_t index;
	size_t count = 0;

	if (!next_line(&rest, &line) || !same(line, literal("c2sp.org/tlog-proof@v1")))
		wrong("%s: line 1: it is no receipt", path);
	if (!next_field(&rest, "extra ", &extra))
		wrong("%s: line 2: the entry is missing", path);
	entry = decode_extra(extra, path);
	if (!next_field(&rest, "index ", &index_text) || !to_number(index_text, &index))
		wrong("%s: line 3: no index", path);
	while (next_line(&rest, &line) && line.len) {
		if (count == PATH_MAX_HASHES || !from_base64(line, hashes[count].b, HASH_BYTES))
			wrong("%s: line %zu: no hash", path, count + 4);
		count++;
	}
	if (!parse_entry(entry, &d))
		wrong("%s: line 2: this is no entry of a record", path);
	checkpoint = parse_checkpoint(rest, path);
	check_checkpoint(&checkpoint, policy, path);
	if (!is_included(leaf_hash(entry), index, checkpoint.size, hashes, count, &checkpoint.root))
		wrong("%s: the entry does not stand at index %" PRIu64 " of that log", path, index);
	if (document)
		compare_document(&d, document, salt);
	printf("verified: document %" PRIu64 " of the log '%.*s'%s\n%.*s", index,
	       (int)checkpoint.origin.len, checkpoint.origin.at,
	       document ? ", with this content" : "", (int)entry.len, entry.at);
}

void verify_checkpoint(const char *path, const struct policy *policy)
{
	struct checkpoint checkpoint = parse_checkpoint(read_file(path), path);

	check_checkpoint(&checkpoint, policy, path);
	printf("verified: checkpoint of '%.*s' for %" PRIu64 " documents\n",
	       (int)checkpoint.origin.len, checkpoint.origin.at, checkpoint.size);
}

void verify_consistency(const char *older_path, const char *newer_path, const char *proof_path,
			const struct policy *policy)
{
	struct checkpoint older = parse_checkpoint(read_file(older_path), older_path);
	struct checkpoint newer = parse_checkpoint(read_file(newer_path), newer_path);
	struct hash hashes[PATH_MAX_HASHES];
	struct text rest = {"", 0}, line;
	size_t count = 0;

	check_checkpoint(&older, policy, older_path);
	check_checkpoint(&newer, policy, newer_path);
	if (!same(older.origin, newer.origin))
		wrong("%s: it is of another log than '%s'", newer_path, older_path);
	if (older.size == newer.size && !equal(&older.root, &newer.root))
		wrong("split view: '%s' and '%s' name two roots for %" PRIu64
		      " documents of '%.*s'; both are signed, keep both",
		      older_path, newer_path, older.size, (int)older.origin.len, older.origin.at);
	if (proof_path)
		rest = read_file(proof_path);
	while (next_line(&rest, &line) && line.len) {
		if (count == PATH_MAX_HASHES || !from_base64(line, hashes[count].b, HASH_BYTES))
			wrong("%s: line %zu: no hash", proof_path, count + 1);
		count++;
	}
	if (older.size != newer.size && older.size && !proof_path)
		misused("give the proof as a third file; 'servanda record prove --from %" PRIu64
			"' writes it",
			older.size);
	if (!is_consistent(older.size, &older.root, newer.size, &newer.root, hashes, count))
		wrong("'%s' does not begin with the %" PRIu64 " documents of '%s'", newer_path,
		      older.size, older_path);
	printf("verified: the log of %" PRIu64 " documents begins with that of %" PRIu64 "\n",
	       newer.size, older.size);
}
