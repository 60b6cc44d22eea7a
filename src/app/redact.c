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

static json_t *proposal_body(const char *ground, const struct sv_withheld_place *places,
			     size_t count)
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
	body = json_pack("{s:s, s:o*, s:o*}", "ground", ground, "rows", rows, "fields", fields);
	if (!body)
		sv_out_of_memory();
	return body;
}

int sv_app_redact_propose(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
			  int64_t index, const char *ground, const struct sv_withheld_place *places,
			  size_t place_count, struct sv_receipt *ret, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	_cleanup_(release) json_t *body = proposal_body(ground, places, place_count);
	const struct sv_fact_kind *kind;
	struct sv_withheld_rows plan;
	struct sv_document document;
	struct sv_receipt receipt;
	const int64_t *pieces;
	size_t piece_count;
	int r = sv_authority_require(actor, SV_ACTION_REDACT, err);

	if (r < 0)
		return r;
	r = sv_tx_begin(&tx, app->db, err);
	if (r < 0)
		return r;
	r = get_table(app->db, arena, index, &document, &kind, err);
	if (r < 0)
		return r;
	/* What could not be carried out is not proposed. */
	r = sv_redaction_plan(arena, kind, document.content, places, place_count, &plan, &pieces,
			      &piece_count, err);
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

int sv_app_redaction(struct sv_app *app, struct sv_arena *arena, int64_t index,
		     struct sv_redaction *ret, struct sv_error *err)
{
	const struct sv_act_filter filter = {"redaction", subject_of(arena, index), ""};
	const struct sv_act *acts;
	size_t count;
	int r = sv_act_list(app->db, arena, &filter, INT64_MAX, &acts, &count, err);

	if (r < 0)
		return r;
	return sv_redaction_fold(arena, acts, count, ret, err);
}

static int may_confirm(const struct sv_redaction *redaction, const struct sv_actor *actor,
		       int64_t index, struct sv_error *err)
{
	if (redaction->proposal < 0)
		return sv_fail(err, SV_EREFUSED,
			       "nobody proposed to withhold document %" PRId64
			       "; 'servanda record redact %" PRId64 " --ground ...' does",
			       index, index);
	/* Two people: nobody decides alone what others can no longer read. */
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
	const struct sv_fact_kind *kind;
	struct sv_document document;
	const int64_t *pieces;
	size_t piece_count;
	int r = get_table(tx->db, arena, index, &document, &kind, err);

	if (r < 0)
		return r;
	r = sv_redaction_plan(arena, kind, document.content, redaction->places,
			      redaction->place_count, ret_rows, &pieces, &piece_count, err);
	if (r < 0)
		return r;
	body = sv_redaction_confirm_body(redaction, ret_rows);
	r = submit(tx, arena, actor, SV_ACT_REDACTION_CONFIRM, index, body, ret, err);
	if (r < 0)
		return r;
	r = sv_record_withhold(tx, index, pieces, ret_rows->whole ? 0 : piece_count, ret->doc, err);
	if (r < 0)
		return r;
	return sv_rederive(tx, err);
}

int sv_app_redact_confirm(struct sv_app *app, struct sv_arena *arena, const struct sv_actor *actor,
			  int64_t index, struct sv_withheld_rows *ret_rows, struct sv_receipt *ret,
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
	if (r < 0)
		return r;
	r = sv_db_scrub(app->db, sv_record_tables, sv_record_table_count, err);
	if (r < 0)
		return r;
	*ret_rows = rows;
	*ret = receipt;
	return 0;
}
