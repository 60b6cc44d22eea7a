/* SPDX-License-Identifier: EUPL-1.2 */
/* Types of equipment for programs; see docs/formats/overlap.md. */
#include "report/data.h"
#include "report/overlap.h"

static void json_states(struct sv_json *json, const struct sv_register *reg, const int *states,
			size_t count)
{
	sv_json_begin_array(json);
	for (size_t i = 0; i < count; i++)
		sv_json_text(json, reg->states[states[i]].code);
	sv_json_end_array(json);
}

static void json_number(struct sv_json *json, const char *key, const char *text)
{
	struct sv_decimal value;

	sv_json_key(json, key);
	if (sv_decimal_parse(sv_str_from(text), &value))
		sv_json_decimal(json, value);
	else
		sv_json_null(json);
}

static void json_claims(struct sv_json *json, const struct sv_types_answer *t)
{
	sv_json_key(json, "claims");
	sv_json_begin_array(json);
	for (size_t i = 0; i < t->claims.count; i++) {
		const struct sv_claim *claim = &t->claims.items[i];

		if (!sv_types_claim_fits(t, claim))
			continue;
		sv_json_begin_object(json);
		sv_json_key_text(json, "claim", claim->id);
		sv_json_key_text(json, "about", claim->about);
		json_number(json, "low", claim->low);
		json_number(json, "high", claim->high);
		sv_json_key_text(json, "unit", claim->unit);
		json_number(json, "against", claim->against);
		sv_json_key_text(json, "method", claim->method[0] ? claim->method : NULL);
		sv_json_key_text(json, "note", claim->note[0] ? claim->note : NULL);
		sv_json_origin_keys(json, &claim->origin);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

static void json_by_type(struct sv_json *json, const struct sv_types_answer *t,
			 const struct sv_type_count *count)
{
	sv_json_key(json, "by_type");
	sv_json_begin_array(json);
	for (size_t i = 0; i < count->type_count; i++) {
		const struct sv_type *type = &count->types[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "type", type->name);
		sv_json_key_int(json, "units", type->units);
		sv_json_key(json, "share");
		if (count->units)
			sv_json_rational(json, SV_RATIONAL(type->units, count->units));
		else
			sv_json_null(json);
		sv_json_key_int(json, "unknown_counts", (int64_t)type->unknown_counts);
		sv_json_key(json, "states");
		json_states(json, t->reg, type->states, type->state_count);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

static void json_by_state(struct sv_json *json, const struct sv_types_answer *t,
			  const struct sv_type_count *count)
{
	sv_json_key(json, "by_state");
	sv_json_begin_array(json);
	for (size_t i = 0; i < count->state_count; i++) {
		const struct sv_state_types *state = &count->by_state[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "state", t->reg->states[state->state].code);
		sv_json_key_int(json, "types", (int64_t)state->types);
		sv_json_key_int(json, "units", state->units);
		sv_json_key_int(json, "unknown_counts", (int64_t)state->unknown_counts);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

/* The figures and the lists of one count, after the keys that say whose they are. */
static void json_count(struct sv_json *json, const struct sv_types_answer *t,
		       const struct sv_type_count *count)
{
	sv_json_key_int(json, "types", (int64_t)count->type_count);
	sv_json_key(json, "effective_types");
	if (count->effective.num)
		sv_json_rational(json, count->effective);
	else
		sv_json_null(json);
	sv_json_key_int(json, "units", count->units);
	json_by_type(json, t, count);
	json_by_state(json, t, count);
	sv_json_key_int(json, "unknown_counts", (int64_t)count->unknown_counts);
	sv_json_key_int(json, "unspecified", (int64_t)count->unspecified);
	sv_json_key_int(json, "without_generation", (int64_t)count->without_generation);
}

static void json_joins(struct sv_arena *arena, struct sv_json *json,
		       const struct sv_types_answer *t)
{
	struct sv_type_joins joins;

	sv_types_joins(arena, &t->count, &joins);
	sv_json_key(json, "could_join");
	sv_json_begin_array(json);
	for (size_t i = 0; i < joins.count; i++) {
		const struct sv_type_join *join = &joins.items[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "state", t->reg->states[join->state].code);
		sv_json_key_text(json, "type", join->alone->name);
		sv_json_key_int(json, "units", join->alone->units);
		sv_json_key_int(json, "unknown_counts", (int64_t)join->alone->unknown_counts);
		sv_json_key_text(json, "join", join->join->name);
		sv_json_key_bool(json, "has_it", join->has_it);
		sv_json_key(json, "with");
		json_states(json, t->reg, join->join->states, join->join->state_count);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

static void json_with_nothing(struct sv_json *json, const struct sv_types_answer *t)
{
	sv_json_key(json, "with_nothing");
	sv_json_begin_array(json);
	for (size_t i = 0; i < t->question.adopter_count; i++)
		if (sv_types_has_nothing(t, t->question.adopters[i]))
			sv_json_text(json, t->reg->states[t->question.adopters[i]].code);
	sv_json_end_array(json);
}

void sv_types_json(struct sv_arena *arena, const struct sv_types_answer *t, struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_text(json, "category", t->category);
	sv_json_key_int(json, "year", t->question.year);
	sv_json_key_text(json, "rule", sv_type_rule_text(arena, &t->question.rule));
	sv_json_key(json, "states");
	json_states(json, t->reg, t->question.states, t->question.state_count);
	json_count(json, t, &t->count);
	if (t->against_text) {
		sv_json_key(json, "against");
		sv_json_begin_object(json);
		sv_json_key(json, "states");
		json_states(json, t->reg, t->against, t->against_count);
		json_count(json, t, &t->against_result);
		sv_json_end_object(json);
	}
	if (t->what_if) {
		sv_json_key(json, "what_if");
		sv_json_begin_object(json);
		sv_json_key_text(json, "adopted", t->question.adopted);
		sv_json_key(json, "adopters");
		json_states(json, t->reg, t->question.adopters, t->question.adopter_count);
		sv_json_key_bool(json, "new_type", t->new_type);
		json_with_nothing(json, t);
		json_count(json, t, &t->after);
		sv_json_end_object(json);
	}
	json_joins(arena, json, t);
	sv_speaks_to_json(t->commitments, t->commitment_count, json);
	json_claims(json, t);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

void sv_types_csv(const struct sv_types_answer *answer, struct sv_buf *out)
{
	sv_buf_text(out, "type,units,unknown_counts,states\n");
	for (size_t i = 0; i < answer->count.type_count; i++) {
		const struct sv_type *type = &answer->count.types[i];

		sv_csv_field(out, sv_str_from(type->name));
		sv_buf_printf(out, ",%lld,%zu,", (long long)type->units, type->unknown_counts);
		for (size_t s = 0; s < type->state_count; s++)
			sv_buf_printf(out, "%s%s", s ? " " : "",
				      answer->reg->states[type->states[s]].code);
		sv_buf_char(out, '\n');
	}
}
