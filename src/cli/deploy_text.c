/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "cli/deploy.h"
#include "cli/table.h"
#include "domain/deployment_schedule.h"
#include "domain/deployment_shortfall.h"

/* "19.5" */
static const char *days(struct sv_arena *arena, const struct sv_deployment *d, int64_t steps)
{
	int64_t tenths = (sv_deployment_millidays(d, steps) + 50) / 100;

	return tenths % 10 ? sv_arena_printf(arena, "%lld.%lld", (long long)(tenths / 10),
					     (long long)(tenths % 10))
			   : sv_arena_printf(arena, "%lld", (long long)(tenths / 10));
}

static void head(struct sv_cli *cli, const struct sv_deployment *d,
		 const struct sv_deployment_answer *answer)
{
	struct sv_arena *arena = cli->arena;
	const char *bound = days(arena, d, answer->bound);

	if (d->id[0]) {
		sv_out_styled(&cli->out, SV_STYLE_STRONG, d->id);
		sv_out_text(&cli->out, "\n");
	}
	if (answer->status == SV_PLAN_INFEASIBLE) {
		sv_out_printf(&cli->out,
			      "Not everything can be in place within the horizon of %d steps of "
			      "%d h (%s days): proven.\n",
			      d->flow.horizon, d->step_hours, days(arena, d, d->flow.horizon));
		return;
	}
	if (answer->plan.closure < 0) {
		sv_out_printf(&cli->out,
			      "No plan was found in time. Nothing can be in place before step %d "
			      "(day %s): proven.\n",
			      answer->bound, bound);
		return;
	}
	sv_out_printf(&cli->out, "Everything is in place at step %d of %d h: day %s.\n",
		      answer->plan.closure, d->step_hours, days(arena, d, answer->plan.closure));
	if (answer->plan.closure == answer->bound)
		sv_out_text(&cli->out, "No schedule can be earlier: proven.\n");
	else
		sv_out_printf(
		    &cli->out,
		    "No schedule can be earlier than step %d (day %s): proven. The gap is "
		    "%s days.\n",
		    answer->bound, bound, days(arena, d, answer->plan.closure - answer->bound));
}

static void bars(struct sv_cli *cli, const struct sv_deployment *d,
		 const struct sv_deployment_answer *answer)
{
	struct sv_out *out = &cli->out;

	if (answer->plan.closure < 0)
		return;
	sv_out_printf(out, "\n  decision     %6d days\n", d->decision_days);
	sv_out_printf(out, "  preparation  %6s days\n",
		      days(cli->arena, d, answer->preparation_steps));
	sv_out_printf(out, "  movement     %6s days\n",
		      days(cli->arena, d, answer->movement_steps));
}

static void bottlenecks(struct sv_cli *cli, const struct sv_deployment *d,
			const struct sv_deployment_answer *answer)
{
	struct sv_out *out = &cli->out;

	if (!answer->bottleneck_count) {
		if (answer->status != SV_PLAN_INFEASIBLE)
			sv_out_text(out, "\nNothing binds but travel times and openings.\n");
		return;
	}
	sv_out_text(out, "\nWhat holds it back\n");
	for (int i = 0; i < answer->bottleneck_count; i++) {
		const struct sv_bottleneck *b = &answer->bottlenecks[i];
		int64_t capacity = d->flow.resources[b->resource].capacity;
		struct sv_str name = sv_str_from(d->resources[b->resource]);

		sv_out_printf(out, "  %.*s has %lld%s; it binds from day %s to %s",
			      SV_STR_ARG(name), (long long)capacity,
			      d->flow.resources[b->resource].total ? "" : " a step",
			      days(cli->arena, d, b->from_step), days(cli->arena, d, b->to_step));
		if (b->saves_steps > 0)
			sv_out_printf(out, "; one more saves %s days of the bound",
				      days(cli->arena, d, b->saves_steps));
		else if (b->saves_steps == 0)
			sv_out_text(out, "; one more alone saves nothing");
		sv_out_text(out, "\n");
	}
	if (answer->travel_demand >= 0)
		sv_out_printf(out,
			      "  Notice and travel alone: nothing closes before day %s (unit '%s', "
			      "%s)\n",
			      days(cli->arena, d, answer->travel), d->units[answer->travel_demand],
			      d->classes[d->flow.demands[answer->travel_demand].class]);
}

