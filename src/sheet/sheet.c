/* SPDX-License-Identifier: EUPL-1.2 */
/* The parent's side: a child is started, listened to, and not believed. */
#include "sheet/sheet.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "sheet/wire.h"

#define PIPE_BYTES (1 << 16)
#define CHILD_FD 3 /* of the reader's end of its pipe */

bool sv_sheet_looks_like_workbook(struct sv_str bytes)
{
	return (bytes.len >= 4 && memcmp(bytes.ptr, "PK\3\4", 4) == 0) ||
	       (bytes.len >= 8 && memcmp(bytes.ptr, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0);
}

struct listener {
	const struct sv_sheet_visitor *visitor; /* of cells, or NULL */
	struct sv_buf *file;                    /* that is written, or NULL */
	struct sv_error *err;
	int failed;         /* 0, or what ended the listening */
	struct sv_buf text; /* what came and was not taken yet */
	size_t taken;
	int sheet_count;
	int64_t cell_count;
	bool done;
};

static int fail_child(struct sv_error *err)
{
	return sv_fail(err, SV_EINVALID,
		       "cannot read the workbook: its reader sent what no reader sends");
}

static bool is_position(int row, int column)
{
	return row >= 1 && row <= SV_SHEET_ROWS_MAX && column >= 1 &&
	       column <= SV_SHEET_COLUMNS_MAX;
}

static int take_cell(struct listener *listener, const struct sv_wire_head *head, struct sv_str text)
{
	const struct sv_sheet_cell cell = {.sheet = head->sheet,
					   .row = head->row,
					   .column = head->column,
					   .type = (enum sv_sheet_type)head->type,
					   .percent = head->flags & SV_WIRE_PERCENT,
					   .formula = head->flags & SV_WIRE_FORMULA,
					   .cut = head->flags & SV_WIRE_CUT,
					   .text = text};

	if (head->type >= SV_SHEET_TYPE_COUNT || head->sheet < 0 ||
	    head->sheet >= listener->sheet_count || !is_position(head->row, head->column) ||
	    ++listener->cell_count > SV_SHEET_CELLS_MAX)
		return fail_child(listener->err);
	return listener->visitor->cell(listener->visitor->context, &cell, listener->err);
}

static int take_merge(struct listener *listener, const struct sv_wire_head *head)
{
	const struct sv_sheet_merge merge = {head->sheet, head->row, head->column, head->row_last,
					     head->column_last};

	if (head->sheet < 0 || head->sheet >= listener->sheet_count ||
	    !is_position(head->row, head->column) ||
	    !is_position(head->row_last, head->column_last) ||
	    ++listener->cell_count > SV_SHEET_CELLS_MAX)
		return fail_child(listener->err);
	return listener->visitor->merge(listener->visitor->context, &merge, listener->err);
}

static int take_bytes(struct listener *listener, struct sv_str bytes)
{
	if (!listener->file)
		return fail_child(listener->err);
	if (listener->file->len + bytes.len > SV_SHEET_BYTES_MAX)
		return sv_fail(listener->err, SV_ELIMIT,
			       "cannot write the workbook: it would have more than %ld MiB",
			       SV_SHEET_BYTES_MAX >> 20);
	sv_buf_str(listener->file, bytes);
	return 0;
}

static int take(struct listener *listener, const struct sv_wire_head *head, struct sv_str text)
{
	size_t offset;

	if (listener->done)
		return fail_child(listener->err);
	if (head->kind == SV_WIRE_BYTES)
		return take_bytes(listener, text);
	if (!sv_str_is_utf8(text, &offset) ||
	    (!listener->visitor && head->kind != SV_WIRE_FAILED && head->kind != SV_WIRE_DONE))
		return fail_child(listener->err);
	switch (head->kind) {
	case SV_WIRE_SHEET:
		if (head->sheet != listener->sheet_count ||
		    listener->sheet_count++ >= SV_SHEET_SHEETS_MAX)
			return fail_child(listener->err);
		return listener->visitor->sheet(listener->visitor->context, head->sheet, text,
						listener->err);
	case SV_WIRE_CELL: return take_cell(listener, head, text);
	case SV_WIRE_MERGE: return take_merge(listener, head);
	case SV_WIRE_FAILED:
		return sv_fail(listener->err, head->row == SV_ELIMIT ? SV_ELIMIT : SV_EINVALID,
			       "cannot read the workbook: %.*s", SV_STR_ARG(text));
	case SV_WIRE_DONE: listener->done = true; return 0;
	default: return fail_child(listener->err);
	}
}

/* Every whole message that has come. */
static int take_all(struct listener *listener)
{
	struct sv_wire_head head;
	int r = 0;

	while (r == 0 && listener->text.len - listener->taken >= sizeof(head)) {
		const char *at = listener->text.ptr + listener->taken;

		memcpy(&head, at, sizeof(head));
		if (head.len > SV_SHEET_TEXT_MAX)
			return fail_child(listener->err);
		if (listener->text.len - listener->taken < sizeof(head) + head.len)
			break;
		r = take(listener, &head, (struct sv_str){at + sizeof(head), head.len});
		listener->taken += sizeof(head) + head.len;
	}
	memmove(listener->text.ptr, listener->text.ptr + listener->taken,
		listener->text.len - listener->taken);
	listener->text.len -= listener->taken;
	listener->taken = 0;
	return r;
}

static int listen_to(struct listener *listener, int fd)
{
	static const size_t step = PIPE_BYTES;
	char bytes[PIPE_BYTES];

	for (;;) {
		ssize_t count = read(fd, bytes, step);
		int r;

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return sv_fail(listener->err, SV_EIO, "cannot read the workbook: %s",
				       sv_os_error(errno));
		if (count == 0)
			return 0;
		sv_buf_add(&listener->text, bytes, (size_t)count);
		r = take_all(listener);
		if (r < 0)
			return r;
	}
}

/* How the child ended, when it did not say itself. */
static int judge_end(const struct listener *listener, int status, struct sv_error *err)
{
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGALRM))
		return sv_fail(err, SV_ELIMIT,
			       "cannot read the workbook: it takes more than %d seconds",
			       SV_SHEET_SECONDS_MAX);
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
		return sv_fail(err, SV_EINVALID,
			       "cannot read the workbook: its reader tried what reading does not "
			       "need, and was stopped");
	if (!listener->done)
		return sv_fail(
		    err, SV_ELIMIT,
		    "cannot read the workbook: its reader ended before the workbook did; "
		    "it may need more than %ld MiB",
		    SV_SHEET_MEMORY_MAX >> 20);
	return 0;
}

