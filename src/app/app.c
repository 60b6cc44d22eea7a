/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/app.h"

#include <inttypes.h>

#include "app/snapshot.h"
#include "base/date.h"
#include "domain/act_store.h"
#include "domain/evidence_store.h"
#include "domain/judgement.h"
#include "domain/plan_store.h"
#include "domain/register_store.h"
#include "domain/rule_store.h"
#include "record/record.h"

int sv_app_open(const char *where, enum sv_db_mode mode, struct sv_app *ret, struct sv_error *err)
{
	struct sv_db *db;
	int r = sv_db_open(where, mode, &db, err);

	if (r < 0)
		return r;
	*ret = (struct sv_app){.db = db, .where = where};
	return 0;
}

void sv_app_close(struct sv_app *app)
{
	sv_db_close(&app->db);
}

static int read_on(const char *on, int32_t *ret, struct sv_error *err)
{
	if (!on || !on[0]) {
		*ret = sv_clock_today();
		return 0;
	}
	if (sv_day_parse(sv_str_from(on), ret))
		return 0;
	return sv_fail(err, SV_EINVALID, "'%s' is not a date; write an existing day as YYYY-MM-DD",
		       on);
}

static int read_known(struct sv_db *db, const char *known, int64_t *ret, struct sv_error *err)
{
	int64_t size, number, instant;
	int r = sv_record_size(db, &size, err);

	if (r < 0)
		return r;
	if (!known || !known[0]) {
		*ret = size;
		return 0;
	}
	if (sv_str_to_int64(sv_str_from(known), &number)) {
		if (number < 0 || number > size)
			return sv_fail(err, SV_EINVALID,
				       "the record has never had %s documents; it has %" PRId64,
				       known, size);
		*ret = number;
		return 0;
	}
	if (sv_instant_parse(sv_str_from(known), &instant))
		return sv_record_size_at(db, instant, ret, err);
	return sv_fail(err, SV_EINVALID,
		       "'%s' is not a moment of the record; write its size, a day as YYYY-MM-DD or "
		       "an instant as YYYY-MM-DDThh:mm:ssZ",
		       known);
}

int sv_app_moment(struct sv_app *app, const char *on, const char *known, struct sv_moment *ret,
		  struct sv_error *err)
{
	struct sv_moment moment;
	int r = read_on(on, &moment.on, err);

	if (r < 0)
		return r;
	r = read_known(app->db, known, &moment.known_size, err);
	if (r < 0)
		return r;
	*ret = moment;
	return 0;
}

/* The snapshot the app holds, when it is of this moment. */
static const struct sv_snapshot *held(const struct sv_app *app, const struct sv_moment *moment,
				      const struct sv_reading *reading)
{
	const struct sv_snapshot *snapshot = app->snapshot;

	return snapshot && snapshot->known_size == moment->known_size &&
		       snapshot->seen_only == reading->seen_only &&
		       snapshot->public_only == reading->public_only
		   ? snapshot
		   : NULL;
}

static int read_register(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
			 const struct sv_reading *reading, const struct sv_register **ret,
			 struct sv_error *err)
{
	struct sv_register *reg = SV_NEW(arena, struct sv_register);
	int r = sv_register_load(app->db, arena, moment->known_size, reading->seen_only, reg, err);

	if (r >= 0)
		*ret = reg;
	return r;
}

static int read_evidence(struct sv_app *app, struct sv_arena *arena, const struct sv_register *reg,
			 const struct sv_moment *moment, const struct sv_reading *reading,
			 const struct sv_evidence **ret, struct sv_kept_back_list *log,
			 struct sv_error *err)
{
	struct sv_evidence *evidence = SV_NEW(arena, struct sv_evidence);
	struct sv_evidence *released = SV_NEW(arena, struct sv_evidence);
	const struct sv_plan_template *templates;
	size_t count;
	int r = sv_evidence_load(app->db, arena, reg, moment->known_size, reading->seen_only,
				 evidence, err);

	if (r >= 0)
		*ret = evidence;
	if (r < 0 || !reading->public_only)
		return r;
	r = sv_plan_templates(app->db, arena, moment->known_size, &templates, &count, err);
	if (r < 0)
		return r;
	sv_release_figures(arena, templates, count, evidence, released, log);
	*ret = released;
	return 0;
}

