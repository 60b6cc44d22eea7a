/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/receipt_judge.h"

#include <inttypes.h>
#include <string.h>

#include "app/keys.h"
#include "base/date.h"
#include "record/checkpoint.h"
#include "record/record.h"

static const struct {
	const char *name, *title;
} steps[] = {
    [SV_STEP_FORM] = {"form", "It reads as a receipt"},
    [SV_STEP_SIGNATURE] = {"signature", "The log signed its checkpoint"},
    [SV_STEP_INCLUSION] = {"inclusion", "Its entry stands in that log"},
    [SV_STEP_HISTORY] = {"history", "This record is that log, or continues it"},
    [SV_STEP_WITNESSES] = {"witnesses", "Others saw the same log"},
};

const char *sv_receipt_step_name(enum sv_receipt_step step)
{
	return steps[step].name;
}

const char *sv_receipt_step_title(enum sv_receipt_step step)
{
	return steps[step].title;
}

struct judging {
	struct sv_app *app;
	struct sv_arena *arena;
	struct sv_judged_receipt *result;
	struct sv_receipt_text receipt;
	struct sv_note note;
	struct sv_checkpoint checkpoint;
};

static bool say(struct judging *j, enum sv_receipt_step step, bool holds, const char *text)
{
	j->result->outcomes[step] = holds ? SV_STEP_HOLDS : SV_STEP_FAILS;
	j->result->says[step] = text;
	return holds;
}

/* Without carriage returns and blanks around, ending in one line feed. */
static struct sv_str plain(struct sv_arena *arena, const char *text)
{
	char *out = sv_arena_alloc(arena, strlen(text) + 2);
	struct sv_str trimmed;
	size_t len = 0;

	for (; *text; text++)
		if (*text != '\r')
			out[len++] = *text;
	trimmed = sv_str_trim((struct sv_str){out, len});
	if (trimmed.len)
		((char *)(uintptr_t)trimmed.ptr)[trimmed.len++] = '\n';
	return trimmed;
}

static bool judge_form(struct judging *j, const char *text)
{
	struct sv_error err = SV_ERROR_INIT;
	int r = sv_receipt_parse(j->arena, plain(j->arena, text), &j->receipt, &err);

	if (r == 0)
		r = sv_note_parse(j->arena, j->receipt.checkpoint, &j->note, &err);
	if (r == 0)
		r = sv_checkpoint_parse(j->arena, j->note.text, &j->checkpoint, &err);
	if (r < 0)
		return say(j, SV_STEP_FORM, false, sv_arena_cstr(j->arena, err.message));
	j->result->index = j->receipt.index;
	j->result->size = j->checkpoint.size;
	j->result->entry = sv_str_is_utf8(j->receipt.extra, NULL)
			       ? sv_arena_str(j->arena, j->receipt.extra).ptr
			       : "";
	return say(j, SV_STEP_FORM, true,
		   sv_arena_printf(j->arena,
				   "it is about document %" PRId64
				   " and carries a checkpoint of %" PRId64
				   " documents of the log '%s'",
				   j->receipt.index, j->checkpoint.size, j->checkpoint.origin));
}

/* Any key that signed a checkpoint kept here: an older receipt may carry an older key. */
static int judge_signature(struct judging *j, bool *ret, struct sv_error *err)
{
	const struct sv_kept_checkpoint *kept;
	size_t count;
	int r = sv_checkpoint_list(j->app->db, j->arena, &kept, &count, err);

	if (r < 0)
		return r;
	for (size_t i = count; i > 0; i--) {
		struct sv_key key;

		if (sv_key_parse(j->arena, sv_str_from(kept[i - 1].vkey), &key, NULL) < 0 ||
		    strcmp(key.name, j->checkpoint.origin) != 0 ||
		    !sv_note_signed_by(&j->note, &key, NULL))
			continue;
		*ret = say(j, SV_STEP_SIGNATURE, true,
			   sv_arena_printf(j->arena, "with the key %s", kept[i - 1].vkey));
		return 0;
	}
	*ret = say(j, SV_STEP_SIGNATURE, false,
		   count ? "no key that signed a checkpoint of this record made its signature"
			 : "this record has no checkpoint, so no key of its log is known here");
	return 0;
}

