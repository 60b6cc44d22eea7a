/* SPDX-License-Identifier: EUPL-1.2 */
#include "chart/palette.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define INK "#1b1f24"
#define WHITE "#ffffff"

/* Full colour is for verdicts: a rating that people have yet to give is pale, or a grid that is
 * mostly waiting would shout down the few cells that say something.
 * Letter on ground has a contrast of at least 5.6.  In the dark the deep grounds would
 * sink into the paper, so they get a lighter edge. */
/* clang-format off */
static const struct sv_palette_entry palette[SV_RATING_COUNT] = {
	[SV_RATING_MET] = {
		"met", "kept", SV_MARK_DISC,
		{"#0f6b63", WHITE, "none"}, {"#0f6b63", WHITE, "#4fa79d"}},
	[SV_RATING_ON_TRACK] = {
		"on-track", "moving the right way", SV_MARK_HALF_DISC,
		{"#8fcfc7", INK, "none"}, {"#8fcfc7", INK, "none"}},
	[SV_RATING_NO_PROGRESS] = {
		"no-progress", "neither towards the target nor away", SV_MARK_RING,
		{"#cfcac1", INK, "none"}, {"#b9b4ab", INK, "none"}},
	[SV_RATING_REGRESSED] = {
		"regressed", "moving away", SV_MARK_TRIANGLE_DOWN,
		{"#d9822b", INK, "none"}, {"#d9822b", INK, "none"}},
	[SV_RATING_NOT_MET] = {
		"not-met", "not kept", SV_MARK_CROSS,
		{"#a3163c", WHITE, "none"}, {"#a3163c", WHITE, "#e0708f"}},
	[SV_RATING_UNDECIDED] = {
		"undecided", "the bounds lie on both sides of the target", SV_MARK_HATCH,
		{"#e9c46a", INK, "none"}, {"#e9c46a", INK, "none"}},
	[SV_RATING_NEEDS_JUDGEMENT] = {
		"needs-judgement", "people decide, no figure can", SV_MARK_DIAMOND,
		{"#e4dff4", "#43348f", "none"}, {"#2b2646", "#c9bff7", "#6c5fb0"}},
	[SV_RATING_NOT_REPORTED] = {
		"not-reported", "no public evidence", SV_MARK_DOTTED,
		{"none", "#5b6470", "#8b929b"}, {"none", "#9aa3ad", "#6d7680"}},
	[SV_RATING_NOT_APPLICABLE] = {
		"not-applicable", "does not apply, with the ground", SV_MARK_NONE,
		{"none", "#5b6470", "none"}, {"none", "#9aa3ad", "none"}},
};

static const struct {
	const char *name, *light, *dark;
} page_colours[] = {
	{"paper", "#fbfaf7", "#14171b"},
	{"ink", INK, "#e8e6e1"},
	{"muted", "#5b6470", "#9aa3ad"},
	{"rule", "#d9d6cf", "#333a42"},
	{"link", "#224b8f", "#8fb4f0"},
	{"ground", "#f2efe8", "#1d2126"}, /* of headings in tables and of rule texts */
	{"grey", "#a9a59c", "#6b727a"},   /* the many, behind the one that matters */
	{"target", "#a3163c", "#f08aa5"}, /* the line a value is held against */
};
/* clang-format on */

const struct sv_palette_entry *sv_palette_of(enum sv_rating rating)
{
	assert((unsigned)rating < SV_RATING_COUNT);
	return &palette[rating];
}

static void css_colours(struct sv_buf *out, bool dark)
{
	for (size_t i = 0; i < SV_ARRAY_LEN(page_colours); i++)
		sv_buf_printf(out, "--%s:%s;", page_colours[i].name,
			      dark ? page_colours[i].dark : page_colours[i].light);
	for (int i = 0; i < SV_RATING_COUNT; i++) {
		const struct sv_tone *tone = dark ? &palette[i].dark : &palette[i].light;

		sv_buf_printf(out, "--%s:%s;--%s-ink:%s;--%s-edge:%s;", palette[i].name,
			      tone->ground, palette[i].name, tone->ink, palette[i].name,
			      tone->edge);
	}
}

