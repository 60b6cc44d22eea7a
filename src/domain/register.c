/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/register.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"

const char *sv_confidence_name(enum sv_confidence confidence)
{
	return confidence == SV_CONFIDENCE_RECALLED ? "recalled" : "seen";
}

const char *sv_role_name(enum sv_role role)
{
	static const char *const names[] = {"coordinator", "member", "observer", "third_state"};

	return names[role];
}

static bool same_in_any_case(struct sv_str text, const char *name)
{
	return strlen(name) == text.len && strncasecmp(text.ptr, name, text.len) == 0;
}

int sv_register_state(const struct sv_register *reg, struct sv_str code)
{
	size_t low = 0, high = reg->state_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *name = reg->states[middle].code;
		int order = strncasecmp(code.ptr, name, code.len);

		if (order == 0 && name[code.len])
			order = -1;
		if (order == 0)
			return (int)middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return -1;
}

int sv_register_project(const struct sv_register *reg, struct sv_str id)
{
	for (size_t i = 0; i < reg->project_count; i++)
		if (same_in_any_case(id, reg->projects[i].id))
			return (int)i;
	for (size_t i = 0; id.len && i < reg->project_count; i++)
		if (same_in_any_case(id, reg->projects[i].acronym))
			return (int)i;
	return -1;
}

int sv_register_source(const struct sv_register *reg, struct sv_str id)
{
	size_t low = 0, high = reg->source_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = sv_str_compare(id, sv_str_from(reg->sources[middle].id));

		if (order == 0)
			return (int)middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return -1;
}

static bool holds_on(int32_t from, int32_t to, int32_t day)
{
	return from != SV_DAY_NONE && from <= day && day < to;
}

bool sv_register_is_member(const struct sv_register *reg, int state, int32_t day)
{
	for (size_t i = 0; i < reg->membership_count; i++)
		if (reg->memberships[i].state == state &&
		    holds_on(reg->memberships[i].from, reg->memberships[i].to, day))
			return true;
	return false;
}

bool sv_project_is_listed(const struct sv_project *project, int32_t day)
{
	return holds_on(project->adopted, project->closed, day);
}

const struct sv_state_fact *sv_register_fact(const struct sv_register *reg, int state,
					     const char *fact, int32_t day)
{
	for (size_t i = 0; i < reg->state_fact_count; i++) {
		const struct sv_state_fact *candidate = &reg->state_facts[i];

		if (candidate->state == state && strcmp(candidate->fact, fact) == 0 &&
		    holds_on(candidate->from, candidate->to, day))
			return candidate;
	}
	return NULL;
}

const struct sv_project_fact *sv_register_project_fact(const struct sv_register *reg, int project,
						       const char *fact, int32_t day)
{
	for (size_t i = 0; i < reg->project_fact_count; i++) {
		const struct sv_project_fact *candidate = &reg->project_facts[i];

		if (candidate->project == project && strcmp(candidate->fact, fact) == 0 &&
		    holds_on(candidate->from, candidate->to, day))
			return candidate;
	}
	return NULL;
}

const struct sv_participation *sv_register_role(const struct sv_register *reg, int project,
						int state, int32_t day)
{
	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *candidate = &reg->participations[i];

		if (candidate->project == project && candidate->state == state &&
		    holds_on(candidate->from, candidate->to, day))
			return candidate;
	}
	return NULL;
}

size_t sv_register_members(const struct sv_register *reg, int32_t day, int *indexes)
{
	size_t count = 0;

	for (size_t i = 0; i < reg->state_count; i++)
		if (sv_register_is_member(reg, (int)i, day))
			indexes[count++] = (int)i;
	return count;
}

const struct sv_membership *sv_register_membership(const struct sv_register *reg, int state,
						   int32_t day)
{
	for (size_t i = 0; i < reg->membership_count; i++) {
		const struct sv_membership *m = &reg->memberships[i];

		if (m->state == state && m->from <= day && day < m->to)
			return m;
	}
	return NULL;
}
