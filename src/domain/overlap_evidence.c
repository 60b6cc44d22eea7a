/* SPDX-License-Identifier: EUPL-1.2 */
/* What acts and facts of projects add to a pair: phases, and calls on one common fund. */
#include <string.h>

#include "domain/overlap.h"

struct gathering {
	struct sv_arena *arena;
	const struct sv_register *reg;
	const struct sv_project_life *lives;
	size_t life_count;
	int32_t day;
};

static const char *phase_of(const struct gathering *g, int project)
{
	for (size_t i = 0; project >= 0 && i < g->life_count; i++)
		if (strcmp(g->lives[i].id, g->reg->projects[project].id) == 0)
			return g->lives[i].phase[0] ? g->lives[i].phase : NULL;
	return NULL;
}

static bool is_call(const struct gathering *g, const struct sv_project_fact *fact, int project)
{
	return fact->project == project &&
	       strncmp(fact->fact, SV_OVERLAP_FUND_FACT, strlen(SV_OVERLAP_FUND_FACT)) == 0 &&
	       fact->from <= g->day && g->day < fact->to;
}

/* Whether a project calls on a fund; on any, when none is named. */
static bool calls_on(const struct gathering *g, int project, const char *fund)
{
	for (size_t i = 0; i < g->reg->project_fact_count; i++) {
		const struct sv_project_fact *fact = &g->reg->project_facts[i];

		if (is_call(g, fact, project) && (!fund || strcmp(fact->detail, fund) == 0))
			return true;
	}
	return false;
}

static void add_funds(const struct gathering *g, struct sv_overlap_pair *pair)
{
	pair->funds = SV_NEW_ARRAY(g->arena, const char *, g->reg->project_fact_count);
	pair->funds_known =
	    pair->left >= 0 && calls_on(g, pair->left, NULL) && calls_on(g, pair->right, NULL);
	for (size_t i = 0; pair->funds_known && i < g->reg->project_fact_count; i++) {
		const struct sv_project_fact *fact = &g->reg->project_facts[i];

		if (is_call(g, fact, pair->left) && calls_on(g, pair->right, fact->detail))
			pair->funds[pair->fund_count++] = fact->detail;
	}
}

void sv_overlap_add_evidence(struct sv_arena *arena, const struct sv_register *reg,
			     const struct sv_project_life *lives, size_t life_count, int32_t day,
			     struct sv_overlap *overlap)
{
	const struct gathering g = {arena, reg, lives, life_count, day};

	for (size_t i = 0; i < reg->project_count; i++) {
		if (!sv_project_is_listed(&reg->projects[i], day))
			continue;
		overlap->with_phase += phase_of(&g, (int)i) != NULL;
		overlap->with_fund += calls_on(&g, (int)i, NULL);
	}
	for (size_t i = 0; i < overlap->count; i++) {
		struct sv_overlap_pair *pair = &overlap->pairs[i];

		pair->left_phase = phase_of(&g, pair->left);
		pair->right_phase = phase_of(&g, pair->right);
		add_funds(&g, pair);
	}
}
