/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/equipment.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/named.h"
#include "app/overlap.h"
#include "base/date.h"
#include "base/suggest.h"
#include "domain/equipment_store.h"

int sv_app_equipment(struct sv_app *app, struct sv_arena *arena, const struct sv_register *reg,
		     const struct sv_moment *moment, const struct sv_reading *reading,
		     struct sv_equipment *ret, struct sv_claims *ret_claims, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_equipment equipment;
	int r = sv_tx_begin_read(&tx, app->db, err);

	if (r < 0)
		return r;
	r = sv_equipment_load(app->db, arena, reg, moment->known_size, &equipment, err);
	if (r < 0)
		return r;
	r = sv_claims_load(app->db, arena, moment->known_size, reading->seen_only, ret_claims, err);
	if (r < 0)
		return r;
	*ret = equipment;
	return 0;
}

struct asking {
	struct sv_arena *arena;
	const struct sv_types_asked *asked;
	int32_t on;
	struct sv_types_answer *answer;
};

/* States by code, "EU" or "members"; ascending. */
static int read_states(const struct asking *a, const char *text, const int **ret, size_t *ret_count,
		       struct sv_error *err)
{
	const struct sv_register *reg = a->answer->reg;
	bool *in = SV_NEW_ARRAY(a->arena, bool, reg->state_count + 1);
	int *states = SV_NEW_ARRAY(a->arena, int, reg->state_count + 1);
	int32_t day = sv_day_from_civil(a->answer->question.year, 12, 31);
	struct sv_str rest = sv_str_from(text), code;
	size_t count = 0;

	while (sv_str_split(&rest, ',', &code)) {
		bool eu, members;
		int state, r;

		code = sv_str_trim(code);
		eu = sv_str_is(code, "EU");
		members = sv_str_is(code, "members");

		for (size_t i = 0; i < reg->state_count; i++) {
			const struct sv_state *s = &reg->states[i];

			if ((eu && s->eu_from != SV_DAY_NONE && s->eu_from <= day &&
			     day < s->eu_to) ||
			    (members && sv_register_is_member(reg, (int)i, a->on)))
				in[i] = true;
		}
		if (eu || members)
			continue;
		r = sv_named_state(reg, sv_arena_str(a->arena, code).ptr, &state, err);
		if (r < 0)
			return r;
		in[state] = true;
	}
	for (size_t i = 0; i < reg->state_count; i++)
		if (in[i])
			states[count++] = (int)i;
	*ret = states;
	*ret_count = count;
	return 0;
}

/* Which categories there are is what a reader needs who named none of them. */
static int unknown_category(const struct asking *a, const char *name, struct sv_error *err)
{
	const char **categories = sv_equipment_categories(a->arena, &a->answer->equipment);
	struct sv_suggestion meant = SV_SUGGESTION_INIT(name);
	const char *list = "";

	for (size_t i = 0; categories[i]; i++) {
		sv_suggest(&meant, categories[i]);
		list = sv_arena_printf(a->arena, "%s%s%s", list, i ? ", " : "", categories[i]);
	}
	if (!list[0])
		return sv_fail(
		    err, SV_ENOTFOUND,
		    "the record has no types of equipment; 'servanda import' adds a table");
	if (!name[0])
		return sv_fail(err, SV_EUSAGE, "give --category: there are %s", list);
	if (meant.best)
		return sv_fail(err, SV_ENOTFOUND, "category '%s' is not known; did you mean '%s'?",
			       name, meant.best);
	return sv_fail(err, SV_ENOTFOUND, "category '%s' is not known; there are %s", name, list);
}

/* The names of the categories; the latest year that any of them has. */
static int read_categories(const struct asking *a, int *ret_latest, struct sv_error *err)
{
	const struct sv_equipment *equipment = &a->answer->equipment;
	struct sv_str rest = sv_str_from(a->asked->category), part;
	size_t count = 0;
	int latest = 0;

	while (sv_str_split(&rest, ',', &part)) {
		const char *name = sv_arena_str(a->arena, sv_str_trim(part)).ptr;
		bool known = false;

		if (count == SV_TYPE_CATEGORIES_MAX)
			return sv_fail(err, SV_EUSAGE, "too many categories; give at most %d",
				       SV_TYPE_CATEGORIES_MAX);
		for (size_t i = 0; i < equipment->count; i++) {
			if (strcmp(equipment->rows[i].category, name) != 0)
				continue;
			known = true;
			latest = SV_MAX(latest, equipment->rows[i].year);
		}
		if (!known)
			return unknown_category(a, name, err);
		a->answer->categories[count++] = name;
	}
	*ret_latest = latest;
	return 0;
}

