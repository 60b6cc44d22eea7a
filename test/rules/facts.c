/* SPDX-License-Identifier: EUPL-1.2 */
#include "facts.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_MAX 512

/* The tables while they grow; the register and the evidence point into them. */
struct tables {
	struct sv_arena *arena;
	struct facts *facts;
	int line;
	struct sv_state states[64];
	struct sv_membership members[ROWS_MAX];
	struct sv_project projects[256];
	struct sv_participation roles[ROWS_MAX];
	struct sv_state_fact state_facts[256];
	struct sv_group_member groups[256];
	struct sv_indicator indicators[64];
	struct sv_figure figures[ROWS_MAX];
	struct sv_group_figure totals[256];
	struct sv_declaration declarations[64];
	struct sv_judgement judgements[64];
	size_t state_count, member_count, project_count, role_count, fact_count, group_count;
	size_t indicator_count, figure_count, total_count, declaration_count, judgement_count;
};

struct sv_str next_word(struct sv_str *rest)
{
	struct sv_str word;
	char sep = ' ';

	*rest = sv_str_trim(*rest);
	if (rest->len && *rest->ptr == '"') {
		rest->ptr++;
		rest->len--;
		sep = '"';
	}
	return sv_str_split(rest, sep, &word) ? word : SV_STR_NONE;
}

static const char *text_of(struct tables *tables, struct sv_str word)
{
	return sv_arena_str(tables->arena, word).ptr;
}

static struct sv_origin origin(const struct tables *tables)
{
	return (struct sv_origin){.doc = 1, .row = tables->line, .source = ""};
}

static int state_index(struct tables *tables, struct sv_str code)
{
	struct sv_state *state = &tables->states[tables->state_count];

	for (size_t i = 0; i < tables->state_count; i++)
		if (sv_str_is(code, tables->states[i].code))
			return (int)i;
	state->code = state->name = text_of(tables, code);
	state->eu_from = state->eu_to = state->nato_from = SV_DAY_NONE;
	return (int)tables->state_count++;
}

static int indicator_index(const struct tables *tables, struct sv_str name)
{
	for (size_t i = 0; i < tables->indicator_count; i++)
		if (sv_str_is(name, tables->indicators[i].name))
			return (int)i;
	return -1;
}

/* "from D [to D]" with either word at the front left out where it has been read. */
static bool read_interval(struct sv_str *rest, int32_t *ret_from, int32_t *ret_to)
{
	struct sv_str keep, word;

	*ret_to = SV_DAY_OPEN;
	next_word(rest);
	if (!sv_day_parse(next_word(rest), ret_from))
		return false;
	keep = *rest;
	word = next_word(rest);
	if (!sv_str_is(word, "to")) {
		*rest = keep;
		return true;
	}
	return sv_day_parse(next_word(rest), ret_to);
}

static const char *read_member(struct tables *tables, struct sv_str rest)
{
	struct sv_membership *member = &tables->members[tables->member_count++];

	member->state = state_index(tables, next_word(&rest));
	member->origin = origin(tables);
	return read_interval(&rest, &member->from, &member->to) ? NULL : "expected: from DATE";
}

static const char *read_indicator(struct tables *tables, struct sv_str rest)
{
	struct sv_indicator *indicator = &tables->indicators[tables->indicator_count++];
	struct sv_str name = next_word(&rest), class, copy = name;

	sv_str_split(&copy, '_', &class);
	indicator->name = indicator->meaning = text_of(tables, name);
	indicator->unit = text_of(tables, next_word(&rest));
	indicator->class = text_of(tables, class);
	indicator->zero_ambiguous = sv_str_is(next_word(&rest), "ambiguous");
	return *indicator->unit ? NULL : "expected: indicator NAME UNIT";
}

static bool read_missing(struct sv_str word, enum sv_missing *ret)
{
	for (enum sv_missing missing = SV_NOT_REPORTED; missing < SV_OUT_OF_RANGE; missing++) {
		if (sv_str_is(word, sv_missing_name(missing))) {
			*ret = missing;
			return true;
		}
	}
	return false;
}

static const char *read_figure(struct tables *tables, struct sv_str rest)
{
	struct sv_figure *figure = &tables->figures[tables->figure_count++];
	struct sv_str value;
	int64_t year;

	figure->state = state_index(tables, next_word(&rest));
	if (!sv_str_to_int64(next_word(&rest), &year))
		return "expected a year";
	figure->year = (int)year;
	figure->indicator = indicator_index(tables, next_word(&rest));
	if (figure->indicator < 0)
		return "declare the indicator first";
	value = next_word(&rest);
	figure->status = "final";
	figure->origin = origin(tables);
	if (sv_decimal_parse(value, &figure->value))
		return NULL;
	figure->status = text_of(tables, value);
	return read_missing(value, &figure->missing) ? NULL : "expected a number or a reason";
}

/* As an accepted plan has it. */
static const char *read_planned(struct tables *tables, struct sv_str rest)
{
	const char *wrong = read_figure(tables, rest);
	struct sv_figure *figure = &tables->figures[tables->figure_count - 1];

	figure->status = "planned";
	figure->origin.source = "plans";
	return wrong;
}

