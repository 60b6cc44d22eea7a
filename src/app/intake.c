/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/intake.h"

#include <string.h>

#include "app/submit.h"
#include "base/file.h"
#include "base/limits.h"
#include "domain/facts_store.h"
#include "domain/rule_store.h"
#include "domain/rulebook.h"

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

static const char *kind_of(const struct sv_intake_file *file)
{
	if (file->is_rules)
		return SV_KIND_RULES;
	return file->table.kind ? file->table.kind->name : NULL;
}

static bool changes_something(const struct sv_intake_file *file)
{
	return file->changes.rows_new + file->changes.rows_changed > 0;
}

int sv_intake_read(struct sv_intake *intake, struct sv_arena *arena, const char *const *paths,
		   size_t path_count, struct sv_error *err)
{
	*intake =
	    (struct sv_intake){.arena = arena,
			       .files = SV_NEW_ARRAY(arena, struct sv_intake_file, path_count),
			       .file_count = path_count,
			       .findings = SV_NEW(arena, struct sv_findings)};
	intake->findings->arena = arena;
	for (size_t i = 0; i < path_count; i++) {
		struct sv_intake_file *file = &intake->files[i];
		const char *slash = strrchr(paths[i], '/');
		int r;

		file->path = sv_arena_cstr(arena, paths[i]);
		file->name = sv_arena_cstr(arena, slash ? slash + 1 : paths[i]);
		file->is_rules = ends_with(paths[i], ".pledge");
		r = sv_file_read(arena, paths[i],
				 file->is_rules ? SV_RULE_BYTES_MAX : SV_FILE_BYTES_MAX,
				 &file->text, err);
		if (r < 0)
			return r;
	}
	return 0;
}

/* The text that stands under this name, if any, decides whether this one is new. */
static int compare_rule_text(struct sv_intake *intake, struct sv_db *db,
			     struct sv_intake_file *file, struct sv_error *err)
{
	const struct sv_rule_entry *entries;
	struct sv_document document;
	size_t count;
	int r = sv_rule_list(db, intake->arena, INT64_MAX, &entries, &count, err);

	for (size_t i = 0; r == 0 && i < count; i++) {
		if (strcmp(entries[i].name, file->name) != 0)
			continue;
		r = sv_record_get(db, intake->arena, entries[i].doc, &document, err);
		if (r < 0)
			return r;
		if (sv_str_equal(document.content, file->text))
			file->changes.rows_unchanged = 1;
		else
			file->changes.rows_changed = 1;
		return 0;
	}
	if (r == 0)
		file->changes.rows_new = 1;
	return r;
}

/* Two texts of one name would leave the earlier without effect. */
static void check_names(const struct sv_intake *intake)
{
	for (size_t i = 0; i < intake->file_count; i++)
		for (size_t k = 0; k < i; k++)
			if (intake->files[i].is_rules && intake->files[k].is_rules &&
			    strcmp(intake->files[i].name, intake->files[k].name) == 0)
				sv_findings_error(intake->findings, "duplicate-key",
						  intake->files[i].path, 0, 0,
						  "rename one of the two",
						  "another rule text of this import is called '%s'",
						  intake->files[i].name);
}

/* Tables whose standing rows a check asks for: those that change and those they refer to. */
static void mark_wanted(const struct sv_fact_kind *kind, bool wanted[SV_FACT_TABLES_MAX])
{
	wanted[sv_fact_table_index(kind->table)] = true;
	for (size_t i = 0; i < kind->column_count; i++)
		if (kind->columns[i].type == SV_FIELD_REFERENCE ||
		    kind->columns[i].type == SV_FIELD_SOURCES)
			wanted[sv_fact_table_index(kind->columns[i].of)] = true;
	/* A membership that changes can upset roles. */
	if (strcmp(kind->table, "state") == 0)
		wanted[sv_fact_table_index("participation")] = true;
}

/* A set as it would stand, for finding two of one subject from one day. */
struct standing_set {
	const char *file;
	const struct sv_pledge *pledge;
};

static bool is_replaced(const struct sv_intake *intake, const char *name)
{
	for (size_t i = 0; i < intake->file_count; i++)
		if (intake->files[i].is_rules && strcmp(intake->files[i].name, name) == 0)
			return true;
	return false;
}

static void check_rule_text(struct sv_intake *intake, const struct sv_rules_schema *schema,
			    const char *file, struct sv_str text, struct standing_set *sets,
			    size_t *set_count)
{
	const struct sv_pledge *pledge =
	    sv_rules_check(intake->arena, file, text, schema, intake->findings);

	for (size_t i = 0; i < *set_count; i++)
		if (strcmp(sets[i].pledge->subject, pledge->subject) == 0 &&
		    sets[i].pledge->from == pledge->from)
			sv_findings_error(
			    intake->findings, "duplicate-key", file, pledge->place.line,
			    pledge->place.column,
			    "give it a date of its own, or the name of the text it replaces",
			    "'%s' holds another set for %s from the same day", sets[i].file,
			    pledge->subject);
	sets[(*set_count)++] = (struct standing_set){file, pledge};
}

/*
 * Rules are checked against the record as it would stand with the tables of this import: the new
 * ones, and those that stand, since a table may take away what they refer to.
 */
