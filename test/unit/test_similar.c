/* SPDX-License-Identifier: EUPL-1.2 */
/* The join beside the exact one, which compares every pair with arithmetic of its own. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"
#include "base/macros.h"
#include "solve/similar.h"

#define SEED 20200417

static uint64_t random_state = SEED;

static unsigned draw(unsigned below)
{
	random_state = random_state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)((random_state >> 33) % below);
}

/* Small numbers are the common words. */
static uint64_t some_term(void)
{
	unsigned band = 1u << draw(12);
	unsigned number = draw(band);

	return sv_hash_bytes(&number, sizeof(number)) & ~(uint64_t)3;
}

#define TEXTS 1000
#define TERMS_MAX 40

static struct {
	uint64_t keys[TERMS_MAX];
	size_t count;
} texts[TEXTS];

static void put(size_t text, uint64_t key)
{
	for (size_t i = 0; i < texts[text].count; i++)
		if (texts[text].keys[i] == key)
			return;
	texts[text].keys[texts[text].count++] = key;
}

/* Every third text is an earlier one with some terms changed, every fiftieth an exact copy. */
static void make_texts(void)
{
	random_state = SEED;
	memset(texts, 0, sizeof(texts));
	for (size_t i = 0; i < TEXTS; i++) {
		size_t like = i ? draw((unsigned)i) : 0;

		if (i && i % 50 == 0) {
			texts[i] = texts[like];
			continue;
		}
		if (i % 3 == 2)
			for (size_t k = 0; k < texts[like].count; k++)
				if (draw(10) < 8)
					put(i, texts[like].keys[k]);
		while (texts[i].count < 8 + i % 20)
			put(i, some_term());
	}
}

static struct sv_similar *build(const size_t *order)
{
	struct sv_similar *similar = sv_similar_new();

	for (size_t i = 0; i < TEXTS; i++) {
		struct sv_text_terms terms = SV_TERMS_INIT;
		size_t text = order ? order[i] : i;

		terms.items = calloc(TERMS_MAX, sizeof(*terms.items));
		for (size_t k = 0; k < texts[text].count; k++)
			terms.items[terms.count++].key = texts[text].keys[k];
		sv_terms_settle(&terms);
		sv_similar_add(similar, &terms);
		sv_terms_free(&terms);
	}
	sv_similar_weigh(similar);
	return similar;
}

static double exact_overlap(const struct sv_similar *similar, size_t a, size_t b)
{
	double both = 0, all = 0;

	for (size_t i = 0; i < texts[a].count; i++)
		all += sv_similar_weight(similar, texts[a].keys[i]);
	for (size_t j = 0; j < texts[b].count; j++) {
		double weight = sv_similar_weight(similar, texts[b].keys[j]);
		bool shared = false;

		for (size_t i = 0; i < texts[a].count && !shared; i++)
			shared = texts[a].keys[i] == texts[b].keys[j];
		if (shared)
			both += weight;
		else
			all += weight;
	}
	return all > 0 ? both / all : 0;
}

static void the_join_finds_what_the_exact_one_finds(void **state)
{
	static const double thresholds[] = {0.9, 0.7, 0.5, 0.3, 0.2};
	struct sv_similar *similar;

	(void)state;
	make_texts();
	similar = build(NULL);
	for (size_t t = 0; t < SV_ARRAY_LEN(thresholds); t++) {
		struct sv_pairs pairs = SV_PAIRS_INIT;
		size_t wanted = 0, found = 0, next = 0;

		assert_int_equal(sv_similar_join(similar, thresholds[t], NULL, &pairs), 0);
		for (uint32_t a = 0; a < TEXTS; a++)
			for (uint32_t b = a + 1; b < TEXTS; b++) {
				double exact = exact_overlap(similar, a, b);
				bool listed = next < pairs.count && pairs.items[next].left == a &&
					      pairs.items[next].right == b;

				if (listed)
					assert_true(fabs(pairs.items[next++].score - exact) < 1e-9);
				/* A hair from the threshold the sums of doubles may differ. */
				if (fabs(exact - thresholds[t]) < 1e-9)
					continue;
				wanted += exact > thresholds[t];
				found += exact > thresholds[t] && listed;
				assert_false(listed && exact < thresholds[t]);
			}
		assert_int_equal(next, pairs.count);
		print_message("# seed %d, at least %.1f: %zu of %zu pairs\n", SEED, thresholds[t],
			      found, wanted);
		assert_true(wanted > 30);
		assert_true((double)found >= 0.99 * (double)wanted);
		sv_pairs_free(&pairs);
	}
	sv_similar_free(&similar);
}

