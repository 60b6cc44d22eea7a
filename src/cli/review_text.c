/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * review_text.c - the annual review for people: the answer, the picture, the collective, and what
 * it all rests on.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/review.h"
#include "cli/show.h"
#include "cli/table.h"

/* "12" of "12.1": the commitment an item belongs to. */
static size_t main_number_len(const char *number)
{
	return strcspn(number, ".");
}

/* Commitments, not items, of which all, some or no items can be decided from public figures. */
struct measurable {
	size_t commitments, whole, part;
	struct sv_buf whole_list, part_list;
};

static void list_add(struct sv_buf *list, const char *number, size_t len)
{
	sv_buf_printf(list, "%s%.*s", list->len ? ", " : "", (int)len, number);
}

static void count_measurable(const struct sv_review *review, struct measurable *ret)
{
	const struct sv_assessment *assessment = review->assessment;

	for (size_t i = 0; i < assessment->item_count;) {
		const char *number = assessment->items[i].number;
		size_t len = main_number_len(number), first = i, yes = 0;

		for (; i < assessment->item_count; i++) {
			const struct sv_item *item = &assessment->items[i];

			if (main_number_len(item->number) != len ||
			    strncmp(item->number, number, len) != 0)
				break;
			yes += item->measurable;
		}
		ret->commitments++;
		if (yes == i - first) {
			ret->whole++;
			list_add(&ret->whole_list, number, len);
			continue;
		}
		ret->part += yes > 0;
		for (size_t k = first; k < i; k++)
			if (assessment->items[k].measurable)
				list_add(&ret->part_list, assessment->items[k].number,
					 strlen(assessment->items[k].number));
	}
}

void sv_review_measurable(const struct sv_review *review, struct sv_out *out)
{
	struct measurable m = {0};
	const char *text;

	count_measurable(review, &m);
	text = sv_arena_printf(review->arena,
			       "Of %zu commitments, %zu can be judged from public evidence",
			       m.commitments, m.whole);
	if (m.whole)
		text = sv_arena_printf(review->arena, "%s (%s)", text, m.whole_list.ptr);
	if (m.part)
		text = sv_arena_printf(review->arena, "%s and %zu more in part (%s)", text, m.part,
				       m.part_list.ptr);
	text = sv_arena_printf(review->arena,
			       "%s; the other %zu rest on national plans that are not public, on "
			       "judgement or on procedure.",
			       text, m.commitments - m.whole - m.part);
	sv_out_wrapped(out, 0, 0, text);
	sv_buf_free(&m.whole_list);
	sv_buf_free(&m.part_list);
}

/* Those left out of the sums, or those counted by their bounds. */
static const char *missing_list(struct sv_arena *arena, const struct sv_collective *collective,
				bool counted)
{
	const char *text = "";

	/* Grouped by reason, so that twelve states without a figure are one entry. */
	for (int why = 0; why < SV_MISSING_COUNT; why++) {
		const char *states = "";

		for (size_t i = 0; i < collective->missing_count; i++)
			if ((int)collective->missing[i].why == why &&
			    collective->missing[i].counted == counted)
				states =
				    sv_arena_printf(arena, "%s%s%s", states, states[0] ? " " : "",
						    collective->missing[i].state);
		if (states[0])
			text = sv_arena_printf(arena, "%s%s%s (%s)", text, text[0] ? ", " : "",
					       states, sv_missing_text((enum sv_missing)why));
	}
	return text;
}

static void collective_head(const struct sv_review *review, const struct sv_collective *collective,
			    struct sv_out *out)
{
	char head[64];

	snprintf(head, sizeof(head), "  %-5s ", sv_review_number(review, collective->rated.item));
	sv_out_styled(out, SV_STYLE_STRONG, head);
	sv_out_wrapped(out, 8, 8, collective->title);
}

static void missing_line(const struct sv_review *review, const struct sv_collective *collective,
			 bool counted, struct sv_out *out)
{
	const char *label = counted ? "by bounds only: " : "left out: ";
	const char *list = missing_list(review->arena, collective, counted);

	if (!*list)
		return;
	sv_out_printf(out, "        %s", label);
	sv_out_wrapped(out, 8 + (int)strlen(label), 10, list);
}

#define VALUE_COLUMN 24 /* where the rating beside a collective value begins */

static void collective_line(const struct sv_review *review, const struct sv_collective *collective,
			    struct sv_out *out)
{
	const struct sv_rated *rated = &collective->rated;
	const char *value = sv_text_value(review->arena, &rated->value,
					  collective->has_target ? &collective->target : NULL);
	char line[256], target[128] = "", year[16] = "";
	int at;

