/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define SYSTEMD_FIRST_FD 3 /* sd_listen_fds(3) */
#define BACKLOG 511

static int fail_listen(const char *where, int code, struct sv_error *err)
{
	return sv_fail(err, SV_EIO, "cannot listen at '%s': %s", where, sv_os_error(code));
}

/* The one socket that systemd opened for this process, or -1. */
static int from_systemd(void)
{
	const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");

	if (!pid || !count || atol(pid) != (long)getpid() || atoi(count) < 1)
		return -1;
	fcntl(SYSTEMD_FIRST_FD, F_SETFD, FD_CLOEXEC);
	return SYSTEMD_FIRST_FD;
}

static int listen_path(const char *where, const char *path, int *ret_fd, struct sv_error *err)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd;

	if (strlen(path) >= sizeof(address.sun_path))
		return sv_fail(err, SV_EINVALID, "'%s' is too long for a socket's path", path);
	strcpy(address.sun_path, path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return fail_listen(where, errno, err);
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) < 0 || listen(fd, BACKLOG) < 0) {
		int code = errno;

		close(fd);
		return fail_listen(where, code, err);
	}
	*ret_fd = fd;
	return 0;
}

static int listen_at(const char *where, const struct addrinfo *info, int *ret_fd,
		     struct sv_error *err)
{
	int one = 1;
	int fd = socket(info->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return fail_listen(where, errno, err);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(fd, info->ai_addr, info->ai_addrlen) < 0 || listen(fd, BACKLOG) < 0) {
		int code = errno;

		close(fd);
		return fail_listen(where, code, err);
	}
	*ret_fd = fd;
	return 0;
}

/* Port 0 lets the system choose one: say which. */
static const char *address_of(struct sv_arena *arena, int fd, const char *host)
{
	struct sockaddr_storage address;
	socklen_t len = sizeof(address);
	char port[NI_MAXSERV];

	if (getsockname(fd, (struct sockaddr *)&address, &len) < 0 ||
	    getnameinfo((struct sockaddr *)&address, len, NULL, 0, port, sizeof(port),
			NI_NUMERICSERV) != 0)
		return host;
	return sv_arena_printf(arena, strchr(host, ':') ? "http://[%s]:%s/" : "http://%s:%s/",
			       host[0] ? host : "localhost", port);
}

static int listen_host(struct sv_arena *arena, const char *where, int *ret_fd,
		       const char **ret_address, struct sv_error *err)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
				 .ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV};
	const char *colon = strrchr(where, ':');
	struct addrinfo *info;
	char *host;
	int r;

	if (!colon)
		return sv_fail(err, SV_EINVALID,
			       "'%s' is no address to listen at; write 127.0.0.1:8080, "
			       "[::1]:8080, :8080 or unix:/path",
			       where);
	host = sv_arena_alloc(arena, (size_t)(colon - where) + 1);
	memcpy(host, where, (size_t)(colon - where));
	if (host[0] == '[' && host[strlen(host) - 1] == ']') {
		host[strlen(host) - 1] = '\0';
		host++;
	}
	r = getaddrinfo(host[0] ? host : NULL, colon + 1, &hints, &info);
	if (r != 0)
		return sv_fail(err, SV_EINVALID,
			       "'%s' is no address to listen at: give numbers, "
			       "as in 127.0.0.1:8080",
			       where);
	r = listen_at(where, info, ret_fd, err);
	freeaddrinfo(info);
	if (r >= 0)
		*ret_address = address_of(arena, *ret_fd, host);
	return r;
}

int sv_listen(struct sv_arena *arena, const char *where, int *ret_fd, const char **ret_address,
	      struct sv_error *err)
{
	int fd = from_systemd(), r;

	if (fd >= 0) {
		*ret_fd = fd;
		*ret_address = "the socket that systemd passed";
		return 0;
	}
	if (strncmp(where, "unix:", 5) != 0)
		return listen_host(arena, where, ret_fd, ret_address, err);
	r = listen_path(where, where + 5, ret_fd, err);
	if (r >= 0)
		*ret_address = where;
	return r;
}

void sv_notify(const char *state)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	socklen_t len;
	int fd;

	if (!path || (path[0] != '/' && path[0] != '@') || strlen(path) >= sizeof(address.sun_path))
		return;
	strcpy(address.sun_path, path);
	len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
	if (path[0] == '@')
		address.sun_path[0] = '\0'; /* an abstract name */
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	/* Nobody to tell is no reason not to serve. */
	(void)!sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&address, len);
	close(fd);
}
