/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * qr.h - bytes as QR codes (ISO/IEC 18004), drawn as SVG.
 *
 * Always black on white with a quiet margin, whatever the colours of the page:
 * readers ask for that.  Error correction M: a fold or a stain on paper costs
 * nothing.
 */
#ifndef SV_CHART_QR_H
#define SV_CHART_QR_H

#include "base/buf.h"

/* Bytes of one code: it then has about a hundred modules a side, which a phone reads from 8 cm. */
#define SV_QR_BYTES_MAX 900

/* Cut off as much as one code takes: whole lines where it can, whole characters always. */
struct sv_str sv_qr_part(struct sv_str *rest);

/* At most SV_QR_BYTES_MAX bytes, and at least one. */
void sv_qr_draw(struct sv_buf *out, const char *id, struct sv_str bytes, const char *title,
		const char *desc);

#endif
