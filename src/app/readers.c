/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/readers.h"

#include <inttypes.h>
#include <string.h>

#include "app/plan_desk.h"
#include "base/csv.h"
#include "domain/act_store.h"
#include "domain/body.h"
#include "domain/judgement.h"
#include "domain/plan_store.h"
#include "domain/release.h"

static bool is_act_of(const struct sv_document *document, const char *noun)
{
	const char *kind = document->kind;
	size_t prefix = strlen(SV_ACT_KIND_PREFIX), len = strlen(noun);

	return strncmp(kind, SV_ACT_KIND_PREFIX, prefix) == 0 &&
	       strncmp(kind + prefix, noun, len) == 0 && kind[prefix + len] == '.';
}

bool sv_app_reads_restricted(const struct sv_actor *actor)
{
	struct sv_error err = SV_ERROR_INIT;

	return sv_authority_require(actor, SV_ACTION_REPORT_RESTRICTED, &err) == 0;
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

/* The act that gave the judgement which an act is about. */
static const struct sv_act *given_by(const struct sv_act *acts, size_t count,
				     const struct sv_act *act)
{
	_cleanup_(sv_body_release) json_t *body = sv_act_body(act);
	int64_t doc = json_integer_value(json_object_get(body, "judgement"));

	if (strcmp(act->act, sv_judgement_move_act(SV_JUDGEMENT_DO_GIVE)) == 0)
		return act;
	for (size_t i = 0; i < count; i++)
		if (acts[i].doc == doc)
			return &acts[i];
	return NULL;
}

static bool is_marked_public(const struct sv_act *given)
{
	_cleanup_(sv_body_release) json_t *body = sv_act_body(given);
	const char *mark = json_string_value(json_object_get(body, "releasable"));

	return mark && strcmp(mark, SV_RELEASE_PUBLIC) == 0;
}

/* Whether a judgement's act is out: it is confirmed, and not restricted where that counts. */
static bool judgement_is_out(const struct sv_actor *actor, const struct sv_act *acts, size_t count,
			     const struct sv_act *act)
{
	const struct sv_act *given = given_by(acts, count, act);

	return strcmp(act->act, sv_judgement_move_act(SV_JUDGEMENT_DO_RETURN)) != 0 && given &&
	       is_confirmed(acts, count, given->doc) &&
	       (sv_app_reads_restricted(actor) || is_marked_public(given));
}

static int may_read(struct sv_app *app, const struct sv_actor *actor, struct sv_arena *arena,
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
					     judgement_is_out(actor, acts, count, &acts[i]);
	return r;
}

static bool may_name(const struct sv_actor *actor, const struct sv_document *document)
{
	const char *own;
	bool works_on_them = sv_plan_desk_of(actor, &own);

	if (is_act_of(document, SV_PLAN_NOUN))
		return works_on_them && (!own || strncmp(document->name, own, strlen(own)) == 0);
	return !is_act_of(document, SV_JUDGEMENT_NOUN) || (works_on_them && !own);
}

const struct sv_document *sv_app_named_for(struct sv_arena *arena, const struct sv_actor *actor,
					   const struct sv_document *documents, size_t count)
{
	struct sv_document *shown = SV_NEW_ARRAY(arena, struct sv_document, count);

	for (size_t i = 0; i < count; i++) {
		shown[i] = documents[i];
		if (!may_name(actor, &shown[i]))
			shown[i].name = shown[i].author = "";
	}
	return shown;
}

/* Whether a row of what an accepted plan left may be released. */
static bool may_release(const struct sv_csv *csv, size_t row,
			const struct sv_plan_template *templates, size_t count)
{
	int releasable = sv_csv_column(csv, "releasable"), year = sv_csv_column(csv, "year");
	struct sv_str indicator = sv_csv_get(csv, row, sv_csv_column(csv, "indicator"));
	int64_t number = 0;
	char name[128];

	if (releasable >= 0)
		return sv_str_is(sv_csv_get(csv, row, releasable), SV_RELEASE_PUBLIC);
	if (indicator.len >= sizeof(name))
		return true;
	memcpy(name, indicator.ptr, indicator.len);
	name[indicator.len] = '\0';
	(void)sv_str_to_int64(sv_csv_get(csv, row, year), &number);
	return !sv_release_ground(templates, count, name, (int)number);
}

/* The text with the lines of such rows left empty, so that the others keep their numbers. */
static struct sv_str without_rows(struct sv_arena *arena, const struct sv_csv *csv,
				  struct sv_str text, const struct sv_plan_template *templates,
				  size_t count, bool *ret_gaps)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	struct sv_str line;
	size_t row = 0;
	int number = 0;

	while (sv_str_split(&text, '\n', &line)) {
		number++;
		/* A row may go over several lines. */
		while (row + 1 < csv->row_count && csv->rows[row + 1].line <= number)
			row++;
		if (csv->row_count && number >= csv->rows[0].line &&
		    !may_release(csv, row, templates, count))
			*ret_gaps = true;
		else
			sv_buf_str(&out, line);
		sv_buf_char(&out, '\n');
	}
	return sv_arena_str(arena, sv_buf_view(&out));
}

static int leave_out(struct sv_app *app, const struct sv_actor *actor, struct sv_arena *arena,
		     const struct sv_moment *moment, struct sv_document *document,
		     struct sv_error *err)
{
	static const char *const kinds[] = {"evidence/figures", "evidence/gaps",
					    "plan/declarations"};
	const struct sv_plan_template *templates;
	struct sv_findings ignored = SV_FINDINGS_INIT(arena);
	struct sv_csv csv = {0};
	bool left_by_plans = false;
	size_t count;
	int r;

	for (size_t i = 0; i < SV_ARRAY_LEN(kinds); i++)
		left_by_plans = left_by_plans || strcmp(document->kind, kinds[i]) == 0;
	if (!left_by_plans || document->withheld || sv_app_reads_restricted(actor))
		return 0;
	r = sv_plan_templates(app->db, arena, moment->known_size, &templates, &count, err);
	if (r < 0)
		return r;
	sv_csv_parse(arena, document->name, document->content, &csv, &ignored);
	document->content =
	    without_rows(arena, &csv, document->content, templates, count, &document->has_gaps);
	return 0;
}

int sv_app_read(struct sv_app *app, const struct sv_actor *actor, struct sv_arena *arena,
		const struct sv_moment *moment, int64_t index, struct sv_document *ret,
		struct sv_error *err)
{
	struct sv_document document;
	bool may = false;
	int r;

	if (index >= moment->known_size)
		return sv_fail(err, SV_ENOTFOUND,
			       "there is no document %" PRId64 "; the record has %" PRId64, index,
			       moment->known_size);
	r = sv_app_document(app, arena, index, &document, err);
	if (r == 0)
		r = may_read(app, actor, arena, moment, &document, &may, err);
	if (r == 0 && !may)
		r = sv_fail(err, SV_EREFUSED,
			    "what document %" PRId64
			    " says is not for everybody; its leaf and its receipt are",
			    index);
	if (r == 0)
		r = leave_out(app, actor, arena, moment, &document, err);
	if (r < 0)
		return r;
	*ret = document;
	return 0;
}
