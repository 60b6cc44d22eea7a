/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/readers.h"

#include <string.h>

#include "app/plan_desk.h"
#include "domain/act_store.h"
#include "domain/body.h"
#include "domain/judgement.h"

static bool is_act_of(const struct sv_document *document, const char *noun)
{
	const char *kind = document->kind;
	size_t prefix = strlen(SV_ACT_KIND_PREFIX), len = strlen(noun);

	return strncmp(kind, SV_ACT_KIND_PREFIX, prefix) == 0 &&
	       strncmp(kind + prefix, noun, len) == 0 && kind[prefix + len] == '.';
}

static bool is_confirmed(const struct sv_act *acts, size_t count, int64_t judgement)
{
	const char *confirms = sv_judgement_move_act(SV_JUDGEMENT_DO_CONFIRM);

	for (size_t i = 0; i < count; i++) {
		_cleanup_(sv_body_release) json_t *body = NULL;

		if (strcmp(acts[i].act, confirms) != 0)
			continue;
		body = sv_act_body(&acts[i]);
		if (json_integer_value(json_object_get(body, "judgement")) == judgement)
			return true;
	}
	return false;
}

/* Whether a judgement's act is out: given and confirmed, or a confirmation or answer itself. */
static bool judgement_is_out(const struct sv_act *acts, size_t count, const struct sv_act *act)
{
	if (strcmp(act->act, sv_judgement_move_act(SV_JUDGEMENT_DO_GIVE)) == 0)
		return is_confirmed(acts, count, act->doc);
	return strcmp(act->act, sv_judgement_move_act(SV_JUDGEMENT_DO_RETURN)) != 0;
}

int sv_app_may_read(struct sv_app *app, const struct sv_actor *actor, struct sv_arena *arena,
		    const struct sv_moment *moment, const struct sv_document *document, bool *ret,
		    struct sv_error *err)
{
	bool of_plan = is_act_of(document, SV_PLAN_NOUN);
	const struct sv_act_filter filter = {of_plan ? SV_PLAN_NOUN : SV_JUDGEMENT_NOUN,
					     document->name, ""};
	bool works_on_them;
	const struct sv_act *acts;
	size_t count;
	const char *own;
	int r;

	*ret = true;
	if (!of_plan && !is_act_of(document, SV_JUDGEMENT_NOUN))
		return 0;
	works_on_them = sv_plan_desk_of(actor, &own);
	*ret = false;
	r = sv_act_list(app->db, arena, &filter, moment->known_size, &acts, &count, err);
	for (size_t i = 0; r == 0 && i < count; i++)
		if (acts[i].doc == document->index)
			*ret = of_plan ? sv_plan_act_is_for(actor, acts, count, &acts[i])
				       : (works_on_them && !own) ||
					     judgement_is_out(acts, count, &acts[i]);
	return r;
}

bool sv_app_may_name(const struct sv_actor *actor, const struct sv_document *document)
{
	const char *own;
	bool works_on_them = sv_plan_desk_of(actor, &own);

	if (is_act_of(document, SV_PLAN_NOUN))
		return works_on_them && (!own || strncmp(document->name, own, strlen(own)) == 0);
	return !is_act_of(document, SV_JUDGEMENT_NOUN) || (works_on_them && !own);
}
