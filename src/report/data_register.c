/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * data_register.c - members, states, projects and documents as JSON and CSV.
 */
#include <string.h>

#include "base/csv.h"
#include "base/date.h"
#include "base/limits.h"
#include "report/data.h"

void sv_members_json(const struct sv_register *reg, int32_t on, int64_t known, struct sv_json *json)
{
	int members[SV_STATES_MAX];
	size_t count = sv_register_members(reg, on, members);

	sv_json_begin_object(json);
	sv_json_key_day(json, "on", on);
	sv_json_key_int(json, "known", known);
	sv_json_key(json, "members");
	sv_json_begin_array(json);
	for (size_t i = 0; i < count; i++) {
		const struct sv_membership *m = sv_register_membership(reg, members[i], on);

		sv_json_begin_object(json);
		sv_json_key_text(json, "state", reg->states[members[i]].code);
		sv_json_key_text(json, "name", reg->states[members[i]].name);
		sv_json_key_day(json, "from", m->from);
		sv_json_key_day(json, "to", m->to);
		sv_json_origin_keys(json, &m->origin);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

void sv_members_csv(const struct sv_register *reg, int32_t on, struct sv_buf *out)
{
	int members[SV_STATES_MAX];
	size_t count = sv_register_members(reg, on, members);
	char from[SV_DATE_TEXT_MAX], to[SV_DATE_TEXT_MAX];

	sv_buf_text(out, "state,name,from,to,confidence\n");
	for (size_t i = 0; i < count; i++) {
		const struct sv_membership *m = sv_register_membership(reg, members[i], on);

		sv_buf_printf(out, "%s,", reg->states[members[i]].code);
		sv_csv_field(out, sv_str_from(reg->states[members[i]].name));
		sv_buf_printf(out, ",%s,%s,%s\n", sv_day_text(m->from, from),
			      sv_day_text(m->to, to), sv_confidence_name(m->origin.confidence));
	}
}

static bool holds(int32_t from, int32_t to, int32_t day)
{
	return from <= day && day < to;
}

static void json_interval(struct sv_json *json, int32_t from, int32_t to,
			  const struct sv_origin *origin)
{
	sv_json_key_day(json, "from", from);
	sv_json_key_day(json, "to", to);
	sv_json_origin_keys(json, origin);
}

static void state_projects(const struct sv_register *reg, int index, int32_t on,
			   struct sv_json *json)
{
	sv_json_key(json, "projects");
	sv_json_begin_array(json);
	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *p = &reg->participations[i];

		if (p->state != index || !holds(p->from, p->to, on))
			continue;
		sv_json_begin_object(json);
		sv_json_key_text(json, "project", reg->projects[p->project].id);
		sv_json_key_text(json, "name", reg->projects[p->project].name);
		sv_json_key_text(json, "role", sv_role_name(p->role));
		json_interval(json, p->from, p->to, &p->origin);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

void sv_state_json(const struct sv_register *reg, int index, int32_t on, struct sv_json *json)
{
	const struct sv_state *state = &reg->states[index];

	sv_json_begin_object(json);
	sv_json_key_day(json, "on", on);
	sv_json_key_text(json, "state", state->code);
	sv_json_key_text(json, "name", state->name);
	sv_json_key_bool(json, "member", sv_register_is_member(reg, index, on));
	sv_json_key_day(json, "eu_from", state->eu_from);
	sv_json_key_day(json, "eu_to", state->eu_to);
	sv_json_key_day(json, "nato_from", state->nato_from);
	sv_json_origin_keys(json, &state->origin);
	sv_json_key(json, "memberships");
	sv_json_begin_array(json);
	for (size_t i = 0; i < reg->membership_count; i++) {
		if (reg->memberships[i].state != index)
			continue;
		sv_json_begin_object(json);
		json_interval(json, reg->memberships[i].from, reg->memberships[i].to,
			      &reg->memberships[i].origin);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_key(json, "facts");
	sv_json_begin_array(json);
	for (size_t i = 0; i < reg->state_fact_count; i++) {
		const struct sv_state_fact *fact = &reg->state_facts[i];

		if (fact->state != index || !holds(fact->from, fact->to, on))
			continue;
		sv_json_begin_object(json);
		sv_json_key_text(json, "fact", fact->fact);
		sv_json_key_text(json, "detail", fact->detail[0] ? fact->detail : NULL);
		json_interval(json, fact->from, fact->to, &fact->origin);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	state_projects(reg, index, on, json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

static const char *const role_keys[] = {
    [SV_ROLE_COORDINATOR] = "coordinators",
    [SV_ROLE_MEMBER] = "members",
    [SV_ROLE_OBSERVER] = "observers",
    [SV_ROLE_THIRD_STATE] = "third_states",
};

static bool takes_part(const struct sv_participation *p, int project, enum sv_role role,
		       int32_t day)
{
	return p->project == project && p->role == role && p->from <= day && day < p->to;
}

static void project_roles(const struct sv_register *reg, int project, int32_t on,
			  struct sv_json *json)
{
	for (int role = SV_ROLE_COORDINATOR; role <= SV_ROLE_THIRD_STATE; role++) {
		sv_json_key(json, role_keys[role]);
		sv_json_begin_array(json);
		for (size_t i = 0; i < reg->participation_count; i++) {
			const struct sv_participation *p = &reg->participations[i];

			if (takes_part(p, project, (enum sv_role)role, on))
				sv_json_text(json, reg->states[p->state].code);
		}
		sv_json_end_array(json);
	}
}

static void project_keys(const struct sv_project *project, struct sv_json *json)
{
	sv_json_key_text(json, "id", project->id);
	sv_json_key_text(json, "name", project->name);
	sv_json_key_text(json, "acronym", project->acronym[0] ? project->acronym : NULL);
	sv_json_key_int(json, "wave", project->wave);
	sv_json_key_day(json, "adopted", project->adopted);
	sv_json_key_day(json, "closed", project->closed);
	sv_json_key_text(json, "domain", project->domain[0] ? project->domain : NULL);
}

void sv_projects_json(const struct sv_register *reg, int32_t on, int64_t known,
		      struct sv_json *json)
{
	sv_json_begin_object(json);
	sv_json_key_day(json, "on", on);
	sv_json_key_int(json, "known", known);
	sv_json_key(json, "projects");
	sv_json_begin_array(json);
	for (size_t i = 0; i < reg->project_count; i++) {
		if (!sv_project_is_listed(&reg->projects[i], on))
			continue;
		sv_json_begin_object(json);
		project_keys(&reg->projects[i], json);
		project_roles(reg, (int)i, on, json);
		sv_json_origin_keys(json, &reg->projects[i].origin);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

/* Codes of the states in a role, separated by ';'. */
static void csv_role(const struct sv_register *reg, int project, enum sv_role role, int32_t on,
		     struct sv_buf *out)
{
	const char *separator = ",";

	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *p = &reg->participations[i];

		if (!takes_part(p, project, role, on))
			continue;
		sv_buf_printf(out, "%s%s", separator, reg->states[p->state].code);
		separator = ";";
	}
	if (separator[0] == ',')
		sv_buf_char(out, ',');
}

void sv_projects_csv(const struct sv_register *reg, int32_t on, struct sv_buf *out)
{
	char day[SV_DATE_TEXT_MAX];

	sv_buf_text(out, "id,name,acronym,adopted,closed,domain,coordinators,members,observers,"
			 "third_states,confidence\n");
	for (size_t i = 0; i < reg->project_count; i++) {
		const struct sv_project *project = &reg->projects[i];

		if (!sv_project_is_listed(project, on))
			continue;
		sv_csv_field(out, sv_str_from(project->id));
		sv_buf_char(out, ',');
		sv_csv_field(out, sv_str_from(project->name));
		sv_buf_char(out, ',');
		sv_csv_field(out, sv_str_from(project->acronym));
		sv_buf_printf(out, ",%s,", sv_day_text(project->adopted, day));
		sv_buf_printf(out, "%s,", sv_day_text(project->closed, day));
		sv_csv_field(out, sv_str_from(project->domain));
		for (int role = SV_ROLE_COORDINATOR; role <= SV_ROLE_THIRD_STATE; role++)
			csv_role(reg, (int)i, (enum sv_role)role, on, out);
		sv_buf_printf(out, ",%s\n", sv_confidence_name(project->origin.confidence));
	}
}

void sv_project_json(const struct sv_register *reg, int index, int32_t on, struct sv_json *json)
{
	const struct sv_project *project = &reg->projects[index];

	sv_json_begin_object(json);
	sv_json_key_day(json, "on", on);
	project_keys(project, json);
	sv_json_key_bool(json, "listed", sv_project_is_listed(project, on));
	sv_json_key_text(json, "aim", project->aim);
	sv_json_key_text(json, "note", project->note[0] ? project->note : NULL);
	project_roles(reg, index, on, json);
	sv_json_origin_keys(json, &project->origin);
	sv_json_key(json, "participations");
	sv_json_begin_array(json);
	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *p = &reg->participations[i];

		if (p->project != index)
			continue;
		sv_json_begin_object(json);
		sv_json_key_text(json, "state", reg->states[p->state].code);
		sv_json_key_text(json, "role", sv_role_name(p->role));
		sv_json_key_day(json, "from", p->from);
		sv_json_key_text(json, "from_precision", p->from_precision);
		sv_json_key_day(json, "to", p->to);
		sv_json_key_text(json, "to_precision", p->to_precision[0] ? p->to_precision : NULL);
		sv_json_origin_keys(json, &p->origin);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

static void document_keys(const struct sv_document *document, struct sv_json *json)
{
	char text[SV_INSTANT_TEXT_MAX], hex[SV_HASH_HEX_MAX];

	sv_json_key_int(json, "document", document->index);
	sv_json_key_text(json, "kind", document->kind);
	sv_json_key_text(json, "name", document->name);
	sv_json_key_text(json, "author", document->author);
	sv_json_key_text(json, "recorded", sv_instant_text(document->recorded_ms, text));
	sv_json_key_text(json, "leaf_hash", sv_hash_hex(&document->leaf_hash, hex));
	sv_json_key_bool(json, "withheld", document->withheld);
}

void sv_documents_json(const struct sv_document *documents, size_t count, int64_t size,
		       const struct sv_hash *root, struct sv_json *json)
{
	char hex[SV_HASH_HEX_MAX];

	sv_json_begin_object(json);
	sv_json_key_int(json, "size", size);
	sv_json_key_text(json, "root", sv_hash_hex(root, hex));
	sv_json_key(json, "documents");
	sv_json_begin_array(json);
	for (size_t i = 0; i < count; i++) {
		sv_json_begin_object(json);
		document_keys(&documents[i], json);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

static void act_key(struct sv_json *json, const char *key, int64_t act)
{
	sv_json_key(json, key);
	if (act >= 0)
		sv_json_int(json, act);
	else
		sv_json_null(json);
}

/* What a reader needs who checks the document by hand; docs/formats/record.md. */
static void signing_keys(const struct sv_document *document, struct sv_json *json)
{
	struct sv_str signature = sv_str_trim(sv_str_from(document->signature));
	struct sv_hash salt;
	char hex[SV_HASH_HEX_MAX];

	memcpy(salt.bytes, document->salt, SV_SALT_BYTES);
	sv_json_key_text(json, "commitment", sv_hash_hex(&document->commitment, hex));
	/* It tells the salts of all lines, and so helps to guess what stands on one that is hidden.
	 */
	sv_json_key_text(json, "salt",
			 document->tombstone >= 0 || document->withheld || document->has_gaps
			     ? NULL
			     : sv_hash_hex(&salt, hex));
	sv_json_key(json, "signature");
	if (signature.len)
		sv_json_string(json, signature);
	else
		sv_json_null(json);
	act_key(json, "withheld_by", document->tombstone);
}

void sv_document_json(const struct sv_document *document, int64_t from_copies, struct sv_json *json)
{
	sv_json_begin_object(json);
	document_keys(document, json);
	signing_keys(document, json);
	act_key(json, "withheld_from_copies", from_copies);
	sv_json_key(json, "content");
	if (document->withheld)
		sv_json_null(json);
	else
		sv_json_string(json, document->content);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}
