/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * server.c - between sockets and the portal: libmicrohttpd with epoll and a few
 * threads.
 *
 * A thread waits for many connections at once, so one that is slow to send or to
 * read costs a place in a table, not a thread.  How much a connection may hold
 * and how long it may be silent is bounded below.
 */
#include <malloc.h>
#include <microhttpd.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/date.h"
#include "http/cache.h"
#include "http/listen.h"
#include "http/portal.h"

#define CONNECTIONS_MAX 1000
#define CONNECTIONS_OF_ONE_MAX 250      /* from one address; behind a proxy all come from one */
#define CONNECTION_BYTES_MAX (32 << 10) /* request line and headers */
#define IDLE_SECONDS_MAX 20
#define THREADS_MAX 32
#define DRAIN_MS_MAX 5000 /* for answers on their way when we are told to stop */

struct server {
	_Atomic int in_flight; /* requests between their first line and the end of their answer */
	struct sv_portal portal;
	struct sv_cache cache;
};

/* One request, from its first line to its answer. */
struct exchange {
	char *target;
	bool started; /* headers are there */
	bool too_large;
	struct sv_buf body;
};

static void *open_exchange(void *context, const char *uri, struct MHD_Connection *connection)
{
	struct server *server = context;
	struct exchange *exchange = sv_xmalloc(sizeof(*exchange));
	size_t len = strlen(uri) + 1;

	(void)connection;
	atomic_fetch_add(&server->in_flight, 1);
	*exchange = (struct exchange){.target = sv_xmalloc(len)};
	memcpy(exchange->target, uri, len);
	return exchange;
}

static void close_exchange(void *context, struct MHD_Connection *connection, void **request,
			   enum MHD_RequestTerminationCode why)
{
	struct exchange *exchange = *request;
	struct server *server = context;

	(void)connection;
	(void)why;
	if (!exchange)
		return;
	atomic_fetch_sub(&server->in_flight, 1);
	sv_buf_free(&exchange->body);
	free(exchange->target);
	free(exchange);
	*request = NULL;
}

static void count_connection(void *context, struct MHD_Connection *connection,
			     void **socket_context, enum MHD_ConnectionNotificationCode code)
{
	struct server *server = context;

	(void)connection;
	(void)socket_context;
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		atomic_fetch_add(&server->portal.metrics.connections, 1);
		atomic_fetch_add(&server->portal.metrics.connections_open, 1);
	} else {
		atomic_fetch_sub(&server->portal.metrics.connections_open, 1);
	}
}

/* Whether a comma-separated header names a token. */
static bool lists(const char *header, const char *token)
{
	struct sv_str rest = sv_str_from(header), one;

	while (sv_str_split(&rest, ',', &one)) {
		one = sv_str_trim(one);
		if (sv_str_is(one, token) || sv_str_is(one, "*"))
			return true;
	}
	return false;
}

static bool takes_gzip(struct MHD_Connection *connection)
{
	const char *header = MHD_lookup_connection_value(connection, MHD_HEADER_KIND,
							 MHD_HTTP_HEADER_ACCEPT_ENCODING);
	struct sv_str rest = sv_str_from(header), one;

	while (header && sv_str_split(&rest, ',', &one)) {
		one = sv_str_trim(one);
		if (sv_str_starts(one, "gzip"))
			return !memmem(one.ptr, one.len, "q=0", 3) ||
			       memmem(one.ptr, one.len, "q=0.", 4);
	}
	return false;
}

static bool is_unchanged(struct MHD_Connection *connection, const struct sv_packed *packed)
{
	const char *known =
	    MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_IF_NONE_MATCH);

	return known && packed->status == SV_HTTP_OK &&
	       (lists(known, packed->etag) || lists(known, packed->etag_gzip));
}

