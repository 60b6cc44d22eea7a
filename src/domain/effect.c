/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/effect.h"

#include <string.h>

#define END       \
	{         \
		0 \
	}

static const char *const kinds[SV_EFFECT_TABLE_COUNT] = {
    [SV_EFFECT_DECISIONS] = "facts/decisions",
    [SV_EFFECT_STATES] = "facts/states",
    [SV_EFFECT_PROJECTS] = "facts/projects",
    [SV_EFFECT_PARTICIPATIONS] = "facts/participation",
    [SV_EFFECT_REQUESTS] = "facts/third_state_requests",
};

void sv_effects_begin(struct sv_effects *effects, struct sv_arena *arena, const char *name)
{
	for (int i = 0; i < SV_EFFECT_TABLE_COUNT; i++)
		effects->tables[i] = (struct sv_fact_table){
		    .kind = sv_fact_kind_find(kinds[i]),
		    .name = sv_arena_printf(arena, "%s-%s.csv", name, strchr(kinds[i], '/') + 1),
		    .text = SV_BUF_INIT};
}

void sv_effects_done(struct sv_effects *effects)
{
	for (int i = 0; i < SV_EFFECT_TABLE_COUNT; i++)
		sv_buf_free(&effects->tables[i].text);
}

void sv_effects_want(bool wanted[SV_FACT_TABLES_MAX])
{
	for (int i = 0; i < SV_EFFECT_TABLE_COUNT; i++)
		wanted[sv_fact_table_index(sv_fact_kind_find(kinds[i])->table)] = true;
}

static const struct sv_fact_set *set_of(const struct sv_facts *standing, enum sv_effect_table table)
{
	return &standing->sets[sv_fact_table_index(sv_fact_kind_find(kinds[table])->table)];
}

static const char *day_text(struct sv_arena *arena, int32_t day)
{
	char text[SV_DATE_TEXT_MAX];

	return sv_arena_cstr(arena, sv_day_text(day, text));
}

void sv_effects_role_begins(struct sv_effects *effects, const char *project, const char *state,
			    enum sv_role role, int32_t from, const char *note)
{
	char day[SV_DATE_TEXT_MAX];
	const struct sv_fact_edit edits[] = {
	    {"project", project},
	    {"state", state},
	    {"role", sv_role_name(role)},
	    {"from", sv_day_text(from, day)},
	    {"from_prec", role == SV_ROLE_THIRD_STATE ? "approved" : "exact"},
	    {"confidence", "seen"},
	    {"note", note},
	    END,
	};

	sv_fact_table_add(&effects->tables[SV_EFFECT_PARTICIPATIONS], NULL, edits);
}

/* Whether a standing row has not ended by a day. */
static bool goes_on(const struct sv_fact_kind *kind, const struct sv_fact_row *row,
		    const char *from, const char *to, int32_t on)
{
	int32_t begin, end;

	if (!sv_day_parse(sv_fact_row_get(kind, row, from), &begin) || begin > on)
		return false;
	return !sv_day_parse(sv_fact_row_get(kind, row, to), &end) || end > on;
}

size_t sv_effects_roles_end(struct sv_effects *effects, struct sv_arena *arena,
			    const struct sv_facts *standing, const char *project, const char *state,
			    int32_t on, const char *precision)
{
	const struct sv_fact_set *set = set_of(standing, SV_EFFECT_PARTICIPATIONS);
	const struct sv_fact_edit edits[] = {
	    {"to", day_text(arena, on)}, {"to_prec", precision}, END};
	size_t ended = 0;

	for (size_t i = 0; i < set->count; i++) {
		const struct sv_fact_row *row = &set->rows[i];

		if ((*project && !sv_str_is(sv_fact_row_get(set->kind, row, "project"), project)) ||
		    (*state && !sv_str_is(sv_fact_row_get(set->kind, row, "state"), state)) ||
		    !goes_on(set->kind, row, "from", "to", on))
			continue;
		sv_fact_table_add(&effects->tables[SV_EFFECT_PARTICIPATIONS], row, edits);
		ended++;
	}
	return ended;
}

