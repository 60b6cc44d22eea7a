/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/assessment.h"
static const struct {
	const char *name, *title, *letter;
} words[] = {{"met", "met", "M"},
	     {"on_track", "on track", "T"},
	     {"no_progress", "no progress", "N"},
	     {"regressed", "regressed", "R"},
	     {"not_met", "not met", "X"},
	     {"undecided", "undecided", "U"},
	     {"needs_judgement", "needs judgement", "J"},
	     {"not_reported", "not reported", "."},
	     {"not_applicable", "not applicable", "-"}};
const char *sv_rating_name(enum sv_rating r)
{
	return words[r].name;
}
const char *sv_rating_title(enum sv_rating r)
{
	return words[r].title;
}
const char *sv_rating_letter(enum sv_rating r)
{
	return words[r].letter;
}
const struct sv_rated *sv_assessment_at(const struct sv_assessment *a, int year, size_t item,
					size_t member)
{
	return &a->ratings[((size_t)(year - a->year_first) * a->item_count + item) *
			       a->member_count +
			   member];
}
