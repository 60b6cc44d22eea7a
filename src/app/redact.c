/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/redact.h"

#include <inttypes.h>
#include <string.h>

#include "app/import.h"
#include "base/date.h"
#include "domain/act_store.h"

static void release(json_t **value)
{
	json_decref(*value);
}

static const char *subject_of(struct sv_arena *arena, int64_t index)
{
	return sv_arena_printf(arena, "%" PRId64, index);
}

/* The document as it stands, of a kind that can be withheld and from which nothing is yet. */
static int get_table(struct sv_db *db, struct sv_arena *arena, int64_t index,
		     struct sv_document *ret, const struct sv_fact_kind **ret_kind,
		     struct sv_error *err)
{
	int r = sv_record_get(db, arena, index, ret, err);

	if (r < 0)
		return r;
	*ret_kind = sv_fact_kind_find(ret->kind);
	if (!*ret_kind)
		return sv_fail(err, SV_EREFUSED,
			       "document %" PRId64 " is of kind '%s': only tables of facts and "
			       "evidence can be withheld",
			       index, ret->kind);
	if (ret->withheld || ret->has_gaps)
		return sv_fail(err, SV_EREFUSED,
			       "document %" PRId64 " is withheld already, by document %" PRId64,
			       index, ret->tombstone);
	return 0;
}

static int submit(struct sv_tx *tx, struct sv_arena *arena, const struct sv_actor *actor,
		  const char *act, int64_t index, const json_t *body, struct sv_receipt *ret,
		  struct sv_error *err)
{
	const struct sv_act_draft draft = {.act = act,
					   .subject = subject_of(arena, index),
					   .state = actor->state,
					   .on = sv_clock_today(),
					   .body = body};

	return sv_submit_act(tx, arena, actor, &draft, ret, err);
}

static void append(json_t *list, json_t *value)
{
	if (!list || json_array_append_new(list, value) < 0)
		sv_out_of_memory();
}

static json_t *proposal_body(enum sv_redaction_scope scope, const char *ground,
			     const struct sv_withheld_place *places, size_t count)
{
	json_t *rows = NULL, *fields = NULL, *body;

	for (size_t i = 0; i < count; i++) {
		if (!places[i].column) {
			rows = rows ? rows : json_array();
			append(rows, json_integer(places[i].row));
		} else {
			fields = fields ? fields : json_array();
			append(fields, json_pack("{s:I, s:s}", "row", (json_int_t)places[i].row,
						 "column", places[i].column));
		}
	}
	body =
	    json_pack("{s:s, s:o*, s:o*, s:s*}", "ground", ground, "rows", rows, "fields", fields,
		      "scope", scope == SV_REDACT_ALL ? NULL : sv_redaction_scope_text(scope));
	if (!body)
		sv_out_of_memory();
	return body;
}

static int fold_at(struct sv_app *app, struct sv_arena *arena, int64_t index, int64_t known_size,
		   struct sv_redaction *ret, struct sv_error *err)
{
	const struct sv_act_filter filter = {"redaction", subject_of(arena, index), ""};
	const struct sv_act *acts;
	size_t count;
	int r = sv_act_list(app->db, arena, &filter, known_size, &acts, &count, err);

	if (r < 0)
		return r;
	return sv_redaction_fold(arena, acts, count, ret, err);
}

int sv_app_redaction(struct sv_app *app, struct sv_arena *arena, int64_t index,
		     struct sv_redaction *ret, struct sv_error *err)
{
	return fold_at(app, arena, index, INT64_MAX, ret, err);
}

int sv_app_withheld_from_copies(struct sv_app *app, struct sv_arena *arena, int64_t index,
				int64_t known_size, int64_t *ret_act, struct sv_error *err)
{
	struct sv_redaction redaction;
	int r = fold_at(app, arena, index, known_size, &redaction, err);

	if (r < 0)
		return r;
	*ret_act = redaction.copies ? redaction.copies->doc : -1;
	return 0;
}

/* What comes of a redaction once it is confirmed. */
struct outcome {
	struct sv_withheld_rows rows;
	const int64_t *pieces;
	size_t piece_count;
};

/* What is asked for, and from copies what is withheld from them already. */
static int places_of(struct sv_arena *arena, const struct sv_redaction *redaction,
		     const struct sv_withheld_place **ret, size_t *ret_count, struct sv_error *err)
{
	const struct sv_withheld_place *before;
	struct sv_withheld_place *both;
	struct sv_withheld_rows rows;
	size_t count;
	int r;

	*ret = redaction->places;
	*ret_count = redaction->place_count;
	if (redaction->scope != SV_REDACT_COPIES || !redaction->copies || !redaction->places)
		return 0;
	r = sv_redaction_rows(arena, redaction->copies, &rows, err);
	if (r < 0)
		return r;
	before = sv_redaction_places(arena, &rows, &count);
	both = SV_NEW_ARRAY(arena, struct sv_withheld_place, count + redaction->place_count + 1);
	for (size_t i = 0; i < count; i++)
		both[i] = before[i];
	for (size_t i = 0; i < redaction->place_count; i++)
		both[count + i] = redaction->places[i];
	*ret = before ? both : NULL;
	*ret_count = before ? count + redaction->place_count : 0;
	return 0;
}

