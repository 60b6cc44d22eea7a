/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * similar_match.c - two lists matched by their rarest shared terms.
 *
 * An index says which texts of the right list have a term.  Each text of the
 * left list goes through its terms from the rarest on and adds up what it
 * shares with whom, as long as its share of the work lasts; the most alike are
 * then compared whole.  Small lists are gone through to the end, so that the
 * answer there is exact.
 *
 * Of equals the one whose rank follows the left text's own comes first: where
 * many rows say the same, each then proposes others than its neighbour does, and
 * a row of a list matched with itself proposes itself.  A text that loses all it
 * proposed to others is asked again, with what nobody has taken.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "solve/similar_internal.h"

#define KEPT 12         /* candidates a text keeps */
#define ROUNDS 24       /* of asking those again that lost all of theirs */
#define WORK 3e9        /* entries of the index looked at in all */
#define WORK_MIN 2000.0 /* ... and for one text at least */

struct index {
	size_t *starts; /* by term; term_count + 1 of them */
	uint32_t *texts;
};

struct candidate {
	uint32_t text;
	uint64_t distance; /* from the left text's rank up to this one's */
	double score;
};

struct match {
	const struct sv_similar *s;
	size_t left_count;
	double at_least;
	const uint64_t *ranks;
	struct index index;
	uint64_t *shared;  /* mass shared with each right text so far */
	uint32_t *touched; /* those with any */
	size_t touched_count;
	uint32_t *by_rarity; /* the left text's terms */
	bool *taken;         /* texts of either side that are in a pair */
	bool *may_have_more; /* left texts that had more alike than they could propose */
	struct sv_pairs proposed, pairs;
};

static void build_index(struct match *match)
{
	const struct sv_similar *s = match->s;
	size_t *starts = sv_xmalloc((s->term_count + 2) * sizeof(*starts));
	uint32_t *texts;

	memset(starts, 0, (s->term_count + 2) * sizeof(*starts));
	for (size_t t = s->starts[match->left_count]; t < s->terms_count; t++)
		starts[s->terms[t] + 2]++;
	for (size_t i = 2; i < s->term_count + 2; i++)
		starts[i] += starts[i - 1];
	texts = sv_xmalloc((starts[s->term_count + 1] + 1) * sizeof(*texts));
	for (size_t text = match->left_count; text < s->count; text++)
		for (size_t t = s->starts[text]; t < s->starts[text + 1]; t++)
			texts[starts[s->terms[t] + 1]++] = (uint32_t)text;
	match->index = (struct index){starts, texts};
}

static int compare_rarity(const void *a, const void *b, void *context)
{
	const uint32_t *s = a, *t = b;
	const struct sv_similar *similar = context;

	if (similar->spread[*s] != similar->spread[*t])
		return similar->spread[*s] < similar->spread[*t] ? -1 : 1;
	return similar->keys[*s] < similar->keys[*t] ? -1 : similar->keys[*s] > similar->keys[*t];
}

/* Better first: a higher score, and among equals the rank that follows next. */
static bool is_better(const struct candidate *a, const struct candidate *b)
{
	if (a->score != b->score)
		return a->score > b->score;
	return a->distance < b->distance;
}

static void keep(struct candidate *kept, size_t *count, struct candidate candidate)
{
	size_t at = *count;

	if (at == KEPT) {
		if (!is_better(&candidate, &kept[KEPT - 1]))
			return;
		at--;
	} else {
		++*count;
	}
	while (at > 0 && is_better(&candidate, &kept[at - 1])) {
		kept[at] = kept[at - 1];
		at--;
	}
	kept[at] = candidate;
}

/* What each right text shares with this one, in the order of rarity, until the work is done. */
static void add_up(struct match *match, size_t text, double work)
{
	const struct sv_similar *s = match->s;
	size_t count = s->starts[text + 1] - s->starts[text];

	memcpy(match->by_rarity, s->terms + s->starts[text], count * sizeof(*s->terms));
	qsort_r(match->by_rarity, count, sizeof(*match->by_rarity), compare_rarity,
		(void *)(uintptr_t)s);
	for (size_t i = 0; i < count; i++) {
		uint32_t term = match->by_rarity[i];
		size_t from = match->index.starts[term], to = match->index.starts[term + 1];
		uint64_t mass = sv_similar_mass(s, term);

		work -= (double)(to - from);
		if (work < 0)
			break;
		for (size_t j = from; j < to; j++) {
			uint32_t right = match->index.texts[j];

			if (!match->shared[right])
				match->touched[match->touched_count++] = right;
			match->shared[right] += mass;
		}
	}
}

/* How far up from the rank of the left text the other's stands; beyond the last, the first follows.
 */
static uint64_t distance(const uint64_t *ranks, uint32_t left, uint32_t right)
{
	return ranks[right] - ranks[left];
}

