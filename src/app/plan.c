/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/plan.h"

#include <string.h>

#include "app/plan_deploy.h"
#include "base/date.h"
#include "base/file.h"
#include "base/limits.h"
#include "domain/plan_book.h"
#include "domain/plan_json.h"

static int load_templates(struct sv_app *app, struct sv_arena *arena,
			  const struct sv_moment *moment,
			  const struct sv_plan_template **ret_templates, size_t *ret_count,
			  struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	int r = sv_tx_begin_read(&tx, app->db, err);

	if (r == 0)
		r = sv_plan_templates(app->db, arena, moment->known_size, ret_templates, ret_count,
				      err);
	if (r == 0 && !*ret_count)
		return sv_fail(err, SV_ENOTFOUND,
			       "the record holds no template of plans; import one of kind "
			       "'plan/templates'");
	return r;
}

static const struct sv_plan_template *template_of(const struct sv_plan_template *templates,
						  size_t count, int year)
{
	for (size_t i = count; i > 0; i--)
		if (templates[i - 1].cycle_from <= year && year <= templates[i - 1].cycle_to)
			return &templates[i - 1];
	return NULL;
}

int sv_app_plan_context(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
			const struct sv_reading *reading, int year, struct sv_plan_context *ret,
			struct sv_error *err)
{
	struct sv_plan_context context = {.known_size = moment->known_size, .on = moment->on};
	const struct sv_plan_template *templates;
	size_t count;
	int r = load_templates(app, arena, moment, &templates, &count, err);

	if (r < 0)
		return r;
	context.template = template_of(templates, count, year);
	if (!context.template)
		return sv_fail(err, SV_ENOTFOUND,
			       "no template serves plans for %d; the first is for %d", year,
			       templates[0].cycle_from);
	r = sv_app_register(app, arena, moment, reading, &context.reg, err);
	if (r == 0)
		r = sv_app_evidence(app, arena, context.reg, moment, reading, &context.evidence,
				    err);
	if (r == 0)
		r = sv_app_rules(app, arena, moment, &context.texts, &context.text_count, err);
	if (r == 0)
		r = sv_plan_items(arena, context.texts, context.text_count, year, &context.items,
				  &context.item_count, err);
	if (r < 0)
		return r;
	*ret = context;
	return 0;
}

/* A file on its way to a plan: a workbook's cells, or a text. */
struct plan_file {
	const struct sv_plan_file *given;
	bool is_book;
	struct sv_plan_book book;
};

int sv_app_plan_file(struct sv_arena *arena, const char *path, struct sv_plan_file *ret,
		     struct sv_error *err)
{
	struct sv_plan_file file = {.name = path};
	int r = sv_file_read(arena, path, SV_SHEET_BYTES_MAX, &file.bytes, err);

	if (r == 0)
		*ret = file;
	return r;
}

static int open_file(struct sv_arena *arena, const struct sv_plan_file *given,
		     struct plan_file *ret, struct sv_error *err)
{
	struct sv_sheet_visitor visitor;

	ret->given = given;
	ret->is_book = sv_sheet_looks_like_workbook(given->bytes);
	if (!ret->is_book)
		return 0;
	sv_plan_book_begin(&ret->book, arena);
	visitor = sv_plan_book_visitor(&ret->book);
	return sv_sheet_read(given->bytes, &visitor, err);
}

static int parse_file(struct sv_arena *arena, struct plan_file *file,
		      const struct sv_plan_context *context, struct sv_findings *findings,
		      struct sv_plan **ret, struct sv_error *err)
{
	if (!file->is_book)
		return sv_plan_parse(arena, context, file->given->name, file->given->bytes,
				     findings, ret, err);
	*ret = sv_plan_book_parse(arena, context, file->given->name, &file->book, findings);
	return 0;
}

/* The year decides which template and which items apply, so its cover is read first. */
static int read_year(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		     struct plan_file *file, int *ret_year, struct sv_error *err)
{
	struct sv_findings ignored = SV_FINDINGS_INIT(arena);
	const struct sv_plan_template *templates;
	struct sv_register *nobody = SV_NEW(arena, struct sv_register);
	struct sv_plan_template cover;
	struct sv_plan_context context = {.reg = nobody, .template = &cover};
	struct sv_plan *plan;
	size_t count;
	int sheet, r = load_templates(app, arena, moment, &templates, &count, err);

	if (r < 0)
		return r;
	cover = templates[count - 1];
	sheet = sv_plan_sheet_index(&cover, SV_STR("cover"));
	cover.sheets += SV_MAX(sheet, 0);
	cover.sheet_count = 1;
	r = parse_file(arena, file, &context, &ignored, &plan, err);
	if (r < 0)
		return r;
	*ret_year = plan->year;
	return 0;
}

static void check_wanted(const struct sv_plan_report *report, const struct sv_plan_wanted *wanted)
{
	const struct sv_plan *plan = report->plan;

	if (!plan->year)
		sv_plan_say(
		    report->findings, plan, SV_BLOCKER, "no-year", "", "",
		    "fill in the year on the cover",
		    "the plan does not say for which year it is, so figures are not checked");
	if (!*plan->state)
		sv_plan_say(report->findings, plan, SV_BLOCKER, "no-state", "", "",
			    "fill in the state on the cover",
			    "the plan does not say whose it is, so figures are not checked");
	if (wanted->year && plan->year && wanted->year != plan->year)
		sv_plan_say(report->findings, plan, SV_BLOCKER, "other-plan", "", "",
			    "hand in the plan of that year",
			    "the plan is for %d, and one for %d is asked for", plan->year,
			    wanted->year);
	if (*wanted->state && *plan->state && strcmp(wanted->state, plan->state) != 0)
		sv_plan_say(report->findings, plan, SV_BLOCKER, "other-plan", "", "",
			    "hand in the plan of that state",
			    "the plan is %s's, and one of %s is asked for", plan->state,
			    wanted->state);
}

int sv_app_plan_check(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
		      const struct sv_reading *reading, const struct sv_plan_file *given,
		      const struct sv_plan_wanted *wanted, struct sv_plan_report *ret,
		      struct sv_error *err)
{
	struct sv_plan_context *context = SV_NEW(arena, struct sv_plan_context);
	struct sv_plan_report report = {.file = given->name,
					.findings = SV_NEW(arena, struct sv_findings)};
	struct plan_file *file = SV_NEW(arena, struct plan_file);
	int year = 0, r;

	*report.findings = (struct sv_findings)SV_FINDINGS_INIT(arena);
	r = open_file(arena, given, file, err);
	if (r == 0)
		r = read_year(app, arena, moment, file, &year, err);
	if (r == 0)
		r = sv_app_plan_context(app, arena, moment, reading,
					year ? year : sv_day_year(moment->on), context, err);
	if (r == 0)
		r = parse_file(arena, file, context, report.findings, &report.plan, err);
	if (r < 0)
		return r;
	report.bytes = given->bytes;
	if (file->is_book)
		report.book = &file->book;
	check_wanted(&report, wanted);
	if (wanted->deploy_case)
		r = sv_plan_check_case(arena, report.plan, wanted->deploy_case, wanted->geo_dir,
				       report.findings, err);
	if (r < 0)
		return r;
	r = sv_plan_check(arena, report.plan, report.findings, &report.checked, err);
	if (r < 0)
		return r;
	*ret = report;
	return 0;
}
