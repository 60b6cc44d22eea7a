/* SPDX-License-Identifier: EUPL-1.2 */
/* The acts that are voted on, and what a vote would come to: each click is an address. */
#include <ctype.h>
#include <string.h>

#include "app/acts.h"
#include "app/ballot.h"
#include "app/vote.h"
#include "base/date.h"
#include "chart/bars.h"
#include "http/pages.h"
#include "report/vote.h"

/* The acts in force and the votes held, as the two parts of the page. */
static int acts_json(struct sv_request *request, const struct sv_pledge_item *const *items,
		     size_t count, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	struct sv_ballot *ballots;
	size_t held;
	int r = sv_app_votes(request->app, request->arena, &request->moment, &ballots, &held, err);

	if (r < 0)
		return r;
	sv_json_begin_object(&json);
	sv_json_key_day(&json, "on", request->moment.on);
	sv_json_key(&json, "acts");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < count; i++) {
		const struct sv_procedure *procedure = items[i]->procedure;

		sv_json_begin_object(&json);
		sv_json_key_text(&json, "act", items[i]->number);
		sv_json_key_text(&json, "title", items[i]->title);
		sv_json_key_text(&json, "article", items[i]->basis);
		sv_json_key_text(&json, "text", items[i]->text);
		sv_json_key_text(&json, "rule",
				 procedure->has_majority
				     ? sv_majority_text(request->arena, &procedure->majority)
				     : "nobody votes");
		sv_json_end_object(&json);
	}
	sv_json_end_array(&json);
	sv_json_key(&json, "held");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < held; i++)
		sv_json_text(&json, ballots[i].id);
	sv_json_end_array(&json);
	sv_json_end_object(&json);
	sv_buf_char(&request->out, '\n');
	return 0;
}

int sv_get_votes(struct sv_request *request, struct sv_error *err)
{
	const struct sv_pledge_item *const *items;
	size_t count;
	char day[32];
	int r = sv_app_acts(request->app, request->arena, &request->moment, &request->reading,
			    &items, &count, err);

	if (r >= 0 && request->call.format == SV_FORMAT_JSON)
		return acts_json(request, items, count, err);
	if (r < 0)
		return r;
	sv_layout_begin(request, "Votes", "Votes");
	sv_htmlf(request,
		 "<header class=\"title\"><h1>Who decides, and by which majority</h1>"
		 "<p class=\"under\">On %s</p></header>\n",
		 sv_day_prose(request->moment.on, day));
	if (!count)
		sv_html(request, "<p>No procedure is in force on this day.</p>\n");
	sv_html(request, "<table class=\"list\"><thead><tr><th scope=\"col\">Act</th><th "
			 "scope=\"col\">Article</th><th scope=\"col\">Majority</th></tr></thead>"
			 "<tbody>\n");
	for (size_t i = 0; i < count; i++) {
		const struct sv_procedure *procedure = items[i]->procedure;

		sv_html(request, "<tr><th scope=\"row\">");
		sv_layout_link(request,
			       sv_arena_printf(request->arena, "/votes/%s", items[i]->number),
			       items[i]->title);
		sv_html(request, "<p class=\"promise\">");
		sv_text(request, items[i]->text);
		sv_html(request, "</p></th><td>");
		sv_text(request, items[i]->basis);
		sv_html(request, "</td><td>");
		sv_text(request, procedure->has_majority
				     ? sv_majority_text(request->arena, &procedure->majority)
				     : "nobody votes");
		sv_html(request, "</td></tr>\n");
	}
	sv_html(request, "</tbody></table>\n");
	r = sv_ballots_section(request, err);
	sv_layout_end(request);
	return r;
}

/* What the address says about the act, without the votes: "concerning=DNK&project=mm". */
static const char *act_query(struct sv_request *request)
{
	static const char *const names[] = {"concerning", "project", "alternative"};
	const char *query = "";

	for (size_t i = 0; i < SV_ARRAY_LEN(names); i++) {
		const char *value = sv_request_value(request, names[i]);

		if (value)
			query = sv_arena_printf(request->arena, "%s%s%s=%s", query,
						query[0] ? "&" : "", names[i], value);
	}
	return query;
}

static const char *codes_with(struct sv_request *request, const struct sv_act_rule *rule,
			      const enum sv_vote *votes, enum sv_vote vote)
{
	const char *list = "";

	for (size_t i = 0; i < rule->voter_count; i++)
		if (votes[i] == vote)
			list = sv_arena_printf(request->arena, "%s%s%s", list, list[0] ? "," : "",
					       rule->reg->states[rule->voters[i]].code);
	return list;
}

