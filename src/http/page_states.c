/* SPDX-License-Identifier: EUPL-1.2 */
/* Who takes part; one state; two of them side by side. */
#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "chart/palette.h"
#include "http/pages.h"
#include "report/data.h"

static bool holds(int32_t from, int32_t to, int32_t day)
{
	return from <= day && day < to;
}

static size_t role_count(const struct sv_register *reg, int state, enum sv_role role, int32_t on)
{
	size_t count = 0;

	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *p = &reg->participations[i];

		count += p->state == state && p->role == role && holds(p->from, p->to, on);
	}
	return count;
}

static void state_link(struct sv_request *request, const struct sv_state *state)
{
	sv_layout_link(request, sv_arena_printf(request->arena, "/states/%s", state->code),
		       state->name);
}

static void member_row(struct sv_request *request, int index)
{
	const struct sv_register *reg = request->snapshot->reg;
	const struct sv_state *state = &reg->states[index];
	const struct sv_membership *m = sv_register_membership(reg, index, request->moment.on);

	sv_htmlf(request, "<tr><td class=\"code\">%s</td><th scope=\"row\">", state->code);
	state_link(request, state);
	sv_html(request, "</th><td>");
	sv_interval(request, m->from, m->to);
	sv_recalled(request, &m->origin);
	for (int role = SV_ROLE_COORDINATOR; role <= SV_ROLE_OBSERVER; role++)
		sv_htmlf(request, "</td><td class=\"number\">%zu",
			 role_count(reg, index, (enum sv_role)role, request->moment.on));
	sv_html(request, "</td><td>");
	sv_origin_link(request, &m->origin);
	sv_html(request, "</td></tr>\n");
}

static void other_states(struct sv_request *request)
{
	const struct sv_register *reg = request->snapshot->reg;

	sv_layout_part(request, "others", "Other states in the record");
	sv_html(request, "<ul class=\"columns\">\n");
	for (size_t i = 0; i < reg->state_count; i++) {
		if (sv_register_is_member(reg, (int)i, request->moment.on))
			continue;
		sv_html(request, "<li>");
		state_link(request, &reg->states[i]);
		sv_html(request, "</li>\n");
	}
	sv_html(request, "</ul>\n");
	sv_layout_part_end(request);
}

static void compare_field(struct sv_request *request, const char *name, const char *label,
			  const char *selected)
{
	const struct sv_register *reg = request->snapshot->reg;

	sv_htmlf(request, "<label>%s <select name=\"%s\">", label, name);
	for (size_t i = 0; i < reg->state_count; i++) {
		if (!sv_register_is_member(reg, (int)i, request->moment.on))
			continue;
		sv_htmlf(request, "<option value=\"%s\"%s>", reg->states[i].code,
			 strcmp(reg->states[i].code, selected) == 0 ? " selected" : "");
		sv_text(request, reg->states[i].name);
		sv_html(request, "</option>");
	}
	sv_html(request, "</select></label>\n");
}

static void compare_form(struct sv_request *request, const char *a, const char *b)
{
	static const char *const kept[] = {"on", "known", "confidence"};

	sv_html(request, "<form class=\"line\" method=\"get\" action=\"/compare\">\n");
	compare_field(request, "a", "Compare", a);
	compare_field(request, "b", "with", b);
	for (size_t i = 0; i < SV_ARRAY_LEN(kept); i++) {
		const char *value = sv_request_value(request, kept[i]);

		if (!value)
			continue;
		sv_htmlf(request, "<input type=\"hidden\" name=\"%s\" value=\"", kept[i]);
		sv_text(request, value);
		sv_html(request, "\">");
	}
	sv_html(request, "<button>Compare</button></form>\n");
}

