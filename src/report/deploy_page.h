/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deploy_page.h - the answer to a deployment for people who look: the parts of its page.
 *
 * The portal sets them on the page of a case; sv_deploy_html() makes one file of
 * them that stands alone.
 */
#ifndef SV_REPORT_DEPLOY_PAGE_H
#define SV_REPORT_DEPLOY_PAGE_H

#include "domain/deployment_plan.h"
#include "domain/deployment_sustain.h"

/* Days are counted from the decision. */
struct sv_deploy_arrival {
	double day;
	double share; /* of the class in place from this day on, 0 to 1 */
};

struct sv_deploy_class {
	const char *name;
	int64_t amount;
	const struct sv_deploy_arrival *arrivals;
	size_t arrival_count;
};

struct sv_deploy_bottleneck {
	const char *name;
	int64_t capacity;
	bool per_step;
	double from_day, to_day;
	double saves_days; /* what one more takes off the bound; below 0: not computed */
};

/* All trips of one lane. */
struct sv_deploy_movement {
	const char *fleet, *from, *to, *carried;
	int trips;
	double first_day, last_day;
};

/* How many more of a resource would keep every due date; domain/deployment_shortfall.h. */
struct sv_deploy_need {
	const char *name;
	int at_least, enough, together;
};

struct sv_deploy_work_day {
	int day;
	int64_t stands; /* the most at once */
	double out_t, in_t;
	int64_t out_people, in_people;
};

struct sv_deploy_work {
	const char *name;
	int64_t stands; /* below 0: without limit */
	struct sv_deploy_work_day all, *days;
	size_t day_count;
};

struct sv_deploy_view {
	enum sv_plan_status status;
	int step_hours;
	double bound, closed; /* days; closed below 0: no plan was found */
	double decision, preparation, movement;
	double travel;         /* days of notice and travel alone; 0: not said */
	const char *travel_of; /* the load that takes so long */
	const char *lasts;     /* "416 steps of 2 h" */
	struct sv_deploy_class *classes;
	struct sv_deploy_bottleneck *bottlenecks;
	struct sv_deploy_movement *movements;
	struct sv_deployment_figure *figures;
	struct sv_deploy_need *needs;
	struct sv_deploy_work *work;
	size_t class_count, bottleneck_count, movement_count, figure_count, need_count, work_count;
	bool is_late, needless, hopeless, together, need_stopped; /* of the needs */
	struct sv_sustain_answer stays[SV_SUSTAIN_STAYS_MAX];
	size_t stay_count;
	struct sv_sustain_options supply; /* what the stays were computed with */
	struct sv_sustain_marks marks;
	const char *no_stay;     /* why there are no stays; or "" */
	struct sv_str json, csv; /* the answer of `deploy plan --json`; its trips */
};

struct sv_deploy_page {
	const struct sv_deploy_view *view;
	const char *title, *about;       /* as the case says */
	const char *name;                /* of the file of the answer, without ".json" */
	struct sv_str text;              /* the case as it was written */
	const char *data_at;             /* where the trips and the certificate are, in words */
	const char *svg_base, *png_base; /* where drawings are as files, up to their id; or NULL */
	struct sv_arena *arena;
	struct sv_buf *out;
};

/* The parts, in the order of the page; one without anything to say is left out. */
void sv_deploy_page_verdict(const struct sv_deploy_page *page);
void sv_deploy_page_bars(const struct sv_deploy_page *page);
void sv_deploy_page_profile(const struct sv_deploy_page *page);
void sv_deploy_page_bottlenecks(const struct sv_deploy_page *page);
void sv_deploy_page_shortfall(const struct sv_deploy_page *page);
void sv_deploy_page_workload(const struct sv_deploy_page *page);
void sv_deploy_page_stays(const struct sv_deploy_page *page);
void sv_deploy_page_movements(const struct sv_deploy_page *page);
void sv_deploy_page_proof(const struct sv_deploy_page *page);
void sv_deploy_page_figures(const struct sv_deploy_page *page);

/* All of it, between the head and the end of a page. */
void sv_deploy_page(const struct sv_deploy_page *page);

/* One file that loads nothing. */
void sv_deploy_html(const struct sv_deploy_page *page);

#endif
