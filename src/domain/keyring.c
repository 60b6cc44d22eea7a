/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/keyring.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"

#define DAY_MS 86400000

static void release(json_t **value)
{
	json_decref(*value);
}

const char *sv_key_ref(struct sv_arena *arena, const struct sv_key *key)
{
	return sv_arena_printf(arena, "%s+%02x%02x%02x%02x", key->name, key->id[0], key->id[1],
			       key->id[2], key->id[3]);
}

static const char *text_of(struct sv_arena *arena, const json_t *body, const char *key)
{
	const char *text = json_string_value(json_object_get(body, key));

	return text ? sv_arena_cstr(arena, text) : "";
}

static struct sv_enrolled_key *by_ref(const struct sv_keyring *keyring, const char *ref)
{
	for (size_t i = 0; i < keyring->count; i++)
		if (strcmp(keyring->keys[i].ref, ref) == 0)
			return &keyring->keys[i];
	return NULL;
}

/* A key that was enrolled before keeps what was said first. */
static int add(struct sv_arena *arena, struct sv_keyring *keyring, const struct sv_act *act,
	       const char *text, const char *holder, int32_t to, struct sv_error *err)
{
	struct sv_enrolled_key *key = &keyring->keys[keyring->count];
	int r;

	*key = (struct sv_enrolled_key){.text = text,
					.holder = holder,
					.state = act->state,
					.from = act->on,
					.to = to,
					.doc = act->doc,
					.reason = ""};
	r = sv_key_parse(arena, sv_str_from(text), &key->key, err);
	if (r < 0)
		return r;
	key->ref = sv_key_ref(arena, &key->key);
	if (!by_ref(keyring, key->ref))
		keyring->count++;
	return 0;
}

static int apply(struct sv_arena *arena, struct sv_keyring *keyring, const struct sv_act *act,
		 struct sv_error *err)
{
	_cleanup_(release) json_t *body = sv_act_body(act);
	struct sv_enrolled_key *old = by_ref(keyring, act->subject);
	const char *text = text_of(arena, body, "key"), *until = text_of(arena, body, "until");
	int32_t to = SV_DAY_OPEN;

	if (until[0] && !sv_day_parse(sv_str_from(until), &to))
		return sv_fail(err, SV_EINVALID, "document %" PRId64 ": '%s' is not a date",
			       act->doc, until);
	if (strcmp(act->act, SV_ACT_KEY_ENROL) == 0)
		return add(arena, keyring, act, text, text_of(arena, body, "holder"), to, err);
	if (!old)
		return sv_fail(err, SV_EINVALID, "document %" PRId64 ": key '%s' is not enrolled",
			       act->doc, act->subject);
	if (act->on < old->to)
		old->to = act->on;
	if (strcmp(act->act, SV_ACT_KEY_ROTATE) == 0)
		return add(arena, keyring, act, text, old->holder, to, err);
	old->reason = text_of(arena, body, "reason");
	return 0;
}

int sv_keyring_fold(struct sv_arena *arena, const struct sv_act *acts, size_t count,
		    struct sv_keyring *ret, struct sv_error *err)
{
	struct sv_keyring keyring = {SV_NEW_ARRAY(arena, struct sv_enrolled_key, count + 1), 0};

	for (size_t i = 0; i < count; i++) {
		int r = apply(arena, &keyring, &acts[i], err);

		if (r < 0)
			return r;
	}
	*ret = keyring;
	return 0;
}

const struct sv_enrolled_key *sv_keyring_find(const struct sv_keyring *keyring, const char *ref)
{
	const struct sv_enrolled_key *found = by_ref(keyring, ref);
	size_t named = 0;

	for (size_t i = 0; !found && i < keyring->count; i++)
		named += strcmp(keyring->keys[i].key.name, ref) == 0;
	for (size_t i = 0; !found && named == 1 && i < keyring->count; i++)
		if (strcmp(keyring->keys[i].key.name, ref) == 0)
			return &keyring->keys[i];
	return found;
}

