/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * kept_back.h - what was taken out of a public rendition: the lines of its
 * redaction log.  What is taken out, and why, is for release.h to say.
 */
#ifndef SV_DOMAIN_KEPT_BACK_H
#define SV_DOMAIN_KEPT_BACK_H

#include "domain/register.h"

enum sv_kept_back_kind {
	SV_KEPT_FIGURE,
	SV_KEPT_DECLARATION,
	SV_KEPT_JUDGEMENT,
	SV_KEPT_KIND_COUNT,
};

const char *sv_kept_back_name(enum sv_kept_back_kind kind); /* "figure", ... */

/* One line of the redaction log. */
struct sv_kept_back {
	enum sv_kept_back_kind kind;
	int state; /* -1: the members together */
	int year;
	const char *what; /* the indicator, or the number of the commitment */
	const char *ground;
	struct sv_origin origin;
};

struct sv_kept_back_list {
	struct sv_kept_back *rows; /* figures first, then as recorded */
	size_t count, cap;
};

#endif
