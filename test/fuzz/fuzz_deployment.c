/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fuzz_deployment.c - any bytes as a case of a deployment and, behind a zero byte, as an answer.
 *
 * Laws beside not crashing: a case that the planner reads can be read by the checker, which shares
 * no code with it; and what the planner answers, however soon it is stopped, the checker accepts.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "domain/deployment_plan.h"
#include "schedule_check.h"

#include "fuzz.h"

/* Larger cases are read only: a fuzzer wants many short runs. */
#define HORIZON 300
#define LANES 12
#define DEMANDS 6
#define ROUNDS 20
#define STOPS 400

static bool stop(void *data)
{
	return ++*(int *)data > STOPS;
}

static bool is_small(const struct sv_deployment *d)
{
	int64_t vehicles = 0;

	for (int r = 0; r < d->flow.resource_count; r++)
		vehicles += d->flow.resources[r].fleet ? d->flow.resources[r].capacity : 0;
	for (int k = 0; k < d->flow.demand_count; k++)
		if (d->flow.demands[k].amount > 1000)
			return false;
	return d->flow.horizon <= HORIZON && d->flow.lane_count <= LANES &&
	       d->flow.demand_count <= DEMANDS && vehicles <= 50;
}

static int check(struct sv_str text, struct sv_str answer)
{
	FILE *out = fopen("/dev/null", "w");
	int r;

	assert(out);
	r = schedule_check(text.ptr, text.len, answer.ptr, answer.len, NULL, out);
	fclose(out);
	return r;
}

static void plan_and_check(struct sv_arena *arena, const struct sv_deployments *cases,
			   struct sv_str text)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_json json = SV_JSON_INIT(&out);
	int stops = 0;
	struct sv_flow_watch watch = {.stop = stop, .data = &stops};
	struct sv_deployment_options options = {
	    .seed = 1, .rounds_max = ROUNDS, .no_savings = true};

	if (cases->count != 1)
		sv_json_begin_array(&json);
	for (size_t i = 0; i < cases->count; i++) {
		struct sv_deployment_answer answer;
		struct sv_error err = SV_ERROR_INIT;

		if (!is_small(cases->items[i]) ||
		    sv_deployment_plan(arena, cases->items[i], &options, &watch, &answer, &err) < 0)
			return;
		sv_deployment_answer_json(cases->items[i], &answer, &json);
	}
	if (cases->count != 1)
		sv_json_end_array(&json);
	assert(check(text, sv_buf_view(&out)) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_findings findings = SV_FINDINGS_INIT(&arena);
	struct sv_str text = {(const char *)data, size}, answer = SV_STR("{}");
	const char *zero = size ? memchr(data, 0, size) : NULL;
	struct sv_deployments cases = {0};

	if (zero) {
		text.len = (size_t)(zero - text.ptr);
		answer = (struct sv_str){zero + 1, size - text.len - 1};
	}
	check(text, answer);
	sv_deployment_read(&arena, "case", text, &cases, &findings);
	if (sv_findings_count(&findings, SV_ERROR) || cases.count == 0)
		return 0;
	assert(check(text, SV_STR("{}")) != 2);
	plan_and_check(&arena, &cases, text);
	return 0;
}
