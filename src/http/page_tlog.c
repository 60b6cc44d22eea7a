/* SPDX-License-Identifier: EUPL-1.2 */
/* The log for other programs, as c2sp.org/tlog-tiles and c2sp.org/tlog-witness have it; and a
 * receipt judged for people. */
#include <inttypes.h>
#include <string.h>

#include "app/exchange.h"
#include "app/receipt_judge.h"
#include "app/witness.h"
#include "base/json.h"
#include "http/pages.h"
#include "http/portal.h"

int sv_get_tile(struct sv_request *request, struct sv_error *err)
{
	struct sv_str path = sv_str_from(sv_request_value(request, "tile"));
	struct sv_str bytes;
	int r;

	request->content_type = sv_str_is(path, "checkpoint") ? "text/plain; charset=utf-8"
							      : "application/octet-stream";
	r = sv_app_tile(request->app, request->arena, path, &bytes, err);
	if (r < 0)
		return r;
	sv_buf_str(&request->out, bytes);
	return 0;
}

int sv_post_add_checkpoint(struct sv_request *request, struct sv_error *err)
{
	const struct sv_witness *witness = request->portal->witness;
	enum sv_witness_answer answer;
	struct sv_str cosignature;
	int64_t seen;
	int r;

	request->content_type = "text/plain; charset=utf-8";
	if (!witness)
		return sv_fail(err, SV_ENOTFOUND, "there is no witness here");
	r = sv_witness_judge(request->arena, witness, request->body, &answer, &cosignature, &seen,
			     err);
	if (r < 0)
		return r;
	request->status = answer;
	if (answer == SV_WITNESS_COSIGNED) {
		sv_buf_str(&request->out, cosignature);
	} else if (answer == SV_WITNESS_CONFLICT) {
		request->content_type = "text/x.tlog.size";
		sv_htmlf(request, "%" PRId64 "\n", seen);
	} else {
		sv_htmlf(request, "%s\n", err->message);
	}
	return 0;
}

static void check_form(struct sv_request *request, const char *text)
{
	sv_html(request, "<form class=\"stack wide\" method=\"post\" action=\"/record/check\">\n"
			 "<label>The receipt, as it was given <textarea name=\"receipt\" "
			 "rows=\"9\" spellcheck=\"false\" class=\"code\" required>");
	sv_text(request, text);
	sv_html(request, "</textarea></label>\n<button>Verify</button></form>\n");
}

static void title(struct sv_request *request, const char *text)
{
	sv_layout_begin(request, text, "Record");
	sv_layout_title(request, "/record", "Record", text);
}

int sv_get_check(struct sv_request *request, struct sv_error *err)
{
	(void)err;
	title(request, "Verify a receipt");
	sv_html(request,
		"<p class=\"prose\">A receipt proves that a document was recorded, and when "
		"the log had come so far. It is judged here step by step. Nobody needs to "
		"take this page's word: <code>servanda-verify</code> says the same without "
		"this portal.</p>\n");
	check_form(request, "");
	sv_layout_end(request);
	return 0;
}

static void result_json(struct sv_request *request, const struct sv_judged_receipt *judged)
{
	struct sv_json json = SV_JSON_INIT(&request->out);

	sv_json_begin_object(&json);
	sv_json_key_bool(&json, "verified", judged->verified);
	sv_json_key(&json, "document");
	if (judged->outcomes[SV_STEP_FORM] == SV_STEP_HOLDS)
		sv_json_int(&json, judged->index);
	else
		sv_json_null(&json);
	sv_json_key(&json, "steps");
	sv_json_begin_array(&json);
	for (int i = 0; i < SV_RECEIPT_STEPS; i++) {
		sv_json_begin_object(&json);
		sv_json_key_text(&json, "step", sv_receipt_step_name((enum sv_receipt_step)i));
		sv_json_key(&json, "holds");
		if (judged->outcomes[i] == SV_STEP_NOT_REACHED)
			sv_json_null(&json);
		else
			sv_json_bool(&json, judged->outcomes[i] == SV_STEP_HOLDS);
		sv_json_key_text(&json, "says", judged->says[i][0] ? judged->says[i] : NULL);
		sv_json_end_object(&json);
	}
	sv_json_end_array(&json);
	sv_json_end_object(&json);
	sv_buf_char(&request->out, '\n');
}

static void step_row(struct sv_request *request, const struct sv_judged_receipt *judged,
		     enum sv_receipt_step step)
{
	static const char *const words[] = {[SV_STEP_NOT_REACHED] = "not judged",
					    [SV_STEP_HOLDS] = "holds",
					    [SV_STEP_FAILS] = "fails"};
	static const char *const marks[] = {[SV_STEP_NOT_REACHED] = "\xe2\x80\x93",
					    [SV_STEP_HOLDS] = "\xe2\x97\x8f",
					    [SV_STEP_FAILS] = "\xe2\x9c\x95"};
	enum sv_step_outcome outcome = judged->outcomes[step];

	sv_htmlf(request,
		 "<tr id=\"step-%s\"><th scope=\"row\">%s</th><td class=\"rating\"><span "
		 "aria-hidden=\"true\">%s</span> %s</td><td>",
		 sv_receipt_step_name(step), sv_receipt_step_title(step), marks[outcome],
		 words[outcome]);
	sv_text(request, judged->says[step]);
	sv_html(request, "</td></tr>\n");
}

static void result_page(struct sv_request *request, const struct sv_judged_receipt *judged,
			const char *text)
{
	title(request, judged->verified ? "The receipt holds" : "The receipt does not hold");
	sv_html(request, "<table class=\"list\"><thead><tr><th scope=\"col\">Step</th><th "
			 "scope=\"col\">Outcome</th><th scope=\"col\">Because</th></tr></thead>"
			 "<tbody>\n");
	for (int i = 0; i < SV_RECEIPT_STEPS; i++)
		step_row(request, judged, (enum sv_receipt_step)i);
	sv_html(request, "</tbody></table>\n");
	if (judged->verified)
		sv_htmlf(request,
			 "<p class=\"lead\">It proves <a href=\"/record/%" PRId64
			 "\">document %" PRId64 "</a>.</p>\n",
			 judged->index, judged->index);
	if (judged->entry[0]) {
		sv_html(request,
			"<details class=\"more\"><summary>What the entry says</summary><pre "
			"class=\"rule\" tabindex=\"0\">");
		sv_text(request, judged->entry);
		sv_html(request, "</pre></details>\n");
	}
	sv_layout_part(request, "again", "Another one");
	check_form(request, judged->verified ? "" : text);
	sv_layout_part_end(request);
	sv_layout_end(request);
}

int sv_post_check(struct sv_request *request, struct sv_error *err)
{
	const char *text = sv_request_value(request, "receipt");
	struct sv_judged_receipt judged;
	int r = sv_app_judge_receipt(request->app, request->arena, text, &judged, err);

	if (r < 0)
		return r;
	if (request->call.format == SV_FORMAT_JSON)
		result_json(request, &judged);
	else
		result_page(request, &judged, text);
	return 0;
}
