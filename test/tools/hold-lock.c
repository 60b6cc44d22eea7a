/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * hold-lock.c - hold-lock STORE: begins to write, says "held", and keeps the store locked until
 * standard input ends.  A second process for the tests of what a locked store says.
 */
#include <stdio.h>

#include "store/db.h"

int main(int argc, char **argv)
{
	_cleanup_(sv_db_close) struct sv_db *db = NULL;
	_cleanup_(sv_tx_done) struct sv_tx tx = SV_TX_INIT;
	struct sv_error err = SV_ERROR_INIT;

	if (argc != 2)
		return 2;
	if (sv_db_open(argv[1], SV_DB_WRITE, &db, &err) < 0 || sv_tx_begin(&tx, db, &err) < 0) {
		fprintf(stderr, "hold-lock: %s\n", err.message);
		return 4;
	}
	puts("held");
	fflush(stdout);
	while (getchar() != EOF)
		;
	return 0;
}
