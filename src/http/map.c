/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/map.h"

#include <pthread.h>
#include <string.h>

#include "base/asset.h"
#include "chart/heat.h"
#include "chart/palette.h"

#define MARK_AREA 380 /* square units from which the mark of a rating fits into a state */
#define SIDE_LEFT 656
#define SIDE_STEP 40

static bool next_number(struct sv_str *rest, char end, int *ret)
{
	struct sv_str part;
	int64_t number;

	if (!sv_str_split(rest, end, &part) || !sv_str_to_int64(part, &number) ||
	    number < INT32_MIN || number > INT32_MAX)
		return false;
	*ret = (int)number;
	return true;
}

static bool parse_state(struct sv_str line, struct sv_map_state *ret)
{
	struct sv_str code;

	if (!sv_str_split(&line, '\t', &code) || code.len != 3)
		return false;
	memcpy(ret->code, code.ptr, 3);
	return next_number(&line, '\t', &ret->x) && next_number(&line, '\t', &ret->y) &&
	       next_number(&line, '\t', &ret->area) && (ret->path = line).len > 0;
}

bool sv_map_parse(struct sv_str text, struct sv_map *ret)
{
	struct sv_str line;

	*ret = (struct sv_map){0};
	if (!sv_str_split(&text, '\n', &line) || !next_number(&line, ' ', &ret->width) ||
	    !next_number(&line, '\n', &ret->height))
		return false;
	while (sv_str_split(&text, '\n', &line)) {
		if (ret->state_count == SV_STATES_MAX ||
		    !parse_state(line, &ret->states[ret->state_count]))
			return false;
		ret->state_count++;
	}
	return true;
}

static struct sv_map the_map;

static void read_map(void)
{
	if (!sv_map_parse(sv_asset_bytes("map.txt"), &the_map))
		the_map.state_count = 0;
}

const struct sv_map *sv_map_get(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, read_map);
	return &the_map;
}

/* What is drawn for one member. */
struct mark {
	const char *code, *href, *sentence, *symbol;
	const char *class; /* of its ground */
};

struct map_page {
	struct sv_request *request;
	const struct sv_year_page *year;
	const struct sv_map *map;
	size_t item;
	struct mark *marks; /* by member */
};

static const char *class_of(const struct map_page *page, const struct sv_rated *rated)
{
	if (page->year->page.summary.items[page->item].positions)
		return rated->position > 0   ? "p-above"
		       : rated->position < 0 ? "p-below"
					     : "p-level";
	return sv_arena_printf(page->request->arena, "r-%s", sv_palette_of(rated->rating)->name);
}

static void make_marks(struct map_page *page)
{
	const struct sv_assessment *assessment = page->year->report.year;
	bool positions = page->year->page.summary.items[page->item].positions;

	page->marks = SV_NEW_ARRAY(page->request->arena, struct mark, assessment->member_count);
	for (size_t i = 0; i < assessment->member_count; i++) {
		const struct sv_rated *rated =
		    sv_assessment_at(assessment, page->request->year, page->item, i);
		char *symbol = sv_arena_alloc(page->request->arena, 24);

		page->marks[i] = (struct mark){
		    .code = assessment->members[i],
		    .href = sv_page_href(&page->year->page, assessment->items[page->item].number,
					 assessment->members[i]),
		    .sentence = sv_arena_printf(
			page->request->arena, "%s: %s%s%s", assessment->member_names[i],
			positions ? sv_position_title(rated->position)
				  : sv_rating_title(rated->rating),
			rated->value.known ? ", " : "",
			rated->value.known
			    ? sv_page_value(&page->year->page, page->item, &rated->value)
			    : ""),
		    .symbol = positions ? sv_palette_position_symbol(rated->position)
					: sv_palette_symbol(rated->rating, symbol),
		    .class = class_of(page, rated),
		};
	}
}

static const struct mark *mark_of(const struct map_page *page, const char *code)
{
	for (size_t i = 0; i < page->year->report.year->member_count; i++)
		if (strcmp(page->marks[i].code, code) == 0)
			return &page->marks[i];
	return NULL;
}

