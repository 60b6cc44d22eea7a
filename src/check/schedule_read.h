/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * schedule_read.h - what the readers of a case share: lists that grow, and names.
 *
 * What they make lives until instances_done().
 */
#ifndef SV_CHECK_SCHEDULE_READ_H
#define SV_CHECK_SCHEDULE_READ_H

#include <jansson.h>

#include "schedule_case.h"

/* Room for one more item than `count`, set to zero. */
void *more(void *items, int count, size_t size);
char *joined(const char *a, const char *b);

int place_of(struct instance *in, const char *name, bool add); /* -1: not there */
int resource_of(const struct instance *in, const char *kind, const char *name);
/* -1 when there are too many. */
int class_named(struct instance *in, const char *name);
struct resource *new_resource(struct instance *in, const char *kind, const char *name,
			      int64_t capacity);
struct lane *new_lane(struct instance *in);
void takes(struct lane *lane, int resource, int from, int to, int64_t amount, bool per_unit);
void new_demand(struct instance *in, const char *unit, struct demand demand);

/* Fleets and units; false with what cannot be read in `why`. */
bool read_fleets_and_units(const json_t *root, struct instance *in, char *why, size_t why_size);

#endif
