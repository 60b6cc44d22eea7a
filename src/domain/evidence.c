/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/evidence.h"

#include <string.h>

int sv_evidence_indicator(const struct sv_evidence *evidence, struct sv_str name)
{
	size_t low = 0, high = evidence->indicator_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = sv_str_compare(name, sv_str_from(evidence->indicators[middle].name));

		if (order == 0)
			return (int)middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return -1;
}

int sv_figure_compare(const struct sv_figure *a, const struct sv_figure *b)
{
	if (a->indicator != b->indicator)
		return a->indicator < b->indicator ? -1 : 1;
	if (a->state != b->state)
		return a->state < b->state ? -1 : 1;
	return (a->year > b->year) - (a->year < b->year);
}

const struct sv_figure *sv_evidence_find(const struct sv_evidence *evidence, int indicator,
					 int state, int year)
{
	const struct sv_figure wanted = {.indicator = indicator, .state = state, .year = year};
	size_t low = 0, high = evidence->figure_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = sv_figure_compare(&wanted, &evidence->figures[middle]);

		if (order == 0)
			return &evidence->figures[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

enum sv_missing sv_gap_missing(struct sv_str reason)
{
	static const struct {
		const char *reason;
		enum sv_missing missing;
	} known[] = {
	    {SV_GAP_CONFIDENTIAL, SV_WITHHELD},
	    {"not_applicable", SV_NOT_APPLICABLE},
	    {"not_due", SV_NOT_DUE},
	};

	for (size_t i = 0; i < SV_ARRAY_LEN(known); i++)
		if (sv_str_is(reason, known[i].reason))
			return known[i].missing;
	return SV_NOT_REPORTED;
}
