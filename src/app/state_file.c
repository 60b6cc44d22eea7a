/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/state_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

void sv_state_unlock(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

int sv_state_lock(struct sv_arena *arena, const char *path, int *ret_fd, struct sv_error *err)
{
	const char *lock = sv_arena_printf(arena, "%s.lock", path);
	int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0 || flock(fd, LOCK_EX) < 0) {
		int code = errno;

		sv_state_unlock(&fd);
		return sv_fail(err, SV_EIO, "cannot lock '%s': %s", lock, sv_os_error(code));
	}
	*ret_fd = fd;
	return 0;
}
