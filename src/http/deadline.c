/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/deadline.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "base/error.h"
#include "http/observe.h"

/* Both directions: the server's thread wakes up, finds the end and closes.  The socket is open as
 * long as its line stands in the list. */
static void end_late(struct sv_deadlines *deadlines)
{
	int64_t now = sv_monotonic_us();

	for (struct sv_line *line = deadlines->lines; line; line = line->next) {
		if (!line->until_us || now < line->until_us)
			continue;
		line->until_us = 0;
		deadlines->ended++;
		shutdown(line->fd, SHUT_RDWR);
	}
}

static void *watch(void *context)
{
	struct sv_deadlines *deadlines = context;
	struct timespec next;

	pthread_mutex_lock(&deadlines->mutex);
	while (!deadlines->stopping) {
		clock_gettime(CLOCK_REALTIME, &next);
		next.tv_sec++;
		pthread_cond_timedwait(&deadlines->wake, &deadlines->mutex, &next);
		end_late(deadlines);
	}
	pthread_mutex_unlock(&deadlines->mutex);
	return NULL;
}

void sv_deadlines_start(struct sv_deadlines *deadlines)
{
	pthread_mutex_init(&deadlines->mutex, NULL);
	pthread_cond_init(&deadlines->wake, NULL);
	if (pthread_create(&deadlines->thread, NULL, watch, deadlines) != 0)
		sv_out_of_memory();
}

void sv_deadlines_stop(struct sv_deadlines *deadlines)
{
	pthread_mutex_lock(&deadlines->mutex);
	deadlines->stopping = true;
	pthread_cond_signal(&deadlines->wake);
	pthread_mutex_unlock(&deadlines->mutex);
	pthread_join(deadlines->thread, NULL);
	pthread_cond_destroy(&deadlines->wake);
	pthread_mutex_destroy(&deadlines->mutex);
}

struct sv_line *sv_line_open(struct sv_deadlines *deadlines, int fd)
{
	struct sv_line *line = sv_xmalloc(sizeof(*line));

	*line = (struct sv_line){.fd = fd};
	pthread_mutex_lock(&deadlines->mutex);
	line->next = deadlines->lines;
	line->back = &deadlines->lines;
	if (line->next)
		line->next->back = &line->next;
	deadlines->lines = line;
	pthread_mutex_unlock(&deadlines->mutex);
	return line;
}

void sv_line_close(struct sv_deadlines *deadlines, struct sv_line *line)
{
	pthread_mutex_lock(&deadlines->mutex);
	*line->back = line->next;
	if (line->next)
		line->next->back = line->back;
	pthread_mutex_unlock(&deadlines->mutex);
	free(line);
}

void sv_line_wait(struct sv_deadlines *deadlines, struct sv_line *line, int seconds)
{
	pthread_mutex_lock(&deadlines->mutex);
	line->until_us = seconds ? sv_monotonic_us() + (int64_t)seconds * 1000000 : 0;
	pthread_mutex_unlock(&deadlines->mutex);
}
