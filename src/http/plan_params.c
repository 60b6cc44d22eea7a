/* SPDX-License-Identifier: EUPL-1.2 */
/* What the addresses of the plan desk and of the assessor's desk take. */
#include "http/params.h"

const struct sv_param sv_params_cycle[] = {
    {"cycle", SV_IN_QUERY, SV_PARAM_YEAR, false, NULL, "year of the plans; default that of 'on'"},
    {NULL},
};

#define PLAN                                                                      \
	{"state", SV_IN_PATH, SV_PARAM_STATE, true, NULL, "ISO 3166-1 alpha-3"},  \
	{                                                                         \
		"year", SV_IN_PATH, SV_PARAM_YEAR, true, NULL, "year of the plan" \
	}
#define DRAFT                                                                                \
	{                                                                                    \
		"draft", SV_IN_FORM, SV_PARAM_NUMBER, false, NULL, "the draft that is meant" \
	}

const struct sv_param sv_params_plan[] = {PLAN, {NULL}};

const struct sv_param sv_params_plan_done[] = {
    PLAN,
    {"done", SV_IN_QUERY, SV_PARAM_NUMBER, false, NULL, "a step of it whose receipt is shown"},
    {NULL},
};

const struct sv_param sv_params_plan_draft[] = {
    PLAN,
    {"document", SV_IN_PATH, SV_PARAM_NUMBER, true, NULL, "document of the draft"},
    {NULL},
};

const struct sv_param sv_params_plan_value[] = {
    PLAN,
    {"at", SV_IN_QUERY, SV_PARAM_TEXT, true, NULL, "JSON pointer of the value"},
    {NULL},
};

const struct sv_param sv_params_plan_changes[] = {
    PLAN,
    {"from", SV_IN_QUERY, SV_PARAM_NUMBER, true, NULL, "document of one draft"},
    {"to", SV_IN_QUERY, SV_PARAM_NUMBER, true, NULL, "and of another"},
    {NULL},
};

const struct sv_param sv_params_plan_upload[] = {
    PLAN,
    CSRF,
    {"file", SV_IN_FORM, SV_PARAM_FILE, true, NULL, "a workbook or JSON"},
    {"do", SV_IN_FORM, SV_PARAM_CHOICE, true, "draft|check|mark", "record, or only check"},
    {NULL},
};

const struct sv_param sv_params_plan_step[] = {PLAN, CSRF, DRAFT, {NULL}};

const struct sv_param sv_params_plan_reason[] = {
    PLAN, CSRF, DRAFT, {"reason", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "why"}, {NULL},
};

const struct sv_param sv_params_plan_extend[] = {
    PLAN,
    CSRF,
    DRAFT,
    {"until", SV_IN_FORM, SV_PARAM_DATE, true, NULL, "the new last day"},
    {"reason", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "why"},
    {NULL},
};

const struct sv_param sv_params_plan_comment[] = {
    PLAN,
    CSRF,
    DRAFT,
    {"text", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "what is said or asked"},
    {"cell", SV_IN_FORM, SV_PARAM_TEXT, false, NULL, "JSON pointer of the value it is about"},
    {NULL},
};

const struct sv_param sv_params_rated[] = {
    {"rated", SV_IN_QUERY, SV_PARAM_YEAR, false, NULL, "the year judged; default that before 'on'"},
    {NULL},
};

#define JUDGED                                                                                    \
	{"member", SV_IN_PATH, SV_PARAM_MEMBER, true, NULL, "the member, or 'all' together"},     \
	    {"year", SV_IN_PATH, SV_PARAM_YEAR, true, NULL, "the year judged"},                   \
	{                                                                                         \
		"number", SV_IN_PATH, SV_PARAM_COMMITMENT, true, NULL, "number of the commitment" \
	}
#define JUDGEMENT                                                                               \
	{                                                                                       \
		"judgement", SV_IN_FORM, SV_PARAM_NUMBER, false, NULL, "document that is meant" \
	}

const struct sv_param sv_params_judgement[] = {JUDGED, {NULL}};

const struct sv_param sv_params_judgement_give[] = {
    JUDGED,
    CSRF,
    {"rating", SV_IN_FORM, SV_PARAM_NAME, true, NULL, "what is found"},
    {"rationale", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "why"},
    {"evidence", SV_IN_FORM, SV_PARAM_TEXT, false, NULL, "numbers of documents"},
    {"releasable", SV_IN_FORM, SV_PARAM_CHOICE, false, "public", "or for the members alone"},
    {NULL},
};

const struct sv_param sv_params_judgement_confirm[] = {JUDGED, CSRF, JUDGEMENT, {NULL}};

const struct sv_param sv_params_judgement_return[] = {
    JUDGED, CSRF, JUDGEMENT, {"reason", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "why"}, {NULL},
};

const struct sv_param sv_params_judgement_answer[] = {
    JUDGED,    CSRF,
    JUDGEMENT, {"text", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "what the state says to it"},
    {NULL},
};
