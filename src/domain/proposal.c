/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/proposal.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"

static int fail_at(struct sv_error *err, const char *key, const char *message)
{
	char where[SV_ERROR_WHERE_MAX];

	snprintf(where, sizeof(where), "/%s", key);
	return sv_fail_at(err, SV_EINVALID, where, "%s; see docs/formats/project.md", message);
}

static int need_text(const json_t *proposal, const char *key, struct sv_error *err)
{
	const char *text = json_string_value(json_object_get(proposal, key));

	if (text && *text)
		return 0;
	return fail_at(err, key, "a proposal needs this text");
}

static int check_day(const json_t *value, const char *where, bool required, struct sv_error *err)
{
	const char *text = json_string_value(value);
	int32_t day;

	if (!value && !required)
		return 0;
	if (text && sv_day_parse(sv_str_from(text), &day))
		return 0;
	return fail_at(err, where, "here stands a date, as YYYY-MM-DD");
}

static int check_milestones(const json_t *proposal, struct sv_error *err)
{
	const json_t *list = json_object_get(proposal, "milestones");
	char where[64];
	int r;

	if (!json_array_size(list))
		return fail_at(err, "milestones", "a proposal needs at least one milestone");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *milestone = json_array_get(list, i);
		const char *id = json_string_value(json_object_get(milestone, "id"));

		snprintf(where, sizeof(where), "milestones/%zu", i);
		if (!id || !*id || !json_string_value(json_object_get(milestone, "title")))
			return fail_at(err, where, "a milestone has 'id', 'title' and 'due'");
		for (size_t k = 0; k < i; k++) {
			const char *other =
			    json_string_value(json_object_get(json_array_get(list, k), "id"));

			if (strcmp(other, id) == 0)
				return fail_at(err, where, "two milestones have this id");
		}
		snprintf(where, sizeof(where), "milestones/%zu/due", i);
		r = check_day(json_object_get(milestone, "due"), where, true, err);
		if (r < 0)
			return r;
	}
	return 0;
}

static int check_states(const struct sv_register *reg, const json_t *proposal, const char *key,
			int32_t on, bool *seen, size_t *count, struct sv_error *err)
{
	const json_t *list = json_object_get(proposal, key);
	char where[64];

	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *code = json_string_value(json_array_get(list, i));
		int state = code ? sv_register_state(reg, sv_str_from(code)) : -1;

		snprintf(where, sizeof(where), "%s/%zu", key, i);
		if (state < 0 || strcmp(code, reg->states[state].code) != 0)
			return fail_at(err, where, "here stands a state by its three letters");
		if (!sv_register_is_member(reg, state, on))
			return sv_fail(err, SV_EREFUSED,
				       "%s cannot be a %.*s: it does not take part in the "
				       "cooperation on that day",
				       code, (int)strlen(key) - 1, key);
		if (seen[state])
			return sv_fail(err, SV_EREFUSED,
				       "%s stands twice; a state has one role in a project at a "
				       "time",
				       code);
		seen[state] = true;
		++*count;
	}
	return 0;
}

int sv_proposal_check(const struct sv_register *reg, const json_t *proposal, int32_t on,
		      struct sv_error *err)
{
	static const char *const texts[] = {"name", "aim", "capability_area", "financing"};
	bool seen[SV_STATES_MAX] = {false};
	size_t coordinators = 0, all;
	int r = 0;

	if (!json_is_object(proposal))
		return sv_fail(err, SV_EINVALID,
			       "a proposal is a JSON object; see "
			       "docs/formats/project.md");
	for (size_t i = 0; r == 0 && i < SV_ARRAY_LEN(texts); i++)
		r = need_text(proposal, texts[i], err);
	if (r == 0 && !json_array_size(json_object_get(proposal, "serves")))
		r = fail_at(err, "serves", "a proposal names the commitments it serves");
	if (r == 0)
		r = check_milestones(proposal, err);
	if (r == 0)
		r = check_day(json_object_get(proposal, "initial_capability"), "initial_capability",
			      false, err);
	if (r == 0)
		r = check_day(json_object_get(proposal, "full_capability"), "full_capability",
			      false, err);
	if (r == 0)
		r = check_states(reg, proposal, "coordinators", on, seen, &coordinators, err);
	all = coordinators;
	if (r == 0)
		r = check_states(reg, proposal, "members", on, seen, &all, err);
	if (r < 0)
		return r;
	if (!coordinators)
		return fail_at(err, "coordinators", "a project has at least one coordinator");
	if (all < SV_PROPOSAL_MEMBERS_MIN)
		return fail_at(err, "members", "a project has at least two members");
	return 0;
}
