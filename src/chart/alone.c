/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/alone.h"

#include <stdlib.h>
#include <string.h>

#include "base/asset.h"
#include "chart/palette.h"
#include "chart/scale.h"
#include "chart/svg.h"

#define MARGIN 12.0
#define TITLE_SIZE 15.0
#define TITLE_LINE 20.0
#define SOURCE_SIZE 10.5
#define SOURCE_LINE 14.0

static const char *find(struct sv_str text, const char *wanted)
{
	return text.ptr ? memmem(text.ptr, text.len, wanted, strlen(wanted)) : NULL;
}

static struct sv_str from(struct sv_str text, const char *at)
{
	return (struct sv_str){at, text.len - (size_t)(at - text.ptr)};
}

/* The text of the first element of that opening, up to its end; empty when there is none. */
static struct sv_str inside(struct sv_str text, const char *open, const char *close)
{
	const char *at = find(text, open), *start, *end;

	if (!at)
		return SV_STR_NONE;
	start = memchr(at, '>', from(text, at).len);
	end = start ? find(from(text, start), close) : NULL;
	return end ? (struct sv_str){start + 1, (size_t)(end - start - 1)} : SV_STR_NONE;
}

/* The first value of an attribute, up to its quote. */
static struct sv_str quoted(struct sv_str text, const char *open)
{
	const char *at = find(text, open), *end;

	if (!at)
		return SV_STR_NONE;
	at += strlen(open);
	end = memchr(at, '"', from(text, at).len);
	return (struct sv_str){at, end ? (size_t)(end - at) : 0};
}

/* Width and height of a drawing's viewBox. */
static void size_of(struct sv_str svg, double *ret_width, double *ret_height)
{
	static const char view[] = "viewBox=\"0 0 ";
	const char *at = find(svg, view);
	char *after;

	*ret_width = at ? strtod(at + strlen(view), &after) : 0;
	*ret_height = at ? strtod(after, NULL) : 0;
}

/* Escaped text in as many lines as the width asks for; returns how many.  out NULL: only count. */
static int lines(struct sv_str text, const char *class, double size, double width, double y,
		 double step, struct sv_buf *out)
{
	int count = 0;

	while (text.len) {
		size_t fit = sv_text_fit(text, size, width), cut = fit;

		while (cut && cut < text.len && text.ptr[cut] != ' ')
			cut--;
		if (!cut)
			cut = SV_MAX(fit, (size_t)1);
		if (out) {
			sv_buf_printf(out, "<text class=\"%s\" x=\"0\" y=\"", class);
			sv_svg_place(out, y + step * count);
			sv_buf_printf(out, "\">%.*s</text>\n", (int)cut, text.ptr);
		}
		count++;
		text = sv_str_trim((struct sv_str){text.ptr + cut, text.len - cut});
	}
	return count;
}

static void style(struct sv_buf *out)
{
	sv_buf_text(out, "<style>");
	sv_palette_resolve(SV_STR("svg{background:var(--paper)}text{font-family:var(--sans)}"
				  ".alone-title{font:600 15px var(--serif);fill:var(--ink)}"
				  ".alone-source{font-size:10.5px;fill:var(--muted)}"),
			   out);
	for (int i = 0; i < SV_RATING_COUNT; i++) {
		const struct sv_palette_entry *entry = sv_palette_of((enum sv_rating)i);

		sv_buf_printf(out, ".k-%s rect{fill:%s;stroke:%s}.k-%s .km{fill:%s;stroke:%s}",
			      entry->name, entry->light.ground, entry->light.edge, entry->name,
			      entry->light.ink, entry->light.ink);
	}
	sv_palette_resolve(sv_asset_bytes("chart.css"), out);
	sv_palette_resolve(sv_asset_bytes("drawing.css"), out);
	sv_buf_text(out, "</style>\n");
}

/* What is inside the drawing, its links without their address. */
static void content(struct sv_str svg, struct sv_buf *out)
{
	static const char link[] = "<a href=\"";
	const char *start = memchr(svg.ptr, '>', svg.len);
	const char *end = svg.ptr + svg.len - strlen("</svg>");
	struct sv_str rest = {start + 1, (size_t)(end - start - 1)};

	while (rest.len) {
		const char *at = find(rest, link), *quote;

		if (!at) {
			sv_buf_str(out, rest);
			return;
		}
		sv_buf_str(out, (struct sv_str){rest.ptr, (size_t)(at - rest.ptr)});
		sv_buf_text(out, "<a");
		quote = memchr(at + strlen(link), '"', from(rest, at + strlen(link)).len);
		rest = from(rest, quote + 1);
	}
}

