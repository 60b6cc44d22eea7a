/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/submit.h"

#include "domain/derive_store.h"
#include "domain/facts_store.h"

int sv_submit_document(struct sv_tx *tx, const struct sv_draft *draft, int64_t *ret_index,
		       struct sv_error *err)
{
	struct sv_document document = {.kind = draft->kind,
				       .name = draft->name,
				       .author = draft->author,
				       .content = draft->content};
	int r = sv_record_append(tx, draft, &document.index, err);

	if (r < 0)
		return r;
	r = sv_derive_document(tx->db, &document, err);
	if (r < 0)
		return r;
	*ret_index = document.index;
	return 0;
}

int sv_submit_passing_table(struct sv_tx *tx, const struct sv_draft *draft,
			    const struct sv_fact_document *table, int64_t *ret_index,
			    struct sv_error *err)
{
	struct sv_draft empty = *draft;
	int64_t index;
	int r;

	empty.content = SV_STR("");
	r = sv_record_append(tx, &empty, &index, err);
	if (r == 0)
		r = sv_facts_derive_table(tx->db, table, index, err);
	if (r < 0)
		return r;
	*ret_index = index;
	return 0;
}

int sv_submit_act(struct sv_tx *tx, struct sv_arena *arena, const struct sv_actor *actor,
		  const struct sv_act_draft *draft, struct sv_receipt *ret_receipt,
		  struct sv_error *err)
{
	const struct sv_draft document = {
	    .kind = sv_arena_printf(arena, SV_ACT_KIND_PREFIX "%s", draft->act),
	    .name = draft->subject,
	    .author = actor->name,
	    .content = sv_act_write(arena, draft->act, draft->subject, draft->state, draft->on,
				    draft->body),
	    .signer = actor->signer,
	};
	struct sv_document recorded;
	int64_t index;
	int r = sv_submit_document(tx, &document, &index, err);

	if (r < 0)
		return r;
	r = sv_record_get(tx->db, arena, index, &recorded, err);
	if (r < 0)
		return r;
	*ret_receipt = (struct sv_receipt){index, recorded.recorded_ms, recorded.leaf_hash};
	return 0;
}