static void late(struct sv_cli *cli, const struct sv_deployment *d,
		 const struct sv_deployment_answer *answer)
{
	bool any = false;

	for (int k = 0; answer->plan.closure >= 0 && k < d->flow.demand_count; k++) {
		const struct sv_flow_demand *demand = &d->flow.demands[k];

		if (demand->due < 0 || answer->plan.arrivals[k] <= demand->due)
			continue;
		if (!any)
			sv_out_text(&cli->out, "\nLate\n");
		any = true;
		sv_out_printf(&cli->out, "  %s, %s: due day %s, in place day %s\n", d->units[k],
			      d->classes[demand->class], days(cli->arena, d, demand->due),
			      days(cli->arena, d, answer->plan.arrivals[k]));
	}
}

static void shortfall_item(struct sv_cli *cli, const struct sv_deployment *d,
			   const struct sv_shortfall_item *item)
{
	struct sv_out *out = &cli->out;

	sv_out_printf(out, "  %s alone: ", d->resources[item->resource]);
	if (item->enough == item->at_least)
		sv_out_printf(out, "%d more, planned; fewer do not suffice, proven\n",
			      item->enough);
	else if (item->enough >= 0 && item->at_least == 0)
		sv_out_printf(out, "%d more, planned; fewer may suffice\n", item->enough);
	else if (item->enough >= 0)
		sv_out_printf(out, "%d more, planned; at least %d, proven\n", item->enough,
			      item->at_least);
	else
		sv_out_printf(out, "at least %d more, proven; no plan was found with up to %d\n",
			      item->at_least, SV_DEPLOY_MORE_MAX);
}

/* How many more of one thing, the others as they are, keep every due date. */
static void shortfall(struct sv_cli *cli, const struct sv_deployment *d,
		      const struct sv_shortfall *short_of)
{
	struct sv_out *out = &cli->out;
	const char *useless = "";

	if (!short_of || (!short_of->count && !short_of->needless && !short_of->stopped))
		return;
	sv_out_text(out, "\nWhat would keep every due date\n");
	if (short_of->needless)
		sv_out_text(out,
			    "  nothing more: another plan keeps them, which may close later\n");
	for (int i = 0; i < short_of->count; i++) {
		const struct sv_shortfall_item *item = &short_of->items[i];

		if (item->at_least > SV_DEPLOY_MORE_MAX)
			useless =
			    sv_arena_printf(cli->arena, "%s%s%s", useless, useless[0] ? ", " : "",
					    d->resources[item->resource]);
		else
			shortfall_item(cli, d, item);
	}
	if (useless[0])
		sv_out_printf(out, "  no number up to %d alone, proven: %s\n", SV_DEPLOY_MORE_MAX,
			      useless);
	if (short_of->hopeless)
		sv_out_printf(out, "  not even %d more of everything, proven: times and openings\n",
			      SV_DEPLOY_MORE_MAX);
	if (short_of->together) {
		sv_out_text(out, "  together, planned; other numbers may do as well:");
		for (int i = 0, n = 0; i < short_of->count; i++)
			if (short_of->together[i])
				sv_out_printf(out, "%s %d more of %s", n++ ? "," : "",
					      short_of->together[i],
					      d->resources[short_of->items[i].resource]);
		sv_out_text(out, "\n");
	}
	if (short_of->stopped)
		sv_out_text(out, "  The time was over before all was tried.\n");
}

#define PARTS_MAX 10 /* columns of a table over time */

/* How much of a class has arrived by each tenth of the time. */
static void closure_profile(struct sv_cli *cli, const struct sv_deployment *d,
			    const struct sv_flow_schedule *plan)
{
	struct sv_out *out = &cli->out;
	int parts = SV_MIN(PARTS_MAX, plan->closure);

	sv_out_text(out, "\nIn place by day, in percent\n  ");
	sv_out_printf(out, "%-14s", "");
	for (int i = 1; i <= parts; i++)
		sv_out_printf(out, "%6s", days(cli->arena, d, (int64_t)plan->closure * i / parts));
	sv_out_text(out, "\n");
	for (int class = 0; class < d->flow.class_count; class ++) {
		struct sv_class_profile profile = sv_deployment_profile(cli->arena, d, plan, class);

		if (!profile.amount)
			continue;
		sv_out_printf(out, "  %-14s", d->classes[class]);
		for (int i = 1; i <= parts; i++) {
			int64_t there =
			    sv_profile_at(&profile, (int)((int64_t)plan->closure * i / parts));

			sv_out_printf(out, "%6lld", (long long)(there * 100 / profile.amount));
		}
		sv_out_text(out, "\n");
	}
}

/* One line of the workload; a line of nothing is left out. */
static void workload_line(struct sv_cli *cli, const char *name, const int64_t *numbers, int parts)
{
	int64_t sum = 0;

	for (int i = 0; i < parts; i++)
		sum += numbers[i];
	if (!sum)
		return;
	sv_out_printf(&cli->out, "    %-12s", name);
	for (int i = 0; i < parts; i++)
		sv_out_printf(&cli->out, "%6lld", (long long)numbers[i]);
	sv_out_text(&cli->out, "\n");
}

