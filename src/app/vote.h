/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * vote.h - which rule an act falls under, what a vote would come to, who has
 * how much power; and votes that are opened, cast and tallied.
 */
#ifndef SV_APP_VOTE_H
#define SV_APP_VOTE_H

#include "app/app.h"
#include "domain/procedure.h"

/* What people name on a command line or in an address. */
struct sv_act_named {
	const char *act;
	const char *concerning, *project; /* code and id, or NULL */
	bool alternative;
};

SV_MUST_USE int sv_app_act_rule(struct sv_app *app, struct sv_arena *arena,
				const struct sv_moment *moment, const struct sv_reading *reading,
				const struct sv_act_named *named, struct sv_act_rule *ret,
				struct sv_error *err);

/* Who would vote how: lists of codes separated by commas; "all" in one of them stands for every
 * voter that no list names.  NULL for none. */
struct sv_vote_lists {
	const char *in_favour, *against, *abstaining;
};

/* SV_EREFUSED when a state has no vote or is named twice. */
SV_MUST_USE int sv_app_simulate(struct sv_arena *arena, const struct sv_act_rule *rule,
				const struct sv_vote_lists *lists, struct sv_simulation *ret,
				struct sv_error *err);

#endif
