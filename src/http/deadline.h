/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deadline.h - connections that take too long are ended.
 *
 * libmicrohttpd ends a connection that is silent; one that sends a byte now and
 * then would live for ever.  So each connection has an hour of its own: by when
 * its request has to be there whole, or its answer taken.  One thread looks at
 * all of them every second.
 */
#ifndef SV_HTTP_DEADLINE_H
#define SV_HTTP_DEADLINE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct sv_line {
	int fd;
	int64_t until_us; /* 0: nothing is waited for */
	struct sv_line *next, **back;
};

struct sv_deadlines {
	pthread_mutex_t mutex;
	pthread_cond_t wake;
	pthread_t thread;
	struct sv_line *lines;
	int patience_s; /* for a request to come; set before the start */
	bool stopping;
	_Atomic uint64_t ended; /* connections, since the start */
};

void sv_deadlines_start(struct sv_deadlines *deadlines);
void sv_deadlines_stop(struct sv_deadlines *deadlines); /* every line is closed */

/* From accepting a connection to just before its socket is closed. */
struct sv_line *sv_line_open(struct sv_deadlines *deadlines, int fd);
void sv_line_close(struct sv_deadlines *deadlines, struct sv_line *line);

/* Another wait begins, of so many seconds; 0: the connection waits for us. */
void sv_line_wait(struct sv_deadlines *deadlines, struct sv_line *line, int seconds);

#endif
