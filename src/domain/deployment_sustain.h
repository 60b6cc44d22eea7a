/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_sustain.h - can a force that is in place stay: supply against consumption.
 *
 * Day 0 is closure.  A stock for some days is in place; what is consumed after
 * it must be there before its day, in loads of a period, by the same lift,
 * which is free again.  The loads are planned trip by trip; a load that comes
 * late is said, and where the bound shows that no schedule could bring it in
 * time, that is proven.
 */
#ifndef SV_DOMAIN_DEPLOYMENT_SUSTAIN_H
#define SV_DOMAIN_DEPLOYMENT_SUSTAIN_H

#include "domain/deployment_plan.h"

struct sv_sustain_options {
	int days;
	int64_t grams_head_day;
	int stock_days;
	int period_days;
	const char *class; /* what supply counts as; NULL: the class named supply or containers */
};

enum sv_sustain_status {
	SV_SUSTAINED,     /* a schedule brings everything in time */
	SV_NOT_SUSTAINED, /* proven: no schedule does */
	SV_SUSTAIN_UNDECIDED,
};

struct sv_sustain_answer {
	enum sv_sustain_status status;
	int days;
	int64_t people;
	int64_t need_t;  /* consumed in all those days */
	int64_t moved_t; /* of these not from the stock */
	int late_day;    /* the first day without supply in the schedule found; -1: none */
};

const char *sv_sustain_status_name(enum sv_sustain_status status);

SV_MUST_USE int sv_deployment_sustain(struct sv_arena *arena,
				      const struct sv_deployment *deployment,
				      const struct sv_sustain_options *options,
				      const struct sv_flow_watch *watch,
				      struct sv_sustain_answer *ret, struct sv_error *err);

/* Where each assumption comes from: the pack's mark, or "given". */
struct sv_sustain_marks {
	const char *consumption, *stock, *period;
};

#define SV_SUSTAIN_STAYS_MAX 8 /* lengths of stay that are asked about at once */

#endif