/* The address of the same vote with these votes. */
static const char *vote_href(struct sv_request *request, const struct sv_act_rule *rule,
			     const enum sv_vote *votes)
{
	static const struct {
		const char *name;
		enum sv_vote vote;
	} lists[] = {{"for", SV_VOTE_FOR},
		     {"against", SV_VOTE_AGAINST},
		     {"abstain", SV_VOTE_ABSTAIN},
		     {"absent", SV_VOTE_ABSENT}};
	const char *more = act_query(request);

	for (size_t i = 0; i < SV_ARRAY_LEN(lists); i++) {
		const char *codes = codes_with(request, rule, votes, lists[i].vote);

		if (codes[0])
			more = sv_arena_printf(request->arena, "%s%s%s=%s", more,
					       more[0] ? "&" : "", lists[i].name, codes);
	}
	return sv_request_href(
	    request, sv_arena_printf(request->arena, "/votes/%s", rule->question.act), more);
}

static const struct {
	const char *word, *past;
} vote_words[] = {[SV_VOTE_FOR] = {"for", "votes for"},
		  [SV_VOTE_AGAINST] = {"against", "votes against"},
		  [SV_VOTE_ABSTAIN] = {"abstains", "abstains"},
		  [SV_VOTE_ABSENT] = {"absent", "is absent"}};

static void choice(struct sv_request *request, const struct sv_act_rule *rule,
		   const struct sv_simulation *simulation, size_t voter, enum sv_vote vote)
{
	enum sv_vote votes[SV_VOTERS_MAX];

	if (simulation->votes[voter] == vote) {
		sv_htmlf(request, "<td><b class=\"chosen v%d\">%s</b></td>", vote,
			 vote_words[vote].word);
		return;
	}
	memcpy(votes, simulation->votes, sizeof(votes));
	votes[voter] = vote;
	sv_html(request, "<td><a href=\"");
	sv_text(request, vote_href(request, rule, votes));
	sv_html(request, "#votes\">");
	sv_text(request, vote_words[vote].word);
	sv_html(request, "<span class=\"hidden\">: ");
	sv_text(request, rule->reg->states[rule->voters[voter]].name);
	sv_html(request, "</span></a></td>");
}

static bool is_pivotal(const struct sv_simulation *simulation, size_t voter)
{
	for (size_t i = 0; i < simulation->pivotal_count; i++)
		if (simulation->pivotal[i] == voter)
			return true;
	return false;
}

static void voter_row(struct sv_request *request, const struct sv_act_rule *rule,
		      const struct sv_simulation *simulation, size_t voter)
{
	const struct sv_state *state = &rule->reg->states[rule->voters[voter]];
	char weight[SV_DECIMAL_TEXT_MAX];

	sv_htmlf(request, "<tr><td class=\"code\">%s</td><th scope=\"row\">", state->code);
	sv_text(request, state->name);
	sv_html(request, "</th><td class=\"number\">");
	if (rule->population_year)
		sv_text(request,
			sv_decimal_text(sv_act_weight(rule, rule->weights[voter]), weight));
	sv_html(request, "</td>");
	choice(request, rule, simulation, voter, SV_VOTE_FOR);
	choice(request, rule, simulation, voter, SV_VOTE_AGAINST);
	choice(request, rule, simulation, voter, SV_VOTE_ABSTAIN);
	choice(request, rule, simulation, voter, SV_VOTE_ABSENT);
	sv_htmlf(request, "<td>%s</td></tr>\n",
		 is_pivotal(simulation, voter) ? "could turn it alone" : "");
}

static double share(int64_t part, int64_t whole)
{
	return whole ? (double)part / (double)whole : 0;
}

static const char *percent(struct sv_request *request, int64_t part, int64_t whole)
{
	return sv_arena_printf(request->arena, "%.2f %%", 100 * share(part, whole));
}

/* From nothing to all, with the line that has to be reached. */
static void bars(struct sv_request *request, const struct sv_act_rule *rule,
		 const struct sv_vote_result *result)
{
	const struct sv_vote_game *game = &rule->game;
	size_t needed = game->unanimous ? game->count : game->voters_needed;
	const struct sv_bars_row rows[] = {
	    {.label = "Voters",
	     .says = sv_arena_printf(request->arena, "%zu of %zu, %zu needed", result->in_favour,
				     game->count, needed),
	     .style = SV_BARS_FILLED,
	     .to = share((int64_t)result->in_favour, (int64_t)game->count),
	     .has_target = true,
	     .target = share((int64_t)needed, (int64_t)game->count)},
	    {.label = "Population",
	     .says = sv_arena_printf(request->arena, "%s, %s needed",
				     percent(request, result->weight_in_favour, game->weight_all),
				     percent(request, game->weight_needed, game->weight_all)),
	     .style = SV_BARS_FILLED,
	     .to = share(result->weight_in_favour, game->weight_all),
	     .has_target = true,
	     .target = share(game->weight_needed, game->weight_all)},
	};
	const struct sv_bars drawing = {
	    .id = "bars",
	    .title = sv_arena_printf(request->arena, "%zu of %zu in favour, %zu needed",
				     result->in_favour, game->count, needed),
	    .desc = "Bars from nothing to all; the line is what has to be reached.",
	    .high = 1,
	    .rows = rows,
	    .row_count = rule->population_year && !game->unanimous ? 2 : 1,
	};

	sv_bars_svg(&drawing, &request->out);
	sv_layout_drawing_files(request, drawing.id);
}

