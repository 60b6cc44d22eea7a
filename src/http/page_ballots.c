/* SPDX-License-Identifier: EUPL-1.2 */
/* Votes that were opened, and how each stands: who voted how, and what it changed. */
#include <inttypes.h>
#include <string.h>

#include "app/ballot.h"
#include "base/date.h"
#include "http/pages.h"
#include "report/vote.h"

static const char *stands(const struct sv_ballot *ballot)
{
	if (!ballot->tallied)
		return "open";
	return ballot->adopted ? "adopted" : "not adopted";
}

static void ballot_row(struct sv_request *request, const struct sv_ballot *ballot)
{
	char opened[SV_DATE_TEXT_MAX], closes[SV_DATE_TEXT_MAX];

	sv_html(request, "<tr><th scope=\"row\">");
	sv_layout_link(request, sv_arena_printf(request->arena, "/votes/held/%s", ballot->id),
		       ballot->title);
	sv_html(request, "</th><td>");
	sv_text(request, ballot->act);
	sv_htmlf(request, "</td><td>%s</td><td>%s</td><td>%s</td></tr>\n",
		 sv_day_text(ballot->opened, opened), sv_day_text(ballot->closes, closes),
		 stands(ballot));
}

int sv_ballots_section(struct sv_request *request, struct sv_error *err)
{
	struct sv_ballot *ballots;
	size_t count;
	int r = sv_app_votes(request->app, request->arena, &request->moment, &ballots, &count, err);

	if (r < 0 || !count)
		return r;
	sv_layout_part(request, "held", "Votes held");
	sv_html(request, "<table class=\"list\" data-filter=\"votes\"><thead><tr><th scope=\"col\">"
			 "Vote</th><th scope=\"col\">Act</th><th scope=\"col\">Its day</th><th "
			 "scope=\"col\">Closes</th><th scope=\"col\">Stands</th></tr></thead>"
			 "<tbody>\n");
	for (size_t i = count; i > 0; i--)
		ballot_row(request, &ballots[i - 1]);
	sv_html(request, "</tbody></table>\n");
	sv_layout_part_end(request);
	return 0;
}

static const char *vote_word(enum sv_vote vote)
{
	static const char *const words[] = {[SV_VOTE_ABSENT] = "has not voted",
					    [SV_VOTE_FOR] = "for",
					    [SV_VOTE_AGAINST] = "against",
					    [SV_VOTE_ABSTAIN] = "abstains"};

	return words[vote];
}

static void votes_table(struct sv_request *request, const struct sv_tally *tally)
{
	const struct sv_act_rule *rule = tally->rule;

	sv_html(request,
		"<table class=\"list\"><thead><tr><th scope=\"col\">Code</th><th "
		"scope=\"col\">Voter</th><th scope=\"col\">Vote</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < rule->voter_count; i++) {
		const struct sv_state *state = &rule->reg->states[rule->voters[i]];

		sv_htmlf(request, "<tr><td class=\"code\">%s</td><th scope=\"row\">", state->code);
		sv_text(request, state->name);
		sv_htmlf(request, "</th><td>%s</td></tr>\n", vote_word(tally->count.votes[i]));
	}
	sv_html(request, "</tbody></table>\n");
}

static void ballot_facts(struct sv_request *request, const struct sv_ballot *ballot,
			 const struct sv_tally *tally)
{
	char day[32];

	sv_html(request, "<dl class=\"facts\">\n");
	sv_layout_fact(request, "Article", tally->rule->item->basis);
	sv_layout_fact(request, "Majority",
		       sv_majority_text(request->arena, &tally->rule->majority));
	sv_layout_fact(request, "Concerning", ballot->concerning);
	sv_layout_fact(request, "Project", ballot->project);
	sv_layout_fact(request, "Its day", sv_day_prose(ballot->opened, day));
	sv_layout_fact(request, "Closes", sv_day_prose(ballot->closes, day));
	if (ballot->tallied && ballot->adopted)
		sv_layout_fact(request, "Takes effect", sv_day_prose(ballot->effective, day));
	sv_htmlf(request,
		 "<dt>Opened by</dt><dd><a href=\"/record/%" PRId64 "\">document %" PRId64
		 "</a></dd>\n",
		 ballot->doc, ballot->doc);
	if (ballot->tallied)
		sv_htmlf(request,
			 "<dt>Tallied by</dt><dd><a href=\"/record/%" PRId64 "\">document %" PRId64
			 "</a></dd>\n",
			 ballot->tally_doc, ballot->tally_doc);
	sv_html(request, "</dl>\n");
}

int sv_get_ballot(struct sv_request *request, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	struct sv_ballot *ballot;
	struct sv_tally tally;
	int r = sv_app_vote(request->app, request->arena, &request->moment,
			    sv_request_value(request, "vote"), &ballot, &tally, err);

	if (r == SV_EREFUSED)
		return sv_fail(err, SV_ENOTFOUND, "%s",
			       sv_arena_cstr(request->arena, err->message));
	if (r < 0)
		return r;
	if (request->call.format == SV_FORMAT_JSON) {
		sv_ballot_json(request->arena, ballot, tally.rule, &tally.count, &json);
		return 0;
	}
	sv_layout_begin(request, ballot->title, "Votes");
	sv_layout_title(request, "/votes", "Votes", ballot->title);
	sv_htmlf(request, "<p class=\"verdict\"><b>%s</b></p>\n<p class=\"lead\">", stands(ballot));
	sv_text(request, ballot->tallied ? ballot->why : tally.count.why);
	sv_html(request, "</p>\n");
	ballot_facts(request, ballot, &tally);
	sv_layout_part(request, "votes",
		       ballot->tallied ? "Who voted how" : "Who has voted so far");
	votes_table(request, &tally);
	sv_layout_part_end(request);
	sv_layout_end(request);
	return 0;
}
