/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/observe.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"

/* Upper ends in microseconds. */
static const int64_t buckets[SV_DURATION_BUCKETS] = {100,   250,   500,    1000,    2500,
						     10000, 50000, 250000, 1000000, 5000000};

int64_t sv_monotonic_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* One write a line, so that lines of threads do not mix. */
static void log_line(const struct sv_observed *observed)
{
	static _Atomic uint64_t last_id;
	char line[512], when[SV_INSTANT_TEXT_MAX];
	int len = snprintf(
	    line, sizeof(line),
	    "time=%s id=%" PRIu64 " method=%s route=%s status=%d bytes=%zu us=%" PRId64 "%s\n",
	    sv_instant_text(sv_clock_now_ms(), when), atomic_fetch_add(&last_id, 1) + 1,
	    observed->method, observed->route, observed->status, observed->bytes,
	    observed->duration_us, observed->kept ? " kept=yes" : "");

	if (len > 0 && write(STDERR_FILENO, line, SV_MIN((size_t)len, sizeof(line) - 1)) < 0)
		return; /* nobody reads the log: no reason to stop serving */
}

void sv_observe(struct sv_metrics *metrics, const struct sv_observed *observed)
{
	int class = observed->status / 100, bucket = 0;

	while (bucket < SV_DURATION_BUCKETS && observed->duration_us > buckets[bucket])
		bucket++;
	atomic_fetch_add(&metrics->requests[0], 1);
	atomic_fetch_add(&metrics->requests[class >= 1 && class <= 5 ? class : 5], 1);
	atomic_fetch_add(&metrics->bytes, observed->bytes);
	atomic_fetch_add(&metrics->kept, observed->kept);
	atomic_fetch_add(&metrics->durations[bucket], 1);
	atomic_fetch_add(&metrics->duration_us, (uint64_t)observed->duration_us);
	if (!metrics->quiet)
		log_line(observed);
}

static void counter(struct sv_buf *out, const char *name, const char *type, const char *help,
		    uint64_t value)
{
	sv_buf_printf(out,
		      "# HELP servanda_%s %s\n# TYPE servanda_%s %s\nservanda_%s %" PRIu64 "\n",
		      name, help, name, type, name, value);
}

static void durations(struct sv_metrics *metrics, struct sv_buf *out)
{
	uint64_t sum = 0;

	sv_buf_text(out, "# HELP servanda_request_seconds Time to make an answer.\n"
			 "# TYPE servanda_request_seconds histogram\n");
	for (int i = 0; i <= SV_DURATION_BUCKETS; i++) {
		sum += metrics->durations[i];
		if (i < SV_DURATION_BUCKETS)
			sv_buf_printf(out,
				      "servanda_request_seconds_bucket{le=\"%g\"} %" PRIu64 "\n",
				      (double)buckets[i] / 1e6, sum);
	}
	sv_buf_printf(out,
		      "servanda_request_seconds_bucket{le=\"+Inf\"} %" PRIu64
		      "\nservanda_request_seconds_sum %.6f\nservanda_request_seconds_count %" PRIu64
		      "\n",
		      sum, (double)metrics->duration_us / 1e6, sum);
}

void sv_metrics_write(struct sv_metrics *metrics, int64_t record_size, struct sv_buf *out)
{
	sv_buf_text(out, "# HELP servanda_requests_total Requests answered, by class of status.\n"
			 "# TYPE servanda_requests_total counter\n");
	for (int class = 1; class <= 5; class ++)
		sv_buf_printf(out, "servanda_requests_total{class=\"%dxx\"} %" PRIu64 "\n", class,
			      metrics->requests[class]);
	counter(out, "answer_bytes_total", "counter", "Bytes of bodies.", metrics->bytes);
	counter(out, "answers_kept_total", "counter", "Answers given out of memory.",
		metrics->kept);
	counter(out, "connections_total", "counter", "Connections accepted.", metrics->connections);
	counter(out, "connections_open", "gauge", "Connections open now.",
		metrics->connections_open);
	counter(out, "record_documents", "gauge", "Size of the record.", (uint64_t)record_size);
	counter(out, "uptime_seconds", "gauge", "Seconds since the start.",
		(uint64_t)(sv_clock_now_ms() - metrics->started_ms) / 1000);
	durations(metrics, out);
}
