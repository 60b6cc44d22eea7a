/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * receipt_judge.h - a receipt that somebody holds, beside the record that is here.
 *
 * What a receipt proves is told step by step, so that one that does not hold says
 * where: its form, whose checkpoint it carries, whether its entry stands in that
 * log, and whether that log is the one this record continues.
 */
#ifndef SV_APP_RECEIPT_JUDGE_H
#define SV_APP_RECEIPT_JUDGE_H

#include "app/app.h"

enum sv_receipt_step {
	SV_STEP_FORM,      /* it reads as a receipt */
	SV_STEP_SIGNATURE, /* its checkpoint is signed by a key that signed checkpoints here */
	SV_STEP_INCLUSION, /* its entry stands at its index under the checkpoint's root */
	SV_STEP_HISTORY,   /* this record has that root at that size */
	SV_STEP_WITNESSES, /* who cosigned the checkpoint; says, never fails */
	SV_RECEIPT_STEPS,
};

const char *sv_receipt_step_name(enum sv_receipt_step step);  /* "inclusion" */
const char *sv_receipt_step_title(enum sv_receipt_step step); /* "The entry stands in the log" */

enum sv_step_outcome {
	SV_STEP_NOT_REACHED, /* a step before it failed */
	SV_STEP_HOLDS,
	SV_STEP_FAILS,
};

struct sv_judged_receipt {
	bool verified;
	enum sv_step_outcome outcomes[SV_RECEIPT_STEPS];
	const char *says[SV_RECEIPT_STEPS]; /* one sentence, or "" */
	int64_t index, size;                /* once the form holds */
	const char *entry;                  /* the statement about the document, or "" */
};

/* Line ends of any kind; a failure is one of the store, never of the receipt. */
SV_MUST_USE int sv_app_judge_receipt(struct sv_app *app, struct sv_arena *arena, const char *text,
				     struct sv_judged_receipt *ret, struct sv_error *err);

#endif
