/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/register_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* A row stands at a size of the log when its document is in it and none that replaced it. */
#define STANDING " WHERE doc < ? AND superseded >= ?"

struct loader {
	struct sv_db *db;
	struct sv_arena *arena;
	int64_t known_size;
	bool seen_only;
	struct sv_register *reg;
	struct sv_error *err;
};

static const char *text(const struct loader *loader, struct sv_stmt *stmt, int column)
{
	return sv_arena_str(loader->arena, sv_stmt_text(stmt, column)).ptr;
}

static int32_t day(struct sv_stmt *stmt, int column, int32_t when_empty)
{
	int32_t value;

	return sv_day_parse(sv_stmt_text(stmt, column), &value) ? value : when_empty;
}

static enum sv_confidence confidence(struct sv_stmt *stmt, int column)
{
	return sv_str_is(sv_stmt_text(stmt, column), "recalled") ? SV_CONFIDENCE_RECALLED
								 : SV_CONFIDENCE_SEEN;
}

/* Every query below begins with these four columns. */
#define ORIGIN "doc, row, source, confidence, "
#define AFTER_ORIGIN 4

static struct sv_origin origin(const struct loader *loader, struct sv_stmt *stmt)
{
	return (struct sv_origin){sv_stmt_int(stmt, 0), (int32_t)sv_stmt_int(stmt, 1),
				  text(loader, stmt, 2), confidence(stmt, 3)};
}

typedef void (*take_row)(struct loader *loader, struct sv_stmt *stmt, void *row);

/* Rows of a query into an array, each of `size` bytes. */
static int load_rows(struct loader *loader, const char *sql, take_row take, size_t size,
		     void **ret_rows, size_t *ret_count)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	size_t count = 0, cap = 0;
	char *rows = NULL;
	int r = sv_stmt_open(loader->db, sql, &stmt, loader->err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, loader->known_size);
	sv_stmt_bind_int(stmt, 2, loader->known_size);
	while ((r = sv_stmt_step(stmt, loader->err)) > 0) {
		if (loader->seen_only && confidence(stmt, 3) == SV_CONFIDENCE_RECALLED)
			continue;
		rows = sv_arena_grow(loader->arena, rows, count, &cap, size);
		take(loader, stmt, rows + count++ * size);
	}
	if (r < 0)
		return r;
	*ret_rows = rows;
	*ret_count = count;
	return 0;
}

/* A state's code ends where the next begins; several rows of one are its memberships. */
static int load_states(struct loader *loader)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	struct sv_state *states = NULL;
	struct sv_membership *memberships = NULL;
	size_t state_count = 0, state_cap = 0, membership_count = 0, membership_cap = 0;
	int r = sv_stmt_open(loader->db,
			     "SELECT " ORIGIN "code, name, joined_eu, left_eu, nato_from,"
			     " member_from, member_to, confidence_other FROM state" STANDING
			     " ORDER BY code, doc, row",
			     &stmt, loader->err);

	if (r < 0)
		return r;
	sv_stmt_bind_int(stmt, 1, loader->known_size);
	sv_stmt_bind_int(stmt, 2, loader->known_size);
	while ((r = sv_stmt_step(stmt, loader->err)) > 0) {
		struct sv_str code = sv_stmt_text(stmt, 4);
		struct sv_membership membership = {.to = day(stmt, 10, SV_DAY_OPEN),
						   .from = day(stmt, 9, SV_DAY_NONE),
						   .origin = origin(loader, stmt)};
		struct sv_state *state;

		if (!state_count || !sv_str_is(code, states[state_count - 1].code)) {
			states = sv_arena_grow(loader->arena, states, state_count, &state_cap,
					       sizeof(*states));
			state_count++;
		}
		state = &states[state_count - 1];
		*state = (struct sv_state){.code = text(loader, stmt, 4),
					   .name = text(loader, stmt, 5),
					   .eu_from = day(stmt, 6, SV_DAY_NONE),
					   .eu_to = day(stmt, 7, SV_DAY_OPEN),
					   .nato_from = day(stmt, 8, SV_DAY_NONE),
					   .origin = membership.origin};
		state->origin.confidence = confidence(stmt, 11);
		if (state->eu_from == SV_DAY_NONE)
			state->eu_to = SV_DAY_NONE;
		if (membership.from == SV_DAY_NONE || membership.from == membership.to ||
		    (loader->seen_only && membership.origin.confidence == SV_CONFIDENCE_RECALLED))
			continue;
		membership.state = (int)state_count - 1;
		memberships = sv_arena_grow(loader->arena, memberships, membership_count,
					    &membership_cap, sizeof(*memberships));
		memberships[membership_count++] = membership;
	}
	if (r < 0)
		return r;
	loader->reg->states = states;
	loader->reg->state_count = state_count;
	loader->reg->memberships = memberships;
	loader->reg->membership_count = membership_count;
	return 0;
}

