/* SPDX-License-Identifier: EUPL-1.2 */
#include "drawn_rule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "random.h"

static const char *const prelude =
    "set \"t\" for commitments\n"
    "quantity a \"A\"\n unit persons\n from x \"p\"\n"
    "quantity b \"B\"\n unit persons\n from x \"p\"\n"
    "quantity c \"C\"\n unit persons\n from x \"p\"\n"
    "quantity whole \"W\"\n unit persons\n from x \"p\"\n"
    "quantity part \"P\"\n unit persons\n part of whole\n from x \"p\"\n"
    "fact f \"F\"\n"
    "fact g \"G\"\n"
    "commitment 1 \"One\"\n basis \"B\"\n";

static void add_figure(struct sv_buf *out, int depth);

/* persons / persons, with a part and its whole now and then. */
static void add_share(struct sv_buf *out, int depth)
{
	if (below(3) == 0) {
		sv_buf_text(out, "part / whole");
		return;
	}
	sv_buf_text(out, "(");
	add_figure(out, depth);
	sv_buf_text(out, ") / (");
	add_figure(out, depth);
	sv_buf_text(out, ")");
}

static void add_condition(struct sv_buf *out, int depth)
{
	static const char *const signs[] = {">=", "<=", ">", "<", "=", "!="};

	switch (depth > 0 ? below(9) : below(2)) {
	case 0: sv_buf_text(out, below(2) ? "f in force" : "g in force"); return;
	case 1: sv_buf_printf(out, "%s is known", below(2) ? "a" : "part"); return;
	case 2:
		sv_buf_text(out, "not (");
		add_condition(out, depth - 1);
		sv_buf_text(out, ")");
		return;
	case 3:
	case 4:
		sv_buf_text(out, "(");
		add_condition(out, depth - 1);
		sv_buf_text(out, below(2) ? " and " : " or ");
		add_condition(out, depth - 1);
		sv_buf_text(out, ")");
		return;
	case 5:
		sv_buf_text(out, "(");
		add_figure(out, depth - 1);
		sv_buf_printf(out, ") %s over %d years", below(2) ? "rises" : "falls",
			      1 + below(3));
		return;
	case 6:
		sv_buf_text(out, "(");
		add_condition(out, depth - 1);
		sv_buf_printf(out, ") in each of %d years", 1 + below(3));
		return;
	case 7:
		add_share(out, depth - 1);
		sv_buf_printf(out, " %s %d %%", signs[below(6)], below(120));
		return;
	default:
		add_figure(out, depth - 1);
		sv_buf_printf(out, " %s ", signs[below(6)]);
		add_figure(out, depth - 1);
	}
}

/* A figure in persons.  first_known looks at quantities alone: whether those are known does not
 * depend on the points chosen. */
static void add_figure(struct sv_buf *out, int depth)
{
	static const char *const names[QUANTITIES] = {"a", "b", "c", "whole", "part"};

	switch (depth > 0 ? below(12) : below(2)) {
	case 0: sv_buf_printf(out, "%d persons", below(9)); return;
	case 1: sv_buf_text(out, names[below(QUANTITIES)]); return;
	case 2:
		sv_buf_printf(out, "previous(%s, %d)", names[below(QUANTITIES)], 1 + below(4));
		return;
	case 3:
	case 4:
		sv_buf_text(out, "(");
		add_figure(out, depth - 1);
		sv_buf_text(out, below(2) ? " + " : " - ");
		add_figure(out, depth - 1);
		sv_buf_text(out, ")");
		return;
	case 5:
		sv_buf_text(out, "(");
		add_figure(out, depth - 1);
		sv_buf_text(out, ") * (");
		add_share(out, depth - 1);
		sv_buf_text(out, ")");
		return;
	case 6:
		sv_buf_text(out, below(2) ? "min(" : "max(");
		add_figure(out, depth - 1);
		sv_buf_text(out, ", ");
		add_figure(out, depth - 1);
		sv_buf_text(out, ", ");
		add_figure(out, 0);
		sv_buf_text(out, ")");
		return;
	case 7:
		sv_buf_text(out, "abs(");
		add_figure(out, depth - 1);
		sv_buf_text(out, ")");
		return;
	case 8:
		sv_buf_text(out, "-(");
		add_figure(out, depth - 1);
		sv_buf_text(out, ")");
		return;
	case 9:
		sv_buf_printf(out, "first_known(%s, ", names[below(QUANTITIES)]);
		add_figure(out, depth - 1);
		sv_buf_text(out, ")");
		return;
	case 10:
		sv_buf_text(out, "(if ");
		add_condition(out, depth - 1);
		sv_buf_text(out, " then ");
		add_figure(out, depth - 1);
		if (below(3)) {
			sv_buf_text(out, " else ");
			add_figure(out, depth - 1);
		}
		sv_buf_text(out, ")");
		return;
	default:
		sv_buf_text(out, "(50 % * growth(");
		add_figure(out, 0);
		sv_buf_text(out, ")) * a");
	}
}

static struct sv_cell draw_cell(int lowest)
{
	int low = lowest + below(6), high = low + 1 + below(6);
	int64_t den = 1 + below(3);

	switch (below(7)) {
	case 0: return sv_cell_missing(SV_NOT_REPORTED + below(3));
	case 1: return sv_cell_open(SV_RATIONAL(low, den), SV_WITHHELD);
	case 2:
	case 3: return sv_cell_interval(SV_RATIONAL(low, den), SV_RATIONAL(high, den), SV_WITHHELD);
	default: return sv_cell_point(SV_RATIONAL(low, den));
	}
}

