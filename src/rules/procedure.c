/* SPDX-License-Identifier: EUPL-1.2 */
/* Clauses of a procedure: who proposes, who votes, by which majority, and what it changes. */
#include "base/limits.h"
#include "rules/parser.h"

bool sv_clause_proposed_by(struct sv_parser *parser, struct sv_parser_target *target)
{
	return sv_parser_names(parser, "who proposes", &target->item->procedure->proposed_by);
}

bool sv_clause_consulted(struct sv_parser *parser, struct sv_parser_target *target)
{
	return sv_parser_names(parser, "who is consulted", &target->item->procedure->consulted);
}

static bool parse_electorate(struct sv_parser *parser, enum sv_electorate *ret)
{
	static const char *const words[] = {"nobody", "union", "members", "project"};
	int index = sv_parser_one_of(parser, words, SV_ARRAY_LEN(words),
				     "nobody, union, members or project");

	if (index >= 0)
		*ret = (enum sv_electorate)index;
	return index >= 0;
}

/* ELECTORATE [without the state concerned] */
bool sv_clause_voters(struct sv_parser *parser, struct sv_parser_target *target)
{
	struct sv_procedure *procedure = target->item->procedure;

	procedure->has_voters = true;
	if (!parse_electorate(parser, &procedure->voters))
		return false;
	procedure->without_concerned = sv_parser_words(parser, "without the state concerned");
	return true;
}

/* unanimity | NUMBER % of voters, NUMBER % of population */
static bool parse_majority(struct sv_parser *parser, struct sv_majority *ret)
{
	struct sv_majority majority = {.when = ""};

	if (sv_parser_take(parser, "unanimity")) {
		majority.unanimous = true;
	} else if (!sv_parser_percent(parser, &majority.voters) ||
		   !sv_parser_expect(parser, "of") || !sv_parser_expect(parser, "voters") ||
		   !sv_parser_expect(parser, ",") ||
		   !sv_parser_percent(parser, &majority.population) ||
		   !sv_parser_expect(parser, "of") || !sv_parser_expect(parser, "population")) {
		return false;
	}
	*ret = majority;
	return true;
}

bool sv_clause_majority(struct sv_parser *parser, struct sv_parser_target *target)
{
	target->item->procedure->has_majority = true;
	return parse_majority(parser, &target->item->procedure->majority);
}

/* more than NUMBER % of population, NUMBER more */
bool sv_clause_blocking(struct sv_parser *parser, struct sv_parser_target *target)
{
	struct sv_procedure *procedure = target->item->procedure;

	procedure->has_blocking = true;
	return sv_parser_expect(parser, "more") && sv_parser_expect(parser, "than") &&
	       sv_parser_percent(parser, &procedure->blocking) && sv_parser_expect(parser, "of") &&
	       sv_parser_expect(parser, "population") && sv_parser_expect(parser, ",") &&
	       sv_parser_whole(parser, "how many voters more", SV_VOTERS_MAX,
			       &procedure->blocking_more) &&
	       sv_parser_expect(parser, "more");
}

bool sv_clause_alternative(struct sv_parser *parser, struct sv_parser_target *target)
{
	struct sv_majority *alternative = &target->item->procedure->alternative;

	target->item->procedure->has_alternative = true;
	if (!parse_majority(parser, alternative))
		return false;
	return parser->token->kind != SV_TOKEN_STRING ||
	       sv_parser_string(parser, &alternative->when);
}

/* more than NUMBER % of voters */
bool sv_clause_quorum(struct sv_parser *parser, struct sv_parser_target *target)
{
	struct sv_procedure *procedure = target->item->procedure;

	procedure->has_quorum = true;
	return sv_parser_expect(parser, "more") && sv_parser_expect(parser, "than") &&
	       sv_parser_percent(parser, &procedure->quorum) && sv_parser_expect(parser, "of") &&
	       sv_parser_expect(parser, "voters");
}