static const char *read_total(struct tables *tables, struct sv_str rest)
{
	struct sv_group_figure *total = &tables->totals[tables->total_count++];
	int64_t year;

	total->group = text_of(tables, next_word(&rest));
	total->status = "final";
	total->origin = origin(tables);
	if (!sv_str_to_int64(next_word(&rest), &year))
		return "expected a year";
	total->year = (int)year;
	total->indicator = indicator_index(tables, next_word(&rest));
	if (total->indicator < 0)
		return "declare the indicator first";
	return sv_decimal_parse(next_word(&rest), &total->value) ? NULL : "expected a number";
}

static const char *read_group(struct tables *tables, struct sv_str rest)
{
	struct sv_group_member *member = &tables->groups[tables->group_count++];

	member->group = text_of(tables, next_word(&rest));
	member->state = state_index(tables, next_word(&rest));
	member->origin = origin(tables);
	return read_interval(&rest, &member->from, &member->to) ? NULL : "expected: from DATE";
}

static const char *read_project(struct tables *tables, struct sv_str rest)
{
	struct sv_project *project = &tables->projects[tables->project_count++];

	project->id = project->name = project->acronym = text_of(tables, next_word(&rest));
	project->aim = project->keywords = project->capability_area = project->note = "";
	project->origin = origin(tables);
	if (!read_interval(&rest, &project->adopted, &project->closed))
		return "expected: adopted DATE";
	next_word(&rest);
	project->domain = text_of(tables, next_word(&rest));
	return NULL;
}

static const char *read_role(struct tables *tables, struct sv_str rest)
{
	struct sv_participation *role = &tables->roles[tables->role_count++];
	struct sv_str id = next_word(&rest), word;

	role->project = -1;
	for (size_t i = 0; i < tables->project_count; i++)
		if (sv_str_is(id, tables->projects[i].id))
			role->project = (int)i;
	if (role->project < 0)
		return "declare the project first";
	role->state = state_index(tables, next_word(&rest));
	word = next_word(&rest);
	while (!sv_str_is(word, sv_role_name(role->role)))
		if (++role->role > SV_ROLE_THIRD_STATE)
			return "expected coordinator, member, observer or third_state";
	role->from_precision = role->to_precision = "";
	role->origin = origin(tables);
	if (!read_interval(&rest, &role->from, &role->to))
		return "expected: from DATE";
	if (sv_str_is(next_word(&rest), "recalled"))
		role->origin.confidence = SV_CONFIDENCE_RECALLED;
	return NULL;
}

static const char *read_fact(struct tables *tables, struct sv_str rest)
{
	struct sv_state_fact *fact = &tables->state_facts[tables->fact_count++];

	fact->state = state_index(tables, next_word(&rest));
	fact->fact = text_of(tables, next_word(&rest));
	fact->detail = "";
	fact->origin = origin(tables);
	return read_interval(&rest, &fact->from, &fact->to) ? NULL : "expected: from DATE";
}

static bool read_cell(struct tables *tables, struct sv_str *rest, const char **ret_item,
		      int *ret_year, enum sv_rating *ret_rating)
{
	int64_t year;

	*ret_item = text_of(tables, next_word(rest));
	if (!sv_str_to_int64(next_word(rest), &year))
		return false;
	*ret_year = (int)year;
	return sv_rating_find(next_word(rest), ret_rating);
}

static const char *read_declares(struct tables *tables, struct sv_str rest)
{
	struct sv_declaration *one = &tables->declarations[tables->declaration_count++];

	*one = (struct sv_declaration){.state = state_index(tables, next_word(&rest)),
				       .where = "the plan",
				       .origin = origin(tables)};
	if (!read_cell(tables, &rest, &one->item, &one->year, &one->rating))
		return "expected: declares STATE ITEM YEAR RATING [CAVEAT]";
	one->caveat = text_of(tables, next_word(&rest));
	return NULL;
}

static const char *read_judges(struct tables *tables, struct sv_str rest)
{
	struct sv_judgement *one = &tables->judgements[tables->judgement_count++];
	struct sv_str who = next_word(&rest);

	*one = (struct sv_judgement){.state = sv_str_is(who, "all") ? -1 : state_index(tables, who),
				     .author = "assessor",
				     .second = "reader",
				     .answer = "",
				     .origin = origin(tables)};
	if (!read_cell(tables, &rest, &one->item, &one->year, &one->rating))
		return "expected: judges STATE|all ITEM YEAR RATING RATIONALE";
	one->rationale = text_of(tables, next_word(&rest));
	return NULL;
}

static const char *read_on(struct tables *tables, struct sv_str rest)
{
	if (!sv_day_parse(next_word(&rest), &tables->facts->on))
		return "expected a date";
	if (!tables->facts->year_first)
		tables->facts->year_first = tables->facts->year_last =
		    sv_day_year(tables->facts->on);
	return NULL;
}

