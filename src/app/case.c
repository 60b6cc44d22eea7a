/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/case.h"

#include <ctype.h>
#include <string.h>

#include "app/intake.h"
#include "app/named.h"
#include "domain/act_store.h"
#include "domain/effect.h"
#include "domain/facts_store.h"
#include "domain/register_store.h"
#include "domain/rule_store.h"

#define ID_BYTES_MAX 64

int sv_case_begin(struct sv_case *c, struct sv_app *app, const struct sv_actor *actor,
		  struct sv_arena *arena, struct sv_error *err)
{
	int r = sv_tx_begin(&c->tx, app->db, err);

	c->app = app;
	c->actor = actor;
	c->arena = arena;
	if (r == 0)
		r = sv_record_size(app->db, &c->known_size, err);
	if (r == 0)
		r = sv_register_load(app->db, arena, c->known_size, false, &c->reg, err);
	if (r == 0)
		r = sv_rule_texts_load(app->db, arena, c->known_size, &c->texts, &c->text_count,
				       err);
	return r;
}

int sv_case_commit(struct sv_case *c, struct sv_error *err)
{
	return sv_tx_commit(&c->tx, err);
}

void sv_case_done(struct sv_case *c)
{
	sv_tx_done(&c->tx);
}

int sv_case_acts(struct sv_case *c, const char *noun, const char *subject,
		 const struct sv_act **ret_acts, size_t *ret_count, struct sv_error *err)
{
	const struct sv_act_filter filter = {noun, subject, ""};

	return sv_act_list(c->app->db, c->arena, &filter, c->known_size, ret_acts, ret_count, err);
}

int sv_case_standing(struct sv_case *c, struct sv_facts *ret, struct sv_error *err)
{
	bool wanted[SV_FACT_TABLES_MAX] = {false};

	sv_effects_want(wanted);
	sv_facts_begin(ret, c->arena);
	return sv_facts_load(c->app->db, wanted, ret, err);
}

int sv_case_act(struct sv_case *c, const struct sv_act_draft *draft, struct sv_receipt *ret_receipt,
		struct sv_error *err)
{
	return sv_submit_act(&c->tx, c->arena, c->actor, draft, ret_receipt, err);
}

static int refuse(const struct sv_findings *findings, struct sv_error *err)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].severity >= SV_ERROR)
			return sv_fail(err, SV_EREFUSED,
				       "the register would not hold together (%s): %s",
				       findings->items[i].rule, findings->items[i].message);
	return 0;
}

int sv_case_tables(struct sv_case *c, const struct sv_fact_table *tables, size_t count,
		   struct sv_error *err)
{
	struct sv_intake intake = {.arena = c->arena,
				   .files = SV_NEW_ARRAY(c->arena, struct sv_intake_file, count),
				   .findings = SV_NEW(c->arena, struct sv_findings)};
	struct sv_import import;
	int r;

	intake.findings->arena = c->arena;
	for (size_t i = 0; i < count; i++)
		if (tables[i].rows)
			intake.files[intake.file_count++] = (struct sv_intake_file){
			    .path = tables[i].name,
			    .name = tables[i].name,
			    .text = sv_arena_str(c->arena, sv_buf_view(&tables[i].text))};
	r = sv_intake_check(&intake, c->app->db, err);
	if (r < 0)
		return r;
	if (sv_intake_refused(&intake))
		return refuse(intake.findings, err);
	return sv_intake_record(&intake, &c->tx, c->actor, NULL, &import, err);
}

int sv_case_check_id(const char *what, const char *id, struct sv_error *err)
{
	size_t len = strlen(id);

	for (size_t i = 0; i < len; i++)
		if (!isalnum((unsigned char)id[i]) && !strchr("_-.:", id[i]))
			return sv_fail(err, SV_EINVALID,
				       "'%s' cannot name a %s: use letters, digits and _ - . :", id,
				       what);
	if (!len || len > ID_BYTES_MAX)
		return sv_fail(err, SV_EINVALID, "the name of a %s has 1 to %d letters", what,
			       ID_BYTES_MAX);
	return 0;
}

int sv_case_states(struct sv_case *c, const char *list, const char ***ret, size_t *ret_count,
		   struct sv_error *err)
{
	struct sv_str rest = sv_str_from(list ? list : ""), code;
	const char **codes = SV_NEW_ARRAY(c->arena, const char *, c->reg.state_count);
	size_t count = 0;

	while (sv_str_split(&rest, ',', &code)) {
		const char *name = sv_arena_str(c->arena, sv_str_trim(code)).ptr;
		int state, r = sv_named_state(&c->reg, name, &state, err);

		if (r < 0)
			return r;
		if (count < c->reg.state_count)
			codes[count++] = c->reg.states[state].code;
	}
	*ret = codes;
	*ret_count = count;
	return 0;
}

int sv_case_require_agreed(struct sv_case *c, int project, int32_t on, const char *const *agreed,
			   size_t agreed_count, struct sv_error *err)
{
	int states[SV_STATES_MAX];
	size_t count = sv_electorate(&c->reg, SV_ELECTORATE_PROJECT, project, on, states);
	const char *missing = "";

	for (size_t i = 0; i < count; i++) {
		bool found = false;

		for (size_t k = 0; k < agreed_count; k++)
			found |= strcmp(agreed[k], c->reg.states[states[i]].code) == 0;
		if (!found)
			missing = sv_arena_printf(c->arena, "%s%s%s", missing, *missing ? "," : "",
						  c->reg.states[states[i]].code);
	}
	if (!*missing)
		return 0;
	return sv_fail(err, SV_EREFUSED,
		       "the members of '%s' decide by unanimity, and %s did not agree; name all "
		       "that did with --agreed",
		       c->reg.projects[project].id, missing);
}
