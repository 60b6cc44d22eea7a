/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * stage.h - a portal without a socket, an account for each role, and ways to ask it.
 */
#ifndef SV_TEST_STAGE_H
#define SV_TEST_STAGE_H

#include "../unit/support.h"

#include <sodium.h>
#include <sys/stat.h>

#include "app/accounts.h"
#include "app/import.h"
#include "http/portal.h"
#include "http/session.h"

#define STAGE_BOUNDARY "--stage" /* of a form with a file */
#define OK(call) assert_int_equal((call), 0)
/* A case in the format of a table of shuttles. */
#define SHUTTLE                                                                               \
	"id,vehicles,capacity,demand,load,out,unload,back,dest_stands,trips,optimal_closure," \
	"simple_bound\nS1,1,10,100,1,2,1,2,9,10,58,58\n"

#define PASSWORD "four words are fine"

static const struct sv_actor operator_ = SV_ACTOR_LOCAL;

struct stage {
	struct place *place;
	struct sv_portal portal;
	const char *cookies[SV_ACTOR_ROLE_COUNT]; /* NULL for the public */
};

static inline void no_word(const char *address, const char *first, void *context)
{
	(void)address;
	(void)first;
	(void)context;
}

static inline const char *cookie_of(struct stage *stage, struct sv_app *app,
				    enum sv_actor_role role)
{
	struct sv_arena *arena = &stage->place->arena;
	const char *name = sv_actor_role_name(role);
	struct sv_account account;
	char *cookie;

	/* Without a password: hashing eight of them would be most of the test. */
	OK(sv_app_account_add(app, arena, &operator_, name, sv_arena_printf(arena, "%s:FRA", name),
			      "", NULL));
	assert_int_equal(sv_app_account_by_name(app, arena, name, &account, NULL), 1);
	cookie = (char *)(uintptr_t)sv_session_begin(&stage->portal, arena, &account);
	*strchr(cookie, ';') = '\0';
	return cookie;
}

/* On the record of a pack; NULL: the small one of support.h. */
static inline int stage_begin(void **state, const char *pack)
{
	struct stage *stage = calloc(1, sizeof(*stage));
	struct sv_serve_options options = {
	    .insecure_cookies = true, .quiet = true, .ready = no_word};
	struct sv_import import;
	struct sv_app app;
	void *place;

	if (sodium_init() < 0 || place_begin(&place) < 0)
		return -1;
	stage->place = place;
	if (!pack) {
		place_pack(stage->place);
		pack = stage->place->dir;
	}
	mkdir(place_path(stage->place, "cases"), 0700);
	place_write(stage->place, "cases/shuttle.case", SHUTTLE);
	options.pack = stage->place->dir;
	options.where = place_store(stage->place, "r.db");
	OK(sv_app_init(options.where, pack, &operator_, NULL, &stage->place->arena, &import, NULL));
	OK(sv_portal_open(&stage->portal, &options, NULL));
	OK(sv_app_open(options.where, SV_DB_WRITE, &app, NULL));
	for (int role = SV_ACTOR_OPERATOR; role < SV_ACTOR_ROLE_COUNT; role++)
		stage->cookies[role] = cookie_of(stage, &app, (enum sv_actor_role)role);
	sv_app_close(&app);
	*state = stage;
	return 0;
}

static inline int stage_begin_small(void **state)
{
	return stage_begin(state, NULL);
}

static inline int stage_end(void **state)
{
	struct stage *stage = *state;
	void *place = stage->place;

	sv_portal_close(&stage->portal);
	place_end(&place);
	free(stage);
	return 0;
}

static inline struct sv_answer ask_as(struct stage *stage, const char *method, const char *target,
				      const char *cookie, const char *form)
{
	struct sv_incoming incoming = {
	    .method = method,
	    .target = target,
	    .cookie = cookie,
	    .content_type = !form ? NULL
			    : strncmp(form, STAGE_BOUNDARY, strlen(STAGE_BOUNDARY)) == 0
				? "multipart/form-data; boundary=stage"
				: "application/x-www-form-urlencoded",
	    .body = sv_str_from(form),
	};
	struct sv_answer answer;

	sv_portal_answer(&stage->portal, &stage->place->arena, &incoming, &answer);
	return answer;
}

static inline struct sv_answer get(struct stage *stage, const char *target)
{
	return ask_as(stage, "GET", target, NULL, NULL);
}

static inline bool says(const struct sv_answer *answer, const char *text)
{
	return memmem(answer->body.ptr, answer->body.len, text, strlen(text)) != NULL;
}

/* The token of a page's first form. */
static inline const char *token_in(struct stage *stage, const struct sv_answer *answer)
{
	static const char before[] = "name=\"csrf\" value=\"";
	const char *at = memmem(answer->body.ptr, answer->body.len, before, strlen(before));

	assert_non_null(at);
	at += strlen(before);
	return sv_arena_printf(&stage->place->arena, "%.*s", (int)strcspn(at, "\""), at);
}

#endif