static void take_project(struct loader *loader, struct sv_stmt *stmt, void *row)
{
	struct sv_project *project = row;
	int c = AFTER_ORIGIN;

	project->origin = origin(loader, stmt);
	project->id = text(loader, stmt, c++);
	project->name = text(loader, stmt, c++);
	project->acronym = text(loader, stmt, c++);
	project->wave = (int)sv_stmt_int(stmt, c++);
	project->adopted = day(stmt, c++, SV_DAY_NONE);
	project->closed = day(stmt, c++, SV_DAY_OPEN);
	project->domain = text(loader, stmt, c++);
	project->aim = text(loader, stmt, c++);
	project->keywords = text(loader, stmt, c++);
	project->capability_area = text(loader, stmt, c++);
	project->note = text(loader, stmt, c++);
}

static enum sv_role role_of(struct sv_str name)
{
	for (enum sv_role role = SV_ROLE_COORDINATOR; role < SV_ROLE_THIRD_STATE; role++)
		if (sv_str_is(name, sv_role_name(role)))
			return role;
	return SV_ROLE_THIRD_STATE;
}

/* Exact ids only: what is derived was checked, and names of people's choice do not occur here. */
static int project_index(const struct sv_register *reg, struct sv_str id)
{
	for (size_t i = 0; i < reg->project_count; i++)
		if (sv_str_is(id, reg->projects[i].id))
			return (int)i;
	return -1;
}

static void take_participation(struct loader *loader, struct sv_stmt *stmt, void *row)
{
	struct sv_participation *participation = row;
	int c = AFTER_ORIGIN;

	participation->origin = origin(loader, stmt);
	participation->project = project_index(loader->reg, sv_stmt_text(stmt, c++));
	participation->state = sv_register_state(loader->reg, sv_stmt_text(stmt, c++));
	participation->role = role_of(sv_stmt_text(stmt, c++));
	participation->from = day(stmt, c++, SV_DAY_NONE);
	participation->to = day(stmt, c++, SV_DAY_OPEN);
	participation->from_precision = text(loader, stmt, c++);
	participation->to_precision = text(loader, stmt, c++);
}

static int compare_participations(const void *a, const void *b)
{
	const struct sv_participation *x = a, *y = b;

	if (x->project != y->project)
		return x->project < y->project ? -1 : 1;
	if (x->state != y->state)
		return x->state < y->state ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (int)x->role - (int)y->role;
}

/* A role whose project or state is left out goes with it; one that never held goes too. */
static void settle_participations(struct sv_participation *rows, size_t *count)
{
	size_t kept = 0;

	for (size_t i = 0; i < *count; i++)
		if (rows[i].project >= 0 && rows[i].state >= 0 && rows[i].from < rows[i].to)
			rows[kept++] = rows[i];
	*count = kept;
	if (kept)
		qsort(rows, kept, sizeof(*rows), compare_participations);
}

