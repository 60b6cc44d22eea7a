/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/deploy.h"

#include <time.h>

#include "base/file.h"
#include "domain/deployment_case.h"
#include "domain/deployment_shortfall.h"

/* The tables a person's case draws on. */
static int load_tables(struct sv_arena *arena, const char *geo_dir, struct sv_geo *geo,
		       struct sv_findings *findings, struct sv_error *err)
{
	geo->arena = arena;
	for (int i = 0; i < SV_GEO_TABLES; i++) {
		const char *path = sv_arena_printf(arena, "%s/%s", geo_dir, sv_geo_files[i]);
		struct sv_str text;
		int r = sv_file_read(arena, path, SV_FILE_BYTES_MAX, &text, err);

		if (r < 0)
			return r;
		sv_geo_load(geo, (enum sv_geo_table)i, path, text, findings);
	}
	return 0;
}

int sv_app_deploy_expand(struct sv_arena *arena, const char *path, const char *geo_dir,
			 struct sv_str *ret_text, struct sv_findings *findings,
			 struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_geo geo = {0};
	struct sv_str text;
	int r = sv_file_read(arena, path, SV_FILE_BYTES_MAX, &text, err);

	if (r < 0)
		return r;
	if (!sv_deployment_is_instance(text)) {
		if (!geo_dir)
			return sv_fail(err, SV_ENOTFOUND,
				       "cannot read '%s': its names stand in a pack, and none was "
				       "found; set $SERVANDA_PACKS",
				       path);
		r = load_tables(arena, geo_dir, &geo, findings, err);
		if (r < 0)
			return r;
		sv_deployment_case_expand(arena, &geo, path, text, &out, findings);
		text = sv_arena_str(arena, sv_buf_view(&out));
	}
	*ret_text = text;
	return 0;
}

int sv_app_deploy_read(struct sv_arena *arena, const char *path, const char *geo_dir,
		       const char *units, struct sv_deployments *ret, struct sv_findings *findings,
		       struct sv_error *err)
{
	struct sv_str text;
	int r = sv_app_deploy_expand(arena, path, geo_dir, &text, findings, err);

	if (r < 0)
		return r;
	if (sv_findings_count(findings, SV_ERROR))
		return 0;
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

	int r = sv_deployment_plan(arena, deployment, options, &watch, ret, err);

	if (r < 0 || !sv_deployment_is_late(deployment, &ret->plan))
		return r;
	clock.begin = now();
	ret->shortfall = SV_NEW(arena, struct sv_shortfall);
	return sv_deployment_shortfall(arena, deployment, options, &watch, ret->shortfall, err);
}

/* A default of the pack, with its mark. */
static int pack_default(const struct sv_geo *geo, const char *key, double *ret, const char **mark,
			struct sv_error *err)
{
	int row = geo->arena ? sv_geo_row(geo, SV_GEO_DEFAULTS, "key", key) : -1;

	if (row < 0)
		return sv_fail(err, SV_ENOTFOUND,
			       "no pack says '%s'; give it with an option of the command", key);
	*ret = sv_geo_number(geo, SV_GEO_DEFAULTS, row, "value", 0);
	*mark = sv_arena_str(geo->arena, sv_geo_text(geo, SV_GEO_DEFAULTS, row, "status")).ptr;
	return 0;
}

int sv_app_deploy_sustain(struct sv_arena *arena, const struct sv_deployment *deployment,
			  const char *geo_dir, struct sv_sustain_options *options,
			  struct sv_sustain_marks *marks, const struct sv_deploy_limits *limits,
			  struct sv_sustain_answer *ret, struct sv_error *err)
{
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	struct clock clock = {limits, now()};
	struct sv_flow_watch watch = {.stop = is_over, .spent = spent, .data = &clock};
	struct sv_geo geo = {0};
	double value = 0;
	int r = geo_dir ? load_tables(arena, geo_dir, &geo, &findings, err) : 0;

