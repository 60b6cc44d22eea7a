/* SPDX-License-Identifier: EUPL-1.2 */
#include "record/commitment.h"

#include <string.h>

#include "record/record.h"

void sv_merkle_add(struct sv_merkle *tree, struct sv_hasher *hasher, struct sv_hash leaf)
{
	int level = 0;

	/* Like adding one in binary: every full pair becomes a node of the next level. */
	for (uint64_t bits = tree->size; bits & 1; bits >>= 1, level++)
		leaf = sv_hash_node(hasher, &tree->peaks[level], &leaf);
	tree->peaks[level] = leaf;
	tree->size++;
}

struct sv_hash sv_merkle_root(const struct sv_merkle *tree, struct sv_hasher *hasher)
{
	struct sv_hash root;
	bool any = false;

	if (tree->size == 0)
		return sv_hash_empty(hasher);
	for (uint64_t bits = tree->size; bits; bits &= bits - 1) {
		int level = __builtin_ctzll(bits);

		root = any ? sv_hash_node(hasher, &tree->peaks[level], &root) : tree->peaks[level];
		any = true;
	}
	return root;
}

struct sv_hash sv_piece_salt(struct sv_hasher *hasher, const uint8_t *salt, uint64_t number)
{
	uint8_t numbered[SV_SALT_BYTES + 8];

	memcpy(numbered, salt, SV_SALT_BYTES);
	for (int i = 0; i < 8; i++)
		numbered[SV_SALT_BYTES + i] = (uint8_t)(number >> (56 - 8 * i));
	return sv_hash_short(hasher, numbered, sizeof(numbered));
}

struct sv_hash sv_piece_hash(struct sv_hasher *hasher, const struct sv_hash *piece_salt,
			     struct sv_str piece)
{
	sv_hasher_begin(hasher);
	sv_hasher_add(hasher, "\x00", 1);
	sv_hasher_add(hasher, piece_salt->bytes, SV_HASH_BYTES);
	sv_hasher_add(hasher, piece.ptr, piece.len);
	return sv_hasher_end(hasher);
}

bool sv_kind_is_table(const char *kind)
{
	return strncmp(kind, "facts/", 6) == 0 || strncmp(kind, "evidence/", 9) == 0;
}

static size_t line_length(struct sv_str text)
{
	const char *feed = memchr(text.ptr, '\n', text.len);

	return feed ? (size_t)(feed - text.ptr) + 1 : text.len;
}

/* Up to a comma or line feed that an even number of quotation marks stands before: RFC 4180 without
 * a parser, and defined for any bytes.  Pieces begin where none is open. */
static size_t field_length(struct sv_str text)
{
	bool quoted = false;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == ',' || c == '\n'))
			return i + 1;
	}
	return text.len;
}

bool sv_content_piece(struct sv_str *rest, bool is_table, struct sv_str *ret_piece)
{
	if (!rest->len)
		return false;
	*ret_piece =
	    (struct sv_str){rest->ptr, is_table ? field_length(*rest) : line_length(*rest)};
	rest->ptr += ret_piece->len;
	rest->len -= ret_piece->len;
	return true;
}

void sv_piece_shell(struct sv_str piece, bool is_table, struct sv_buf *out)
{
	char last = piece.ptr[piece.len - 1];
	bool ended = last == '\n' || (is_table && last == ',');
	size_t inner = ended ? piece.len - 1 : piece.len;
	bool feeds = memchr(piece.ptr, '\n', inner);

	if (feeds)
		sv_buf_char(out, '"');
	for (size_t i = 0; i < inner; i++)
		if (piece.ptr[i] == '\n')
			sv_buf_char(out, '\n');
	if (feeds)
		sv_buf_char(out, '"');
	sv_buf_char(out, ended ? last : '\n');
}

bool sv_piece_is_shell(struct sv_str piece, bool is_table)
{
	_cleanup_(sv_buf_free) struct sv_buf shell = SV_BUF_INIT;

	sv_piece_shell(piece, is_table, &shell);
	return sv_str_equal(sv_buf_view(&shell), piece);
}

struct sv_hash sv_content_commitment(struct sv_hasher *hasher, const uint8_t *salt, bool is_table,
				     struct sv_str content)
{
	struct sv_merkle tree; /* its peaks are not cleared: 2 KiB for every document of a record */
	struct sv_str piece;

	tree.size = 0;
	while (sv_content_piece(&content, is_table, &piece)) {
		struct sv_hash own = sv_piece_salt(hasher, salt, tree.size);

		sv_merkle_add(&tree, hasher, sv_piece_hash(hasher, &own, piece));
	}
	return sv_merkle_root(&tree, hasher);
}