static void take_decision(struct loader *loader, struct sv_stmt *stmt, void *row)
{
	struct sv_decision *decision = row;
	int c = AFTER_ORIGIN;

	decision->origin = origin(loader, stmt);
	decision->id = text(loader, stmt, c++);
	decision->type = text(loader, stmt, c++);
	decision->number = text(loader, stmt, c++);
	decision->subject = text(loader, stmt, c++);
	decision->oj_reference = text(loader, stmt, c++);
	decision->changes = text(loader, stmt, c++);
	decision->url = text(loader, stmt, c++);
	decision->date = day(stmt, c++, SV_DAY_NONE);
}

static void take_state_fact(struct loader *loader, struct sv_stmt *stmt, void *row)
{
	struct sv_state_fact *fact = row;
	int c = AFTER_ORIGIN;

	fact->origin = origin(loader, stmt);
	fact->state = sv_register_state(loader->reg, sv_stmt_text(stmt, c++));
	fact->fact = text(loader, stmt, c++);
	fact->detail = text(loader, stmt, c++);
	fact->from = day(stmt, c++, SV_DAY_NONE);
	fact->to = day(stmt, c++, SV_DAY_OPEN);
}

static void take_project_fact(struct loader *loader, struct sv_stmt *stmt, void *row)
{
	struct sv_project_fact *fact = row;
	int c = AFTER_ORIGIN;

	fact->origin = origin(loader, stmt);
	fact->project = project_index(loader->reg, sv_stmt_text(stmt, c++));
	fact->fact = text(loader, stmt, c++);
	fact->detail = text(loader, stmt, c++);
	fact->from = day(stmt, c++, SV_DAY_NONE);
	fact->to = day(stmt, c++, SV_DAY_OPEN);
}

static void take_vote_population(struct loader *loader, struct sv_stmt *stmt, void *row)
{
	struct sv_vote_population *population = row;
	int c = AFTER_ORIGIN;

	population->origin = origin(loader, stmt);
	population->year = (int)sv_stmt_int(stmt, c++);
	population->state = sv_register_state(loader->reg, sv_stmt_text(stmt, c++));
	population->has_heads = !sv_stmt_is_null(stmt, c);
	population->heads = sv_stmt_int(stmt, c++);
	population->has_share = sv_decimal_parse(sv_stmt_text(stmt, c++), &population->share);
}

static void take_third_state_request(struct loader *loader, struct sv_stmt *stmt, void *row)
{
	struct sv_third_state_request *request = row;
	int c = AFTER_ORIGIN;

	request->origin = origin(loader, stmt);
	request->state = sv_register_state(loader->reg, sv_stmt_text(stmt, c++));
	request->project = project_index(loader->reg, sv_stmt_text(stmt, c++));
	request->requested = day(stmt, c++, SV_DAY_NONE);
	request->requested_precision = text(loader, stmt, c++);
	request->outcome = text(loader, stmt, c++);
	request->decided = day(stmt, c++, SV_DAY_NONE);
	request->decision = text(loader, stmt, c++);
	request->participating = day(stmt, c++, SV_DAY_NONE);
	request->note = text(loader, stmt, c++);
}

static void take_group_member(struct loader *loader, struct sv_stmt *stmt, void *row)
{
	struct sv_group_member *member = row;
	int c = AFTER_ORIGIN;

	member->origin = origin(loader, stmt);
	member->group = text(loader, stmt, c++);
	member->state = sv_register_state(loader->reg, sv_stmt_text(stmt, c++));
	member->from = day(stmt, c++, SV_DAY_NONE);
	member->to = day(stmt, c++, SV_DAY_OPEN);
}

static void take_source(struct loader *loader, struct sv_stmt *stmt, void *row)
{
	struct sv_source *source = row;
	int c = AFTER_ORIGIN;

	source->origin = origin(loader, stmt);
	if (sv_str_is(sv_stmt_text(stmt, AFTER_ORIGIN + 6), "recalled"))
		source->origin.confidence = SV_CONFIDENCE_RECALLED;
	source->id = text(loader, stmt, c++);
	source->title = text(loader, stmt, c++);
	source->publisher = text(loader, stmt, c++);
	source->date = text(loader, stmt, c++);
	source->url = text(loader, stmt, c++);
	source->licence = text(loader, stmt, c++);
	source->access = text(loader, stmt, c++);
}

