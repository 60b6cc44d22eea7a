/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rows.h - the rows of documents that a rating rests on, and the sources they
 * name.
 */
#ifndef SV_REPORT_ROWS_H
#define SV_REPORT_ROWS_H

#include "report/page.h"

/* The figures used, the sources as links, the document and its rows. */
void sv_page_rows(const struct sv_page *page, const struct sv_rated *rated);

#endif
