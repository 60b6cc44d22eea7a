/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * proposal.h - what a proposal of a project has to say before it is one.
 *
 * Aim, capability area, commitments served, milestones, financing, members: a
 * proposal without one of them is not taken, since a project without a
 * timeline or money cannot be judged later.  docs/formats/project.md.
 */
#ifndef SV_DOMAIN_PROPOSAL_H
#define SV_DOMAIN_PROPOSAL_H

#include <jansson.h>

#include "base/error.h"
#include "domain/register.h"

#define SV_PROPOSAL_MEMBERS_MIN 2 /* a project is a joint one */

/* SV_EINVALID with a JSON pointer, or SV_EREFUSED when a state cannot have that role. */
SV_MUST_USE int sv_proposal_check(const struct sv_register *reg, const json_t *proposal, int32_t on,
				  struct sv_error *err);

#endif
