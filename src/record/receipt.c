/* SPDX-License-Identifier: EUPL-1.2 */
/* Receipts read back: c2sp.org/tlog-proof, as sv_receipt_write() writes them. */
#include <string.h>

#include "record/checkpoint.h"

static bool take_field(struct sv_str *rest, const char *name, struct sv_str *ret)
{
	size_t len = strlen(name);

	if (!sv_str_split(rest, '\n', ret) || !sv_str_starts(*ret, name))
		return false;
	ret->ptr += len;
	ret->len -= len;
	return true;
}

static bool decode_entry(struct sv_arena *arena, struct sv_str base64, struct sv_str *ret)
{
	size_t padding = 0;
	char *bytes;

	while (padding < 2 && padding < base64.len && base64.ptr[base64.len - 1 - padding] == '=')
		padding++;
	if (!base64.len || base64.len % 4)
		return false;
	ret->len = base64.len / 4 * 3 - padding;
	bytes = sv_arena_alloc(arena, ret->len + 1);
	ret->ptr = bytes;
	return sv_base64_decode(base64, bytes, ret->len);
}

int sv_receipt_parse(struct sv_arena *arena, struct sv_str text, struct sv_receipt_text *ret,
		     struct sv_error *err)
{
	struct sv_receipt_text receipt = {0};
	struct sv_str rest = text, line;
	int number = 4;

	if (!sv_str_split(&rest, '\n', &line) || !sv_str_is(line, "c2sp.org/tlog-proof@v1"))
		return sv_fail(err, SV_EINVALID,
			       "line 1 is not 'c2sp.org/tlog-proof@v1', as a receipt begins");
	if (!take_field(&rest, "extra ", &line) || !decode_entry(arena, line, &receipt.extra))
		return sv_fail(err, SV_EINVALID, "line 2 is not 'extra' and an entry in base64");
	if (!take_field(&rest, "index ", &line) || !sv_str_to_int64(line, &receipt.index) ||
	    receipt.index < 0 || (line.len > 1 && line.ptr[0] == '0'))
		return sv_fail(err, SV_EINVALID, "line 3 is not 'index' and a number");
	for (;; number++) {
		if (!sv_str_split(&rest, '\n', &line))
			return sv_fail(err, SV_EINVALID,
				       "the empty line before the checkpoint is missing");
		if (!line.len)
			break;
		if (receipt.proof.count == SV_PROOF_HASHES_MAX ||
		    !sv_base64_decode(line, receipt.proof.hashes[receipt.proof.count].bytes,
				      SV_HASH_BYTES))
			return sv_fail(err, SV_EINVALID, "line %d is no hash in base64", number);
		receipt.proof.count++;
	}
	receipt.checkpoint = rest;
	*ret = receipt;
	return 0;
}