/* The first step that begins on a day or after it. */
static int first_step(const struct sv_deployment *d, int day)
{
	return (day * 24 + d->step_hours - 1) / d->step_hours;
}

static void workload_of(struct sv_cli *cli, const struct sv_deployment *d,
			const struct sv_workload *work, int parts, int width)
{
	int64_t stands[PARTS_MAX], out_t[PARTS_MAX], in_t[PARTS_MAX], out[PARTS_MAX], in[PARTS_MAX];

	for (int i = 0; i < parts; i++) {
		struct sv_place_step all = sv_workload_fold(work, first_step(d, i * width),
							    first_step(d, (i + 1) * width));

		stands[i] = all.stands;
		out_t[i] = (all.out_kg + 500) / 1000;
		in_t[i] = (all.in_kg + 500) / 1000;
		out[i] = all.out_people;
		in[i] = all.in_people;
	}
	sv_out_printf(&cli->out, "  %s\n", d->places[work->place]);
	if (work->stands >= 0)
		workload_line(cli,
			      sv_arena_printf(cli->arena, "stands of %lld",
					      (long long)d->flow.resources[work->stands].capacity),
			      stands, parts);
	workload_line(cli, "t out", out_t, parts);
	workload_line(cli, "t in", in_t, parts);
	workload_line(cli, "people out", out, parts);
	workload_line(cli, "people in", in, parts);
}

/* Whole days in a column, as few as let all columns stand side by side. */
static void workload(struct sv_cli *cli, const struct sv_deployment *d,
		     const struct sv_flow_schedule *plan)
{
	struct sv_workload *list;
	int count = sv_deployment_workload(cli->arena, d, plan, &list);
	int all = (int)((int64_t)plan->closure * d->step_hours / 24) + 1;
	int width = (all + PARTS_MAX - 1) / PARTS_MAX, parts = (all + width - 1) / width;

	if (!count)
		return;
	sv_out_printf(&cli->out, "\nWork of the places, by %s%s; of the stands the most at once\n",
		      width > 1 ? sv_arena_printf(cli->arena, "%d ", width) : "",
		      width > 1 ? "days from day" : "day");
	sv_out_printf(&cli->out, "%16s", "");
	for (int i = 0; i < parts; i++)
		sv_out_printf(&cli->out, "%6d", i * width);
	sv_out_text(&cli->out, "\n");
	for (int i = 0; i < count; i++)
		workload_of(cli, d, &list[i], parts, width);
}

/* One row a lane: the movement table. */
void sv_cli_deploy_trips(struct sv_cli *cli, const struct sv_deployment *d,
			 const struct sv_flow_schedule *plan)
{
	static const struct sv_text_column columns[] = {
	    {.title = "fleet"},
	    {.title = "from"},
	    {.title = "to"},
	    {.title = "trips", .right = true},
	    {.title = "first day", .right = true},
	    {.title = "last day", .right = true},
	    {.title = "carried", .wraps = true},
	};
	struct sv_text_table table = SV_TEXT_TABLE_INIT(cli->arena, columns);
	const struct sv_flow *flow = &d->flow;

	for (int i = 0; i < flow->lane_count; i++) {
		struct sv_lane_movement m = sv_deployment_movement(cli->arena, d, plan, i);

		if (!m.trips)
			continue;
		sv_text_table_add(&table, d->fleets[i] ? d->fleets[i] : "link");
		sv_text_table_add(&table, d->places[flow->lanes[i].from]);
		sv_text_table_add(&table, d->places[flow->lanes[i].to]);
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%d", m.trips));
		sv_text_table_add(&table, days(cli->arena, d, m.first));
		sv_text_table_add(&table, days(cli->arena, d, m.last));
		sv_text_table_add(&table, sv_carried_text(cli->arena, d, m.carried));
	}
	sv_out_text(&cli->out, "\n");
	sv_text_table_print(&table, &cli->out);
}

void sv_cli_deploy_text(struct sv_cli *cli, const struct sv_deployment *d,
			const struct sv_deployment_answer *answer)
{
	head(cli, d, answer);
	bars(cli, d, answer);
	bottlenecks(cli, d, answer);
	late(cli, d, answer);
	shortfall(cli, d, answer->shortfall);
	if (answer->plan.closure < 1)
		return;
	if (answer->plan.trip_count && d->fleets[0])
		closure_profile(cli, d, &answer->plan);
	workload(cli, d, &answer->plan);
	sv_cli_deploy_trips(cli, d, &answer->plan);
}
