/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/cases.h"

#include <string.h>

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
	cases->views = SV_NEW_ARRAY(&cases->arena, struct sv_deploy_view *, cases->count + 1);
	return 0;
}

void sv_cases_close(struct sv_cases *cases)
{
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

int sv_cases_view(struct sv_cases *cases, size_t index, const struct sv_deploy_view **ret,
		  struct sv_error *err)
{
	const struct sv_deployment_options options = {.seed = 1, .rounds_max = SV_CASE_ROUNDS};
	const struct sv_deploy_limits limits = {.seconds = SV_CASE_SECONDS};
	struct sv_deploy_view *view;
	int r = 0;

	pthread_mutex_lock(&cases->computing);
	if (!cases->views[index]) {
		view = SV_NEW(&cases->arena, struct sv_deploy_view);
		r = sv_app_deploy_view(&cases->arena, &cases->items[index], cases->geo, &options,
				       &limits, view, err);
		if (r == 0)
			cases->views[index] = view;
	}
	*ret = cases->views[index];
	pthread_mutex_unlock(&cases->computing);
	return r;
}