	if (review->assessment->year_first != review->assessment->year_last)
		snprintf(year, sizeof(year), "%d  ", rated->year);
	if (collective->has_target)
		snprintf(target, sizeof(target), "target %s, ", collective->target_text);
	snprintf(line, sizeof(line), "        %s%s ", year, value);
	sv_out_text(out, line);
	at = sv_text_columns(sv_str_from(line));
	sv_out_pad(out, VALUE_COLUMN - at);
	at = at > VALUE_COLUMN ? at : VALUE_COLUMN;
	if (collective->has_rating) {
		sv_out_rating(out, rated->rating, sv_rating_title(rated->rating));
		at += 2 + sv_text_columns(sv_str_from(sv_rating_title(rated->rating)));
	}
	snprintf(line, sizeof(line), " %s%d counted", target, collective->members_counted);
	sv_out_wrapped(out, at, 10, line);
	if (year[0] == '\0') {
		missing_line(review, collective, false, out);
		missing_line(review, collective, true, out);
	}
}

void sv_review_collective(const struct sv_review *review, struct sv_out *out)
{
	const struct sv_assessment *assessment = review->assessment;
	bool any = false;

	/* The years of one measure stand together, although the assessment goes year by year. */
	for (size_t i = 0; i < assessment->collective_count; i++) {
		const struct sv_collective *first = &assessment->collective[i];

		if (first->rated.year != assessment->year_first ||
		    !sv_review_has_item(review, first->rated.item))
			continue;
		if (!any) {
			sv_out_text(out, "\n");
			sv_out_styled(out, SV_STYLE_STRONG, "The participating states together");
			sv_out_text(out, "\n");
		}
		any = true;
		collective_head(review, first, out);
		for (size_t k = i; k < assessment->collective_count; k++) {
			const struct sv_collective *other = &assessment->collective[k];

			if (other->rated.item == first->rated.item &&
			    strcmp(other->measure, first->measure) == 0)
				collective_line(review, other, out);
		}
	}
}

/* What is shown of one cell in a list: its rating, or its position. */
static const char *cell_title(const struct sv_review *review, const struct sv_rated *rated)
{
	if (rated->state && sv_review_is_collective(review, rated->item))
		return sv_position_text(rated);
	return sv_rating_title(rated->rating);
}

static const char *cell_value(const struct sv_review *review, const struct sv_rated *rated)
{
	return rated->value.known ? sv_text_value(review->arena, &rated->value, NULL) : "";
}

/* All commitments of one member in one year, each with its reason. */
static void list_member(const struct sv_review *review, int year, struct sv_out *out)
{
	const struct sv_assessment *assessment = review->assessment;
	size_t member = (size_t)review->member;

	sv_out_styled(
	    out, SV_STYLE_STRONG,
	    sv_arena_printf(review->arena, "%s, %d", assessment->member_names[member], year));
	sv_out_text(out, "\n");
	for (size_t i = 0; i < assessment->item_count; i++) {
		const struct sv_rated *rated = sv_assessment_at(assessment, year, i, member);
		const char *value = cell_value(review, rated);
		bool position = sv_review_is_collective(review, (int)i);

		if (!sv_review_has_item(review, (int)i))
			continue;
		sv_out_printf(out, "  %-5s ", assessment->items[i].number);
		sv_out_styled(out, SV_STYLE_STRONG, assessment->items[i].title);
		sv_out_text(out, " ");
		if (position)
			sv_out_printf(out, " %s ", sv_position_text(rated));
		else
			sv_out_rating(out, rated->rating, sv_rating_title(rated->rating));
		sv_out_printf(out, "%s%s", value[0] ? " " : "", value);
		sv_out_end_line(out);
		sv_out_pad(out, 8);
		sv_out_wrapped(out, 8, 8, rated->reason);
	}
}