static void the_order_of_texts_does_not_matter(void **state)
{
	struct sv_pairs forward = SV_PAIRS_INIT, backward = SV_PAIRS_INIT;
	struct sv_similar *one, *other;
	size_t order[TEXTS];

	(void)state;
	make_texts();
	for (size_t i = 0; i < TEXTS; i++)
		order[i] = TEXTS - 1 - i;
	one = build(NULL);
	other = build(order);
	assert_int_equal(sv_similar_join(one, 0.5, NULL, &forward), 0);
	assert_int_equal(sv_similar_join(other, 0.5, NULL, &backward), 0);
	assert_int_equal(forward.count, backward.count);
	for (size_t i = 0; i < forward.count; i++) {
		const struct sv_pair *p = &forward.items[i];

		assert_true(p->score == sv_similar_overlap(other, order[p->left], order[p->right]));
	}
	sv_pairs_free(&forward);
	sv_pairs_free(&backward);
	sv_similar_free(&one);
	sv_similar_free(&other);
}

static void a_text_is_like_itself_to_exactly_one(void **state)
{
	struct sv_similar *similar;

	(void)state;
	make_texts();
	similar = build(NULL);
	for (size_t i = 0; i < TEXTS; i++) {
		assert_true(sv_similar_overlap(similar, i, i) == 1);
		assert_true(sv_similar_likeness(similar, i, i) == 1);
	}
	sv_similar_free(&similar);
}

static void scores_do_not_depend_on_who_is_first(void **state)
{
	struct sv_similar *similar;

	(void)state;
	make_texts();
	similar = build(NULL);
	for (size_t i = 0; i + 1 < TEXTS; i++) {
		assert_true(sv_similar_overlap(similar, i, i + 1) ==
			    sv_similar_overlap(similar, i + 1, i));
		assert_true(sv_similar_likeness(similar, i, i + 1) ==
			    sv_similar_likeness(similar, i + 1, i));
	}
	sv_similar_free(&similar);
}

/* The law of the issue: one more term in both, whoever had it before, never lowers a score. */
static void a_shared_term_never_lowers_a_score(void **state)
{
	(void)state;
	for (int round = 0; round < 12; round++) {
		struct sv_similar *before, *after;
		size_t a, b;
		uint64_t term;

		make_texts();
		random_state = SEED + (uint64_t)round;
		a = draw(TEXTS);
		b = round % 2 ? draw(TEXTS) : (a / 3) * 3;
		term = round % 3 ? some_term() : texts[a].keys[draw((unsigned)texts[a].count)];
		before = build(NULL);
		put(a, term);
		put(b, term);
		after = build(NULL);
		assert_true(sv_similar_overlap(after, a, b) >= sv_similar_overlap(before, a, b));
		assert_true(sv_similar_likeness(after, a, b) >= sv_similar_likeness(before, a, b));
		sv_similar_free(&before);
		sv_similar_free(&after);
	}
}

static void texts_without_terms_are_like_nothing(void **state)
{
	struct sv_similar *similar = sv_similar_new();
	struct sv_text_terms none = SV_TERMS_INIT;
	struct sv_pairs pairs = SV_PAIRS_INIT;

	(void)state;
	sv_similar_add(similar, &none);
	sv_similar_add(similar, &none);
	sv_similar_weigh(similar);
	assert_int_equal(sv_similar_join(similar, 0.5, NULL, &pairs), 0);
	assert_int_equal(pairs.count, 0);
	assert_true(sv_similar_overlap(similar, 0, 1) == 0);
	assert_true(sv_similar_likeness(similar, 0, 1) == 0);
	sv_similar_free(&similar);
}

static void too_many_pairs_are_refused_and_not_cut(void **state)
{
	struct sv_similar *similar = sv_similar_new();
	struct sv_text_term term = {.key = 8};
	struct sv_text_terms terms = {&term, 1, 1};
	struct sv_pairs pairs = SV_PAIRS_INIT;

	(void)state;
	for (int i = 0; i < 4000; i++)
		sv_similar_add(similar, &terms);
	sv_similar_weigh(similar);
	assert_int_equal(sv_similar_join(similar, 0.5, NULL, &pairs), SV_ELIMIT);
	assert_int_equal(pairs.count, 0);
	sv_similar_free(&similar);
}

