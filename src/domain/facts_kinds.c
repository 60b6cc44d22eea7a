/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * facts_kinds.c - the declarations: one array of columns and one line a kind.
 */
#include "domain/facts.h"

#include <string.h>

#define MUST true
#define MAY false
#define TEXT(n, must)                                                  \
	{                                                              \
		.name = (n), .type = SV_FIELD_TEXT, .required = (must) \
	}
#define CODE(n, must)                                                  \
	{                                                              \
		.name = (n), .type = SV_FIELD_CODE, .required = (must) \
	}
#define DATE(n, must)                                                  \
	{                                                              \
		.name = (n), .type = SV_FIELD_DATE, .required = (must) \
	}
#define YEAR(n, must)                                                  \
	{                                                              \
		.name = (n), .type = SV_FIELD_YEAR, .required = (must) \
	}
#define WORD(n, must, words)                                                          \
	{                                                                             \
		.name = (n), .type = SV_FIELD_WORD, .required = (must), .of = (words) \
	}
#define NAME(n, must, table)                                                               \
	{                                                                                  \
		.name = (n), .type = SV_FIELD_REFERENCE, .required = (must), .of = (table) \
	}
#define SOURCES(n, must)                                                                  \
	{                                                                                 \
		.name = (n), .type = SV_FIELD_SOURCES, .required = (must), .of = "source" \
	}
#define CONFIDENCE(n, must) WORD(n, must, "seen|recalled")

static const struct sv_fact_column source_columns[] = {
    CODE("id", MUST),
    TEXT("title", MUST),
    TEXT("publisher", MAY),
    TEXT("date", MAY),
    TEXT("url", MAY),
    TEXT("locator", MAY),
    WORD("access", MUST, "seen|recalled|not_read"),
    TEXT("licence", MAY),
    TEXT("redistribute", MAY),
};

static const struct sv_fact_column state_columns[] = {
    CODE("code", MUST),
    TEXT("name", MUST),
    CODE("eu_status", MAY),
    DATE("joined_eu", MAY),
    DATE("left_eu", MAY),
    DATE("member_from", MAY),
    DATE("member_to", MAY),
    DATE("nato_from", MAY),
    CONFIDENCE("confidence", MAY),
    CONFIDENCE("confidence_other", MAY),
    SOURCES("source", MAY),
    TEXT("note", MAY),
};

static const struct sv_fact_column decision_columns[] = {
    CODE("id", MUST),
    CODE("type", MUST),
    TEXT("number", MAY),
    DATE("date", MUST),
    TEXT("subject", MUST),
    TEXT("oj_ref", MAY),
    TEXT("changes", MAY),
    CONFIDENCE("confidence", MUST),
    CONFIDENCE("confidence_oj", MAY),
    TEXT("url", MAY),
    TEXT("note", MAY),
};

static const struct sv_fact_column project_columns[] = {
    CODE("id", MUST),
    TEXT("name", MUST),
    TEXT("acronym", MAY),
    {.name = "wave", .type = SV_FIELD_INTEGER, .ranged = true, .min = 0, .max = 1000},
    DATE("adopted", MUST),
    DATE("closed", MAY),
    WORD("closed_prec", MAY, "exact|by"),
    TEXT("closed_reason", MAY),
    CODE("domain", MAY),
    WORD("domain_basis", MAY, "seen|recalled|own"),
    TEXT("aim", MAY),
    TEXT("keywords", MAY),
    CODE("capability_area", MAY),
    CODE("capability_basis", MAY),
    SOURCES("source", MAY),
    CONFIDENCE("confidence", MUST),
    TEXT("note", MAY),
};

static const struct sv_fact_column participation_columns[] = {
    NAME("project", MUST, "project"),
    NAME("state", MUST, "state"),
    WORD("role", MUST, "coordinator|member|observer|third_state"),
    DATE("from", MUST),
    WORD("from_prec", MAY, "exact|month|adoption|approved|assumed|by|recalled"),
    DATE("to", MAY),
    WORD("to_prec", MAY, "exact|by|project_closed"),
    CONFIDENCE("confidence", MUST),
    {.name = "seen_on", .type = SV_FIELD_PARTIAL_DATE},
    SOURCES("source", MAY),
    NAME("verify_in", MAY, "decision"),
    TEXT("note", MAY),
};

