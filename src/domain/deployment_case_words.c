/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * deployment_case_words.c - lines of a case as words, numbers with their units, names of tables.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "domain/deployment_case_internal.h"

const char *const sv_case_kinds[SV_CASE_KINDS] = {"people", "equipment", "outsize", "containers",
						  "supply"};

void sv_case_line_wrong(struct sv_case_reader *r, int word, const char *repair, const char *message)
{
	sv_findings_error(r->findings, "case", r->file, r->line,
			  word < r->word_count ? r->columns[word] : 1, repair, "%s", message);
}

void sv_case_note(struct sv_case_reader *r, const char *what, const char *value, const char *mark)
{
	r->figures = sv_arena_grow(r->arena, r->figures, r->figure_count, &r->figure_cap,
				   sizeof(*r->figures));
	r->figures[r->figure_count++] = (struct sv_deployment_figure){what, value, mark};
}

void sv_case_split(struct sv_case_reader *r, struct sv_str line)
{
	size_t i = 0;

	r->word_count = 0;
	while (i < line.len && r->word_count < SV_CASE_WORDS_MAX) {
		size_t begin = i, end;

		if (line.ptr[i] == ' ' || line.ptr[i] == '\t' || line.ptr[i] == '\r') {
			i++;
			continue;
		}
		if (line.ptr[i] == '#')
			break;
		if (line.ptr[i] == '"') {
			begin = ++i;
			while (i < line.len && line.ptr[i] != '"')
				i++;
			end = i;
			i += i < line.len;
		} else {
			while (i < line.len && !strchr(" \t\r", line.ptr[i]))
				i++;
			end = i;
		}
		r->columns[r->word_count] = (int)begin + 1;
		r->words[r->word_count++] =
		    sv_arena_str(r->arena, (struct sv_str){line.ptr + begin, end - begin}).ptr;
	}
}

bool sv_case_is(const struct sv_case_reader *r, int word, const char *text)
{
	return word < r->word_count && strcmp(r->words[word], text) == 0;
}

/* What a number counts; the words for it, and what each is worth in it. */
static const struct {
	const char *word;
	enum sv_case_unit_of of;
	double worth;
} unit_words[] = {
    {"day", SV_CASE_DAYS, 1},       {"days", SV_CASE_DAYS, 1},
    {"h", SV_CASE_DAYS, 1.0 / 24},  {"hours", SV_CASE_DAYS, 1.0 / 24},
    {"h", SV_CASE_HOURS, 1},        {"hours", SV_CASE_HOURS, 1},
    {"t", SV_CASE_TONNES, 1},       {"km", SV_CASE_KM, 1},
    {"m", SV_CASE_METRES, 1},       {"%", SV_CASE_PERCENT, 1},
    {"day", SV_CASE_WHOLE_DAYS, 1}, {"days", SV_CASE_WHOLE_DAYS, 1},
};

static bool is_unit_word(const char *word)
{
	for (size_t i = 0; i < SV_ARRAY_LEN(unit_words); i++)
		if (strcmp(word, unit_words[i].word) == 0)
			return true;
	return false;
}

/* What the unit behind a number makes of it; says when it is the unit of something else. */
static double in_units(struct sv_case_reader *r, int word, double value, enum sv_case_unit_of of)
{
	for (size_t i = 0; i < SV_ARRAY_LEN(unit_words); i++)
		if (unit_words[i].of == of && sv_case_is(r, word, unit_words[i].word))
			return value * unit_words[i].worth;
	sv_case_line_wrong(r, word, "write the unit of docs/formats/case.md, or none",
			   sv_arena_printf(r->arena, "'%s' is not counted in '%s'",
					   r->words[word - 2], r->words[word]));
	return value;
}

