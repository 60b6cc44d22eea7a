/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/cases.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define WARMING_NICE 10 /* how far the thread that warms stands back */
#define ASKING_US 5000  /* how often it looks whether somebody waits */

int sv_cases_open(struct sv_cases *cases, const char *pack, struct sv_error *err)
{
	const char *folder;
	int r;

	*cases = (struct sv_cases){.arena = SV_ARENA_INIT};
	pthread_mutex_init(&cases->computing, NULL);
	if (!pack)
		return 0;
	cases->geo = sv_arena_printf(&cases->arena, "%s/geo", pack);
	folder = sv_arena_printf(&cases->arena, "%s/cases", pack);
	r = sv_app_deploy_cases(&cases->arena, folder, &cases->items, &cases->count, err);
	if (r < 0)
		return r;
	cases->answers = SV_NEW_ARRAY(&cases->arena, struct sv_case_answer, cases->count + 1);
	return 0;
}

void sv_cases_close(struct sv_cases *cases)
{
	atomic_store(&cases->closing, true);
	if (atomic_load(&cases->warming))
		pthread_join(cases->warmer, NULL);
	sv_arena_free(&cases->arena);
	pthread_mutex_destroy(&cases->computing);
}

int sv_cases_find(const struct sv_cases *cases, const char *name)
{
	for (size_t i = 0; i < cases->count; i++)
		if (strcmp(cases->items[i].name, name) == 0)
			return (int)i;
	return -1;
}

/* With the lock.  What is wrong with the file stays wrong; where something beside it is missing,
 * its path is nobody's business who reads the page. */
static int compute(struct sv_cases *cases, size_t index, struct sv_error *err)
{
	const struct sv_deployment_options options = {.seed = 1, .rounds_max = SV_CASE_ROUNDS};
	const struct sv_deploy_limits limits = {.seconds = SV_CASE_SECONDS};
	struct sv_deploy_view *made = SV_NEW(&cases->arena, struct sv_deploy_view);
	struct sv_error *wrong;
	int r = sv_app_deploy_view(&cases->arena, &cases->items[index], cases->geo, &options,
				   &limits, made, err);

	if (r == 0) {
		atomic_store(&cases->answers[index].view, made);
		return 0;
	}
	if (r != SV_EINVALID) {
		*err = (struct sv_error)SV_ERROR_INIT;
		r = sv_fail(err, SV_EIO, "case '%s' cannot be read here", cases->items[index].name);
	}
	wrong = SV_NEW(&cases->arena, struct sv_error);
	*wrong = *err;
	atomic_store(&cases->answers[index].wrong, wrong);
	return r;
}

static int view(struct sv_cases *cases, size_t index, const struct sv_deploy_view **ret,
		struct sv_error *err)
{
	const struct sv_case_answer *answer = &cases->answers[index];
	const struct sv_error *wrong;
	int r = 0;

	if (!atomic_load(&answer->view)) {
		pthread_mutex_lock(&cases->computing);
		wrong = atomic_load(&answer->wrong);
		if (wrong) {
			*err = *wrong;
			r = wrong->code;
		} else if (!atomic_load(&answer->view)) {
			r = compute(cases, index, err);
		}
		pthread_mutex_unlock(&cases->computing);
	}
	if (r == 0)
		*ret = atomic_load(&answer->view);
	return r;
}

int sv_cases_view(struct sv_cases *cases, size_t index, const struct sv_deploy_view **ret,
		  struct sv_error *err)
{
	int r;

	atomic_fetch_add(&cases->asking, 1);
	r = view(cases, index, ret, err);
	atomic_fetch_sub(&cases->asking, 1);
	return r;
}

static void *warm(void *context)
{
	struct sv_cases *cases = context;

	/* Of this thread alone, which is how Linux takes it. */
	(void)setpriority(PRIO_PROCESS, (id_t)gettid(), WARMING_NICE);
	for (size_t i = 0; i < cases->count && !atomic_load(&cases->closing); i++) {
		struct sv_error err = SV_ERROR_INIT;
		const struct sv_deploy_view *made;

		/* A lock let go and taken at once is never seen free by who sleeps for it. */
		while (atomic_load(&cases->asking) && !atomic_load(&cases->closing))
			usleep(ASKING_US);
		/* What is wrong with one is kept with it, and is no matter of the others. */
		if (view(cases, i, &made, &err) < 0)
			continue;
	}
	return NULL;
}

void sv_cases_warm(struct sv_cases *cases)
{
	if (atomic_exchange(&cases->warming, true))
		return;
	/* Without a thread the cases are computed as they are asked for. */
	if (pthread_create(&cases->warmer, NULL, warm, cases) != 0)
		atomic_store(&cases->warming, false);
}
