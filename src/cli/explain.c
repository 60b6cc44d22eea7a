/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explain.c - why a rating is what it is: the sentence, the promise, the rule as written, and its
 * terms with what each came to and from which rows.
 */
#include <inttypes.h>
#include <string.h>

#include "cli/review.h"
#include "cli/show.h"
#include "rules/unit.h"

static const char *truth_text(enum sv_truth truth)
{
	switch (truth) {
	case SV_FALSE: return "no";
	case SV_TRUE: return "yes";
	case SV_UNKNOWN: return "cannot be told: the bounds lie on both sides";
	default: return "cannot be told: figures are missing";
	}
}

static void heading(struct sv_out *out, const char *text)
{
	sv_out_text(out, "\n");
	sv_out_styled(out, SV_STYLE_STRONG, text);
	sv_out_text(out, "\n");
}

static void indented(struct sv_out *out, const char *text)
{
	sv_out_text(out, "  ");
	sv_out_wrapped(out, 2, 2, text);
}

#define RESULT_COLUMN 56 /* where what a term came to stands, when the term is short enough */
#define INDENT 2

/* What was said already: a rule looks at the same term and row again and again, in every clause and
 * every year, and a reader wants each once. */
struct telling {
	struct sv_arena *arena;
	struct sv_out *out;
	const struct sv_term **terms;
	size_t term_count, term_cap;
	const struct sv_fact_ref **refs;
	size_t ref_count, ref_cap;
};

static bool same_value(const struct sv_value *a, const struct sv_value *b)
{
	return a->known == b->known && a->unbounded == b->unbounded && a->missing == b->missing &&
	       (!a->known || (sv_rational_compare(a->lower, b->lower) == 0 &&
			      sv_rational_compare(a->upper, b->upper) == 0));
}

static bool same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Whether a term of several parts was told in full before; remembers it if not. */
static bool told_term(struct telling *telling, const struct sv_term *term)
{
	for (size_t i = 0; i < telling->term_count; i++) {
		const struct sv_term *other = telling->terms[i];

		if (same_text(term->text, other->text) && same_text(term->note, other->note) &&
		    term->is_condition == other->is_condition &&
		    (term->is_condition ? term->truth == other->truth
					: same_value(&term->value, &other->value)))
			return true;
	}
	telling->terms = sv_arena_grow(telling->arena, telling->terms, telling->term_count,
				       &telling->term_cap, sizeof(*telling->terms));
	telling->terms[telling->term_count++] = term;
	return false;
}

/* Whether all rows of a term were told before; a list is told whole or not at all. */
static bool told_refs(struct telling *telling, const struct sv_term *term)
{
	size_t known = 0;

	for (size_t k = 0; k < term->ref_count; k++) {
		const struct sv_fact_ref *ref = &term->refs[k];
		bool found = false;

		for (size_t i = 0; !found && i < telling->ref_count; i++)
			found = telling->refs[i]->origin.doc == ref->origin.doc &&
				telling->refs[i]->origin.row == ref->origin.row &&
				same_text(telling->refs[i]->text, ref->text);
		known += found;
		if (found)
			continue;
		telling->refs = sv_arena_grow(telling->arena, telling->refs, telling->ref_count,
					      &telling->ref_cap, sizeof(*telling->refs));
		telling->refs[telling->ref_count++] = ref;
	}
	return known == term->ref_count;
}

/* A number written in the rule says itself. */
static bool is_literal(const struct sv_term *term)
{
	return !term->is_condition && !term->child_count && !term->ref_count &&
	       ((term->text[0] >= '0' && term->text[0] <= '9') || term->text[0] == '-');
}

/* The term in one line: a rule may break a long one into several. */
static const char *one_line(struct sv_arena *arena, const char *text)
{
	char *line = sv_arena_alloc(arena, strlen(text) + 1), *end = line;

	for (const char *c = text; *c; c++) {
		bool space = *c == ' ' || *c == '\n' || *c == '\t';

		if (!space)
			*end++ = *c;
		else if (end > line && end[-1] != ' ')
			*end++ = ' ';
	}
	*end = '\0';
	return line;
}

/* The term and what it came to: beside it where there is room, else below. */
static void term_line(struct telling *telling, const struct sv_term *term, int indent)
{
	struct sv_out *out = telling->out;
	const char *text = one_line(telling->arena, term->text);
	const char *result = term->is_condition ? truth_text(term->truth)
						: sv_text_value(telling->arena, &term->value, NULL);
	int column = RESULT_COLUMN < out->width / 2 ? RESULT_COLUMN : out->width / 2;
	int width = indent + sv_text_columns(sv_str_from(text));

	sv_out_pad(out, indent);
	if (term->decided)
		result = sv_arena_printf(telling->arena, "%s  <- this decides", result);
	if (width + 2 + sv_text_columns(sv_str_from(result)) <= out->width) {
		sv_out_styled(out, term->decided ? SV_STYLE_STRONG : SV_STYLE_PLAIN, text);
		sv_out_pad(out, column - width > 2 ? column - width : 2);
	} else {
		sv_out_wrapped(out, indent, indent + 4, text);
		sv_out_pad(out, column);
	}
	sv_out_text(out, result);
	sv_out_text(out, "\n");
}

static void tell(struct telling *telling, const struct sv_term *term, int indent)
{
	bool rows_told;

	if (is_literal(term))
		return;
	term_line(telling, term, indent);
	if ((term->child_count || term->ref_count) && told_term(telling, term))
		return;
	rows_told = term->ref_count && told_refs(telling, term);
	if (!rows_told && term->note && term->note[0]) {
		sv_out_pad(telling->out, indent + INDENT);
		sv_out_wrapped(telling->out, indent + INDENT, indent + 2 * INDENT, term->note);
	}
	if (!rows_told)
		for (size_t i = 0; i < term->ref_count; i++)
			sv_out_ref(telling->out, indent + INDENT, &term->refs[i]);
	for (size_t i = 0; i < term->child_count; i++)
		tell(telling, &term->children[i], indent + INDENT);
}