/* Everybody at once. */
static void all_at_once(struct sv_request *request, const struct sv_act_rule *rule)
{
	sv_html(request, "<p class=\"line\">All at once: ");
	for (int vote = SV_VOTE_FOR; vote <= SV_VOTE_ABSTAIN; vote++) {
		enum sv_vote votes[SV_VOTERS_MAX];

		for (size_t i = 0; i < rule->voter_count; i++)
			votes[i] = (enum sv_vote)vote;
		sv_html(request, "<a href=\"");
		sv_text(request, vote_href(request, rule, votes));
		sv_htmlf(request, "#votes\">%s</a>\n", vote_words[vote].word);
	}
	sv_html(request, "</p>\n");
}

/* A reason goes on after another text; here it is a sentence. */
static void say_reason(struct sv_request *request, const char *reason)
{
	char first[2] = {(char)toupper((unsigned char)reason[0]), '\0'};

	sv_text(request, first);
	sv_text(request, reason[0] ? reason + 1 : "");
}

static void simulator(struct sv_request *request, const struct sv_act_rule *rule,
		      const struct sv_simulation *simulation)
{
	const struct sv_vote_result *result = &simulation->result;

	sv_html(request,
		"<section id=\"votes\" class=\"part\"><h2>What a vote would come to</h2>\n");
	sv_htmlf(request, "<p class=\"verdict\"><b>%s</b></p>\n<p class=\"lead\">",
		 result->adopted ? "Adopted" : "Not adopted");
	say_reason(request, sv_act_reason(request->arena, rule, result));
	sv_html(request, ".</p>\n");
	bars(request, rule, result);
	all_at_once(request, rule);
	sv_htmlf(request,
		 "<table class=\"list votes\"><thead><tr><th scope=\"col\">Code</th><th "
		 "scope=\"col\">Voter</th><th scope=\"col\" class=\"number\">%s%s</th><th "
		 "scope=\"col\" colspan=\"4\">Vote</th><th scope=\"col\">Pivot</th></tr></thead>"
		 "<tbody>\n",
		 rule->population_year ? "Population, " : "",
		 rule->population_year ? sv_act_weight_unit(rule) : "");
	for (size_t i = 0; i < rule->voter_count; i++)
		voter_row(request, rule, simulation, i);
	sv_html(request, "</tbody></table></section>\n");
}

static void state_field(struct sv_request *request)
{
	const struct sv_register *reg = request->snapshot->reg;
	const char *chosen = sv_request_value(request, "concerning");

	sv_html(request,
		"<label>About the state <select name=\"concerning\"><option value=\"\">none"
		"</option>");
	for (size_t i = 0; i < reg->state_count; i++) {
		sv_htmlf(request, "<option value=\"%s\"%s>", reg->states[i].code,
			 chosen && strcasecmp(chosen, reg->states[i].code) == 0 ? " selected" : "");
		sv_text(request, reg->states[i].name);
		sv_html(request, "</option>");
	}
	sv_html(request, "</select></label>\n");
}

static void project_field(struct sv_request *request)
{
	const struct sv_register *reg = request->snapshot->reg;
	const char *chosen = sv_request_value(request, "project");

	sv_html(request,
		"<label>and the project <select name=\"project\"><option value=\"\">none</option>");
	for (size_t i = 0; i < reg->project_count; i++) {
		if (!sv_project_is_listed(&reg->projects[i], request->moment.on))
			continue;
		sv_htmlf(request, "<option value=\"%s\"%s>", reg->projects[i].id,
			 chosen && strcasecmp(chosen, reg->projects[i].id) == 0 ? " selected" : "");
		sv_text(request, reg->projects[i].name);
		sv_html(request, "</option>");
	}
	sv_html(request, "</select></label>\n");
}

static void act_form(struct sv_request *request, const char *act)
{
	const char *on = sv_request_value(request, "on");

	sv_htmlf(request, "<form class=\"line\" method=\"get\" action=\"/votes/%s\">\n", act);
	if (on)
		sv_htmlf(request, "<input type=\"hidden\" name=\"on\" value=\"%s\">\n", on);
	state_field(request);
	project_field(request);
	sv_html(request, "<button>Show</button></form>\n");
}

