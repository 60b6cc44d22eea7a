/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/evidence_store.h"

#include <stdlib.h>
#include <string.h>

#define STANDING " WHERE doc < ? AND superseded >= ?"

/* Words that many rows share (a status, a source) are kept once. */
#define WORDS_MAX 256

struct word {
	const char *text;
	size_t len;
	enum sv_confidence confidence; /* when it names sources */
};

struct loader {
	struct sv_db *db;
	struct sv_arena *arena;
	const struct sv_register *reg;
	int64_t known_size;
	bool seen_only;
	struct sv_evidence *evidence;
	struct word words[WORDS_MAX]; /* by hash; a collision takes the place over */
	struct sv_error *err;
};

/* Recalled when any of the sources in the list is. */
static enum sv_confidence confidence_of(const struct sv_register *reg, struct sv_str list)
{
	struct sv_str id;

	while (sv_str_split(&list, ';', &id)) {
		int source = sv_register_source(reg, sv_str_trim(id));

		if (source >= 0 && strcmp(reg->sources[source].access, "recalled") == 0)
			return SV_CONFIDENCE_RECALLED;
	}
	return SV_CONFIDENCE_SEEN;
}

static const struct word *word(struct loader *loader, struct sv_str text)
{
	size_t hash = text.len;
	struct word *word;

	for (size_t i = 0; i < text.len; i++)
		hash = hash * 31 + (unsigned char)text.ptr[i];
	word = &loader->words[hash % WORDS_MAX];
	if (!word->text || word->len != text.len || memcmp(word->text, text.ptr, text.len) != 0)
		*word = (struct word){sv_arena_str(loader->arena, text).ptr, text.len,
				      confidence_of(loader->reg, text)};
	return word;
}

static int open_query(struct loader *loader, const char *sql, struct sv_stmt **ret)
{
	int r = sv_stmt_open(loader->db, sql, ret, loader->err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(*ret, 1, loader->known_size);
	sv_stmt_bind_int(*ret, 2, loader->known_size);
	return 0;
}

static int load_indicators(struct loader *loader)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_indicator *indicators = NULL;
	size_t count = 0, cap = 0;
	int r = open_query(loader,
			   "SELECT doc, row, indicator, meaning, unit, class, zero_ambiguous"
			   " FROM indicator" STANDING " ORDER BY indicator",
			   &stmt);

	if (r < 0)
		return r;
	while ((r = sv_stmt_step(stmt, loader->err)) > 0) {
		indicators =
		    sv_arena_grow(loader->arena, indicators, count, &cap, sizeof(*indicators));
		indicators[count++] = (struct sv_indicator){
		    .origin = {sv_stmt_int(stmt, 0), (int32_t)sv_stmt_int(stmt, 1), "",
			       SV_CONFIDENCE_SEEN},
		    .name = sv_arena_str(loader->arena, sv_stmt_text(stmt, 2)).ptr,
		    .meaning = sv_arena_str(loader->arena, sv_stmt_text(stmt, 3)).ptr,
		    .unit = sv_arena_str(loader->arena, sv_stmt_text(stmt, 4)).ptr,
		    .class = sv_arena_str(loader->arena, sv_stmt_text(stmt, 5)).ptr,
		    .zero_ambiguous = sv_str_is(sv_stmt_text(stmt, 6), "yes"),
		};
	}
	loader->evidence->indicators = indicators;
	loader->evidence->indicator_count = count;
	return r;
}

/* Columns of both queries below: doc, row, source_id, indicator, year, value, status, then own. */
static struct sv_origin read_origin(struct loader *loader, struct sv_stmt *stmt)
{
	const struct word *source = word(loader, sv_stmt_text(stmt, 2));

	return (struct sv_origin){sv_stmt_int(stmt, 0), (int32_t)sv_stmt_int(stmt, 1), source->text,
				  source->confidence};
}

