/* SPDX-License-Identifier: EUPL-1.2 */
/* How many types of equipment states have, by a stated rule, and what an adoption would change. */
#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "app/equipment.h"
#include "chart/bars.h"
#include "chart/figure.h"
#include "http/pages.h"
#include "report/data.h"
#include "report/overlap.h"

static const char *effective(struct sv_request *request, const struct sv_type_count *count)
{
	char text[SV_DECIMAL_TEXT_MAX];

	if (!count->effective.num)
		return "not known";
	return sv_arena_cstr(request->arena,
			     sv_decimal_text(sv_rational_round(count->effective, 1), text));
}

static void option(struct sv_request *request, const char *value, const char *text, bool selected)
{
	sv_html(request, "<option value=\"");
	sv_text(request, value);
	sv_html(request, selected ? "\" selected>" : "\">");
	sv_text(request, text);
	sv_html(request, "</option>");
}

static const char *in_words(struct sv_request *request, const char *key)
{
	char *text = (char *)(uintptr_t)sv_arena_cstr(request->arena, key);

	for (char *c = text; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	return text;
}

/* As a heading begins. */
static const char *with_capital(struct sv_request *request, const char *key)
{
	char *text = (char *)(uintptr_t)in_words(request, key);

	text[0] = (char)toupper((unsigned char)text[0]);
	return text;
}

static const char *source_title(const struct sv_types_answer *answer)
{
	const char *id = answer->equipment.count ? answer->equipment.rows[0].origin.source : "";

	for (size_t i = 0; i < answer->reg->source_count; i++)
		if (strcmp(answer->reg->sources[i].id, id) == 0)
			return answer->reg->sources[i].title;
	return id;
}

static void text_field(struct sv_request *request, const char *label, const char *name,
		       const char *value, const char *more)
{
	sv_htmlf(request, "<label>%s <input name=\"%s\" value=\"", label, name);
	sv_text(request, value ? value : "");
	sv_htmlf(request, "\" size=\"14\"%s></label>\n", more);
}

static void category_field(struct sv_request *request, const struct sv_types_answer *answer)
{
	const char **categories = sv_equipment_categories(request->arena, &answer->equipment);
	bool single = false;

	sv_html(request, "<label>Category <select name=\"category\">");
	for (size_t i = 0; categories[i]; i++) {
		bool is_it = strcmp(categories[i], answer->category) == 0;

		single = single || is_it;
		option(request, categories[i], in_words(request, categories[i]), is_it);
	}
	if (!single)
		option(request, answer->category, in_words(request, answer->category), true);
	sv_html(request, "</select></label>\n");
}

static void rule_field(struct sv_request *request, const struct sv_types_answer *answer)
{
	const char *now = sv_type_rule_text(request->arena, &answer->question.rule);

	sv_html(request, "<label>One type is a <select name=\"rule\">");
	for (int i = 0; i < 2 * SV_TYPE_RULES; i++) {
		struct sv_type_rule rule = {(enum sv_type_unit)(i % 3), i / 3 % 2,
					    i >= SV_TYPE_RULES};
		const char *text = sv_type_rule_text(request->arena, &rule);

		option(request, text, text, strcmp(text, now) == 0);
	}
	sv_html(request, "</select></label>\n");
}

static void question_form(struct sv_request *request, const struct sv_types_answer *answer)
{
	static const char *const kept[] = {"on", "known", "confidence"};

	sv_html(request, "<form class=\"line\" method=\"get\" action=\"/overlap/types\">\n");
	for (size_t i = 0; i < SV_ARRAY_LEN(kept); i++)
		if (sv_request_value(request, kept[i]))
			sv_htmlf(request, "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n",
				 kept[i], sv_request_value(request, kept[i]));
	category_field(request, answer);
	rule_field(request, answer);
	text_field(request, "States", "states", answer->states_text,
		   " title=\"codes, EU or members\"");
	text_field(request, "beside", "against", answer->against_text, " placeholder=\"USA\"");
	text_field(request, "What if", "by", sv_request_value(request, "by"),
		   " placeholder=\"POL,CZE,SVK\"");
	text_field(request, "took", "adopt", sv_request_value(request, "adopt"), " list=\"types\"");
	sv_html(request, "<datalist id=\"types\">");
	for (size_t i = 0; i < answer->count.type_count; i++)
		option(request, answer->count.types[i].name, "", false);
	sv_html(request, "</datalist>\n<button>Count</button></form>\n");
}

static const char *units_text(struct sv_request *request, const struct sv_type *type)
{
	if (type->unknown_counts && !type->units)
		return "number not known";
	return sv_arena_printf(request->arena, "%" PRId64 "%s", type->units,
			       type->unknown_counts ? " and more" : "");
}

/* Bars of units by type, most first; the table behind names who has each. */
static void types_figure(struct sv_request *request, const struct sv_types_answer *answer,
			 const struct sv_type_count *count, const char *id, const char *title)
{
	static const struct sv_table_column columns[] = {
	    {"Type", false}, {"Units", true}, {"States", false}};
	struct sv_chart_table table = {
	    .caption = title, .columns = columns, .column_count = SV_ARRAY_LEN(columns)};
	struct sv_bars_row *rows =
	    SV_NEW_ARRAY(request->arena, struct sv_bars_row, count->type_count + 1);
	const char *png = sv_layout_drawing_base(request, SV_FORMAT_PNG);
	const struct sv_chart_figure figure = {
	    .id = id,
	    .title = title,
	    .unit = "Units by type, with the states that have it",
	    .note = sv_arena_printf(
		request->arena,
		"Counted by %s. Rows without a count: %zu; without a type: %zu; without a "
		"generation: %zu.",
		sv_type_rule_text(request->arena, &answer->question.rule), count->unknown_counts,
		count->unspecified, count->without_generation),
	    .source = sv_arena_printf(request->arena, "Source: %s, %d", source_title(answer),
				      answer->question.year),
	    .svg_href = sv_arena_printf(request->arena, "%s%s",
					sv_layout_drawing_base(request, SV_FORMAT_SVG), id),
	    .png_href = png ? sv_arena_printf(request->arena, "%s%s", png, id) : NULL,
	};
	struct sv_bars bars = {.id = sv_arena_printf(request->arena, "%s-drawing", id),
			       .title = title,
			       .desc = "One bar a type, as long as it has units. The table behind "
				       "says the same.",
			       .high = 1,
			       .rows = rows};

	for (size_t i = 0; i < count->type_count; i++) {
		const struct sv_type *type = &count->types[i];
		const char *codes =
		    sv_overlap_codes(request->arena, answer->reg, type->states, type->state_count);
		const char **row = sv_table_row(request->arena, &table);

		bars.high = SV_MAX(bars.high, (double)type->units);
		rows[bars.row_count++] = (struct sv_bars_row){
		    .label = type->name,
		    .says = type->state_count <= 4
				? sv_arena_printf(request->arena, "%s, %s",
						  units_text(request, type), codes)
				: sv_arena_printf(request->arena, "%s, %zu states",
						  units_text(request, type), type->state_count),
		    .style = SV_BARS_FILLED,
		    .to = (double)type->units,
		};
		row[0] = type->name;
		row[1] = units_text(request, type);
		row[2] = codes;
	}
	if (!bars.row_count)
		return;
	sv_figure_begin(&request->out, &figure);
	sv_bars_svg(&bars, &request->out);
	sv_figure_end(&request->out, &figure, &table);
}

/* No figure stands without the rule that gives it: the same states under each of them. */
static void by_each_rule(struct sv_request *request, const struct sv_types_answer *answer)
{
	sv_layout_part(request, "rules", "By each rule");
	sv_html(request, "<table class=\"list\"><thead><tr><th scope=\"col\">One type is a</th><th "
			 "scope=\"col\" class=\"number\">Types</th><th scope=\"col\" "
			 "class=\"number\">Effective types</th>");
	if (answer->against_text) {
		sv_html(request, "<th scope=\"col\" class=\"number\">");
		sv_text(request, answer->against_text);
		sv_html(request, "</th>");
	}
	sv_html(request, "</tr></thead><tbody>\n");
	for (int i = 0; i < SV_TYPE_RULES; i++) {
		struct sv_types_answer other;

		sv_types_by_rule(request->arena, answer, i, &other);
		sv_html(request, "<tr><th scope=\"row\">");
		sv_text(request, sv_type_rule_text(request->arena, &other.question.rule));
		sv_htmlf(request, "</th><td class=\"number\">%zu</td><td class=\"number\">%s</td>",
			 other.count.type_count, effective(request, &other.count));
		if (answer->against_text)
			sv_htmlf(request, "<td class=\"number\">%zu</td>",
				 other.against_result.type_count);
		sv_html(request, "</tr>\n");
	}
	sv_html(request, "</tbody></table>\n<p class=\"prose\">The effective number of types is "
			 "the square of all units, divided by the sum of the squares of each "
			 "type's: it moves little for a few old vehicles.</p>\n");
	sv_layout_part_end(request);
}

/* A unit as people write it: "EUR billion", "%"; what is no unit of a rule is a word. */
static void unit(struct sv_request *request, const char *name)
{
	_cleanup_(sv_buf_free) struct sv_buf text = SV_BUF_INIT;

	if (strcmp(name, "TYPES") == 0)
		sv_buf_text(&text, "types");
	else if (strcmp(name, "PCT") == 0)
		sv_buf_text(&text, "%");
	else if (strncmp(name, "EUR_", 4) == 0)
		sv_buf_printf(&text, "EUR %s", strcmp(name + 4, "BN") == 0 ? "billion" : "million");
	else
		sv_buf_text(&text, name);
	sv_html_text(&request->out, sv_buf_view(&text));
}

static void claims(struct sv_request *request, const struct sv_types_answer *answer)
{
	bool any = false;

	for (size_t i = 0; i < answer->claims.count; i++) {
		const struct sv_claim *claim = &answer->claims.items[i];

		if (!sv_types_claim_fits(answer, claim))
			continue;
		if (!any) {
			sv_layout_part(request, "claims", "Said in public");
			sv_html(request, "<ul class=\"changes\">\n");
		}
		any = true;
		sv_html(request, "<li><b>");
		sv_textf(request, "%s%s%s%s%s ", claim->low, claim->high[0] ? "\xe2\x80\x93" : "",
			 claim->high, claim->against[0] ? " against " : "", claim->against);
		unit(request, claim->unit);
		sv_html(request, "</b>: ");
		sv_textf(request, "%s (%s; ", claim->about, claim->method);
		sv_source_links(request, claim->origin.source);
		sv_textf(request, ")%s%s ", claim->note[0] ? "; " : "", claim->note);
		sv_origin_link(request, &claim->origin);
		sv_recalled(request, &claim->origin);
		sv_html(request, "</li>\n");
	}
	if (!any)
		return;
	sv_html(request, "</ul>\n");
	sv_layout_part_end(request);
}

static void what_if(struct sv_request *request, const struct sv_types_answer *answer)
{
	if (!answer->what_if)
		return;
	sv_layout_part(request, "what-if", "What if");
	sv_html(request, "<p class=\"lead\">If ");
	sv_textf(request,
		 "%s replace what they have by %s, unit for unit: %zu types instead of %zu, "
		 "effective %s instead of %s. %s",
		 sv_overlap_codes(request->arena, answer->reg, answer->question.adopters,
				  answer->question.adopter_count),
		 answer->question.adopted, answer->after.type_count, answer->count.type_count,
		 effective(request, &answer->after), effective(request, &answer->count),
		 sv_types_adoption(request->arena, answer));
	sv_html(request,
		"</p>\n<p class=\"prose\">What that saves is not computed here; what others "
		"estimate are ranges.</p>\n");
	types_figure(request, answer, &answer->after, "types-after", "The types that are left");
	sv_layout_part_end(request);
}

/* What a state has alone, and what most others share. */
static void joins(struct sv_request *request, const struct sv_types_answer *answer)
{
	struct sv_type_joins found;

	sv_types_joins(request->arena, &answer->count, &found);
	if (!found.count)
		return;
	sv_layout_part(request, "joins", "Who could join whom");
	sv_html(
	    request,
	    "<p class=\"prose\">What a state has alone, beside the type that most share, or one "
	    "that it has already and that half as many share or more. Whether it fits is not "
	    "said.</p>\n<table class=\"list\"><thead><tr><th scope=\"col\">State</th><th "
	    "scope=\"col\">Alone with</th><th scope=\"col\" class=\"number\">Units</th><th "
	    "scope=\"col\">Shared type</th><th scope=\"col\">Shared by</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < found.count; i++) {
		const struct sv_type_join *join = &found.items[i];
		const char *code = answer->reg->states[join->state].code;
		bool unknown = join->alone->unknown_counts && !join->alone->units;

		sv_html(request, "<tr><th scope=\"row\" class=\"code\">");
		sv_layout_link(request, sv_arena_printf(request->arena, "/states/%s", code), code);
		sv_html(request, "</th><td>");
		sv_text(request, join->alone->name);
		sv_html(request, "</td><td class=\"number\">");
		if (unknown)
			sv_html(request, "not known");
		else
			sv_htmlf(request, "%" PRId64 "%s", join->alone->units,
				 join->alone->unknown_counts ? "+" : "");
		sv_html(request, "</td><td>");
		sv_text(request, join->join->name);
		sv_html(request, join->has_it ? " (it has it)</td><td class=\"code\">"
					      : "</td><td class=\"code\">");
		sv_text(request, sv_overlap_codes(request->arena, answer->reg, join->join->states,
						  join->join->state_count));
		sv_html(request, "</td></tr>\n");
	}
	sv_html(request, "</tbody></table>\n");
	sv_layout_part_end(request);
}

static void page(struct sv_request *request, const struct sv_types_answer *answer)
{
	const struct sv_type_count *count = &answer->count;

	sv_layout_begin(request, "Types of equipment", "Overlap");
	sv_html(request, "<header class=\"title\"><p class=\"over\">");
	sv_layout_link(request, "/overlap", "Overlap");
	sv_html(request, "</p><h1>");
	sv_textf(request, "%s: %zu type%s", with_capital(request, answer->category),
		 count->type_count, count->type_count == 1 ? "" : "s");
	if (answer->against_text)
		sv_textf(request, ", %zu in %s", answer->against_result.type_count,
			 answer->against_text);
	sv_html(request, "</h1><p class=\"under\">");
	sv_textf(request,
		 "%s, %d, counted by %s; effective number %s, %" PRId64 " units of known count",
		 answer->states_text, answer->question.year,
		 sv_type_rule_text(request->arena, &answer->question.rule),
		 effective(request, count), count->units);
	sv_html(request, "</p></header>\n");
	sv_speaks_to_links(request, answer->commitments, answer->commitment_count);
	question_form(request, answer);
	what_if(request, answer);
	types_figure(request, answer, count, "types-now",
		     sv_arena_printf(request->arena, "%s of %s by type, %d",
				     with_capital(request, answer->category), answer->states_text,
				     answer->question.year));
	if (answer->against_text)
		types_figure(request, answer, &answer->against_result, "types-against",
			     sv_arena_printf(request->arena, "%s of %s by type, %d",
					     in_words(request, answer->category),
					     answer->against_text, answer->question.year));
	by_each_rule(request, answer);
	joins(request, answer);
	claims(request, answer);
	sv_layout_end(request);
}

/* Without a category: the first that the record has. */
static int first_category(struct sv_request *request, const char **ret, struct sv_error *err)
{
	struct sv_equipment equipment;
	struct sv_claims ignored;
	int r = sv_app_equipment(request->app, request->arena, request->snapshot->reg,
				 &request->moment, &request->reading, &equipment, &ignored, err);

	if (r < 0)
		return r;
	if (!equipment.count)
		return sv_fail(err, SV_ENOTFOUND,
			       "the record has no types of equipment at this moment");
	*ret = equipment.rows[0].category;
	return 0;
}

int sv_get_types(struct sv_request *request, struct sv_error *err)
{
	struct sv_types_asked asked = {
	    .category = sv_request_value(request, "category"),
	    .year = sv_request_value(request, "edition"),
	    .rule = sv_request_value(request, "rule"),
	    .states = sv_request_value(request, "states"),
	    .against = sv_request_value(request, "against"),
	    .adopt = sv_request_value(request, "adopt"),
	    .by = sv_request_value(request, "by"),
	};
	struct sv_json json = SV_JSON_INIT(&request->out);
	struct sv_types_answer answer;
	int r = 0;

	if (!asked.adopt != !asked.by)
		return sv_fail(err, SV_EINVALID,
			       "'adopt' and 'by' go together: the type, and the states that take "
			       "it");
	if (!asked.category)
		r = first_category(request, &asked.category, err);
	if (r >= 0)
		r = sv_app_types(request->app, request->arena, &request->moment, &request->reading,
				 &asked, &answer, err);
	if (r < 0)
		return r;
	if (request->call.format == SV_FORMAT_JSON)
		sv_types_json(request->arena, &answer, &json);
	else if (request->call.format == SV_FORMAT_CSV)
		sv_types_csv(&answer, &request->out);
	else
		page(request, &answer);
	return 0;
}