/* Of two lists each text is in one pair at most, whatever the order of the lists. */
static void a_match_takes_each_text_once_in_any_order(void **state)
{
	enum { LEFT = TEXTS / 2 };
	uint64_t ranks[TEXTS], moved_ranks[TEXTS];
	struct sv_pairs pairs = SV_PAIRS_INIT, moved = SV_PAIRS_INIT;
	bool taken[TEXTS] = {false};
	struct sv_similar *one, *other;
	size_t order[TEXTS], agreed = 0;

	(void)state;
	make_texts();
	for (size_t i = 0; i < TEXTS; i++) {
		order[i] = i < LEFT ? LEFT - 1 - i : TEXTS - 1 - (i - LEFT);
		ranks[i] = sv_hash_bytes(&i, sizeof(i));
	}
	for (size_t i = 0; i < TEXTS; i++)
		moved_ranks[i] = ranks[order[i]];
	one = build(NULL);
	other = build(order);
	sv_similar_match(one, LEFT, 0.3, ranks, NULL, &pairs);
	sv_similar_match(other, LEFT, 0.3, moved_ranks, NULL, &moved);
	assert_true(pairs.count > 20);
	assert_int_equal(pairs.count, moved.count);
	for (size_t i = 0; i < pairs.count; i++) {
		const struct sv_pair *p = &pairs.items[i];

		assert_true(p->left < LEFT && p->right >= LEFT && p->score >= 0.3);
		assert_false(taken[p->left] || taken[p->right]);
		taken[p->left] = taken[p->right] = true;
		for (size_t j = 0; j < moved.count; j++)
			agreed += order[moved.items[j].left] == p->left &&
				  order[moved.items[j].right] == p->right;
	}
	assert_int_equal(agreed, pairs.count);
	sv_pairs_free(&pairs);
	sv_pairs_free(&moved);
	sv_similar_free(&one);
	sv_similar_free(&other);
}

/* Rows that say the same are many in real lists.  Each finds one, and in a list matched with itself
 * its own. */
static void copies_find_one_another_one_by_one(void **state)
{
	enum { COPIES = 500 };
	struct sv_similar *similar = sv_similar_new();
	struct sv_pairs pairs = SV_PAIRS_INIT;
	struct sv_text_term terms[] = {{8, 0, 1}, {16, 0, 1}};
	uint64_t ranks[2 * COPIES];

	(void)state;
	for (size_t i = 0; i < 2 * COPIES; i++) {
		size_t id = i % COPIES;

		sv_similar_add(similar, &(struct sv_text_terms){terms, 2, 2});
		ranks[i] = sv_hash_bytes(&id, sizeof(id));
	}
	sv_similar_weigh(similar);
	sv_similar_match(similar, COPIES, 0.3, ranks, NULL, &pairs);
	assert_int_equal(pairs.count, COPIES);
	for (size_t i = 0; i < pairs.count; i++)
		assert_int_equal(pairs.items[i].right, pairs.items[i].left + COPIES);
	sv_pairs_free(&pairs);
	for (size_t i = COPIES; i < 2 * COPIES; i++)
		ranks[i] = sv_hash_bytes(&i, sizeof(i));
	sv_similar_match(similar, COPIES, 0.3, ranks, NULL, &pairs);
	assert_int_equal(pairs.count, COPIES);
	sv_pairs_free(&pairs);
	sv_similar_free(&similar);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_join_finds_what_the_exact_one_finds),
	    cmocka_unit_test(the_order_of_texts_does_not_matter),
	    cmocka_unit_test(a_text_is_like_itself_to_exactly_one),
	    cmocka_unit_test(scores_do_not_depend_on_who_is_first),
	    cmocka_unit_test(a_shared_term_never_lowers_a_score),
	    cmocka_unit_test(texts_without_terms_are_like_nothing),
	    cmocka_unit_test(too_many_pairs_are_refused_and_not_cut),
	    cmocka_unit_test(a_match_takes_each_text_once_in_any_order),
	    cmocka_unit_test(copies_find_one_another_one_by_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
