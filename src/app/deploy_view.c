/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/deploy_view.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/file.h"
#include "domain/deployment_schedule.h"
#include "domain/deployment_shortfall.h"

#define CASE_BYTES_MAX (1 << 20)
#define CASES_MAX 200

static int by_name(const void *a, const void *b)
{
	const struct sv_deploy_case *left = a, *right = b;

	return strcmp(left->name, right->name);
}

/* The comment that the file opens with, as one paragraph; the words of its line "case". */
static void read_head(struct sv_arena *arena, struct sv_deploy_case *of)
{
	struct sv_str rest = of->text, line;
	bool in_head = true;

	of->about = "";
	of->title = of->name;
	while (sv_str_split(&rest, '\n', &line)) {
		struct sv_str text = sv_str_trim(line);

		in_head = in_head && text.len && text.ptr[0] == '#';
		if (in_head) {
			text = sv_str_trim((struct sv_str){text.ptr + 1, text.len - 1});
			of->about = sv_arena_printf(arena, "%s%s%.*s", of->about,
						    of->about[0] ? " " : "", SV_STR_ARG(text));
		} else if (sv_str_starts(text, "case")) {
			const char *open = memchr(text.ptr, '"', text.len), *close;

			close = open ? memrchr(text.ptr, '"', text.len) : NULL;
			if (close > open)
				of->title =
				    sv_arena_str(arena, (struct sv_str){open + 1,
									(size_t)(close - open - 1)})
					.ptr;
		}
	}
}

int sv_app_deploy_case(struct sv_arena *arena, const char *path, struct sv_deploy_case *ret,
		       struct sv_error *err)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *ending = strrchr(name, '.');
	struct sv_deploy_case of = {.path = path};
	int r = sv_file_read(arena, path, CASE_BYTES_MAX, &of.text, err);

	if (r < 0)
		return r;
	of.name = ending && ending > name
		      ? sv_arena_str(arena, (struct sv_str){name, (size_t)(ending - name)}).ptr
		      : name;
	read_head(arena, &of);
	*ret = of;
	return 0;
}

int sv_app_deploy_cases(struct sv_arena *arena, const char *folder, struct sv_deploy_case **ret,
			size_t *ret_count, struct sv_error *err)
{
	struct sv_deploy_case *cases = SV_NEW_ARRAY(arena, struct sv_deploy_case, CASES_MAX);
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	size_t count = 0;
	int r = 0;

	while (dir && r == 0 && count < CASES_MAX && (entry = readdir(dir))) {
		struct sv_deploy_case *of = &cases[count];
		const char *ending = strrchr(entry->d_name, '.');

		if (!ending || strcmp(ending, ".case") != 0 || ending == entry->d_name)
			continue;
		of->name = sv_arena_str(arena, (struct sv_str){entry->d_name,
							       (size_t)(ending - entry->d_name)})
			       .ptr;
		of->path = sv_arena_printf(arena, "%s/%s", folder, entry->d_name);
		r = sv_file_read(arena, of->path, CASE_BYTES_MAX, &of->text, err);
		if (r == 0)
			read_head(arena, of);
		count += r == 0;
	}
	if (dir)
		closedir(dir);
	if (r < 0)
		return r;
	qsort(cases, count, sizeof(*cases), by_name);
	*ret = cases;
	*ret_count = count;
	return 0;
}

struct making {
	struct sv_arena *arena; /* of what remains */
	const struct sv_deployment *d;
	const struct sv_deployment_answer *answer;
	struct sv_deploy_view *view;
};

static double days(const struct making *m, int64_t steps)
{
	return (double)sv_deployment_millidays(m->d, steps) / 1000;
}