/* What is part of a whole: nothing to what the whole is at most. */
static struct sv_cell draw_part(const struct sv_cell *whole)
{
	if (!whole->known || below(4) == 0)
		return sv_cell_missing(SV_NOT_REPORTED);
	if (below(2))
		return sv_cell_point(SV_RATIONAL(whole->lower.num, whole->lower.den * 2));
	if (whole->unbounded)
		return sv_cell_open(SV_RATIONAL(0, 1), SV_WITHHELD);
	return sv_cell_interval(SV_RATIONAL(0, 1), whole->upper, SV_WITHHELD);
}

static void draw_world(struct world *world)
{
	for (int row = 0; row < ROWS; row++) {
		for (int lag = 0; lag < YEARS_BACK; lag++) {
			for (int q = 0; q < 4; q++)
				world->cells[q][row][lag] = draw_cell(q == 3);
			world->cells[4][row][lag] = draw_part(&world->cells[3][row][lag]);
			for (int f = 0; f < 2; f++)
				world->facts[f][row][lag] = (enum sv_truth)below(2);
		}
	}
}

/* A point between two others. */
static struct sv_rational between(struct sv_rational low, struct sv_rational high)
{
	struct sv_rational span, step, point = low;

	if (!sv_rational_subtract(high, low, &span) ||
	    !sv_rational_multiply(span, SV_RATIONAL(below(5), 4), &step) ||
	    !sv_rational_add(low, step, &point))
		abort();
	return point;
}

/* An interval within another; a point where `points` says so. */
static struct sv_cell narrow(const struct sv_cell *cell, bool points)
{
	struct sv_rational high = cell->upper, ends[2];

	if (!cell->known || sv_cell_is_point(cell))
		return *cell;
	if (!points && below(3) == 0)
		return *cell;
	if (cell->unbounded && !sv_rational_add(cell->lower, SV_RATIONAL(8, 1), &high))
		abort();
	ends[0] = between(cell->lower, high);
	ends[1] = points ? ends[0] : between(ends[0], high);
	if (sv_rational_compare(ends[0], ends[1]) == 0)
		return sv_cell_point(ends[0]);
	return sv_cell_interval(ends[0], ends[1], SV_WITHHELD);
}

void world_learn(const struct world *world, struct world *ret, bool points)
{
	*ret = *world;
	for (int row = 0; row < ROWS; row++) {
		for (int lag = 0; lag < YEARS_BACK; lag++) {
			struct sv_cell *whole = &ret->cells[3][row][lag];
			struct sv_cell *part = &ret->cells[4][row][lag];

			for (int q = 0; q < 4; q++)
				ret->cells[q][row][lag] =
				    narrow(&world->cells[q][row][lag], points);
			if (!part->known || sv_cell_is_point(part))
				continue;
			part->unbounded = whole->unbounded;
			part->upper = whole->upper;
			*part = narrow(part, points);
			if (points && sv_rational_compare(part->lower, whole->lower) > 0)
				*part = *whole;
		}
	}
}

void world_load(void *context, const struct sv_program *program, const struct sv_input *input,
		size_t first, size_t count, union sv_column *ret)
{
	const struct world *world = context;

	(void)program;
	for (size_t i = 0; i < count; i++) {
		if (input->kind == SV_INPUT_FACT)
			ret->truths[i] = world->facts[input->index][first + i][input->lag];
		else
			ret->cells[i] = world->cells[input->index][first + i][input->lag];
	}
}

void world_enlarge(struct world *world)
{
	for (int q = 0; q < QUANTITIES; q++)
		for (int row = 0; row < ROWS; row++)
			for (int lag = 0; lag < YEARS_BACK; lag++) {
				struct sv_cell *cell = &world->cells[q][row][lag];

				cell->lower.num <<= 34;
				cell->upper.num <<= 34;
			}
}

void world_make_absurd(struct world *world)
{
	static const struct sv_rational points[] = {{INT64_MAX, 1}, {-INT64_MAX, 1},
						    {1, INT64_MAX}, {-1, INT64_MAX},
						    {0, 1},         {0, INT64_MAX},
						    {INT64_MAX, 2}, {INT64_MAX, INT64_MAX},
						    {1, 1},         {INT64_MAX - 1, INT64_MAX}};

	for (int q = 0; q < QUANTITIES; q++)
		for (int row = 0; row < ROWS; row++)
			for (int lag = 0; lag < YEARS_BACK; lag++)
				if (below(2))
					world->cells[q][row][lag] =
					    sv_cell_point(points[below((int)SV_ARRAY_LEN(points))]);
}

bool rule_draw(uint64_t seed, struct draw *ret)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;
	const struct sv_rules_schema schema = {0};
	struct sv_findings findings = SV_FINDINGS_INIT(&ret->arena);
	const struct sv_pledge *pledge;
	const char *text;

	draw_from(seed);
	sv_buf_text(&out, prelude);
	ret->is_condition = below(2);
	sv_buf_text(&out, ret->is_condition ? " met when " : " measure m \"M\" = ");
	if (ret->is_condition)
		add_condition(&out, 4);
	else
		add_figure(&out, 4);
	sv_buf_text(&out, ret->is_condition ? "\n" : "\n met when 1 > 0\n");
	text = sv_arena_cstr(&ret->arena, out.ptr);
	ret->own = text + strlen(prelude);
	pledge = sv_rules_check(&ret->arena, "random", sv_str_from(text), &schema, &findings);
	if (findings.count) {
		printf("# %s\n# %s\n", findings.items[0].message, ret->own);
		return false;
	}
	ret->expr = ret->is_condition ? pledge->items[0].clauses[0].when
				      : pledge->items[0].measures[0].expr;
	ret->program =
	    sv_program_compile(&ret->arena, pledge, &pledge->items[0], ret->expr, &findings);
	draw_world(&ret->world);
	return ret->program != NULL;
}