static const char *read_years(struct tables *tables, struct sv_str rest)
{
	struct sv_str word = next_word(&rest), first;
	int64_t years[2];

	if (!sv_str_split(&word, '-', &first) || !sv_str_to_int64(first, &years[0]) ||
	    !sv_str_to_int64(word, &years[1]))
		return "expected: years FIRST-LAST";
	tables->facts->year_first = (int)years[0];
	tables->facts->year_last = (int)years[1];
	return NULL;
}

static const struct {
	const char *word;
	const char *(*read)(struct tables *tables, struct sv_str rest);
} kinds[] = {
    {"member", read_member},   {"indicator", read_indicator}, {"figure", read_figure},
    {"planned", read_planned}, {"total", read_total},         {"group", read_group},
    {"project", read_project}, {"role", read_role},           {"fact", read_fact},
    {"on", read_on},           {"years", read_years},         {"declares", read_declares},
    {"judges", read_judges},
};

static const char *read_line(struct tables *tables, struct sv_str line)
{
	struct sv_str rest = line, word = next_word(&rest);

	if (!word.len || *word.ptr == '#')
		return NULL;
	for (size_t i = 0; i < SV_ARRAY_LEN(kinds); i++)
		if (sv_str_is(word, kinds[i].word))
			return kinds[i].read(tables, rest);
	return "no such kind of fact";
}

/* Indexes follow their rows when the rows are put in order. */
static void sort_states(struct tables *tables)
{
	for (size_t i = 0; i + 1 < tables->state_count; i++) {
		for (size_t k = tables->state_count - 1; k > i; k--) {
			struct sv_state swap = tables->states[k];
			int low = (int)k - 1, high = (int)k;

			if (strcmp(tables->states[low].code, swap.code) < 0)
				continue;
			tables->states[high] = tables->states[low];
			tables->states[low] = swap;
#define FOLLOW(rows, count, field)                      \
	for (size_t n = 0; n < tables->count; n++) {    \
		if (tables->rows[n].field == low)       \
			tables->rows[n].field = high;   \
		else if (tables->rows[n].field == high) \
			tables->rows[n].field = low;    \
	}
			FOLLOW(members, member_count, state)
			FOLLOW(roles, role_count, state)
			FOLLOW(state_facts, fact_count, state)
			FOLLOW(groups, group_count, state)
			FOLLOW(figures, figure_count, state)
			FOLLOW(declarations, declaration_count, state)
			FOLLOW(judgements, judgement_count, state)
		}
	}
}

static void sort_indicators(struct tables *tables)
{
	for (size_t i = 0; i + 1 < tables->indicator_count; i++) {
		for (size_t k = tables->indicator_count - 1; k > i; k--) {
			struct sv_indicator swap = tables->indicators[k];
			int low = (int)k - 1, high = (int)k;

			if (strcmp(tables->indicators[low].name, swap.name) < 0)
				continue;
			tables->indicators[high] = tables->indicators[low];
			tables->indicators[low] = swap;
			FOLLOW(figures, figure_count, indicator)
			FOLLOW(totals, total_count, indicator)
		}
	}
}

static int compare_figures(const void *a, const void *b)
{
	return sv_figure_compare(a, b);
}

static void hand_over(struct tables *tables)
{
	struct facts *facts = tables->facts;

	sort_states(tables);
	sort_indicators(tables);
	qsort(tables->figures, tables->figure_count, sizeof(*tables->figures), compare_figures);
	facts->reg = (struct sv_register){
	    .states = tables->states,
	    .state_count = tables->state_count,
	    .memberships = tables->members,
	    .membership_count = tables->member_count,
	    .projects = tables->projects,
	    .project_count = tables->project_count,
	    .participations = tables->roles,
	    .participation_count = tables->role_count,
	    .state_facts = tables->state_facts,
	    .state_fact_count = tables->fact_count,
	    .group_members = tables->groups,
	    .group_member_count = tables->group_count,
	};
	facts->evidence = (struct sv_evidence){
	    .indicators = tables->indicators,
	    .indicator_count = tables->indicator_count,
	    .figures = tables->figures,
	    .figure_count = tables->figure_count,
	    .group_figures = tables->totals,
	    .group_figure_count = tables->total_count,
	};
	facts->declarations = tables->declarations;
	facts->declaration_count = tables->declaration_count;
	facts->judgements = tables->judgements;
	facts->judgement_count = tables->judgement_count;
}

const char *facts_parse(struct sv_arena *arena, struct sv_str text, int first_line,
			struct facts *ret, int *ret_line)
{
	struct tables *tables = SV_NEW(arena, struct tables);
	struct sv_str rest = text, line;

	*ret = (struct facts){0};
	tables->arena = arena;
	tables->facts = ret;
	tables->line = first_line;
	for (; sv_str_split(&rest, '\n', &line); tables->line++) {
		const char *wrong = read_line(tables, line);

		*ret_line = tables->line;
		if (wrong)
			return wrong;
	}
	hand_over(tables);
	return NULL;
}