static void open_link(struct sv_request *request, const struct mark *mark)
{
	sv_html(request, "<a href=\"");
	sv_text(request, mark->href);
	sv_html(request, "\"><title>");
	sv_text(request, mark->sentence);
	sv_html(request, "</title>");
}

static void land(struct sv_request *request, const struct sv_map_state *state, const char *class)
{
	sv_htmlf(request, "<path class=\"land%s%s\" d=\"", class[0] ? " " : "", class);
	sv_buf_str(&request->out, state->path);
	sv_html(request, "\"/>");
}

/* Others first, so that no neighbour's edge lies over a member. */
static void draw_land(const struct map_page *page)
{
	struct sv_request *request = page->request;

	sv_html(request, "<g transform=\"scale(.1)\">\n");
	for (size_t i = 0; i < page->map->state_count; i++)
		if (!mark_of(page, page->map->states[i].code))
			land(request, &page->map->states[i], "");
	for (size_t i = 0; i < page->map->state_count; i++) {
		const struct mark *mark = mark_of(page, page->map->states[i].code);

		if (!mark)
			continue;
		open_link(request, mark);
		land(request, &page->map->states[i], mark->class);
		sv_html(request, "</a>\n");
	}
	sv_html(request, "</g>\n");
}

static void use_symbol(struct sv_request *request, const char *symbol, double x, double y)
{
	sv_htmlf(request, "<use href=\"#%s\" x=\"%.1f\" y=\"%.1f\"/>", symbol, x, y);
}

/* The mark and letter stand in each state that has room for them; colour is not alone. */
static void draw_marks(const struct map_page *page)
{
	struct sv_request *request = page->request;

	sv_html(request, "<g class=\"marks\" aria-hidden=\"true\">\n");
	for (size_t i = 0; i < page->map->state_count; i++) {
		const struct sv_map_state *state = &page->map->states[i];
		const struct mark *mark = mark_of(page, state->code);

		if (!mark || state->area < MARK_AREA)
			continue;
		use_symbol(request, mark->symbol, state->x / 10.0 - SV_CELL_WIDTH / 2.0,
			   state->y / 10.0 - SV_CELL_HEIGHT / 2.0);
	}
	sv_html(request, "</g>\n");
}

/* Small states once more, as cells at the side, each with its code. */
static void draw_small(const struct map_page *page)
{
	struct sv_request *request = page->request;
	int y = 300;

	for (size_t i = 0; i < page->map->state_count; i++) {
		const struct sv_map_state *state = &page->map->states[i];
		const struct mark *mark = mark_of(page, state->code);

		if (!mark || state->area >= MARK_AREA)
			continue;
		open_link(request, mark);
		use_symbol(request, mark->symbol, SIDE_LEFT, y);
		sv_htmlf(request, "<text class=\"axis\" x=\"%d\" y=\"%d\">%s</text></a>\n",
			 SIDE_LEFT + SV_CELL_WIDTH + 6, y + 16, mark->code);
		y += SIDE_STEP;
	}
}

static void draw(const struct map_page *page)
{
	struct sv_request *request = page->request;
	const struct sv_item *it = &page->year->report.year->items[page->item];

	sv_htmlf(request,
		 "<svg class=\"chart map\" viewBox=\"0 0 %d %d\" role=\"group\" "
		 "aria-labelledby=\"map-t\"><title id=\"map-t\">",
		 page->map->width + 80, page->map->height);
	sv_textf(request, "Map: commitment %s, %s, %d", it->number, it->title, request->year);
	sv_htmlf(request, "</title><rect class=\"sea\" width=\"%d\" height=\"%d\"/>\n",
		 page->map->width, page->map->height);
	draw_land(page);
	draw_marks(page);
	draw_small(page);
	sv_html(request, "</svg>\n");
}