static const struct sv_fact_column state_fact_columns[] = {
    NAME("state", MUST, "state"),
    CODE("fact", MUST),
    TEXT("detail", MAY),
    DATE("from", MUST),
    DATE("to", MAY),
    SOURCES("source", MAY),
    CONFIDENCE("confidence", MUST),
    TEXT("note", MAY),
};

static const struct sv_fact_column project_fact_columns[] = {
    NAME("project", MUST, "project"),
    CODE("fact", MUST),
    TEXT("detail", MAY),
    DATE("from", MUST),
    DATE("to", MAY),
    SOURCES("source", MAY),
    CONFIDENCE("confidence", MUST),
    TEXT("note", MAY),
};

static const struct sv_fact_column group_columns[] = {
    CODE("group", MUST),    NAME("state", MUST, "state"),   DATE("from", MUST), DATE("to", MAY),
    SOURCES("source", MAY), CONFIDENCE("confidence", MUST), TEXT("note", MAY),
};

static const struct sv_fact_column vote_population_columns[] = {
    YEAR("year", MUST),
    NAME("state", MUST, "state"),
    {.name = "population", .type = SV_FIELD_INTEGER, .ranged = true, .min = 0, .max = INT64_MAX},
    {.name = "share_pct", .type = SV_FIELD_DECIMAL, .ranged = true, .min = 0, .max = 100},
    SOURCES("source", MAY),
    CONFIDENCE("confidence", MUST),
    TEXT("note", MAY),
};

static const struct sv_fact_column third_state_request_columns[] = {
    NAME("state", MUST, "state"),
    NAME("project", MUST, "project"),
    DATE("requested_date", MAY),
    WORD("requested_prec", MAY, "exact|by"),
    CODE("outcome", MUST),
    DATE("decision_date", MAY),
    NAME("decision", MAY, "decision"),
    DATE("participating_from", MAY),
    SOURCES("source", MAY),
    CONFIDENCE("confidence", MUST),
    TEXT("note", MAY),
};

static const struct sv_fact_column indicator_columns[] = {
    CODE("indicator", MUST), TEXT("meaning", MUST),    CODE("unit", MUST),
    CODE("class", MUST),     TEXT("commitments", MAY), WORD("zero_ambiguous", MUST, "yes|no"),
};

/* Figures and gaps share a key and so a table: a gap can replace a figure, and back. */
static const struct sv_fact_column figure_columns[] = {
    NAME("state", MUST, "state"),
    YEAR("year", MUST),
    NAME("indicator", MUST, "indicator"),
    {.name = "value", .type = SV_FIELD_DECIMAL, .required = true},
    CODE("unit", MUST),
    WORD("status", MUST, "final|estimate|provisional|planned"),
    {.name = "reason", .type = SV_FIELD_CODE, .derived_only = true},
    SOURCES("source_id", MUST),
};

static const struct sv_fact_column gap_columns[] = {
    NAME("state", MUST, "state"),
    YEAR("year", MUST),
    NAME("indicator", MUST, "indicator"),
    {.name = "value", .type = SV_FIELD_DECIMAL, .derived_only = true},
    {.name = "unit", .type = SV_FIELD_CODE, .derived_only = true},
    {.name = "status", .type = SV_FIELD_CODE, .derived_only = true},
    CODE("reason", MUST),
    SOURCES("source_id", MUST),
};

static const struct sv_fact_column group_figure_columns[] = {
    CODE("group", MUST),
    YEAR("year", MUST),
    NAME("indicator", MUST, "indicator"),
    {.name = "value", .type = SV_FIELD_DECIMAL, .required = true},
    CODE("unit", MUST),
    WORD("status", MUST, "final|estimate|provisional"),
    SOURCES("source_id", MUST),
};

/* Types of equipment as public tables have them; and with what more one may know of each. */
static const struct sv_fact_column equipment_columns[] = {
    NAME("state", MUST, "state"),
    YEAR("year", MUST),
    CODE("category", MUST),
    TEXT("type_name", MUST),
    TEXT("family", MAY),
    {.name = "generation", .type = SV_FIELD_TEXT, .derived_only = true},
    {.name = "status", .type = SV_FIELD_CODE, .derived_only = true},
    {.name = "count", .type = SV_FIELD_INTEGER, .ranged = true, .min = 0, .max = 1000000000},
    SOURCES("source_id", MUST),
};