static int read_year(const struct asking *a, int latest, struct sv_error *err)
{
	struct sv_types_answer *answer = a->answer;

	answer->question.categories = answer->categories;
	answer->question.year = a->asked->year ? atoi(a->asked->year) : latest;
	for (size_t i = 0; i < answer->equipment.count; i++)
		for (size_t c = 0; answer->categories[c]; c++)
			if (answer->equipment.rows[i].year == answer->question.year &&
			    strcmp(answer->equipment.rows[i].category, answer->categories[c]) == 0)
				return 0;
	return sv_fail(err, SV_ENOTFOUND,
		       "the record has no types of '%s' for %d; the latest year is %d",
		       answer->category, answer->question.year, latest);
}

static bool is_among(const int *states, size_t count, int state)
{
	for (size_t i = 0; i < count; i++)
		if (states[i] == state)
			return true;
	return false;
}

/* Of a group, those that are counted adopt; a state that is named and not counted is a mistake,
 * since nothing would come of it. */
static int read_adopters(const struct asking *a, struct sv_error *err)
{
	struct sv_type_question *question = &a->answer->question;
	const struct sv_register *reg = a->answer->reg;
	struct sv_str rest = sv_str_from(a->asked->by), code;
	const int *states;
	size_t count, kept = 0;
	int *counted;
	int r = read_states(a, a->asked->by, &states, &count, err);

	if (r < 0)
		return r;
	while (sv_str_split(&rest, ',', &code)) {
		int state = sv_register_state(reg, sv_str_trim(code));

		if (state >= 0 && !is_among(question->states, question->state_count, state))
			return sv_fail(err, SV_EUSAGE,
				       "'%s' cannot adopt: it is not among the states that are "
				       "counted; give it in --states too",
				       reg->states[state].code);
	}
	counted = SV_NEW_ARRAY(a->arena, int, count);
	for (size_t i = 0; i < count; i++)
		if (is_among(question->states, question->state_count, states[i]))
			counted[kept++] = states[i];
	question->adopters = counted;
	question->adopter_count = kept;
	return 0;
}

/* The type as the table writes it; one that the table has not is a new one. */
static const char *adopted_type(const struct asking *a, const char *adopt, bool *ret_new)
{
	struct sv_type_question plain = a->answer->question;
	struct sv_type_count count;

	plain.adopted = NULL;
	sv_types_count(a->arena, &a->answer->equipment, &plain, &count);
	*ret_new = false;
	for (size_t i = 0; i < count.type_count; i++)
		if (strcasecmp(count.types[i].name, adopt) == 0)
			return count.types[i].name;
	*ret_new = true;
	return adopt;
}

static int read_adoption(const struct asking *a, struct sv_error *err)
{
	const char *adopt = a->asked->adopt;
	struct sv_types_answer *answer = a->answer;
	int project;

	if (!adopt != !a->asked->by)
		return sv_fail(err, SV_EUSAGE,
			       "'--adopt' and '--by' go together: the type, and the "
			       "states that take it");
	if (!adopt)
		return 0;
	project = sv_register_project(answer->reg, sv_str_from(adopt));
	if (project >= 0)
		adopt =
		    sv_arena_printf(a->arena, "of project %s", answer->reg->projects[project].id);
	answer->question.adopted = adopted_type(a, adopt, &answer->new_type);
	answer->what_if = true;
	return read_adopters(a, err);
}

static int read_question(const struct asking *a, struct sv_error *err)
{
	const struct sv_types_asked *asked = a->asked;
	struct sv_types_answer *answer = a->answer;
	int latest = 0, r;

	if (!asked->category)
		return unknown_category(a, "", err);
	answer->category = asked->category;
	answer->states_text = asked->states ? asked->states : "EU";
	answer->against_text = asked->against;
	r = sv_type_rule_parse(asked->rule ? asked->rule : "family", &answer->question.rule, err);
	if (r == 0)
		r = read_categories(a, &latest, err);
	if (r == 0)
		r = read_year(a, latest, err);
	if (r == 0)
		r = read_states(a, answer->states_text, &answer->question.states,
				&answer->question.state_count, err);
	if (r == 0 && answer->against_text)
		r = read_states(a, answer->against_text, &answer->against, &answer->against_count,
				err);
	return r < 0 ? r : read_adoption(a, err);
}

int sv_app_types(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		 const struct sv_reading *reading, const struct sv_types_asked *asked,
		 struct sv_types_answer *ret, struct sv_error *err)
{
	struct asking a = {arena, asked, moment->on, ret};
	int r;

	*ret = (struct sv_types_answer){0};
	r = sv_app_register(app, arena, moment, reading, &ret->reg, err);
	if (r == 0)
		r = sv_app_equipment(app, arena, ret->reg, moment, reading, &ret->equipment,
				     &ret->claims, err);
	if (r == 0)
		r = read_question(&a, err);
	if (r == 0)
		r = sv_app_overlap_commitments(app, arena, moment, &ret->commitments,
					       &ret->commitment_count, err);
	if (r == 0)
		sv_types_answer(arena, ret);
	return r;
}