/* Classes, not style attributes: the portal's policy allows no inline style. */
static void css_symbols(struct sv_buf *out)
{
	for (int i = 0; i < SV_RATING_COUNT; i++) {
		const char *name = palette[i].name;

		sv_buf_printf(out, ".k-%s rect{fill:var(--%s);stroke:var(--%s-edge)}", name, name,
			      name);
		sv_buf_printf(out, ".k-%s .km{fill:var(--%s-ink);stroke:var(--%s-ink)}\n", name,
			      name, name);
	}
}

void sv_palette_css(struct sv_buf *out)
{
	sv_buf_text(out, ":root{color-scheme:light dark;");
	css_colours(out, false);
	/* Paper is white and takes no dark ground, whatever the screen prefers. */
	sv_buf_text(out, "}\n@media screen and (prefers-color-scheme:dark){:root{");
	css_colours(out, true);
	sv_buf_text(out, "}}\n");
	css_symbols(out);
}

/* The light value of a custom property, without its dashes; faces are those of web/report.css. */
static void resolve_one(struct sv_str name, struct sv_buf *out)
{
	static const char *const parts[] = {"", "-ink", "-edge"};

	for (size_t i = 0; i < SV_ARRAY_LEN(page_colours); i++)
		if (sv_str_is(name, page_colours[i].name))
			sv_buf_text(out, page_colours[i].light);
	for (int i = 0; i < SV_RATING_COUNT; i++) {
		const struct sv_tone *tone = &palette[i].light;
		const char *const values[] = {tone->ground, tone->ink, tone->edge};

		for (size_t k = 0; k < SV_ARRAY_LEN(parts); k++) {
			size_t len = strlen(palette[i].name);

			if (sv_str_starts(name, palette[i].name) && name.len >= len &&
			    sv_str_is((struct sv_str){name.ptr + len, name.len - len}, parts[k]))
				sv_buf_text(out, values[k]);
		}
	}
	if (sv_str_is(name, "sans"))
		sv_buf_text(out, "system-ui,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"DejaVu "
				 "Sans\",sans-serif");
	else if (sv_str_is(name, "serif"))
		sv_buf_text(out, "Charter,\"Bitstream Charter\",Cambria,Georgia,serif");
}

void sv_palette_resolve(struct sv_str css, struct sv_buf *out)
{
	static const char open[] = "var(--";

	while (css.len) {
		const char *at = memmem(css.ptr, css.len, open, strlen(open)), *end;
		size_t before = at ? (size_t)(at - css.ptr) : css.len;

		sv_buf_str(out, (struct sv_str){css.ptr, before});
		css.ptr += before;
		css.len -= before;
		end = css.len ? memchr(css.ptr, ')', css.len) : NULL;
		if (!end)
			break;
		at = css.ptr + strlen(open);
		resolve_one((struct sv_str){at, (size_t)(end - at)}, out);
		css.len -= (size_t)(end + 1 - css.ptr);
		css.ptr = end + 1;
	}
}

/* Letter in the left half of the cell, mark in the right one. */
static void draw_mark(struct sv_buf *out, enum sv_mark mark)
{
	switch (mark) {
	case SV_MARK_DISC: sv_buf_text(out, "<circle cx=\"19\" cy=\"11.5\" r=\"3.6\"/>"); break;
	case SV_MARK_HALF_DISC:
		sv_buf_text(out, "<path d=\"M19 7.9a3.6 3.6 0 0 1 0 7.2z\"/><circle cx=\"19\" "
				 "cy=\"11.5\" r=\"3.2\" class=\"kl\"/>");
		break;
	case SV_MARK_RING:
		sv_buf_text(out, "<circle cx=\"19\" cy=\"11.5\" r=\"3.2\" class=\"kl\"/>");
		break;
	case SV_MARK_TRIANGLE_DOWN: sv_buf_text(out, "<path d=\"M15 8.3h8l-4 7z\"/>"); break;
	case SV_MARK_CROSS:
		sv_buf_text(out, "<path d=\"M16 8.5l6 6m0-6l-6 6\" class=\"kl kb\"/>");
		break;
	case SV_MARK_DIAMOND:
		sv_buf_text(out, "<path d=\"M19 7l4.2 4.5-4.2 4.5-4.2-4.5z\"/>");
		break;
	case SV_MARK_HATCH:
		sv_buf_text(out, "<path d=\"M14 22l8-21M19 22l8-21M9 22l1-2.6\" class=\"kl kh\"/>");
		break;
	case SV_MARK_DOTTED:
	case SV_MARK_NONE: break;
	}
}

