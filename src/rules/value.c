/* SPDX-License-Identifier: EUPL-1.2 */
#include "rules/value.h"

static const struct {
	const char *name, *text;
} words[SV_MISSING_COUNT] = {
    [SV_PRESENT] = {"present", "present"},
    [SV_NOT_REPORTED] = {"not_reported", "not reported"},
    [SV_WITHHELD] = {"withheld", "withheld"},
    [SV_NOT_APPLICABLE] = {"not_applicable", "not applicable"},
    [SV_NOT_DUE] = {"not_due", "not yet due"},
    [SV_OUT_OF_RANGE] = {"out_of_range", "out of range"},
};

const char *sv_missing_name(enum sv_missing missing)
{
	return words[missing].name;
}

const char *sv_missing_text(enum sv_missing missing)
{
	return words[missing].text;
}

bool sv_value_is_point(const struct sv_value *value)
{
	return value->known && !value->unbounded &&
	       sv_rational_compare(value->lower, value->upper) == 0;
}
