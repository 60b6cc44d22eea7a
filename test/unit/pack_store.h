/* SPDX-License-Identifier: EUPL-1.2 */
/* The pack that comes with the program in a store of the test's own: real figures. */
#ifndef TEST_PACK_STORE_H
#define TEST_PACK_STORE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/app.h"
#include "app/import.h"

struct pack_store {
	struct sv_arena arena;
	char folder[64];
	const char *path;
	struct sv_app app;
};

static inline int pack_store_open(void **state)
{
	struct pack_store *store = calloc(1, sizeof(*store));
	struct sv_error err = SV_ERROR_INIT;
	struct sv_import import;
	const char *pack;

	strcpy(store->folder, "/tmp/servanda-test-XXXXXX");
	assert_non_null(mkdtemp(store->folder));
	store->path = sv_arena_printf(&store->arena, "%s/store.db", store->folder);
	pack = sv_arena_printf(&store->arena, "%s/packs/pesco", getenv("SERVANDA_SOURCE"));
	if (sv_app_init(store->path, pack, &SV_ACTOR_LOCAL, NULL, &store->arena, &import, &err) < 0)
		fail_msg("%s", err.message);
	assert_false(import.refused);
	if (sv_app_open(store->path, SV_DB_READ, &store->app, &err) < 0)
		fail_msg("%s", err.message);
	*state = store;
	return 0;
}

static inline int pack_store_close(void **state)
{
	static const char *const parts[] = {"", "-wal", "-shm", "-journal"};
	struct pack_store *store = *state;

	sv_app_close(&store->app);
	for (size_t i = 0; i < SV_ARRAY_LEN(parts); i++)
		unlink(sv_arena_printf(&store->arena, "%s%s", store->path, parts[i]));
	rmdir(store->folder);
	sv_arena_free(&store->arena);
	free(store);
	return 0;
}

#endif
