/* SPDX-License-Identifier: EUPL-1.2 */
/* What a public rendition leaves out: counted for its readers, line by line for the log. */
#include <inttypes.h>
#include <string.h>

#include "base/csv.h"
#include "report/page.h"

static const char *state_code(const struct sv_register *reg, const struct sv_kept_back *row)
{
	return row->state < 0 ? "all" : reg->states[row->state].code;
}

void sv_kept_back_csv(const struct sv_kept_back_list *list, const struct sv_register *reg,
		      struct sv_buf *out)
{
	sv_buf_text(out, "kind,state,year,what,ground,document,row\n");
	for (size_t i = 0; i < list->count; i++) {
		const struct sv_kept_back *row = &list->rows[i];

		sv_buf_printf(out, "%s,%s,%d,", sv_kept_back_name(row->kind), state_code(reg, row),
			      row->year);
		sv_csv_field(out, sv_str_from(row->what));
		sv_buf_char(out, ',');
		sv_csv_field(out, sv_str_from(row->ground));
		sv_buf_printf(out, ",%" PRId64 ",%" PRId32 "\n", row->origin.doc, row->origin.row);
	}
}

/* The first of its kind and ground: one line of the table. */
static bool is_first(const struct sv_kept_back_list *list, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (list->rows[i].kind == list->rows[index].kind &&
		    strcmp(list->rows[i].ground, list->rows[index].ground) == 0)
			return false;
	return true;
}

static void line(const struct sv_page *page, const struct sv_kept_back_list *list, size_t first)
{
	size_t count = 0, states = 0;
	bool seen[SV_STATES_MAX] = {false};

	for (size_t i = first; i < list->count; i++) {
		const struct sv_kept_back *row = &list->rows[i];

		if (row->kind != list->rows[first].kind ||
		    strcmp(row->ground, list->rows[first].ground) != 0)
			continue;
		count++;
		if (row->state >= 0 && !seen[row->state]) {
			seen[row->state] = true;
			states++;
		}
	}
	sv_buf_text(page->out, "<tr><th scope=\"row\">");
	sv_page_printf(page, "%ss", sv_kept_back_name(list->rows[first].kind));
	sv_buf_text(page->out, "</th><td>");
	sv_page_text(page, list->rows[first].ground);
	sv_buf_printf(page->out,
		      "</td><td class=\"number\">%zu</td><td class=\"number\">%zu</td></tr>\n",
		      states, count);
}

void sv_page_kept_back(const struct sv_page *page)
{
	const struct sv_kept_back_list *list = &page->report->kept_back;

	if (!list->count) {
		sv_buf_text(page->out, "<p>Nothing on record is kept back.</p>\n");
		return;
	}
	sv_buf_text(
	    page->out,
	    "<p class=\"prose\">What stands here was taken out before anything was "
	    "assessed: no rating, sum or sentence of this rendition rests on it. A figure "
	    "that is kept back counts as withheld unless another source has one. The log "
	    "of the rendition names each row.</p>\n"
	    "<table><caption>Kept back, by ground</caption><thead><tr>"
	    "<th scope=\"col\">What</th><th scope=\"col\">Ground</th>"
	    "<th scope=\"col\">States</th><th scope=\"col\">Rows</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < list->count; i++)
		if (is_first(list, i))
			line(page, list, i);
	sv_buf_text(page->out, "</tbody></table>\n");
}
