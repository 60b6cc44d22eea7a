/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/ballot.h"

#include <string.h>

#include "domain/body.h"

static const char *const vote_names[] = {"absent", "for", "against", "abstain"};

const char *sv_vote_name(enum sv_vote vote)
{
	return vote_names[vote];
}

bool sv_vote_parse(const char *text, enum sv_vote *ret)
{
	for (enum sv_vote vote = SV_VOTE_FOR; vote <= SV_VOTE_ABSTAIN; vote++)
		if (strcmp(vote_names[vote], text) == 0) {
			*ret = vote;
			return true;
		}
	return false;
}

static void take_open(struct sv_arena *arena, const struct sv_act *act, const json_t *body,
		      struct sv_ballot *ballot)
{
	*ballot = (struct sv_ballot){
	    .id = act->subject,
	    .act = sv_body_text(arena, body, "act"),
	    .title = sv_body_text(arena, body, "title"),
	    .concerning = sv_body_text(arena, body, "concerning"),
	    .project = sv_body_text(arena, body, "project"),
	    .alternative = json_is_true(json_object_get(body, "alternative")),
	    .opened = act->on,
	    .closes = sv_body_day(body, "closes", act->on),
	    .doc = act->doc,
	    .why = "",
	};
}

static void take_cast(struct sv_arena *arena, const struct sv_act *act, const json_t *body,
		      struct sv_ballot *ballot)
{
	struct sv_cast cast = {.state = act->state,
			       .by = sv_body_text(arena, body, "by"),
			       .on = act->on,
			       .doc = act->doc,
			       .counts = true};

	if (!sv_vote_parse(sv_body_text(arena, body, "vote"), &cast.vote))
		return;
	for (size_t i = 0; i < ballot->cast_count; i++)
		if (strcmp(ballot->casts[i].state, cast.state) == 0)
			ballot->casts[i].counts = false;
	ballot->casts = sv_arena_grow(arena, ballot->casts, ballot->cast_count, &ballot->cast_cap,
				      sizeof(cast));
	ballot->casts[ballot->cast_count++] = cast;
}

static void take_tally(struct sv_arena *arena, const struct sv_act *act, const json_t *body,
		       struct sv_ballot *ballot)
{
	ballot->tallied = true;
	ballot->adopted = json_is_true(json_object_get(body, "adopted"));
	ballot->effective = act->on;
	ballot->why = sv_body_text(arena, body, "why");
	ballot->tally_doc = act->doc;
}

struct sv_ballot *sv_ballot_find(struct sv_ballot *ballots, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(ballots[i].id, id) == 0)
			return &ballots[i];
	return NULL;
}

int sv_ballots_fold(struct sv_arena *arena, const struct sv_act *acts, size_t act_count,
		    struct sv_ballot **ret_ballots, size_t *ret_count, struct sv_error *err)
{
	struct sv_ballot *ballots = NULL;
	size_t count = 0, cap = 0;

	for (size_t i = 0; i < act_count; i++) {
		_cleanup_(sv_body_release) json_t *body = sv_act_body(&acts[i]);
		struct sv_ballot *ballot = sv_ballot_find(ballots, count, acts[i].subject);

		if (strcmp(acts[i].act, SV_VOTE_OPEN) == 0 && !ballot) {
			ballots = sv_arena_grow(arena, ballots, count, &cap, sizeof(*ballots));
			take_open(arena, &acts[i], body, &ballots[count++]);
		} else if (!ballot) {
			return sv_fail(err, SV_ECORRUPT,
				       "document %lld is about the vote '%s', which nobody opened",
				       (long long)acts[i].doc, acts[i].subject);
		} else if (strcmp(acts[i].act, SV_VOTE_CAST) == 0) {
			take_cast(arena, &acts[i], body, ballot);
		} else if (strcmp(acts[i].act, SV_VOTE_TALLY) == 0) {
			take_tally(arena, &acts[i], body, ballot);
		}
	}
	*ret_ballots = ballots;
	*ret_count = count;
	return 0;
}

static const struct sv_cast *cast_of(const struct sv_ballot *ballot, const char *state)
{
	for (size_t i = 0; i < ballot->cast_count; i++)
		if (ballot->casts[i].counts && strcmp(ballot->casts[i].state, state) == 0)
			return &ballot->casts[i];
	return NULL;
}

static bool is_voter(const struct sv_act_rule *rule, const char *state)
{
	return sv_act_voter(rule, sv_register_state(rule->reg, sv_str_from(state))) >= 0;
}

