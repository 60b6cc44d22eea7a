/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * facts_check.c - what can be wrong with new rows: first each field by its
 * declaration, then what rows say about each other.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/limits.h"
#include "base/suggest.h"
#include "domain/facts.h"

#define SUGGEST_BYTES_MAX 64 /* of a key that is compared with others */

struct check {
	const struct sv_facts *facts;
	const struct sv_fact_set *set;
	const struct sv_fact_row *row;
	struct sv_findings *findings;
	const char ***names;         /* by table; see names_of() */
	int indicators;              /* their table */
	int of[SV_FACT_COLUMNS_MAX]; /* table that a column of the row's kind refers to, or -1 */
};

static void report(const struct check *check, int column, const char *rule, const char *repair,
		   const char *fmt, ...) SV_PRINTF(5, 6);

static void report(const struct check *check, int column, const char *rule, const char *repair,
		   const char *fmt, ...)
{
	char message[SV_ERROR_MESSAGE_MAX];
	va_list args;

	va_start(args, fmt);
	vsnprintf(message, sizeof(message), fmt, args);
	va_end(args);
	sv_findings_error(check->findings, rule, check->row->file, check->row->line,
			  check->row->fields[column].column, repair, "%s", message);
}

/* Keys of a table as C strings; copied once, since any number of fields may be wrong. */
static const char *const *names_of(const struct check *check, int table)
{
	const struct sv_fact_set *set = &check->facts->sets[table];
	const char **names = check->names[table];

	if (names)
		return names;
	names = SV_NEW_ARRAY(check->facts->arena, const char *, set->count);
	for (size_t i = 0; i < set->count; i++)
		names[i] =
		    sv_arena_str(check->facts->arena, set->rows[i].fields[set->key[0]].text).ptr;
	check->names[table] = names;
	return names;
}

/* "did you mean 'FRA'?", or what else can be done about an unknown key. */
static const char *suggestion(const struct check *check, int table, struct sv_str wrong,
			      char text[SV_ERROR_MESSAGE_MAX])
{
	const struct sv_fact_set *set = &check->facts->sets[table];
	const char *const *names = names_of(check, table);
	char wanted[SUGGEST_BYTES_MAX];
	struct sv_suggestion nearest = SV_SUGGESTION_INIT(wanted);

	snprintf(wanted, sizeof(wanted), "%.*s", SV_STR_ARG(wrong));
	for (size_t i = 0; wrong.len < sizeof(wanted) && i < set->count; i++)
		sv_suggest(&nearest, names[i]);
	if (nearest.best)
		snprintf(text, SV_ERROR_MESSAGE_MAX, "did you mean '%s'?", nearest.best);
	else
		snprintf(text, SV_ERROR_MESSAGE_MAX, "add it with a table of kind '%s' first",
			 set->kind->name);
	return text;
}

static void check_reference(const struct check *check, int column, struct sv_str key)
{
	char rule[64], repair[SV_ERROR_MESSAGE_MAX];
	int index = check->of[column];
	const char *table = check->facts->sets[index].kind->table;

	if (sv_fact_set_find(&check->facts->sets[index], key))
		return;
	snprintf(rule, sizeof(rule), "unknown-%s", table);
	report(check, column, rule, suggestion(check, index, key, repair),
	       "'%.*s' is no %s of the record", SV_STR_ARG(key), table);
}

static void check_sources(const struct check *check, int column, struct sv_str list)
{
	struct sv_str id;

	while (sv_str_split(&list, ';', &id))
		check_reference(check, column, sv_str_trim(id));
}

static bool is_code(struct sv_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		      strchr("_-.:/", c)))
			return false;
	}
	return true;
}

static bool is_year(struct sv_str text)
{
	int64_t year;

	return text.len == 4 && sv_str_to_int64(text, &year) && year >= SV_YEAR_MIN &&
	       year <= SV_YEAR_MAX;
}

/* A whole date after what is left out is filled in. */
static bool is_partial_date(struct sv_str text)
{
	static const char rest[] = "0000-01-01";
	char whole[sizeof(rest)];
	int32_t day;

	if (text.len != 4 && text.len != 7 && text.len != 10)
		return false;
	memcpy(whole, rest, sizeof(rest));
	memcpy(whole, text.ptr, text.len);
	return sv_day_parse(sv_str_from(whole), &day);
}

