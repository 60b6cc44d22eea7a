/* SPDX-License-Identifier: EUPL-1.2 */
#include "solve/similar.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "solve/similar_internal.h"

/* What a 3-gram and a designation count beside a word of the same rarity, in 1/8 of its mass. */
#define GRAM_EIGHTHS 2
#define WORD_EIGHTHS 8
#define DESIGNATION_EIGHTHS 16

struct sv_similar *sv_similar_new(void)
{
	struct sv_similar *s = sv_xmalloc(sizeof(*s));

	*s = (struct sv_similar){.slot_count = 1024, .starts_cap = 64};
	s->slots = sv_xmalloc(s->slot_count * sizeof(*s->slots));
	memset(s->slots, 0, s->slot_count * sizeof(*s->slots));
	s->starts = sv_xmalloc(s->starts_cap * sizeof(*s->starts));
	s->starts[0] = 0;
	return s;
}

void sv_similar_free(struct sv_similar **similar)
{
	struct sv_similar *s = *similar;

	if (!s)
		return;
	free(s->keys);
	free(s->spread);
	free(s->weights);
	free(s->slots);
	free(s->terms);
	free(s->starts);
	free(s->sums);
	free(s->squares);
	free(s);
	*similar = NULL;
}

/* The slot where a key is or would be.  A key's low bits are its kind; the high ones are mixed. */
static size_t slot_of(const struct sv_similar *s, uint64_t key)
{
	size_t at = (key >> 20) & (s->slot_count - 1);

	while (s->slots[at] && s->keys[s->slots[at] - 1] != key)
		at = (at + 1) & (s->slot_count - 1);
	return at;
}

static void grow_slots(struct sv_similar *s)
{
	free(s->slots);
	s->slot_count *= 2;
	s->slots = sv_xmalloc(s->slot_count * sizeof(*s->slots));
	memset(s->slots, 0, s->slot_count * sizeof(*s->slots));
	for (size_t i = 0; i < s->term_count; i++)
		s->slots[slot_of(s, s->keys[i])] = (uint32_t)i + 1;
}

static uint32_t number_of(struct sv_similar *s, uint64_t key)
{
	size_t at = slot_of(s, key);

	if (s->slots[at])
		return s->slots[at] - 1;
	if (s->term_count == s->term_cap) {
		s->term_cap = s->term_cap ? s->term_cap * 2 : 512;
		s->keys = sv_xrealloc(s->keys, s->term_cap * sizeof(*s->keys));
		s->spread = sv_xrealloc(s->spread, s->term_cap * sizeof(*s->spread));
	}
	s->keys[s->term_count] = key;
	s->spread[s->term_count] = 0;
	s->slots[at] = (uint32_t)++s->term_count;
	if (s->term_count * 2 > s->slot_count)
		grow_slots(s);
	return (uint32_t)s->term_count - 1;
}

void sv_similar_add(struct sv_similar *s, const struct sv_text_terms *terms)
{
	assert(!s->weights);
	if (s->terms_count + terms->count > s->terms_cap) {
		s->terms_cap = (s->terms_count + terms->count) * 2;
		s->terms = sv_xrealloc(s->terms, s->terms_cap * sizeof(*s->terms));
	}
	for (size_t i = 0; i < terms->count; i++) {
		uint32_t number = number_of(s, terms->items[i].key);

		s->spread[number]++;
		s->terms[s->terms_count + i] = number;
	}
	s->terms_count += terms->count;
	if (++s->count == s->starts_cap) {
		s->starts_cap *= 2;
		s->starts = sv_xrealloc(s->starts, s->starts_cap * sizeof(*s->starts));
	}
	s->starts[s->count] = s->terms_count;
}

uint64_t sv_similar_mass(const struct sv_similar *s, uint32_t term)
{
	static const uint64_t eighths[] = {
	    [SV_TERM_WORD] = WORD_EIGHTHS,
	    [SV_TERM_GRAM] = GRAM_EIGHTHS,
	    [SV_TERM_DESIGNATION] = DESIGNATION_EIGHTHS,
	};
	uint64_t weight = s->weights[term];

	return weight * weight * eighths[sv_text_term_kind(s->keys[term])] / 8;
}

struct numbered {
	uint64_t key;
	uint32_t number, spread;
};

static int compare_keys(const void *a, const void *b)
{
	const struct numbered *s = a, *t = b;

	return s->key < t->key ? -1 : s->key > t->key;
}

