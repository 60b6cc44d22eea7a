/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/date.h"
#include "cli/deploy.h"
#include "cli/table.h"

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

/* How much of a class has arrived by each tenth of the time. */
static void closure_profile(struct sv_cli *cli, const struct sv_deployment *d,
			    const struct sv_flow_schedule *plan)
{
	const struct sv_flow *flow = &d->flow;
	struct sv_out *out = &cli->out;
	int parts = SV_MIN(10, plan->closure);

	sv_out_text(out, "\nIn place by day, in percent\n  ");
	sv_out_printf(out, "%-14s", "");
	for (int i = 1; i <= parts; i++)
		sv_out_printf(out, "%6s", days(cli->arena, d, (int64_t)plan->closure * i / parts));
	sv_out_text(out, "\n");
	for (int class = 0; class < flow->class_count; class ++) {
		int64_t all = 0;

		for (int k = 0; k < flow->demand_count; k++)
			all += flow->demands[k].class == class ? flow->demands[k].amount : 0;
		if (!all)
			continue;
		sv_out_printf(out, "  %-14s", d->classes[class]);
		for (int i = 1; i <= parts; i++) {
			int by = (int)((int64_t)plan->closure * i / parts);
			int64_t there = 0;

			for (size_t n = 0; n < plan->trip_count; n++) {
				const struct sv_flow_trip *trip = &plan->trips[n];
				const struct sv_flow_lane *lane = &flow->lanes[trip->lane];

				for (int l = 0; l < trip->load_count; l++) {
					const struct sv_flow_demand *demand =
					    &flow->demands[trip->loads[l].demand];

					if (demand->class == class && demand->to == lane->to &&
					    trip->start + lane->duration <= by)
						there += trip->loads[l].amount;
				}
			}
			sv_out_printf(out, "%6lld", (long long)(there * 100 / all));
		}
		sv_out_text(out, "\n");
	}
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
		int64_t *carried = SV_NEW_ARRAY(cli->arena, int64_t, flow->class_count);
		int trips = 0, first = 0, last = 0;
		const char *text = "";

		for (size_t n = 0; n < plan->trip_count; n++) {
			const struct sv_flow_trip *trip = &plan->trips[n];

			if (trip->lane != i)
				continue;
			first = trips ? SV_MIN(first, trip->start) : trip->start;
			last = trips ? SV_MAX(last, trip->start) : trip->start;
			trips++;
			for (int l = 0; l < trip->load_count; l++)
				carried[flow->demands[trip->loads[l].demand].class] +=
				    trip->loads[l].amount;
		}
		if (!trips)
			continue;
		for (int class = 0; class < flow->class_count; class ++)
			if (carried[class])
				text = sv_arena_printf(
				    cli->arena, "%s%s%lld %s", text, text[0] ? ", " : "",
				    (long long)carried[class], d->classes[class]);
		sv_text_table_add(&table, d->fleets[i] ? d->fleets[i] : "link");
		sv_text_table_add(&table, d->places[flow->lanes[i].from]);
		sv_text_table_add(&table, d->places[flow->lanes[i].to]);
		sv_text_table_add(&table, sv_arena_printf(cli->arena, "%d", trips));
		sv_text_table_add(&table, days(cli->arena, d, first));
		sv_text_table_add(&table, days(cli->arena, d, last));
		sv_text_table_add(&table, text);
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
	if (answer->plan.closure < 1)
		return;
	if (answer->plan.trip_count && d->fleets[0])
		closure_profile(cli, d, &answer->plan);
	sv_cli_deploy_trips(cli, d, &answer->plan);
}
