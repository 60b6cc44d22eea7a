/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * redaction.h - taking a text, or rows of a table, out of the record for good.
 *
 * It takes two people: one proposes, another confirms, and the confirmation is
 * the tombstone: it says who, when and on which ground, and names the keys of
 * the rows that are gone.  So what they replaced stays replaced, and a figure
 * that was withheld reads as withheld, not as never reported.  Only tables can
 * be withheld: an act or a rule decides what others rest on, and is changed by
 * another act or text.  Format: docs/formats/redaction.md.
 */
#ifndef SV_DOMAIN_REDACTION_H
#define SV_DOMAIN_REDACTION_H

#include "domain/act.h"
#include "domain/facts.h"

#define SV_ACT_REDACTION_PROPOSE "redaction.propose"
#define SV_ACT_REDACTION_CONFIRM "redaction.confirm"

/* A row of a table that is withheld. */
struct sv_withheld_row {
	int64_t row; /* line it begins on, the header being 1 */
	const char *key[SV_FACT_KEY_MAX];
	size_t key_count;
};

struct sv_withheld_rows {
	struct sv_withheld_row *rows;
	size_t count;
	bool whole; /* all of them, and the header too */
};

/* What is proposed for a document and stands open. */
struct sv_redaction {
	int64_t proposal;  /* index of its act; -1: nothing is proposed */
	int64_t tombstone; /* of the confirmation; -1: not confirmed */
	const char *proposed_by, *ground;
	const int64_t *rows; /* NULL: the whole document */
	size_t row_count;
};

/* Fold the acts of one subject.  A later proposal replaces an earlier one. */
SV_MUST_USE int sv_redaction_fold(struct sv_arena *arena, const struct sv_act *acts, size_t count,
				  struct sv_redaction *ret, struct sv_error *err);

/* The keys of the rows that are to go, and the lines (from 0, ascending) they stand on.  rows NULL
 * asks for all; SV_EINVALID when one of them does not begin on such a line. */
SV_MUST_USE int sv_redaction_plan(struct sv_arena *arena, const struct sv_fact_kind *kind,
				  struct sv_str content, const int64_t *rows, size_t row_count,
				  struct sv_withheld_rows *ret, const int64_t **ret_lines,
				  size_t *ret_line_count, struct sv_error *err);

/* The body of a confirmation, and back.  The body is the caller's to release. */
json_t *sv_redaction_confirm_body(const struct sv_redaction *redaction,
				  const struct sv_withheld_rows *rows);
SV_MUST_USE int sv_redaction_rows(struct sv_arena *arena, const struct sv_act *act,
				  struct sv_withheld_rows *ret, struct sv_error *err);

#endif
