/* SPDX-License-Identifier: EUPL-1.2 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

struct folder {
	char path[64];
	char file[96], other[96];
};

static int make_folder(void **state)
{
	struct folder *folder = calloc(1, sizeof(*folder));

	snprintf(folder->path, sizeof(folder->path), "/tmp/servanda-file-XXXXXX");
	assert_non_null(mkdtemp(folder->path));
	snprintf(folder->file, sizeof(folder->file), "%s/file", folder->path);
	snprintf(folder->other, sizeof(folder->other), "%s/other", folder->path);
	*state = folder;
	return 0;
}

static int remove_folder(void **state)
{
	struct folder *folder = *state;

	unlink(folder->file);
	unlink(folder->other);
	rmdir(folder->path);
	free(folder);
	return 0;
}

static void write_text(const char *path, const char *text)
{
	struct sv_error err = SV_ERROR_INIT;

	assert_int_equal(sv_file_write(path, sv_str_from(text), &err), 0);
}

static void expect_text(const char *path, const char *text)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_error err = SV_ERROR_INIT;
	struct sv_str read;

	assert_int_equal(sv_file_read(&arena, path, 1000, &read, &err), 0);
	assert_true(sv_str_is(read, text));
}

static void keeps_the_mode_of_what_it_replaces(void **state)
{
	struct folder *folder = *state;
	struct stat info;

	write_text(folder->file, "old");
	assert_int_equal(chmod(folder->file, 0600), 0);
	write_text(folder->file, "new");
	assert_int_equal(stat(folder->file, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0600);
	expect_text(folder->file, "new");
}

static void follows_a_link(void **state)
{
	struct folder *folder = *state;
	struct stat info;

	write_text(folder->file, "old");
	assert_int_equal(symlink(folder->file, folder->other), 0);
	write_text(folder->other, "new");
	assert_int_equal(lstat(folder->other, &info), 0);
	assert_true(S_ISLNK(info.st_mode));
	expect_text(folder->file, "new");
}

static void writes_into_a_pipe_and_leaves_it_one(void **state)
{
	struct folder *folder = *state;
	struct stat info;
	char got[8] = "";
	int fd;

	assert_int_equal(mkfifo(folder->file, 0600), 0);
	fd = open(folder->file, O_RDONLY | O_NONBLOCK);
	assert_true(fd >= 0);
	write_text(folder->file, "pipe");
	assert_int_equal(read(fd, got, sizeof(got)), 4);
	assert_string_equal(got, "pipe");
	close(fd);
	assert_int_equal(lstat(folder->file, &info), 0);
	assert_true(S_ISFIFO(info.st_mode));
}

static void refuses_a_folder(void **state)
{
	struct folder *folder = *state;
	struct sv_error err = SV_ERROR_INIT;

	assert_int_equal(sv_file_write(folder->path, SV_STR("x"), &err), SV_EIO);
	assert_non_null(strstr(err.message, "is a directory"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(keeps_the_mode_of_what_it_replaces, make_folder,
					    remove_folder),
	    cmocka_unit_test_setup_teardown(follows_a_link, make_folder, remove_folder),
	    cmocka_unit_test_setup_teardown(writes_into_a_pipe_and_leaves_it_one, make_folder,
					    remove_folder),
	    cmocka_unit_test_setup_teardown(refuses_a_folder, make_folder, remove_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