static const struct sv_fact_column equipment_detail_columns[] = {
    NAME("state", MUST, "state"),
    YEAR("year", MUST),
    CODE("category", MUST),
    TEXT("type_name", MUST),
    TEXT("family", MAY),
    TEXT("generation", MAY),
    WORD("status", MAY, "in_service|storage"),
    {.name = "count", .type = SV_FIELD_INTEGER, .ranged = true, .min = 0, .max = 1000000000},
    SOURCES("source_id", MUST),
};

static const struct sv_fact_column claim_columns[] = {
    CODE("id", MUST),
    CODE("subject", MUST),
    TEXT("about", MUST),
    {.name = "low", .type = SV_FIELD_DECIMAL, .required = true},
    {.name = "high", .type = SV_FIELD_DECIMAL},
    CODE("unit", MUST),
    {.name = "against", .type = SV_FIELD_DECIMAL},
    TEXT("method", MAY),
    SOURCES("source", MUST),
    CONFIDENCE("confidence", MUST),
    TEXT("note", MAY),
};

/* docs/formats/plan.md, section 1: what a plan asks for is data. */
static const struct sv_fact_column plan_template_columns[] = {
    CODE("template", MUST), TEXT("title", MUST), YEAR("cycle_from", MUST),
    YEAR("cycle_to", MAY),  TEXT("basis", MUST), CONFIDENCE("confidence", MUST),
    TEXT("note", MAY),
};

static const struct sv_fact_column plan_sheet_columns[] = {
    NAME("template", MUST, "plan_template"),           CODE("sheet", MUST), TEXT("title", MUST),
    WORD("layout", MUST, "fields|years|rows|answers"), TEXT("note", MAY),
};

static const struct sv_fact_column plan_field_columns[] = {
    NAME("template", MUST, "plan_template"),
    CODE("sheet", MUST),
    CODE("field", MUST),
    TEXT("label", MUST),
    CODE("unit", MAY),
    WORD("type", MUST, "amount|integer|text|long|choice|date|year|state|project|yes_no"),
    WORD("required", MUST, "yes|no"),
    NAME("indicator", MAY, "indicator"),
    NAME("compare", MAY, "indicator"),
    {.name = "year_first", .type = SV_FIELD_INTEGER, .ranged = true, .min = -20, .max = 20},
    {.name = "year_last", .type = SV_FIELD_INTEGER, .ranged = true, .min = -20, .max = 20},
    TEXT("choices", MAY),
    {.name = "band", .type = SV_FIELD_INTEGER, .ranged = true, .min = 2, .max = 100000},
    TEXT("releasable", MUST),
    TEXT("basis", MAY),
    TEXT("note", MAY),
};

static const struct sv_fact_column plan_step_columns[] = {
    CODE("step", MUST),
    YEAR("cycle_from", MUST),
    YEAR("cycle_to", MAY),
    {.name = "month",
     .type = SV_FIELD_INTEGER,
     .required = true,
     .ranged = true,
     .min = 1,
     .max = 12},
    {.name = "day",
     .type = SV_FIELD_INTEGER,
     .required = true,
     .ranged = true,
     .min = 1,
     .max = 31},
    TEXT("title", MUST),
    SOURCES("source", MAY),
    CONFIDENCE("confidence", MUST),
    TEXT("note", MAY),
};

static const struct sv_fact_column declaration_columns[] = {
    NAME("state", MUST, "state"),
    YEAR("year", MUST),
    CODE("commitment", MUST),
    WORD("rating", MUST, "met|on_track|no_progress|regressed|not_met|not_applicable"),
    TEXT("caveat", MAY),
    YEAR("plan", MUST),
    WORD("releasable", MUST, "public|restricted"),
    SOURCES("source_id", MUST),
};

#define COLUMNS(a) .columns = (a), .column_count = SV_ARRAY_LEN(a)

