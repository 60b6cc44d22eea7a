/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * error.h - failures: what went wrong, where, and what to do.
 *
 * There are three kinds of bad news.  A bug stops the program (assert, kept in
 * release builds).  A failure is a negative SV_E code with a struct sv_error.
 * A finding is a successful answer; see finding.h.
 *
 * Messages are lower case, name first what failed, put the subject in single
 * quotes, carry no full stop, and are written once, where the cause is known.
 */
#ifndef SV_BASE_ERROR_H
#define SV_BASE_ERROR_H

#include "base/limits.h"
#include "base/macros.h"

/* Codes and the exit status each leads to; see sv_error_exit_status(). */
enum sv_error_code {
	SV_EINVALID = -1,  /* input that cannot be understood */
	SV_ENOTFOUND = -2, /* the thing named does not exist */
	SV_EREFUSED = -3,  /* a rule or authority forbids it */
	SV_EIO = -4,       /* a file, disk or network failed */
	SV_ESTORE = -5,    /* the database failed or is not ours */
	SV_EBUSY = -6,     /* locked by another, try again */
	SV_ELIMIT = -7,    /* a limit of base/limits.h was met */
	SV_ECORRUPT = -8,  /* the record does not verify */
	SV_EUSAGE = -9,    /* the command line cannot be understood */
	SV_EMISSING = -10, /* built without the library this needs */
};

struct sv_error {
	int code; /* enum sv_error_code, 0 when unset */
	char message[SV_ERROR_MESSAGE_MAX];
	char where[SV_ERROR_WHERE_MAX]; /* file:line, JSON pointer, sheet!cell, or "" */
};

#define SV_ERROR_INIT     \
	{                 \
		0, "", "" \
	}

/* Fill err (which may be NULL) and return code, so callers write
 * `return sv_fail(err, SV_EIO, ...)`. */
int sv_fail(struct sv_error *err, int code, const char *fmt, ...) SV_PRINTF(3, 4);

/* As sv_fail, with the place of the error. */
int sv_fail_at(struct sv_error *err, int code, const char *where, const char *fmt, ...)
    SV_PRINTF(4, 5);

/* What the system says about an errno, as a message goes on: "permission denied".  The text is
 * valid until this thread asks again. */
const char *sv_os_error(int code);

/* Exit status for a failure: 2 for usage and input that cannot be understood, 3 refused,
 * 4 otherwise. */
int sv_error_exit_status(int code);

/* Out of memory: one line to standard error and exit status 4.  The store's
 * transaction undoes what was not committed; docs/decisions/0002. */
void sv_out_of_memory(void) SV_NORETURN;

/* malloc and realloc that end the process rather than return NULL.  With the
 * environment variable SERVANDA_FAIL_ALLOC=n the n-th call fails, for tests. */
void *sv_xmalloc(unsigned long size) SV_MUST_USE;
void *sv_xrealloc(void *ptr, unsigned long size) SV_MUST_USE;

#endif