bool sv_clause_proxies(struct sv_parser *parser, struct sv_parser_target *target)
{
	return sv_parser_whole(parser, "how many others one may vote for", SV_VOTERS_MAX,
			       &target->item->procedure->proxies_max);
}

bool sv_clause_effect(struct sv_parser *parser, struct sv_parser_target *target)
{
	static const char *const words[] = {"none", "membership_begins", "membership_ends",
					    "project_listed", "third_state"};
	int index = sv_parser_one_of(
	    parser, words, SV_ARRAY_LEN(words),
	    "none, membership_begins, membership_ends, project_listed or third_state");

	if (index >= 0)
		target->item->procedure->effect = (enum sv_effect)index;
	return index >= 0;
}

bool sv_clause_records(struct sv_parser *parser, struct sv_parser_target *target)
{
	return sv_parser_name(parser, "a type of act", &target->item->procedure->records);
}

/* NAME by WHO [with unanimity of ELECTORATE] STRING */
bool sv_clause_step(struct sv_parser *parser, struct sv_parser_target *target)
{
	struct sv_procedure *procedure = target->item->procedure;
	struct sv_procedure_step step = {.place = parser->token->place};

	if (procedure->step_count == SV_RULE_NAMES_MAX) {
		sv_pledge_error(parser->pledge, parser->findings, "limit", step.place,
				"join some of them", "the procedure has more than %d steps",
				SV_RULE_NAMES_MAX);
		return false;
	}
	if (!sv_parser_name(parser, "the name of a step", &step.name) ||
	    !sv_parser_expect(parser, "by") ||
	    !sv_parser_name(parser, "who takes the step", &step.who))
		return false;
	step.unanimous = sv_parser_words(parser, "with unanimity of");
	if (step.unanimous && !parse_electorate(parser, &step.electorate))
		return false;
	if (!sv_parser_string(parser, &step.text))
		return false;
	procedure->steps = sv_arena_grow(parser->arena, procedure->steps, procedure->step_count,
					 &procedure->step_cap, sizeof(step));
	procedure->steps[procedure->step_count++] = step;
	return true;
}

static bool is_share(struct sv_rational value)
{
	return value.num >= 0 && value.num <= value.den;
}

static bool majority_is_sound(const struct sv_majority *majority)
{
	return majority->unanimous ||
	       (is_share(majority->voters) && is_share(majority->population));
}

void sv_procedure_check(const struct sv_pledge *pledge, const struct sv_pledge_item *item,
			struct sv_findings *findings)
{
	const struct sv_procedure *procedure = item->procedure;
	bool votes = procedure->has_voters && procedure->voters != SV_ELECTORATE_NOBODY;

	if (!procedure->has_voters)
		sv_pledge_error(pledge, findings, "voters", item->place,
				"add a clause such as: voters members",
				"nothing says who votes on '%s'", item->number);
	if (votes && !procedure->has_majority)
		sv_pledge_error(pledge, findings, "majority", item->place,
				"add 'majority unanimity' or 'majority 55 % of voters, 65 % of "
				"population'",
				"nothing says by which majority '%s' is decided", item->number);
	if (!votes && (procedure->has_majority || procedure->has_quorum))
		sv_pledge_error(pledge, findings, "majority", item->place,
				"take the majority away, or name the voters",
				"nobody votes on '%s', yet a majority is asked for", item->number);
	if ((procedure->has_majority && !majority_is_sound(&procedure->majority)) ||
	    (procedure->has_alternative && !majority_is_sound(&procedure->alternative)) ||
	    (procedure->has_blocking && !is_share(procedure->blocking)) ||
	    (procedure->has_quorum && !is_share(procedure->quorum)))
		sv_pledge_error(pledge, findings, "majority", item->place,
				"write shares from 0 % to 100 %",
				"a share of '%s' is more than the whole", item->number);
	if (procedure->has_blocking && procedure->majority.unanimous)
		sv_pledge_error(pledge, findings, "blocking", item->place, "take the clause away",
				"'%s' is decided by unanimity, where anybody blocks", item->number);
}
