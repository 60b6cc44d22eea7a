/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/request_life.h"

#include <string.h>

#include "domain/body.h"

/* One line a step: its act, what is then so, and where the act says more. */
static const struct {
	const char *act, *name, *text_key;
} steps[SV_STEP_COUNT] = {
    [SV_STEP_FILE] = {"request.file", "filed", "scope"},
    [SV_STEP_AGREE] = {"request.agree", "agreed by the members", "text"},
    [SV_STEP_DECIDE] = {"request.decide", "decided", "vote"},
    [SV_STEP_ARRANGE] = {"request.arrange", "taking part", "text"},
    [SV_STEP_REVIEW] = {"request.review", "reviewed", "text"},
    [SV_STEP_END] = {"request.end", "ended", "text"},
};

const char *sv_step_name(enum sv_request_step_kind step)
{
	return steps[step].name;
}

const char *sv_step_act(enum sv_request_step_kind step)
{
	return steps[step].act;
}

struct sv_request_life *sv_request_life_find(struct sv_request_life *lives, size_t count,
					     const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(lives[i].id, id) == 0)
			return &lives[i];
	return NULL;
}

static void take_event(struct sv_arena *arena, const struct sv_act *act,
		       enum sv_request_step_kind step, const json_t *body,
		       struct sv_request_life *life)
{
	life->events = sv_arena_grow(arena, life->events, life->event_count, &life->event_cap,
				     sizeof(*life->events));
	life->events[life->event_count++] =
	    (struct sv_request_event){.step = step,
				      .on = act->on,
				      .text = sv_body_text(arena, body, steps[step].text_key),
				      .doc = act->doc};
	if (step != SV_STEP_REVIEW)
		life->stands = step;
}

int sv_request_lives_fold(struct sv_arena *arena, const struct sv_act *acts, size_t act_count,
			  int32_t on, struct sv_request_life **ret_lives, size_t *ret_count,
			  struct sv_error *err)
{
	struct sv_request_life *lives = NULL;
	size_t count = 0, cap = 0;

	for (size_t i = 0; i < act_count; i++) {
		_cleanup_(sv_body_release) json_t *body = NULL;
		struct sv_request_life *life;
		int step = 0;

		if (acts[i].on > on)
			continue;
		while (step < SV_STEP_COUNT && strcmp(steps[step].act, acts[i].act) != 0)
			step++;
		if (step == SV_STEP_COUNT)
			return sv_fail(err, SV_ECORRUPT,
				       "document %lld is no step of a request: '%s'",
				       (long long)acts[i].doc, acts[i].act);
		body = sv_act_body(&acts[i]);
		life = sv_request_life_find(lives, count, acts[i].subject);
		if (!life || step == SV_STEP_FILE) {
			lives = sv_arena_grow(arena, lives, count, &cap, sizeof(*lives));
			life = life ? life : &lives[count++];
			/* Tables can know who takes part; then a review or the end comes first. */
			*life = (struct sv_request_life){.id = acts[i].subject,
							 .stands = SV_STEP_ARRANGE,
							 .state = acts[i].state,
							 .project =
							     sv_body_text(arena, body, "project")};
		}
		take_event(arena, &acts[i], (enum sv_request_step_kind)step, body, life);
	}
	*ret_lives = lives;
	*ret_count = count;
	return 0;
}

int sv_request_days(const struct sv_request_life *life, size_t event)
{
	return event ? (int)(life->events[event].on - life->events[event - 1].on) : -1;
}

int sv_request_may(const struct sv_request_life *life, const char *id,
		   enum sv_request_step_kind step, int32_t on, struct sv_error *err)
{
	char day[SV_DATE_TEXT_MAX];
	bool ended = life && life->stands == SV_STEP_END;

	if (step == SV_STEP_FILE)
		return !life || ended ? 0
				      : sv_fail(err, SV_EREFUSED,
						"the request '%s' was filed already, and is %s", id,
						sv_step_name(life->stands));
	if (!life)
		return sv_fail(err, SV_EREFUSED,
			       "there is no request '%s'; 'servanda request file' files one", id);
	if (ended)
		return sv_fail(err, SV_EREFUSED, "the request '%s' has ended", id);
	if (life->event_count && on < life->events[life->event_count - 1].on)
		return sv_fail(err, SV_EREFUSED,
			       "a step of '%s' cannot come before the last one, of %s", id,
			       sv_day_text(life->events[life->event_count - 1].on, day));
	if (step == SV_STEP_END)
		return 0;
	if (step == SV_STEP_REVIEW && life->stands == SV_STEP_ARRANGE)
		return 0;
	if (step != SV_STEP_REVIEW && life->stands + 1 == step)
		return 0;
	return sv_fail(err, SV_EREFUSED,
		       "the request '%s' is %s; before it can be %s it has to be %s", id,
		       sv_step_name(life->stands), sv_step_name(step),
		       step > life->stands + 1
			   ? sv_step_name(step == SV_STEP_REVIEW ? SV_STEP_ARRANGE : step - 1)
			   : "filed anew");
}
