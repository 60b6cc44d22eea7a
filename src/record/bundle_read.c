/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bundle_read.c - reading a bundle, which believes nothing: every hash from the
 * first line to the root of the checkpoint.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "record/bundle.h"

struct reader {
	struct sv_arena *arena;
	struct sv_hasher *hasher;
	struct sv_str rest;
	int64_t index; /* of the document that is read, for messages; -1 ahead of them */
	struct sv_error *err;
};

static int fail(struct reader *reader, int code, const char *what)
{
	if (reader->index < 0)
		return sv_fail(reader->err, code, "the bundle is damaged: %s", what);
	return sv_fail(reader->err, code, "the bundle is damaged: document %" PRId64 ": %s",
		       reader->index, what);
}

static bool take(struct reader *reader, const char *field, struct sv_str *ret)
{
	const char *feed =
	    reader->rest.len ? memchr(reader->rest.ptr, '\n', reader->rest.len) : NULL;
	size_t len = strlen(field);

	if (!feed || !sv_str_starts(reader->rest, field))
		return false;
	*ret = (struct sv_str){reader->rest.ptr + len, (size_t)(feed - reader->rest.ptr) - len};
	reader->rest.len -= (size_t)(feed + 1 - reader->rest.ptr);
	reader->rest.ptr = feed + 1;
	return true;
}

/* Decimal without leading zeros. */
static bool number_of(struct sv_str text, int64_t *ret)
{
	return text.len && text.ptr[0] >= '0' && text.ptr[0] <= '9' &&
	       (text.ptr[0] != '0' || text.len == 1) && sv_str_to_int64(text, ret);
}

static bool take_number(struct reader *reader, const char *field, int64_t *ret)
{
	struct sv_str text;

	return take(reader, field, &text) && number_of(text, ret);
}

static bool hash_of(struct sv_str hex, struct sv_hash *ret)
{
	if (hex.len != 2 * SV_HASH_BYTES)
		return false;
	for (size_t i = 0; i < hex.len; i++) {
		const char *digits = "0123456789abcdef", *digit = strchr(digits, hex.ptr[i]);
		int value = digit && hex.ptr[i] ? (int)(digit - digits) : -1;

		if (value < 0)
			return false;
		ret->bytes[i / 2] = (uint8_t)(i % 2 ? ret->bytes[i / 2] << 4 | value : value);
	}
	return true;
}

/* So many bytes and a line feed behind them. */
static bool take_bytes(struct reader *reader, int64_t len, struct sv_str *ret)
{
	if (len < 0 || (uint64_t)len >= reader->rest.len || reader->rest.ptr[len] != '\n')
		return false;
	*ret = (struct sv_str){reader->rest.ptr, (size_t)len};
	reader->rest.ptr += len + 1;
	reader->rest.len -= (size_t)len + 1;
	return true;
}

static int read_sum(struct reader *reader)
{
	const size_t tail = strlen("sha256: ") + 2 * SV_HASH_BYTES + 1;
	struct sv_str all = reader->rest, hex;
	struct sv_hash said, sum;

	if (!sv_str_starts(all, "servanda-bundle/v2\n"))
		return sv_fail(reader->err, SV_EINVALID, "this is not a bundle of servanda");
	if (all.len < tail)
		return fail(reader, SV_ECORRUPT, "it ends early");
	reader->rest = (struct sv_str){all.ptr + all.len - tail, tail};
	if (!take(reader, "sha256: ", &hex) || reader->rest.len || !hash_of(hex, &said))
		return fail(reader, SV_ECORRUPT, "it ends early");
	sv_hasher_begin(reader->hasher);
	sv_hasher_add(reader->hasher, all.ptr, all.len - tail);
	sum = sv_hasher_end(reader->hasher);
	if (!sv_hash_equal(&sum, &said))
		return fail(reader, SV_ECORRUPT, "a byte was changed on the way");
	reader->rest = (struct sv_str){all.ptr, all.len - tail};
	return 0;
}

