/* SPDX-License-Identifier: EUPL-1.2 */
/* Acts, votes and what they would come to, for programs; see docs/formats/vote.md. */
#include "report/vote.h"

#include "report/data.h"

const char *sv_vote_code(const struct sv_act_rule *rule, size_t voter)
{
	return rule->reg->states[rule->voters[voter]].code;
}

void sv_json_weight(struct sv_json *json, const char *key, const struct sv_act_rule *rule,
		    int64_t weight)
{
	sv_json_key(json, key);
	if (rule->population_year)
		sv_json_decimal(json, sv_act_weight(rule, weight));
	else
		sv_json_null(json);
}

static void json_names(struct sv_json *json, const char *key, const struct sv_names *names)
{
	sv_json_key(json, key);
	sv_json_begin_array(json);
	for (size_t i = 0; i < names->count; i++)
		sv_json_text(json, names->items[i]);
	sv_json_end_array(json);
}

void sv_json_voters(struct sv_json *json, const struct sv_act_rule *rule)
{
	sv_json_key(json, "voters");
	sv_json_begin_array(json);
	for (size_t i = 0; i < rule->voter_count; i++)
		sv_json_text(json, sv_vote_code(rule, i));
	sv_json_end_array(json);
}

/* Keys that rule, simulate and power share, after "act". */
void sv_json_act_keys(struct sv_arena *arena, struct sv_json *json, const struct sv_act_rule *rule)
{
	const struct sv_act_question *question = &rule->question;

	sv_json_key_day(json, "on", question->on);
	sv_json_key_text(json, "concerning",
			 question->concerning < 0 ? NULL
						  : rule->reg->states[question->concerning].code);
	sv_json_key_text(json, "project",
			 question->project < 0 ? NULL : rule->reg->projects[question->project].id);
	sv_json_key_text(json, "article", rule->item->basis);
	sv_json_key_text(json, "rule",
			 rule->is_vote ? sv_majority_text(arena, &rule->majority) : "nobody votes");
	sv_json_key_bool(json, "alternative", question->alternative);
}

/* Keys of what it takes. */
void sv_json_needs_keys(struct sv_json *json, const struct sv_act_rule *rule)
{
	sv_json_key(json, "population_table");
	if (rule->population_year)
		sv_json_int(json, rule->population_year);
	else
		sv_json_null(json);
	sv_json_key_text(json, "population_unit",
			 rule->population_year ? sv_act_weight_unit(rule) : NULL);
	sv_json_weight(json, "population_all", rule, rule->game.weight_all);
	sv_json_key(json, "quorum_needed");
	if (rule->quorum_needed)
		sv_json_int(json, (int64_t)rule->quorum_needed);
	else
		sv_json_null(json);
}

void sv_json_blocking_key(struct sv_json *json, const struct sv_act_rule *rule)
{
	sv_json_key(json, "blocking_minority_needs");
	if (rule->game.unanimous)
		sv_json_int(json, 1);
	else if (rule->game.blocking_needed)
		sv_json_int(json, (int64_t)rule->game.blocking_needed);
	else
		sv_json_null(json);
}