static void propose(struct match *match, uint32_t text, double work)
{
	const struct sv_similar *s = match->s;
	struct candidate kept[KEPT];
	size_t count = 0, proposed = 0;

	add_up(match, text, work);
	for (size_t i = 0; i < match->touched_count; i++) {
		uint32_t right = match->touched[i];
		/* Its square orders as the likeness does, without a root. */
		double shared = (double)match->shared[right];

		if (!match->taken[right])
			keep(kept, &count,
			     (struct candidate){right, distance(match->ranks, text, right),
						shared * shared / (double)s->squares[right]});
		match->shared[right] = 0;
	}
	match->touched_count = 0;
	for (size_t i = 0; i < count; i++) {
		double score = sv_similar_likeness(s, text, kept[i].text);

		if (score < match->at_least)
			continue;
		sv_pairs_add(&match->proposed, text, kept[i].text, score);
		proposed++;
	}
	match->may_have_more[text] = proposed == KEPT;
}

static int compare_best(const void *a, const void *b, void *context)
{
	const struct sv_pair *s = a, *t = b;
	const uint64_t *ranks = context;

	if (s->score != t->score)
		return s->score > t->score ? -1 : 1;
	if (distance(ranks, s->left, s->right) != distance(ranks, t->left, t->right))
		return distance(ranks, s->left, s->right) < distance(ranks, t->left, t->right) ? -1
											       : 1;
	if (ranks[s->left] != ranks[t->left])
		return ranks[s->left] < ranks[t->left] ? -1 : 1;
	if (s->left != t->left)
		return s->left < t->left ? -1 : 1;
	return s->right < t->right ? -1 : s->right > t->right;
}

static int compare_left(const void *a, const void *b)
{
	const struct sv_pair *s = a, *t = b;

	return s->left < t->left ? -1 : s->left > t->left;
}

/* From the most alike down, each text once. */
static void assign(struct match *match)
{
	struct sv_pairs *proposed = &match->proposed;

	if (proposed->count)
		qsort_r(proposed->items, proposed->count, sizeof(*proposed->items), compare_best,
			(void *)(uintptr_t)match->ranks);
	for (size_t i = 0; i < proposed->count; i++) {
		const struct sv_pair *pair = &proposed->items[i];

		if (match->taken[pair->left] || match->taken[pair->right])
			continue;
		match->taken[pair->left] = match->taken[pair->right] = true;
		sv_pairs_add(&match->pairs, pair->left, pair->right, pair->score);
	}
	proposed->count = 0;
}

static void match_all(struct match *match, const struct sv_similar_progress *progress)
{
	size_t left_count = match->left_count, open = left_count;
	double work = SV_MAX(WORK_MIN, left_count ? WORK / (double)left_count : 0);

	for (size_t i = 0; i < left_count; i++)
		match->may_have_more[i] = true;
	for (int round = 0; round < ROUNDS && open; round++) {
		open = 0;
		for (size_t i = 0; i < left_count; i++) {
			if (!match->taken[i] && match->may_have_more[i])
				propose(match, (uint32_t)i, work);
			if (!round && progress && progress->step && i % 1024 == 0)
				progress->step(progress->context,
					       (unsigned)(1000 * i / left_count));
		}
		assign(match);
		for (size_t i = 0; i < left_count; i++)
			open += !match->taken[i] && match->may_have_more[i];
	}
	if (match->pairs.count)
		qsort(match->pairs.items, match->pairs.count, sizeof(*match->pairs.items),
		      compare_left);
}

void sv_similar_match(const struct sv_similar *s, size_t left_count, double at_least,
		      const uint64_t *ranks, const struct sv_similar_progress *progress,
		      struct sv_pairs *ret)
{
	struct match match = {
	    .s = s, .left_count = left_count, .at_least = at_least, .ranks = ranks};
	size_t longest = 0;

	for (size_t i = 0; i < left_count; i++)
		longest = SV_MAX(longest, s->starts[i + 1] - s->starts[i]);
	build_index(&match);
	match.shared = sv_xmalloc((s->count + 1) * sizeof(*match.shared));
	memset(match.shared, 0, (s->count + 1) * sizeof(*match.shared));
	match.touched = sv_xmalloc((s->count + 1) * sizeof(*match.touched));
	match.by_rarity = sv_xmalloc((longest + 1) * sizeof(*match.by_rarity));
	match.taken = sv_xmalloc(s->count + 1);
	memset(match.taken, 0, s->count + 1);
	match.may_have_more = sv_xmalloc(left_count + 1);
	match_all(&match, progress);
	free(match.index.starts);
	free(match.index.texts);
	free(match.shared);
	free(match.touched);
	free(match.by_rarity);
	free(match.taken);
	free(match.may_have_more);
	sv_pairs_free(&match.proposed);
	*ret = match.pairs;
}
