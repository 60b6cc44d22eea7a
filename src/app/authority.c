/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/authority.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/suggest.h"

static const struct {
	const char *name;
	bool for_state; /* speaks for one */
} roles[SV_ACTOR_ROLE_COUNT] = {
    [SV_ACTOR_PUBLIC] = {"public", false},
    [SV_ACTOR_OPERATOR] = {"operator", false},
    [SV_ACTOR_NATIONAL_AUTHOR] = {"national-author", true},
    [SV_ACTOR_NATIONAL_APPROVER] = {"national-approver", true},
    [SV_ACTOR_COORDINATOR] = {"coordinator", true},
    [SV_ACTOR_ASSESSOR] = {"assessor", false},
    [SV_ACTOR_SECOND_READER] = {"second-reader", false},
    [SV_ACTOR_DELEGATE] = {"delegate", true},
    [SV_ACTOR_AUDITOR] = {"auditor", false},
};

#define BIT(role) (1u << SV_ACTOR_##role)

/* One line an action: what it is, and the roles that may. */
static const struct {
	const char *what;
	unsigned roles;
} actions[SV_ACTION_COUNT] = {
    [SV_ACTION_INIT] = {"create a record", BIT(OPERATOR)},
    [SV_ACTION_IMPORT] = {"add documents to a record", BIT(OPERATOR)},
    [SV_ACTION_REBUILD] = {"rebuild derived tables", BIT(OPERATOR)},
    [SV_ACTION_REDACT] = {"withhold what was recorded",
			  BIT(OPERATOR) | BIT(ASSESSOR) | BIT(SECOND_READER)},
    [SV_ACTION_ENROL] = {"enrol keys, replace or revoke them", BIT(OPERATOR) | BIT(ASSESSOR)},
    [SV_ACTION_CHECKPOINT] = {"sign checkpoints", BIT(OPERATOR)},
    [SV_ACTION_ACCOUNTS] = {"keep the accounts of the portal", BIT(OPERATOR)},
    [SV_ACTION_COPY] = {"copy a record to another store", BIT(OPERATOR)},
    [SV_ACTION_EXPORT] = {"give all documents away", BIT(OPERATOR) | BIT(AUDITOR)},
    [SV_ACTION_VOTE_OPEN] = {"open or tally a vote", BIT(OPERATOR) | BIT(ASSESSOR)},
    [SV_ACTION_VOTE_CAST] = {"cast a vote", BIT(OPERATOR) | BIT(DELEGATE)},
    [SV_ACTION_MEMBERSHIP_WITHDRAW] = {"notify a withdrawal", BIT(OPERATOR) | BIT(DELEGATE)},
    [SV_ACTION_MEMBERSHIP_NOTE] = {"record that the Council takes note",
				   BIT(OPERATOR) | BIT(ASSESSOR)},
    [SV_ACTION_PROJECT_PROPOSE] = {"propose a project",
				   BIT(OPERATOR) | BIT(DELEGATE) | BIT(NATIONAL_APPROVER)},
    [SV_ACTION_PROJECT_TAKE_PART] = {"change who takes part in a project",
				     BIT(OPERATOR) | BIT(DELEGATE) | BIT(NATIONAL_APPROVER)},
    [SV_ACTION_PROJECT_CLARIFY] = {"clarify a proposal", BIT(OPERATOR) | BIT(ASSESSOR)},
    [SV_ACTION_PROJECT_REPORT] = {"report on a project", BIT(OPERATOR) | BIT(COORDINATOR)},
    [SV_ACTION_REQUEST_FILE] = {"file a request", BIT(OPERATOR) | BIT(COORDINATOR)},
    [SV_ACTION_REQUEST_DECIDE] = {"record a step of a request",
				  BIT(OPERATOR) | BIT(ASSESSOR) | BIT(COORDINATOR)},
    [SV_ACTION_PLAN_DRAFT] = {"draft a plan", BIT(OPERATOR) | BIT(NATIONAL_AUTHOR)},
    [SV_ACTION_PLAN_APPROVE] = {"approve a plan", BIT(OPERATOR) | BIT(NATIONAL_APPROVER)},
    [SV_ACTION_PLAN_SIGN] = {"sign a plan", BIT(OPERATOR) | BIT(NATIONAL_APPROVER)},
    [SV_ACTION_PLAN_SUBMIT] = {"submit a plan",
			       BIT(OPERATOR) | BIT(NATIONAL_AUTHOR) | BIT(NATIONAL_APPROVER)},
    [SV_ACTION_PLAN_DECIDE] = {"decide on a plan", BIT(OPERATOR) | BIT(ASSESSOR)},
    [SV_ACTION_PLAN_REOPEN] = {"reopen a plan", BIT(OPERATOR) | BIT(ASSESSOR) | BIT(SECOND_READER)},
    [SV_ACTION_PLAN_COMMENT] = {"comment on a plan", BIT(OPERATOR) | BIT(NATIONAL_AUTHOR) |
							 BIT(NATIONAL_APPROVER) | BIT(ASSESSOR) |
							 BIT(SECOND_READER)},
    [SV_ACTION_JUDGEMENT_GIVE] = {"judge a commitment", BIT(OPERATOR) | BIT(ASSESSOR)},
    [SV_ACTION_JUDGEMENT_CONFIRM] = {"confirm or return a judgement",
				     BIT(OPERATOR) | BIT(SECOND_READER)},
    [SV_ACTION_REPORT_RESTRICTED] = {"have the restricted rendition", ~BIT(PUBLIC)},
    [SV_ACTION_JUDGEMENT_ANSWER] = {"answer a judgement",
				    BIT(OPERATOR) | BIT(NATIONAL_AUTHOR) | BIT(NATIONAL_APPROVER)},
};

