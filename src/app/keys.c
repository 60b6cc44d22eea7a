/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/keys.h"

#include <string.h>

#include "base/date.h"
#include "domain/act_store.h"

static void release(json_t **value)
{
	json_decref(*value);
}

int sv_app_keyring(struct sv_app *app, struct sv_arena *arena, int64_t known_size,
		   struct sv_keyring *ret, struct sv_error *err)
{
	const struct sv_act_filter filter = {"key", "", ""};
	const struct sv_act *acts;
	size_t count;
	int r = sv_act_list(app->db, arena, &filter, known_size, &acts, &count, err);

	if (r < 0)
		return r;
	return sv_keyring_fold(arena, acts, count, ret, err);
}

/* A JSON object of texts; a NULL value is left out. */
static json_t *object_of(const char *const (*pairs)[2], size_t count)
{
	json_t *object = json_object();

	if (!object)
		sv_out_of_memory();
	for (size_t i = 0; i < count; i++)
		if (pairs[i][1] &&
		    json_object_set_new(object, pairs[i][0], json_string(pairs[i][1])) < 0)
			sv_out_of_memory();
	return object;
}

/* In one transaction: the keys as they stand, a judgement on them, the act. */
struct change {
	struct sv_arena *arena;
	const struct sv_actor *actor;
	const char *act;
	const char *ref;     /* of the key that must be enrolled, or NULL */
	const char *new_key; /* of the key that must not be, or NULL */
	const char *state;
	int32_t on;
	const json_t *body;
};

static int check(const struct change *change, const struct sv_keyring *keyring,
		 const char **ret_subject, const char **ret_state, struct sv_error *err)
{
	const struct sv_enrolled_key *old;
	struct sv_key key;
	int r;

	*ret_state = change->state;
	if (change->new_key) {
		r = sv_key_parse(change->arena, sv_str_from(change->new_key), &key, err);
		if (r < 0)
			return r;
		*ret_subject = sv_key_ref(change->arena, &key);
		if (sv_keyring_find(keyring, *ret_subject))
			return sv_fail(err, SV_EREFUSED, "key '%s' is enrolled already",
				       *ret_subject);
	}
	if (!change->ref)
		return 0;
	old = sv_keyring_find(keyring, change->ref);
	if (!old)
		return sv_fail(err, SV_ENOTFOUND,
			       "no key '%s' is enrolled, or several have this name; 'servanda key "
			       "list' shows them",
			       change->ref);
	if (change->on >= old->to)
		return sv_fail(err, SV_EREFUSED, "key '%s' is not valid any more on that day",
			       old->ref);
	*ret_subject = old->ref;
	*ret_state = old->state;
	return 0;
}

static int record(struct sv_app *app, const struct change *change, struct sv_receipt *ret,
		  struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_act_draft draft = {.act = change->act, .on = change->on, .body = change->body};
	struct sv_keyring keyring;
	struct sv_receipt receipt;
	int r = sv_authority_require(change->actor, SV_ACTION_ENROL, err);

	if (r < 0)
		return r;
	r = sv_tx_begin(&tx, app->db, err);
	if (r < 0)
		return r;
	r = sv_app_keyring(app, change->arena, INT64_MAX, &keyring, err);
	if (r < 0)
		return r;
	r = check(change, &keyring, &draft.subject, &draft.state, err);
	if (r < 0)
		return r;
	r = sv_submit_act(&tx, change->arena, change->actor, &draft, &receipt, err);
	if (r < 0)
		return r;
	r = sv_tx_commit(&tx, err);
	if (r < 0)
		return r;
	*ret = receipt;
	return 0;
}

static int32_t day_or_today(int32_t day)
{
	return day == SV_DAY_NONE ? sv_clock_today() : day;
}

int sv_app_key_enrol(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
		     const struct sv_enrolment *enrolment, struct sv_receipt *ret,
		     struct sv_error *err)
{
	char until[SV_DATE_TEXT_MAX];
	const char *const pairs[][2] = {{"key", enrolment->key},
					{"holder", enrolment->holder},
					{"until", enrolment->until == SV_DAY_OPEN
						      ? NULL
						      : sv_day_text(enrolment->until, until)}};
	_cleanup_(release) json_t *body = object_of(pairs, SV_ARRAY_LEN(pairs));
	const struct change change = {.arena = arena,
				      .actor = actor,
				      .act = SV_ACT_KEY_ENROL,
				      .new_key = enrolment->key,
				      .state = enrolment->state,
				      .on = day_or_today(enrolment->from),
				      .body = body};

	if (enrolment->until <= change.on)
		return sv_fail(err, SV_EINVALID, "a key cannot end before it begins");
	return record(app, &change, ret, err);
}

int sv_app_key_rotate(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
		      const char *old_ref, const char *new_key, int32_t from,
		      struct sv_receipt *ret, struct sv_error *err)
{
	const char *const pairs[][2] = {{"key", new_key}};
	_cleanup_(release) json_t *body = object_of(pairs, SV_ARRAY_LEN(pairs));
	const struct change change = {.arena = arena,
				      .actor = actor,
				      .act = SV_ACT_KEY_ROTATE,
				      .ref = old_ref,
				      .new_key = new_key,
				      .on = day_or_today(from),
				      .body = body};

	return record(app, &change, ret, err);
}

int sv_app_key_revoke(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
		      const char *ref, const char *reason, int32_t from, struct sv_receipt *ret,
		      struct sv_error *err)
{
	const char *const pairs[][2] = {{"reason", reason}};
	_cleanup_(release) json_t *body = object_of(pairs, SV_ARRAY_LEN(pairs));
	const struct change change = {.arena = arena,
				      .actor = actor,
				      .act = SV_ACT_KEY_REVOKE,
				      .ref = ref,
				      .on = day_or_today(from),
				      .body = body};

	return record(app, &change, ret, err);
}