static int check_proxy(const struct sv_ballot *ballot, const struct sv_act_rule *rule,
		       const struct sv_cast *cast, struct sv_error *err)
{
	const struct sv_cast *before = cast_of(ballot, cast->state);
	int others = 0;

	if (strcmp(cast->by, cast->state) == 0)
		return sv_fail(err, SV_EREFUSED,
			       "%s cannot be its own proxy on '%s'; it votes itself", cast->by,
			       ballot->id);
	/* Who represents a state does so where it does not vote itself (Art. 239 TFEU). */
	if (before && strcmp(before->by, cast->by) != 0)
		return sv_fail(err, SV_EREFUSED,
			       "%s has voted on '%s' already, %s%s; %s as its proxy cannot change "
			       "that, %s can",
			       cast->state, ballot->id, *before->by ? "represented by " : "itself",
			       before->by, cast->by, cast->state);
	if (!is_voter(rule, cast->by))
		return sv_fail(err, SV_EREFUSED,
			       "%s has no vote on '%s' (%s), and cannot vote for another", cast->by,
			       ballot->id, rule->item->basis);
	for (size_t i = 0; i < ballot->cast_count; i++)
		others += ballot->casts[i].counts && strcmp(ballot->casts[i].by, cast->by) == 0 &&
			  strcmp(ballot->casts[i].state, cast->state) != 0;
	if (others < rule->procedure->proxies_max)
		return 0;
	return sv_fail(err, SV_EREFUSED,
		       "%s votes for %d other already on '%s', and may for no more than %d (%s)",
		       cast->by, others, ballot->id, rule->procedure->proxies_max,
		       rule->item->basis);
}

static int check_open(const struct sv_ballot *ballot, int32_t on, struct sv_error *err)
{
	char closes[SV_DATE_TEXT_MAX], opened[SV_DATE_TEXT_MAX];

	if (ballot->tallied)
		return sv_fail(err, SV_EREFUSED, "the vote '%s' is closed: it was tallied",
			       ballot->id);
	if (on > ballot->closes)
		return sv_fail(err, SV_EREFUSED, "the vote '%s' is closed: votes were taken to %s",
			       ballot->id, sv_day_text(ballot->closes, closes));
	if (on < ballot->opened)
		return sv_fail(err, SV_EREFUSED, "the vote '%s' opens on %s", ballot->id,
			       sv_day_text(ballot->opened, opened));
	return 0;
}

int sv_ballot_may_cast(const struct sv_ballot *ballot, const struct sv_act_rule *rule,
		       const struct sv_cast *cast, struct sv_error *err)
{
	const struct sv_cast *before = cast_of(ballot, cast->state);
	int r = check_open(ballot, cast->on, err);

	if (r < 0)
		return r;
	if (!is_voter(rule, cast->state))
		return sv_fail(err, SV_EREFUSED, "%s has no vote on '%s' (%s)", cast->state,
			       ballot->id, rule->item->basis);
	if (before && before->vote == cast->vote && strcmp(before->by, cast->by) == 0)
		return sv_fail(err, SV_EREFUSED,
			       "%s has voted '%s' on '%s' already; a vote counts once, and can be "
			       "changed until the vote closes",
			       cast->state, sv_vote_name(cast->vote), ballot->id);
	return *cast->by ? check_proxy(ballot, rule, cast, err) : 0;
}

int sv_ballot_may_tally(const struct sv_ballot *ballot, const struct sv_act_rule *rule, int32_t on,
			struct sv_error *err)
{
	char closes[SV_DATE_TEXT_MAX];
	size_t voted = 0;

	if (ballot->tallied)
		return sv_fail(err, SV_EREFUSED, "the vote '%s' was tallied already", ballot->id);
	if (on < ballot->opened)
		return sv_fail(err, SV_EREFUSED, "the vote '%s' has not begun by then", ballot->id);
	for (size_t i = 0; i < ballot->cast_count; i++)
		voted += ballot->casts[i].counts;
	if (on < ballot->closes && voted < rule->voter_count)
		return sv_fail(err, SV_EREFUSED,
			       "the vote '%s' is open to %s and %zu of %zu have voted; tally it on "
			       "its last day, or when all have",
			       ballot->id, sv_day_text(ballot->closes, closes), voted,
			       rule->voter_count);
	return 0;
}

void sv_ballot_count(struct sv_arena *arena, const struct sv_ballot *ballot,
		     const struct sv_act_rule *rule, struct sv_ballot_count *ret)
{
	*ret = (struct sv_ballot_count){0};
	for (size_t i = 0; i < rule->voter_count; i++) {
		const struct sv_cast *cast =
		    cast_of(ballot, rule->reg->states[rule->voters[i]].code);

		ret->votes[i] = cast ? cast->vote : SV_VOTE_ABSENT;
		ret->present += cast != NULL;
	}
	sv_vote_count(&rule->game, ret->votes, &ret->result);
	ret->quorum = ret->present >= rule->quorum_needed;
	ret->adopted = ret->quorum && ret->result.adopted;
	ret->why = ret->quorum
		       ? sv_act_reason(arena, rule, &ret->result)
		       : sv_arena_printf(arena,
					 "no quorum: %zu of %zu voters are present or "
					 "represented, and it takes %zu",
					 ret->present, rule->voter_count, rule->quorum_needed);
}