static int read_rules(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		      const struct sv_rule_text **ret_texts, size_t *ret_count,
		      struct sv_error *err)
{
	const struct sv_rule_entry *entries;
	struct sv_rule_text *texts;
	size_t count;
	int r = sv_rule_list(app->db, arena, moment->known_size, &entries, &count, err);

	if (r < 0)
		return r;
	texts = SV_NEW_ARRAY(arena, struct sv_rule_text, count);
	for (size_t i = 0; i < count; i++) {
		struct sv_document document;

		r = sv_record_get(app->db, arena, entries[i].doc, &document, err);
		if (r < 0)
			return r;
		texts[i] = (struct sv_rule_text){document.index, document.name, document.content};
	}
	*ret_texts = texts;
	*ret_count = count;
	return 0;
}

int sv_app_register(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		    const struct sv_reading *reading, const struct sv_register **ret,
		    struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	const struct sv_snapshot *snapshot = held(app, moment, reading);
	int r;

	if (snapshot) {
		*ret = snapshot->reg;
		return 0;
	}
	r = sv_tx_begin_read(&tx, app->db, err);
	if (r < 0)
		return r;
	return read_register(app, arena, moment, reading, ret, err);
}

int sv_app_evidence(struct sv_app *app, struct sv_arena *arena, const struct sv_register *reg,
		    const struct sv_moment *moment, const struct sv_reading *reading,
		    const struct sv_evidence **ret, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	const struct sv_snapshot *snapshot = held(app, moment, reading);
	struct sv_kept_back_list log = {0};
	int r;

	if (snapshot && snapshot->reg == reg) {
		*ret = snapshot->evidence;
		return 0;
	}
	r = sv_tx_begin_read(&tx, app->db, err);
	if (r < 0)
		return r;
	return read_evidence(app, arena, reg, moment, reading, ret, &log, err);
}

int sv_app_rules(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		 const struct sv_rule_text **ret_texts, size_t *ret_count, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	int r = sv_tx_begin_read(&tx, app->db, err);

	if (r < 0)
		return r;
	return sv_rule_texts_load(app->db, arena, moment->known_size, ret_texts, ret_count, err);
}

/* What people say where a rule leaves them the word. */
static int read_people(struct sv_app *app, struct sv_arena *arena, struct sv_snapshot *snapshot,
		       struct sv_error *err)
{
	static const struct sv_act_filter judgements = {SV_JUDGEMENT_NOUN, "", ""};
	const struct sv_plan_template *templates;
	struct sv_judgement_life *lives;
	const struct sv_act *acts;
	size_t count;
	int r = sv_plan_declarations(app->db, arena, snapshot->reg, snapshot->known_size,
				     &snapshot->declarations, &snapshot->declaration_count, err);

	if (r == 0)
		r = sv_act_list(app->db, arena, &judgements, snapshot->known_size, &acts, &count,
				err);
	if (r < 0)
		return r;
	sv_judgement_lives_fold(arena, acts, count, &lives, &count);
	sv_judgements_standing(arena, snapshot->reg, lives, count, &snapshot->judgements,
			       &snapshot->judgement_count);
	if (!snapshot->public_only)
		return 0;
	r = sv_plan_templates(app->db, arena, snapshot->known_size, &templates, &count, err);
	if (r == 0)
		sv_release_people(arena, templates, count, snapshot->declarations,
				  snapshot->declaration_count, snapshot->judgements,
				  snapshot->judgement_count, &snapshot->kept_back);
	return r;
}

int sv_snapshot_read(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		     const struct sv_reading *reading, struct sv_snapshot *ret,
		     struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	const struct sv_snapshot *shared = held(app, moment, reading);
	struct sv_snapshot snapshot = {.known_size = moment->known_size,
				       .seen_only = reading->seen_only,
				       .public_only = reading->public_only};
	int r;

	if (shared) {
		*ret = *shared;
		return 0;
	}
	r = sv_tx_begin_read(&tx, app->db, err);
	if (r < 0)
		return r;
	r = read_register(app, arena, moment, reading, &snapshot.reg, err);
	if (r < 0)
		return r;
	r = read_evidence(app, arena, snapshot.reg, moment, reading, &snapshot.evidence,
			  &snapshot.kept_back, err);
	if (r < 0)
		return r;
	r = read_rules(app, arena, moment, &snapshot.texts, &snapshot.text_count, err);
	if (r == 0)
		r = read_people(app, arena, &snapshot, err);
	if (r < 0)
		return r;
	*ret = snapshot;
	return 0;
}