static void make_classes(const struct making *m)
{
	const struct sv_flow *flow = &m->d->flow;
	struct sv_deploy_view *view = m->view;

	view->classes =
	    SV_NEW_ARRAY(m->arena, struct sv_deploy_class, (size_t)flow->class_count + 1);
	for (int class = 0; class < flow->class_count; class ++) {
		struct sv_deploy_class *c = &view->classes[view->class_count];
		struct sv_deploy_arrival *arrivals;
		struct sv_class_profile profile;

		profile = sv_deployment_profile(m->arena, m->d, &m->answer->plan, class);
		if (!profile.amount)
			continue;
		c->name = sv_arena_cstr(m->arena, m->d->classes[class]);
		c->amount = profile.amount;
		c->arrival_count = profile.arrival_count;
		arrivals =
		    SV_NEW_ARRAY(m->arena, struct sv_deploy_arrival, profile.arrival_count + 1);
		for (size_t i = 0; i < profile.arrival_count; i++)
			arrivals[i] = (struct sv_deploy_arrival){
			    days(m, profile.arrivals[i].step),
			    (double)profile.arrivals[i].amount / (double)profile.amount};
		c->arrivals = arrivals;
		view->class_count++;
	}
}

static void make_bottlenecks(const struct making *m)
{
	struct sv_deploy_view *view = m->view;

	if (m->answer->travel_demand >= 0) {
		int k = m->answer->travel_demand;

		view->travel = days(m, m->answer->travel);
		view->travel_of = sv_arena_printf(m->arena, "unit %s, %s", m->d->units[k],
						  m->d->classes[m->d->flow.demands[k].class]);
	}
	view->bottlenecks = SV_NEW_ARRAY(m->arena, struct sv_deploy_bottleneck, SV_BOTTLENECKS_MAX);
	for (int i = 0; i < m->answer->bottleneck_count; i++) {
		const struct sv_bottleneck *b = &m->answer->bottlenecks[i];

		view->bottlenecks[view->bottleneck_count++] = (struct sv_deploy_bottleneck){
		    .name = sv_arena_cstr(m->arena, m->d->resources[b->resource]),
		    .capacity = m->d->flow.resources[b->resource].capacity,
		    .per_step = !m->d->flow.resources[b->resource].total,
		    .from_day = days(m, b->from_step),
		    .to_day = days(m, b->to_step),
		    .saves_days = b->saves_steps < 0 ? -1 : days(m, b->saves_steps),
		};
	}
}

static void make_movement(const struct making *m, int lane)
{
	const struct sv_flow *flow = &m->d->flow;
	struct sv_lane_movement of = sv_deployment_movement(m->arena, m->d, &m->answer->plan, lane);
	struct sv_deploy_view *view = m->view;

	if (!of.trips)
		return;
	view->movements[view->movement_count++] = (struct sv_deploy_movement){
	    .fleet = m->d->fleets[lane] ? sv_arena_cstr(m->arena, m->d->fleets[lane]) : "link",
	    .from = sv_arena_cstr(m->arena, m->d->places[flow->lanes[lane].from]),
	    .to = sv_arena_cstr(m->arena, m->d->places[flow->lanes[lane].to]),
	    .carried = sv_carried_text(m->arena, m->d, of.carried),
	    .trips = of.trips,
	    .first_day = days(m, of.first),
	    .last_day = days(m, of.last),
	};
}

static void make_needs(const struct making *m)
{
	const struct sv_shortfall *of = m->answer->shortfall;
	struct sv_deploy_view *view = m->view;

	if (!of)
		return;
	view->is_late = of->count || of->needless || of->stopped;
	view->needless = of->needless;
	view->hopeless = of->hopeless;
	view->together = of->together != NULL;
	view->need_stopped = of->stopped;
	view->need_count = (size_t)of->count;
	view->needs = SV_NEW_ARRAY(m->arena, struct sv_deploy_need, view->need_count + 1);
	for (int i = 0; i < of->count; i++)
		view->needs[i] = (struct sv_deploy_need){
		    .name = sv_arena_cstr(m->arena, m->d->resources[of->items[i].resource]),
		    .at_least = of->items[i].at_least,
		    .enough = of->items[i].enough,
		    .together = of->together ? of->together[i] : 0};
}

static struct sv_deploy_work_day work_day(const struct sv_workload *work, int day, int from, int to)
{
	struct sv_place_step all = sv_workload_fold(work, from, to);

	return (struct sv_deploy_work_day){.day = day,
					   .stands = all.stands,
					   .out_t = (double)all.out_kg / 1000,
					   .in_t = (double)all.in_kg / 1000,
					   .out_people = all.out_people,
					   .in_people = all.in_people};
}