/* Numbers in the order of keys: so the terms of each text, which came in that order, ascend. */
static void number_by_key(struct sv_similar *s)
{
	struct numbered *order = sv_xmalloc((s->term_count + 1) * sizeof(*order));
	uint32_t *renumbered = sv_xmalloc((s->term_count + 1) * sizeof(*renumbered));

	for (size_t i = 0; i < s->term_count; i++)
		order[i] = (struct numbered){s->keys[i], (uint32_t)i, s->spread[i]};
	qsort(order, s->term_count, sizeof(*order), compare_keys);
	for (size_t i = 0; i < s->term_count; i++) {
		renumbered[order[i].number] = (uint32_t)i;
		s->keys[i] = order[i].key;
		s->spread[i] = order[i].spread;
	}
	for (size_t i = 0; i < s->terms_count; i++)
		s->terms[i] = renumbered[s->terms[i]];
	memset(s->slots, 0, s->slot_count * sizeof(*s->slots));
	for (size_t i = 0; i < s->term_count; i++)
		s->slots[slot_of(s, s->keys[i])] = (uint32_t)i + 1;
	free(order);
	free(renumbered);
}

void sv_similar_weigh(struct sv_similar *s)
{
	assert(!s->weights);
	number_by_key(s);
	s->weights = sv_xmalloc((s->term_count + 1) * sizeof(*s->weights));
	for (size_t i = 0; i < s->term_count; i++)
		s->weights[i] =
		    (uint32_t)lround(256 * log2(1 + (double)s->count / (double)s->spread[i]));
	s->sums = sv_xmalloc((s->count + 1) * sizeof(*s->sums));
	s->squares = sv_xmalloc((s->count + 1) * sizeof(*s->squares));
	for (size_t i = 0; i < s->count; i++) {
		s->sums[i] = s->squares[i] = 0;
		for (size_t t = s->starts[i]; t < s->starts[i + 1]; t++) {
			s->sums[i] += s->weights[s->terms[t]];
			s->squares[i] += sv_similar_mass(s, s->terms[t]);
		}
	}
}

size_t sv_similar_count(const struct sv_similar *s)
{
	return s->count;
}

/* Sums over the terms that two texts share. */
static void shared(const struct sv_similar *s, size_t a, size_t b, uint64_t *ret_sum,
		   uint64_t *ret_squares)
{
	const uint32_t *p = s->terms + s->starts[a], *p_end = s->terms + s->starts[a + 1];
	const uint32_t *q = s->terms + s->starts[b], *q_end = s->terms + s->starts[b + 1];
	uint64_t sum = 0, squares = 0;

	while (p < p_end && q < q_end) {
		if (*p < *q) {
			p++;
		} else if (*p > *q) {
			q++;
		} else {
			sum += s->weights[*p];
			if (ret_squares)
				squares += sv_similar_mass(s, *p);
			p++;
			q++;
		}
	}
	*ret_sum = sum;
	if (ret_squares)
		*ret_squares = squares;
}

double sv_similar_overlap(const struct sv_similar *s, size_t a, size_t b)
{
	uint64_t both, all;

	shared(s, a, b, &both, NULL);
	all = s->sums[a] + s->sums[b] - both;
	return all ? (double)both / (double)all : 0;
}

double sv_similar_likeness(const struct sv_similar *s, size_t a, size_t b)
{
	uint64_t sum, both;

	shared(s, a, b, &sum, &both);
	if (!both)
		return 0;
	/* Equal sums divide to exactly 1; a root of their product might not. */
	if (both == s->squares[a] && both == s->squares[b])
		return 1;
	return (double)both / (sqrt((double)s->squares[a]) * sqrt((double)s->squares[b]));
}

double sv_similar_weight(const struct sv_similar *s, uint64_t key)
{
	size_t at = slot_of(s, key);

	return s->slots[at] ? s->weights[s->slots[at] - 1] / 256.0 : 0;
}

size_t sv_similar_spread(const struct sv_similar *s, uint64_t key)
{
	size_t at = slot_of(s, key);

	return s->slots[at] ? s->spread[s->slots[at] - 1] : 0;
}

void sv_pairs_free(struct sv_pairs *pairs)
{
	free(pairs->items);
	*pairs = (struct sv_pairs)SV_PAIRS_INIT;
}

void sv_pairs_add(struct sv_pairs *pairs, uint32_t left, uint32_t right, double score)
{
	if (pairs->count == pairs->cap) {
		pairs->cap = pairs->cap ? pairs->cap * 2 : 256;
		pairs->items = sv_xrealloc(pairs->items, pairs->cap * sizeof(*pairs->items));
	}
	pairs->items[pairs->count++] = (struct sv_pair){left, right, score};
}
