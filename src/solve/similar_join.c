/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * similar_join.c - weighted MinHash with banding, verified exactly.
 *
 * Identical texts are taken together first: n copies of a text would propose
 * n * n / 2 pairs in every band.  Then, for LANES draws at a time, a table of
 * the vocabulary holds each term's times (one cache line a term), each text
 * takes the earliest of its terms, and `rows` draws together make one band: a
 * number of 32 bits.  Only these numbers are kept, four bytes a band and text.
 *
 * A pair that met in an earlier band was proposed there already: looking those
 * bands up takes the place of a table of pairs seen.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "solve/similar_internal.h"

#define LANES 16
#define BANDS_MAX 208
/* Draws of one text: each costs a little, and spares comparing in vain, of which long lists have
 * the more. */
#define DRAWS_SHORT 272
#define DRAWS_LONG 624
#define LONG_LIST 50000

struct plan {
	int rows, bands;
};

struct join {
	const struct sv_similar *s;
	double at_least;
	struct plan plan;
	uint32_t *first; /* texts that stand for their copies, none without terms */
	uint32_t *next;  /* the next copy of a text, or UINT32_MAX */
	size_t first_count;
	uint32_t *bands; /* first_count numbers a band */
	const struct sv_similar_progress *progress;
	struct sv_pairs pairs;
};

static void step(const struct join *join, unsigned thousandths)
{
	if (join->progress && join->progress->step)
		join->progress->step(join->progress->context, thousandths);
}

/* As many rows a band as the draws allow: more rows propose fewer pairs in vain. */
static struct plan plan_for(double at_least, size_t texts)
{
	struct plan best = {1, 1};
	double draws_max = texts >= LONG_LIST ? DRAWS_LONG : DRAWS_SHORT;

	for (int rows = 1; rows <= LANES; rows++) {
		double meets = pow(at_least, rows);
		double bands = meets >= 1 ? 1 : ceil(log(SV_SIMILAR_MISS) / log1p(-meets));

		if (bands < 1)
			bands = 1;
		if (bands <= BANDS_MAX && bands * rows <= draws_max)
			best = (struct plan){rows, (int)bands};
	}
	return best;
}

static uint64_t mixed(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdULL;
	h ^= h >> 33;
	h *= 0xc4ceb9fe1a85ec53ULL;
	h ^= h >> 33;
	return h;
}

/* Times of one term: -ln(u) / weight for u in (0, 1).  They follow from the key alone, so neither
 * the order of texts nor the other terms matter. */
static void draw(uint64_t key, float weight, int lane_first, float times[LANES])
{
	for (int i = 0; i < LANES; i++) {
		uint64_t bits = mixed(key ^ (uint64_t)(lane_first + i + 1) * 0x9e3779b97f4a7c15ULL);
		float u = ((float)(bits >> 41) + 0.5f) * 0x1p-23f;

		times[i] = -logf(u) / weight;
	}
}

static void earliest(const struct sv_similar *s, size_t text, const float (*times)[LANES],
		     float best[LANES])
{
	for (int i = 0; i < LANES; i++)
		best[i] = INFINITY;
	for (size_t t = s->starts[text]; t < s->starts[text + 1]; t++) {
		const float *mine = times[s->terms[t]];

		for (int i = 0; i < LANES; i++)
			best[i] = mine[i] < best[i] ? mine[i] : best[i];
	}
}

static uint32_t band_number(const float *draws, int rows)
{
	uint64_t h = 0x9e3779b97f4a7c15ULL;

	for (int i = 0; i < rows; i++) {
		uint32_t bits;

		memcpy(&bits, &draws[i], sizeof(bits));
		h = (h ^ bits) * 0xff51afd7ed558ccdULL;
		h ^= h >> 29;
	}
	return (uint32_t)(h >> 32);
}

/* The numbers of all bands of all texts. */
static void sign(struct join *join)
{
	const struct sv_similar *s = join->s;
	int rows = join->plan.rows, per_pass = LANES / rows;
	float(*times)[LANES] = sv_xmalloc((s->term_count + 1) * sizeof(*times));

	for (int band = 0; band < join->plan.bands; band += per_pass) {
		int count = SV_MIN(per_pass, join->plan.bands - band);

		for (size_t i = 0; i < s->term_count; i++)
			draw(s->keys[i], (float)s->weights[i], band * rows, times[i]);
		for (size_t i = 0; i < join->first_count; i++) {
			float best[LANES];

			earliest(s, join->first[i], (const float(*)[LANES])times, best);
			for (int b = 0; b < count; b++)
				join->bands[(size_t)(band + b) * join->first_count + i] =
				    band_number(best + b * rows, rows);
		}
		step(join, (unsigned)(500 * (band + count) / join->plan.bands));
	}
	free(times);
}

/* A text and the hash of its terms, to bring copies together. */
struct hashed {
	uint64_t hash;
	uint32_t text;
};

static int compare_hashed(const void *a, const void *b)
{
	const struct hashed *s = a, *t = b;

	if (s->hash != t->hash)
		return s->hash < t->hash ? -1 : 1;
	return s->text < t->text ? -1 : s->text > t->text;
}

static bool same_terms(const struct sv_similar *s, size_t a, size_t b)
{
	size_t count = s->starts[a + 1] - s->starts[a];

	return count == s->starts[b + 1] - s->starts[b] &&
	       memcmp(s->terms + s->starts[a], s->terms + s->starts[b],
		      count * sizeof(*s->terms)) == 0;
}