/* What could not be carried out is not proposed. */
static int plan(struct sv_db *db, struct sv_arena *arena, const struct sv_redaction *redaction,
		int64_t index, struct outcome *ret, struct sv_error *err)
{
	const struct sv_withheld_place *places;
	const struct sv_fact_kind *kind;
	struct sv_document document;
	size_t count;
	int r;

	*ret = (struct outcome){0};
	if (redaction->scope == SV_REDACT_NONE) {
		if (redaction->copies)
			return 0;
		return sv_fail(err, SV_EREFUSED,
			       "nothing is withheld from copies of document %" PRId64, index);
	}
	r = get_table(db, arena, index, &document, &kind, err);
	if (r < 0)
		return r;
	r = places_of(arena, redaction, &places, &count, err);
	if (r < 0)
		return r;
	return sv_redaction_plan(arena, kind, document.content, places, count, &ret->rows,
				 &ret->pieces, &ret->piece_count, err);
}

int sv_app_redact_propose(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
			  int64_t index, enum sv_redaction_scope scope, const char *ground,
			  const struct sv_withheld_place *places, size_t place_count,
			  struct sv_receipt *ret, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	_cleanup_(release) json_t *body = proposal_body(scope, ground, places, place_count);
	struct sv_redaction redaction;
	struct sv_receipt receipt;
	struct outcome outcome;
	int r = sv_authority_require(actor, SV_ACTION_REDACT, err);

	if (r < 0)
		return r;
	r = sv_tx_begin(&tx, app->db, err);
	if (r < 0)
		return r;
	r = sv_app_redaction(app, arena, index, &redaction, err);
	if (r < 0)
		return r;
	redaction.scope = scope;
	redaction.places = places;
	redaction.place_count = place_count;
	r = plan(app->db, arena, &redaction, index, &outcome, err);
	if (r < 0)
		return r;
	r = submit(&tx, arena, actor, SV_ACT_REDACTION_PROPOSE, index, body, &receipt, err);
	if (r < 0)
		return r;
	r = sv_tx_commit(&tx, err);
	if (r < 0)
		return r;
	*ret = receipt;
	return 0;
}

static int may_confirm(const struct sv_redaction *redaction, const struct sv_actor *actor,
		       int64_t index, struct sv_error *err)
{
	if (redaction->proposal < 0 && redaction->tombstone >= 0)
		return sv_fail(err, SV_EREFUSED,
			       "document %" PRId64 " is withheld already, by document %" PRId64,
			       index, redaction->tombstone);
	if (redaction->proposal < 0)
		return sv_fail(err, SV_EREFUSED,
			       "nobody proposed to withhold document %" PRId64
			       "; 'servanda record redact %" PRId64 " --ground ...' does",
			       index, index);
	/* Two people: nobody decides alone what others can no longer read, or read again. */
	if (sv_act_same_person(redaction->proposed_by, actor->name))
		return sv_fail(err, SV_EREFUSED,
			       "'%s' proposed to withhold document %" PRId64
			       ": somebody else has to confirm it",
			       actor->name, index);
	return 0;
}

/* The act first, since it is the tombstone; then the text goes and what is derived follows. */
static int carry_out(struct sv_tx *tx, struct sv_arena *arena, const struct sv_actor *actor,
		     const struct sv_redaction *redaction, int64_t index,
		     struct sv_withheld_rows *ret_rows, struct sv_receipt *ret,
		     struct sv_error *err)
{
	_cleanup_(release) json_t *body = NULL;
	struct sv_left_out out = {.index = index};
	struct outcome outcome;
	int r = plan(tx->db, arena, redaction, index, &outcome, err);

	if (r < 0)
		return r;
	body = sv_redaction_confirm_body(redaction, &outcome.rows);
	r = submit(tx, arena, actor, SV_ACT_REDACTION_CONFIRM, index, body, ret, err);
	if (r < 0)
		return r;
	*ret_rows = outcome.rows;
	if (redaction->scope != SV_REDACT_ALL)
		return 0;
	out.tombstone = ret->doc;
	out.pieces = outcome.pieces;
	out.piece_count = outcome.rows.whole ? 0 : outcome.piece_count;
	r = sv_record_withhold(tx, &out, err);
	return r < 0 ? r : sv_rederive(tx, err);
}

int sv_app_redact_confirm(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
			  int64_t index, enum sv_redaction_scope *ret_scope,
			  struct sv_withheld_rows *ret_rows, struct sv_receipt *ret,
			  struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_redaction redaction;
	struct sv_withheld_rows rows;
	struct sv_receipt receipt;
	int r = sv_authority_require(actor, SV_ACTION_REDACT, err);

	if (r < 0)
		return r;
	r = sv_tx_begin(&tx, app->db, err);
	if (r < 0)
		return r;
	r = sv_app_redaction(app, arena, index, &redaction, err);
	if (r < 0)
		return r;
	r = may_confirm(&redaction, actor, index, err);
	if (r < 0)
		return r;
	r = carry_out(&tx, arena, actor, &redaction, index, &rows, &receipt, err);
	if (r < 0)
		return r;
	r = sv_tx_commit(&tx, err);
	if (r == 0 && redaction.scope == SV_REDACT_ALL)
		r = sv_db_scrub(app->db, sv_record_tables, sv_record_table_count, err);
	if (r < 0)
		return r;
	*ret_scope = redaction.scope;
	*ret_rows = rows;
	*ret = receipt;
	return 0;
}
