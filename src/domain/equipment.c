/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/equipment.h"

#include <stdlib.h>
#include <string.h>

#define UNSPECIFIED "(unspecified)"

static const char *const unit_names[] = {
    [SV_TYPE_DESIGNATION] = "designation",
    [SV_TYPE_FAMILY] = "family",
    [SV_TYPE_FAMILY_GENERATION] = "family-generation",
};

int sv_type_rule_parse(const char *text, struct sv_type_rule *ret, struct sv_error *err)
{
	struct sv_type_rule rule = {.unit = SV_TYPE_FAMILY};
	struct sv_str rest = sv_str_from(text), word;

	while (sv_str_split(&rest, ',', &word)) {
		bool known = true;

		word = sv_str_trim(word);
		if (sv_str_is(word, "per-state"))
			rule.per_state = true;
		else if (sv_str_is(word, "without-storage"))
			rule.without_storage = true;
		else if (!sv_str_is(word, "pooled") && !sv_str_is(word, "with-storage"))
			known = false;
		for (size_t i = 0; !known && i < SV_ARRAY_LEN(unit_names); i++) {
			if (sv_str_is(word, unit_names[i])) {
				rule.unit = (enum sv_type_unit)i;
				known = true;
			}
		}
		if (!known)
			return sv_fail(
			    err, SV_EUSAGE,
			    "counting rule '%s' is not known; give designation, family or "
			    "family-generation, and with it per-state or "
			    "without-storage, separated by commas",
			    text);
	}
	*ret = rule;
	return 0;
}

const char *sv_type_rule_text(struct sv_arena *arena, const struct sv_type_rule *rule)
{
	return sv_arena_printf(arena, "%s%s%s", unit_names[rule->unit],
			       rule->per_state ? ",per-state" : "",
			       rule->without_storage ? ",without-storage" : "");
}

/* One row that counts, by the name its type has under the rule. */
struct counted {
	const char *name;
	int state;
	int64_t units;
};

struct counting {
	struct sv_arena *arena;
	const struct sv_type_question *question;
	struct counted *rows;
	size_t count, cap;
	struct sv_type_count *result;
};

static bool is_among(const int *states, size_t count, int state)
{
	for (size_t i = 0; i < count; i++)
		if (states[i] == state)
			return true;
	return false;
}

static bool is_asked_for(const struct sv_type_question *question,
			 const struct sv_equipment_row *row)
{
	bool category = false;

	for (size_t i = 0; question->categories[i] && !category; i++)
		category = strcmp(question->categories[i], row->category) == 0;
	return category && row->year == question->year &&
	       !(row->stored && question->rule.without_storage) &&
	       is_among(question->states, question->state_count, row->state);
}

/* A family that is not coded is the designation's own. */
static const char *type_name(struct counting *counting, const struct sv_equipment_row *row)
{
	const char *family = row->family[0] ? row->family : row->type_name;

	switch (counting->question->rule.unit) {
	case SV_TYPE_DESIGNATION: return row->type_name;
	case SV_TYPE_FAMILY: return family;
	case SV_TYPE_FAMILY_GENERATION: break;
	}
	if (row->generation[0])
		return sv_arena_printf(counting->arena, "%s, %s", family, row->generation);
	counting->result->without_generation++;
	return family;
}

static void take(struct counting *counting, const struct sv_equipment_row *row)
{
	const struct sv_type_question *q = counting->question;
	struct counted counted = {.state = row->state, .units = row->units};

	if (row->units < 0)
		counting->result->unknown_counts++;
	if (q->adopted && is_among(q->adopters, q->adopter_count, row->state))
		counted.name = q->adopted;
	else if (strcmp(row->type_name, UNSPECIFIED) == 0)
		counting->result->unspecified++;
	else
		counted.name = type_name(counting, row);
	if (!counted.name)
		return;
	counting->rows = sv_arena_grow(counting->arena, counting->rows, counting->count,
				       &counting->cap, sizeof(*counting->rows));
	counting->rows[counting->count++] = counted;
}

static int compare_by_name(const void *a, const void *b)
{
	const struct counted *s = a, *t = b;
	int order = strcmp(s->name, t->name);

	return order ? order : s->state - t->state;
}

static int compare_by_state(const void *a, const void *b)
{
	const struct counted *s = a, *t = b;

	return s->state != t->state ? s->state - t->state : strcmp(s->name, t->name);
}

static void add_units(int64_t units, int64_t *sum, size_t *unknown)
{
	if (units < 0)
		++*unknown;
	else
		*sum += units;
}