/* The latest standing row of a state. */
static const struct sv_fact_row *state_row(const struct sv_facts *standing, const char *code)
{
	const struct sv_fact_set *set = set_of(standing, SV_EFFECT_STATES);
	const struct sv_fact_row *latest = NULL;

	for (size_t i = 0; i < set->count; i++)
		if (sv_str_is(sv_fact_row_get(set->kind, &set->rows[i], "code"), code))
			latest = &set->rows[i];
	return latest;
}

static int begin_membership(struct sv_effects *effects, struct sv_arena *arena,
			    const struct sv_facts *standing, const struct sv_ballot *ballot,
			    int32_t effective, struct sv_error *err)
{
	const struct sv_fact_edit edits[] = {
	    {"member_from", day_text(arena, effective)},
	    {"member_to", ""},
	    {"confidence", "seen"},
	    {"source", ""},
	    {"note", sv_arena_printf(arena, "by the vote '%s' of this record", ballot->id)},
	    END,
	};
	const struct sv_fact_row *row = state_row(standing, ballot->concerning);

	if (!row)
		return sv_fail(err, SV_EREFUSED, "the vote '%s' names no state to be admitted",
			       ballot->id);
	sv_fact_table_add(&effects->tables[SV_EFFECT_STATES], row, edits);
	return 0;
}

int sv_effects_membership_ends(struct sv_effects *effects, struct sv_arena *arena,
			       const struct sv_facts *standing, const char *state, int32_t on,
			       struct sv_error *err)
{
	const struct sv_fact_edit edits[] = {{"member_to", day_text(arena, on)}, END};
	const struct sv_fact_set *set = set_of(standing, SV_EFFECT_STATES);
	bool found = false;

	for (size_t i = 0; i < set->count; i++) {
		const struct sv_fact_row *row = &set->rows[i];

		if (!sv_str_is(sv_fact_row_get(set->kind, row, "code"), state) ||
		    !goes_on(set->kind, row, "member_from", "member_to", on))
			continue;
		sv_fact_table_add(&effects->tables[SV_EFFECT_STATES], row, edits);
		found = true;
	}
	if (!found)
		return sv_fail(err, SV_EREFUSED,
			       "%s does not take part on that day, so its "
			       "membership cannot end",
			       state);
	/* Who takes part in the cooperation no longer has no role in its projects. */
	sv_effects_roles_end(effects, arena, standing, "", state, on, "exact");
	return 0;
}

static void list_roles(struct sv_effects *effects, struct sv_arena *arena,
		       const struct sv_project_life *life, int32_t effective, const char *vote)
{
	const char *note = sv_arena_printf(arena, "by the vote '%s' of this record", vote);

	for (size_t i = 0; i < life->coordinator_count; i++)
		sv_effects_role_begins(effects, life->id, life->coordinators[i],
				       SV_ROLE_COORDINATOR, effective, note);
	for (size_t i = 0; i < life->member_count; i++)
		sv_effects_role_begins(effects, life->id, life->members[i], SV_ROLE_MEMBER,
				       effective, note);
}

static void list_project(struct sv_effects *effects, struct sv_arena *arena,
			 const struct sv_project_life *life, int32_t effective, const char *vote)
{
	const struct sv_fact_edit edits[] = {
	    {"id", life->id},
	    {"name", life->name},
	    {"acronym", life->acronym},
	    {"adopted", day_text(arena, effective)},
	    {"domain", life->domain},
	    {"domain_basis", *life->domain ? "seen" : ""},
	    {"aim", life->aim},
	    {"capability_area", life->capability_area},
	    {"confidence", "seen"},
	    {"note", sv_arena_printf(arena, "by the vote '%s' of this record", vote)},
	    END,
	};

	sv_fact_table_add(&effects->tables[SV_EFFECT_PROJECTS], NULL, edits);
	list_roles(effects, arena, life, effective, vote);
}