static int read_head(struct reader *reader, struct sv_bundle *bundle)
{
	struct sv_str line;
	struct sv_note note;
	int64_t len;
	int r;

	(void)take(reader, "servanda-bundle/v2", &line);
	if (!take(reader, "log: ", &line))
		return fail(reader, SV_ECORRUPT, "the key of the log is missing");
	r = sv_key_parse(reader->arena, line, &bundle->key, reader->err);
	if (r < 0)
		return r;
	if (!take_number(reader, "from: ", &bundle->from) ||
	    !take_number(reader, "checkpoint: ", &len) || !take_bytes(reader, len, &bundle->note))
		return fail(reader, SV_ECORRUPT, "its checkpoint is missing");
	r = sv_checkpoint_open(reader->arena, bundle->note, &bundle->key, &note,
			       &bundle->checkpoint, reader->err);
	if (r < 0)
		return r;
	if (bundle->from > bundle->checkpoint.size)
		return fail(reader, SV_ECORRUPT, "it begins behind its checkpoint");
	bundle->left.size = (uint64_t)bundle->from;
	for (int level = 62; level >= 0; level--)
		if (bundle->from >> level & 1 &&
		    (!take(reader, "left: ", &line) || !hash_of(line, &bundle->left.peaks[level])))
			return fail(reader, SV_ECORRUPT,
				    "a hash of the documents before it is missing");
	return 0;
}

/* "field: value" as a text of its own that ends in NUL. */
static bool entry_text(struct reader *reader, struct sv_str *rest, const char *field,
		       const char **ret)
{
	struct sv_str line;

	if (!sv_str_split(rest, '\n', &line) || !sv_str_starts(line, field) ||
	    memchr(line.ptr, '\0', line.len) || memchr(line.ptr, '\r', line.len))
		return false;
	*ret = sv_arena_str(reader->arena,
			    (struct sv_str){line.ptr + strlen(field), line.len - strlen(field)})
		   .ptr;
	return true;
}

/* An entry is written in one way only: taken apart and written again it is the same. */
static int read_entry(struct reader *reader, struct sv_str entry, struct sv_document *document)
{
	_cleanup_(sv_buf_free) struct sv_buf again = SV_BUF_INIT;
	struct sv_str rest = entry;
	const char *commitment, *recorded, *version;

	if (!entry_text(reader, &rest, "servanda-document/v2", &version) ||
	    !entry_text(reader, &rest, "kind: ", &document->kind) ||
	    !entry_text(reader, &rest, "name: ", &document->name) ||
	    !entry_text(reader, &rest, "author: ", &document->author) ||
	    !entry_text(reader, &rest, "content: ", &commitment) ||
	    !hash_of(sv_str_from(commitment), &document->commitment) ||
	    !entry_text(reader, &rest, "recorded: ", &recorded) ||
	    !sv_instant_parse(sv_str_from(recorded), &document->recorded_ms))
		return fail(reader, SV_ECORRUPT, "its entry is none");
	document->signature = sv_arena_str(reader->arena, rest).ptr;
	sv_record_entry(document, &again);
	if (!sv_str_equal(sv_buf_view(&again), entry))
		return fail(reader, SV_ECORRUPT, "its entry is none");
	document->leaf_hash = sv_hash_leaf(reader->hasher, entry);
	return 0;
}

static int read_pieces(struct reader *reader, struct sv_bundle_document *read)
{
	struct sv_str content = read->document.content, piece, text;
	bool is_table = sv_kind_is_table(read->document.kind);
	struct sv_merkle tree = SV_MERKLE_INIT;
	struct sv_bundle_piece *pieces;
	struct sv_hash root;
	int64_t count;

	if (!take_number(reader, "pieces: ", &count) || (uint64_t)count > reader->rest.len)
		return fail(reader, SV_ECORRUPT, "the hashes of its pieces are missing");
	pieces = SV_NEW_ARRAY(reader->arena, struct sv_bundle_piece, (size_t)count + 1);
	for (int64_t i = 0; i < count; i++) {
		struct sv_str hash = SV_STR_NONE;

		if (!take(reader, "", &text) || !sv_str_split(&text, ' ', &hash) ||
		    !hash_of(hash, &pieces[i].hash) ||
		    !sv_content_piece(&content, is_table, &piece))
			return fail(reader, SV_ECORRUPT, "the hash of a piece is missing");
		pieces[i].withheld = sv_str_is(text, "-");
		if (!pieces[i].withheld && !hash_of(text, &pieces[i].salt))
			return fail(reader, SV_ECORRUPT, "the salt of a piece is missing");
		root = sv_piece_hash(reader->hasher, &pieces[i].salt, piece);
		if (pieces[i].withheld ? !sv_piece_is_shell(piece, is_table)
				       : !sv_hash_equal(&root, &pieces[i].hash))
			return fail(reader, SV_ECORRUPT, "a piece is not what was recorded");
		sv_merkle_add(&tree, reader->hasher, pieces[i].hash);
	}
	root = sv_merkle_root(&tree, reader->hasher);
	if (content.len || !sv_hash_equal(&root, &read->document.commitment))
		return fail(reader, SV_ECORRUPT, "its pieces are not those that were recorded");
	read->pieces = pieces;
	read->piece_count = (size_t)count;
	read->document.has_gaps = true;
	return 0;
}

