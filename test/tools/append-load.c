/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * append-load.c - a client that appends until it is told to stop, whatever happens to the store.
 *
 *   append-load STORE append NAME STOP [COUNT]
 *       appends documents NAME-0, NAME-1, ... until the file STOP is there or COUNT are recorded,
 *       and prints "ack NAME-n" for each whose commit was acknowledged and "root SIZE HASH" for
 *       what it then reads of the log.  A document whose fate is not known, because the store went
 *       away, is looked for, in the transaction that would append it again.
 *   append-load STORE verify
 *       verifies the record and prints "doc NAME" for each of these documents; asks on standard
 *       input for lines "root SIZE HASH", which must be the roots of the record.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/documents.h"
#include "app/submit.h"

#define KIND "load"
#define TRIES_MAX 600
#define PAUSE_NS 100000000L

static int complain(const struct sv_error *err)
{
	fprintf(stderr, "append-load: %s\n", err->message);
	return 4;
}

static int is_recorded(struct sv_db *db, const char *name, bool *ret, struct sv_error *err)
{
	_cleanup_(sv_stmt_done) struct sv_stmt *stmt = NULL;
	int r =
	    sv_stmt_open(db, "SELECT idx FROM document WHERE kind = ? AND name = ?", &stmt, err);

	if (r < 0)
		return r;
	sv_stmt_bind_text(stmt, 1, SV_STR(KIND));
	sv_stmt_bind_text(stmt, 2, sv_str_from(name));
	r = sv_stmt_step(stmt, err);
	*ret = r > 0;
	return r < 0 ? r : 0;
}

/* Looks only when an earlier try may have succeeded. */
static int append_once(struct sv_app *app, const char *name, bool look, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	const struct sv_draft draft = {KIND, name, "operator", SV_STR("one line\nand another\n")};
	bool recorded = false;
	int64_t index;
	int r = sv_tx_begin(&tx, app->db, err);

	if (r == 0 && look)
		r = is_recorded(app->db, name, &recorded, err);
	if (r < 0 || recorded)
		return r;
	r = sv_submit_document(&tx, &draft, &index, err);
	return r < 0 ? r : sv_tx_commit(&tx, err);
}

/* Until it is recorded; opens the store anew when it must. */
static int append(struct sv_app *app, const char *where, const char *name, struct sv_error *err)
{
	const struct timespec pause = {0, PAUSE_NS};
	int r = SV_EIO;

	for (int i = 0; i < TRIES_MAX; i++) {
		if (i)
			nanosleep(&pause, NULL);
		if (!app->db && sv_app_open(where, SV_DB_WRITE, app, err) < 0) {
			app->db = NULL;
			continue;
		}
		r = append_once(app, name, i > 0, err);
		if (r == 0)
			return 0;
		fprintf(stderr, "append-load: %s: %s\n", name, err->message);
		if (r != SV_EBUSY)
			sv_app_close(app);
	}
	return r;
}

static int print_head(struct sv_app *app, struct sv_error *err)
{
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_record_head head;
	char hex[SV_HASH_HEX_MAX];
	int64_t size;
	int r = sv_tx_begin_read(&tx, app->db, err);

	if (r == 0)
		r = sv_record_size(app->db, &size, err);
	if (r == 0)
		r = sv_app_head(app, size, &head, err);
	if (r == 0)
		printf("root %" PRId64 " %s\n", head.size, sv_hash_hex(&head.root, hex));
	return r;
}

static int run_append(const char *where, const char *client, const char *stop, long count)
{
	_cleanup_(sv_app_close) struct sv_app app = {0};
	struct sv_error err = SV_ERROR_INIT;
	char name[128];

	for (long i = 0; i < count && access(stop, F_OK) < 0; i++) {
		snprintf(name, sizeof(name), "%s-%ld", client, i);
		if (append(&app, where, name, &err) < 0)
			return complain(&err);
		printf("ack %s\n", name);
		if (print_head(&app, &err) < 0)
			sv_app_close(&app); /* what was read is no matter of the record */
		fflush(stdout);
	}
	return 0;
}

static int check_roots(struct sv_app *app, struct sv_error *err)
{
	char line[256], hex[SV_HASH_HEX_MAX], want[SV_HASH_HEX_MAX];
	struct sv_record_head head;
	int64_t size;

	while (fgets(line, sizeof(line), stdin)) {
		if (sscanf(line, "root %" SCNd64 " %64s", &size, want) != 2)
			continue;
		if (sv_app_head(app, size, &head, err) < 0)
			return err->code;
		if (strcmp(sv_hash_hex(&head.root, hex), want) != 0)
			return sv_fail(err, SV_ECORRUPT, "the root of size %" PRId64 " was another",
				       size);
	}
	return 0;
}

static int run_verify(const char *where)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	_cleanup_(sv_app_close) struct sv_app app = {0};
	struct sv_findings findings = SV_FINDINGS_INIT(&arena);
	struct sv_error err = SV_ERROR_INIT;
	const struct sv_document *documents;
	struct sv_moment moment = {0};
	struct sv_record_head head;
	size_t count;

	if (sv_app_open(where, SV_DB_READ, &app, &err) < 0 ||
	    sv_app_verify(&app, &findings, &head, &err) < 0)
		return complain(&err);
	for (size_t i = 0; i < findings.count; i++)
		fprintf(stderr, "append-load: %s: %s\n", findings.items[i].place,
			findings.items[i].message);
	if (findings.count)
		return 1;
	moment.known_size = head.size;
	if (check_roots(&app, &err) < 0 ||
	    sv_app_documents(&app, &arena, &moment, &documents, &count, &err) < 0)
		return complain(&err);
	for (size_t i = 0; i < count; i++)
		if (strcmp(documents[i].kind, KIND) == 0)
			printf("doc %s\n", documents[i].name);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[2], "verify") == 0)
		return run_verify(argv[1]);
	if ((argc == 5 || argc == 6) && strcmp(argv[2], "append") == 0)
		return run_append(argv[1], argv[3], argv[4], argc == 6 ? atol(argv[5]) : 1000000);
	return 2;
}