static enum MHD_Result send_packed(struct server *server, struct MHD_Connection *connection,
				   const struct sv_packed *packed, const char *method,
				   int64_t started_us, bool kept)
{
	struct sv_observed observed = {.method = method,
				       .route = packed->route,
				       .status = packed->status,
				       .bytes = packed->plain_bytes,
				       .kept = kept};
	struct MHD_Response *response = packed->plain;
	enum MHD_Result result;

	if (is_unchanged(connection, packed)) {
		response = packed->unchanged;
		observed.status = SV_HTTP_NOT_MODIFIED;
		observed.bytes = 0;
	} else if (packed->gzip && takes_gzip(connection)) {
		response = packed->gzip;
		observed.bytes = packed->gzip_bytes;
	}
	result = MHD_queue_response(connection, (unsigned)observed.status, response);
	observed.duration_us = sv_monotonic_us() - started_us;
	sv_observe(&server->portal.metrics, &observed);
	return result;
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
	return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* Methods of the table; anything else is not repeated to the log. */
static const char *known_method(const char *method)
{
	static const char *const known[] = {"GET", "HEAD", "POST"};

	for (size_t i = 0; i < SV_ARRAY_LEN(known); i++)
		if (strcmp(known[i], method) == 0)
			return known[i];
	return "-";
}

/* Names a session, or a client that a proxy has verified: no answer for everybody. */
static bool is_personal(struct server *server, struct MHD_Connection *connection)
{
	return header(connection, MHD_HTTP_HEADER_COOKIE) ||
	       (server->portal.trust_proxy && header(connection, "X-Client-Name"));
}

static enum MHD_Result make_answer(struct server *server, struct MHD_Connection *connection,
				   const struct exchange *exchange, const char *method,
				   int64_t size, int32_t day, int64_t started_us)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_error too_large = SV_ERROR_INIT;
	struct sv_incoming incoming = {
	    .method = method,
	    .target = exchange->target,
	    .cookie = header(connection, MHD_HTTP_HEADER_COOKIE),
	    .content_type = header(connection, MHD_HTTP_HEADER_CONTENT_TYPE),
	    .origin = header(connection, "Origin"),
	    .host = header(connection, MHD_HTTP_HEADER_HOST),
	    .certificate = server->portal.trust_proxy ? header(connection, "X-Client-Name") : NULL,
	    .body = sv_buf_view(&exchange->body),
	};
	struct sv_answer answer;
	struct sv_packed packed;
	enum MHD_Result result;

	if (exchange->too_large) {
		sv_fail(&too_large, SV_ELIMIT, "a form has at most %d bytes", SV_BODY_BYTES_MAX);
		answer = (struct sv_answer){.status = SV_HTTP_TOO_LARGE};
		sv_problem(&arena, SV_HTTP_TOO_LARGE, &too_large, true, &answer);
	} else {
		sv_portal_answer(&server->portal, &arena, &incoming, &answer);
	}
	sv_packed_make(&answer, &packed);
	result = send_packed(server, connection, &packed, known_method(method), started_us, false);
	if (answer.may_keep && size >= 0 && strcmp(method, "GET") == 0)
		sv_cache_keep(&server->cache, exchange->target, size, day, &packed);
	else
		sv_packed_free(&packed);
	return result;
}

static enum MHD_Result answer(struct server *server, struct MHD_Connection *connection,
			      const struct exchange *exchange, const char *method)
{
	int64_t started_us = sv_monotonic_us(), size = -1;
	bool personal = is_personal(server, connection);
	struct sv_error err = SV_ERROR_INIT;
	int32_t day = sv_clock_today();
	const struct sv_packed *packed = NULL;
	enum MHD_Result result;

	/* Without a size nothing is kept; the route says what is wrong with the store. */
	if (!personal && sv_portal_size(&server->portal, &size, &err) < 0)
		size = -1;
	if (size >= 0 && (strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0))
		packed = sv_cache_find(&server->cache, exchange->target, size, day);
	if (!packed)
		return make_answer(server, connection, exchange, method, size, day, started_us);
	result = send_packed(server, connection, packed, known_method(method), started_us, true);
	sv_cache_done(&server->cache);
	return result;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
			      const char *method, const char *version, const char *upload,
			      size_t *upload_size, void **request)
{
	struct exchange *exchange = *request;

	(void)url;
	(void)version;
	/* The body, if there is one, comes with the next calls; who answers this one closes. */
	if (!exchange->started) {
		exchange->started = true;
		return MHD_YES;
	}
	if (*upload_size) {
		if (exchange->body.len + *upload_size > SV_BODY_BYTES_MAX)
			exchange->too_large = true;
		else
			sv_buf_add(&exchange->body, upload, *upload_size);
		*upload_size = 0;
		return MHD_YES;
	}
	return answer(context, connection, exchange, method);
}

static struct MHD_Daemon *start(struct server *server, int fd, int threads)
{
	return MHD_start_daemon(
	    MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_TURBO, 0, NULL, NULL, handle,
	    server, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)threads,
	    MHD_OPTION_URI_LOG_CALLBACK, open_exchange, server, MHD_OPTION_NOTIFY_COMPLETED,
	    close_exchange, server, MHD_OPTION_NOTIFY_CONNECTION, count_connection, server,
	    MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
	    MHD_OPTION_PER_IP_CONNECTION_LIMIT,
	    (unsigned)(server->portal.trust_proxy ? CONNECTIONS_MAX : CONNECTIONS_OF_ONE_MAX),
	    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS_MAX,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES_MAX,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

/* No new connections; answers on their way have a few seconds. */
static void stop(struct server *server, struct MHD_Daemon *daemon)
{
	int fd = (int)MHD_quiesce_daemon(daemon);

	for (int ms = 0; ms < DRAIN_MS_MAX && server->in_flight > 0; ms += 20)
		usleep(20000);
	MHD_stop_daemon(daemon);
	if (fd >= 0)
		close(fd);
}

/* Only while there is no account. */
static const char *first_link(const struct server *server, struct sv_arena *arena,
			      const char *address)
{
	bool is_url = strncmp(address, "http", 4) == 0;

	if (!server->portal.first_token[0])
		return NULL;
	return sv_arena_printf(arena, "%sfirst?token=%s", is_url ? address : "/",
			       server->portal.first_token);
}

static int serve(struct server *server, const struct sv_serve_options *options,
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
	daemon = start(server, fd, threads);
	if (!daemon) {
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
	struct server *server = sv_arena_alloc(&arena, sizeof(*server));
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
