/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fixture_assessment.h - an assessment made up for tests, with every rating,
 * bounds, gaps and positions in it.  No figure here is of a real state.
 */
#ifndef SV_TEST_FIXTURE_ASSESSMENT_H
#define SV_TEST_FIXTURE_ASSESSMENT_H

#include "base/arena.h"
#include "domain/assessment.h"

#define FIXTURE_YEAR_FIRST 2005
#define FIXTURE_YEAR_LAST 2019

/*
 * Twenty-six members; commitments 1 (member, numeric), 2 (collective, with a
 * target of 20 %, bounds in some years and a change of who is counted), 3
 * (judged), 12.1 (not reported), 12.2 (every rating in turn), 17 (counts, some
 * rows recalled).
 */
struct sv_assessment *fixture_assessment(struct sv_arena *arena, int year_first, int year_last);

/* Register with the one source that the fixture's rows name. */
const struct sv_register *fixture_register(void);

#endif