double sv_case_number(struct sv_case_reader *r, int word, enum sv_case_unit_of of)
{
	char *end;
	double value;

	if (word >= r->word_count) {
		sv_case_line_wrong(
		    r, r->word_count - 1, "write a number after it",
		    sv_arena_printf(r->arena, "'%s' has no number", r->words[r->word_count - 1]));
		return -1;
	}
	value = strtod(r->words[word], &end);
	if (*end || !isfinite(value) || end == r->words[word] || value < 0 || value > 1e9) {
		sv_case_line_wrong(r, word, "write a number of 0 or more",
				   sv_arena_printf(r->arena, "'%s' is %s", r->words[word],
						   *end || end == r->words[word] ? "not a number"
						   : value < 0                   ? "negative"
										 : "too large"));
		return -1;
	}
	if ((of == SV_CASE_WHOLE || of == SV_CASE_WHOLE_DAYS) && value != floor(value)) {
		sv_case_line_wrong(
		    r, word, "write a whole number",
		    sv_arena_printf(r->arena, "'%s' is not a whole number", r->words[word]));
		return -1;
	}
	if (word + 1 < r->word_count && is_unit_word(r->words[word + 1]))
		value = in_units(r, word + 1, value, of);
	return value;
}

double sv_case_lead_time(struct sv_case_reader *r, int word)
{
	int row;
	double days;

	if (word < r->word_count && !strchr("0123456789.-+", r->words[word][0])) {
		if (sv_case_is(r, word, "border") && r->border >= 0)
			return r->border;
		if (sv_case_is(r, word, "border")) {
			sv_case_line_wrong(r, word, "write 'border 5 days' before",
					   "the case says no lead time of its border");
			return 0;
		}
		row = sv_case_table_row(r, SV_GEO_BORDERS, r->words[word], "rule", NULL);
		days = row < 0 ? 0 : sv_geo_number(r->geo, SV_GEO_BORDERS, row, "days", 0);
		if (row >= 0)
			sv_case_note(r, sv_arena_printf(r->arena, "border: %s", r->words[word]),
				     sv_arena_printf(r->arena, "%g days", days),
				     sv_arena_str(r->arena, sv_geo_text(r->geo, SV_GEO_BORDERS, row,
									"status"))
					 .ptr);
		return days;
	}
	return sv_case_number(r, word, SV_CASE_DAYS);
}

void sv_case_keys(struct sv_case_reader *r, int word, const struct sv_case_key *keys, size_t count)
{
	while (word < r->word_count) {
		struct sv_suggestion near = SV_SUGGESTION_INIT(r->words[word]);
		size_t k = 0;

		while (k < count && !sv_case_is(r, word, keys[k].name))
			sv_suggest(&near, keys[k++].name);
		if (k == count) {
			sv_case_line_wrong(
			    r, word,
			    near.best ? sv_arena_printf(r->arena, "did you mean '%s'?", near.best)
				      : "see docs/formats/case.md",
			    sv_arena_printf(r->arena, "'%s' is not known here", r->words[word]));
			return;
		}
		if (!keys[k].text) {
			*keys[k].number = keys[k].of == SV_CASE_LEAD
					      ? sv_case_lead_time(r, word + 1)
					      : sv_case_number(r, word + 1, keys[k].of);
		} else if (word + 1 < r->word_count) {
			*keys[k].text = r->words[word + 1];
		} else {
			sv_case_line_wrong(
			    r, word, "write its value behind it",
			    sv_arena_printf(r->arena, "'%s' says nothing", r->words[word]));
		}
		word += 2;
		if (word < r->word_count && !keys[k].text && is_unit_word(r->words[word]))
			word++;
	}
}

int sv_case_place_named(struct sv_case_reader *r, int word)
{
	struct sv_suggestion near = SV_SUGGESTION_INIT(word < r->word_count ? r->words[word] : "");

	for (int i = 0; i < r->place_count; i++) {
		if (sv_case_is(r, word, r->places[i].name))
			return i;
		sv_suggest(&near, r->places[i].name);
	}
	sv_case_line_wrong(r, word,
			   near.best ? sv_arena_printf(r->arena, "did you mean '%s'?", near.best)
				     : "describe it before with 'place'",
			   sv_arena_printf(r->arena, "the place '%s' is not described",
					   word < r->word_count ? r->words[word] : ""));
	return -1;
}

int sv_case_table_row(struct sv_case_reader *r, enum sv_geo_table table, const char *text,
		      const char *a, const char *b)
{
	int row = sv_geo_row(r->geo, table, a, text);

	if (row < 0 && b)
		row = sv_geo_row(r->geo, table, b, text);
	if (row < 0)
		sv_case_line_wrong(
		    r, 1, sv_arena_printf(r->arena, "see the pack's geo/%s", sv_geo_files[table]),
		    sv_arena_printf(r->arena, "'%s' is not in the table %s", text,
				    sv_geo_files[table]));
	return row;
}
