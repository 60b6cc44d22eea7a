/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/deployment.h"

#include <string.h>

#include "base/date.h"
#include "base/suggest.h"

const char *const sv_dimension_names[SV_FLOW_DIMENSIONS] = {"people", "tonnes", "lane_m", "teu"};

struct sv_deployment *sv_deployment_new(struct sv_arena *arena, const char *id)
{
	struct sv_deployment *d = SV_NEW(arena, struct sv_deployment);

	d->id = id;
	d->step_hours = 6;
	d->decided = SV_DAY_NONE;
	return d;
}

static int find(const char *const *names, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

/* Arrays that grow side by side: the numbers and their names. */
static void *grow(struct sv_arena *arena, void *numbers, const char ***names, int count,
		  size_t *cap, size_t size)
{
	size_t names_cap = *cap;

	*names = sv_arena_grow(arena, *names, count, &names_cap, sizeof(**names));
	return sv_arena_grow(arena, numbers, count, cap, size);
}

int sv_deployment_find_place(const struct sv_deployment *d, const char *name)
{
	return find(d->places, d->flow.place_count, name);
}

int sv_deployment_place(struct sv_arena *arena, struct sv_deployment *d, const char *name)
{
	int place = sv_deployment_find_place(d, name);

	if (place >= 0)
		return place;
	d->places =
	    sv_arena_grow(arena, d->places, d->flow.place_count, &d->place_cap, sizeof(*d->places));
	d->places[d->flow.place_count] = sv_arena_cstr(arena, name);
	return d->flow.place_count++;
}

int sv_deployment_find_resource(const struct sv_deployment *d, const char *name)
{
	return find(d->resources, d->flow.resource_count, name);
}

int sv_deployment_resource(struct sv_arena *arena, struct sv_deployment *d, const char *name,
			   struct sv_flow_resource resource)
{
	d->flow.resources = grow(arena, d->flow.resources, &d->resources, d->flow.resource_count,
				 &d->resource_cap, sizeof(*d->flow.resources));
	d->resources[d->flow.resource_count] = sv_arena_cstr(arena, name);
	d->flow.resources[d->flow.resource_count] = resource;
	return d->flow.resource_count++;
}

int sv_deployment_class(struct sv_arena *arena, struct sv_deployment *d, const char *name,
			struct sv_flow_class class)
{
	int known = find(d->classes, d->flow.class_count, name);

	if (known >= 0)
		return known;
	d->flow.classes = grow(arena, d->flow.classes, &d->classes, d->flow.class_count,
			       &d->class_cap, sizeof(*d->flow.classes));
	d->classes[d->flow.class_count] = sv_arena_cstr(arena, name);
	d->flow.classes[d->flow.class_count] = class;
	return d->flow.class_count++;
}

int sv_deployment_lane(struct sv_arena *arena, struct sv_deployment *d, const char *fleet,
		       struct sv_flow_lane lane)
{
	d->flow.lanes = grow(arena, d->flow.lanes, &d->fleets, d->flow.lane_count, &d->lane_cap,
			     sizeof(*d->flow.lanes));
	d->fleets[d->flow.lane_count] = fleet ? sv_arena_cstr(arena, fleet) : NULL;
	d->flow.lanes[d->flow.lane_count] = lane;
	return d->flow.lane_count++;
}

void sv_deployment_use(struct sv_arena *arena, struct sv_deployment *d, int lane,
		       struct sv_flow_use use)
{
	struct sv_flow_lane *l = &d->flow.lanes[lane];
	struct sv_flow_use *uses;

	if (use.from >= use.to || use.amount == 0)
		return;
	uses = SV_NEW_ARRAY(arena, struct sv_flow_use, l->use_count + 1);
	if (l->use_count)
		memcpy(uses, l->uses, sizeof(*uses) * l->use_count);
	uses[l->use_count++] = use;
	l->uses = uses;
}

void sv_deployment_demand(struct sv_arena *arena, struct sv_deployment *d, const char *unit,
			  struct sv_flow_demand demand)
{
	if (demand.amount == 0)
		return;
	d->flow.demands = grow(arena, d->flow.demands, &d->units, d->flow.demand_count,
			       &d->demand_cap, sizeof(*d->flow.demands));
	d->units[d->flow.demand_count] = sv_arena_cstr(arena, unit);
	d->flow.demands[d->flow.demand_count++] = demand;
}

/* Of all lanes that take the class: the slowest way with one trip after the other. */
int sv_deployment_horizon(struct sv_arena *arena, const struct sv_deployment *d)
{
	int64_t steps = 0, latest = 0;

	for (int i = 0; i < d->flow.lane_count; i++)
		latest = SV_MAX(latest, d->flow.lanes[i].first);
	for (int r = 0; r < d->flow.resource_count; r++)
		latest = SV_MAX(latest, d->flow.resources[r].from);
	for (int k = 0; k < d->flow.demand_count; k++) {
		const struct sv_flow_demand *demand = &d->flow.demands[k];
		int *travel = sv_flow_travel(arena, &d->flow, demand->class, demand->to);
		int64_t trips = 0;

		latest = SV_MAX(latest, demand->ready);
		for (int i = 0; i < d->flow.lane_count; i++) {
			int64_t amount = sv_flow_trip_amount(&d->flow, i, demand->class);
			const struct sv_flow_lane *lane = &d->flow.lanes[i];

			if (amount > 0 && travel[lane->to] >= 0)
				trips = SV_MAX(trips, (demand->amount + amount - 1) / amount *
							  SV_MAX(lane->cycle, 1));
		}
		steps += trips + SV_MAX(travel[demand->from], 0);
	}
	return (int)SV_MIN(SV_MAX(steps + latest + 1, 1), SV_DEPLOY_STEPS_MAX);
}

/* "1-3" names 1, 2 and 3; other words name themselves. */
static bool names_unit(struct sv_str word, const char *unit)
{
	struct sv_str rest = word, from = SV_STR_NONE;
	int64_t first, last, number;

	if (sv_str_is(word, unit))
		return true;
	return sv_str_split(&rest, '-', &from) && sv_str_to_int64(from, &first) &&
	       sv_str_to_int64(rest, &last) && sv_str_to_int64(sv_str_from(unit), &number) &&
	       first <= number && number <= last;
}

int sv_deployment_select(struct sv_deployment *d, const char *units, struct sv_error *err)
{
	struct sv_flow *flow = &d->flow;
	struct sv_str rest = sv_str_from(units), word;
	int kept = 0;

	while (sv_str_split(&rest, ',', &word)) {
		struct sv_suggestion near = SV_SUGGESTION_INIT(units);
		bool known = false;

		word = sv_str_trim(word);
		for (int k = 0; k < flow->demand_count; k++) {
			known |= names_unit(word, d->units[k]);
			sv_suggest(&near, d->units[k]);
		}
		if (!known)
			return sv_fail(err, SV_ENOTFOUND, "the case has no unit '%.*s'%s%s%s",
				       SV_STR_ARG(word), near.best ? "; did you mean '" : "",
				       near.best ? near.best : "", near.best ? "'?" : "");
	}
	for (int k = 0; k < flow->demand_count; k++) {
		rest = sv_str_from(units);
		while (sv_str_split(&rest, ',', &word)) {
			if (!names_unit(sv_str_trim(word), d->units[k]))
				continue;
			flow->demands[kept] = flow->demands[k];
			d->units[kept++] = d->units[k];
			break;
		}
	}
	flow->demand_count = kept;
	return 0;
}

static void check_ways(struct sv_arena *arena, const struct sv_deployment *d, int k,
		       const char *file, struct sv_findings *findings)
{
	const struct sv_flow *flow = &d->flow;
	const struct sv_flow_demand *demand = &flow->demands[k];
	bool taken = false, carried = false;

	for (int i = 0; i < flow->lane_count; i++) {
		taken |= sv_flow_trip_amount(flow, i, demand->class) > 0;
		carried |= flow->lanes[i].carries >> demand->class & 1;
	}
	if (!taken && carried)
		sv_findings_error(
		    findings, "too-large", file, 0, 0,
		    "give a vehicle with more room, or smaller pieces",
		    "unit '%s': a single piece of its %s is too large for any vehicle "
		    "that carries them",
		    d->units[k], d->classes[demand->class]);
	else if (!taken)
		sv_findings_error(
		    findings, "no-vehicle", file, 0, 0, "give a fleet whose vehicles take it",
		    "unit '%s': no vehicle takes its %s", d->units[k], d->classes[demand->class]);
	else if (sv_flow_travel(arena, flow, demand->class, demand->to)[demand->from] < 0)
		sv_findings_error(findings, "no-way", file, 0, 0, "add a lane on the way",
				  "unit '%s': no way leads from '%s' to '%s' for its %s",
				  d->units[k], d->places[demand->from], d->places[demand->to],
				  d->classes[demand->class]);
	else if (sv_flow_earliest(arena, flow, k) < 0)
		sv_findings_error(
		    findings, "horizon", file, 0, 0, "give a longer horizon, or open what is shut",
		    "unit '%s': none of its %s can be at '%s' within the horizon of %d steps",
		    d->units[k], d->classes[demand->class], d->places[demand->to], flow->horizon);
	if (demand->due >= 0 && demand->due < demand->ready)
		sv_findings_error(findings, "due", file, 0, 0, "give a later due date",
				  "unit '%s': due at step %d, before it is ready at step %d",
				  d->units[k], demand->due, demand->ready);
	if (demand->amount < 0 || demand->ready < 0)
		sv_findings_error(findings, "negative", file, 0, 0, "give a number of 0 or more",
				  "unit '%s': its %s or its ready step is negative", d->units[k],
				  d->classes[demand->class]);
}

/* Whether the resource can ever be there for what a trip takes of it. */
static void check_use(const struct sv_deployment *d, int lane, const struct sv_flow_use *use,
		      const char *file, struct sv_findings *findings)
{
	const struct sv_flow_resource *resource = &d->flow.resources[use->resource];
	const char *fleet = d->fleets[lane] ? d->fleets[lane] : "link";
	const char *from = d->places[d->flow.lanes[lane].from];
	const char *to = d->places[d->flow.lanes[lane].to];
	int open = resource->closes - resource->opens, least = use->per_cargo ? 1 : use->amount;

	if (resource->capacity < least)
		sv_findings_error(findings, "capacity", file, 0, 0,
				  "raise the capacity or take the lane out",
				  "lane of '%s' from '%s' to '%s' can never run: it takes "
				  "%d of '%s', which has %lld",
				  fleet, from, to, least, d->resources[use->resource],
				  (long long)resource->capacity);
	if (resource->period && open < resource->period && use->to - use->from > open)
		sv_findings_error(
		    findings, "never", file, 0, 0, "open it for longer, or take shorter steps",
		    "lane of '%s' from '%s' to '%s' can never run: it takes '%s' for "
		    "%d steps, which is open for %d a day",
		    fleet, from, to, d->resources[use->resource], use->to - use->from, open);
}

static void check_lane(const struct sv_deployment *d, int i, const char *file,
		       struct sv_findings *findings)
{
	const struct sv_flow_lane *lane = &d->flow.lanes[i];
	const char *name = d->fleets[i] ? d->fleets[i] : "link";

	if (lane->duration < 0 || lane->cycle < 0 || lane->first < 0)
		sv_findings_error(findings, "negative", file, 0, 0, "give a number of 0 or more",
				  "lane of '%s' from '%s' to '%s': a time is negative", name,
				  d->places[lane->from], d->places[lane->to]);
	if (lane->from == lane->to)
		sv_findings_error(findings, "loop", file, 0, 0, "name two different places",
				  "lane of '%s' leads from '%s' to itself", name,
				  d->places[lane->from]);
	if (lane->first > lane->last)
		sv_findings_error(findings, "never", file, 0, 0, "let it open before it closes",
				  "lane of '%s' from '%s' to '%s' can never run: it opens at step "
				  "%d and closes at step %d",
				  name, d->places[lane->from], d->places[lane->to], lane->first,
				  lane->last);
	for (int u = 0; u < lane->use_count; u++)
		check_use(d, i, &lane->uses[u], file, findings);
}

static void check_size(const struct sv_deployment *d, const char *file,
		       struct sv_findings *findings)
{
	const struct sv_flow *flow = &d->flow;

	if (flow->horizon < 1 || flow->horizon > SV_DEPLOY_STEPS_MAX)
		sv_findings_error(findings, "limit", file, 0, 0,
				  "give a shorter horizon or longer steps",
				  "the horizon of %d steps is not between 1 and %d", flow->horizon,
				  SV_DEPLOY_STEPS_MAX);
	if (flow->demand_count > SV_DEPLOY_DEMANDS_MAX || flow->class_count > 64 ||
	    flow->lane_count > SV_DEPLOY_LANES_MAX)
		sv_findings_error(
		    findings, "limit", file, 0, 0, "put units of one kind together",
		    "%d loads on %d lanes are more than the %d and %d a case may have",
		    flow->demand_count, flow->lane_count, SV_DEPLOY_DEMANDS_MAX,
		    SV_DEPLOY_LANES_MAX);
	if (flow->demand_count == 0)
		sv_findings_error(findings, "empty", file, 0, 0, "give a unit with cargo",
				  "there is nothing to move");
}

void sv_deployment_check(const struct sv_deployment *d, const char *file,
			 struct sv_findings *findings)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	const struct sv_flow *flow = &d->flow;

	check_size(d, file, findings);
	for (int i = 0; i < flow->lane_count; i++)
		check_lane(d, i, file, findings);
	for (int r = 0; r < flow->resource_count; r++) {
		bool used = false;

		for (int i = 0; i < flow->lane_count; i++)
			used |= flow->lanes[i].fleet == r;
		if (flow->resources[r].fleet && !used)
			sv_findings_error(findings, "no-lane", file, 0, 0,
					  "give it a lane or take it out", "'%s' has no lane",
					  d->resources[r]);
	}
	if (sv_findings_count(findings, SV_ERROR))
		return; /* ways are looked for in a sound network only */
	for (int k = 0; k < flow->demand_count; k++)
		check_ways(&arena, d, k, file, findings);
}
