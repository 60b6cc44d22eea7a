/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * codes.h - the ratings of a year as bare codes.
 *
 * Everything that can be is looked up once: columns, days, who took part, what
 * people said.  Then the programs run on all members at once (rules/bulk.h), and
 * only those that can still decide something: once every member is rated under a
 * commitment its other clauses are left.  A year of all members and commitments
 * of the PESCO pack takes some 14 microseconds (bench/year.c).  Only the files
 * of the assessor include this.
 */
#ifndef SV_DOMAIN_CODES_H
#define SV_DOMAIN_CODES_H

#include "domain/assessment.h"

struct sv_assessor;

struct sv_codes {
	uint8_t *ratings;  /* enum sv_rating, by commitment, then member */
	uint8_t *bases;    /* likewise: enum sv_basis */
	int8_t *positions; /* likewise: -1, 0, 1 */
	uint8_t *together; /* by commitment; SV_RATING_COUNT where the members together have none */
};

struct sv_codes sv_codes_make(struct sv_assessor *assessor);

/* Ratings as sv_assess() gives them, of one year. */
void sv_codes_rate(struct sv_assessor *assessor, size_t year_index, struct sv_codes *codes);

#endif
