/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/plan_exercise.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/rational.h"
#include "domain/plan_json.h"

#define NARRATIVE                                                                              \
	"EXERCISE. Made up for training: no state said this. Measures were taken in the year " \
	"before, and more are planned."

struct maker {
	struct sv_arena *arena;
	const struct sv_plan_context *context;
	struct sv_plan_builder builder;
	int state, year;
	uint64_t random;
};

/* SplitMix64: short, and the same on every machine. */
static uint64_t draw(struct maker *maker)
{
	uint64_t z = maker->random += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static int64_t between(struct maker *maker, int64_t low, int64_t high)
{
	return low + (int64_t)(draw(maker) % (uint64_t)(high - low + 1));
}

/* The last public figure of an indicator in whole units, or what is drawn instead. */
static int64_t last_figure(struct maker *maker, const char *indicator, int64_t otherwise)
{
	const struct sv_evidence *evidence = maker->context->evidence;
	int index = sv_evidence_indicator(evidence, sv_str_from(indicator));

	for (int year = maker->year - 1; index >= 0 && year > maker->year - 15; year--) {
		const struct sv_figure *figure =
		    sv_evidence_find(evidence, index, maker->state, year);

		if (figure && figure->missing == SV_PRESENT && figure->value.coefficient > 0)
			return sv_rational_round(sv_rational_from_decimal(figure->value), 0)
			    .coefficient;
	}
	return otherwise;
}

static void put(struct maker *maker, const char *sheet, const char *field, int year, int64_t value,
		int scale)
{
	sv_plan_put_number(&maker->builder, sheet, field, -1, year,
			   (struct sv_decimal){value, scale});
}

#define WHOLE 100000 /* shares are counted in parts of this */

/* Tenths of millions; the parts add up by construction. */
static void make_year(struct maker *maker, int year, int64_t total, const int64_t share[5])
{
	int64_t rd = total * share[1] / WHOLE, procurement = total * share[0] / WHOLE;
	int64_t rt = rd * share[2] / WHOLE;

	put(maker, "finance", "defence_expenditure", year, total, 1);
	put(maker, "finance", "equipment_procurement", year, procurement, 1);
	put(maker, "finance", "rd", year, rd, 1);
	put(maker, "finance", "investment", year, procurement + rd, 1);
	put(maker, "finance", "rt", year, rt, 1);
	put(maker, "finance", "eu_collab_procurement", year, procurement * share[3] / WHOLE, 1);
	put(maker, "finance", "other_collab_procurement", year, procurement * share[4] / WHOLE, 1);
	put(maker, "finance", "eu_collab_rt", year, rt * share[3] / WHOLE, 1);
	put(maker, "finance", "operations_cost", year, total * 12 / 1000, 1);
}

/* What an indicator made of another, or what is drawn instead, in thousandths. */
static int64_t share_of(struct maker *maker, const char *part, const char *whole, int64_t otherwise)
{
	int64_t a = last_figure(maker, part, 0), b = last_figure(maker, whole, 0);

	return a > 0 && b > a ? a * WHOLE / b : otherwise * (WHOLE / 1000);
}

static void make_finance(struct maker *maker)
{
	int64_t total = last_figure(maker, "eda_defexp", between(maker, 300, 9000)) * 10;
	int64_t share[5] = {
	    share_of(maker, "eda_equipment_procurement", "eda_defexp", between(maker, 150, 280)),
	    share_of(maker, "eda_rd", "eda_defexp", between(maker, 12, 50)),
	    share_of(maker, "eda_rt", "eda_rd", between(maker, 120, 400)),
	    between(maker, 10000, 40000), between(maker, 2000, 20000)};

	total += total * between(maker, 20, 90) / 1000;
	for (int year = maker->year - 1; year <= maker->year + 5; year++) {
		make_year(maker, year, total, share);
		total += total * between(maker, 20, 80) / 1000;
		share[0] += between(maker, -4, 8) * (WHOLE / 1000);
		share[1] += between(maker, 0, 1) * (WHOLE / 1000);
	}
}

static void make_forces(struct maker *maker)
{
	int64_t persons = last_figure(maker, "eda_military_personnel", between(maker, 2000, 60000));

	for (int year = maker->year - 1; year <= maker->year + 5; year++) {
		int64_t deployable = persons * between(maker, 240, 300) / 1000;

		put(maker, "forces", "military_personnel", year, persons, 0);
		put(maker, "forces", "deployable_land", year, deployable, 0);
		put(maker, "forces", "sustainable_land", year, deployable / 5, 0);
		put(maker, "forces", "troops_deployed", year, persons * 3 / 100, 0);
		persons += persons * between(maker, 0, 20) / 1000;
	}
}

static void make_tables(struct maker *maker)
{
	static const char *const domains[] = {"land", "maritime", "air", "cyber"};
	int formations = (int)between(maker, 1, 3), row = 0;
	const struct sv_register *reg = maker->context->reg;

	for (int i = 0; i < formations; i++) {
		sv_plan_put_text(&maker->builder, "formations", "name", i, 0,
				 sv_arena_printf(maker->arena, "Exercise formation %d", i + 1));
		sv_plan_put_text(&maker->builder, "formations", "domain", i, 0,
				 domains[between(maker, 0, 3)]);
		sv_plan_put_number(&maker->builder, "formations", "personnel", i, 0,
				   (struct sv_decimal){between(maker, 1, 30) * 50, 0});
		sv_plan_put_number(&maker->builder, "formations", "days_to_deploy", i, 0,
				   (struct sv_decimal){between(maker, 5, 30), 0});
		sv_plan_put_number(&maker->builder, "formations", "days_to_sustain", i, 0,
				   (struct sv_decimal){between(maker, 30, 180), 0});
	}
	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *one = &reg->participations[i];

		if (one->state != maker->state || maker->context->on < one->from ||
		    maker->context->on >= one->to ||
		    !sv_project_is_listed(&reg->projects[one->project], maker->context->on))
			continue;
		sv_plan_put_text(&maker->builder, "projects", "project", row, 0,
				 reg->projects[one->project].id);
		sv_plan_put_text(&maker->builder, "projects", "role", row++, 0,
				 sv_role_name(one->role));
	}
}

