/* SPDX-License-Identifier: EUPL-1.2 */
/* Putting the assessment together: the items in force, the ratings, the findings. */
#include "domain/assess.h"

#include <string.h>

#include "domain/assessor.h"
#include "domain/codes.h"

struct sv_rated *sv_assessor_cell(struct sv_assessment *assessment, size_t year_index, size_t item,
				  size_t member)
{
	return &assessment->ratings[(year_index * assessment->item_count + item) *
					assessment->member_count +
				    member];
}

const struct sv_rated *sv_assessment_at(const struct sv_assessment *assessment, int year,
					size_t item, size_t member)
{
	return sv_assessor_cell((struct sv_assessment *)(uintptr_t)assessment,
				(size_t)(year - assessment->year_first), item, member);
}

struct sv_rated *sv_assessor_open_cell(const struct sv_assessor *assessor,
				       struct sv_assessment *assessment, size_t item, size_t row)
{
	size_t year_index = row / assessor->member_count, member = row % assessor->member_count;
	struct sv_rated *rated = sv_assessor_cell(assessment, year_index, item, member);

	*rated = (struct sv_rated){.state = assessment->members[member],
				   .item = (int)item,
				   .year = assessment->year_first + (int)year_index,
				   .value = sv_assessor_no_value(),
				   .reason = ""};
	return rated;
}

/* The first measure of an item, as the value of each of its cells. */
static void fill_values(struct sv_assessor *assessor, struct sv_assessment *assessment,
			size_t index)
{
	const struct sv_program *program = assessor->items[index].measures[0];
	const struct sv_cell *cells = sv_assessor_measure(assessor, program);

	for (size_t row = 0; row < assessor->year_count * assessor->member_count; row++)
		sv_assessor_cell(assessment, row / assessor->member_count, index,
				 row % assessor->member_count)
		    ->value = sv_assessor_value(assessor, &cells[row], &program->unit);
}

void sv_assessor_rate_by_code(struct sv_assessor *assessor, struct sv_assessment *assessment)
{
	size_t members = assessor->member_count;
	struct sv_codes codes = sv_codes_make(assessor);

	for (size_t year_index = 0; year_index < assessor->year_count; year_index++) {
		sv_codes_rate(assessor, year_index, &codes);
		for (size_t i = 0; i < assessment->item_count * members; i++) {
			struct sv_rated *rated = sv_assessor_open_cell(
			    assessor, assessment, i / members, year_index * members + i % members);

			rated->rating = codes.ratings[i];
			rated->basis = codes.bases[i];
			rated->position = codes.positions[i];
		}
	}
	assessor->rows = SV_ROWS_MEMBERS;
	for (size_t i = 0; i < assessment->item_count; i++)
		if (assessor->items[i].item->measure_count)
			fill_values(assessor, assessment, i);
}

static bool has_figures(const struct sv_evidence *evidence, const struct sv_figures *figures)
{
	for (size_t k = 0; k < figures->quantity->source_count; k++) {
		int indicator = sv_evidence_indicator(
		    evidence, sv_str_from(figures->quantity->sources[k].indicator));

		for (size_t f = 0; f < evidence->figure_count; f++)
			if (evidence->figures[f].indicator == indicator &&
			    evidence->figures[f].missing == SV_PRESENT)
				return true;
	}
	return false;
}

/* A public figure of the record decides it: some quantity it reads holds something, or it reads
 * registers alone. */
static bool has_evidence(struct sv_assessor *assessor, const struct sv_compiled_item *item)
{
	const struct sv_program *program =
	    item->item->measure_count ? item->measures[0] : item->clauses[0].program;

	bool any_quantity = false;

	for (size_t i = 0; i < program->input_count; i++) {
		const struct sv_input *input = &program->inputs[i];

		if (input->kind == SV_INPUT_COUNT || input->kind == SV_INPUT_FACT)
			continue;
		any_quantity = true;
		if (has_figures(
			assessor->input->evidence,
			sv_figures_get(&assessor->book, input->index, &item->item->evidence)))
			return true;
	}
	return !any_quantity;
}

static void describe_item(struct sv_assessor *assessor, const struct sv_compiled_item *compiled,
			  struct sv_item *ret)
{
	const struct sv_pledge_item *item = compiled->item;

	*ret = (struct sv_item){
	    .number = item->number,
	    .title = item->title,
	    .text = item->text,
	    .group = item->group,
	    .basis = item->basis,
	    .kind = item->evidence_kind,
	    .scope = sv_scope_name(item->scope),
	    .rule_text = sv_arena_str(assessor->arena, item->source).ptr,
	    .judges = item->judges.count ? sv_reason_names(assessor, &item->judges) : "",
	    .from = SV_MAX(item->from, assessor->pledge->from),
	    .to = SV_MIN(item->to, assessor->pledge->to),
	    .measurable = sv_item_is_measured(compiled) && has_evidence(assessor, compiled),
	};
	ret->rule_ref = (struct sv_fact_ref){
	    .origin = {.doc = assessor->rules_doc, .row = item->place.line, .source = ""},
	    .text = sv_arena_printf(assessor->arena, "%s, line %d", assessor->pledge->file,
				    item->place.line)};
}