/* False when the figure is to be left out. */
static bool read_figure(struct loader *loader, struct sv_stmt *stmt, struct sv_figure *ret)
{
	struct sv_str reason = sv_stmt_text(stmt, 8);
	struct sv_figure figure = {
	    .origin = read_origin(loader, stmt),
	    .indicator = sv_evidence_indicator(loader->evidence, sv_stmt_text(stmt, 3)),
	    .year = (int)sv_stmt_int(stmt, 4),
	    .state = sv_register_state(loader->reg, sv_stmt_text(stmt, 7)),
	};

	if (figure.indicator < 0 || figure.state < 0 ||
	    (loader->seen_only && figure.origin.confidence == SV_CONFIDENCE_RECALLED))
		return false;
	if (reason.len) {
		figure.missing = sv_gap_missing(reason);
		figure.status = word(loader, reason)->text;
	} else {
		figure.missing = SV_PRESENT;
		figure.status = word(loader, sv_stmt_text(stmt, 6))->text;
		if (!sv_decimal_parse(sv_stmt_text(stmt, 5), &figure.value))
			return false;
	}
	*ret = figure;
	return true;
}

static int compare_figures(const void *a, const void *b)
{
	return sv_figure_compare(a, b);
}

static int load_figures(struct loader *loader)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_figure *figures = NULL;
	size_t count = 0, cap = 0;
	int r = open_query(loader,
			   "SELECT doc, row, source_id, indicator, year, value, status, state,"
			   " reason FROM figure" STANDING,
			   &stmt);

	if (r < 0)
		return r;
	while ((r = sv_stmt_step(stmt, loader->err)) > 0) {
		figures = sv_arena_grow(loader->arena, figures, count, &cap, sizeof(*figures));
		count += read_figure(loader, stmt, &figures[count]);
	}
	if (count)
		qsort(figures, count, sizeof(*figures), compare_figures);
	loader->evidence->figures = figures;
	loader->evidence->figure_count = count;
	return r;
}

static int compare_group_figures(const void *a, const void *b)
{
	const struct sv_group_figure *x = a, *y = b;
	int order;

	if (x->indicator != y->indicator)
		return x->indicator < y->indicator ? -1 : 1;
	order = strcmp(x->group, y->group);
	return order ? order : (x->year > y->year) - (x->year < y->year);
}

static int load_group_figures(struct loader *loader)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_group_figure *figures = NULL;
	size_t count = 0, cap = 0;
	int r = open_query(loader,
			   "SELECT doc, row, source_id, indicator, year, value, status, \"group\""
			   " FROM group_figure" STANDING,
			   &stmt);

	if (r < 0)
		return r;
	while ((r = sv_stmt_step(stmt, loader->err)) > 0) {
		struct sv_group_figure figure = {
		    .origin = read_origin(loader, stmt),
		    .indicator = sv_evidence_indicator(loader->evidence, sv_stmt_text(stmt, 3)),
		    .year = (int)sv_stmt_int(stmt, 4),
		    .status = word(loader, sv_stmt_text(stmt, 6))->text,
		    .group = word(loader, sv_stmt_text(stmt, 7))->text,
		};

		if (figure.indicator < 0 ||
		    !sv_decimal_parse(sv_stmt_text(stmt, 5), &figure.value) ||
		    (loader->seen_only && figure.origin.confidence == SV_CONFIDENCE_RECALLED))
			continue;
		figures = sv_arena_grow(loader->arena, figures, count, &cap, sizeof(*figures));
		figures[count++] = figure;
	}
	if (count)
		qsort(figures, count, sizeof(*figures), compare_group_figures);
	loader->evidence->group_figures = figures;
	loader->evidence->group_figure_count = count;
	return r;
}

int sv_evidence_load(struct sv_db *db, struct sv_arena *arena, const struct sv_register *reg,
		     int64_t known_size, bool seen_only, struct sv_evidence *ret,
		     struct sv_error *err)
{
	struct sv_evidence evidence = {0};
	struct loader loader = {.db = db,
				.arena = arena,
				.reg = reg,
				.known_size = known_size,
				.seen_only = seen_only,
				.evidence = &evidence,
				.err = err};
	int r = load_indicators(&loader);

	if (r < 0)
		return r;
	r = load_figures(&loader);
	if (r < 0)
		return r;
	r = load_group_figures(&loader);
	if (r < 0)
		return r;
	*ret = evidence;
	return 0;
}