static void names_fact(struct sv_request *request, const char *label, const struct sv_names *names)
{
	const char *list = "";

	for (size_t i = 0; i < names->count; i++)
		list = sv_arena_printf(request->arena, "%s%s%s", list, i ? ", then " : "",
				       names->items[i]);
	sv_layout_fact(request, label, list);
}

static void rule_facts(struct sv_request *request, const struct sv_act_rule *rule)
{
	const struct sv_procedure *procedure = rule->procedure;

	sv_html(request, "<dl class=\"facts\">\n");
	sv_layout_fact(request, "Article", rule->item->basis);
	names_fact(request, "Proposed by", &procedure->proposed_by);
	names_fact(request, "Consulted", &procedure->consulted);
	sv_layout_fact(request, "Majority",
		       rule->is_vote ? sv_majority_text(request->arena, &rule->majority)
				     : "nobody votes");
	if (procedure->has_alternative)
		sv_layout_fact(
		    request, "Otherwise",
		    sv_arena_printf(request->arena, "%s: %s",
				    sv_majority_text(request->arena, &procedure->alternative),
				    procedure->alternative.when));
	sv_layout_fact(request, "Note", rule->item->note);
	sv_html(request, "</dl>\n");
}

static int title(struct sv_request *request, const char *act, const char *text)
{
	sv_layout_begin(request, text, "Votes");
	sv_layout_title(request, "/votes", "Votes", text);
	act_form(request, act);
	return 0;
}

/* Votes as the address gives them; nobody named: all in favour. */
static int simulate(struct sv_request *request, const struct sv_act_rule *rule,
		    struct sv_simulation *ret, struct sv_error *err)
{
	struct sv_vote_lists lists = {.in_favour = sv_request_value(request, "for"),
				      .against = sv_request_value(request, "against"),
				      .abstaining = sv_request_value(request, "abstain")};

	if (!lists.in_favour && !lists.against && !lists.abstaining &&
	    !sv_request_value(request, "absent"))
		lists.in_favour = "all";
	return sv_app_simulate(request->arena, rule, &lists, ret, err);
}

static bool is_act(struct sv_request *request, const char *name)
{
	const struct sv_pledge_item *const *items;
	struct sv_error err = SV_ERROR_INIT;
	size_t count;

	if (sv_app_acts(request->app, request->arena, &request->moment, &request->reading, &items,
			&count, &err) < 0)
		return false;
	for (size_t i = 0; i < count; i++)
		if (strcmp(items[i]->number, name) == 0)
			return true;
	return false;
}

int sv_get_vote(struct sv_request *request, struct sv_error *err)
{
	const char *alternative = sv_request_value(request, "alternative");
	const struct sv_act_named named = {.act = sv_request_value(request, "act"),
					   .concerning = sv_request_value(request, "concerning"),
					   .project = sv_request_value(request, "project"),
					   .alternative =
					       alternative && strcmp(alternative, "yes") == 0};
	struct sv_json json = SV_JSON_INIT(&request->out);
	struct sv_simulation simulation;
	struct sv_act_rule rule;
	int r = sv_app_act_rule(request->app, request->arena, &request->moment, &request->reading,
				&named, &rule, err);

	/* What the act is about has still to be chosen. */
	if (r == SV_EREFUSED && request->call.format == SV_FORMAT_HTML &&
	    is_act(request, named.act)) {
		title(request, named.act, "Votes");
		sv_html(request, "<p class=\"notice\">");
		sv_text(request, err->message);
		sv_html(request, ".</p>\n");
		sv_layout_end(request);
		return 0;
	}
	if (r >= 0 && rule.is_vote)
		r = simulate(request, &rule, &simulation, err);
	if (r == SV_EREFUSED)
		return sv_fail(err, SV_ENOTFOUND, "%s",
			       sv_arena_cstr(request->arena, err->message));
	if (r < 0)
		return r;
	if (request->call.format == SV_FORMAT_JSON) {
		if (rule.is_vote)
			sv_simulation_json(request->arena, &rule, &simulation, &json);
		else
			sv_act_rule_json(request->arena, &rule, &json);
		return 0;
	}
	title(request, named.act, rule.item->title);
	sv_html(request, "<p class=\"lead\">");
	sv_text(request, rule.item->text);
	sv_html(request, "</p>\n");
	if (rule.is_vote)
		simulator(request, &rule, &simulation);
	sv_layout_part(request, "rule", "The rule");
	rule_facts(request, &rule);
	sv_layout_part_end(request);
	sv_layout_end(request);
	return 0;
}
