/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * judge.c - everything that can be told about a record from itself.
 */
#include <inttypes.h>
#include <string.h>

#include "app/checkpoints.h"
#include "app/keys.h"
#include "domain/redaction.h"

struct judge {
	struct sv_app *app;
	struct sv_arena *arena;
	struct sv_keyring keyring;
	struct sv_findings *findings;
	struct sv_judged_record judgement;
};

static void find(struct judge *judge, enum sv_severity severity, const char *rule,
		 const char *place, const char *message)
{
	sv_findings_add(judge->findings, &(struct sv_finding){.severity = severity,
							      .rule = rule,
							      .place = place,
							      .message = message});
}

static const char *document_place(struct judge *judge, int64_t index)
{
	return sv_arena_printf(judge->arena, "document %" PRId64, index);
}

/* The act named by a withheld document is a confirmation for it. */
static int judge_tombstone(struct judge *judge, const struct sv_document *document)
{
	enum sv_redaction_scope scope;
	struct sv_document tombstone;
	struct sv_act act;
	bool says_so =
	    sv_record_get(judge->app->db, judge->arena, document->tombstone, &tombstone, NULL) ==
		0 &&
	    sv_act_parse(judge->arena, tombstone.content, &act, NULL) == 0 &&
	    strcmp(act.act, SV_ACT_REDACTION_CONFIRM) == 0 &&
	    strcmp(act.subject, sv_arena_printf(judge->arena, "%" PRId64, document->index)) == 0 &&
	    sv_redaction_scope(&act, &scope, NULL) == 0 && scope != SV_REDACT_NONE;

	judge->judgement.withheld++;
	judge->judgement.withheld_here += says_so && scope == SV_REDACT_COPIES;
	if (!says_so)
		find(judge, SV_BLOCKER, "tombstone", document_place(judge, document->index),
		     "it is withheld, and the act it names does not say so");
	return 0;
}

static int judge_document(const struct sv_document *document, void *context, struct sv_error *err)
{
	static const char *const why[] = {
	    [SV_SIGNATURE_UNKNOWN_KEY] =
		"its signature names a key that was not enrolled before it",
	    [SV_SIGNATURE_NOT_IN_TIME] =
		"it is signed with a key that was not valid on the day it was recorded",
	    [SV_SIGNATURE_OTHERS] = "it is signed with a key of somebody else than its author",
	    [SV_SIGNATURE_FALSE] = "its signature is false",
	};
	struct judge *judge = context;
	enum sv_signature_verdict verdict = sv_keyring_judge(&judge->keyring, document, NULL);

	(void)err;
	if (document->tombstone >= 0)
		judge_tombstone(judge, document);
	if (verdict == SV_SIGNATURE_NONE) {
		judge->judgement.unsigned_count++;
	} else if (verdict == SV_SIGNATURE_VALID) {
		judge->judgement.signed_valid++;
	} else {
		judge->judgement.signed_other++;
		find(judge, SV_ERROR, "signature", document_place(judge, document->index),
		     why[verdict]);
	}
	return 0;
}

static void judge_checkpoint(struct judge *judge, const struct sv_kept_checkpoint *kept)
{
	const char *place = sv_arena_printf(judge->arena, "checkpoint %" PRId64, kept->size);
	struct sv_error err = SV_ERROR_INIT;
	struct sv_checkpoint checkpoint;
	struct sv_note note;
	struct sv_hash root;
	struct sv_key key;
	int r = sv_key_parse(judge->arena, sv_str_from(kept->vkey), &key, &err);

	if (r == 0)
		r = sv_checkpoint_open(judge->arena, kept->note, &key, &note, &checkpoint, &err);
	if (r == 0 && (checkpoint.size != kept->size || kept->size > judge->judgement.head.size))
		r = sv_fail(&err, SV_ECORRUPT, "it speaks of documents that are not there");
	if (r == 0)
		r = sv_record_root(judge->app->db, kept->size, &root, &err);
	if (r == 0 && !sv_hash_equal(&root, &checkpoint.root))
		r = sv_fail(&err, SV_ECORRUPT,
			    "the documents are not those of which it names the root");
	if (r < 0)
		find(judge, SV_BLOCKER, "checkpoint", place, err.message);
}

int sv_app_judge(struct sv_app *app, struct sv_arena *arena, struct sv_findings *findings,
		 struct sv_judged_record *ret, struct sv_error *err)
{
	struct judge judge = {.app = app, .arena = arena, .findings = findings};
	const struct sv_kept_checkpoint *kept;
	size_t count;
	int r = sv_app_verify(app, findings, &judge.judgement.head, err);

	if (r < 0)
		return r;
	r = sv_checkpoint_list(app->db, arena, &kept, &count, err);
	if (r < 0)
		return r;
	for (size_t i = 0; i < count; i++)
		judge_checkpoint(&judge, &kept[i]);
	judge.judgement.checkpoints = (int64_t)count;
	/* Whose keys and whose tombstones cannot be told from documents that are damaged. */
	if (sv_findings_count(findings, SV_BLOCKER) == 0) {
		r = sv_app_keyring(app, arena, INT64_MAX, &judge.keyring, err);
		if (r < 0)
			return r;
		r = sv_record_walk(app->db, 0, INT64_MAX, false, judge_document, &judge, err);
		if (r < 0)
			return r;
		judge.judgement.is_judged = true;
	}
	*ret = judge.judgement;
	return 0;
}
