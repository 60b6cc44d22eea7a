/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * test_power.c - the process is killed, the power goes, the disk is full or
 * fails, at every write and sync in turn.
 *
 * Each run is a process of its own (this program with arguments) that says of
 * each document when it was acknowledged.  Afterwards the record verifies,
 * every acknowledged document is there, and every other one is whole or absent
 * with what is derived from it.
 */
#include "support.h"

#include <spawn.h>
#include <sys/wait.h>

#include "app/documents.h"
#include "app/import.h"
#include "faulty_disk.h"

#define OK(call) assert_int_equal((call), 0)

#define IMPORTS 6 /* after the first, that creates the record */
#define MET 9     /* exit status: the fault came */

static const struct sv_actor operator_ = SV_ACTOR_LOCAL;

static void acknowledge(void)
{
	if (write(STDOUT_FILENO, "a", 1) != 1)
		_exit(1);
}

static void use(const char *dir, const char *where)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	_cleanup_(sv_app_close) struct sv_app app = {0};
	struct sv_import import;

	if (sv_app_init(where, dir, &operator_, NULL, &arena, &import, NULL) < 0)
		return;
	acknowledge();
	if (sv_app_open(where, SV_DB_WRITE, &app, NULL) < 0)
		return;
	for (int i = 0; i < IMPORTS; i++) {
		const char *path = sv_arena_printf(&arena, "%s/more-%d.csv", dir, i);

		if (sv_app_import(&app, &operator_, &path, 1, false, &arena, &import, NULL) == 0 &&
		    !import.refused)
			acknowledge();
	}
}

static int child(char **argv)
{
	faulty_disk_install((enum disk_fault)atoi(argv[3]), atol(argv[4]), (unsigned)atoi(argv[4]));
	use(argv[1], argv[2]);
	faulty_disk_power_off();
	return faulty_disk_was_met() ? MET : 0;
}

/* How many times it acknowledged; *ret_met says whether the fault came. */
static int run(struct place *place, enum disk_fault fault, long n, bool *ret_met)
{
	char program[] = "/proc/self/exe", kind[12], number[24], answers[IMPORTS + 2];
	char store[96], *args[] = {program, place->dir, store, kind, number, NULL};
	posix_spawn_file_actions_t actions;
	int pipes[2], status, count = 0;
	ssize_t len;
	pid_t pid;

	snprintf(store, sizeof(store), "%s/r.db", place->dir);
	snprintf(kind, sizeof(kind), "%d", (int)fault);
	snprintf(number, sizeof(number), "%ld", n);
	OK(pipe(pipes));
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, pipes[1], STDOUT_FILENO);
	posix_spawn_file_actions_addclose(&actions, pipes[0]);
	OK(posix_spawn(&pid, program, &actions, NULL, args, environ));
	posix_spawn_file_actions_destroy(&actions);
	close(pipes[1]);
	while ((len = read(pipes[0], answers, sizeof(answers))) > 0)
		count += (int)len;
	close(pipes[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == MET));
	*ret_met = WEXITSTATUS(status) == MET;
	return count;
}

/* The imports that are in the record, each with its figure as it is derived. */
static int check_record(struct place *place, struct sv_app *app)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
	struct sv_findings findings = SV_FINDINGS_INIT(&arena);
	const struct sv_document *documents;
	struct sv_moment moment = {0};
	struct sv_record_head head;
	struct sv_rebuild rebuild;
	size_t count;
	int found = 0;

	(void)place;
	OK(sv_app_verify(app, &findings, &head, NULL));
	assert_int_equal(findings.count, 0);
	moment.known_size = head.size;
	OK(sv_app_documents(app, &arena, &moment, &documents, &count, NULL));
	assert_true(count >= SV_ARRAY_LEN(small_pack));
	for (size_t i = SV_ARRAY_LEN(small_pack); i < count; i++)
		found += strncmp(documents[i].name, "more-", 5) == 0;
	assert_int_equal(count, SV_ARRAY_LEN(small_pack) + (size_t)found);
	OK(sv_app_rebuild(app, &operator_, &rebuild, NULL));
	assert_false(rebuild.differed);
	return found;
}

static void check(struct place *place, int acknowledged)
{
	_cleanup_(sv_app_close) struct sv_app app = {0};
	struct sv_error err = SV_ERROR_INIT;

	if (sv_app_open(place_path(place, "r.db"), SV_DB_WRITE, &app, &err) < 0) {
		/* Not there, or an empty file: no store yet, and nobody was told of one. */
		assert_int_equal(acknowledged, 0);
		assert_true(err.code == SV_ENOTFOUND || err.code == SV_ESTORE);
		return;
	}
	assert_true(1 + check_record(place, &app) >= acknowledged);
}

static void clear(struct place *place)
{
	static const char *const names[] = {"r.db", "r.db-journal", "r.db-wal", "r.db-shm"};

	for (size_t i = 0; i < SV_ARRAY_LEN(names); i++)
		unlink(place_path(place, names[i]));
}

static void at_every_turn(struct place *place, enum disk_fault fault, const char *name)
{
	bool met = true;
	long n = 0;

	place_pack(place);
	for (int i = 0; i < IMPORTS; i++)
		place_write(place, sv_arena_printf(&place->arena, "more-%d.csv", i),
			    sv_arena_printf(&place->arena,
					    FIGURES_HEADER "FRA,20%02d,investment,1%d,EUR_M,act,"
							   "final\n",
					    20 + i, i));
	for (; met; n++) {
		int acknowledged = run(place, fault, n, &met);

		assert_true(met || acknowledged == 1 + IMPORTS);
		check(place, acknowledged);
		clear(place);
	}
	assert_true(n > 10);
	print_message("# %s: %ld times\n", name, n - 1);
}

static void the_process_may_be_killed(void **state)
{
	at_every_turn(*state, DISK_KILLED, "killed");
}

static void the_power_may_go(void **state)
{
	at_every_turn(*state, DISK_POWER_LOST, "power lost");
}

static void the_power_may_go_within_a_write(void **state)
{
	at_every_turn(*state, DISK_TORN, "power lost within a write");
}

static void the_disk_may_be_full(void **state)
{
	at_every_turn(*state, DISK_FULL, "disk full");
}

static void a_write_may_fail(void **state)
{
	at_every_turn(*state, DISK_WRITE_FAILS, "write failed");
}

static void a_sync_may_fail(void **state)
{
	at_every_turn(*state, DISK_SYNC_FAILS, "sync failed");
}

int main(int argc, char **argv)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, place_begin, place_end)
	const struct CMUnitTest tests[] = {
	    TEST(the_process_may_be_killed),
	    TEST(the_power_may_go),
	    TEST(the_power_may_go_within_a_write),
	    TEST(the_disk_may_be_full),
	    TEST(a_write_may_fail),
	    TEST(a_sync_may_fail),
	};

	if (argc == 5)
		return child(argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