static void choice(struct sv_request *request, const struct sv_year_page *year, size_t selected)
{
	static const char *const kept[] = {"on", "known", "year", "confidence"};
	const struct sv_assessment *assessment = year->report.year;

	sv_html(request, "<form class=\"line\" method=\"get\" action=\"/\">\n");
	for (size_t i = 0; i < SV_ARRAY_LEN(kept); i++) {
		const char *value = sv_request_value(request, kept[i]);

		if (value)
			sv_htmlf(request, "<input type=\"hidden\" name=\"%s\" value=\"%s\">",
				 kept[i], value);
	}
	sv_html(request, "<label>The map shows <select name=\"map\">");
	for (size_t i = 0; i < assessment->item_count; i++) {
		sv_htmlf(request, "<option value=\"%s\"%s>", assessment->items[i].number,
			 i == selected ? " selected" : "");
		sv_textf(request, "%s %s", assessment->items[i].number, assessment->items[i].title);
		sv_html(request, "</option>");
	}
	sv_html(request, "</select></label> <button>Show</button></form>\n");
}

/* How many members have which rating or position, beside the map. */
static void counts(const struct map_page *page)
{
	const struct sv_item_summary *summary = &page->year->page.summary.items[page->item];
	struct sv_request *request = page->request;
	size_t level = page->year->report.year->member_count - summary->above - summary->below;

	sv_html(request, "<ul class=\"key-list\">\n");
	for (int i = 0; i < SV_RATING_COUNT && !summary->positions; i++) {
		if (!summary->counts[i])
			continue;
		sv_html(request, "<li>");
		sv_page_rating(&page->year->page, i);
		sv_htmlf(request, " <b>%zu</b></li>\n", summary->counts[i]);
	}
	for (int position = 1; position >= -1 && summary->positions; position--) {
		sv_html(request, "<li>");
		sv_page_position(&page->year->page, position);
		sv_htmlf(request, " <b>%zu</b></li>\n",
			 position > 0   ? summary->above
			 : position < 0 ? summary->below
					: level);
	}
	sv_html(request, "</ul>\n");
}

static void beside(const struct map_page *page)
{
	const struct sv_item *it = &page->year->report.year->items[page->item];
	struct sv_request *request = page->request;

	sv_html(request, "<div class=\"beside\"><h3><a href=\"");
	sv_text(request, sv_page_href(&page->year->page, it->number, NULL));
	sv_html(request, "\">");
	sv_textf(request, "%s %s", it->number, it->title);
	sv_html(request, "</a></h3>\n<p>");
	sv_page_prose(&page->year->page, it->text);
	sv_html(request, "</p>\n");
	counts(page);
	sv_html(request, "</div>\n");
}

/* What is asked for; else the first that the year's evidence decides, preferring one in which
 * members differ. */
static size_t choose(const struct sv_request *request, const struct sv_year_page *year)
{
	const struct sv_assessment *assessment = year->report.year;
	const char *asked = sv_request_value(request, "map");
	size_t best = 0;
	int most = -1;

	for (size_t i = 0; i < assessment->item_count; i++) {
		const struct sv_item_summary *summary = &year->page.summary.items[i];
		int kinds = (summary->above > 0) + (summary->below > 0);

		if (asked && strcmp(assessment->items[i].number, asked) == 0)
			return i;
		for (int rating = 0; rating < SV_RATING_COUNT; rating++)
			kinds += sv_rating_is_decided(rating) && summary->counts[rating];
		if (kinds > most) {
			most = kinds;
			best = i;
		}
	}
	return best;
}

void sv_map_section(struct sv_request *request, const struct sv_year_page *year)
{
	struct map_page page = {
	    .request = request, .year = year, .map = sv_map_get(), .item = choose(request, year)};

	if (!page.map->state_count)
		return;
	make_marks(&page);
	sv_layout_part(request, "map", "The map");
	choice(request, year, page.item);
	sv_html(request, "<div class=\"atlas\">\n");
	draw(&page);
	beside(&page);
	sv_html(request,
		"</div>\n<p class=\"figure-source\">Boundaries: Natural Earth, public domain; "
		"equal areas. States in pale grey take no part on the day.</p>\n");
	sv_layout_drawing_files(request, "map");
	sv_layout_part_end(request);
}
