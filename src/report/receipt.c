/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/receipt.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/asset.h"
#include "base/date.h"
#include "chart/palette.h"
#include "chart/qr.h"

static void text(struct sv_buf *out, const char *words)
{
	sv_html_text(out, sv_str_from(words));
}

static void head(const struct sv_receipt_page *page, struct sv_buf *out)
{
	sv_buf_printf(out,
		      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		      "<title>Receipt for document %" PRId64 ", ",
		      page->document->index);
	text(out, page->log);
	sv_buf_text(out, "</title>\n<style>\n");
	sv_palette_css(out);
	sv_buf_str(out, sv_asset_bytes("report.css"));
	sv_buf_str(out, sv_asset_bytes("receipt.css"));
	sv_buf_printf(out, "</style>\n</head>\n<body class=\"receipt\">\n<header class=\"title\">\n"
			   "<p class=\"over\">Record of ");
	text(out, page->log);
	sv_buf_printf(out, "</p>\n<h1>Receipt for document %" PRId64 "</h1>\n</header>\n<main>\n",
		      page->document->index);
}

static void row(struct sv_buf *out, const char *name, const char *value, bool is_code)
{
	sv_buf_printf(out, "<tr><th scope=\"row\">%s</th><td>%s", name, is_code ? "<code>" : "");
	text(out, value);
	sv_buf_printf(out, "%s</td></tr>\n", is_code ? "</code>" : "");
}

static void facts(const struct sv_receipt_page *page, struct sv_buf *out)
{
	const struct sv_document *document = page->document;
	char instant[SV_INSTANT_TEXT_MAX], hex[SV_HASH_HEX_MAX];

	sv_buf_text(out, "<table>\n<tbody>\n");
	row(out, "Name", document->name, false);
	row(out, "Kind", document->kind, false);
	row(out, "Author", document->author, false);
	row(out, "Recorded", sv_instant_text(document->recorded_ms, instant), false);
	row(out, "Signed by its author", document->signature[0] ? "yes" : "no", false);
	row(out, "Commitment", sv_hash_hex(&document->commitment, hex), true);
	row(out, "Leaf", sv_hash_hex(&document->leaf_hash, hex), true);
	sv_buf_printf(out,
		      "<tr><th scope=\"row\">Checkpoint</th><td>of the first %" PRId64
		      " documents, signed by ",
		      page->size);
	for (size_t i = 0; i < page->signer_count; i++) {
		if (i)
			sv_buf_text(out, i + 1 < page->signer_count ? ", " : " and ");
		text(out, page->signers[i]);
	}
	sv_buf_text(out, "</td></tr>\n</tbody>\n</table>\n");
}

static size_t count_parts(struct sv_str receipt)
{
	size_t count = 0;

	while (receipt.len) {
		(void)sv_qr_part(&receipt);
		count++;
	}
	return count;
}

static void codes(const struct sv_receipt_page *page, struct sv_buf *out)
{
	struct sv_str rest = page->receipt;
	size_t count = count_parts(rest);

	sv_buf_text(out, "<section class=\"part\">\n<h2>To check it</h2>\n<p class=\"prose\">");
	sv_buf_text(
	    out, count == 1 ? "The code holds the receipt, byte for byte. Save its text as a file"
			    : "Together the codes hold the receipt, byte for byte. Put their texts "
			      "one behind the other, in their order and with nothing between them, "
			      "into a file");
	sv_buf_text(
	    out, " <code>receipt.tlog-proof</code> and run, on any machine and without a "
		 "network:</p>\n<pre>servanda-verify receipt receipt.tlog-proof --log KEY</pre>\n"
		 "<p class=\"prose\">KEY is the public key of the log. Take it from where you "
		 "trust it, not from who hands you this page. The format is that of "
		 "c2sp.org/tlog-proof, so other programs check it too.</p>\n"
		 "<div class=\"codes\">\n");
	for (size_t i = 1; rest.len; i++) {
		struct sv_str part = sv_qr_part(&rest);
		char id[32], name[64];

		snprintf(id, sizeof(id), "code%zu", i);
		snprintf(name, sizeof(name), "QR code %zu of %zu", i, count);
		sv_buf_text(out, "<figure>\n");
		sv_qr_draw(out, id, part, name, "The text of the receipt, as below.");
		if (count > 1)
			sv_buf_printf(out, "<figcaption>%zu of %zu</figcaption>\n", i, count);
		sv_buf_text(out, "</figure>\n");
	}
	sv_buf_text(out, "</div>\n</section>\n");
}

void sv_receipt_page(const struct sv_receipt_page *page, struct sv_buf *out)
{
	head(page, out);
	sv_buf_text(out,
		    "<p class=\"lead\">This document stands in the record. If it were taken out or "
		    "changed, this receipt would show it.</p>\n");
	facts(page, out);
	codes(page, out);
	sv_buf_text(out, "<section class=\"part\">\n<h2>The receipt in letters</h2>\n<pre>");
	sv_html_text(out, page->receipt);
	sv_buf_text(out, "</pre>\n</section>\n</main>\n</body>\n</html>\n");
}