static bool is_word(struct sv_str text, const char *words)
{
	struct sv_str rest = sv_str_from(words), word;

	while (sv_str_split(&rest, '|', &word))
		if (sv_str_equal(word, text))
			return true;
	return false;
}

/* "a, b or c" of "a|b|c" */
static const char *word_list(const char *words, char text[SV_ERROR_MESSAGE_MAX])
{
	size_t len = 0;

	for (const char *c = words; *c && len + 8 < SV_ERROR_MESSAGE_MAX; c++) {
		if (*c == '|')
			len += (size_t)sprintf(text + len, strchr(c + 1, '|') ? ", " : " or ");
		else
			text[len++] = *c;
	}
	text[len] = '\0';
	return text;
}

static void check_number(const struct check *check, int column,
			 const struct sv_fact_column *declared, struct sv_str text)
{
	struct sv_decimal value;
	int64_t whole;

	if (declared->type == SV_FIELD_INTEGER) {
		if (!sv_str_to_int64(text, &whole)) {
			report(check, column, "number", "write digits only",
			       "'%.*s' is not a whole number", SV_STR_ARG(text));
			return;
		}
		value = (struct sv_decimal){whole, 0};
	} else if (!sv_decimal_parse(text, &value)) {
		report(check, column, "number",
		       "write digits with at most one point and 12 digits after it",
		       "'%.*s' is not an exact decimal number", SV_STR_ARG(text));
		return;
	}
	if (declared->ranged &&
	    (sv_decimal_compare(value, (struct sv_decimal){declared->min, 0}) < 0 ||
	     sv_decimal_compare(value, (struct sv_decimal){declared->max, 0}) > 0))
		report(check, column, "number-range", "check the number",
		       "'%.*s' is not between %" PRId64 " and %" PRId64, SV_STR_ARG(text),
		       declared->min, declared->max);
}

static bool is_key(const struct sv_fact_kind *kind, const char *column)
{
	for (size_t i = 0; kind->key[i]; i++)
		if (strcmp(kind->key[i], column) == 0)
			return true;
	return false;
}

static void check_field(const struct check *check, int column)
{
	const struct sv_fact_column *declared = &check->row->kind->columns[column];
	struct sv_str text = check->row->fields[column].text;
	char words[SV_ERROR_MESSAGE_MAX];
	int32_t day;

	if (!text.len) {
		if (declared->required)
			report(check, column, "required", "fill it in", "'%s' is empty",
			       declared->name);
		return;
	}
	if (text.len > SV_FACT_KEY_BYTES_MAX && is_key(check->row->kind, declared->name))
		report(check, column, "key-length", "shorten it",
		       "'%s' is a key and longer than %d bytes", declared->name,
		       SV_FACT_KEY_BYTES_MAX);
	switch (declared->type) {
	case SV_FIELD_TEXT: break;
	case SV_FIELD_CODE:
		if (!is_code(text))
			report(check, column, "code", "use letters, digits and _ - . : / only",
			       "'%.*s' is not a code", SV_STR_ARG(text));
		break;
	case SV_FIELD_DATE:
		if (!sv_day_parse(text, &day))
			report(check, column, "date", "write an existing day as YYYY-MM-DD",
			       "'%.*s' is not a date", SV_STR_ARG(text));
		break;
	case SV_FIELD_PARTIAL_DATE:
		if (!is_partial_date(text))
			report(check, column, "date", "write YYYY, YYYY-MM or YYYY-MM-DD",
			       "'%.*s' is not a date", SV_STR_ARG(text));
		break;
	case SV_FIELD_YEAR:
		if (!is_year(text))
			report(check, column, "year", "write it with four digits",
			       "'%.*s' is not a year", SV_STR_ARG(text));
		break;
	case SV_FIELD_INTEGER:
	case SV_FIELD_DECIMAL: check_number(check, column, declared, text); break;
	case SV_FIELD_WORD:
		if (!is_word(text, declared->of))
			report(check, column, "word",
			       sv_arena_printf(check->facts->arena, "write %s",
					       word_list(declared->of, words)),
			       "'%.*s' is not a word of this column", SV_STR_ARG(text));
		break;
	case SV_FIELD_REFERENCE: check_reference(check, column, text); break;
	case SV_FIELD_SOURCES: check_sources(check, column, text); break;
	}
}