int sv_get_states(struct sv_request *request, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	const struct sv_register *reg = request->snapshot->reg;
	int members[SV_STATES_MAX];
	size_t count = sv_register_members(reg, request->moment.on, members);
	char day[32];

	(void)err;
	if (request->call.format == SV_FORMAT_JSON) {
		sv_members_json(reg, request->moment.on, request->moment.known_size, &json);
		return 0;
	}
	if (request->call.format == SV_FORMAT_CSV) {
		sv_members_csv(reg, request->moment.on, &request->out);
		return 0;
	}
	sv_layout_begin(request, "States", "States");
	sv_htmlf(request,
		 "<header class=\"title\"><h1>%zu state%s take%s part on %s</h1></header>\n", count,
		 count == 1 ? "" : "s", count == 1 ? "s" : "",
		 sv_day_prose(request->moment.on, day));
	if (count > 1)
		compare_form(request, reg->states[members[0]].code, reg->states[members[1]].code);
	sv_html(
	    request,
	    "<table class=\"list\" data-filter=\"states\"><thead><tr><th scope=\"col\">Code</th>"
	    "<th scope=\"col\">State</th><th scope=\"col\">Takes part</th><th scope=\"col\" "
	    "class=\"number\">Projects coordinated</th><th scope=\"col\" class=\"number\">as "
	    "member</th><th scope=\"col\" class=\"number\">as observer</th><th scope=\"col\">"
	    "Row</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < count; i++)
		member_row(request, members[i]);
	sv_html(request, "</tbody></table>\n");
	other_states(request);
	sv_layout_end(request);
	return 0;
}

/* "uses_euro" is a key; people read "Uses euro". */
static const char *key_words(struct sv_request *request, const char *key)
{
	char *words = sv_arena_alloc(request->arena, strlen(key) + 1);

	strcpy(words, key);
	for (char *c = words; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	words[0] = (char)toupper((unsigned char)words[0]);
	return words;
}

static void state_membership(struct sv_request *request, int index)
{
	const struct sv_register *reg = request->snapshot->reg;
	const struct sv_state *state = &reg->states[index];
	bool any = false;

	sv_html(request, "<dl class=\"facts\">\n<dt>Takes part</dt><dd>");
	for (size_t i = 0; i < reg->membership_count; i++) {
		const struct sv_membership *m = &reg->memberships[i];

		if (m->state != index)
			continue;
		sv_html(request, any ? ", " : "");
		any = true;
		sv_interval(request, m->from, m->to);
		sv_recalled(request, &m->origin);
		sv_html(request, " ");
		sv_origin_link(request, &m->origin);
	}
	sv_html(request, any ? "</dd>\n<dt>European Union</dt><dd>"
			     : "never</dd>\n<dt>European Union</dt><dd>");
	if (state->eu_from == SV_DAY_NONE)
		sv_html(request, "never a member");
	else
		sv_interval(request, state->eu_from, state->eu_to);
	sv_html(request, "</dd>\n<dt>NATO</dt><dd>");
	if (state->nato_from == SV_DAY_NONE)
		sv_html(request, "not a member");
	else
		sv_interval(request, state->nato_from, SV_DAY_OPEN);
	sv_html(request, "</dd>\n");
	for (size_t i = 0; i < reg->state_fact_count; i++) {
		const struct sv_state_fact *fact = &reg->state_facts[i];

		if (fact->state != index || !holds(fact->from, fact->to, request->moment.on))
			continue;
		sv_html(request, "<dt>");
		sv_text(request, key_words(request, fact->fact));
		sv_html(request, "</dt><dd>");
		sv_text(request, fact->detail);
		sv_html(request, fact->detail[0] ? ", " : "");
		sv_interval(request, fact->from, fact->to);
		sv_recalled(request, &fact->origin);
		sv_html(request, " ");
		sv_origin_link(request, &fact->origin);
		sv_html(request, "</dd>\n");
	}
	sv_html(request, "</dl>\n");
}

static void rating_row(struct sv_request *request, const struct sv_year_page *year, size_t item,
		       size_t member)
{
	const struct sv_item *it = &year->report.year->items[item];
	const struct sv_rated *rated =
	    sv_assessment_at(year->report.year, request->year, item, member);

	sv_html(request, "<tr><td class=\"number\">");
	sv_text(request, it->number);
	sv_html(request, "</td><th scope=\"row\"><a href=\"");
	sv_text(request, sv_page_href(&year->page, it->number, rated->state));
	sv_html(request, "\">");
	sv_text(request, it->title);
	sv_html(request, "</a></th><td>");
	sv_page_cell(&year->page, item, rated);
	sv_html(request, "</td><td class=\"number\">");
	if (rated->value.known)
		sv_text(request, sv_page_value(&year->page, item, &rated->value));
	sv_html(request, "</td><td>");
	sv_page_prose(&year->page, rated->reason);
	sv_html(request, "</td></tr>\n");
}

static int member_index(const struct sv_assessment *assessment, const char *code)
{
	for (size_t i = 0; i < assessment->member_count; i++)
		if (strcmp(assessment->members[i], code) == 0)
			return (int)i;
	return -1;
}

/* What the record decides, or what it cannot. */
static void state_ratings(struct sv_request *request, const struct sv_year_page *year, int member,
			  bool judged)
{
	const struct sv_assessment *assessment = year->report.year;

	if (member < 0)
		return;
	sv_layout_part(request, judged ? "commitments" : "undecided",
		       sv_arena_printf(request->arena,
				       judged ? "What the evidence of %d says"
					      : "What it does not decide in %d",
				       request->year));
	sv_html(request,
		"<table class=\"list ratings-list\"><thead><tr><th scope=\"col\" class=\"number\">"
		"No.</th><th scope=\"col\">Commitment</th><th scope=\"col\">Rating or position</th>"
		"<th scope=\"col\" class=\"number\">Value</th><th scope=\"col\">Reason</th></tr>"
		"</thead><tbody>\n");
	for (size_t i = 0; i < assessment->item_count; i++)
		if (year->page.summary.items[i].judged == judged)
			rating_row(request, year, i, (size_t)member);
	sv_html(request, "</tbody></table>\n");
	sv_layout_part_end(request);
}

static void state_projects(struct sv_request *request, int index)
{
	const struct sv_register *reg = request->snapshot->reg;
	size_t count = 0;

	for (int role = SV_ROLE_COORDINATOR; role <= SV_ROLE_THIRD_STATE; role++)
		count += role_count(reg, index, (enum sv_role)role, request->moment.on);
	sv_layout_part(
	    request, "projects",
	    sv_arena_printf(request->arena, "%zu project%s", count, count == 1 ? "" : "s"));
	if (count)
		sv_html(request, "<table class=\"list\" data-filter=\"projects\"><thead><tr>"
				 "<th scope=\"col\">Role</th><th scope=\"col\">Project</th>"
				 "<th scope=\"col\">Takes part</th><th scope=\"col\">Row</th></tr>"
				 "</thead><tbody>\n");
	for (int role = SV_ROLE_COORDINATOR; role <= SV_ROLE_THIRD_STATE; role++) {
		for (size_t i = 0; i < reg->participation_count; i++) {
			const struct sv_participation *p = &reg->participations[i];
			const struct sv_project *project = &reg->projects[p->project];

			if (p->state != index || (int)p->role != role ||
			    !holds(p->from, p->to, request->moment.on))
				continue;
			sv_htmlf(request, "<tr><td>%s</td><th scope=\"row\">",
				 role == SV_ROLE_THIRD_STATE ? "third state"
							     : sv_role_name((enum sv_role)role));
			sv_layout_link(request,
				       sv_arena_printf(request->arena, "/projects/%s", project->id),
				       project->name);
			sv_html(request, "</th><td>");
			sv_interval(request, p->from, p->to);
			sv_recalled(request, &p->origin);
			sv_html(request, "</td><td>");
			sv_origin_link(request, &p->origin);
			sv_html(request, "</td></tr>\n");
		}
	}
	sv_html(request, count ? "</tbody></table>\n" : "<p>None on this day.</p>\n");
	sv_layout_part_end(request);
}

int sv_get_state(struct sv_request *request, struct sv_error *err)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	const struct sv_state *state;
	struct sv_year_page year;
	int index, member, r;

	r = sv_request_state(request, sv_request_value(request, "state"), &index, err);
	if (r < 0)
		return r;
	state = &request->snapshot->reg->states[index];
	if (request->call.format == SV_FORMAT_JSON) {
		sv_state_json(request->snapshot->reg, index, request->moment.on, &json);
		return 0;
	}
	r = sv_year_page_open(request, true, &year, err);
	if (r < 0)
		return r;
	member = member_index(year.report.year, state->code);
	if (request->call.format == SV_FORMAT_CSV) {
		struct sv_review review = {
		    .assessment = year.report.year, .arena = request->arena, .member = member};

		if (member < 0)
			return sv_fail(err, SV_ENOTFOUND,
				       "'%s' takes no part on that day: it has no ratings",
				       state->code);
		sv_review_csv(&review, &request->out);
		return 0;
	}
	sv_layout_begin(request, state->name, "States");
	sv_palette_symbols(&request->out);
	sv_layout_title(request, "/states", "States", state->name);
	state_membership(request, index);
	state_ratings(request, &year, member, true);
	if (member >= 0)
		sv_page_member_charts(&year.page, (size_t)member);
	state_ratings(request, &year, member, false);
	state_projects(request, index);
	sv_layout_end(request);
	return 0;
}

static void compare_cell(struct sv_request *request, const struct sv_year_page *year, size_t item,
			 int member)
{
	const struct sv_rated *rated =
	    sv_assessment_at(year->report.year, request->year, item, (size_t)member);

	sv_html(request, "<td data-label=\"");
	sv_text(request, year->report.year->member_names[member]);
	sv_html(request, "\"><a href=\"");
	sv_text(request,
		sv_page_href(&year->page, year->report.year->items[item].number, rated->state));
	sv_html(request, "\">");
	sv_page_cell(&year->page, item, rated);
	sv_html(request, "</a></td><td class=\"number\">");
	if (rated->value.known)
		sv_text(request, sv_page_value(&year->page, item, &rated->value));
	sv_html(request, "</td>");
}

static void compare_table(struct sv_request *request, const struct sv_year_page *year, int a, int b)
{
	const struct sv_assessment *assessment = year->report.year;

	sv_html(request, "<table class=\"list\"><thead><tr><th scope=\"col\" class=\"number\">No."
			 "</th><th scope=\"col\">Commitment</th><th scope=\"col\" colspan=\"2\">");
	sv_text(request, assessment->member_names[a]);
	sv_html(request, "</th><th scope=\"col\" colspan=\"2\">");
	sv_text(request, assessment->member_names[b]);
	sv_html(request, "</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < assessment->item_count; i++) {
		sv_html(request, "<tr><td class=\"number\">");
		sv_text(request, assessment->items[i].number);
		sv_html(request, "</td><th scope=\"row\">");
		sv_text(request, assessment->items[i].title);
		sv_html(request, "</th>");
		compare_cell(request, year, i, a);
		compare_cell(request, year, i, b);
		sv_html(request, "</tr>\n");
	}
	sv_html(request, "</tbody></table>\n");
}

static int compared(struct sv_request *request, const struct sv_assessment *assessment,
		    const char *name, int *ret, struct sv_error *err)
{
	int index, r = sv_request_state(request, sv_request_value(request, name), &index, err);

	if (r < 0)
		return r;
	*ret = member_index(assessment, request->snapshot->reg->states[index].code);
	if (*ret < 0)
		return sv_fail(err, SV_ENOTFOUND, "'%s' takes no part on that day",
			       request->snapshot->reg->states[index].code);
	return 0;
}

/* The second table needs no second head. */
static void drop_line(struct sv_buf *out, size_t at)
{
	const char *end = memchr(out->ptr + at, '\n', out->len - at);
	size_t len = end ? (size_t)(end + 1 - (out->ptr + at)) : 0;

	memmove(out->ptr + at, out->ptr + at + len, out->len - at - len + 1);
	out->len -= len;
}

/* What the review says of one and of the other, as its twins say it. */
static void compare_data(struct sv_request *request, const struct sv_assessment *assessment, int a,
			 int b)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	const int members[] = {a, b};

	if (request->call.format == SV_FORMAT_JSON)
		sv_json_begin_array(&json);
	for (int i = 0; i < 2; i++) {
		const struct sv_review review = {
		    .assessment = assessment, .arena = request->arena, .member = members[i]};
		size_t before = request->out.len;

		if (request->call.format == SV_FORMAT_JSON) {
			sv_review_json(&review, &json);
			continue;
		}
		sv_review_csv(&review, &request->out);
		if (i)
			drop_line(&request->out, before);
	}
	if (request->call.format == SV_FORMAT_JSON) {
		sv_json_end_array(&json);
		sv_buf_char(&request->out, '\n');
	}
}

int sv_get_compare(struct sv_request *request, struct sv_error *err)
{
	const struct sv_assessment *assessment;
	struct sv_year_page year;
	int a, b, r = sv_year_page_open(request, false, &year, err);

	if (r < 0)
		return r;
	assessment = year.report.year;
	r = compared(request, assessment, "a", &a, err);
	if (r >= 0)
		r = compared(request, assessment, "b", &b, err);
	if (r < 0)
		return r;
	if (request->call.format != SV_FORMAT_HTML) {
		compare_data(request, assessment, a, b);
		return 0;
	}
	sv_layout_begin(request,
			sv_arena_printf(request->arena, "%s and %s", assessment->member_names[a],
					assessment->member_names[b]),
			"States");
	sv_palette_symbols(&request->out);
	sv_layout_title(request, "/states", "States",
			sv_arena_printf(request->arena, "%s and %s, %d",
					assessment->member_names[a], assessment->member_names[b],
					request->year));
	compare_form(request, assessment->members[a], assessment->members[b]);
	compare_table(request, &year, a, b);
	sv_layout_end(request);
	return 0;
}
