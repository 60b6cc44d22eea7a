/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/act_store.h"

#include "base/date.h"

static const struct sv_column act_columns[] = {
    {"doc", SV_COLUMN_INT, true},    {"noun", SV_COLUMN_TEXT, true},
    {"act", SV_COLUMN_TEXT, true},   {"subject", SV_COLUMN_TEXT, true},
    {"state", SV_COLUMN_TEXT, true}, {"day", SV_COLUMN_TEXT, true},
};

const struct sv_table sv_act_table = {"act",
				      act_columns,
				      SV_ARRAY_LEN(act_columns),
				      "doc",
				      {"noun, subject, doc", "state, noun, doc"}};

int sv_act_derive(struct sv_db *db, const struct sv_document *document, struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_str noun, rest;
	char day[SV_DATE_TEXT_MAX];
	struct sv_act act;
	int r;

	if (!sv_str_starts(sv_str_from(document->kind), SV_ACT_KIND_PREFIX) || document->withheld)
		return 0;
	r = sv_act_parse(&arena, document->content, &act, err);
	if (r < 0)
		return r;
	rest = sv_str_from(act.act);
	noun = SV_STR_NONE;
	(void)sv_str_split(&rest, '.', &noun);
	r = sv_stmt_open(db,
			 "INSERT INTO act (doc, noun, act, subject, state, day)"
			 " VALUES (?, ?, ?, ?, ?, ?)",
			 &stmt, err);
	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, document->index);
	sv_stmt_bind_text(stmt, 2, noun);
	sv_stmt_bind_text(stmt, 3, sv_str_from(act.act));
	sv_stmt_bind_text(stmt, 4, sv_str_from(act.subject));
	sv_stmt_bind_text(stmt, 5, sv_str_from(act.state));
	sv_stmt_bind_text(stmt, 6, sv_str_from(sv_day_text(act.on, day)));
	return sv_stmt_run(stmt, err);
}

static int read_act(struct sv_stmt *stmt, struct sv_arena *arena, struct sv_act *ret,
		    struct sv_error *err)
{
	struct sv_act act;
	int r = sv_act_parse(arena, sv_arena_str(arena, sv_stmt_blob(stmt, 3)), &act, err);

	if (r < 0)
		return r;
	act.doc = sv_stmt_int(stmt, 0);
	act.author = sv_arena_str(arena, sv_stmt_text(stmt, 1)).ptr;
	act.recorded_ms = sv_stmt_int(stmt, 2);
	*ret = act;
	return 0;
}

int sv_act_list(struct sv_db *db, struct sv_arena *arena, const struct sv_act_filter *filter,
		int64_t known_size, const struct sv_act **ret_acts, size_t *ret_count,
		struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	const struct sv_str asked[] = {sv_str_from(filter->noun), sv_str_from(filter->subject),
				       sv_str_from(filter->state)};
	struct sv_act *acts = NULL;
	size_t count = 0, cap = 0;
	int r = sv_stmt_open(db,
			     "SELECT a.doc, d.author, d.recorded_ms, d.content"
			     " FROM act a JOIN document d ON d.idx = a.doc"
			     " WHERE a.doc < ? AND d.content IS NOT NULL"
			     " AND (? = '' OR a.noun = ?) AND (? = '' OR a.subject = ?)"
			     " AND (? = '' OR a.state = ?) ORDER BY a.doc",
			     &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, known_size);
	for (int i = 0; i < 3; i++) {
		sv_stmt_bind_text(stmt, 2 + 2 * i, asked[i]);
		sv_stmt_bind_text(stmt, 3 + 2 * i, asked[i]);
	}
	while ((r = sv_stmt_step(stmt, err)) > 0) {
		acts = sv_arena_grow(arena, acts, count, &cap, sizeof(*acts));
		r = read_act(stmt, arena, &acts[count++], err);
		if (r < 0)
			return r;
	}
	if (r < 0)
		return r;
	*ret_acts = acts;
	*ret_count = count;
	return 0;
}

int sv_act_last(struct sv_db *db, const char *noun, int64_t *ret_doc, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r = sv_stmt_open(db, "SELECT MAX(doc) FROM act WHERE noun = ?", &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_text(stmt, 1, sv_str_from(noun));
	r = sv_stmt_step(stmt, err);
	if (r < 0)
		return r;
	*ret_doc = r == 0 || sv_stmt_is_null(stmt, 0) ? -1 : sv_stmt_int(stmt, 0);
	return 0;
}