/* What a reader sees of markup: without its tags. */
static void without_tags(struct sv_str markup, struct sv_buf *out)
{
	bool in_tag = false;

	for (size_t i = 0; i < markup.len; i++) {
		char c = markup.ptr[i];

		if (c == '<')
			in_tag = true;
		else if (c == '>')
			in_tag = false;
		else if (!in_tag)
			sv_buf_char(out, c == '\n' ? ' ' : c);
	}
}

static void frame(double width, double height, double top, double bottom, struct sv_buf *out)
{
	sv_buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			 "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"");
	sv_svg_place(out, -MARGIN);
	sv_buf_char(out, ' ');
	sv_svg_place(out, -MARGIN - top);
	for (int i = 0; i < 2; i++) {
		sv_buf_text(out, i ? "\" width=\"" : " ");
		sv_svg_place(out, width + 2 * MARGIN);
		sv_buf_text(out, i ? "\" height=\"" : " ");
		sv_svg_place(out, height + top + bottom + 2.5 * MARGIN);
	}
	sv_buf_text(out, "\">\n");
	style(out);
	sv_buf_text(out, "<rect x=\"-12\" y=\"-200\" width=\"100%\" height=\"300%\" ");
	sv_palette_resolve(SV_STR("fill=\"var(--paper)\"/>\n"), out);
}

void sv_chart_alone(struct sv_str svg, struct sv_str markup, struct sv_buf *out)
{
	_cleanup_(sv_buf_free) struct sv_buf plain = SV_BUF_INIT;
	struct sv_str title = inside(svg, "<title", "</title>");
	double width, height, top, bottom;
	struct sv_str source;

	without_tags(markup, &plain);
	source = sv_str_trim(sv_buf_view(&plain));
	size_of(svg, &width, &height);
	top = TITLE_LINE * lines(title, "", TITLE_SIZE, width, 0, 0, NULL) + 8;
	bottom = SOURCE_LINE * lines(source, "", SOURCE_SIZE, width, 0, 0, NULL);
	frame(width, height, top, bottom, out);
	lines(title, "alone-title", TITLE_SIZE, width, TITLE_SIZE - top, TITLE_LINE, out);
	lines(source, "alone-source", SOURCE_SIZE, width, height + MARGIN + SOURCE_SIZE,
	      SOURCE_LINE, out);
	if (find(svg, "href=\"#k-"))
		sv_palette_symbols(out);
	/* The classes of its frame hold for what is in it. */
	sv_buf_text(out, "<g class=\"");
	sv_buf_str(out, quoted(svg, "class=\""));
	sv_buf_text(out, "\">");
	content(svg, out);
	sv_buf_text(out, "</g>\n</svg>\n");
}

bool sv_chart_cut(struct sv_str page, const char *id, struct sv_str *ret_svg,
		  struct sv_str *ret_source)
{
	_cleanup_(sv_buf_free) struct sv_buf named = SV_BUF_INIT;
	const char *at, *start, *end, *next;
	struct sv_str after;

	sv_buf_printf(&named, "aria-labelledby=\"%s-t\"", id);
	at = find(page, named.ptr);
	start = at ? memrchr(page.ptr, '<', (size_t)(at - page.ptr)) : NULL;
	if (!at) {
		sv_buf_clear(&named);
		sv_buf_printf(&named, "<figure class=\"figure\" id=\"%s\">", id);
		at = find(page, named.ptr);
		start = at ? find(from(page, at), "<svg xmlns=") : NULL;
	}
	if (!start || !sv_str_starts(from(page, start), "<svg"))
		return false;
	end = find(from(page, start), "</svg>");
	if (!end)
		return false;
	end += strlen("</svg>");
	*ret_svg = (struct sv_str){start, (size_t)(end - start)};
	after = from(page, end);
	next = find(after, "<svg");
	if (next)
		after.len = (size_t)(next - after.ptr);
	*ret_source = inside(after, "<p class=\"figure-source\"", "</p>");
	return true;
}