int sv_register_load(struct sv_db *db, struct sv_arena *arena, int64_t known_size, bool seen_only,
		     struct sv_register *ret, struct sv_error *err)
{
	struct sv_register reg = {.seen_only = seen_only};
	struct loader loader = {db, arena, known_size, seen_only, &reg, err};
	/* In this order: later rows name states and projects by their index. */
	const struct {
		const char *sql;
		take_row take;
		size_t size;
		const void **rows;
		size_t *count;
	} queries[] = {
	    {"SELECT " ORIGIN "id, name, acronym, wave, adopted, closed, domain, aim, keywords,"
	     " capability_area, note FROM project" STANDING " ORDER BY adopted, doc, row",
	     take_project, sizeof(struct sv_project), (const void **)&reg.projects,
	     &reg.project_count},
	    {"SELECT " ORIGIN "project, state, role, \"from\", \"to\", from_prec, to_prec"
	     " FROM participation" STANDING,
	     take_participation, sizeof(struct sv_participation),
	     (const void **)&reg.participations, &reg.participation_count},
	    {"SELECT doc, row, id, confidence, id, type, number, subject, oj_ref, changes, url,"
	     " date FROM decision" STANDING " ORDER BY date, doc, row",
	     take_decision, sizeof(struct sv_decision), (const void **)&reg.decisions,
	     &reg.decision_count},
	    {"SELECT " ORIGIN "state, fact, detail, \"from\", \"to\" FROM state_fact" STANDING
	     " ORDER BY state, fact, \"from\", doc, row",
	     take_state_fact, sizeof(struct sv_state_fact), (const void **)&reg.state_facts,
	     &reg.state_fact_count},
	    {"SELECT " ORIGIN "project, fact, detail, \"from\", \"to\" FROM project_fact" STANDING
	     " ORDER BY project, fact, \"from\", doc, row",
	     take_project_fact, sizeof(struct sv_project_fact), (const void **)&reg.project_facts,
	     &reg.project_fact_count},
	    {"SELECT " ORIGIN "year, state, population, share_pct FROM vote_population" STANDING
	     " ORDER BY year, state, doc, row",
	     take_vote_population, sizeof(struct sv_vote_population),
	     (const void **)&reg.vote_populations, &reg.vote_population_count},
	    {"SELECT " ORIGIN "state, project, requested_date, requested_prec, outcome,"
	     " decision_date, decision, participating_from, note FROM third_state_request" STANDING
	     " ORDER BY decision_date, requested_date, state, project, doc, row",
	     take_third_state_request, sizeof(struct sv_third_state_request),
	     (const void **)&reg.third_state_requests, &reg.third_state_request_count},
	    {"SELECT " ORIGIN "\"group\", state, \"from\", \"to\" FROM group_member" STANDING
	     " ORDER BY \"group\", state, \"from\", doc, row",
	     take_group_member, sizeof(struct sv_group_member), (const void **)&reg.group_members,
	     &reg.group_member_count},
	    {"SELECT doc, row, id, '', id, title, publisher, date, url, licence, access"
	     " FROM source" STANDING " ORDER BY id, doc, row",
	     take_source, sizeof(struct sv_source), (const void **)&reg.sources, &reg.source_count},
	};
	int r = load_states(&loader);

	if (r == 0 && reg.state_count > SV_STATES_MAX)
		return sv_fail(err, SV_ELIMIT, "the record holds %zu states, %d at most are read",
			       reg.state_count, SV_STATES_MAX);
	for (size_t i = 0; r == 0 && i < SV_ARRAY_LEN(queries); i++) {
		void *rows = NULL;

		r = load_rows(&loader, queries[i].sql, queries[i].take, queries[i].size, &rows,
			      queries[i].count);
		if (r < 0)
			return r;
		if (queries[i].count == &reg.participation_count)
			settle_participations(rows, &reg.participation_count);
		*queries[i].rows = rows;
	}
	if (r < 0)
		return r;
	*ret = reg;
	return 0;
}
