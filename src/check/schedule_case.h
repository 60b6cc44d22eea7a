/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * schedule_case.h - a case as the checker reads it.
 *
 * Every number has limits, and what is no number within them makes the whole
 * case unreadable: the arithmetic of the check is then exact by construction,
 * and nothing is proven of a case that was read as another one.
 */
#ifndef SV_CHECK_SCHEDULE_CASE_H
#define SV_CHECK_SCHEDULE_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PEOPLE, TONNES, LANE_METRES, TEU, DIMENSIONS };
#define WITHOUT_LIMIT INT64_MAX

#define INSTANCES_MAX 1000
#define STEPS_MAX 10000 /* of the horizon, and of a lane's times */
#define NUMBER_MAX                                                                         \
	1000000000     /* of any number in a case; thousandths of it in `takes` and `room` \
			*/
#define CLASSES_MAX 64 /* one bit each in `carries` */
#define USES_MAX 6     /* a vehicle, stands and handling at both ends, a slot */
#define DEMANDS_MAX 10000

struct resource {
	char *name;
	int64_t capacity;
	int from;
	int period, opens, closes; /* opening hours in steps of the day; period 0: always */
	int shut_from, shut_to;
	bool is_total; /* counted over all time */
};

struct use {
	int resource;
	int from, to; /* steps after the start, to exclusive */
	int64_t amount;
	bool per_unit; /* of each unit of cargo, spread over the steps */
};

struct lane {
	char *fleet; /* NULL: no vehicle needed */
	int fleet_resource;
	int from, to;
	int first, last, duration, cycle;
	uint64_t carries;
	int64_t room[DIMENSIONS]; /* thousandths */
	struct use use[USES_MAX];
	int use_count;
};

struct cargo_class {
	char *name;
	int64_t takes[DIMENSIONS]; /* thousandths a unit */
};

struct demand {
	char *unit;
	int class, from, to, ready;
	int due; /* or -1 */
	int64_t amount;
};

/* Steps of an empty vehicle between two places, both ways. */
struct ferry {
	int fleet_resource; /* -1: of any fleet */
	int a, b, steps;
};

struct instance {
	char *id;
	int step_hours;
	int decision_days;
	int horizon; /* 0: not said */
	char **places;
	struct resource *resources;
	struct lane *lanes;
	struct cargo_class *classes;
	struct demand *demands;
	struct ferry *ferries;
	int place_count, resource_count, lane_count, class_count, demand_count, ferry_count;
};

/* Reads all instances of a file; returns their number, or -1 with a reason in `why`. */
int instances_read(const char *text, size_t length, const char *units, struct instance **ret,
		   char *why, size_t why_size);

/* Frees all that was read. */
void instances_done(void);

int64_t capacity_at(const struct resource *resource, int step);

/* Steps that an empty vehicle of a fleet needs from one place to another. */
int ferry_steps(const struct instance *in, int fleet_resource, int from, int to);

#endif
