/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/deploy.h"

#include <time.h>

#include "base/file.h"

int sv_app_deploy_read(struct sv_arena *arena, const char *path, const char *units,
		       struct sv_deployments *ret, struct sv_findings *findings,
		       struct sv_error *err)
{
	struct sv_str text;
	int r = sv_file_read(arena, path, SV_FILE_BYTES_MAX, &text, err);

	if (r < 0)
		return r;
	sv_deployment_read(arena, path, text, ret, findings);
	for (size_t i = 0; units && i < ret->count; i++) {
		r = sv_deployment_select(ret->items[i], units, err);
		if (r < 0)
			return r;
	}
	return 0;
}

struct clock {
	const struct sv_deploy_limits *limits;
	double begin;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double spent(void *data)
{
	const struct clock *clock = data;

	return clock->limits->seconds > 0 ? (now() - clock->begin) / clock->limits->seconds : 0;
}

static bool is_over(void *data)
{
	const struct clock *clock = data;

	return (clock->limits->stop && *(const volatile bool *)clock->limits->stop) ||
	       spent(data) >= 1;
}

static void tell(void *data, int bound, int closure)
{
	const struct clock *clock = data;

	if (clock->limits->progress)
		clock->limits->progress(clock->limits->data, bound, closure);
}

int sv_app_deploy_plan(struct sv_arena *arena, const struct sv_deployment *deployment,
		       const struct sv_deployment_options *options,
		       const struct sv_deploy_limits *limits, struct sv_deployment_answer *ret,
		       struct sv_error *err)
{
	struct clock clock = {limits, now()};
	struct sv_flow_watch watch = {
	    .stop = is_over, .spent = spent, .progress = tell, .data = &clock};

	return sv_deployment_plan(arena, deployment, options, &watch, ret, err);
}
