/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * named.h - states and projects by the names that people give them.
 */
#ifndef SV_APP_NAMED_H
#define SV_APP_NAMED_H

#include "base/error.h"
#include "domain/register.h"

/* Index of a state by its code, of a project by its id or acronym; SV_ENOTFOUND says which one may
 * have been meant. */
SV_MUST_USE int sv_named_state(const struct sv_register *reg, const char *code, int *ret,
			       struct sv_error *err);
SV_MUST_USE int sv_named_project(const struct sv_register *reg, const char *id, int *ret,
				 struct sv_error *err);

#endif
