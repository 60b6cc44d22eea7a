/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/page.h"

#include "chart/figure.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "chart/number.h"
#include "chart/palette.h"

void sv_page_init(struct sv_page *page, const struct sv_report *report, struct sv_arena *arena,
		  struct sv_buf *out)
{
	*page = (struct sv_page){
	    .report = report, .assessment = report->year, .arena = arena, .out = out};
	sv_summarise(arena, report->year, &page->summary);
}

const char *sv_page_href(const struct sv_page *page, const char *number, const char *state)
{
	const struct sv_report_links *links = page->report->links;

	if (!links)
		return number ? sv_arena_printf(page->arena, "#c%s%s%s", number, state ? "-" : "",
						state ? state : "")
			      : sv_arena_printf(page->arena, "#m-%s", state);
	if (!number)
		return sv_arena_printf(page->arena, "/states/%s%s", state, links->query);
	return sv_arena_printf(page->arena, "/commitments/%s%s%s%s", number, state ? "/" : "",
			       state ? state : "", links->query);
}

const char *sv_page_href_source(const struct sv_page *page, struct sv_str id)
{
	const struct sv_report_links *links = page->report->links;

	if (!links)
		return sv_arena_printf(page->arena, "#source-%.*s", SV_STR_ARG(id));
	return sv_arena_printf(page->arena, "/record/sources%s#source-%.*s", links->query,
			       SV_STR_ARG(id));
}

bool sv_page_is_empty(const struct sv_page *page)
{
	return !page->assessment->item_count || !page->assessment->member_count;
}

void sv_page_text(const struct sv_page *page, const char *text)
{
	sv_html_text(page->out, sv_str_from(text));
}

/* " %" after a digit, or a minus sign before one. */
static const char *better_sign(const char *text, const char *at)
{
	if (at[0] == ' ' && at[1] == '%' && at > text && isdigit((unsigned char)at[-1]))
		return SV_THIN_SPACE;
	if (at[0] == '-' && isdigit((unsigned char)at[1]) && (at == text || at[-1] == ' '))
		return SV_MINUS;
	return NULL;
}

void sv_page_prose(const struct sv_page *page, const char *text)
{
	const char *start = text;

	for (const char *at = text; *at; at++) {
		const char *sign = better_sign(text, at);

		if (!sign)
			continue;
		sv_html_text(page->out, (struct sv_str){start, (size_t)(at - start)});
		sv_buf_text(page->out, sign);
		start = at + 1;
	}
	sv_page_text(page, start);
}

void sv_page_printf(const struct sv_page *page, const char *fmt, ...)
{
	char line[2048];
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(line, sizeof(line), fmt, args);
	va_end(args);
	if (len > 0)
		sv_html_text(page->out,
			     (struct sv_str){line, (size_t)len < sizeof(line) ? (size_t)len
									      : sizeof(line) - 1});
}

static void key_and_word(const struct sv_page *page, const char *symbol, const char *word)
{
	sv_buf_text(page->out, "<span class=\"rating\">");
	sv_palette_key(page->out, symbol);
	sv_buf_char(page->out, ' ');
	sv_page_text(page, word);
	sv_buf_text(page->out, "</span>");
}

void sv_page_rating(const struct sv_page *page, enum sv_rating rating)
{
	char symbol[24];

	key_and_word(page, sv_palette_symbol(rating, symbol), sv_rating_title(rating));
}

const char *sv_position_title(int position)
{
	if (position == 0)
		return "no statement possible";
	return position > 0 ? "at or above the benchmark" : "below the benchmark";
}

void sv_page_position(const struct sv_page *page, int position)
{
	key_and_word(page, sv_palette_position_symbol(position), sv_position_title(position));
}

void sv_page_cell(const struct sv_page *page, size_t item, const struct sv_rated *rated)
{
	if (page->summary.items[item].positions)
		sv_page_position(page, rated->position);
	else
		sv_page_rating(page, rated->rating);
}

const char *sv_page_value_beside(const struct sv_page *page, const struct sv_value *value,
				 const struct sv_rational *target)
{
	struct sv_buf text = SV_BUF_INIT;
	const char *copy;

	sv_number_value(&text, value, target);
	copy = sv_arena_str(page->arena, sv_buf_view(&text)).ptr;
	sv_buf_free(&text);
	return copy;
}

const char *sv_page_value(const struct sv_page *page, size_t item, const struct sv_value *value)
{
	const struct sv_collective *collective = page->summary.items[item].collective;

	return sv_page_value_beside(
	    page, value, collective && collective->has_target ? &collective->target : NULL);
}

const char *sv_page_group_title(const struct sv_page *page, const char *key)
{
	for (size_t i = 0; i < page->assessment->group_count; i++) {
		if (strcmp(page->assessment->groups[i].key, key) == 0)
			return page->assessment->groups[i].title;
	}
	return "";
}

const char *sv_page_member_list(const struct sv_page *page, const size_t *members, size_t count)
{
	struct sv_buf text = SV_BUF_INIT;
	const char *copy;

	for (size_t i = 0; i < count; i++) {
		if (i)
			sv_buf_text(&text, i + 1 == count ? " and " : ", ");
		sv_buf_text(&text, page->assessment->member_names[members[i]]);
	}
	copy = sv_arena_str(page->arena, sv_buf_view(&text)).ptr;
	sv_buf_free(&text);
	return copy;
}

void sv_page_figure_files(const struct sv_page *page, struct sv_chart_figure *figure)
{
	const struct sv_report_links *links = page->report->links;

	if (links && links->svg_base)
		figure->svg_href =
		    sv_arena_printf(page->arena, "%s%s", links->svg_base, figure->id);
	if (links && links->png_base)
		figure->png_href =
		    sv_arena_printf(page->arena, "%s%s", links->png_base, figure->id);
}
