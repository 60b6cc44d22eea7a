/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * server.c - between sockets and the portal: libmicrohttpd with epoll and a few
 * threads.
 *
 * A thread waits for many connections at once, so one that is slow to send or to
 * read costs a place in a table, not a thread.  How much a connection may hold
 * and how long it may be silent is bounded below; how long it may take in all,
 * in deadline.h; what takes long to answer, in slow.h.
 */
#include <malloc.h>
#include <microhttpd.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/exchange.h"
#include "http/listen.h"

#define CONNECTIONS_MAX 1000
#define CONNECTIONS_OF_ONE_MAX 250      /* from one address; behind a proxy all come from one */
#define CONNECTION_BYTES_MAX (32 << 10) /* request line and headers */
#define IDLE_SECONDS_MAX 20
#define THREADS_MAX 32
#define DRAIN_MS_MAX 5000 /* for answers on their way when we are told to stop */

static struct MHD_Daemon *start(struct sv_server *server, int fd, int threads)
{
	return MHD_start_daemon(
	    MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_TURBO | MHD_ALLOW_SUSPEND_RESUME,
	    0, NULL, NULL, sv_exchange_handle, server, MHD_OPTION_LISTEN_SOCKET, fd,
	    MHD_OPTION_THREAD_POOL_SIZE, (unsigned)threads, MHD_OPTION_URI_LOG_CALLBACK,
	    sv_exchange_open, server, MHD_OPTION_NOTIFY_COMPLETED, sv_exchange_close, server,
	    MHD_OPTION_NOTIFY_CONNECTION, sv_exchange_line, server, MHD_OPTION_CONNECTION_LIMIT,
	    (unsigned)CONNECTIONS_MAX, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
	    (unsigned)(server->portal.trust_proxy ? CONNECTIONS_MAX : CONNECTIONS_OF_ONE_MAX),
	    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS_MAX,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES_MAX,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

/* No new connections; answers on their way have a few seconds. */
static void stop(struct sv_server *server, struct MHD_Daemon *daemon)
{
	int fd = (int)MHD_quiesce_daemon(daemon);

	for (int ms = 0; ms < DRAIN_MS_MAX && server->in_flight > 0; ms += 20)
		usleep(20000);
	sv_slow_stop(&server->slow);
	MHD_stop_daemon(daemon);
	sv_deadlines_stop(&server->deadlines);
	if (fd >= 0)
		close(fd);
}

/* Only while there is no account. */
static const char *first_link(const struct sv_server *server, struct sv_arena *arena,
			      const char *address)
{
	bool is_url = strncmp(address, "http", 4) == 0;

	if (!server->portal.first_token[0])
		return NULL;
	return sv_arena_printf(arena, "%sfirst?token=%s", is_url ? address : "/",
			       server->portal.first_token);
}

static int serve(struct sv_server *server, const struct sv_serve_options *options,
		 struct sv_arena *arena, struct sv_error *err)
{
	int threads = SV_MIN(SV_MAX(options->threads, 1), THREADS_MAX), fd, signal, r;
	struct MHD_Daemon *daemon;
	const char *address;
	sigset_t signals;

	r = sv_listen(arena, options->listen, &fd, &address, err);
	if (r < 0)
		return r;
	/* Threads inherit the mask, so the signals come to sigwait() below and nowhere else. */
	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	server->deadlines.patience_s =
	    options->patience_s > 0 ? options->patience_s : SV_ARRIVAL_SECONDS_MAX;
	sv_deadlines_start(&server->deadlines);
	sv_slow_start(&server->slow);
	daemon = start(server, fd, threads);
	if (!daemon) {
		sv_slow_stop(&server->slow);
		sv_deadlines_stop(&server->deadlines);
		close(fd);
		return sv_fail(err, SV_EIO, "cannot start to serve at '%s'", options->listen);
	}
	options->ready(address, first_link(server, arena, address), options->context);
	sv_notify("READY=1");
	sigwait(&signals, &signal);
	sv_notify("STOPPING=1");
	stop(server, daemon);
	if (strncmp(options->listen, "unix:", 5) == 0)
		unlink(options->listen + 5);
	return 0;
}

/* What an answer took goes back to the system: two heaps however many threads, large pieces apart.
 */
static void bound_memory(void)
{
	mallopt(M_ARENA_MAX, 2);
	mallopt(M_MMAP_THRESHOLD, 64 << 10);
	mallopt(M_TRIM_THRESHOLD, 256 << 10);
}

int sv_serve(const struct sv_serve_options *options, struct sv_error *err)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_server *server = sv_arena_alloc(&arena, sizeof(*server));
	int r;

	if (sodium_init() < 0)
		return sv_fail(err, SV_EIO, "cannot get random numbers from the system");
	signal(SIGPIPE, SIG_IGN);
	bound_memory();
	r = sv_portal_open(&server->portal, options, err);
	if (r < 0)
		return r;
	sv_cache_init(&server->cache);
	r = serve(server, options, &arena, err);
	sv_cache_free(&server->cache);
	sv_portal_close(&server->portal);
	return r;
}