/* All members under one commitment in one year. */
static void list_item(const struct sv_review *review, int year, size_t item, struct sv_out *out)
{
	static const struct sv_text_column columns[] = {
	    {.title = "state"},
	    {.title = "name"},
	    {.title = "rating", .wraps = true},
	    {.title = "value", .right = true},
	};
	const struct sv_assessment *assessment = review->assessment;
	struct sv_text_table table = SV_TEXT_TABLE_INIT(review->arena, columns);

	sv_out_styled(out, SV_STYLE_STRONG,
		      sv_arena_printf(review->arena, "Commitment %s, %s, %d",
				      assessment->items[item].number, assessment->items[item].title,
				      year));
	sv_out_text(out, "\n");
	for (size_t m = 0; m < assessment->member_count; m++) {
		const struct sv_rated *rated = sv_assessment_at(assessment, year, item, m);

		sv_text_table_add(&table, assessment->members[m]);
		sv_text_table_add(&table, assessment->member_names[m]);
		sv_text_table_add(&table, cell_title(review, rated));
		sv_text_table_add(&table, cell_value(review, rated));
	}
	sv_text_table_print(&table, out);
}

static void list(const struct sv_review *review, struct sv_out *out)
{
	const struct sv_assessment *assessment = review->assessment;
	bool first = true;

	for (int year = assessment->year_first; year <= assessment->year_last; year++) {
		if (review->member >= 0) {
			sv_out_text(out, first ? "" : "\n");
			first = false;
			list_member(review, year, out);
			continue;
		}
		for (size_t i = 0; i < assessment->item_count; i++) {
			if (!sv_review_has_item(review, (int)i))
				continue;
			sv_out_text(out, first ? "" : "\n");
			first = false;
			list_item(review, year, i, out);
		}
	}
}

static size_t count_commitments(const struct sv_assessment *assessment)
{
	size_t count = 0, last_len = 0;
	const char *last = "";

	for (size_t i = 0; i < assessment->item_count; i++) {
		const char *number = assessment->items[i].number;
		size_t len = main_number_len(number);

		if (len != last_len || strncmp(number, last, len) != 0)
			count++;
		last = number;
		last_len = len;
	}
	return count;
}

static void headline(const struct sv_review *review, struct sv_out *out)
{
	const struct sv_assessment *assessment = review->assessment;
	char on[32], years[32];
	const char *head;

	if (assessment->year_first == assessment->year_last)
		snprintf(years, sizeof(years), "%d", assessment->year_last);
	else
		snprintf(years, sizeof(years), "%d to %d", assessment->year_first,
			 assessment->year_last);
	head = sv_arena_printf(review->arena, "Annual review of %s", years);
	sv_out_styled(out, SV_STYLE_STRONG, head);
	sv_out_wrapped(out, (int)strlen(head), 0,
		       sv_arena_printf(review->arena,
				       ", as of %s: %zu members, %zu commitments in %zu items "
				       "(set %s), known from %" PRId64 " documents%s",
				       sv_day_prose(assessment->on, on), assessment->member_count,
				       count_commitments(assessment), assessment->item_count,
				       assessment->set, assessment->known_size,
				       assessment->seen_only ? ", recalled rows left out" : ""));
	sv_out_text(out, "\n");
}

static void findings(const struct sv_review *review, struct sv_out *out)
{
	const struct sv_findings *all = review->assessment->findings;
	size_t warnings, count = all ? all->count : 0;

	sv_out_text(out, "\n");
	if (review->list_findings && count) {
		sv_out_styled(out, SV_STYLE_STRONG, "Findings");
		sv_out_text(out, "\n");
		sv_findings_print(all, &out->buf);
		return;
	}
	if (!count) {
		sv_out_text(out, "No findings: no source contradicts another.\n");
		return;
	}
	warnings = sv_findings_count(all, SV_WARNING);
	sv_out_wrapped(out, 0, 0,
		       sv_arena_printf(review->arena,
				       "%zu finding%s on the evidence, %zu of them warnings; "
				       "--findings lists them.",
				       count, count == 1 ? "" : "s", warnings));
}

void sv_review_text(const struct sv_review *review, struct sv_out *out)
{
	const struct sv_assessment *assessment = review->assessment;

	if (!assessment->item_count && assessment->member_count) {
		char on[32];

		sv_out_printf(out, "No commitments are in force on %s.\n",
			      sv_day_prose(assessment->on, on));
		return;
	}
	if (!assessment->member_count) {
		char on[32];

		sv_out_printf(out, "No state takes part on %s.\n",
			      sv_day_prose(assessment->on, on));
		return;
	}
	headline(review, out);
	if (review->member >= 0 || review->commitment)
		list(review, out);
	else
		sv_review_grid(review, out);
	if (review->member < 0)
		sv_review_collective(review, out);
	if (review->member < 0 && !review->commitment) {
		sv_out_text(out, "\n");
		sv_review_measurable(review, out);
	}
	if ((review->member < 0 && !review->commitment) || review->list_findings)
		findings(review, out);
}
