/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/documents.h"

struct listing {
	struct sv_arena *arena;
	struct sv_document *documents;
	size_t count, cap;
};

/* What a visited document points to ends with the visit. */
static int keep(const struct sv_document *document, void *context, struct sv_error *err)
{
	struct listing *listing = context;
	struct sv_document copy = *document;

	(void)err;
	copy.kind = sv_arena_cstr(listing->arena, document->kind);
	copy.name = sv_arena_cstr(listing->arena, document->name);
	copy.author = sv_arena_cstr(listing->arena, document->author);
	copy.signature = sv_arena_cstr(listing->arena, document->signature);
	copy.content = SV_STR_NONE;
	listing->documents = sv_arena_grow(listing->arena, listing->documents, listing->count,
					   &listing->cap, sizeof(copy));
	listing->documents[listing->count++] = copy;
	return 0;
}

int sv_app_documents(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		     const struct sv_document **ret_documents, size_t *ret_count,
		     struct sv_error *err)
{
	struct listing listing = {.arena = arena};
	int r = sv_record_walk(app->db, 0, moment->known_size, false, keep, &listing, err);

	if (r < 0)
		return r;
	*ret_documents = listing.documents;
	*ret_count = listing.count;
	return 0;
}

int sv_app_document(struct sv_app *app, struct sv_arena *arena, int64_t index,
		    struct sv_document *ret, struct sv_error *err)
{
	return sv_record_get(app->db, arena, index, ret, err);
}

int sv_app_head(struct sv_app *app, int64_t size, struct sv_record_head *ret, struct sv_error *err)
{
	struct sv_record_head head = {.size = size};
	int r = sv_record_root(app->db, size, &head.root, err);

	if (r < 0)
		return r;
	*ret = head;
	return 0;
}

int sv_app_verify(struct sv_app *app, struct sv_findings *findings, struct sv_record_head *ret,
		  struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_record_head head;
	int r = sv_tx_begin_read(&tx, app->db, err);

	if (r < 0)
		return r;
	r = sv_record_size(app->db, &head.size, err);
	if (r < 0)
		return r;
	r = sv_record_verify(app->db, 0, findings, &head.root, err);
	if (r < 0)
		return r;
	*ret = head;
	return 0;
}
