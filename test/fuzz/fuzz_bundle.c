/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fuzz_bundle.c - any bytes as a bundle, as they are and with the sum at the end put right, since
 * no fuzzer guesses a hash.
 *
 * Laws beside not crashing: what is taken holds the documents it says it does, each with an entry
 * that its parts lead to.
 */
#include <assert.h>
#include <string.h>

#include "record/bundle.h"
#include "record/pieces.h"

#include "fuzz.h"

static void check(struct sv_arena *arena, struct sv_str text)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	_cleanup_(sv_buf_free) struct sv_buf entry = SV_BUF_INIT;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_bundle bundle;

	if (sv_bundle_read(arena, text, &bundle, &err) < 0) {
		assert(err.message[0]);
		return;
	}
	assert(bundle.from + (int64_t)bundle.count == bundle.checkpoint.size);
	for (size_t i = 0; i < bundle.count; i++) {
		const struct sv_document *document = &bundle.documents[i].document;

		assert(document->index == bundle.from + (int64_t)i);
		if (!document->has_gaps)
			assert(sv_document_check_whole(hasher, &entry, document, NULL) == 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char field[] = "sha256: ";
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;
	const size_t tail = sizeof(field) - 1 + 2 * SV_HASH_BYTES + 1;
	char hex[SV_HASH_HEX_MAX];
	struct sv_hash sum;

	check(&arena, (struct sv_str){(const char *)data, size});
	if (size > tail && memcmp(data + size - tail, field, sizeof(field) - 1) == 0)
		size -= tail;
	sv_buf_add(&text, data, size);
	sv_hasher_begin(hasher);
	sv_hasher_add(hasher, data, size);
	sum = sv_hasher_end(hasher);
	sv_buf_printf(&text, "%s%s\n", field, sv_hash_hex(&sum, hex));
	check(&arena, sv_buf_view(&text));
	return 0;
}