/* The days on which something happens; a step belongs to the day in which it begins. */
static struct sv_deploy_work make_work_at(const struct making *m, const struct sv_workload *work)
{
	int hours = m->d->step_hours, days = work->step_count * hours / 24 + 1;
	struct sv_deploy_work made = {
	    .name = sv_arena_cstr(m->arena, m->d->places[work->place]),
	    .stands = work->stands < 0 ? -1 : m->d->flow.resources[work->stands].capacity,
	    .all = work_day(work, 0, 0, work->step_count),
	    .days = SV_NEW_ARRAY(m->arena, struct sv_deploy_work_day, (size_t)days),
	};

	for (int day = 0; day < days; day++) {
		struct sv_deploy_work_day one = work_day(work, day, (day * 24 + hours - 1) / hours,
							 ((day + 1) * 24 + hours - 1) / hours);

		if (one.stands || one.out_t > 0 || one.in_t > 0 || one.out_people || one.in_people)
			made.days[made.day_count++] = one;
	}
	return made;
}

static void make_work(const struct making *m)
{
	_cleanup_(sv_arena_free) struct sv_arena scratch = SV_ARENA_INIT;
	struct sv_workload *list;
	int count = sv_deployment_workload(&scratch, m->d, &m->answer->plan, &list);

	m->view->work_count = (size_t)count;
	m->view->work = SV_NEW_ARRAY(m->arena, struct sv_deploy_work, m->view->work_count + 1);
	for (int i = 0; i < count; i++)
		m->view->work[i] = make_work_at(m, &list[i]);
}

static void make_figures(const struct making *m)
{
	m->view->figures =
	    SV_NEW_ARRAY(m->arena, struct sv_deployment_figure, m->d->figure_count + 1);
	m->view->figure_count = m->d->figure_count;
	for (size_t i = 0; i < m->d->figure_count; i++)
		m->view->figures[i] =
		    (struct sv_deployment_figure){sv_arena_cstr(m->arena, m->d->figures[i].what),
						  sv_arena_cstr(m->arena, m->d->figures[i].value),
						  sv_arena_cstr(m->arena, m->d->figures[i].mark)};
}

static void make_data(const struct making *m)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_json json = SV_JSON_INIT(&out);
	const struct sv_flow *flow = &m->d->flow;

	sv_deployment_answer_json(m->d, m->answer, &json);
	sv_buf_char(&out, '\n');
	m->view->json = sv_arena_str(m->arena, sv_buf_view(&out));
	sv_buf_clear(&out);
	sv_buf_text(&out, "fleet,vehicle,from,to,start_step,arrival_step,unit,class,amount\n");
	for (size_t n = 0; n < m->answer->plan.trip_count; n++) {
		const struct sv_flow_trip *trip = &m->answer->plan.trips[n];
		const struct sv_flow_lane *lane = &flow->lanes[trip->lane];

		for (int l = 0; l < trip->load_count; l++) {
			const struct sv_flow_load *load = &trip->loads[l];

			sv_csv_field(&out, sv_str_from(m->d->fleets[trip->lane]));
			sv_buf_char(&out, ',');
			if (trip->vehicle >= 0)
				sv_buf_printf(&out, "%d", trip->vehicle);
			sv_buf_char(&out, ',');
			sv_csv_field(&out, sv_str_from(m->d->places[lane->from]));
			sv_buf_char(&out, ',');
			sv_csv_field(&out, sv_str_from(m->d->places[lane->to]));
			sv_buf_printf(&out, ",%d,%d,", trip->start, trip->start + lane->duration);
			sv_csv_field(&out, sv_str_from(m->d->units[load->demand]));
			sv_buf_char(&out, ',');
			sv_csv_field(&out,
				     sv_str_from(m->d->classes[flow->demands[load->demand].class]));
			sv_buf_printf(&out, ",%lld\n", (long long)load->amount);
		}
	}
	m->view->csv = sv_arena_str(m->arena, sv_buf_view(&out));
}