static void name_members(struct sv_assessor *assessor, struct sv_assessment *assessment)
{
	assessment->member_count = assessor->member_count;
	assessment->members = SV_NEW_ARRAY(assessor->arena, const char *, assessor->member_count);
	assessment->member_names =
	    SV_NEW_ARRAY(assessor->arena, const char *, assessor->member_count);
	for (size_t i = 0; i < assessor->member_count; i++) {
		const struct sv_state *state = &assessor->input->reg->states[assessor->members[i]];

		assessment->members[i] = state->code;
		assessment->member_names[i] = state->name;
	}
}

static void name_groups(struct sv_assessor *assessor, struct sv_assessment *assessment)
{
	const struct sv_pledge *pledge = assessor->pledge;

	assessment->group_count = pledge->group_count;
	assessment->groups =
	    SV_NEW_ARRAY(assessor->arena, struct sv_item_group, pledge->group_count);
	for (size_t i = 0; i < pledge->group_count; i++)
		assessment->groups[i] = (struct sv_item_group){
		    pledge->groups[i].name, pledge->groups[i].title, pledge->groups[i].basis};
}

struct sv_assessment *sv_assessor_rate(struct sv_assessor *assessor)
{
	const struct sv_assess_input *input = assessor->input;
	struct sv_assessment *assessment = SV_NEW(assessor->arena, struct sv_assessment);

	*assessment = (struct sv_assessment){
	    .on = input->on,
	    .known_size = input->known_size,
	    .seen_only = input->reg->seen_only,
	    .year_first = input->year_first,
	    .year_last = input->year_last,
	    .set = assessor->pledge ? assessor->pledge->name : "",
	    .set_title = assessor->pledge ? assessor->pledge->title : "",
	    .set_basis = assessor->pledge ? assessor->pledge->basis : "",
	    .item_count = assessor->commitment_count,
	    .findings = SV_NEW(assessor->arena, struct sv_findings),
	};
	*assessment->findings = (struct sv_findings)SV_FINDINGS_INIT(assessor->arena);
	name_members(assessor, assessment);
	if (!assessor->pledge)
		return assessment;
	name_groups(assessor, assessment);
	assessment->items = SV_NEW_ARRAY(assessor->arena, struct sv_item, assessment->item_count);
	for (size_t i = 0; i < assessment->item_count; i++)
		describe_item(assessor, &assessor->items[i], &assessment->items[i]);
	assessment->ratings =
	    SV_NEW_ARRAY(assessor->arena, struct sv_rated,
			 assessor->year_count * assessment->item_count * assessment->member_count);
	if (assessor->without_words)
		sv_assessor_rate_by_code(assessor, assessment);
	for (size_t i = 0; i < assessment->item_count; i++)
		if (sv_assessor_tells(assessor, &assessor->items[i]))
			sv_assessor_rate_members(assessor, assessment, i);
	sv_assessor_rate_collective(assessor, assessment);
	if (!assessor->without_words)
		sv_assessor_conflicts(assessor, assessment->findings);
	return assessment;
}

int sv_assess(struct sv_arena *arena, const struct sv_assess_input *input,
	      struct sv_assessment **ret, struct sv_error *err)
{
	struct sv_assessor assessor;
	int r = sv_assessor_prepare(&assessor, arena, input, err);

	if (r < 0)
		return r;
	*ret = sv_assessor_rate(&assessor);
	return 0;
}

static const struct {
	const char *name, *title, *letter;
} ratings[SV_RATING_COUNT] = {
    [SV_RATING_MET] = {"met", "met", "M"},
    [SV_RATING_ON_TRACK] = {"on_track", "on track", "T"},
    [SV_RATING_NO_PROGRESS] = {"no_progress", "no progress", "N"},
    [SV_RATING_REGRESSED] = {"regressed", "regressed", "R"},
    [SV_RATING_NOT_MET] = {"not_met", "not met", "X"},
    [SV_RATING_UNDECIDED] = {"undecided", "undecided", "U"},
    [SV_RATING_NEEDS_JUDGEMENT] = {"needs_judgement", "needs judgement", "J"},
    [SV_RATING_NOT_REPORTED] = {"not_reported", "not reported", "."},
    [SV_RATING_NOT_APPLICABLE] = {"not_applicable", "not applicable", "-"},
};

const char *sv_basis_name(enum sv_basis basis)
{
	static const char *const names[] = {
	    [SV_BASIS_RULE] = "rule",
	    [SV_BASIS_DECLARED] = "declaration",
	    [SV_BASIS_JUDGED] = "judgement",
	};

	return names[basis];
}

const char *sv_rating_name(enum sv_rating rating)
{
	return ratings[rating].name;
}

const char *sv_rating_title(enum sv_rating rating)
{
	return ratings[rating].title;
}

const char *sv_rating_letter(enum sv_rating rating)
{
	return ratings[rating].letter;
}
