/* SPDX-License-Identifier: EUPL-1.2 */
/* What a desk sends and takes away: workbooks, and the steps of a plan. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "domain/plan_words.h"
#include "http/form.h"
#include "http/pages.h"
#include "http/plan_page.h"
#include "http/session.h"

#define NAME_SHOWN_MAX 80u /* bytes of a file's name in a title */
#define XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

static void send_workbook(struct sv_request *request, const char *name, struct sv_str bytes)
{
	request->content_type = XLSX;
	request->filename = name;
	sv_buf_str(&request->out, bytes);
}

int sv_get_plan_template(struct sv_request *request, struct sv_error *err)
{
	struct sv_plan_desk desk;
	struct sv_plan *plan;
	struct sv_str bytes;
	int r = sv_plan_page_open(request, &desk, err);

	if (r == 0)
		r = sv_app_plan_begin(request->app, &request->reader.actor, request->arena,
				      &request->moment, &request->reading, desk.standing.state,
				      desk.year, &plan, err);
	if (r == 0)
		r = sv_app_plan_workbook(request->arena, plan, &bytes, err);
	if (r < 0)
		return r;
	send_workbook(
	    request,
	    sv_arena_printf(request->arena, "plan-%s-%d.xlsx", desk.standing.state, desk.year),
	    bytes);
	return 0;
}

int sv_get_plan_workbook(struct sv_request *request, struct sv_error *err)
{
	int64_t doc = strtoll(sv_request_value(request, "document"), NULL, 10);
	const struct sv_plan_version *version;
	struct sv_plan_report report;
	struct sv_plan_desk desk;
	struct sv_str bytes;
	int r = sv_plan_page_open(request, &desk, err);

	if (r == 0)
		r = sv_app_plan_version(request->app, request->arena, &request->moment, &desk, doc,
					&version, &report, err);
	if (r == 0)
		r = sv_app_plan_marked(request->arena, &report, &bytes, err);
	if (r < 0)
		return r;
	send_workbook(request,
		      sv_arena_printf(request->arena, "plan-%s-%d-draft-%d.xlsx",
				      desk.standing.state, desk.year, version->number),
		      bytes);
	return 0;
}

/* Of a form: from our page, in its session, about a plan that its sender may see. */
static int open_step(struct sv_request *request, struct sv_plan_desk *ret, struct sv_error *err)
{
	int r = sv_session_check(request, err);

	if (r == 0)
		r = sv_app_moment(request->app, "", "", &request->moment, err);
	return r < 0 ? r : sv_plan_page_open(request, ret, err);
}

/* What was refused is said on the plan's page, as it stands by now. */
static int show_refusal(struct sv_request *request, struct sv_error *err)
{
	const char *wrong = sv_arena_cstr(request->arena, err->message);
	struct sv_plan_desk desk;
	int r;

	request->status = err->code == SV_EREFUSED ? SV_HTTP_CONFLICT
			  : err->code == SV_ELIMIT ? SV_HTTP_TOO_LARGE
						   : SV_HTTP_BAD_REQUEST;
	r = sv_app_moment(request->app, "", "", &request->moment, err);
	if (r == 0)
		r = sv_plan_page_open(request, &desk, err);
	return r < 0 ? r : sv_plan_page(request, &desk, wrong, err);
}

static int see_done(struct sv_request *request, const struct sv_plan_desk *desk, int64_t doc)
{
	return sv_request_redirect(
	    request, sv_plan_path(request, desk->standing.state, desk->year,
				  sv_arena_printf(request->arena, "?done=%" PRId64, doc)));
}

/* The beginning of a file's name, whole characters. */
static const char *short_name(struct sv_arena *arena, const char *name)
{
	size_t all = strlen(name), len = SV_MIN(all, NAME_SHOWN_MAX);

	while (len && len < all && ((unsigned char)name[len] & 0xc0) == 0x80)
		len--;
	return sv_arena_printf(arena, "%.*s%s", (int)len, name, len < all ? "..." : "");
}

/* A check that leaves nothing behind. */
static int check_page(struct sv_request *request, const struct sv_plan_desk *desk,
		      const struct sv_plan_report *report)
{
	sv_plan_page_head(request, desk,
			  sv_arena_printf(request->arena, "Checked: %s",
					  short_name(request->arena, report->file)));
	sv_plan_findings_lead(request, report);
	sv_html(request, "<p class=\"prose\">Nothing was recorded and nothing was kept.</p>\n");
	sv_plan_findings_table(request, report, desk->standing.state, desk->year);
	sv_plan_ratings_part(request, report);
	sv_layout_end(request);
	return 0;
}

static int check_upload(struct sv_request *request, const struct sv_plan_desk *desk,
			const struct sv_plan_file *file, const struct sv_plan_wanted *wanted,
			bool mark, struct sv_error *err)
{
	static const struct sv_reading all = {false};
	struct sv_plan_report report;
	struct sv_str bytes;
	int r = sv_app_plan_check(request->app, request->arena, &request->moment, &all, file,
				  wanted, &report, err);

	if (r < 0)
		return r;
	if (!mark)
		return check_page(request, desk, &report);
	r = sv_app_plan_marked(request->arena, &report, &bytes, err);
	if (r == 0)
		send_workbook(request,
			      sv_arena_printf(request->arena, "plan-%s-%d-marked.xlsx",
					      desk->standing.state, desk->year),
			      bytes);
	return r;
}