/* A proposed project comes on the list; one whose members have closed it goes off. */
static int change_list(struct sv_effects *effects, struct sv_arena *arena,
		       const struct sv_facts *standing, const struct sv_ballot *ballot,
		       const struct sv_project_life *life, int32_t effective, struct sv_error *err)
{
	const struct sv_fact_row *row =
	    sv_fact_set_find(set_of(standing, SV_EFFECT_PROJECTS), sv_str_from(ballot->project));

	if (!row && life && life->proposed) {
		list_project(effects, arena, life, effective, ballot->id);
		return 0;
	}
	if (row && life && life->closing) {
		const struct sv_fact_edit edits[] = {{"closed", day_text(arena, effective)},
						     {"closed_prec", "exact"},
						     {"closed_reason", life->close_reason},
						     END};

		sv_fact_table_add(&effects->tables[SV_EFFECT_PROJECTS], row, edits);
		sv_effects_roles_end(effects, arena, standing, ballot->project, "", effective,
				     "project_closed");
		return 0;
	}
	return sv_fail(err, SV_EREFUSED,
		       row ? "project '%s' is on the list, and its members have not asked to "
			     "close it; see 'servanda project close'"
			   : "nobody has proposed the project '%s'; see 'servanda project propose'",
		       ballot->project);
}

void sv_effects_request(struct sv_effects *effects, const struct sv_facts *standing,
			const char *state, const char *project, const struct sv_fact_edit *edits)
{
	const struct sv_fact_set *set = set_of(standing, SV_EFFECT_REQUESTS);
	struct sv_fact_edit all[SV_FACT_EDITS_MAX] = {
	    {"state", state}, {"project", project}, {"confidence", "seen"}};
	const struct sv_fact_row *row = NULL;
	size_t count = 3;

	for (size_t i = 0; i < set->count; i++)
		if (sv_str_is(sv_fact_row_get(set->kind, &set->rows[i], "state"), state) &&
		    sv_str_is(sv_fact_row_get(set->kind, &set->rows[i], "project"), project))
			row = &set->rows[i];
	for (; edits->column && count + 1 < SV_FACT_EDITS_MAX; edits++)
		all[count++] = *edits;
	sv_fact_table_add(&effects->tables[SV_EFFECT_REQUESTS], row, all);
}

static void admit_third_state(struct sv_effects *effects, struct sv_arena *arena,
			      const struct sv_facts *standing, const struct sv_ballot *ballot,
			      int32_t effective)
{
	const struct sv_fact_edit edits[] = {{"outcome", "admitted"},
					     {"decision_date", day_text(arena, effective)},
					     {"decision", ballot->id},
					     END};

	sv_effects_request(effects, standing, ballot->concerning, ballot->project, edits);
	sv_effects_role_begins(effects, ballot->project, ballot->concerning, SV_ROLE_THIRD_STATE,
			       effective,
			       "date of the decision; participation starts with the administrative "
			       "arrangement");
}

static void add_decision(struct sv_effects *effects, struct sv_arena *arena,
			 const struct sv_act_rule *rule, const struct sv_ballot *ballot,
			 int32_t effective)
{
	const struct sv_fact_edit edits[] = {
	    {"id", ballot->id},
	    {"type", rule->procedure->records},
	    {"date", day_text(arena, effective)},
	    {"subject", ballot->title},
	    {"changes", rule->item->title},
	    {"confidence", "seen"},
	    {"note", sv_arena_printf(arena, "adopted by the vote '%s' of this record", ballot->id)},
	    END,
	};

	sv_fact_table_add(&effects->tables[SV_EFFECT_DECISIONS], NULL, edits);
}

int sv_effects_of_vote(struct sv_effects *effects, struct sv_arena *arena,
		       const struct sv_facts *standing, const struct sv_act_rule *rule,
		       const struct sv_ballot *ballot, const struct sv_project_life *life,
		       int32_t effective, struct sv_error *err)
{
	if (*rule->procedure->records)
		add_decision(effects, arena, rule, ballot, effective);
	switch (rule->procedure->effect) {
	case SV_EFFECT_NONE: break;
	case SV_EFFECT_MEMBERSHIP_BEGINS:
		return begin_membership(effects, arena, standing, ballot, effective, err);
	case SV_EFFECT_MEMBERSHIP_ENDS:
		return sv_effects_membership_ends(effects, arena, standing, ballot->concerning,
						  effective, err);
	case SV_EFFECT_PROJECT_LISTED:
		return change_list(effects, arena, standing, ballot, life, effective, err);
	case SV_EFFECT_THIRD_STATE:
		admit_third_state(effects, arena, standing, ballot, effective);
		break;
	}
	return 0;
}