static int read_content(struct reader *reader, struct sv_bundle_document *read)
{
	struct sv_document *document = &read->document;
	struct sv_hash salt, commitment;
	struct sv_str text;
	int64_t len;

	document->tombstone = -1;
	if (!take(reader, "content: ", &text))
		return fail(reader, SV_ECORRUPT, "its content is missing");
	document->withheld = sv_str_is(text, "withheld");
	if (!document->withheld &&
	    (!number_of(text, &len) || !take_bytes(reader, len, &document->content)))
		return fail(reader, SV_ECORRUPT, "its content ends early");
	if (sv_str_starts(reader->rest, "tombstone: ") &&
	    !take_number(reader, "tombstone: ", &document->tombstone))
		return fail(reader, SV_ECORRUPT, "what withheld it cannot be told");
	if (document->tombstone >= 0 && !document->withheld)
		return read_pieces(reader, read);
	if (document->withheld)
		return document->tombstone >= 0
			   ? 0
			   : fail(reader, SV_ECORRUPT, "nothing says who withheld it");
	if (!take(reader, "salt: ", &text) || !hash_of(text, &salt))
		return fail(reader, SV_ECORRUPT, "its salt is missing");
	memcpy(document->salt, salt.bytes, SV_SALT_BYTES);
	commitment = sv_content_commitment(reader->hasher, document->salt,
					   sv_kind_is_table(document->kind), document->content);
	if (!sv_hash_equal(&commitment, &document->commitment))
		return fail(reader, SV_ECORRUPT, "its content is not what was recorded");
	return 0;
}

static int read_documents(struct reader *reader, struct sv_bundle *bundle)
{
	struct sv_merkle tree = bundle->left;
	struct sv_hash root;
	size_t cap = 0;

	for (int64_t index = bundle->from; index < bundle->checkpoint.size; index++) {
		struct sv_bundle_document *read;
		struct sv_str entry;
		int64_t number, len;
		int r;

		reader->index = index;
		bundle->documents = sv_arena_grow(reader->arena, bundle->documents, bundle->count,
						  &cap, sizeof(*read));
		read = &bundle->documents[bundle->count++];
		*read = (struct sv_bundle_document){.document = {.index = index}};
		if (!take_number(reader, "document: ", &number) || number != index ||
		    !take_number(reader, "entry: ", &len) || !take_bytes(reader, len, &entry))
			return fail(reader, SV_ECORRUPT, "it is missing");
		r = read_entry(reader, entry, &read->document);
		if (r == 0)
			r = read_content(reader, read);
		if (r < 0)
			return r;
		sv_merkle_add(&tree, reader->hasher, read->document.leaf_hash);
	}
	reader->index = -1;
	root = sv_merkle_root(&tree, reader->hasher);
	if (reader->rest.len || !sv_hash_equal(&root, &bundle->checkpoint.root))
		return fail(reader, SV_ECORRUPT, "its documents are not those of its checkpoint");
	return 0;
}

int sv_bundle_read(struct sv_arena *arena, struct sv_str text, struct sv_bundle *ret,
		   struct sv_error *err)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	struct reader reader = {arena, hasher, text, -1, err};
	struct sv_bundle bundle = {0};
	int r = read_sum(&reader);

	if (r == 0)
		r = read_head(&reader, &bundle);
	if (r == 0)
		r = read_documents(&reader, &bundle);
	if (r < 0)
		return r;
	*ret = bundle;
	return 0;
}