	*marks = (struct sv_sustain_marks){"given", "given", "given"};
	if (r == 0 && options->grams_head_day <= 0) {
		r = pack_default(&geo, "consumption_kg_head_day", &value, &marks->consumption, err);
		options->grams_head_day = (int64_t)(value * 1000 + 0.5);
	}
	if (r == 0 && options->stock_days < 0) {
		r = pack_default(&geo, "stock_days", &value, &marks->stock, err);
		options->stock_days = (int)value;
	}
	if (r == 0 && options->period_days <= 0) {
		r = pack_default(&geo, "supply_period_days", &value, &marks->period, err);
		options->period_days = SV_MAX((int)value, 1);
	}
	if (r < 0)
		return r;
	return sv_deployment_sustain(arena, deployment, options, &watch, ret, err);
}

int sv_app_deploy_stays(struct sv_arena *arena, const char *geo_dir,
			int ret_days[SV_SUSTAIN_STAYS_MAX], struct sv_error *err)
{
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	struct sv_geo geo = {0};
	struct sv_str rest, word;
	int r = geo_dir ? load_tables(arena, geo_dir, &geo, &findings, err) : 0;
	int row, count = 0;

	if (r < 0)
		return r;
	row = geo_dir ? sv_geo_row(&geo, SV_GEO_DEFAULTS, "key", "sustain_days") : -1;
	if (row < 0)
		return sv_fail(err, SV_ENOTFOUND, "no pack says how long to stay; give --days N");
	rest = sv_geo_text(&geo, SV_GEO_DEFAULTS, row, "value");
	while (count < SV_SUSTAIN_STAYS_MAX && sv_str_split(&rest, ' ', &word)) {
		int64_t days;

		if (!sv_str_to_int64(word, &days) || days < 1 || days > SV_DEPLOY_STEPS_MAX)
			return sv_fail(err, SV_EINVALID,
				       "the pack's sustain_days has '%.*s', which is no number of "
				       "days",
				       SV_STR_ARG(word));
		ret_days[count++] = (int)days;
	}
	return count;
}

/* An assumption of the pack where none is given. */
static int assume(const struct sv_geo *geo, const char *key, int *value, const char **mark,
		  struct sv_error *err)
{
	double number = 0;
	int r;

	*mark = "given";
	if (*value >= 0)
		return 0;
	r = pack_default(geo, key, &number, mark, err);
	*value = (int)number;
	return r;
}

int sv_app_deploy_robust(struct sv_arena *arena, const struct sv_deployment *deployment,
			 const char *geo_dir, struct sv_robust_options *options,
			 struct sv_robust_marks *marks, const struct sv_deploy_limits *limits,
			 struct sv_robust_answer *ret, struct sv_error *err)
{
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	struct clock clock = {limits, now()};
	struct sv_flow_watch watch = {.stop = is_over, .spent = spent, .data = &clock};
	struct sv_geo geo = {0};
	int r = geo_dir ? load_tables(arena, geo_dir, &geo, &findings, err) : 0;

	if (r == 0)
		r = assume(&geo, "robust_delay_days", &options->delay_days, &marks->delay, err);
	if (r == 0)
		r = assume(&geo, "robust_no_show_percent", &options->no_show_percent,
			   &marks->no_show, err);
	if (r == 0)
		r = assume(&geo, "robust_closure_percent", &options->closure_percent,
			   &marks->closure, err);
	if (r == 0)
		r = assume(&geo, "robust_closure_days", &options->closure_days,
			   &marks->closure_days, err);
	if (r < 0)
		return r;
	return sv_deployment_robust(arena, deployment, options, &watch, ret, err);
}

int sv_app_deploy_new(struct sv_arena *arena, const char *geo_dir, const struct sv_case_seed *seed,
		      struct sv_buf *out, struct sv_error *err)
{
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	struct sv_geo geo = {0};
	int r;

	if (!geo_dir)
		return sv_fail(err, SV_ENOTFOUND,
			       "no pack was found, and templates stand in one; set "
			       "$SERVANDA_PACKS");
	r = load_tables(arena, geo_dir, &geo, &findings, err);
	if (r < 0)
		return r;
	return sv_deployment_case_new(&geo, seed, out, err);
}
