/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * vote.h - acts and votes as JSON: the same for the command line and the portal.
 */
#ifndef SV_REPORT_VOTE_H
#define SV_REPORT_VOTE_H

#include "base/json.h"
#include "domain/ballot.h"

const char *sv_vote_code(const struct sv_act_rule *rule, size_t voter);

/* Which rule an act falls under; what a vote would come to; a vote held, how it stands; all held.
 */
void sv_act_rule_json(struct sv_arena *arena, const struct sv_act_rule *rule, struct sv_json *json);
void sv_simulation_json(struct sv_arena *arena, const struct sv_act_rule *rule,
			const struct sv_simulation *simulation, struct sv_json *json);
void sv_ballot_json(struct sv_arena *arena, const struct sv_ballot *ballot,
		    const struct sv_act_rule *rule, const struct sv_ballot_count *count,
		    struct sv_json *json);
void sv_ballots_json(const struct sv_ballot *ballots, size_t count, struct sv_json *json);

/* Keys that several outputs share; docs/formats/vote.md. */
void sv_json_act_keys(struct sv_arena *arena, struct sv_json *json, const struct sv_act_rule *rule);
void sv_json_voters(struct sv_json *json, const struct sv_act_rule *rule);
void sv_json_needs_keys(struct sv_json *json, const struct sv_act_rule *rule);
void sv_json_blocking_key(struct sv_json *json, const struct sv_act_rule *rule);
void sv_json_result_keys(struct sv_json *json, const struct sv_act_rule *rule,
			 const struct sv_vote_result *result);
void sv_json_weight(struct sv_json *json, const char *key, const struct sv_act_rule *rule,
		    int64_t weight);

#endif
