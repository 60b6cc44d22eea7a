/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

int sv_file_read(struct sv_arena *arena, const char *path, long bytes_max, struct sv_str *ret_text,
		 struct sv_error *err)
{
	_cleanup_(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat info;
	size_t len = 0, cap;
	char *text;

	if (fd < 0 || fstat(fd, &info) < 0)
		return sv_fail(err, errno == ENOENT ? SV_ENOTFOUND : SV_EIO, "cannot open '%s': %s",
			       path, sv_os_error(errno));
	if (S_ISDIR(info.st_mode))
		return sv_fail(err, SV_EINVALID, "cannot read '%s': it is a folder", path);
	if (info.st_size > bytes_max)
		return sv_fail(err, SV_ELIMIT, "cannot read '%s': larger than %ld bytes", path,
			       bytes_max);
	/* A pipe says 0 bytes: read up to the limit, growing. */
	cap = info.st_size > 0 ? (size_t)info.st_size + 1 : 65536;
	text = sv_arena_alloc(arena, cap);
	for (;;) {
		ssize_t n;

		if (len + 1 >= cap) {
			char *bigger = sv_arena_alloc(arena, cap * 2);

			memcpy(bigger, text, len);
			text = bigger;
			cap *= 2;
		}
		n = read(fd, text + len, cap - len - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return sv_fail(err, SV_EIO, "cannot read '%s': %s", path,
				       sv_os_error(errno));
		if (n == 0)
			break;
		len += (size_t)n;
		if ((long)len > bytes_max)
			return sv_fail(err, SV_ELIMIT, "cannot read '%s': larger than %ld bytes",
				       path, bytes_max);
	}
	*ret_text = (struct sv_str){text, len};
	return 0;
}

static int write_all(int fd, struct sv_str text)
{
	while (text.len) {
		ssize_t n = write(fd, text.ptr, text.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		text.ptr += n;
		text.len -= (size_t)n;
	}
	return 0;
}

static int fail_write(const char *path, int cause, struct sv_error *err)
{
	return sv_fail(err, SV_EIO, "cannot write '%s': %s", path, sv_os_error(cause));
}

/* A device or a pipe takes the bytes; it is never replaced by a file. */
static int write_into(const char *path, struct sv_str text, struct sv_error *err)
{
	_cleanup_(close_fd) int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write_all(fd, text) < 0)
		return fail_write(path, errno, err);
	return 0;
}

/* Beside the file and renamed over it, with the mode of the file that it replaces. */
static int replace_file(const char *path, mode_t mode, bool exists, struct sv_str text,
			struct sv_error *err)
{
	_cleanup_(close_fd) int fd = -1;
	char beside[PATH_MAX];

	if (snprintf(beside, sizeof(beside), "%s.new%ld", path, (long)getpid()) >=
	    (int)sizeof(beside))
		return sv_fail(err, SV_ELIMIT, "cannot write '%s': the path is too long", path);
	fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return fail_write(path, errno, err);
	if ((exists && fchmod(fd, mode & 07777) < 0) || write_all(fd, text) < 0 || fsync(fd) < 0 ||
	    rename(beside, path) < 0) {
		int cause = errno;

		unlink(beside);
		return fail_write(path, cause, err);
	}
	return 0;
}

int sv_file_write(const char *path, struct sv_str text, struct sv_error *err)
{
	char target[PATH_MAX];
	struct stat info;
	bool exists;

	if (strcmp(path, "-") == 0) {
		if (write_all(STDOUT_FILENO, text) < 0)
			return sv_fail(err, SV_EIO, "cannot write standard output: %s",
				       sv_os_error(errno));
		return 0;
	}
	exists = stat(path, &info) == 0;
	if (exists && S_ISDIR(info.st_mode))
		return fail_write(path, EISDIR, err);
	if (exists && !S_ISREG(info.st_mode))
		return write_into(path, text, err);
	/* A link stays a link: what it points at is written. */
	if (exists && realpath(path, target))
		path = target;
	return replace_file(path, exists ? info.st_mode : 0, exists, text, err);
}