/* Chains copies behind the first of them. */
static void bring_copies_together(struct join *join)
{
	const struct sv_similar *s = join->s;
	struct hashed *hashed = sv_xmalloc((s->count + 1) * sizeof(*hashed));
	size_t count = 0;

	for (size_t i = 0; i < s->count; i++) {
		join->next[i] = UINT32_MAX;
		if (s->sums[i])
			hashed[count++] = (struct hashed){
			    sv_hash_bytes(s->terms + s->starts[i],
					  (s->starts[i + 1] - s->starts[i]) * sizeof(*s->terms)),
			    (uint32_t)i};
	}
	qsort(hashed, count, sizeof(*hashed), compare_hashed);
	for (size_t i = 0; i < count; i++) {
		bool copy = i && hashed[i].hash == hashed[i - 1].hash &&
			    same_terms(s, hashed[i].text, hashed[i - 1].text);

		if (copy)
			join->next[hashed[i - 1].text] = hashed[i].text;
		else
			join->first[join->first_count++] = hashed[i].text;
	}
	free(hashed);
}

static int take(struct join *join, uint32_t a, uint32_t b, double score)
{
	if (join->pairs.count >= SV_PAIRS_MAX)
		return SV_ELIMIT;
	sv_pairs_add(&join->pairs, SV_MIN(a, b), SV_MAX(a, b), score);
	return 0;
}

/* Every copy of a with every copy of b. */
static int take_copies(struct join *join, uint32_t a, uint32_t b, double score)
{
	for (uint32_t i = a; i != UINT32_MAX; i = join->next[i])
		for (uint32_t j = b; j != UINT32_MAX; j = join->next[j]) {
			int r = take(join, i, j, score);

			if (r < 0)
				return r;
		}
	return 0;
}

static int take_same(struct join *join)
{
	for (size_t f = 0; f < join->first_count; f++)
		for (uint32_t i = join->first[f]; i != UINT32_MAX; i = join->next[i])
			for (uint32_t j = join->next[i]; j != UINT32_MAX; j = join->next[j]) {
				int r = take(join, i, j, 1);

				if (r < 0)
					return r;
			}
	return 0;
}

static bool met_before(const struct join *join, int band, size_t a, size_t b)
{
	for (int i = 0; i < band; i++) {
		const uint32_t *numbers = join->bands + (size_t)i * join->first_count;

		if (numbers[a] == numbers[b])
			return true;
	}
	return false;
}

/* The pair of the a-th and b-th first texts. */
static int verify(struct join *join, int band, size_t a, size_t b)
{
	const struct sv_similar *s = join->s;
	uint32_t left = join->first[a], right = join->first[b];
	uint64_t less = SV_MIN(s->sums[left], s->sums[right]);
	uint64_t more = SV_MAX(s->sums[left], s->sums[right]);
	double score;

	/* No more can be shared than the lighter text has. */
	if ((double)less < join->at_least * (double)more || met_before(join, band, a, b))
		return 0;
	score = sv_similar_overlap(s, left, right);
	return score >= join->at_least ? take_copies(join, left, right, score) : 0;
}

/* Texts with the same number in this band are proposed: each meets those that went into its slot
 * before it. */
static int propose(struct join *join, int band, uint32_t *slots, size_t slot_count,
		   uint32_t *behind)
{
	const uint32_t *numbers = join->bands + (size_t)band * join->first_count;

	memset(slots, 0xff, slot_count * sizeof(*slots));
	for (size_t i = 0; i < join->first_count; i++) {
		uint32_t *slot = &slots[numbers[i] & (slot_count - 1)];

		for (uint32_t j = *slot; j != UINT32_MAX; j = behind[j]) {
			int r = numbers[j] == numbers[i] ? verify(join, band, j, i) : 0;

			if (r < 0)
				return r;
		}
		behind[i] = *slot;
		*slot = (uint32_t)i;
	}
	return 0;
}

static int compare_pairs(const void *a, const void *b)
{
	const struct sv_pair *s = a, *t = b;

	if (s->left != t->left)
		return s->left < t->left ? -1 : 1;
	return s->right < t->right ? -1 : s->right > t->right;
}

static int find_pairs(struct join *join)
{
	size_t slot_count = 1024;
	uint32_t *slots, *behind;
	int r = take_same(join);

	if (r < 0)
		return r;
	while (slot_count < join->first_count)
		slot_count *= 2;
	slots = sv_xmalloc(slot_count * sizeof(*slots));
	behind = sv_xmalloc((join->first_count + 1) * sizeof(*behind));
	sign(join);
	for (int band = 0; r == 0 && band < join->plan.bands; band++) {
		r = propose(join, band, slots, slot_count, behind);
		step(join, 500 + (unsigned)(500 * (band + 1) / join->plan.bands));
	}
	free(slots);
	free(behind);
	return r;
}

int sv_similar_join(const struct sv_similar *s, double at_least,
		    const struct sv_similar_progress *progress, struct sv_pairs *ret)
{
	struct join join = {.s = s, .progress = progress};
	int r;

	join.at_least = at_least < SV_SIMILAR_OVERLAP_MIN ? SV_SIMILAR_OVERLAP_MIN : at_least;
	join.plan = plan_for(join.at_least, s->count);
	join.first = sv_xmalloc((s->count + 1) * sizeof(*join.first));
	join.next = sv_xmalloc((s->count + 1) * sizeof(*join.next));
	bring_copies_together(&join);
	join.bands =
	    sv_xmalloc((join.first_count + 1) * (size_t)join.plan.bands * sizeof(*join.bands));
	r = find_pairs(&join);
	free(join.first);
	free(join.next);
	free(join.bands);
	if (r < 0) {
		sv_pairs_free(&join.pairs);
		return r;
	}
	if (join.pairs.count)
		qsort(join.pairs.items, join.pairs.count, sizeof(*join.pairs.items), compare_pairs);
	*ret = join.pairs;
	return 0;
}