/* Half open; false when a date cannot be read or there is no beginning. */
static bool read_interval(const struct sv_fact_set *set, const struct sv_fact_row *row, int number,
			  int32_t *ret_from, int32_t *ret_to)
{
	int from = sv_fact_column_index(set->kind, set->kind->intervals[number].from);
	int to = sv_fact_column_index(set->kind, set->kind->intervals[number].to);

	*ret_to = SV_DAY_OPEN;
	if (row->fields[to].text.len && !sv_day_parse(row->fields[to].text, ret_to))
		return false;
	return sv_day_parse(row->fields[from].text, ret_from);
}

static void check_intervals(const struct check *check)
{
	const struct sv_fact_kind *kind = check->set->kind;

	for (int i = 0; i < SV_FACT_INTERVALS_MAX && kind->intervals[i].from; i++) {
		int from_column = sv_fact_column_index(kind, kind->intervals[i].from);
		int to_column = sv_fact_column_index(kind, kind->intervals[i].to);
		const struct sv_csv_field *fields = check->row->fields;
		int32_t from, to;

		if (!fields[from_column].text.len && fields[to_column].text.len)
			report(check, to_column, "interval", "fill in its beginning",
			       "'%s' is given without '%s'", kind->intervals[i].to,
			       kind->intervals[i].from);
		else if (read_interval(check->set, check->row, i, &from, &to) && to < from)
			report(check, to_column, "interval", "check the two dates",
			       "'%s' %.*s is before '%s' %.*s", kind->intervals[i].to,
			       SV_STR_ARG(fields[to_column].text), kind->intervals[i].from,
			       SV_STR_ARG(fields[from_column].text));
	}
}

/* Whether two units differ in nothing but the year of their prices, EUR_M and EUR_M_2015. */
static bool same_but_prices(struct sv_str a, struct sv_str b)
{
	struct sv_str *units[] = {&a, &b};

	for (size_t i = 0; i < 2; i++) {
		struct sv_str *unit = units[i];

		if (unit->len > 5 && unit->ptr[unit->len - 5] == '_' &&
		    is_year((struct sv_str){unit->ptr + unit->len - 4, 4}))
			unit->len -= 5;
	}
	return sv_str_equal(a, b);
}

static void check_unit(const struct check *check)
{
	const struct sv_fact_kind *kind = check->row->kind;
	const struct sv_fact_set *indicators;
	struct sv_str name, unit, asked;
	const struct sv_fact_row *indicator;
	int unit_column;

	if (!kind->measured)
		return;
	indicators = &check->facts->sets[check->indicators];
	unit_column = sv_fact_column_index(kind, "unit");
	name = check->row->fields[sv_fact_column_index(kind, kind->measured)].text;
	unit = check->row->fields[unit_column].text;
	indicator = sv_fact_set_find(indicators, name);
	if (!indicator || !unit.len)
		return; /* said already */
	asked = indicator->fields[sv_fact_column_index(indicators->kind, "unit")].text;
	if (sv_str_equal(unit, asked))
		return;
	report(check, unit_column,
	       same_but_prices(unit, asked) ? "mixed-price-bases" : "mixed-units",
	       "convert the figure, or import it as another indicator",
	       "'%.*s' is in %.*s, where the indicator '%.*s' is in %.*s",
	       SV_STR_ARG(check->row->fields[sv_fact_column_index(kind, "value")].text),
	       SV_STR_ARG(unit), SV_STR_ARG(name), SV_STR_ARG(asked));
}

/* A row with its interval, for sorting. */
struct span {
	const struct sv_fact_set *set;
	const struct sv_fact_row *row;
	int32_t from, to;
};

static int compare_alone(const struct span *x, const struct span *y)
{
	for (size_t i = 0; x->set->kind->alone[i]; i++) {
		int column = sv_fact_column_index(x->set->kind, x->set->kind->alone[i]);
		int order =
		    sv_str_compare(x->row->fields[column].text, y->row->fields[column].text);

		if (order)
			return order;
	}
	return 0;
}