static bool judge_inclusion(struct judging *j)
{
	_cleanup_(sv_hasher_free) struct sv_hasher *hasher = sv_hasher_new();
	struct sv_hash leaf = sv_hash_leaf(hasher, j->receipt.extra);
	bool included = sv_proof_includes(&j->receipt.proof, leaf, (uint64_t)j->receipt.index,
					  (uint64_t)j->checkpoint.size, &j->checkpoint.root);

	return say(j, SV_STEP_INCLUSION, included,
		   included
		       ? sv_arena_printf(j->arena, "%zu hashes lead from it to the root",
					 j->receipt.proof.count)
		       : "the hashes do not lead from the entry to the root of the checkpoint: "
			 "entry, index or a hash was changed");
}

static int judge_history(struct judging *j, bool *ret, struct sv_error *err)
{
	struct sv_hash root;
	int64_t size;
	int r = sv_record_size(j->app->db, &size, err);

	if (r < 0)
		return r;
	if (j->checkpoint.size > size) {
		*ret = say(j, SV_STEP_HISTORY, false,
			   sv_arena_printf(j->arena,
					   "the checkpoint has %" PRId64
					   " documents, this record %" PRId64
					   ": it is older, or was cut",
					   j->checkpoint.size, size));
		return 0;
	}
	r = sv_record_root(j->app->db, j->checkpoint.size, &root, err);
	if (r < 0)
		return r;
	*ret = memcmp(root.bytes, j->checkpoint.root.bytes, SV_HASH_BYTES) == 0;
	say(j, SV_STEP_HISTORY, *ret,
	    *ret ? sv_arena_printf(j->arena, "its first %" PRId64 " documents have that root",
				   j->checkpoint.size)
		 : "this record has another root for that size: one log, two histories; keep the "
		   "receipt, it is the evidence");
	return 0;
}

static int judge_witnesses(struct judging *j, struct sv_error *err)
{
	struct sv_keyring keyring;
	const char *list = "";
	int r = sv_app_keyring(j->app, j->arena, INT64_MAX, &keyring, err);

	if (r < 0)
		return r;
	for (size_t i = 0; i < keyring.count; i++) {
		const struct sv_enrolled_key *key = &keyring.keys[i];
		char text[SV_INSTANT_TEXT_MAX];
		int64_t seconds;

		if (key->key.type != SV_KEY_WITNESS ||
		    !sv_note_signed_by(&j->note, &key->key, &seconds))
			continue;
		sv_instant_text(seconds * 1000, text);
		list = sv_arena_printf(j->arena, "%s%s%s, who saw it at %s", list,
				       list[0] ? "; " : "", key->ref, text);
	}
	say(j, SV_STEP_WITNESSES, true,
	    list[0] ? list : "no witness enrolled here cosigned this checkpoint");
	return 0;
}

int sv_app_judge_receipt(struct sv_app *app, struct sv_arena *arena, const char *text,
			 struct sv_judged_receipt *ret, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct judging j = {.app = app, .arena = arena, .result = ret};
	bool holds;
	int r = sv_tx_begin_read(&tx, app->db, err);

	*ret = (struct sv_judged_receipt){.entry = ""};
	for (int i = 0; i < SV_RECEIPT_STEPS; i++)
		ret->says[i] = "";
	if (r < 0 || !judge_form(&j, text))
		return r;
	r = judge_signature(&j, &holds, err);
	if (r < 0 || !holds)
		return r;
	if (!judge_inclusion(&j))
		return 0;
	r = judge_history(&j, &holds, err);
	if (r < 0 || !holds)
		return r;
	r = judge_witnesses(&j, err);
	ret->verified = r == 0;
	return r;
}