/* The rows stand by name, then state. */
static void gather_types(struct counting *counting)
{
	struct sv_type_count *result = counting->result;
	bool per_state = counting->question->rule.per_state;

	result->types = SV_NEW_ARRAY(counting->arena, struct sv_type, counting->count);
	for (size_t i = 0; i < counting->count; i++) {
		const struct counted *row = &counting->rows[i], *before = i ? row - 1 : NULL;
		bool same_name = before && strcmp(before->name, row->name) == 0;
		bool same_state = same_name && before->state == row->state;
		struct sv_type *type;

		if (!same_name || (per_state && !same_state)) {
			type = &result->types[result->type_count++];
			type->name = row->name;
			type->states =
			    SV_NEW_ARRAY(counting->arena, int, counting->question->state_count);
		}
		type = &result->types[result->type_count - 1];
		if (!type->state_count || type->states[type->state_count - 1] != row->state)
			type->states[type->state_count++] = row->state;
		add_units(row->units, &type->units, &type->unknown_counts);
	}
}

static void gather_states(struct counting *counting)
{
	struct sv_type_count *result = counting->result;

	result->by_state =
	    SV_NEW_ARRAY(counting->arena, struct sv_state_types, counting->question->state_count);
	for (size_t i = 0; i < counting->count; i++) {
		const struct counted *row = &counting->rows[i], *before = i ? row - 1 : NULL;
		bool same_state = before && before->state == row->state;
		struct sv_state_types *state;

		if (!same_state)
			result->by_state[result->state_count++].state = row->state;
		state = &result->by_state[result->state_count - 1];
		state->types += !same_state || strcmp(before->name, row->name) != 0;
		add_units(row->units, &state->units, &state->unknown_counts);
	}
}

static int compare_types(const void *a, const void *b)
{
	const struct sv_type *s = a, *t = b;
	int order;

	if (s->units != t->units)
		return s->units > t->units ? -1 : 1;
	order = strcmp(s->name, t->name);
	return order ? order : s->states[0] - t->states[0];
}

static struct sv_rational effective_types(const struct sv_type_count *result)
{
	struct sv_rational effective = {0, 1}, total = {result->units, 1};
	int64_t squares = 0;

	for (size_t i = 0; i < result->type_count; i++) {
		int64_t square;

		if (__builtin_mul_overflow(result->types[i].units, result->types[i].units,
					   &square) ||
		    __builtin_add_overflow(squares, square, &squares))
			return SV_RATIONAL(0, 1);
	}
	if (!squares || !sv_rational_divide(total, SV_RATIONAL(squares, 1), &effective) ||
	    !sv_rational_multiply(effective, total, &effective))
		return SV_RATIONAL(0, 1);
	return effective;
}

void sv_types_count(struct sv_arena *arena, const struct sv_equipment *equipment,
		    const struct sv_type_question *question, struct sv_type_count *ret)
{
	struct sv_type_count result = {0};
	struct counting counting = {.arena = arena, .question = question, .result = &result};

	for (size_t i = 0; i < equipment->count; i++)
		if (is_asked_for(question, &equipment->rows[i]))
			take(&counting, &equipment->rows[i]);
	if (counting.count)
		qsort(counting.rows, counting.count, sizeof(*counting.rows), compare_by_name);
	gather_types(&counting);
	if (counting.count)
		qsort(counting.rows, counting.count, sizeof(*counting.rows), compare_by_state);
	gather_states(&counting);
	for (size_t i = 0; i < result.type_count; i++)
		result.units += result.types[i].units;
	if (result.type_count)
		qsort(result.types, result.type_count, sizeof(*result.types), compare_types);
	result.effective = effective_types(&result);
	*ret = result;
}

static bool has_type(const struct sv_type *type, int state)
{
	for (size_t i = 0; i < type->state_count; i++)
		if (type->states[i] == state)
			return true;
	return false;
}

/* The type that most states share, among those the state has or among all; NULL: none is. */
static const struct sv_type *most_shared(const struct sv_type_count *count, int state, bool has)
{
	const struct sv_type *best = NULL;

	for (size_t i = 0; i < count->type_count; i++) {
		const struct sv_type *type = &count->types[i];

		if (type->state_count >= 2 && (!has || has_type(type, state)) &&
		    (!best || type->state_count > best->state_count))
			best = type;
	}
	return best;
}

static int compare_joins(const void *a, const void *b)
{
	const struct sv_type_join *s = a, *t = b;

	if (s->state != t->state)
		return s->state < t->state ? -1 : 1;
	return s->alone < t->alone ? -1 : s->alone > t->alone;
}

void sv_types_joins(struct sv_arena *arena, const struct sv_type_count *count,
		    struct sv_type_joins *ret)
{
	struct sv_type_joins joins = {SV_NEW_ARRAY(arena, struct sv_type_join, count->type_count),
				      0};
	const struct sv_type *most = most_shared(count, 0, false);

	for (size_t i = 0; most && i < count->type_count; i++) {
		const struct sv_type *type = &count->types[i], *own;

		if (type->state_count != 1)
			continue;
		own = most_shared(count, type->states[0], true);
		if (own && own->state_count * 2 < most->state_count)
			own = NULL;
		joins.items[joins.count++] =
		    (struct sv_type_join){type->states[0], type, own ? own : most, own != NULL};
	}
	if (joins.count)
		qsort(joins.items, joins.count, sizeof(*joins.items), compare_joins);
	*ret = joins;
}
