/* SPDX-License-Identifier: EUPL-1.2 */
/* What anybody can take away to check the record with: checkpoint, receipts; and the whole checked.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "app/checkpoints.h"
#include "http/pages.h"
#include "http/portal.h"

int sv_get_checkpoint(struct sv_request *request, struct sv_error *err)
{
	struct sv_kept_checkpoint kept;
	int r = sv_app_checkpoint_kept(request->app, request->arena, request->moment.known_size,
				       &kept, err);

	if (r < 0)
		return r;
	request->content_type = "text/plain; charset=utf-8";
	sv_buf_str(&request->out, kept.note);
	return 0;
}

int sv_get_receipt(struct sv_request *request, struct sv_error *err)
{
	int64_t index = strtoll(sv_request_value(request, "document"), NULL, 10);
	struct sv_str receipt;
	int r = sv_app_prove(request->app, request->arena, index, &receipt, err);

	if (r < 0)
		return r;
	request->content_type = "text/plain; charset=utf-8";
	sv_buf_str(&request->out, receipt);
	return 0;
}

void sv_checkpoint_facts(struct sv_request *request)
{
	struct sv_error err = SV_ERROR_INIT;
	struct sv_kept_checkpoint kept;

	if (sv_app_checkpoint_kept(request->app, request->arena, request->moment.known_size, &kept,
				   &err) < 0) {
		sv_html(request, "<dt>Signed</dt><dd>no checkpoint yet</dd>\n");
		return;
	}
	sv_htmlf(request,
		 "<dt>Signed</dt><dd>%" PRId64 " documents, <a href=\"/record/checkpoint\">"
		 "checkpoint</a></dd>\n",
		 kept.size);
}

static void findings_list(struct sv_request *request, const struct sv_findings *findings)
{
	sv_html(request, "<ul class=\"changes\">\n");
	for (size_t i = 0; i < findings->count; i++) {
		sv_html(request, "<li>");
		sv_textf(request, "%s: %s", sv_severity_name(findings->items[i].severity),
			 findings->items[i].message);
		sv_html(request, "</li>\n");
	}
	sv_html(request, "</ul>\n");
}

int sv_get_verify(struct sv_request *request, struct sv_error *err)
{
	struct sv_findings findings = SV_FINDINGS_INIT(request->arena);
	struct sv_judged_record judgement;
	char hex[SV_HASH_HEX_MAX];
	int r;

	/* Every byte of the record is hashed: one reader at a time. */
	pthread_mutex_lock(&request->portal->hashing);
	r = sv_app_judge(request->app, request->arena, &findings, &judgement, err);
	pthread_mutex_unlock(&request->portal->hashing);
	if (r < 0)
		return r;
	sv_layout_begin(request, "The record, verified", "Record");
	sv_htmlf(request,
		 "<header class=\"title\"><p class=\"over\"><a href=\"/record\">Record</a></p>"
		 "<h1>%s</h1></header>\n<p class=\"lead\">Every document and node was hashed anew%s"
		 "</p>\n",
		 findings.count ? "The record does not verify" : "The record verifies",
		 judgement.is_judged ? " and every signature checked."
				     : ". Signatures cannot be judged while documents are "
				       "damaged.");
	sv_htmlf(request,
		 "<dl class=\"facts\"><dt>Documents</dt><dd>%" PRId64
		 "</dd>\n<dt>Root</dt><dd><code class=\"hash\">%s</code></dd>\n",
		 judgement.head.size, sv_hash_hex(&judgement.head.root, hex));
	if (judgement.is_judged)
		sv_htmlf(request,
			 "<dt>Signed</dt><dd>%" PRId64
			 ", by keys that are not known or not valid %" PRId64
			 ", not signed %" PRId64 "</dd>\n<dt>Withheld</dt><dd>%" PRId64 "</dd>\n",
			 judgement.signed_valid, judgement.signed_other, judgement.unsigned_count,
			 judgement.withheld);
	sv_htmlf(request, "<dt>Checkpoints</dt><dd>%" PRId64 "</dd></dl>\n", judgement.checkpoints);
	findings_list(request, &findings);
	sv_html(request, "<p class=\"prose\">Nobody needs to take this page's word: a receipt and "
			 "the program servanda-verify say the same without this portal.</p>\n");
	sv_layout_end(request);
	return 0;
}
