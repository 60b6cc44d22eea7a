/* SPDX-License-Identifier: EUPL-1.2 */
/* Declarations and judgements, in the order of docs/formats/rules.md, section 6. */
#include <string.h>

#include "domain/assessor.h"

bool sv_rating_find(struct sv_str name, enum sv_rating *ret)
{
	for (int i = 0; i < SV_RATING_COUNT; i++) {
		if (sv_str_is(name, sv_rating_name((enum sv_rating)i))) {
			*ret = (enum sv_rating)i;
			return true;
		}
	}
	return false;
}

static const struct sv_declaration *find_declaration(const struct sv_assess_input *input,
						     const struct sv_pledge_item *item, int state,
						     int year)
{
	for (size_t i = input->declaration_count; i > 0; i--) {
		const struct sv_declaration *one = &input->declarations[i - 1];

		if (one->state == state && one->year == year &&
		    strcmp(one->item, item->number) == 0)
			return one;
	}
	return NULL;
}

/* Of the state itself, or else of the members together. */
static const struct sv_judgement *find_judgement(const struct sv_assess_input *input,
						 const struct sv_pledge_item *item, int state,
						 int year)
{
	const struct sv_judgement *together = NULL;

	for (size_t i = input->judgement_count; i > 0; i--) {
		const struct sv_judgement *one = &input->judgements[i - 1];

		if (one->year != year || strcmp(one->item, item->number) != 0)
			continue;
		if (one->state == state)
			return one;
		if (one->state < 0 && item->scope != SV_SCOPE_MEMBER && !together)
			together = one;
	}
	return together;
}

static void add_origin(struct sv_assessor *assessor, struct sv_rated *rated,
		       const struct sv_origin *origin, const char *text)
{
	struct sv_fact_ref *refs;

	refs = SV_NEW_ARRAY(assessor->arena, struct sv_fact_ref, rated->ref_count + 1);
	if (rated->ref_count)
		memcpy(refs, rated->refs, rated->ref_count * sizeof(*refs));
	refs[rated->ref_count++] = (struct sv_fact_ref){*origin, text};
	rated->refs = refs;
}

/* "TEXT. France answers: TEXT" */
static const char *rationale_of(struct sv_assessor *assessor, const struct sv_judgement *judgement)
{
	size_t len = strlen(judgement->rationale);
	bool ends = len && strchr(".!?", judgement->rationale[len - 1]);

	if (!*judgement->answer || judgement->state < 0)
		return judgement->rationale;
	return sv_arena_printf(assessor->arena, "%s%s %s answers: %s", judgement->rationale,
			       ends ? "" : ".", assessor->input->reg->states[judgement->state].name,
			       judgement->answer);
}

static void apply_judgement(struct sv_assessor *assessor, const struct sv_judgement *judgement,
			    struct sv_rated *rated)
{
	rated->rating = judgement->rating;
	rated->basis = SV_BASIS_JUDGED;
	rated->reason = sv_arena_printf(assessor->arena, "Judged %s by %s, read by %s: %s",
					sv_rating_title(judgement->rating), judgement->author,
					judgement->second, rationale_of(assessor, judgement));
	add_origin(assessor, rated, &judgement->origin,
		   sv_arena_printf(assessor->arena, "judgement of item %s for %d", judgement->item,
				   judgement->year));
	for (size_t i = 0; i < judgement->evidence_count; i++) {
		const struct sv_origin named = {judgement->evidence[i], 0, "", SV_CONFIDENCE_SEEN};

		add_origin(assessor, rated, &named, "evidence that the assessor names");
	}
}

static void apply_declaration(struct sv_assessor *assessor, const struct sv_pledge_item *item,
			      const struct sv_declaration *declaration, struct sv_rated *rated)
{
	const char *name = assessor->input->reg->states[declaration->state].name;
	const char *title = sv_rating_title(declaration->rating);
	struct sv_arena *arena = assessor->arena;

	if (*declaration->caveat && item->scope == SV_SCOPE_MEMBER) {
		rated->rating = SV_RATING_NOT_APPLICABLE;
		rated->basis = SV_BASIS_DECLARED;
		rated->reason = sv_arena_printf(arena, "%s invokes a national caveat in %s: %s",
						name, declaration->where, declaration->caveat);
	} else if (*item->declared_in && !item->judges.count) {
		rated->rating = declaration->rating;
		rated->basis = SV_BASIS_DECLARED;
		rated->reason = sv_arena_printf(arena,
						"%s declares it %s in %s; as declared, not "
						"verified.",
						name, title, declaration->where);
	} else {
		rated->reason = sv_arena_printf(arena, "%s In %s, %s declares it %s.",
						rated->reason, declaration->where, name, title);
	}
	add_origin(assessor, rated, &declaration->origin,
		   sv_arena_printf(arena, "%s, %s, item %s: %s", name, declaration->where,
				   declaration->item, title));
}

/* Nothing else rates in its place: a reader would take it for the last word. */
static void pass_over(struct sv_assessor *assessor, struct sv_rated *rated, const char *what)
{
	rated->reason =
	    sv_arena_printf(assessor->arena, "%s A %s stands in the record and is not released.",
			    rated->reason, what);
}

void sv_assessor_people(struct sv_assessor *assessor, const struct sv_pledge_item *item, int state,
			struct sv_rated *rated)
{
	bool is_judged = rated->rating == SV_RATING_NEEDS_JUDGEMENT;
	bool is_declared = *item->declared_in && rated->rating == SV_RATING_NOT_REPORTED;
	const struct sv_assess_input *input = assessor->input;
	const struct sv_judgement *judgement;
	const struct sv_declaration *declaration;

	if (!is_judged && !is_declared)
		return;
	judgement = find_judgement(input, item, state, rated->year);
	if (judgement && judgement->restricted && input->public_only) {
		pass_over(assessor, rated, "judgement");
		return;
	}
	if (judgement) {
		apply_judgement(assessor, judgement, rated);
		return;
	}
	declaration = state < 0 ? NULL : find_declaration(input, item, state, rated->year);
	if (declaration && declaration->restricted && input->public_only)
		pass_over(assessor, rated, "declaration");
	else if (declaration)
		apply_declaration(assessor, item, declaration, rated);
}