static int check_rule_texts(struct sv_intake *intake, struct sv_db *db, struct sv_facts *facts,
			    struct sv_error *err)
{
	struct sv_rules_schema schema = sv_rulebook_facts_schema(facts);
	const struct sv_rule_entry *entries;
	struct standing_set *sets;
	size_t count, set_count = 0;
	int r = sv_rule_list(db, intake->arena, INT64_MAX, &entries, &count, err);

	if (r < 0)
		return r;
	sets = SV_NEW_ARRAY(intake->arena, struct standing_set, count + intake->file_count);
	for (size_t i = 0; i < count; i++) {
		struct sv_document document;

		if (is_replaced(intake, entries[i].name))
			continue;
		r = sv_record_get(db, intake->arena, entries[i].doc, &document, err);
		if (r < 0)
			return r;
		check_rule_text(intake, &schema, entries[i].name, document.content, sets,
				&set_count);
	}
	for (size_t i = 0; i < intake->file_count; i++)
		if (intake->files[i].is_rules)
			check_rule_text(intake, &schema, intake->files[i].path,
					intake->files[i].text, sets, &set_count);
	return 0;
}

/* Whether this import can change what a rule rests on. */
static bool touches_rules(const struct sv_intake *intake)
{
	for (size_t i = 0; i < intake->file_count; i++) {
		const struct sv_fact_kind *kind = intake->files[i].table.kind;

		if (intake->files[i].is_rules ||
		    (kind && (strcmp(kind->table, "indicator") == 0 ||
			      strcmp(kind->table, "group_member") == 0)))
			return true;
	}
	return false;
}

static int check_contents(struct sv_intake *intake, struct sv_db *db, struct sv_error *err)
{
	bool wanted[SV_FACT_TABLES_MAX] = {false};
	struct sv_facts facts;
	int r;

	for (size_t i = 0; i < intake->file_count; i++) {
		if (intake->files[i].table.kind)
			mark_wanted(intake->files[i].table.kind, wanted);
	}
	if (touches_rules(intake))
		sv_rulebook_wants(wanted);
	sv_facts_begin(&facts, intake->arena);
	r = sv_facts_load(db, wanted, &facts, err);
	if (r < 0)
		return r;
	for (size_t i = 0; i < intake->file_count; i++)
		if (intake->files[i].table.kind)
			sv_facts_merge(&facts, &intake->files[i].table, &intake->files[i].changes,
				       intake->findings);
	sv_facts_check(&facts, intake->findings);
	return touches_rules(intake) ? check_rule_texts(intake, db, &facts, err) : 0;
}

int sv_intake_check(struct sv_intake *intake, struct sv_db *db, struct sv_error *err)
{
	int r;

	for (size_t i = 0; i < intake->file_count; i++) {
		struct sv_intake_file *file = &intake->files[i];

		if (!file->is_rules) {
			sv_fact_document_parse(intake->arena, file->path, file->text, &file->table,
					       intake->findings);
			continue;
		}
		r = compare_rule_text(intake, db, file, err);
		if (r < 0)
			return r;
	}
	check_names(intake);
	r = check_contents(intake, db, err);
	sv_findings_sort(intake->findings);
	return r;
}

bool sv_intake_refused(const struct sv_intake *intake)
{
	return sv_findings_count(intake->findings, SV_ERROR) > 0;
}

void sv_intake_describe(const struct sv_intake *intake, struct sv_import *ret)
{
	*ret = (struct sv_import){
	    .files = SV_NEW_ARRAY(intake->arena, struct sv_imported, intake->file_count),
	    .file_count = intake->file_count,
	    .findings = intake->findings,
	    .refused = sv_intake_refused(intake),
	};
	for (size_t i = 0; i < intake->file_count; i++) {
		const struct sv_intake_file *file = &intake->files[i];

		ret->files[i] =
		    (struct sv_imported){.file = file->path,
					 .kind = kind_of(file),
					 .doc = -1,
					 .rows_new = file->changes.rows_new,
					 .rows_changed = file->changes.rows_changed,
					 .rows_unchanged = file->changes.rows_unchanged};
	}
}

int sv_intake_record(struct sv_intake *intake, struct sv_tx *tx, const struct sv_actor *actor,
		     const struct sv_progress *progress, struct sv_import *ret,
		     struct sv_error *err)
{
	sv_intake_describe(intake, ret);
	for (size_t i = 0; i < intake->file_count; i++) {
		const struct sv_intake_file *file = &intake->files[i];
		struct sv_draft draft;
		int r;

		if (progress && progress->step)
			progress->step(progress->context, file->name, i, intake->file_count);
		if (!changes_something(file))
			continue;
		draft = (struct sv_draft){.kind = kind_of(file),
					  .name = file->name,
					  .author = actor->name,
					  .content = file->text,
					  .signer = actor->signer};
		r = intake->is_passing && !file->is_rules
			? sv_submit_passing_table(tx, &draft, &file->table, &ret->files[i].doc, err)
			: sv_submit_document(tx, &draft, &ret->files[i].doc, err);
		if (r < 0)
			return r;
	}
	return sv_record_size(tx->db, &ret->size, err);
}
