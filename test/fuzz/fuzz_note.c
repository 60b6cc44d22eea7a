/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fuzz_note.c - any bytes as a signed note, a checkpoint, a key.
 *
 * Laws beside not crashing: text and lines of a note are all of it; a checkpoint and a key are
 * written as they were read; nothing is signed by a key whose secret nobody used.
 */
#include <assert.h>
#include <string.h>

#include "record/checkpoint.h"

#include "fuzz.h"

static void check_note(struct sv_arena *arena, struct sv_str bytes, const struct sv_signer *signer)
{
	struct sv_checkpoint checkpoint;
	struct sv_note note;
	size_t len;

	if (sv_note_parse(arena, bytes, &note, NULL) < 0)
		return;
	len = note.text.len + 1;
	assert(note.text.ptr == bytes.ptr && note.text.ptr[note.text.len - 1] == '\n');
	for (size_t i = 0; i < note.count; i++)
		len += note.signatures[i].line.len;
	assert(note.count > 0 && len == bytes.len);
	assert(!sv_note_signed_by(&note, &signer->key, NULL));
	if (sv_checkpoint_parse(arena, note.text, &checkpoint, NULL) == 0) {
		_cleanup_(sv_buf_free) struct sv_buf again = SV_BUF_INIT;

		sv_checkpoint_text(&checkpoint, &again);
		/* Extension lines may follow. */
		assert(again.len <= note.text.len &&
		       memcmp(again.ptr, note.text.ptr, again.len) == 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint8_t seed[SV_SEED_BYTES] = {7};
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	_cleanup_(sv_signer_wipe) struct sv_signer signer =
	    sv_signer_make("nobody.example", SV_KEY_NOTE, seed);
	struct sv_str bytes = {(const char *)data, size};
	struct sv_note_signature signature;
	struct sv_key key;

	check_note(&arena, bytes, &signer);
	if (sv_key_parse(&arena, bytes, &key, NULL) == 0)
		assert(sv_str_equal(sv_str_from(sv_key_text(&arena, &key)), sv_str_trim(bytes)));
	if (sv_signature_parse(bytes, &signature))
		assert(sv_str_equal(signature.line, bytes));
	return 0;
}
