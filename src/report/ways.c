/* SPDX-License-Identifier: EUPL-1.2 */
/* What would flip a rating, and each member's part where the members together miss a benchmark. */
#include "chart/number.h"
#include "report/page.h"

static void amount(const struct sv_page *page, const struct sv_value *value)
{
	struct sv_decimal rounded = sv_rational_round(value->lower, 2);
	char text[SV_DECIMAL_TEXT_MAX];

	sv_buf_text(page->out, "<td class=\"number\">");
	if (value->known)
		sv_page_text(page, sv_decimal_text(rounded, text));
	sv_buf_text(page->out, "</td>");
}

/* One member a row, under the three keys of docs/least-change.md. */
static void gap_table(const struct sv_page *page, const struct sv_least_change *least)
{
	struct sv_buf unit = SV_BUF_INIT;

	sv_number_unit(&unit, least->gap.unit);
	sv_buf_text(page->out, "<table class=\"gap\"><caption>");
	sv_page_printf(page, "Each member's part of what the members together lack, %s, %.*s",
		       least->gap_quantity, SV_STR_ARG(sv_buf_view(&unit)));
	sv_buf_free(&unit);
	sv_buf_text(page->out,
		    "</caption><thead><tr><th scope=\"col\">Member</th><th scope=\"col\" "
		    "class=\"number\">Own figure</th><th scope=\"col\" class=\"number\">In "
		    "proportion to its own gap</th><th scope=\"col\" class=\"number\">By the same "
		    "percentage</th><th scope=\"col\" class=\"number\">Up to the benchmark by "
		    "itself</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < least->part_count; i++) {
		const struct sv_gap_part *part = &least->parts[i];

		sv_buf_text(page->out, "<tr><th scope=\"row\">");
		sv_page_text(page, part->name);
		sv_buf_text(page->out, "</th>");
		amount(page, &part->figure);
		amount(page, &part->of_gap);
		amount(page, &part->equal_effort);
		amount(page, &part->to_benchmark);
		sv_buf_text(page->out, "</tr>\n");
	}
	sv_buf_text(page->out, "</tbody></table>\n");
}

void sv_page_ways(const struct sv_page *page, const struct sv_least_change *least)
{
	if (!least)
		return;
	sv_buf_text(page->out, "<details class=\"rule ways\"><summary>What would flip it</summary>"
			       "\n<ul>\n");
	for (size_t i = 0; i < least->way_count; i++) {
		sv_buf_text(page->out, "<li>");
		sv_page_prose(page, least->ways[i].text);
		sv_buf_text(page->out, "</li>\n");
	}
	for (size_t i = 0; i < least->none_count; i++) {
		sv_buf_text(page->out, "<li class=\"muted\">");
		sv_page_prose(page, least->none[i].text);
		sv_buf_text(page->out, "</li>\n");
	}
	sv_buf_text(page->out, "</ul>\n");
	if (least->gap_quantity)
		gap_table(page, least);
	sv_buf_text(page->out, "</details>\n");
}
