/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/plan_deploy.h"

#include "app/deploy.h"

#define SHEET "formations"
#define RULE "deploy-days"
#define ROUNDS 3000 /* fixed, so that the same plan and case give the same findings */

struct comparison {
	struct sv_arena *arena;
	const struct sv_plan *plan;
	const struct sv_deployment *d;
	const char *name; /* of the case: its id, else its file */
	struct sv_findings *findings;
	int sheet, days; /* of the template: formations, days to deploy */
};

static int read_case(struct sv_arena *arena, const char *path, const char *geo_dir,
		     const struct sv_deployment **ret, struct sv_error *err)
{
	struct sv_findings wrong = SV_FINDINGS_INIT(arena);
	struct sv_deployments read = {0};
	int r = sv_app_deploy_read(arena, path, geo_dir, NULL, &read, &wrong, err);

	if (r < 0)
		return r;
	for (size_t i = 0; i < wrong.count; i++)
		if (wrong.items[i].severity >= SV_ERROR)
			return sv_fail(err, SV_EINVALID, "'%s' cannot be planned: %s", path,
				       wrong.items[i].message);
	if (read.count != 1)
		return sv_fail(err, SV_EINVALID, "'%s' holds %zu cases; give one", path,
			       read.count);
	*ret = read.items[0];
	return 0;
}

/* The unit alone; 0 loads when the case does not name it. */
static struct sv_deployment only(struct sv_arena *arena, const struct sv_deployment *d,
				 struct sv_str unit)
{
	struct sv_deployment alone = *d;
	int kept = 0;

	alone.flow.demands = SV_NEW_ARRAY(arena, struct sv_flow_demand, d->flow.demand_count);
	alone.units = SV_NEW_ARRAY(arena, const char *, d->flow.demand_count);
	for (int k = 0; k < d->flow.demand_count; k++) {
		if (!sv_str_is(unit, d->units[k]))
			continue;
		alone.units[kept] = d->units[k];
		alone.flow.demands[kept] = d->flow.demands[k];
		alone.flow.demands[kept++].due = -1; /* what is declared is the date */
	}
	alone.flow.demand_count = kept;
	return alone;
}

static const char *day_of(struct sv_arena *arena, const struct sv_deployment *d, int step)
{
	int64_t tenths = (sv_deployment_millidays(d, step) + 50) / 100;

	return sv_arena_printf(arena, "%lld.%lld", (long long)(tenths / 10),
			       (long long)(tenths % 10));
}

static void say(const struct comparison *c, int row, int64_t declared,
		const struct sv_deployment_answer *answer)
{
	const struct sv_plan_field *field =
	    &c->plan->context->template->sheets[c->sheet].fields[c->days];
	const char *place = sv_plan_place(c->arena, c->plan, c->sheet, c->days, row, 0);
	struct sv_str name = sv_plan_text(c->plan, SHEET, "name", row);
	const char *bound = day_of(c->arena, c->d, answer->bound);
	int64_t by = declared * 24 / c->d->step_hours; /* the last step within the days */

	if (answer->bound > by)
		sv_plan_say(c->findings, c->plan, SV_WARNING, RULE, place, field->basis,
			    "correct the days, or confirm with the reason why the case does not "
			    "speak for it",
			    "'%.*s': %lld days are declared, and in case '%s' it cannot be in "
			    "place before day %s: proven",
			    SV_STR_ARG(name), (long long)declared, c->name, bound);
	else if (answer->plan.closure >= 0 && answer->plan.closure <= by)
		sv_plan_say(c->findings, c->plan, SV_INFORMATION, RULE, place, field->basis, "",
			    "'%.*s': %lld days are declared, and in case '%s' it can be in place "
			    "on day %s",
			    SV_STR_ARG(name), (long long)declared, c->name,
			    day_of(c->arena, c->d, answer->plan.closure));
	else
		sv_plan_say(c->findings, c->plan, SV_INFORMATION, RULE, place, field->basis,
			    "plan the case with 'servanda deploy plan' and more time",
			    "'%.*s': %lld days are declared; in case '%s' no schedule was found "
			    "that keeps them, and none that proves the opposite: not before day %s",
			    SV_STR_ARG(name), (long long)declared, c->name, bound);
}

static int compare_row(const struct comparison *c, int row, int *ret_compared, struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
	const struct sv_plan_cell *days = sv_plan_find(c->plan, c->sheet, c->days, row, 0);
	const struct sv_deployment_options options = {
	    .seed = 1, .rounds_max = ROUNDS, .no_savings = true};
	struct sv_deployment alone =
	    only(&scratch, c->d, sv_plan_text(c->plan, SHEET, "name", row));
	struct sv_deployment_answer answer;
	int r;

	if (!alone.flow.demand_count)
		return 0;
	++*ret_compared;
	if (!days || days->is != SV_PLAN_IS_NUMBER || days->number.scale ||
	    days->number.coefficient < 0 || days->number.coefficient > SV_DEPLOY_STEPS_MAX)
		return 0; /* the check says what is wrong with the figure, or why there is none */
	r = sv_deployment_plan(&scratch, &alone, &options, NULL, &answer, err);
	if (r < 0)
		return r;
	say(c, row, days->number.coefficient, &answer);
	return 0;
}

static void say_none(const struct comparison *c, const char *path)
{
	const char *units = "";

	for (int k = 0; k < c->d->flow.demand_count; k++)
		if (k == 0 || !sv_str_is(sv_str_from(c->d->units[k]), c->d->units[k - 1]))
			units = sv_arena_printf(c->arena, "%s%s'%s'", units, k ? ", " : "",
						c->d->units[k]);
	sv_plan_say(c->findings, c->plan, SV_INFORMATION, RULE, "", "",
		    "name a unit of the case as the plan names its formation",
		    "nothing is compared: no formation of the plan is a unit of '%s', which has %s",
		    path, units);
}

int sv_plan_check_case(struct sv_arena *arena, const struct sv_plan *plan, const char *path,
		       const char *geo_dir, struct sv_findings *findings, struct sv_error *err)
{
	struct comparison c = {.arena = arena, .plan = plan, .findings = findings};
	const struct sv_plan_template *template = plan->context->template;
	int compared = 0, r = read_case(arena, path, geo_dir, &c.d, err);

	if (r < 0)
		return r;
	c.name = c.d->id[0] ? c.d->id : path;
	c.sheet = sv_plan_sheet_index(template, SV_STR(SHEET));
	c.days = c.sheet < 0
		     ? -1
		     : sv_plan_field_index(&template->sheets[c.sheet], SV_STR("days_to_deploy"));
	if (c.days < 0)
		return sv_fail(err, SV_EINVALID,
			       "the template '%s' asks for no days to deploy, so there is nothing "
			       "to compare with '%s'",
			       template->name, path);
	for (int row = 0; r == 0 && row < plan->row_counts[c.sheet]; row++)
		r = compare_row(&c, row, &compared, err);
	if (r == 0 && !compared)
		say_none(&c, path);
	return r;
}