static int compare_spans(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	int order = compare_alone(x, y);

	if (order)
		return order;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* The spans of a set that hold on at least one day. */
static size_t collect_spans(const struct sv_facts *facts, const struct sv_fact_set *set,
			    struct span **ret)
{
	struct span *spans = SV_NEW_ARRAY(facts->arena, struct span, set->count);
	size_t count = 0;

	for (size_t i = 0; i < set->count; i++) {
		struct span span = {set, &set->rows[i], 0, 0};

		if (read_interval(set, span.row, 0, &span.from, &span.to) && span.from < span.to)
			spans[count++] = span;
	}
	*ret = spans;
	return count;
}

/* "'emc', 'DEU'": what two rows that overlap have in common. */
static void write_common(struct sv_buf *out, const struct span *span)
{
	for (size_t i = 0; span->set->kind->alone[i]; i++) {
		int column = sv_fact_column_index(span->set->kind, span->set->kind->alone[i]);

		sv_buf_printf(out, "%s'%.*s'", i ? ", " : "",
			      SV_STR_ARG(span->row->fields[column].text));
	}
}

static void report_overlap(const struct check *check, const struct span *earlier,
			   const struct span *later)
{
	_cleanup_(sv_buf_free) struct sv_buf common = SV_BUF_INIT;
	const struct span *shown = later->row->kind ? later : earlier;
	const struct span *other = shown == later ? earlier : later;
	const struct sv_fact_kind *kind = check->set->kind;
	struct check at = *check;
	char from[SV_DATE_TEXT_MAX], to[SV_DATE_TEXT_MAX], where[SV_ERROR_WHERE_MAX] = "the record";
	int column = sv_fact_column_index(kind, kind->intervals[0].from);

	at.row = shown->row;
	write_common(&common, shown);
	if (other->row->kind)
		snprintf(where, sizeof(where), "%s:%d", other->row->file, other->row->line);
	sv_day_text(other->from, from);
	report(&at, column, "overlap", "end the one before the other begins",
	       "a second row of %s for the same days: the first, in %s, is from %s%s%s", common.ptr,
	       where, from, other->to == SV_DAY_OPEN ? " on" : " to ", sv_day_text(other->to, to));
}

static void check_overlaps(struct check *check)
{
	struct span *spans;
	size_t count;

	if (!check->set->kind->alone[0] || !check->set->changed)
		return;
	count = collect_spans(check->facts, check->set, &spans);
	qsort(spans, count, sizeof(*spans), compare_spans);
	for (size_t i = 1, longest = 0; i < count; i++) {
		if (compare_alone(&spans[longest], &spans[i]) != 0) {
			longest = i;
			continue;
		}
		if (spans[i].from < spans[longest].to &&
		    (spans[i].row->kind || spans[longest].row->kind))
			report_overlap(check, &spans[longest], &spans[i]);
		if (spans[i].to > spans[longest].to)
			longest = i;
	}
}

/* What the memberships of a state say about the days of a role. */
struct attendance {
	bool at_start; /* a member on the first day of the role */
	bool at_any;   /* a member on some day of it */
	int32_t until; /* end of the membership that holds on the first day */
	bool new_rows; /* some of these memberships are new */
	const struct sv_fact_row *row;
};

static struct attendance attendance_of(const struct sv_fact_set *states,
				       const struct span *memberships, size_t count,
				       struct sv_str state, const struct span *role)
{
	struct attendance result = {0};
	int code = states->key[0];

	for (size_t i = 0; i < count; i++) {
		const struct span *membership = &memberships[i];

		if (!sv_str_equal(membership->row->fields[code].text, state))
			continue;
		if (membership->row->kind) {
			result.new_rows = true;
			result.row = membership->row;
		}
		if (membership->from <= role->from && role->from < membership->to) {
			result.at_start = true;
			result.until = membership->to;
		}
		if (membership->from < role->to && role->from < membership->to)
			result.at_any = true;
	}
	return result;
}

static void check_attendance(const struct check *check, const struct span *role,
			     const struct attendance *attendance)
{
	const struct sv_fact_kind *kind = check->set->kind;
	const struct sv_csv_field *fields = role->row->fields;
	int state = sv_fact_column_index(kind, "state");
	struct sv_str project = fields[sv_fact_column_index(kind, "project")].text;
	struct sv_str what = fields[sv_fact_column_index(kind, "role")].text;
	bool in_role = role->row->kind != NULL;
	struct check at = *check;
	char day[SV_DATE_TEXT_MAX];
	int column = in_role ? state : 0;

	/* A standing role can be upset by a new membership: then that row is to blame. */
	at.row = in_role ? role->row : attendance->row;
	if (sv_str_is(what, "third_state")) {
		if (attendance->at_any)
			report(&at, column, "is-a-member",
			       "give it the role of a member or observer",
			       "'%.*s' takes part in the cooperation: it cannot be a third state "
			       "in '%.*s'",
			       SV_STR_ARG(fields[state].text), SV_STR_ARG(project));
	} else if (!is_word(what, "coordinator|member|observer")) {
		return; /* said already */
	} else if (!attendance->at_start) {
		report(&at, column, "not-a-member", "check the state and the date",
		       "'%.*s' does not take part in the cooperation on %s: it cannot be %.*s of "
		       "'%.*s'",
		       SV_STR_ARG(fields[state].text), sv_day_text(role->from, day),
		       SV_STR_ARG(what), SV_STR_ARG(project));
	} else if (role->to > attendance->until) {
		report(&at, column, "not-a-member", "end the role on that day",
		       "'%.*s' leaves the cooperation on %s and would still be %.*s of '%.*s'",
		       SV_STR_ARG(fields[state].text), sv_day_text(attendance->until, day),
		       SV_STR_ARG(what), SV_STR_ARG(project));
	}
}

static void check_roles(struct check *check)
{
	const struct sv_fact_set *states = &check->facts->sets[sv_fact_table_index("state")];
	struct span *memberships, *roles;
	size_t membership_count, role_count;
	int state;

	check->set = &check->facts->sets[sv_fact_table_index("participation")];
	if (!check->set->changed && !states->changed)
		return;
	state = sv_fact_column_index(check->set->kind, "state");
	membership_count = collect_spans(check->facts, states, &memberships);
	role_count = collect_spans(check->facts, check->set, &roles);
	for (size_t i = 0; i < role_count; i++) {
		struct sv_str code = roles[i].row->fields[state].text;
		struct attendance attendance =
		    attendance_of(states, memberships, membership_count, code, &roles[i]);

		if (!sv_fact_set_find(states, code))
			continue; /* said already */
		if (roles[i].row->kind || attendance.new_rows)
			check_attendance(check, &roles[i], &attendance);
	}
}

/* Whoever asks for members or groups holds them in arrays of that size. */
static void check_state_count(const struct check *check)
{
	const struct sv_fact_set *states = &check->facts->sets[sv_fact_table_index("state")];

	if (!states->changed || states->count <= SV_STATES_MAX)
		return;
	sv_findings_error(check->findings, "limit", states->rows[states->count - 1].file,
			  states->rows[states->count - 1].line, 0,
			  "keep one record for each cooperation",
			  "the record would hold %zu rows of states, %d at most are taken",
			  states->count, SV_STATES_MAX);
}

/* Found once for all rows of a document. */
static void find_references(struct check *check, const struct sv_fact_kind *kind)
{
	for (size_t i = 0; i < kind->column_count; i++) {
		const struct sv_fact_column *column = &kind->columns[i];
		bool refers =
		    column->type == SV_FIELD_REFERENCE || column->type == SV_FIELD_SOURCES;

		check->of[i] = refers ? sv_fact_table_index(column->of) : -1;
	}
}

static void check_row(const struct check *check)
{
	const struct sv_fact_kind *kind = check->row->kind;

	for (size_t c = 0; c < kind->column_count; c++)
		if (!kind->columns[c].derived_only)
			check_field(check, (int)c);
	check_intervals(check);
	check_unit(check);
}

void sv_facts_check(const struct sv_facts *facts, struct sv_findings *findings)
{
	const char **names[SV_FACT_TABLES_MAX] = {NULL};
	struct check check = {.facts = facts,
			      .findings = findings,
			      .names = names,
			      .indicators = sv_fact_table_index("indicator")};

	for (size_t i = 0; i < SV_FACT_TABLES_MAX && facts->sets[i].kind; i++) {
		const struct sv_fact_kind *kind = NULL;

		check.set = &facts->sets[i];
		for (size_t k = 0; check.set->changed && k < check.set->count; k++) {
			check.row = &check.set->rows[k];
			if (!check.row->kind)
				continue;
			if (check.row->kind != kind)
				find_references(&check, check.row->kind);
			kind = check.row->kind;
			check_row(&check);
		}
		check_overlaps(&check);
	}
	check_roles(&check);
	check_state_count(&check);
}