static bool is_senders_fault(int r)
{
	return r == SV_EREFUSED || r == SV_EINVALID || r == SV_ELIMIT;
}

int sv_post_plan_upload(struct sv_request *request, struct sv_error *err)
{
	const char *what = sv_request_value(request, "do");
	const struct sv_plan_file file = {sv_request_value(request, "file"), request->call.file};
	struct sv_plan_report report;
	struct sv_receipt receipt;
	struct sv_plan_desk desk;
	int r = open_step(request, &desk, err);

	if (r < 0)
		return r;
	const struct sv_plan_wanted wanted = {.state = desk.standing.state, .year = desk.year};

	if (strcmp(what, "draft") == 0) {
		r = sv_app_plan_draft(request->app, &request->reader.actor, request->arena,
				      &request->moment, &file, &wanted, &report, &receipt, err);
		if (r == 0)
			return see_done(request, &desk, receipt.doc);
	} else {
		r = check_upload(request, &desk, &file, &wanted, strcmp(what, "mark") == 0, err);
	}
	return is_senders_fault(r) ? show_refusal(request, err) : r;
}

static int take(struct sv_request *request, struct sv_plan_step_taken *step, struct sv_error *err)
{
	const char *draft = sv_request_value(request, "draft");
	enum sv_plan_stage stage;
	struct sv_receipt receipt;
	struct sv_plan_desk desk;
	int r = open_step(request, &desk, err);

	if (r < 0)
		return r;
	step->state = desk.standing.state;
	step->year = desk.year;
	step->draft = draft ? strtoll(draft, NULL, 10) : 0;
	step->on = request->moment.on;
	r = sv_app_plan_step(request->app, &request->reader.actor, request->arena, step, &stage,
			     &receipt, err);
	if (r == 0)
		return see_done(request, &desk, receipt.doc);
	return is_senders_fault(r) ? show_refusal(request, err) : r;
}

static int take_plain(struct sv_request *request, enum sv_plan_move move, struct sv_error *err)
{
	struct sv_plan_step_taken step = {.move = move, .text = "", .cell = ""};

	return take(request, &step, err);
}

static int take_with_reason(struct sv_request *request, enum sv_plan_move move,
			    struct sv_error *err)
{
	struct sv_plan_step_taken step = {
	    .move = move, .text = sv_request_value(request, "reason"), .cell = ""};

	return take(request, &step, err);
}

int sv_post_plan_approve(struct sv_request *request, struct sv_error *err)
{
	return take_plain(request, SV_PLAN_DO_APPROVE, err);
}

int sv_post_plan_sign(struct sv_request *request, struct sv_error *err)
{
	return take_plain(request, SV_PLAN_DO_SIGN, err);
}

int sv_post_plan_submit(struct sv_request *request, struct sv_error *err)
{
	return take_plain(request, SV_PLAN_DO_SUBMIT, err);
}

int sv_post_plan_accept(struct sv_request *request, struct sv_error *err)
{
	return take_plain(request, SV_PLAN_DO_ACCEPT, err);
}

int sv_post_plan_return(struct sv_request *request, struct sv_error *err)
{
	return take_with_reason(request, SV_PLAN_DO_RETURN, err);
}

int sv_post_plan_reopen(struct sv_request *request, struct sv_error *err)
{
	return take_with_reason(request, SV_PLAN_DO_REOPEN, err);
}

int sv_post_plan_extend(struct sv_request *request, struct sv_error *err)
{
	struct sv_plan_step_taken step = {
	    .move = SV_PLAN_DO_EXTEND, .text = sv_request_value(request, "reason"), .cell = ""};

	/* The router saw that it is a day. */
	(void)sv_day_parse(sv_str_from(sv_request_value(request, "until")), &step.until);
	return take(request, &step, err);
}

int sv_post_plan_comment(struct sv_request *request, struct sv_error *err)
{
	static const struct sv_reading all = {false};
	const char *cell = sv_request_value(request, "cell");
	struct sv_plan_step_taken step = {.move = SV_PLAN_DO_COMMENT,
					  .text = sv_request_value(request, "text"),
					  .cell = cell ? cell : ""};
	struct sv_plan_context context;
	struct sv_plan_spot spot;
	int r = cell ? sv_app_moment(request->app, "", "", &request->moment, err) : 0;

	if (r == 0 && cell)
		r = sv_app_plan_context(request->app, request->arena, &request->moment, &all,
					atoi(sv_request_value(request, "year")), &context, err);
	if (r < 0)
		return r;
	if (cell && !sv_plan_spot_find(&context, cell, &spot))
		return sv_fail_at(err, SV_EINVALID, "cell", "a plan has no value '%.80s'", cell);
	return take(request, &step, err);
}
