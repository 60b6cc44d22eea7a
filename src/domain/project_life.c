/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/project_life.h"

#include <string.h>

#include "domain/body.h"

const char *const sv_project_phases[] = {"ideation", "incubation", "execution", "closing", NULL};
const char *const sv_slip_reasons[] = {
    "financing", "requirements", "technology", "procurement", "partners",
    "staff",     "legal",        "security",   "other",       NULL};
const char *const sv_close_reasons[] = {"reached", "not_attainable", "merged", NULL};

struct sv_project_life *sv_project_life_find(struct sv_project_life *lives, size_t count,
					     const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(lives[i].id, id) == 0)
			return &lives[i];
	return NULL;
}

struct sv_milestone *sv_milestone_find(const struct sv_project_life *life, const char *id)
{
	for (size_t i = 0; i < life->milestone_count; i++)
		if (strcmp(life->milestones[i].id, id) == 0)
			return &life->milestones[i];
	return NULL;
}

bool sv_milestone_is_late(const struct sv_milestone *milestone, int32_t on)
{
	return sv_milestone_days_late(milestone, on) > 0;
}

int sv_milestone_days_late(const struct sv_milestone *milestone, int32_t on)
{
	int32_t end = milestone->reached != SV_DAY_NONE ? milestone->reached
							: SV_MAX(milestone->expected, on);

	return end > milestone->baseline ? (int)(end - milestone->baseline) : 0;
}

static struct sv_milestone *add_milestone(struct sv_arena *arena, struct sv_project_life *life,
					  const struct sv_milestone *milestone)
{
	life->milestones = sv_arena_grow(arena, life->milestones, life->milestone_count,
					 &life->milestone_cap, sizeof(*milestone));
	life->milestones[life->milestone_count] = *milestone;
	return &life->milestones[life->milestone_count++];
}

static void take_milestone(struct sv_arena *arena, const json_t *body, const struct sv_act *act,
			   const char *id_key, struct sv_project_life *life)
{
	const char *id = sv_body_text(arena, body, id_key);
	struct sv_milestone *known = sv_milestone_find(life, id);
	int32_t due = sv_body_day(body, "due", SV_DAY_NONE);

	if (!known && due != SV_DAY_NONE)
		known = add_milestone(
		    arena, life,
		    &(struct sv_milestone){.id = id,
					   .title = sv_body_text(arena, body, "title"),
					   .baseline = due,
					   .expected = due,
					   .reached = SV_DAY_NONE,
					   .doc = act->doc});
	if (known)
		known->reached = sv_body_day(body, "reached", known->reached);
}

static void take_slip(struct sv_arena *arena, const json_t *body, const struct sv_act *act,
		      struct sv_project_life *life)
{
	struct sv_milestone *milestone =
	    sv_milestone_find(life, sv_body_text(arena, body, "milestone"));
	struct sv_slip slip = {.to = sv_body_day(body, "to", SV_DAY_NONE),
			       .on = act->on,
			       .reason = sv_body_text(arena, body, "reason"),
			       .note = sv_body_text(arena, body, "note"),
			       .doc = act->doc};

	if (!milestone || slip.to == SV_DAY_NONE)
		return;
	slip.from = milestone->expected;
	milestone->expected = slip.to;
	milestone->slips = sv_arena_grow(arena, milestone->slips, milestone->slip_count,
					 &milestone->slip_cap, sizeof(slip));
	milestone->slips[milestone->slip_count++] = slip;
}

static void take_proposal(struct sv_arena *arena, const json_t *body, const struct sv_act *act,
			  struct sv_project_life *life)
{
	const json_t *list = json_object_get(body, "milestones");

	life->proposed = true;
	life->proposer = act->state;
	life->proposed_on = act->on;
	life->name = sv_body_text(arena, body, "name");
	life->acronym = sv_body_text(arena, body, "acronym");
	life->aim = sv_body_text(arena, body, "aim");
	life->domain = sv_body_text(arena, body, "domain");
	life->capability_area = sv_body_text(arena, body, "capability_area");
	life->financing = sv_body_text(arena, body, "financing");
	life->serves = sv_body_texts(arena, body, "serves", &life->serve_count);
	life->coordinators = sv_body_texts(arena, body, "coordinators", &life->coordinator_count);
	life->members = sv_body_texts(arena, body, "members", &life->member_count);
	life->initial = sv_body_day(body, "initial_capability", SV_DAY_NONE);
	life->full = sv_body_day(body, "full_capability", SV_DAY_NONE);
	life->phase = sv_project_phases[0];
	life->phase_since = act->on;
	for (size_t i = 0; i < json_array_size(list); i++)
		take_milestone(arena, json_array_get(list, i), act, "id", life);
}

bool sv_project_effort(const struct sv_project_life *life, const char *state,
		       struct sv_rational *ret)
{
	for (size_t i = 0; life && i < life->effort_count; i++)
		if (strcmp(life->efforts[i].state, state) == 0) {
			*ret = life->efforts[i].share;
			return true;
		}
	return false;
}

