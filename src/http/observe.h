/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * observe.h - what an operator sees: one line a request, and counters.
 *
 * The line (logfmt) has the route, never the address as it was typed, who asked
 * or from where: there is no personal data in it.
 */
#ifndef SV_HTTP_OBSERVE_H
#define SV_HTTP_OBSERVE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define SV_DURATION_BUCKETS 10

struct sv_metrics {
	_Atomic uint64_t requests[6]; /* by the first digit of the status; 0: all */
	_Atomic uint64_t bytes;
	_Atomic uint64_t kept; /* answered out of memory */
	_Atomic uint64_t connections, connections_open;
	_Atomic uint64_t durations[SV_DURATION_BUCKETS + 1]; /* the last one: longer */
	_Atomic uint64_t duration_us;
	int64_t started_ms;
	bool quiet;
};

struct sv_observed {
	const char *method; /* "GET"; a method of no route is "-" */
	const char *route;  /* "/states/{state}", or "-" */
	int status;
	size_t bytes;
	int64_t duration_us;
	bool kept;
};

void sv_observe(struct sv_metrics *metrics, const struct sv_observed *observed);

/* Prometheus text format, 0.0.4. */
void sv_metrics_write(struct sv_metrics *metrics, int64_t record_size, struct sv_buf *out);

int64_t sv_monotonic_us(void);

#endif
