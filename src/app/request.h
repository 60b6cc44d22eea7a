/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * request.h - requests of third states to take part in a project.
 */
#ifndef SV_APP_REQUEST_H
#define SV_APP_REQUEST_H

#include "app/app.h"
#include "domain/request.h"

/* What the record says, step by step; see domain/request.h. */
SV_MUST_USE int sv_app_request_assess(struct sv_app *app, struct sv_arena *arena,
				      const struct sv_moment *moment,
				      const struct sv_reading *reading, const char *state,
				      const char *project, struct sv_request_assessment *ret,
				      struct sv_error *err);

#endif