/* What the rule finds where it finds something, so that a plan without mistakes has none. */
static const char *declared_for(struct maker *maker, const struct sv_assessment *assessment,
				const char *number)
{
	static const char *const words[] = {"met",      "met",         "on_track",
					    "on_track", "no_progress", "not_met"};
	const char *state = maker->context->reg->states[maker->state].code;
	const char *drawn = words[between(maker, 0, 5)];

	for (size_t m = 0; assessment && m < assessment->member_count; m++) {
		for (size_t i = 0;
		     strcmp(assessment->members[m], state) == 0 && i < assessment->item_count;
		     i++) {
			const struct sv_rated *rated =
			    sv_assessment_at(assessment, assessment->year_first, i, m);

			if (strcmp(assessment->items[i].number, number) == 0 &&
			    rated->rating <= SV_RATING_NOT_MET)
				return sv_rating_name(rated->rating);
		}
	}
	return drawn;
}

static void make_answers(struct maker *maker, const struct sv_assessment *assessment)
{
	for (size_t i = 0; i < maker->context->item_count; i++) {
		const char *number = maker->context->items[i].number;

		sv_plan_put_text(&maker->builder, "answers", "declared", (int)i, 0,
				 declared_for(maker, assessment, number));
		sv_plan_put_text(&maker->builder, "answers", "narrative", (int)i, 0, NARRATIVE);
		sv_plan_put_text(&maker->builder, "answers", "releasable", (int)i, 0,
				 between(maker, 0, 2) ? "public" : "restricted");
	}
}

/* The mistakes that desks make, one line each: in the JSON form, under a path. */
static const struct {
	const char *rule, *sheet, *key, *value; /* NULL: taken out */
} mistakes[] = {
    {"rt_within_rd", "finance", "rt", "999999.9"},
    {"investment_adds_up", "finance", "investment", "1.5"},
    {"text-number", "finance", "rd", "1.234,5"},
    {"no-figure", "finance", "equipment_procurement", "n/a"},
    {"negative", "finance", "operations_cost", "-3"},
    {"european_procurement_within", "finance", "eu_collab_procurement", "888888.8"},
    {"scale", "finance", "defence_expenditure", NULL}, /* a million times too large: below */
    {"no-answer", "answers", NULL, NULL},
    {"register", "projects", NULL, NULL},
    {"choice", "answers", "declared", "mostly"},
    {"currency", "cover", "currency", "euro"},
};

static void set_text(json_t *object, const char *key, const char *text)
{
	if (json_object_set_new(object, key, json_string(text)) < 0)
		sv_out_of_memory();
}

/* Units where millions belong: "47400.5" becomes "47400500000". */
static const char *times_a_million(struct maker *maker, const char *text)
{
	struct sv_decimal value = {0};

	if (text)
		(void)sv_decimal_parse(sv_str_from(text), &value);
	for (int i = value.scale; i < 6; i++)
		value.coefficient *= 10;
	return sv_arena_printf(maker->arena, "%lld", (long long)value.coefficient);
}

