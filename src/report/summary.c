/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/summary.h"

#include <string.h>

bool sv_rating_is_decided(enum sv_rating rating)
{
	return rating <= SV_RATING_UNDECIDED;
}

bool sv_rated_is_recalled(const struct sv_rated *rated)
{
	for (size_t i = 0; i < rated->ref_count; i++) {
		if (rated->refs[i].origin.confidence == SV_CONFIDENCE_RECALLED)
			return true;
	}
	return false;
}

struct sv_str sv_item_main_number(const struct sv_item *item)
{
	return (struct sv_str){item->number, strcspn(item->number, ".")};
}

const struct sv_collective *sv_assessment_collective(const struct sv_assessment *assessment,
						     int year, size_t item)
{
	for (size_t i = 0; i < assessment->collective_count; i++) {
		const struct sv_collective *collective = &assessment->collective[i];

		if (collective->rated.year == year && collective->rated.item == (int)item)
			return collective;
	}
	return NULL;
}

static void count_cell(const struct sv_rated *cell, struct sv_item_summary *item)
{
	item->values |= cell->value.known;
	item->recalled |= sv_rated_is_recalled(cell);
	if (item->positions) {
		item->above += cell->position > 0;
		item->below += cell->position < 0;
		return;
	}
	item->counts[cell->rating]++;
	item->judged |= sv_rating_is_decided(cell->rating);
	item->by_people |= cell->rating == SV_RATING_NEEDS_JUDGEMENT;
}

static void summarise_item(const struct sv_assessment *assessment, int year, size_t index,
			   struct sv_item_summary *item)
{
	item->collective = sv_assessment_collective(assessment, year, index);
	item->positions = strcmp(assessment->items[index].scope, "collective") == 0;
	if (item->collective && item->positions) {
		enum sv_rating rating = item->collective->rated.rating;

		item->judged = sv_rating_is_decided(rating);
		item->by_people = rating == SV_RATING_NEEDS_JUDGEMENT;
		item->recalled = sv_rated_is_recalled(&item->collective->rated);
	}
	for (size_t member = 0; member < assessment->member_count; member++)
		count_cell(sv_assessment_at(assessment, year, index, member), item);
}

/* Items of one number follow one another; a number counts once, by its best part. */
static void count_commitments(const struct sv_assessment *assessment, struct sv_summary *summary)
{
	for (size_t i = 0; i < assessment->item_count;) {
		struct sv_str number = sv_item_main_number(&assessment->items[i]);
		bool judged = false, by_people = false;

		for (; i < assessment->item_count &&
		       sv_str_equal(number, sv_item_main_number(&assessment->items[i]));
		     i++) {
			judged |= summary->items[i].judged;
			by_people |= summary->items[i].by_people;
		}
		summary->commitments++;
		summary->judged += judged;
		summary->by_people += !judged && by_people;
		summary->without_evidence += !judged && !by_people;
	}
}

void sv_summarise(struct sv_arena *arena, const struct sv_assessment *assessment,
		  struct sv_summary *ret)
{
	*ret = (struct sv_summary){.year = assessment->year_last};
	ret->items = SV_NEW_ARRAY(arena, struct sv_item_summary, assessment->item_count);
	for (size_t i = 0; i < assessment->item_count; i++) {
		struct sv_item_summary *item = &ret->items[i];

		summarise_item(assessment, ret->year, i, item);
		if (item->positions)
			ret->positions += assessment->member_count;
		for (int rating = 0; rating < SV_RATING_COUNT; rating++) {
			ret->counts[rating] += item->counts[rating];
			ret->ratings += item->counts[rating];
			if (sv_rating_is_decided(rating))
				ret->decided += item->counts[rating];
		}
	}
	count_commitments(assessment, ret);
}
