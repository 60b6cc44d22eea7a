/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * schedule_case.h - a case as the checker reads it.
 */
#ifndef SV_CHECK_SCHEDULE_CASE_H
#define SV_CHECK_SCHEDULE_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PEOPLE, TONNES, LANE_METRES, TEU, DIMENSIONS };
#define WITHOUT_LIMIT INT64_MAX

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
	struct use use[5];
	int use_count;
};

struct cargo_class {
	char *name;
	int64_t takes[DIMENSIONS]; /* thousandths a unit */
};

struct demand {
	char *unit;
	int class, from, to, ready;
	int64_t amount;
};

struct instance {
	char *id;
	int step_hours;
	char **places;
	struct resource *resources;
	struct lane *lanes;
	struct cargo_class *classes;
	struct demand *demands;
	int place_count, resource_count, lane_count, class_count, demand_count;
	int *ferry; /* by place and place, or NULL */
};

#define INSTANCES_MAX 1000

/* Reads all instances of a file; returns their number, or -1 with a reason in `why`. */
int instances_read(const char *text, size_t length, const char *units, struct instance **ret,
		   char *why, size_t why_size);

/* Frees all that was read. */
void instances_done(void);

int64_t capacity_at(const struct resource *resource, int step);

#endif
