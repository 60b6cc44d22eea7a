/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/left_out.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "domain/act_store.h"

/* The pieces of a document that a confirmation withholds from copies. */
static int add(struct sv_db *db, struct sv_arena *arena, const struct sv_act *confirmation,
	       int64_t index, struct sv_left_out_list *list, struct sv_error *err)
{
	const struct sv_withheld_place *places;
	const struct sv_fact_kind *kind;
	struct sv_withheld_rows rows, plan;
	struct sv_document document;
	struct sv_left_out out = {.index = index, .tombstone = confirmation->doc};
	size_t count;
	int r = sv_record_get(db, arena, index, &document, err);

	if (r == 0)
		r = sv_redaction_rows(arena, confirmation, &rows, err);
	if (r < 0)
		return r;
	kind = sv_fact_kind_find(document.kind);
	if (document.withheld || !kind)
		return 0;
	places = sv_redaction_places(arena, &rows, &count);
	if (!rows.whole) {
		r = sv_redaction_plan(arena, kind, document.content, places, count, &plan,
				      &out.pieces, &out.piece_count, err);
		if (r < 0)
			return r;
	}
	list->items =
	    sv_arena_grow(arena, list->items, list->count, &list->cap, sizeof(*list->items));
	list->items[list->count++] = out;
	return 0;
}

static int check_said(const struct sv_act *confirmation, int64_t index, enum sv_copy_for who,
		      int64_t size, struct sv_error *err)
{
	if (who == SV_COPY_UNSAID)
		return sv_fail(err, SV_EREFUSED,
			       "something of document %" PRId64
			       " is withheld from copies: say '--for-others' to leave it out, or "
			       "'--whole' for somebody who may have it",
			       index);
	if (confirmation->doc >= size)
		return sv_fail(err, SV_EREFUSED,
			       "something of document %" PRId64
			       " is withheld from copies since the latest checkpoint: sign one "
			       "with 'servanda record sign'",
			       index);
	return 0;
}

static int by_index(const void *a, const void *b)
{
	const struct sv_left_out *x = a, *y = b;

	return (x->index > y->index) - (x->index < y->index);
}

/* Whether an earlier act is of the same subject: each is folded once. */
static bool seen_before(const struct sv_act *acts, size_t number)
{
	for (size_t i = 0; i < number; i++)
		if (strcmp(acts[i].subject, acts[number].subject) == 0)
			return true;
	return false;
}

static int add_subject(struct sv_db *db, struct sv_arena *arena, const char *subject,
		       enum sv_copy_for who, int64_t size, struct sv_left_out_list *list,
		       struct sv_error *err)
{
	const struct sv_act_filter filter = {"redaction", subject, ""};
	struct sv_redaction redaction;
	const struct sv_act *acts;
	int64_t index;
	size_t count;
	int r = sv_act_list(db, arena, &filter, INT64_MAX, &acts, &count, err);

	if (r == 0)
		r = sv_redaction_fold(arena, acts, count, &redaction, err);
	if (r < 0 || !redaction.copies || !sv_str_to_int64(sv_str_from(subject), &index) ||
	    index >= size)
		return r;
	r = check_said(redaction.copies, index, who, size, err);
	return r < 0 ? r : add(db, arena, redaction.copies, index, list, err);
}

int sv_app_left_out(struct sv_db *db, struct sv_arena *arena, enum sv_copy_for who, int64_t size,
		    struct sv_left_out_list *ret, struct sv_error *err)
{
	const struct sv_act_filter filter = {"redaction", "", ""};
	struct sv_left_out_list list = {0};
	const struct sv_act *acts;
	size_t count;
	int r = 0;

	*ret = list;
	if (who == SV_COPY_WHOLE)
		return 0;
	r = sv_act_list(db, arena, &filter, INT64_MAX, &acts, &count, err);
	for (size_t i = 0; r == 0 && i < count; i++)
		if (!seen_before(acts, i))
			r = add_subject(db, arena, acts[i].subject, who, size, &list, err);
	if (r < 0)
		return r;
	if (list.count)
		qsort(list.items, list.count, sizeof(*list.items), by_index);
	*ret = list;
	return 0;
}
