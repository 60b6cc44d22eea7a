/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * receipt.h - a receipt to print and put into a file of paper.
 *
 * One HTML page that stands alone: what was recorded, by whom and when, which
 * checkpoint proves it, and the receipt itself twice: as QR codes and in
 * letters.  Nothing on it is secret: of a content it tells no more than its
 * salted commitment.
 */
#ifndef SV_REPORT_RECEIPT_H
#define SV_REPORT_RECEIPT_H

#include "base/buf.h"
#include "record/record.h"

struct sv_receipt_page {
	const struct sv_document *document;
	struct sv_str receipt; /* as 'record prove' writes it */
	const char *log;       /* name of the log */
	int64_t size;          /* of the checkpoint */
	const char *const *signers;
	size_t signer_count;
};

void sv_receipt_page(const struct sv_receipt_page *page, struct sv_buf *out);

#endif