const struct sv_fact_kind sv_fact_kinds[] = {
    {.name = "facts/sources", .table = "source", COLUMNS(source_columns), .key = {"id"}},
    {.name = "facts/states",
     .table = "state",
     COLUMNS(state_columns),
     .key = {"code", "member_from"},
     .intervals = {{"member_from", "member_to"}, {"joined_eu", "left_eu"}},
     .alone = {"code"}},
    {.name = "facts/decisions", .table = "decision", COLUMNS(decision_columns), .key = {"id"}},
    {.name = "facts/projects",
     .table = "project",
     COLUMNS(project_columns),
     .key = {"id"},
     .intervals = {{"adopted", "closed"}}},
    {.name = "facts/participation",
     .table = "participation",
     COLUMNS(participation_columns),
     .key = {"project", "state", "role", "from"},
     .intervals = {{"from", "to"}},
     .alone = {"project", "state"}},
    {.name = "facts/state_facts",
     .table = "state_fact",
     COLUMNS(state_fact_columns),
     .key = {"state", "fact", "from"},
     .intervals = {{"from", "to"}},
     .alone = {"state", "fact"}},
    {.name = "facts/project_facts",
     .table = "project_fact",
     COLUMNS(project_fact_columns),
     .key = {"project", "fact", "from"},
     .intervals = {{"from", "to"}},
     .alone = {"project", "fact"}},
    {.name = "facts/groups",
     .table = "group_member",
     COLUMNS(group_columns),
     .key = {"group", "state", "from"},
     .intervals = {{"from", "to"}},
     .alone = {"group", "state"}},
    {.name = "facts/vote_population",
     .table = "vote_population",
     COLUMNS(vote_population_columns),
     .key = {"year", "state"}},
    {.name = "facts/third_state_requests",
     .table = "third_state_request",
     COLUMNS(third_state_request_columns),
     .key = {"state", "project"}},
    {.name = "evidence/indicators",
     .table = "indicator",
     COLUMNS(indicator_columns),
     .key = {"indicator"}},
    {.name = "evidence/figures",
     .table = "figure",
     COLUMNS(figure_columns),
     .key = {"state", "year", "indicator"},
     .measured = "indicator"},
    {.name = "evidence/gaps",
     .table = "figure",
     COLUMNS(gap_columns),
     .key = {"state", "year", "indicator"}},
    {.name = "evidence/group_figures",
     .table = "group_figure",
     COLUMNS(group_figure_columns),
     .key = {"group", "year", "indicator"},
     .measured = "indicator"},
    {.name = "plan/templates",
     .table = "plan_template",
     COLUMNS(plan_template_columns),
     .key = {"template"}},
    {.name = "plan/sheets",
     .table = "plan_sheet",
     COLUMNS(plan_sheet_columns),
     .key = {"template", "sheet"}},
    {.name = "plan/fields",
     .table = "plan_field",
     COLUMNS(plan_field_columns),
     .key = {"template", "sheet", "field"}},
    {.name = "plan/steps",
     .table = "plan_step",
     COLUMNS(plan_step_columns),
     .key = {"step", "cycle_from"}},
    {.name = "plan/declarations",
     .table = "declaration",
     COLUMNS(declaration_columns),
     .key = {"state", "year", "commitment"}},
    {.name = "evidence/equipment",
     .table = "equipment",
     COLUMNS(equipment_columns),
     .key = {"state", "year", "category", "type_name"}},
    {.name = "evidence/equipment_detail",
     .table = "equipment",
     COLUMNS(equipment_detail_columns),
     .key = {"state", "year", "category", "type_name"}},
    {.name = "facts/claims", .table = "claim", COLUMNS(claim_columns), .key = {"id"}},
};
const size_t sv_fact_kind_count = SV_ARRAY_LEN(sv_fact_kinds);

const struct sv_fact_kind *sv_fact_kind_find(const char *name)
{
	for (size_t i = 0; i < sv_fact_kind_count; i++)
		if (strcmp(sv_fact_kinds[i].name, name) == 0)
			return &sv_fact_kinds[i];
	return NULL;
}

/* Whether no earlier kind feeds the same table. */
static bool is_first_of_table(size_t kind)
{
	for (size_t i = 0; i < kind; i++)
		if (strcmp(sv_fact_kinds[i].table, sv_fact_kinds[kind].table) == 0)
			return false;
	return true;
}

const struct sv_fact_kind *sv_fact_table_kind(int index)
{
	for (size_t i = 0; i < sv_fact_kind_count; i++)
		if (is_first_of_table(i) && index-- == 0)
			return &sv_fact_kinds[i];
	return NULL;
}

int sv_fact_table_index(const char *table)
{
	int index = 0;

	for (size_t i = 0; i < sv_fact_kind_count; i++) {
		if (strcmp(sv_fact_kinds[i].table, table) == 0)
			return index;
		index += is_first_of_table(i);
	}
	return -1;
}

int sv_fact_column_index(const struct sv_fact_kind *kind, const char *name)
{
	for (size_t i = 0; i < kind->column_count; i++)
		if (strcmp(kind->columns[i].name, name) == 0)
			return (int)i;
	return -1;
}
