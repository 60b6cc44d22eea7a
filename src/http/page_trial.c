/* SPDX-License-Identifier: EUPL-1.2 */
/* What would keep a promise: the least change, and the same rule run again with one figure moved by
 * the reader, by a form or, with the script, by dragging. */
#include "http/trial.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "chart/number.h"
#include "http/pages.h"
#include "report/data.h"

#define REACH 1000 /* whole steps a slider goes beyond the nearest change, where there is none */

static const char *value_text(struct sv_request *request, const struct sv_value *value)
{
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;

	sv_number_value(&text, value, NULL);
	return sv_arena_str(request->arena, sv_buf_view(&text)).ptr;
}

static const char *says(const struct sv_trial *trial, enum sv_rating rating, int position)
{
	return trial->explanation.rated->state && position ? sv_position_title(position)
							   : sv_rating_title(rating);
}

/* How far a slider goes either way: twice as far as the nearest change of the rating. */
static void reach_of(struct sv_trial *trial, size_t input, int64_t *ret_down, int64_t *ret_up)
{
	const struct sv_trial_input *in = &trial->inputs[input];
	int64_t nearest = 0;
	struct sv_trial_rung *rungs;
	size_t count = sv_trial_rungs(trial, input, &rungs);

	for (size_t i = 1; i < count; i++) {
		int64_t at = rungs[i].first > 0 ? rungs[i].first : 1 - rungs[i].first;

		nearest = nearest ? SV_MIN(nearest, at) : at;
	}
	nearest = SV_MAX(nearest ? 2 * nearest : REACH, (int64_t)10);
	*ret_down = SV_MIN(in->most_down, nearest);
	*ret_up = SV_MIN(in->most_up, nearest);
}

/* Where the rating changes, from the lowest to the highest. */
static void ladder(struct sv_request *request, struct sv_trial *trial, size_t input)
{
	struct sv_trial_rung *rungs;
	size_t count = sv_trial_rungs(trial, input, &rungs);

	sv_html(request, "<ul class=\"ladder\">\n");
	for (size_t i = 0; i < count; i++) {
		struct sv_trial_outcome first = sv_trial_run(trial, input, rungs[i].first);
		struct sv_trial_outcome last = sv_trial_run(trial, input, rungs[i].last);
		bool here = rungs[i].first <= 0 && 0 <= rungs[i].last;

		sv_html(request, here ? "<li class=\"here\">" : "<li>");
		sv_text(request, value_text(request, &first.to));
		if (rungs[i].last != rungs[i].first) {
			sv_html(request, " to ");
			sv_text(request, value_text(request, &last.to));
		}
		sv_html(request, ": <b>");
		sv_text(request, says(trial, rungs[i].rating, rungs[i].position));
		sv_html(request, here ? "</b> (as it is)</li>\n" : "</b></li>\n");
	}
	sv_html(request, "</ul>\n");
}

static void input_form(struct sv_request *request, struct sv_trial *trial, size_t input,
		       const char *path)
{
	static const char *const kept[] = {"on", "known", "year", "confidence"};
	const struct sv_trial_input *in = &trial->inputs[input];
	int64_t down, up;

	reach_of(trial, input, &down, &up);
	sv_html(request, "<div class=\"input\">\n<h3>");
	sv_textf(request, "%s, %d%s: ", in->title, in->year, in->of_all ? ", all together" : "");
	sv_text(request, value_text(request, &in->from));
	sv_html(request, "</h3>\n");
	ladder(request, trial, input);
	sv_htmlf(request,
		 "<form class=\"line\" method=\"get\" action=\"%s\" data-trial=\"%s.json\" "
		 "data-down=\"%" PRId64 "\" data-up=\"%" PRId64 "\">\n",
		 path, path, down, up);
	for (size_t i = 0; i < SV_ARRAY_LEN(kept); i++)
		if (sv_request_value(request, kept[i]))
			sv_htmlf(request, "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n",
				 kept[i], sv_request_value(request, kept[i]));
	sv_htmlf(
	    request,
	    "<input type=\"hidden\" name=\"input\" value=\"%zu\">\n<label>Change it by <input "
	    "name=\"by\" size=\"8\" required></label>\n<button>Try</button>\n</form>\n</div>\n",
	    input);
}

void sv_trial_section(struct sv_request *request, const struct sv_year_page *year,
		      struct sv_trial *trial)
{
	const struct sv_explanation *explanation = &trial->explanation;
	const char *path =
	    sv_arena_printf(request->arena, "/commitments/%s/%s/try", explanation->item->number,
			    explanation->rated->state ? explanation->rated->state : "all");

	if (!explanation->least_change && !trial->input_count)
		return;
	sv_layout_part(request, "keep", "What would keep it");
	sv_page_ways(&year->page, explanation->least_change);
	if (trial->input_count)
		sv_html(request,
			"<p class=\"prose\">Each figure alone, all else as it is: what the "
			"rule says of every value it could take.</p>\n");
	for (size_t i = 0; i < trial->input_count; i++)
		input_form(request, trial, i, path);
	sv_layout_part_end(request);
}