void sv_act_rule_json(struct sv_arena *arena, const struct sv_act_rule *rule, struct sv_json *json)
{
	const struct sv_procedure *procedure = rule->procedure;

	sv_json_begin_object(json);
	sv_json_key_text(json, "act", rule->question.act);
	sv_json_key_text(json, "title", rule->item->title);
	sv_json_act_keys(arena, json, rule);
	sv_json_key_text(json, "text", rule->item->text);
	sv_json_key_text(json, "note", rule->item->note[0] ? rule->item->note : NULL);
	json_names(json, "proposed_by", &procedure->proposed_by);
	json_names(json, "consulted", &procedure->consulted);
	sv_json_key_text(json, "electorate", sv_electorate_name(procedure->voters));
	sv_json_key_bool(json, "concerned_excluded", procedure->without_concerned);
	sv_json_voters(json, rule);
	sv_json_key_int(json, "members_needed", (int64_t)rule->game.voters_needed);
	sv_json_weight(json, "population_needed", rule, rule->game.weight_needed);
	sv_json_blocking_key(json, rule);
	sv_json_needs_keys(json, rule);
	sv_json_key_text(
	    json, "alternative_rule",
	    procedure->has_alternative ? sv_majority_text(arena, &procedure->alternative) : NULL);
	sv_json_key_text(json, "alternative_when",
			 procedure->has_alternative ? procedure->alternative.when : NULL);
	sv_json_key_int(json, "proxies_max", procedure->proxies_max);
	sv_json_key_text(json, "effect", sv_effect_name(procedure->effect));
	sv_json_key_int(json, "document", rule->doc);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

void sv_json_result_keys(struct sv_json *json, const struct sv_act_rule *rule,
			 const struct sv_vote_result *result)
{
	sv_json_key_int(json, "members_for", (int64_t)result->in_favour);
	sv_json_key_int(json, "members_needed", (int64_t)rule->game.voters_needed);
	sv_json_weight(json, "population_for", rule, result->weight_in_favour);
	sv_json_weight(json, "population_needed", rule, rule->game.weight_needed);
	sv_json_blocking_key(json, rule);
	sv_json_key_int(json, "opposing", (int64_t)result->opposing);
	sv_json_key_int(json, "against", (int64_t)result->against);
	sv_json_key_int(json, "abstaining", (int64_t)result->abstaining);
	sv_json_key_int(json, "absent", (int64_t)result->absent);
}

void sv_simulation_json(struct sv_arena *arena, const struct sv_act_rule *rule,
			const struct sv_simulation *simulation, struct sv_json *json)
{
	const struct sv_vote_result *result = &simulation->result;

	sv_json_begin_object(json);
	sv_json_key_text(json, "act", rule->question.act);
	sv_json_act_keys(arena, json, rule);
	sv_json_voters(json, rule);
	sv_json_result_keys(json, rule, result);
	sv_json_key_bool(json, "adopted", result->adopted);
	sv_json_key_text(json, "why", sv_act_reason(arena, rule, result));
	sv_json_key(json, "pivotal");
	sv_json_begin_array(json);
	for (size_t i = 0; i < simulation->pivotal_count; i++)
		sv_json_text(json, sv_vote_code(rule, simulation->pivotal[i]));
	sv_json_end_array(json);
	sv_json_needs_keys(json, rule);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

static void json_ballot_keys(struct sv_json *json, const struct sv_ballot *ballot)
{
	sv_json_key_text(json, "vote", ballot->id);
	sv_json_key_text(json, "act", ballot->act);
	sv_json_key_text(json, "title", ballot->title);
	sv_json_key_text(json, "concerning", ballot->concerning[0] ? ballot->concerning : NULL);
	sv_json_key_text(json, "project", ballot->project[0] ? ballot->project : NULL);
	sv_json_key_day(json, "opened", ballot->opened);
	sv_json_key_day(json, "closes", ballot->closes);
	sv_json_key_bool(json, "tallied", ballot->tallied);
	sv_json_key(json, "adopted");
	if (ballot->tallied)
		sv_json_bool(json, ballot->adopted);
	else
		sv_json_null(json);
	sv_json_key_day(json, "effective", ballot->tallied ? ballot->effective : SV_DAY_NONE);
	sv_json_key_int(json, "document", ballot->doc);
}

void sv_ballot_json(struct sv_arena *arena, const struct sv_ballot *ballot,
		    const struct sv_act_rule *rule, const struct sv_ballot_count *count,
		    struct sv_json *json)
{
	sv_json_begin_object(json);
	json_ballot_keys(json, ballot);
	sv_json_key_text(json, "rule", sv_majority_text(arena, &rule->majority));
	sv_json_key_text(json, "article", rule->item->basis);
	sv_json_voters(json, rule);
	sv_json_result_keys(json, rule, &count->result);
	sv_json_key_bool(json, "adopted_by_count", count->adopted);
	sv_json_key_bool(json, "quorum", count->quorum);
	sv_json_key_text(json, "why", count->why);
	sv_json_key_int(json, "present", (int64_t)count->present);
	sv_json_needs_keys(json, rule);
	sv_json_key(json, "casts");
	sv_json_begin_array(json);
	for (size_t i = 0; i < ballot->cast_count; i++) {
		const struct sv_cast *cast = &ballot->casts[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "state", cast->state);
		sv_json_key_text(json, "vote", sv_vote_name(cast->vote));
		sv_json_key_text(json, "by", cast->by[0] ? cast->by : NULL);
		sv_json_key_day(json, "on", cast->on);
		sv_json_key_bool(json, "counts", cast->counts);
		sv_json_key_int(json, "document", cast->doc);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

void sv_ballots_json(const struct sv_ballot *ballots, size_t count, struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key(json, "votes");
	sv_json_begin_array(json);
	for (size_t i = 0; i < count; i++) {
		sv_json_begin_object(json);
		json_ballot_keys(json, &ballots[i]);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}
