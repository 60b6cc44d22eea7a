/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A law of the assessment: the order of the members never matters, neither to
 * the rating of all together nor to the position of one.
 */
#include <stdio.h>

#include "base/buf.h"
#include "random.h"
#include "../rules/facts.h"

#define MEMBERS 8

static const char *const collective_rule =
    "set \"t\" for commitments\n"
    "quantity whole \"W\"\n unit EUR million, current prices\n from eda \"eda_whole\"\n"
    "quantity part \"P\"\n unit EUR million, current prices\n part of whole\n from eda "
    "\"eda_part\"\n"
    "commitment 1 \"One\"\n basis \"B\"\n scope collective\n measure share \"S\" = part / whole\n"
    " target share >= 20 %\n met when share >= 20 %\n on track when share rises over 1 year\n"
    " regressed when share falls over 1 year\n";

/* The figures of each member, under the codes that `order` gives. */
static const char *draw_facts(struct sv_arena *arena, const int *order, uint64_t seed)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;

	draw_from(seed);
	sv_buf_text(&out, "on 2019-12-31\nindicator eda_whole EUR_M\nindicator eda_part EUR_M\n");
	for (int i = 0; i < MEMBERS; i++) {
		sv_buf_printf(&out, "member AA%c from 2017-12-11\n", 'A' + order[i]);
		for (int year = 2018; year <= 2019; year++) {
			int whole = 1000 + below(100000), kind = below(5);

			if (below(8))
				sv_buf_printf(&out, "figure AA%c %d eda_whole %d.%d\n",
					      'A' + order[i], year, whole, below(1000));
			if (kind > 1)
				sv_buf_printf(&out, "figure AA%c %d eda_part %d.%02d\n",
					      'A' + order[i], year, below(whole), below(100));
			else if (kind == 1)
				sv_buf_printf(&out, "figure AA%c %d eda_part withheld\n",
					      'A' + order[i], year);
		}
	}
	return sv_arena_cstr(arena, out.ptr);
}

static const struct sv_assessment *assess_order(struct sv_arena *arena, const int *order,
						uint64_t seed)
{
	static const struct sv_rule_text text = {1, "t.pledge", {NULL, 0}};
	struct sv_rule_text *texts = SV_NEW(arena, struct sv_rule_text);
	struct facts *facts = SV_NEW(arena, struct facts);
	struct sv_assess_input *input = SV_NEW(arena, struct sv_assess_input);
	struct sv_assessment *assessment = NULL;
	struct sv_error err = SV_ERROR_INIT;
	int line;

	*texts = text;
	texts->text = sv_str_from(collective_rule);
	if (facts_parse(arena, sv_str_from(draw_facts(arena, order, seed)), 1, facts, &line))
		return NULL;
	*input = (struct sv_assess_input){.reg = &facts->reg,
					  .evidence = &facts->evidence,
					  .texts = texts,
					  .text_count = 1,
					  .on = facts->on,
					  .year_first = 2019,
					  .year_last = 2019};
	return sv_assess(arena, input, &assessment, &err) < 0 ? NULL : assessment;
}

static bool same_value(const struct sv_value *a, const struct sv_value *b)
{
	return a->known == b->known && a->unbounded == b->unbounded && a->missing == b->missing &&
	       sv_rational_compare(a->lower, b->lower) == 0 &&
	       sv_rational_compare(a->upper, b->upper) == 0;
}

static bool order_never_matters(uint64_t seed, const void *context)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	int straight[MEMBERS], mixed[MEMBERS];
	const struct sv_assessment *a, *b;
	bool same;

	(void)context;
	draw_from(seed ^ 0x5eed);
	for (int i = 0; i < MEMBERS; i++)
		straight[i] = mixed[i] = i;
	for (int i = MEMBERS - 1; i > 0; i--) {
		int other = below(i + 1), keep = mixed[i];

		mixed[i] = mixed[other];
		mixed[other] = keep;
	}
	a = assess_order(&arena, straight, seed);
	b = assess_order(&arena, mixed, seed);
	if (!a || !b || a->collective_count != 1 || b->collective_count != 1) {
		printf("# seed %llu\n", (unsigned long long)seed);
		return false;
	}
	same = a->collective[0].rated.rating == b->collective[0].rated.rating &&
	       a->collective[0].members_counted == b->collective[0].members_counted &&
	       same_value(&a->collective[0].rated.value, &b->collective[0].rated.value);
	for (size_t i = 0; i < MEMBERS; i++) {
		const struct sv_rated *x = sv_assessment_at(a, 2019, 0, i);
		const struct sv_rated *y = sv_assessment_at(b, 2019, 0, (size_t)mixed[i]);

		same &= x->position == y->position && same_value(&x->value, &y->value);
	}
	if (!same)
		printf("# seed %llu\n", (unsigned long long)seed);
	return same;
}

int main(void)
{
	printf("1..1\n");
	return !holds(1, "the order of the members never matters", order_never_matters, NULL);
}
