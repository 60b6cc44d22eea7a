/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * redaction.h - taking a table, rows or single fields of it, out of the record
 * for good, or out of the copies that are made of it for others.
 *
 * It takes two people: one proposes, another confirms, and the confirmation is
 * the tombstone: it says who, when and on which ground, and names the keys of
 * the rows and the columns of the fields that are gone.  So what they replaced
 * stays replaced, and a figure that was withheld reads as withheld, not as never
 * reported.  Only tables can
 * be withheld: an act or a rule decides what others rest on, and is changed by
 * another act or text.  Format: docs/formats/redaction.md.
 */
#ifndef SV_DOMAIN_REDACTION_H
#define SV_DOMAIN_REDACTION_H

#include "domain/act.h"
#include "domain/facts.h"

#define SV_ACT_REDACTION_PROPOSE "redaction.propose"
#define SV_ACT_REDACTION_CONFIRM "redaction.confirm"

/* What is asked to go: a row of a table, or one field of it. */
struct sv_withheld_place {
	int64_t row;        /* line it begins on, the header being 1 */
	const char *column; /* NULL: the whole row */
};

/* A row from which something is withheld. */
struct sv_withheld_row {
	int64_t row;
	const char *key[SV_FACT_KEY_MAX];
	size_t key_count;
	const char *columns[SV_FACT_COLUMNS_MAX]; /* of the fields that are gone */
	size_t column_count;                      /* 0: the whole row is */
};

struct sv_withheld_rows {
	struct sv_withheld_row *rows;
	size_t count;
	bool whole; /* all of them, and the header too */
};

/* From where something is withheld. */
enum sv_redaction_scope {
	SV_REDACT_ALL,    /* the record, for good */
	SV_REDACT_COPIES, /* copies made for others; the record keeps it */
	SV_REDACT_NONE,   /* what was withheld from copies no longer is */
};

const char *sv_redaction_scope_text(enum sv_redaction_scope scope);

/* What is proposed for a document and stands open, and what is withheld from it. */
struct sv_redaction {
	int64_t proposal; /* index of its act; -1: nothing is proposed */
	enum sv_redaction_scope scope;
	const char *proposed_by, *ground;
	const struct sv_withheld_place *places; /* NULL: the whole document */
	size_t place_count;
	int64_t tombstone;           /* of the confirmation for good; -1: there is none */
	const struct sv_act *copies; /* the one that withholds from copies; NULL: none does */
};

/* Fold the acts of one subject.  A later proposal replaces an earlier one; a confirmation for
 * copies says all that is withheld from them. */
SV_MUST_USE int sv_redaction_fold(struct sv_arena *arena, const struct sv_act *acts, size_t count,
				  struct sv_redaction *ret, struct sv_error *err);

/* The rows from which something is to go, and the pieces (record/commitment.h; from 0, ascending)
 * it consists of.  places NULL asks for all.  SV_EINVALID when no row begins on such a line; a
 * field of its key, or one without which a row cannot stand, goes with its row only: SV_EREFUSED.
 */
SV_MUST_USE int sv_redaction_plan(struct sv_arena *arena, const struct sv_fact_kind *kind,
				  struct sv_str content, const struct sv_withheld_place *places,
				  size_t place_count, struct sv_withheld_rows *ret,
				  const int64_t **ret_pieces, size_t *ret_piece_count,
				  struct sv_error *err);

/* What was asked for, from what is gone; NULL when all is. */
const struct sv_withheld_place *
sv_redaction_places(struct sv_arena *arena, const struct sv_withheld_rows *rows, size_t *ret_count);

/* What either says is gone, in the order of the lines. */
struct sv_withheld_rows sv_redaction_unite(struct sv_arena *arena, const struct sv_withheld_rows *a,
					   const struct sv_withheld_rows *b);

/* Whether a row stands on with empty fields.  A figure without its value does not: it becomes a
 * gap. */
bool sv_withheld_row_stands(const struct sv_fact_kind *kind, const struct sv_withheld_row *row);

/* The body of a confirmation, and back.  The body is the caller's to release. */
json_t *sv_redaction_confirm_body(const struct sv_redaction *redaction,
				  const struct sv_withheld_rows *rows);
SV_MUST_USE int sv_redaction_rows(struct sv_arena *arena, const struct sv_act *act,
				  struct sv_withheld_rows *ret, struct sv_error *err);

/* What a confirmation withholds from. */
SV_MUST_USE int sv_redaction_scope(const struct sv_act *act, enum sv_redaction_scope *ret,
				   struct sv_error *err);

#endif