static void make_mistake(struct maker *maker, json_t *object, int kind)
{
	json_t *sheet = json_object_get(object, mistakes[kind].sheet), *field;
	char year[16];
	const char *item =
	    maker->context->items[between(maker, 0, (int64_t)maker->context->item_count - 1)]
		.number;

	snprintf(year, sizeof(year), "%d", maker->year + (int)between(maker, -1, 1));
	if (strcmp(mistakes[kind].rule, "no-answer") == 0) {
		json_object_del(sheet, item);
	} else if (strcmp(mistakes[kind].rule, "choice") == 0) {
		set_text(json_object_get(sheet, item), "declared", mistakes[kind].value);
	} else if (strcmp(mistakes[kind].rule, "register") == 0) {
		json_array_remove(sheet, 0);
	} else if (strcmp(mistakes[kind].rule, "currency") == 0) {
		set_text(sheet, "currency", mistakes[kind].value);
	} else {
		field = json_object_get(sheet, mistakes[kind].key);
		if (mistakes[kind].value)
			set_text(field, year, mistakes[kind].value);
		else
			set_text(field, year,
				 times_a_million(maker,
						 json_string_value(json_object_get(field, year))));
	}
}

static const char *make_mistakes(struct maker *maker, json_t *object)
{
	int count = (int)between(maker, 0, 8) < 3 ? 0 : (int)between(maker, 1, 3);
	const char *list = "";
	unsigned made = 0;

	for (int i = 0; i < count; i++) {
		int kind = (int)between(maker, 0, (int64_t)SV_ARRAY_LEN(mistakes) - 1);

		if (made >> kind & 1)
			continue;
		made |= 1u << kind;
		make_mistake(maker, object, kind);
		list = sv_arena_printf(maker->arena, "%s%s%s", list, *list ? ", " : "",
				       mistakes[kind].rule);
	}
	return list;
}

static int make_plan(struct maker *maker, struct sv_exercise_plan *ret, struct sv_error *err)
{
	const char *code = maker->context->reg->states[maker->state].code;
	struct sv_findings ignored = SV_FINDINGS_INIT(maker->arena);
	struct sv_plan_checked checked = {0};
	struct sv_plan *plan;
	int r;

	sv_plan_begin(&maker->builder, maker->arena, maker->context, "", &ignored);
	maker->builder.plan->exercise = true;
	sv_plan_put_text(&maker->builder, "cover", "state", -1, 0, code);
	put(maker, "cover", "year", 0, maker->year, 0);
	sv_plan_put_text(&maker->builder, "cover", "currency", -1, 0, "EUR");
	sv_plan_put_text(&maker->builder, "cover", "prices", -1, 0, "current");
	sv_plan_put_text(&maker->builder, "statement", "text", -1, 0, NARRATIVE);
	make_finance(maker);
	make_forces(maker);
	make_tables(maker);
	plan = sv_plan_finish(&maker->builder);
	r = sv_plan_assess(maker->arena, plan, sv_plan_evidence(maker->arena, plan), &ignored,
			   &checked, err);
	if (r < 0)
		return r;
	make_answers(maker, checked.assessment);
	plan = sv_plan_finish(&maker->builder);
	ret->state = code;
	ret->object = sv_plan_to_json(plan);
	ret->mistakes = make_mistakes(maker, ret->object);
	return 0;
}

int sv_app_plan_exercise(struct sv_app *app, struct sv_arena *arena, const struct sv_moment *moment,
			 const struct sv_reading *reading, int year, uint64_t seed,
			 struct sv_exercise_plan **ret_plans, size_t *ret_count,
			 struct sv_error *err)
{
	struct sv_plan_context *context = SV_NEW(arena, struct sv_plan_context);
	int members[SV_STATES_MAX], r;
	struct sv_exercise_plan *plans;
	size_t count;

	r = sv_app_plan_context(app, arena, moment, reading, year, context, err);
	if (r < 0)
		return r;
	count = sv_register_members(context->reg, moment->on, members);
	plans = SV_NEW_ARRAY(arena, struct sv_exercise_plan, count);
	for (size_t i = 0; i < count; i++) {
		struct maker maker = {.arena = arena,
				      .context = context,
				      .state = members[i],
				      .year = year,
				      .random = seed * 1000003u + (uint64_t)members[i]};

		r = make_plan(&maker, &plans[i], err);
		if (r < 0) {
			for (size_t k = 0; k < i; k++)
				json_decref(plans[k].object);
			return r;
		}
	}
	*ret_plans = plans;
	*ret_count = count;
	return 0;
}