static bool write_to_pipe(void *context, struct sv_str bytes)
{
	const int fd = *(const int *)context;

	while (bytes.len) {
		ssize_t count = write(fd, bytes.ptr, bytes.len);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			_exit(1); /* the parent has gone */
		bytes.ptr += count;
		bytes.len -= (size_t)count;
	}
	return true;
}

/* The child: keeps the one end of the pipe, and nothing that its parent holds open, be it the
 * store, the socket of somebody else or the pipe of another reader that waits for its end. */
SV_NORETURN static void become_reader(const struct sv_sheet_job *job, int fd)
{
	static int out = CHILD_FD;
	const struct sv_wire_sink sink = {&out, write_to_pipe};

	if (dup2(fd, CHILD_FD) != CHILD_FD || close_range(CHILD_FD + 1, ~0U, 0) < 0)
		_exit(1);
	/* The archive holds local times; asking for the zone later would open a file. */
	setenv("TZ", "UTC0", 1);
	tzset();
	sv_sheet_work(job, &sink);
	_exit(0);
}

static int check_kind(struct sv_str bytes, struct sv_error *err)
{
	if (sv_sheet_looks_like_workbook(bytes) && *bytes.ptr == 'P')
		return 0;
	return sv_fail(err, SV_EINVALID,
		       "cannot read the workbook: it is encrypted, or of another format; save "
		       "it as .xlsx without a password");
}

static int run_confined(const struct sv_sheet_job *job, struct listener *listener)
{
	struct sv_error *err = listener->err;
	int ends[2], status = 0, r = check_kind(job->bytes, err);
	pid_t child;

	if (r < 0)
		return r;
	if (pipe(ends) < 0)
		return sv_fail(err, SV_EIO, "cannot read the workbook: %s", sv_os_error(errno));
	child = fork();
	if (child == 0)
		become_reader(job, ends[1]);
	close(ends[1]);
	r = child < 0 ? sv_fail(err, SV_EIO, "cannot read the workbook: %s", sv_os_error(errno))
		      : listen_to(listener, ends[0]);
	close(ends[0]);
	if (child > 0) {
		if (r < 0)
			kill(child, SIGKILL);
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			continue;
	}
	sv_buf_free(&listener->text);
	return r < 0 ? r : judge_end(listener, status, err);
}

static bool take_here(void *context, struct sv_str bytes)
{
	struct listener *listener = context;

	sv_buf_str(&listener->text, bytes);
	listener->failed = take_all(listener);
	return listener->failed == 0;
}

static int run_here(const struct sv_sheet_job *job, struct listener *listener)
{
	const struct sv_wire_sink sink = {listener, take_here};
	int r = check_kind(job->bytes, listener->err);

	if (r < 0)
		return r;
	sv_sheet_work(job, &sink);
	sv_buf_free(&listener->text);
	return listener->failed < 0 ? listener->failed : judge_end(listener, 0, listener->err);
}

int sv_sheet_read(struct sv_str bytes, const struct sv_sheet_visitor *visitor, struct sv_error *err)
{
	const struct sv_sheet_job job = {bytes, sv_sheet_read_all, NULL, true};
	struct listener listener = {.visitor = visitor, .err = err};

	return run_confined(&job, &listener);
}

int sv_sheet_read_here(struct sv_str bytes, const struct sv_sheet_visitor *visitor,
		       struct sv_error *err)
{
	const struct sv_sheet_job job = {bytes, sv_sheet_read_all, NULL, false};
	struct listener listener = {.visitor = visitor, .err = err};

	return run_here(&job, &listener);
}

static int mark(int (*run)(const struct sv_sheet_job *job, struct listener *listener),
		struct sv_arena *arena, struct sv_str bytes, const struct sv_sheet_marking *marking,
		bool is_confined, struct sv_str *ret, struct sv_error *err)
{
	const struct sv_sheet_job job = {bytes, sv_sheet_mark_all, (void *)(uintptr_t)marking,
					 is_confined};
	_cleanup_(sv_buf_free) struct sv_buf file = SV_BUF_INIT;
	struct listener listener = {.file = &file, .err = err};
	int r = run(&job, &listener);

	if (r == 0)
		*ret = sv_arena_str(arena, sv_buf_view(&file));
	return r;
}

int sv_sheet_mark(struct sv_arena *arena, struct sv_str bytes,
		  const struct sv_sheet_marking *marking, struct sv_str *ret, struct sv_error *err)
{
	return mark(run_confined, arena, bytes, marking, true, ret, err);
}

int sv_sheet_mark_here(struct sv_arena *arena, struct sv_str bytes,
		       const struct sv_sheet_marking *marking, struct sv_str *ret,
		       struct sv_error *err)
{
	return mark(run_here, arena, bytes, marking, false, ret, err);
}