static void tell_all(const struct sv_explanation *explanation, struct sv_arena *arena,
		     struct sv_out *out)
{
	struct telling telling = {.arena = arena, .out = out};

	for (size_t i = 0; i < explanation->term_count; i++)
		tell(&telling, &explanation->terms[i], INDENT);
	if (telling.ref_count)
		indented(out,
			 sv_arena_printf(arena,
					 "[%" PRId64 ":%d] is row %d of document %" PRId64
					 "; 'servanda record show %" PRId64 "' prints it.",
					 telling.refs[0]->origin.doc, telling.refs[0]->origin.row,
					 telling.refs[0]->origin.row, telling.refs[0]->origin.doc,
					 telling.refs[0]->origin.doc));
}

static const char *amount(struct sv_arena *arena, const struct sv_value *value)
{
	return value->known ? sv_arena_printf(arena, "%.2f", sv_rational_to_double(value->lower))
			    : "";
}

/* The parts of a collective gap, one member a line, under the three keys. */
static void tell_gap(const struct sv_least_change *least, struct sv_arena *arena,
		     struct sv_out *out)
{
	const char *unit = least->gap.unit;
	char text[SV_UNIT_TEXT_MAX];
	struct sv_unit parsed;

	if (sv_unit_parse_code(sv_str_from(unit), &parsed))
		unit = sv_unit_text(&parsed, text);
	indented(out,
		 sv_arena_printf(arena,
				 "Each member's part, %s, in %s: in proportion to what it is "
				 "itself below the benchmark; by the same percentage of its own "
				 "figure; and what it would need to be there by itself.",
				 least->gap_quantity, unit));
	sv_out_printf(out, "  %-20s %14s %14s %14s\n", "", "share of gap", "equal effort",
		      "to benchmark");
	for (size_t i = 0; i < least->part_count; i++) {
		const struct sv_gap_part *part = &least->parts[i];

		sv_out_text(out, "  ");
		sv_out_text(out, part->name);
		sv_out_pad(out, 20 - sv_text_columns(sv_str_from(part->name)));
		sv_out_printf(out, " %14s %14s %14s\n", amount(arena, &part->of_gap),
			      amount(arena, &part->equal_effort),
			      amount(arena, &part->to_benchmark));
	}
}

static void tell_least_change(const struct sv_least_change *least, struct sv_arena *arena,
			      struct sv_out *out)
{
	for (size_t i = 0; i < least->way_count; i++)
		indented(out, least->ways[i].text);
	for (size_t i = 0; i < least->none_count; i++)
		indented(out, least->none[i].text);
	if (least->gap_quantity)
		tell_gap(least, arena, out);
}

static bool shows_position(const struct sv_explanation *explanation)
{
	return explanation->rated->state && strcmp(explanation->item->scope, "collective") == 0;
}

static const char *member_name(const struct sv_assessment *assessment, const char *code)
{
	for (size_t m = 0; code && m < assessment->member_count; m++)
		if (strcmp(assessment->members[m], code) == 0)
			return assessment->member_names[m];
	return code ? code : "The participating states together";
}

void sv_explain_text(const struct sv_explanation *explanation, struct sv_arena *arena,
		     struct sv_out *out)
{
	const struct sv_rated *rated = explanation->rated;
	const struct sv_item *item = explanation->item;
	struct sv_str title;
	char on[32];

	title = sv_str_from(sv_arena_printf(arena, "%s, commitment %s, %s, %d",
					    member_name(explanation->assessment, rated->state),
					    item->number, item->title, rated->year));
	while (title.len) {
		sv_out_styled(out, SV_STYLE_STRONG,
			      sv_arena_str(arena, sv_text_take_line(&title, out->width)).ptr);
		sv_out_text(out, "\n");
	}
	sv_out_text(out, "  ");
	if (shows_position(explanation))
		sv_out_printf(out, " %s ", sv_position_text(rated));
	else
		sv_out_rating(out, rated->rating, sv_rating_title(rated->rating));
	if (rated->value.known)
		sv_out_printf(out, " %s", sv_text_value(arena, &rated->value, NULL));
	sv_out_end_line(out);
	sv_out_printf(out, "   as of %s, known from %" PRId64 " documents%s\n",
		      sv_day_prose(explanation->assessment->on, on),
		      explanation->assessment->known_size,
		      explanation->assessment->seen_only ? ", recalled rows left out" : "");
	if (rated->reason && rated->reason[0])
		indented(out, rated->reason);
	heading(out, "What was promised");
	indented(out, item->text);
	sv_out_text(out, "  ");
	sv_out_wrapped(out, 2, 2, item->basis);
	if (item->judges[0])
		indented(out, sv_arena_printf(arena, "judged by %s", item->judges));
	if (explanation->term_count) {
		heading(out, "How it was decided");
		tell_all(explanation, arena, out);
	}
	if (rated->basis != SV_BASIS_RULE) {
		heading(out, "Where it was said");
		for (size_t i = 0; i < rated->ref_count; i++)
			sv_out_ref(out, 2, &rated->refs[i]);
	}
	if (explanation->least_change) {
		heading(out, "The least change that would flip it");
		tell_least_change(explanation->least_change, arena, out);
	}
	heading(out, "The rule, as recorded");
	sv_out_rule(out, 2, item->rule_text);
	if (item->rule_ref.text)
		sv_out_ref(out, 2, &item->rule_ref);
}
