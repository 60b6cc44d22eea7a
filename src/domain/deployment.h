/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment.h - a deployment: units that have to be somewhere, and the lift that brings them.
 *
 * A deployment is a problem of solve/flow.h with the names of its places,
 * resources, fleets and units, and with what its reader must know to judge it:
 * the mark of each figure.  It is read from one of the formats of
 * docs/formats/case.md; deployment_plan.h answers it.
 */
#ifndef SV_DOMAIN_DEPLOYMENT_H
#define SV_DOMAIN_DEPLOYMENT_H

#include "base/finding.h"
#include "solve/flow.h"

/* A figure the case rests on, as the reader of the case sees it. */
struct sv_deployment_figure {
	const char *what; /* "A400M: notice" */
	const char *value;
	const char *mark; /* "seen", "recalled", "derived", "estimate", "given" */
};

struct sv_deployment {
	const char *id;
	int step_hours;
	int decision_days;      /* from the crisis to the decision; before step 0 */
	int32_t decided;        /* the day of the decision, step 0; SV_DAY_NONE when not said */
	const char **places;    /* by place */
	const char **resources; /* by resource: "stands ABE", "fleet C-130" */
	const char **fleets;    /* by lane: the fleet's name, or NULL for a link */
	const char **classes;   /* by class: "people", "vehicles_t" */
	const char **units;     /* by demand */
	struct sv_deployment_figure *figures;
	size_t figure_count, figure_cap;
	struct sv_flow flow;
	size_t place_cap, resource_cap, lane_cap, class_cap, demand_cap;
};

struct sv_deployments {
	struct sv_deployment **items;
	size_t count, cap;
};

/*
 * Read a file of any of the formats: the links and trains of a railway (text),
 * a table of shuttles (CSV), fleets and units (JSON), or an expanded case
 * (JSON).  Everything wrong is added to findings; with errors among them
 * nothing is returned.
 */
void sv_deployment_read(struct sv_arena *arena, const char *file, struct sv_str text,
			struct sv_deployments *ret, struct sv_findings *findings);

/* Whether the text is in a format of sv_deployment_read(); other text is a case for people. */
bool sv_deployment_is_instance(struct sv_str text);

/* Keep only the units named in a list such as "1-2" or "BG,LOG"; says which is not known. */
SV_MUST_USE int sv_deployment_select(struct sv_deployment *deployment, const char *units,
				     struct sv_error *err);

/* What cannot work whatever the schedule: cargo without a way, a fleet without a lane, a unit that
 * no vehicle takes, dates before their time. */
void sv_deployment_check(const struct sv_deployment *deployment, const char *file,
			 struct sv_findings *findings);

/* Building blocks for the readers; each returns the index of what it adds. */
struct sv_deployment *sv_deployment_new(struct sv_arena *arena, const char *id) SV_MUST_USE;
int sv_deployment_place(struct sv_arena *arena, struct sv_deployment *deployment, const char *name);
int sv_deployment_find_place(const struct sv_deployment *deployment, const char *name);
int sv_deployment_resource(struct sv_arena *arena, struct sv_deployment *deployment,
			   const char *name, struct sv_flow_resource resource);
int sv_deployment_find_resource(const struct sv_deployment *deployment, const char *name);
int sv_deployment_class(struct sv_arena *arena, struct sv_deployment *deployment, const char *name,
			struct sv_flow_class class);
int sv_deployment_lane(struct sv_arena *arena, struct sv_deployment *deployment, const char *fleet,
		       struct sv_flow_lane lane);
void sv_deployment_use(struct sv_arena *arena, struct sv_deployment *deployment, int lane,
		       struct sv_flow_use use);
void sv_deployment_demand(struct sv_arena *arena, struct sv_deployment *deployment,
			  const char *unit, struct sv_flow_demand demand);
/* A horizon that any sensible plan keeps: everything one after the other, up to the limit. */
int sv_deployment_horizon(struct sv_arena *arena, const struct sv_deployment *deployment);

extern const char *const sv_dimension_names[SV_FLOW_DIMENSIONS]; /* "people", "tonnes" ... */

#endif