static void symbol_of(struct sv_buf *out, enum sv_rating rating)
{
	const struct sv_palette_entry *entry = &palette[rating];
	const char *edge = entry->mark == SV_MARK_DOTTED ? " stroke-dasharray=\"1.5 2.5\"" : "";
	bool lettered = entry->mark != SV_MARK_DOTTED && entry->mark != SV_MARK_NONE;

	sv_buf_printf(out, "<g id=\"k-%s\" class=\"k-%s\">", entry->name, entry->name);
	sv_buf_printf(out, "<rect x=\"1\" y=\"1\" width=\"%d\" height=\"%d\" rx=\"1.5\"%s/>",
		      SV_CELL_WIDTH - 2, SV_CELL_HEIGHT - 2, edge);
	sv_buf_text(out, "<g class=\"km\">");
	draw_mark(out, entry->mark);
	if (lettered)
		sv_buf_printf(out, "<text x=\"8.5\" y=\"15.8\" class=\"kt\">%s</text>",
			      sv_rating_letter(rating));
	else if (entry->mark == SV_MARK_NONE)
		sv_buf_text(out, "<path d=\"M10 11.5h7\" class=\"kl\"/>");
	sv_buf_text(out, "</g></g>");
}

/* A dot above or below the line of the benchmark. */
static void position_symbol(struct sv_buf *out, const char *id, const char *dot_y)
{
	sv_buf_printf(out,
		      "<g id=\"%s\"><path d=\"M5 11.5h17\" class=\"kp\"/><circle cx=\"13.5\" "
		      "cy=\"%s\" r=\"2.7\" class=\"kd\"/></g>",
		      id, dot_y);
}

void sv_palette_symbols(struct sv_buf *out)
{
	/* Not display:none: some browsers then draw nothing where the symbols are used. */
	sv_buf_text(out, "<svg class=\"symbols\" width=\"0\" height=\"0\" aria-hidden=\"true\" "
			 "xmlns=\"http://www.w3.org/2000/svg\"><defs>");
	for (int i = 0; i < SV_RATING_COUNT; i++)
		symbol_of(out, i);
	position_symbol(out, "k-above", "6.2");
	position_symbol(out, "k-below", "16.8");
	sv_buf_text(out, "<g id=\"k-level\"><path d=\"M5 11.5h17\" class=\"kp\" "
			 "stroke-dasharray=\"2 3\"/></g>");
	sv_buf_printf(out, "<g id=\"k-recalled\"><path d=\"M%d 1h-6l6 6z\" class=\"kr\"/></g>",
		      SV_CELL_WIDTH - 1);
	sv_buf_text(out, "</defs></svg>\n");
}

const char *sv_palette_symbol(enum sv_rating rating, char id[24])
{
	snprintf(id, 24, "k-%s", sv_palette_of(rating)->name);
	return id;
}

const char *sv_palette_position_symbol(int position)
{
	if (position == 0)
		return "k-level";
	return position > 0 ? "k-above" : "k-below";
}

void sv_palette_key(struct sv_buf *out, const char *symbol)
{
	sv_buf_printf(out,
		      "<svg class=\"key\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\"><use "
		      "href=\"#%s\"/></svg>",
		      SV_CELL_WIDTH, SV_CELL_HEIGHT, symbol);
}