/* The change that the address asks for, in whole steps. */
static int asked_steps(struct sv_request *request, const struct sv_trial *trial, size_t input,
		       int64_t *ret, struct sv_error *err)
{
	const struct sv_trial_input *in = &trial->inputs[input];
	const char *steps = sv_request_value(request, "steps");
	const char *by = sv_request_value(request, "by");
	struct sv_decimal change;

	if (!steps == !by)
		return sv_fail(err, SV_EINVALID,
			       "give either 'by', in the unit of the figure, or "
			       "'steps'");
	if (by) {
		if (!sv_decimal_parse(sv_str_from(by[0] == '+' ? by + 1 : by), &change))
			return sv_fail_at(err, SV_EINVALID, "by", "'%s' is not a number", by);
		*ret = sv_trial_steps(trial, input, sv_rational_from_decimal(change));
		return 0;
	}
	if (!sv_str_to_int64(sv_str_from(steps), ret))
		return sv_fail_at(err, SV_EINVALID, "steps", "'%s' is not a whole number", steps);
	*ret = SV_MAX(-in->most_down, SV_MIN(*ret, in->most_up));
	return 0;
}

static void outcome_json(struct sv_request *request, const struct sv_trial *trial, size_t input,
			 int64_t steps, const struct sv_trial_outcome *outcome)
{
	struct sv_json json = SV_JSON_INIT(&request->out);
	const struct sv_trial_input *in = &trial->inputs[input];

	sv_json_begin_object(&json);
	sv_json_key_text(&json, "state", trial->explanation.rated->state);
	sv_json_key_text(&json, "commitment", trial->explanation.item->number);
	sv_json_key_text(&json, "input", in->title);
	sv_json_key_int(&json, "year", in->year);
	sv_json_key_int(&json, "steps", steps);
	sv_json_key(&json, "to");
	sv_json_begin_object(&json);
	sv_json_value_keys(&json, &outcome->to);
	sv_json_end_object(&json);
	sv_json_key_text(&json, "rating", sv_rating_name(outcome->rating));
	sv_json_key(&json, "position");
	if (trial->explanation.rated->state && outcome->position)
		sv_json_text(&json, outcome->position > 0 ? "above" : "below");
	else
		sv_json_null(&json);
	sv_json_key(&json, "measure");
	sv_json_begin_object(&json);
	sv_json_value_keys(&json, &outcome->value);
	sv_json_end_object(&json);
	sv_json_key_text(&json, "says",
			 sv_arena_printf(request->arena, "%s: %s",
					 value_text(request, &outcome->to),
					 says(trial, outcome->rating, outcome->position)));
	sv_json_end_object(&json);
	sv_buf_char(&request->out, '\n');
}

static void outcome_page(struct sv_request *request, const struct sv_year_page *year,
			 struct sv_trial *trial, size_t input,
			 const struct sv_trial_outcome *outcome)
{
	const struct sv_explanation *explanation = &trial->explanation;
	const char *state = explanation->rated->state;
	const char *name = state ? state : "all";

	sv_layout_begin(request, "What would keep it", "Commitments");
	sv_html(request, "<header class=\"title\"><p class=\"over\"><a href=\"");
	sv_text(request, sv_page_href(&year->page, explanation->item->number, name));
	sv_html(request, "\">");
	sv_textf(request, "%s, commitment %s, %d", state ? state : "All together",
		 explanation->item->number, request->year);
	sv_html(request, "</a></p><h1>");
	sv_text(request, says(trial, outcome->rating, outcome->position));
	sv_html(request, "</h1></header>\n<p class=\"lead\">");
	sv_textf(request, "If %s of %d were ", trial->inputs[input].title,
		 trial->inputs[input].year);
	sv_text(request, value_text(request, &outcome->to));
	sv_html(request, " instead of ");
	sv_text(request, value_text(request, &trial->inputs[input].from));
	sv_textf(request, ", all else as it is; now it is %s.",
		 says(trial, explanation->rated->rating, explanation->rated->position));
	sv_html(request, "</p>\n");
	sv_trial_section(request, year, trial);
	sv_layout_end(request);
}

int sv_get_trial(struct sv_request *request, struct sv_error *err)
{
	const char *state = sv_request_value(request, "member");
	size_t input = strtoul(sv_request_value(request, "input"), NULL, 10);
	struct sv_trial_outcome outcome;
	struct sv_year_page year;
	struct sv_trial *trial;
	int64_t steps = 0;
	int r = sv_year_page_open(request, false, &year, err);

	if (r >= 0)
		r = sv_app_trial(request->app, request->arena, &request->moment, &request->reading,
				 strcmp(state, "all") == 0 ? NULL : state,
				 sv_request_value(request, "number"), request->year, &trial, err);
	if (r < 0)
		return r;
	if (input >= trial->input_count)
		return sv_fail_at(err, SV_ENOTFOUND, "input",
				  "there are %zu figures that may change, from 0 on",
				  trial->input_count);
	r = asked_steps(request, trial, input, &steps, err);
	if (r < 0)
		return r;
	outcome = sv_trial_run(trial, input, steps);
	if (request->call.format == SV_FORMAT_JSON)
		outcome_json(request, trial, input, steps, &outcome);
	else
		outcome_page(request, &year, trial, input, &outcome);
	return 0;
}