static bool is_valid_on(const struct sv_enrolled_key *key, int32_t on)
{
	return key->from <= on && on < key->to;
}

int sv_keyring_may_sign(const struct sv_keyring *keyring, const char *state, const char *holder,
			const struct sv_key *key, int32_t on, struct sv_error *err)
{
	for (size_t i = 0; !key && i < keyring->count; i++)
		if (*keyring->keys[i].holder && is_valid_on(&keyring->keys[i], on) &&
		    strcmp(keyring->keys[i].state, state) == 0)
			return sv_fail(
			    err, SV_EREFUSED,
			    "%s has keys in the record, such as '%s' of '%s': sign with one "
			    "of your own, '--key FILE'",
			    state, keyring->keys[i].ref, keyring->keys[i].holder);
	for (size_t i = 0; key && i < keyring->count; i++)
		if (memcmp(keyring->keys[i].key.public, key->public, sizeof(key->public)) == 0 &&
		    is_valid_on(&keyring->keys[i], on) &&
		    strcmp(keyring->keys[i].holder, holder) == 0)
			return 0;
	return key ? sv_fail(err, SV_EREFUSED,
			     "the key '%s' is not one of '%s' on that day; 'servanda key list' has "
			     "those that are enrolled",
			     key->name, holder)
		   : 0;
}

const char *sv_signature_verdict_name(enum sv_signature_verdict verdict)
{
	static const char *const names[] = {
	    [SV_SIGNATURE_NONE] = "none",
	    [SV_SIGNATURE_VALID] = "valid",
	    [SV_SIGNATURE_UNKNOWN_KEY] = "unknown_key",
	    [SV_SIGNATURE_NOT_IN_TIME] = "key_not_valid_then",
	    [SV_SIGNATURE_OTHERS] = "key_of_another",
	    [SV_SIGNATURE_FALSE] = "false",
	};

	return names[verdict];
}

static const struct sv_enrolled_key *key_of(const struct sv_keyring *keyring,
					    const struct sv_note_signature *signature)
{
	for (size_t i = 0; i < keyring->count; i++)
		if (sv_str_is(signature->name, keyring->keys[i].key.name) &&
		    memcmp(signature->id, keyring->keys[i].key.id, SV_KEY_ID_BYTES) == 0)
			return &keyring->keys[i];
	return NULL;
}

static int32_t day_of(int64_t ms)
{
	return (int32_t)(ms >= 0 ? ms / DAY_MS : -((-ms + DAY_MS - 1) / DAY_MS));
}

enum sv_signature_verdict sv_keyring_judge(const struct sv_keyring *keyring,
					   const struct sv_document *document,
					   const struct sv_enrolled_key **ret_key)
{
	_cleanup_(sv_buf_free) struct sv_buf statement = SV_BUF_INIT;
	int32_t day = day_of(document->recorded_ms);
	struct sv_note_signature signature;
	const struct sv_enrolled_key *key;

	if (ret_key)
		*ret_key = NULL;
	if (!document->signature[0])
		return SV_SIGNATURE_NONE;
	if (!sv_signature_parse(sv_str_from(document->signature), &signature))
		return SV_SIGNATURE_FALSE;
	key = key_of(keyring, &signature);
	if (ret_key)
		*ret_key = key;
	if (!key || key->doc >= document->index)
		return SV_SIGNATURE_UNKNOWN_KEY;
	sv_record_statement(document, &statement);
	if (!sv_signature_valid(&signature, &key->key, sv_buf_view(&statement), NULL))
		return SV_SIGNATURE_FALSE;
	if (day < key->from || day >= key->to)
		return SV_SIGNATURE_NOT_IN_TIME;
	return strcmp(key->holder, document->author) == 0 ? SV_SIGNATURE_VALID
							  : SV_SIGNATURE_OTHERS;
}