const char *sv_actor_role_name(enum sv_actor_role role)
{
	return roles[role].name;
}

static int find_role(struct sv_str name)
{
	for (int i = 0; i < SV_ACTOR_ROLE_COUNT; i++)
		if (sv_str_is(name, roles[i].name))
			return i;
	return -1;
}

static int fail_role(const char *name, struct sv_error *err)
{
	struct sv_suggestion suggestion = SV_SUGGESTION_INIT(name);

	for (int i = 0; i < SV_ACTOR_ROLE_COUNT; i++)
		sv_suggest(&suggestion, roles[i].name);
	return sv_fail(err, SV_EUSAGE, "there is no role '%s'; %s '%s'", name,
		       suggestion.best ? "did you mean" : "a role is, for example,",
		       suggestion.best ? suggestion.best : "delegate:FRA");
}

int sv_actor_parse(struct sv_arena *arena, const char *text, struct sv_actor *ret,
		   struct sv_error *err)
{
	struct sv_str rest = sv_str_from(text), role = SV_STR_NONE, state = SV_STR_NONE;
	char *code;
	int index;

	(void)sv_str_split(&rest, ':', &role);
	(void)sv_str_split(&rest, ':', &state);
	/* Two people are told apart by name: a blank more makes nobody somebody else. */
	rest = sv_str_trim(rest);
	index = find_role(role);
	if (index < 0)
		return fail_role(sv_arena_str(arena, role).ptr, err);
	if (roles[index].for_state && state.len != 3)
		return sv_fail(err, SV_EUSAGE,
			       "'%s' speaks for a state; name it as in '%s:FRA:dupont'",
			       roles[index].name, roles[index].name);
	code = (char *)(uintptr_t)sv_arena_str(arena, state).ptr;
	for (size_t i = 0; i < state.len; i++)
		code[i] = (char)toupper((unsigned char)code[i]);
	*ret =
	    (struct sv_actor){.name = rest.len ? sv_arena_str(arena, rest).ptr
					       : sv_arena_printf(arena, "%s%s%s", roles[index].name,
								 state.len ? ":" : "", code),
			      .role = (enum sv_actor_role)index,
			      .state = code};
	return 0;
}

int sv_authority_require(const struct sv_actor *actor, enum sv_action action, struct sv_error *err)
{
	if (actions[action].roles >> actor->role & 1)
		return 0;
	return sv_fail(err, SV_EREFUSED, "'%s' (%s) may not %s", actor->name,
		       roles[actor->role].name, actions[action].what);
}

int sv_authority_require_for(const struct sv_actor *actor, enum sv_action action, const char *state,
			     struct sv_error *err)
{
	int r = sv_authority_require(actor, action, err);

	if (r < 0 || actor->role == SV_ACTOR_OPERATOR || !roles[actor->role].for_state ||
	    strcmp(actor->state, state) == 0)
		return r;
	return sv_fail(err, SV_EREFUSED, "'%s' (%s of %s) may not %s for %s", actor->name,
		       roles[actor->role].name, actor->state, actions[action].what, state);
}
