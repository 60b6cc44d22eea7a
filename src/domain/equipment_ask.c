/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/equipment_ask.h"

#include <string.h>

void sv_types_answer(struct sv_arena *arena, struct sv_types_answer *answer)
{
	struct sv_type_question plain = answer->question, against = answer->question;

	plain.adopted = NULL;
	sv_types_count(arena, &answer->equipment, &plain, &answer->count);
	against.adopted = NULL;
	against.states = answer->against;
	against.state_count = answer->against_count;
	if (answer->against_text)
		sv_types_count(arena, &answer->equipment, &against, &answer->against_result);
	if (answer->what_if)
		sv_types_count(arena, &answer->equipment, &answer->question, &answer->after);
}

void sv_types_by_rule(struct sv_arena *arena, const struct sv_types_answer *answer, int rule,
		      struct sv_types_answer *ret)
{
	*ret = *answer;
	ret->question.rule.unit = (enum sv_type_unit)(rule % 3);
	ret->question.rule.per_state = rule >= 3;
	sv_types_answer(arena, ret);
}

bool sv_types_has_nothing(const struct sv_types_answer *answer, int state)
{
	for (size_t i = 0; i < answer->count.state_count; i++)
		if (answer->count.by_state[i].state == state)
			return false;
	return true;
}

static bool is_left(const struct sv_types_answer *answer, const struct sv_type *type)
{
	for (size_t i = 0; i < answer->after.type_count; i++)
		if (strcmp(answer->after.types[i].name, type->name) == 0)
			return true;
	return false;
}

const char *sv_types_adoption(struct sv_arena *arena, const struct sv_types_answer *answer)
{
	const struct sv_type_question *question = &answer->question;
	const char *nothing = "", *gone = "";

	for (size_t i = 0; i < question->adopter_count; i++)
		if (sv_types_has_nothing(answer, question->adopters[i]))
			nothing = sv_arena_printf(arena, "%s%s%s", nothing, *nothing ? " " : "",
						  answer->reg->states[question->adopters[i]].code);
	for (size_t i = 0; i < answer->count.type_count; i++)
		if (!is_left(answer, &answer->count.types[i]))
			gone = sv_arena_printf(arena, "%s%s%s", gone, *gone ? ", " : "",
					       answer->count.types[i].name);
	return sv_arena_printf(
	    arena, "%s%s%s%s%s",
	    answer->new_type ? "The type is a new one, which none of the states "
			       "counted has. "
			     : "",
	    *nothing ? sv_arena_printf(arena, "Nothing to replace: %s. ", nothing) : "",
	    *gone ? "No longer there: " : "No type goes.", gone, *gone ? "." : "");
}

bool sv_types_claim_fits(const struct sv_types_answer *answer, const struct sv_claim *claim)
{
	for (size_t i = 0; answer->categories[i]; i++)
		if (strcmp(claim->subject, answer->categories[i]) == 0)
			return true;
	/* One number for savings would hide how far the estimates lie apart: ranges only. */
	return answer->what_if && claim->high[0] && strcmp(claim->subject, "savings") == 0;
}

const char **sv_equipment_categories(struct sv_arena *arena, const struct sv_equipment *equipment)
{
	const char **names = SV_NEW_ARRAY(arena, const char *, equipment->count + 1);
	size_t count = 0;

	for (size_t i = 0; i < equipment->count; i++)
		if (!count || strcmp(equipment->rows[i].category, names[count - 1]) != 0)
			names[count++] = equipment->rows[i].category;
	names[count] = NULL;
	return names;
}
