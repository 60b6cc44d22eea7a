/* SPDX-License-Identifier: EUPL-1.2 */
#include "domain/rulebook.h"

#include <stdio.h>
#include <string.h>

static const char *const roles[] = {"coordinator", "member", "observer", "third_state", NULL};
static const char *const confidences[] = {"seen", "recalled", NULL};

static const struct sv_attribute project_attributes[] = {
    [SV_PROJECT_ROLE] = {"role", roles},
    [SV_PROJECT_DOMAIN] = {"domain", NULL},
    [SV_PROJECT_CONFIDENCE] = {"confidence", confidences},
    [SV_PROJECT_ID] = {"id", NULL},
    {NULL, NULL},
};

static const struct sv_register_schema registers[] = {
    {"projects", project_attributes},
    {NULL, NULL},
};

static const char *indicator_unit(void *context, const char *indicator)
{
	const struct sv_evidence *evidence =
	    ((const struct sv_rulebook_context *)context)->evidence;
	int index = sv_evidence_indicator(evidence, sv_str_from(indicator));

	return index < 0 ? NULL : evidence->indicators[index].unit;
}

static bool has_group(void *context, const char *group)
{
	const struct sv_register *reg = ((const struct sv_rulebook_context *)context)->reg;

	for (size_t i = 0; i < reg->group_member_count; i++)
		if (strcmp(reg->group_members[i].group, group) == 0)
			return true;
	return false;
}

struct sv_rules_schema sv_rulebook_schema(struct sv_rulebook_context *context)
{
	return (struct sv_rules_schema){
	    .context = context,
	    .indicator_unit = context->evidence ? indicator_unit : NULL,
	    .has_group = context->reg ? has_group : NULL,
	    .registers = registers,
	};
}

static const struct sv_fact_row *find_fact(const struct sv_facts *facts, const char *table,
					   const char *key)
{
	return sv_fact_set_find(&facts->sets[sv_fact_table_index(table)], sv_str_from(key));
}

static const char *facts_indicator_unit(void *context, const char *indicator)
{
	const struct sv_facts *facts = context;
	const struct sv_fact_row *row = find_fact(facts, "indicator", indicator);
	const struct sv_fact_kind *kind;

	if (!row)
		return NULL;
	kind = sv_fact_table_kind(sv_fact_table_index("indicator"));
	return sv_arena_str(facts->arena, row->fields[sv_fact_column_index(kind, "unit")].text).ptr;
}

static bool facts_have_group(void *context, const char *group)
{
	return find_fact(context, "group_member", group) != NULL;
}

struct sv_rules_schema sv_rulebook_facts_schema(struct sv_facts *facts)
{
	return (struct sv_rules_schema){
	    .context = facts,
	    .indicator_unit = facts_indicator_unit,
	    .has_group = facts_have_group,
	    .registers = registers,
	};
}

void sv_rulebook_wants(bool wanted[SV_FACT_TABLES_MAX])
{
	wanted[sv_fact_table_index("indicator")] = true;
	wanted[sv_fact_table_index("group_member")] = true;
}

bool sv_rulebook_in_force(const struct sv_pledge *pledge, const struct sv_pledge_item *item,
			  int32_t on)
{
	return pledge->from <= on && on < pledge->to && item->from <= on && on < item->to;
}

static int fail_rule(const struct sv_finding *finding, struct sv_error *err)
{
	char where[SV_ERROR_WHERE_MAX];

	snprintf(where, sizeof(where), "%s:%d:%d", finding->file, finding->line, finding->column);
	return sv_fail_at(err, SV_EINVALID, where,
			  "a rule in force no longer fits the record: %s; %s", finding->message,
			  finding->repair);
}

/* A text that does not parse says nothing of its subject; one of another subject is not asked. */
static struct sv_pledge *parse_text(struct sv_arena *arena, const struct sv_rule_text *text,
				    const char *subject, struct sv_findings *findings)
{
	struct sv_findings own = SV_FINDINGS_INIT(arena);
	struct sv_pledge *pledge = sv_pledge_parse(arena, text->name, text->text, &own);

	if (strcmp(pledge->subject, subject) != 0)
		return NULL;
	for (size_t i = 0; i < own.count; i++)
		sv_findings_add(findings, &own.items[i]);
	return pledge;
}

int sv_rulebook_find(struct sv_arena *arena, const struct sv_rule_text *texts, size_t text_count,
		     const char *subject, int32_t on, const struct sv_rules_schema *schema,
		     struct sv_rule_set *ret_set, struct sv_error *err)
{
	struct sv_findings findings = SV_FINDINGS_INIT(arena);
	struct sv_rule_set set = {NULL, -1};
	struct sv_pledge *best = NULL;

	for (size_t i = 0; i < text_count; i++) {
		struct sv_pledge *pledge = parse_text(arena, &texts[i], subject, &findings);

		if (!pledge || pledge->from > on || pledge->to <= on)
			continue;
		/* Import refuses two sets of one subject from one day; of such, the later text. */
		if (best && (pledge->from < best->from ||
			     (pledge->from == best->from && texts[i].doc < set.doc)))
			continue;
		best = pledge;
		set.doc = texts[i].doc;
	}
	if (best && sv_findings_count(&findings, SV_ERROR) == 0) {
		sv_pledge_check(arena, best, schema, &findings);
		if (sv_findings_count(&findings, SV_ERROR) == 0)
			sv_rules_compile(arena, best, &findings);
	}
	if (sv_findings_count(&findings, SV_ERROR) > 0)
		return fail_rule(&findings.items[0], err);
	set.pledge = best;
	*ret_set = set;
	return 0;
}
