/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * finding.h - findings: what a check has to say about some input, all of it.
 *
 * A finding is data, not a failure.  A check collects every finding it can and
 * the caller decides; a finding of severity error or blocker means the input
 * is not taken and nothing was changed.
 */
#ifndef SV_BASE_FINDING_H
#define SV_BASE_FINDING_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/macros.h"

enum sv_severity {
	SV_INFORMATION,
	SV_WARNING,
	SV_ERROR,
	SV_BLOCKER,
};

struct sv_finding {
	enum sv_severity severity;
	const char *rule; /* stable key of what was checked, e.g. "unknown-state" */
	const char *file; /* what the user gave, or "" */
	int line, column; /* 1-based; 0 when the finding has no place in a text */
	const char
	    *place; /* JSON pointer or sheet!cell where line and column do not serve, or "" */
	const char *message; /* as an error message: lower case, no full stop */
	const char *repair;  /* what to do, or "" */
	const char *source;  /* the text of the line for a caret, or "" */
	const char *basis;   /* the legal basis of what was checked, or "" */
};

struct sv_findings {
	struct sv_arena *arena; /* everything a finding points to lives here */
	struct sv_finding *items;
	size_t count, cap;
	size_t dropped; /* beyond SV_FINDINGS_MAX */
};

#define SV_FINDINGS_INIT(a)        \
	{                          \
		(a), NULL, 0, 0, 0 \
	}

/* Add a finding; the strings are copied.  NULL strings mean "". */
void sv_findings_add(struct sv_findings *findings, const struct sv_finding *finding);

/* Add an error at a line and column of a file, with a formatted message. */
void sv_findings_error(struct sv_findings *findings, const char *rule, const char *file, int line,
		       int column, const char *repair, const char *fmt, ...) SV_PRINTF(7, 8);

/* How many have at least this severity. */
size_t sv_findings_count(const struct sv_findings *findings, enum sv_severity at_least);

const char *sv_severity_name(enum sv_severity severity); /* "information" ... */

/* By file, then line and column, so that a reader goes through each file once. */
void sv_findings_sort(struct sv_findings *findings);

/* One line per finding, with the source line and a caret where there is one:
 *   rules/deploy.pledge:14:9: 'notice_days' is compared with a name
 *       when notice_days <= thirty
 *                           ^
 */
void sv_findings_print(const struct sv_findings *findings, struct sv_buf *out);

#endif
