/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bundle.c - documents on their way: docs/formats/bundle.md.
 */
#include "verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *path;

static void damaged(const char *what)
{
	wrong("%s: %s", path, what);
}

static uint64_t take_number(struct text *rest, const char *field)
{
	struct text value;
	uint64_t number;

	if (!next_field(rest, field, &value) || !to_number(value, &number))
		wrong("%s: the line '%s' is missing or damaged", path, field);
	return number;
}

/* So many bytes, and a line feed behind them. */
static struct text take_bytes(struct text *rest, uint64_t len)
{
	struct text bytes = {rest->at, (size_t)len};

	if (len >= rest->len || rest->at[len] != '\n')
		damaged("it ends early, or a length is not that of its text");
	rest->at += len + 1;
	rest->len -= (size_t)len + 1;
	return bytes;
}

static void check_sum(struct text *bundle)
{
	static const char last[] = "sha256: ";
	size_t tail = strlen(last) + 2 * HASH_BYTES + 1;
	struct text rest, hex;
	struct hash sum, said;

	if (bundle->len < tail)
		damaged("it ends early");
	rest = (struct text){bundle->at + bundle->len - tail, tail};
	bundle->len -= tail;
	if (!next_field(&rest, last, &hex) || rest.len || !from_hex(hex, said.b, HASH_BYTES))
		damaged("it ends early");
	sum = sha256(bundle, 1);
	if (!equal(&sum, &said))
		damaged("a byte was changed on the way: the sum at its end is another");
}

/* What is before the first document: the complete subtrees of the first `from` leaves, the largest
 * first. */
static void read_left(struct text *rest, uint64_t from, struct tree *tree)
{
	struct text hex;

	tree->size = from;
	for (int level = 63; level >= 0; level--)
		if (from >> level & 1 && (!next_field(rest, "left: ", &hex) ||
					  !from_hex(hex, tree->peak[level].b, HASH_BYTES)))
			damaged("a hash of the documents before it is missing");
}

static void read_pieces(struct text *rest, const struct document *d)
{
	uint64_t count = take_number(rest, "pieces: ");
	struct piece *pieces;
	const char *why;

	if (count > rest->len)
		damaged("it ends early");
	pieces = room((size_t)count * sizeof(*pieces));
	for (uint64_t i = 0; i < count; i++) {
		struct text line, hash, salt;

		if (!next_line(rest, &line) || line.len < 66)
			damaged("the hash of a piece is missing");
		hash = (struct text){line.at, 64};
		salt = (struct text){line.at + 65, line.len - 65};
		pieces[i].kept = !same(salt, literal("-"));
		memset(&pieces[i].salt, 0, sizeof(pieces[i].salt));
		if (line.at[64] != ' ' || !from_hex(hash, pieces[i].hash.b, HASH_BYTES) ||
		    (pieces[i].kept && !from_hex(salt, pieces[i].salt.b, HASH_BYTES)))
			damaged("the hash of a piece is missing");
	}
	why = check_gaps(d, pieces, (size_t)count);
	if (why)
		wrong("document %" PRIu64 ": %s", d->index, why);
	give_back(pieces);
}

/* Whole with its salt, with gaps and the hashes of its lines, or withheld. */
static void read_content(struct text *rest, struct document *d)
{
	struct text value, hex;
	struct hash commitment;
	uint8_t salt[32];
	uint64_t len;

	if (!next_field(rest, "content: ", &value))
		damaged("a content is missing");
	if (same(value, literal("withheld"))) {
		d->withheld = true;
		d->content = (struct text){"", 0};
	} else {
		if (!to_number(value, &len))
			damaged("a length is damaged");
		d->content = take_bytes(rest, len);
	}
	if (begins(*rest, "tombstone: "))
		note_tombstone(d->index, take_number(rest, "tombstone: "));
	else if (d->withheld)
		wrong("document %" PRIu64 ": it is withheld, and nothing says so", d->index);
	if (d->withheld)
		return;
	if (begins(*rest, "pieces: ")) {
		read_pieces(rest, d);
		return;
	}
	if (!next_field(rest, "salt: ", &hex) || !from_hex(hex, salt, sizeof(salt)))
		wrong("document %" PRIu64 ": its salt is missing", d->index);
	commitment = commitment_of(d, salt);
	if (!equal(&commitment, &d->commitment))
		wrong("document %" PRIu64 ": the content is not what was recorded", d->index);
}

static void read_document(struct text *rest, struct tree *tree)
{
	struct document d = {.index = tree->size};
	struct text entry;
	struct hash leaf;

	if (take_number(rest, "document: ") != d.index)
		wrong("document %" PRIu64 " is missing", d.index);
	entry = take_bytes(rest, take_number(rest, "entry: "));
	if (!parse_entry(entry, &d))
		wrong("document %" PRIu64 ": this is no entry of a record", d.index);
	leaf = leaf_hash(entry);
	read_content(rest, &d);
	note_act(&d);
	tree_add(tree, leaf);
}

void verify_bundle(const char *given, const struct policy *policy)
{
	struct text rest, line, vkey;
	struct policy own = {.has_log = true};
	struct checkpoint checkpoint;
	struct tree tree = {0};
	struct hash root;
	uint64_t from;

	path = given;
	rest = read_file(path);
	if (!begins(rest, "servanda-bundle/v2\n"))
		damaged("it is no bundle");
	check_sum(&rest);
	next_line(&rest, &line);
	if (!next_field(&rest, "log: ", &vkey) || !parse_key(vkey, &own.log))
		damaged("the key of the log is missing or damaged");
	from = take_number(&rest, "from: ");
	checkpoint = parse_checkpoint(take_bytes(&rest, take_number(&rest, "checkpoint: ")), path);
	check_checkpoint(&checkpoint, policy->has_log ? policy : &own, path);
	if (from > checkpoint.size)
		damaged("it begins behind its checkpoint");
	read_left(&rest, from, &tree);
	while (tree.size < checkpoint.size)
		read_document(&rest, &tree);
	if (rest.len)
		damaged("something stands behind its last document");
	root = tree_root(&tree);
	if (!equal(&root, &checkpoint.root))
		damaged("its documents are not those of its checkpoint");
	check_noted(from, checkpoint.size);
	printf("verified: %" PRIu64 " documents from %" PRIu64 " on of the log '%.*s'%s\n",
	       checkpoint.size - from, from, (int)checkpoint.origin.len, checkpoint.origin.at,
	       policy->has_log ? "" : ", by the key that the bundle itself names");
	say_left_out();
}