/* One of "DEU=40": false when it is none. */
static bool parse_effort(struct sv_arena *arena, struct sv_str part, struct sv_effort *ret)
{
	struct sv_str state = SV_STR_NONE;
	struct sv_decimal percent;

	(void)sv_str_split(&part, '=', &state);
	if (!state.len || !sv_decimal_parse(part, &percent) || percent.coefficient <= 0)
		return false;
	ret->state = sv_arena_str(arena, state).ptr;
	return sv_rational_divide(sv_rational_from_decimal(percent), SV_RATIONAL(100, 1),
				  &ret->share);
}

int sv_efforts_parse(struct sv_arena *arena, const char *list, struct sv_effort **ret,
		     size_t *ret_count, struct sv_error *err)
{
	struct sv_str rest = sv_str_from(list), part;
	struct sv_rational sum = SV_RATIONAL(0, 1);
	struct sv_effort *efforts = NULL;
	size_t count = 0, cap = 0;

	while (rest.len) {
		(void)sv_str_split(&rest, ',', &part);
		efforts = sv_arena_grow(arena, efforts, count, &cap, sizeof(*efforts));
		if (!parse_effort(arena, part, &efforts[count]))
			return sv_fail(
			    err, SV_EREFUSED,
			    "'%.*s' is no share of the effort; write 'DEU=40,FRA=60', in "
			    "percent",
			    (int)part.len, part.ptr);
		for (size_t i = 0; i < count; i++)
			if (strcmp(efforts[i].state, efforts[count].state) == 0)
				return sv_fail(err, SV_EREFUSED, "'%s' has two shares",
					       efforts[i].state);
		if (!sv_rational_add(sum, efforts[count].share, &sum))
			return sv_fail(err, SV_EREFUSED, "the shares have too many digits");
		count++;
	}
	if (sv_rational_compare(sum, SV_RATIONAL(1, 1)) != 0)
		return sv_fail(err, SV_EREFUSED, "the shares do not add up to 100 percent");
	*ret = efforts;
	*ret_count = count;
	return 0;
}

static void take_effort(struct sv_arena *arena, const json_t *body, struct sv_project_life *life)
{
	/* What does not parse was not recorded by sv_app_project_report(). */
	if (sv_efforts_parse(arena, sv_body_text(arena, body, "shares"), &life->efforts,
			     &life->effort_count, NULL) < 0)
		life->effort_count = 0;
}

static void take_act(struct sv_arena *arena, const struct sv_act *act, const json_t *body,
		     struct sv_project_life *life)
{
	const char *verb = strchr(act->act, '.') + 1;
	bool is_sign = true; /* that somebody works on it */

	if (strcmp(verb, "propose") == 0) {
		take_proposal(arena, body, act, life);
	} else if (strcmp(verb, "clarify") == 0) {
		life->clarified_on = act->on;
		life->clarification = sv_body_text(arena, body, "text");
	} else if (strcmp(verb, "effort") == 0) {
		take_effort(arena, body, life);
	} else if (strcmp(verb, "phase") == 0) {
		life->phase = sv_body_text(arena, body, "phase");
		life->phase_since = act->on;
	} else if (strcmp(verb, "milestone") == 0) {
		take_milestone(arena, body, act, "milestone", life);
	} else if (strcmp(verb, "slip") == 0) {
		take_slip(arena, body, act, life);
	} else if (strcmp(verb, "report") == 0) {
		life->last_report = act->on;
	} else if (strcmp(verb, "close") == 0) {
		life->closing = true;
		life->phase = "closing";
		life->phase_since = act->on;
		life->close_reason = sv_body_text(arena, body, "reason");
	} else {
		is_sign = false; /* who joins and leaves says nothing of progress */
	}
	if (is_sign)
		life->last_sign = SV_MAX(life->last_sign, act->on);
}

int sv_project_lives_fold(struct sv_arena *arena, const struct sv_act *acts, size_t act_count,
			  int32_t on, struct sv_project_life **ret_lives, size_t *ret_count,
			  struct sv_error *err)
{
	struct sv_project_life *lives = NULL;
	size_t count = 0, cap = 0;

	for (size_t i = 0; i < act_count; i++) {
		_cleanup_(sv_body_release) json_t *body = NULL;
		struct sv_project_life *life;

		if (acts[i].on > on)
			continue;
		if (!strchr(acts[i].act, '.'))
			return sv_fail(err, SV_ECORRUPT, "document %lld is an act without a verb",
				       (long long)acts[i].doc);
		body = sv_act_body(&acts[i]);
		life = sv_project_life_find(lives, count, acts[i].subject);
		if (!life) {
			lives = sv_arena_grow(arena, lives, count, &cap, sizeof(*lives));
			life = &lives[count++];
			*life = (struct sv_project_life){.id = acts[i].subject,
							 .proposer = "",
							 .name = "",
							 .acronym = "",
							 .aim = "",
							 .domain = "",
							 .capability_area = "",
							 .financing = "",
							 .clarified_on = SV_DAY_NONE,
							 .clarification = "",
							 .phase = "",
							 .close_reason = "",
							 .proposed_on = SV_DAY_NONE,
							 .phase_since = SV_DAY_NONE,
							 .initial = SV_DAY_NONE,
							 .full = SV_DAY_NONE,
							 .last_report = SV_DAY_NONE,
							 .last_sign = SV_DAY_NONE,
							 .doc = acts[i].doc};
		}
		take_act(arena, &acts[i], body, life);
	}
	*ret_lives = lives;
	*ret_count = count;
	return 0;
}
