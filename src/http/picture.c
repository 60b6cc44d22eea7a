/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/picture.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "http/observe.h"

#define PROGRAM "rsvg-convert"

static bool is_installed;

/* A folder of PATH has it. */
static void look(void)
{
	const char *path = getenv("PATH");
	struct sv_str rest = sv_str_from(path ? path : ""), folder;
	char file[4096];

	while (sv_str_split(&rest, ':', &folder)) {
		int len = snprintf(file, sizeof(file), "%.*s/%s", SV_STR_ARG(folder), PROGRAM);

		if (folder.len && len < (int)sizeof(file) && access(file, X_OK) == 0)
			is_installed = true;
	}
}

bool sv_picture_is_possible(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, look);
	return is_installed;
}

static int start(const int in[2], const int back[2], pid_t *ret)
{
	static char width[16];
	char *const args[] = {(char[]){PROGRAM},
			      (char[]){"--format=png"},
			      (char[]){"--width"},
			      width,
			      (char[]){"--keep-aspect-ratio"},
			      NULL};
	char *const environment[] = {(char[]){"LC_ALL=C.UTF-8"}, NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	int r;

	snprintf(width, sizeof(width), "%d", SV_PICTURE_WIDTH);
	sigemptyset(&none);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, back[1], STDOUT_FILENO);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	r = posix_spawnp(ret, PROGRAM, &actions, &attributes, args, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return r;
}

/* Feeds the drawing and takes the picture, until the end or the time is over. */
static bool exchange(int to, int from, struct sv_str svg, struct sv_buf *out)
{
	int64_t until = sv_monotonic_us() / 1000 + SV_PICTURE_MS_MAX;
	char piece[16384];

	for (;;) {
		struct pollfd fds[2] = {{.fd = from, .events = POLLIN},
					{.fd = to, .events = POLLOUT}};
		int64_t left = until - sv_monotonic_us() / 1000;
		ssize_t n;

		if (left <= 0 || poll(fds, to < 0 ? 1 : 2, (int)left) <= 0)
			break;
		if (to >= 0 && fds[1].revents) {
			n = write(to, svg.ptr, SV_MIN(svg.len, sizeof(piece)));
			if (n > 0) {
				svg.ptr += n;
				svg.len -= (size_t)n;
			}
			if (n < 0 || !svg.len) {
				close(to);
				to = -1;
			}
		}
		if (!fds[0].revents)
			continue;
		n = read(from, piece, sizeof(piece));
		if (n <= 0)
			return n == 0 && to < 0 && out->len;
		if (out->len + (size_t)n > SV_PICTURE_BYTES_MAX)
			break;
		sv_buf_add(out, piece, (size_t)n);
	}
	if (to >= 0)
		close(to);
	return false;
}

static int make(struct sv_str svg, struct sv_buf *out, struct sv_error *err)
{
	int in[2], back[2], status = -1;
	bool complete;
	pid_t child;

	if (pipe2(in, O_CLOEXEC) < 0)
		return sv_fail(err, SV_EIO, "cannot make a pipe");
	if (pipe2(back, O_CLOEXEC) < 0) {
		close(in[0]);
		close(in[1]);
		return sv_fail(err, SV_EIO, "cannot make a pipe");
	}
	if (start(in, back, &child) != 0) {
		close(in[1]);
		child = -1;
	}
	close(in[0]);
	close(back[1]);
	complete = child > 0 && exchange(in[1], back[0], svg, out);
	close(back[0]);
	if (child > 0) {
		if (!complete)
			kill(child, SIGKILL);
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
	}
	if (!complete || status != 0)
		return sv_fail(err, SV_EIO, "'%s' gave no picture", PROGRAM);
	return 0;
}

int sv_picture_make(struct sv_str svg, struct sv_buf *out, struct sv_error *err)
{
	static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
	int r;

	if (!sv_picture_is_possible())
		return sv_fail(err, SV_ENOTFOUND,
			       "there are no PNG here: '%s' is not installed; take .svg", PROGRAM);
	pthread_mutex_lock(&one);
	r = make(svg, out, err);
	pthread_mutex_unlock(&one);
	return r;
}