/* The lengths of stay that the pack asks about; a case that moves nobody has none. */
static void make_stays(const struct making *m, struct sv_arena *work, const char *geo_dir,
		       const struct sv_deploy_limits *limits)
{
	struct sv_deploy_view *view = m->view;
	struct sv_error err = SV_ERROR_INIT;
	int stays[SV_SUSTAIN_STAYS_MAX], count = sv_app_deploy_stays(work, geo_dir, stays, &err);

	for (int i = 0; i < count; i++) {
		struct sv_sustain_options options = {.days = stays[i], .stock_days = -1};
		struct sv_sustain_marks marks;

		if (sv_app_deploy_sustain(work, m->d, geo_dir, &options, &marks, limits,
					  &view->stays[view->stay_count], &err) < 0)
			break;
		view->supply = options;
		view->marks = (struct sv_sustain_marks){sv_arena_cstr(m->arena, marks.consumption),
							sv_arena_cstr(m->arena, marks.stock),
							sv_arena_cstr(m->arena, marks.period)};
		view->stay_count++;
	}
	view->supply.class = NULL;
	view->no_stay = view->stay_count ? "" : sv_arena_cstr(m->arena, err.message);
}

static void make(const struct making *m)
{
	const struct sv_deployment_answer *answer = m->answer;
	struct sv_deploy_view *view = m->view;
	int lanes = m->d->flow.lane_count;

	view->status = answer->status;
	view->step_hours = m->d->step_hours;
	view->bound = days(m, answer->bound);
	view->closed = answer->plan.closure < 0 ? -1 : days(m, answer->plan.closure);
	view->decision = m->d->decision_days;
	view->preparation = days(m, answer->preparation_steps);
	view->movement = days(m, answer->movement_steps);
	view->lasts =
	    sv_arena_printf(m->arena, "step %d of %d h", answer->plan.closure, m->d->step_hours);
	view->movements = SV_NEW_ARRAY(m->arena, struct sv_deploy_movement, (size_t)lanes + 1);
	make_bottlenecks(m);
	make_needs(m);
	make_figures(m);
	make_data(m);
	if (answer->plan.closure < 0)
		return;
	make_classes(m);
	make_work(m);
	for (int i = 0; i < lanes; i++)
		make_movement(m, i);
}

void sv_app_deploy_view_of(struct sv_arena *arena, const struct sv_deployment *deployment,
			   const struct sv_deployment_answer *answer, const char *geo_dir,
			   const struct sv_deploy_limits *limits, struct sv_deploy_view *ret)
{
	_cleanup_(sv_arena_free) struct sv_arena work = SV_ARENA_INIT;
	const struct making m = {.arena = arena, .d = deployment, .answer = answer, .view = ret};

	*ret = (struct sv_deploy_view){.no_stay = ""};
	make(&m);
	if (answer->plan.closure >= 0)
		make_stays(&m, &work, geo_dir, limits);
}

int sv_app_deploy_view(struct sv_arena *arena, const struct sv_deploy_case *of, const char *geo_dir,
		       const struct sv_deployment_options *options,
		       const struct sv_deploy_limits *limits, struct sv_deploy_view *ret,
		       struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena work = SV_ARENA_INIT;
	struct sv_findings findings = SV_FINDINGS_INIT(&work);
	struct sv_deployments read = {0};
	struct sv_deployment_answer answer;
	int r = sv_app_deploy_read(&work, of->path, geo_dir, NULL, &read, &findings, err);

	if (r < 0)
		return r;
	for (size_t i = 0; i < findings.count; i++)
		if (findings.items[i].severity == SV_ERROR)
			return sv_fail(err, SV_EINVALID, "case '%s' cannot be planned: %s",
				       of->name, findings.items[i].message);
	if (read.count != 1)
		return sv_fail(err, SV_EINVALID, "the file of case '%s' holds %zu", of->name,
			       read.count);
	r = sv_app_deploy_plan(&work, read.items[0], options, limits, &answer, err);
	if (r < 0)
		return r;
	sv_app_deploy_view_of(arena, read.items[0], &answer, geo_dir, limits, ret);
	return 0;
}
