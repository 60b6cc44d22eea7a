/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * test_fault.c - init and import with the n-th allocation or statement failing,
 * for n from 0 until nothing fails.
 *
 * Each run is a process of its own (this program with arguments): an allocation
 * that fails ends it.  Afterwards the store holds everything or nothing.
 */
#include "support.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include "app/documents.h"
#include "app/import.h"
#include "domain/derive_store.h"

#define OK(call) assert_int_equal((call), 0)

/* Exit statuses of the child. */
#define DONE 0
#define FAILED 4

static const struct sv_actor operator_ = SV_ACTOR_LOCAL;

/* The use cases under test: a record from a pack, then an import of two tables. */
static int child(const char *dir, const char *where)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	_cleanup_(sv_app_close) struct sv_app app = {0};
	const char *paths[] = {
	    sv_arena_printf(&arena, "%s/more-figures.csv", dir),
	    sv_arena_printf(&arena, "%s/more-rules.pledge", dir),
	};
	struct sv_import import;

	if (sv_app_init(where, dir, &operator_, NULL, &arena, &import, NULL) < 0 || import.refused)
		return FAILED;
	if (sv_app_open(where, SV_DB_WRITE, &app, NULL) < 0)
		return FAILED;
	if (sv_app_import(&app, &operator_, paths, 2, false, &arena, &import, NULL) < 0 ||
	    import.refused)
		return FAILED;
	return DONE;
}

static int run_child(struct place *place, const char *variable, long n)
{
	char program[] = "/proc/self/exe", number[24], *args[] = {program, place->dir, NULL, NULL};
	posix_spawn_file_actions_t quiet;
	pid_t pid;
	int status;

	args[2] = strdup(place_store(place, "r.db"));
	assert_non_null(args[2]);
	snprintf(number, sizeof(number), "%ld", n);
	if (variable)
		setenv(variable, number, 1);
	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	OK(posix_spawn(&pid, program, &quiet, NULL, args, environ));
	posix_spawn_file_actions_destroy(&quiet);
	free(args[2]);
	if (variable)
		unsetenv(variable);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* What the derived tables hold when a run came so far. */
struct expected {
	const char *after_init, *after_import;
};

static const char *dump(struct place *place, int64_t *ret_size)
{
	_cleanup_(sv_app_close) struct sv_app app = {0};
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_findings findings = SV_FINDINGS_INIT(&place->arena);
	struct sv_record_head head;
	struct sv_derived derived;

	OK(sv_app_open(place_store(place, "r.db"), SV_DB_READ, &app, NULL));
	OK(sv_app_verify(&app, &findings, &head, NULL));
	assert_int_equal(findings.count, 0);
	OK(sv_derive_dump(app.db, &out, &derived, NULL));
	*ret_size = head.size;
	return sv_arena_cstr(&place->arena, out.ptr);
}

static void remove_store(struct place *place)
{
	static const char *const names[] = {"r.db", "r.db-journal", "r.db-wal", "r.db-shm"};

	_cleanup_(sv_db_close) struct sv_db *db = NULL;

	if (on_postgres()) {
		if (sv_db_open(place_store(place, "r.db"), SV_DB_WRITE, &db, NULL) == 0)
			OK(sv_db_exec(
			    db,
			    sv_arena_printf(&place->arena, "DROP SCHEMA %s CASCADE",
					    strstr(place_store(place, "r.db"), "schema=") +
						strlen("schema=")),
			    NULL));
		return;
	}
	for (size_t i = 0; i < SV_ARRAY_LEN(names); i++)
		unlink(place_path(place, names[i]));
}

static struct expected expect(struct place *place)
{
	struct expected expected;
	struct sv_import import;
	int64_t size;

	place_pack(place);
	place_write(place, "more-figures.csv",
		    FIGURES_HEADER "FRA,2018,investment,11,EUR_M,act,final\n"
				   "FRA,2020,investment,12,EUR_M,act,final\n");
	place_write(place, "more-rules.pledge",
		    "set \"2020\" for third_state in force from 2020-11-05\n");
	OK(sv_app_init(place_store(place, "r.db"), place->dir, &operator_, NULL, &place->arena,
		       &import, NULL));
	expected.after_init = dump(place, &size);
	assert_int_equal(size, SV_ARRAY_LEN(small_pack));
	remove_store(place);
	assert_int_equal(run_child(place, NULL, 0), DONE);
	expected.after_import = dump(place, &size);
	assert_int_equal(size, SV_ARRAY_LEN(small_pack) + 2);
	remove_store(place);
	return expected;
}

static bool is_there(struct place *place)
{
	_cleanup_(sv_db_close) struct sv_db *db = NULL;
	struct sv_error err = SV_ERROR_INIT;
	struct stat info;

	if (!on_postgres())
		return stat(place_path(place, "r.db"), &info) == 0 && info.st_size > 0;
	if (sv_db_open(place_store(place, "r.db"), SV_DB_READ, &db, &err) == 0)
		return true;
	assert_int_equal(err.code, SV_ENOTFOUND); /* not "another program's": not a table is left */
	return false;
}

/* A store that is not there, or empty, or whole before or after the import. */
static void check_all_or_nothing(struct place *place, const struct expected *expected)
{
	const char *held;
	int64_t size;

	if (!is_there(place))
		return;
	held = dump(place, &size);
	if (size == SV_ARRAY_LEN(small_pack)) {
		assert_string_equal(held, expected->after_init);
		return;
	}
	assert_int_equal(size, SV_ARRAY_LEN(small_pack) + 2);
	assert_string_equal(held, expected->after_import);
}

/* Let the n-th fail, from the first on, until a run needs no more of them. */
static void fail_each(struct place *place, const char *variable, long step)
{
	const struct expected expected = expect(place);
	long n = 0;

	while (run_child(place, variable, n) != DONE) {
		check_all_or_nothing(place, &expected);
		remove_store(place);
		n += step;
		assert_true(n < 1000000);
	}
	assert_true(n > 10 * step);
	check_all_or_nothing(place, &expected);
	print_message("# %s: %ld faults\n", variable, n / step);
}

static void any_statement_may_fail(void **state)
{
	fail_each(*state, "SERVANDA_FAIL_STATEMENT", 1);
}

static void any_allocation_may_fail(void **state)
{
	/* A server takes its time for each, and memory fails above the port more than below. */
	fail_each(*state, "SERVANDA_FAIL_ALLOC", on_postgres() ? 29 : 1);
}

static void an_init_that_ran_out_of_memory_can_be_repeated(void **state)
{
	struct place *place = *state;
	const struct expected expected = expect(place);
	int64_t size;

	assert_int_equal(run_child(place, "SERVANDA_FAIL_ALLOC", 40), FAILED);
	assert_int_equal(run_child(place, NULL, 0), DONE);
	assert_string_equal(dump(place, &size), expected.after_import);
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, place_begin, place_end)
	const struct CMUnitTest tests[] = {
	    TEST(any_statement_may_fail),
	    TEST(any_allocation_may_fail),
	    TEST(an_init_that_ran_out_of_memory_can_be_repeated),
	};

	if (argc > 2)
		return child(argv[1], argv[2]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
