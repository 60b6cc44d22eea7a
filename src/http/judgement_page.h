/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * judgement_page.h - what the pages of judgements share.
 */
#ifndef SV_HTTP_JUDGEMENT_PAGE_H
#define SV_HTTP_JUDGEMENT_PAGE_H

#include "app/judgement.h"
#include "http/request.h"

/* "/judgements/FRA/2025/12.3" and what comes behind it; state "": all members together. */
const char *sv_judgement_path(struct sv_request *request, const char *state, int year,
			      const char *item, const char *more);

/* Key and word of a rating; the palette's symbols stand on the page already. */
void sv_rating_mark(struct sv_request *request, enum sv_rating rating);

#endif
