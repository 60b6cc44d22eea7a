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

/* Room for the members, and for the members together behind them. */
static struct sv_said *said_place(const struct sv_assessor *assessor, size_t item,
				  size_t year_index, size_t member)
{
	return &assessor->said[(year_index * assessor->commitment_count + item) *
				   (assessor->member_count + 1) +
			       member];
}

/* The place of a cell that somebody spoke of, or NULL: of no member, item or year at hand. */
static struct sv_said *find_place(const struct sv_assessor *assessor, const char *number, int state,
				  int year)
{
	const struct sv_assess_input *input = assessor->input;
	size_t member = 0, item = 0;

	if (year < input->year_first || year > input->year_last)
		return NULL;
	if (state < 0)
		member = assessor->member_count;
	while (state >= 0 && member < assessor->member_count && assessor->members[member] != state)
		member++;
	while (item < assessor->commitment_count &&
	       strcmp(assessor->items[item].item->number, number) != 0)
		item++;
	if (item == assessor->commitment_count || (state >= 0 && member == assessor->member_count))
		return NULL;
	return said_place(assessor, item, (size_t)(year - input->year_first), member);
}

void sv_assessor_listen(struct sv_assessor *assessor)
{
	const struct sv_assess_input *input = assessor->input;

	if (!input->declaration_count && !input->judgement_count)
		return;
	assessor->said = SV_NEW_ARRAY(assessor->arena, struct sv_said,
				      assessor->year_count * assessor->commitment_count *
					  (assessor->member_count + 1));
	for (size_t i = 0; i < input->declaration_count; i++) {
		const struct sv_declaration *one = &input->declarations[i];
		struct sv_said *said =
		    one->state < 0 ? NULL : find_place(assessor, one->item, one->state, one->year);

		if (said)
			said->declaration = one;
	}
	for (size_t i = 0; i < input->judgement_count; i++) {
		const struct sv_judgement *one = &input->judgements[i];
		struct sv_said *said = find_place(assessor, one->item, one->state, one->year);

		if (said)
			said->judgement = one;
	}
}

/* Nothing else rates in the place of what is not released: a reader would take it for the last
 * word. */
static struct sv_said released(struct sv_said said)
{
	if (said.judgement && said.judgement->restricted)
		return (struct sv_said){.passed_over = "judgement"};
	if (said.declaration && said.declaration->restricted)
		return (struct sv_said){.passed_over = "declaration"};
	return said;
}

struct sv_said sv_assessor_said(const struct sv_assessor *assessor,
				const struct sv_compiled_item *item, int member, size_t year_index,
				enum sv_rating rating)
{
	bool is_judged = rating == SV_RATING_NEEDS_JUDGEMENT;
	bool is_declared = *item->item->declared_in && rating == SV_RATING_NOT_REPORTED;
	size_t index = (size_t)(item - assessor->items), all = assessor->member_count;
	struct sv_said said = {0};

	if ((!is_judged && !is_declared) || !assessor->said || index >= assessor->commitment_count)
		return said;
	said = *said_place(assessor, index, year_index, member < 0 ? all : (size_t)member);
	if (!said.judgement && item->item->scope != SV_SCOPE_MEMBER)
		said.judgement = said_place(assessor, index, year_index, all)->judgement;
	if (said.judgement || member < 0)
		said.declaration = NULL;
	return assessor->input->public_only ? released(said) : said;
}

static bool is_caveat(const struct sv_pledge_item *item, const struct sv_declaration *declaration)
{
	return *declaration->caveat && item->scope == SV_SCOPE_MEMBER;
}

/* A declaration stands in place of the rating where nobody is asked to judge. */
static bool stands(const struct sv_pledge_item *item)
{
	return *item->declared_in && !item->judges.count;
}

void sv_said_rating(const struct sv_said *said, const struct sv_pledge_item *item,
		    enum sv_rating *rating, enum sv_basis *basis)
{
	if (said->judgement) {
		*rating = said->judgement->rating;
		*basis = SV_BASIS_JUDGED;
	} else if (said->declaration && is_caveat(item, said->declaration)) {
		*rating = SV_RATING_NOT_APPLICABLE;
		*basis = SV_BASIS_DECLARED;
	} else if (said->declaration && stands(item)) {
		*rating = said->declaration->rating;
		*basis = SV_BASIS_DECLARED;
	}
}

static void add_origin(struct sv_assessor *assessor, struct sv_rated *rated,
		       const struct sv_origin *origin, const char *text)
{
	struct sv_fact_ref *refs;

	refs = SV_NEW_ARRAY(assessor->arena, struct sv_fact_ref, rated->ref_count + 1);
	if (rated->ref_count)
		memcpy(refs, rated->refs, rated->ref_count * sizeof(*refs));
	refs[rated->ref_count++] = (struct sv_fact_ref){.origin = *origin, .text = text};
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

static void tell_judgement(struct sv_assessor *assessor, const struct sv_judgement *judgement,
			   struct sv_rated *rated)
{
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

static void tell_declaration(struct sv_assessor *assessor, const struct sv_pledge_item *item,
			     const struct sv_declaration *declaration, struct sv_rated *rated)
{
	const char *name = assessor->input->reg->states[declaration->state].name;
	const char *title = sv_rating_title(declaration->rating);
	struct sv_arena *arena = assessor->arena;

	if (is_caveat(item, declaration)) {
		rated->reason = sv_arena_printf(arena, "%s invokes a national caveat in %s: %s",
						name, declaration->where, declaration->caveat);
	} else if (stands(item)) {
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

static void pass_over(struct sv_assessor *assessor, struct sv_rated *rated, const char *what)
{
	rated->reason =
	    sv_arena_printf(assessor->arena, "%s A %s stands in the record and is not released.",
			    rated->reason, what);
}

void sv_assessor_people(struct sv_assessor *assessor, const struct sv_compiled_item *item,
			int member, struct sv_rated *rated)
{
	size_t year_index = (size_t)(rated->year - assessor->input->year_first);
	struct sv_said said = sv_assessor_said(assessor, item, member, year_index, rated->rating);

	sv_said_rating(&said, item->item, &rated->rating, &rated->basis);
	if (!sv_assessor_tells(assessor, item))
		return;
	if (said.passed_over)
		pass_over(assessor, rated, said.passed_over);
	else if (said.judgement)
		tell_judgement(assessor, said.judgement, rated);
	else if (said.declaration)
		tell_declaration(assessor, item->item, said.declaration, rated);
}
