/* SPDX-License-Identifier: EUPL-1.2 */
#include "fixture_assessment.h"

#include "base/date.h"

static const char *const codes[] = {"AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST",
				    "FIN", "FRA", "GRC", "HRV", "HUN", "IRL", "ITA", "LTU", "LUX",
				    "LVA", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE"};
static const char *const names[] = {
    "Austria",  "Belgium", "Bulgaria",  "Cyprus",     "Czechia", "Germany",     "Denmark",
    "Spain",    "Estonia", "Finland",   "France",     "Greece",  "Croatia",     "Hungary",
    "Ireland",  "Italy",   "Lithuania", "Luxembourg", "Latvia",  "Netherlands", "Poland",
    "Portugal", "Romania", "Slovakia",  "Slovenia",   "Sweden"};

#define MEMBERS SV_ARRAY_LEN(codes)

enum { GROWTH, INVESTMENT, JOINT, FORCES, EVERY, PROJECTS, ITEMS };

static const struct sv_item items[ITEMS] = {
    [GROWTH] = {.number = "1",
		.title = "Rising budgets",
		.text = "Raise defence budgets regularly in real terms.",
		.group = "a",
		.basis = "Annex, 1",
		.kind = "numeric",
		.scope = "member",
		.rule_text = "commitment 1 \"Rising budgets\"\n  met when growth > 0 %\n",
		.judges = "",
		.to = SV_DAY_OPEN,
		.measurable = true},
    [INVESTMENT] = {.number = "2",
		    .title = "Investment",
		    .text = "Raise investment in steps to a fifth of expenditure.",
		    .group = "a",
		    .basis = "Annex, 2",
		    .kind = "numeric",
		    .scope = "collective",
		    .rule_text = "commitment 2 \"Investment\"\n  met when share >= 20 %\n",
		    .judges = "",
		    .to = SV_DAY_OPEN,
		    .measurable = true},
    [JOINT] = {.number = "3",
	       .title = "Joint projects & <script>",
	       .text = "Do more \"joint\" projects.",
	       .group = "a",
	       .basis = "Annex, 3",
	       .kind = "judged",
	       .scope = "member",
	       .rule_text = "commitment 3 \"Joint projects\"\n  judged by hr, then council\n",
	       .judges = "hr, then council",
	       .to = SV_DAY_OPEN},
    [FORCES] = {.number = "12.1",
		.title = "Deployable formations, with a title too long for its place",
		.text = "Make formations available.",
		.group = "c",
		.basis = "Annex, 12",
		.kind = "declared",
		.scope = "member",
		.rule_text = "commitment 12.1 \"Deployable formations\"\n  declared in plan\n",
		.judges = "",
		.to = SV_DAY_OPEN},
    [EVERY] = {.number = "12.2",
	       .title = "Every rating",
	       .text = "A commitment of the test alone.",
	       .group = "c",
	       .basis = "Annex, 12",
	       .kind = "numeric",
	       .scope = "member",
	       .rule_text = "commitment 12.2 \"Every rating\"\n",
	       .judges = "",
	       .to = SV_DAY_OPEN,
	       .measurable = true},
    [PROJECTS] = {.number = "17",
		  .title = "At least one project",
		  .text = "Take part in at least one project.",
		  .group = "d",
		  .basis = "Annex, 17",
		  .kind = "numeric",
		  .scope = "member",
		  .rule_text = "commitment 17 \"At least one project\"\n  met when joined >= 1\n",
		  .judges = "",
		  .to = SV_DAY_OPEN,
		  .measurable = true},
};

static struct sv_item_group groups[] = {
    {"a", "Investment <levels>", ""}, {"c", "Availability", ""}, {"d", "Shortfalls", ""}};

static const struct sv_source sources[] = {{.id = "yearbook",
					    .title = "A yearbook of the test",
					    .publisher = "Test",
					    .date = "2020",
					    .url = "https://example.org/yearbook",
					    .licence = "none",
					    .access = "seen"}};

static const struct sv_register reg = {.sources = sources, .source_count = SV_ARRAY_LEN(sources)};

const struct sv_register *fixture_register(void)
{
	return &reg;
}

static struct sv_value tenths(int64_t lower, int64_t upper, const char *unit)
{
	return (struct sv_value){.known = true,
				 .missing = lower == upper ? SV_PRESENT : SV_WITHHELD,
				 .lower = SV_RATIONAL(lower, 10),
				 .upper = SV_RATIONAL(upper, 10),
				 .unit = unit};
}

static struct sv_value none(enum sv_missing why)
{
	return (struct sv_value){.missing = why, .unit = ""};
}

static void give_refs(struct sv_arena *arena, struct sv_rated *rated, size_t count)
{
	rated->refs = SV_NEW_ARRAY(arena, struct sv_fact_ref, count);
	rated->ref_count = count;
	for (size_t i = 0; i < count; i++) {
		rated->refs[i].text = "a row of the test";
		rated->refs[i].origin = (struct sv_origin){.doc = 3,
							   .row = (int32_t)(100 + i),
							   .source = "yearbook",
							   .confidence = SV_CONFIDENCE_SEEN};
	}
}

static void rate_by_value(struct sv_arena *arena, struct sv_rated *rated, bool met, const char *yes,
			  const char *no)
{
	rated->rating = met ? SV_RATING_MET : SV_RATING_NOT_MET;
	rated->reason = met ? yes : no;
	give_refs(arena, rated, 2);
}

static void rate(struct sv_arena *arena, struct sv_rated *rated, size_t member)
{
	int year = rated->year;
	int64_t spread = (int64_t)((member * 37 + (size_t)year * 5) % 200);

	rated->value = none(SV_NOT_REPORTED);
	rated->rating = SV_RATING_NOT_REPORTED;
	rated->reason = "No public figure.";
	switch (rated->item) {
	case GROWTH:
		rated->value = tenths(spread / 2 - 30, spread / 2 - 30, "%");
		rate_by_value(arena, rated, rated->value.lower.num > 0,
			      "The budget grew in real terms.", "The budget fell in real terms.");
		break;
	case INVESTMENT:
		if (member == 5)
			return;
		rated->value = tenths(80 + spread, member == 7 ? 130 + spread : 80 + spread, "%");
		rated->rating = SV_RATING_NOT_APPLICABLE;
		rated->position = spread >= 120 ? 1 : -1;
		rated->reason = "A position beside the collective benchmark.";
		give_refs(arena, rated, 2);
		break;
	case JOINT:
		rated->rating = SV_RATING_NEEDS_JUDGEMENT;
		rated->reason = "The High Representative judges, then the Council.";
		break;
	case EVERY:
		rated->rating = (enum sv_rating)(member % SV_RATING_COUNT);
		rated->reason = "One of each.";
		break;
	case PROJECTS:
		rated->value = tenths(10 * (int64_t)(1 + member % 29),
				      10 * (int64_t)(1 + member % 29), "count");
		rate_by_value(arena, rated, true, "Takes part in projects.", "");
		if (member % 5 == 0)
			rated->refs[0].origin.confidence = SV_CONFIDENCE_RECALLED;
		break;
	default: break;
	}
}

static void rate_together(struct sv_arena *arena, struct sv_collective *at, int year)
{
	int64_t value = 160 + 5 * (year - FIXTURE_YEAR_FIRST);
	bool bounds = year % 6 == 0;

	at->rated = (struct sv_rated){.item = INVESTMENT,
				      .year = year,
				      .value = tenths(value, bounds ? value + 25 : value, "%"),
				      .rating = value >= 200 ? SV_RATING_MET : SV_RATING_ON_TRACK,
				      .reason = "The share of the members together."};
	if (bounds && value < 200 && value + 25 >= 200)
		at->rated.rating = SV_RATING_UNDECIDED;
	give_refs(arena, &at->rated, 3);
	at->measure = "share";
	at->title = "Investment / expenditure of the members";
	at->has_target = true;
	at->target = SV_RATIONAL(20, 1);
	at->target_text = "at least 20 %";
	at->missing_count = year < 2013 ? 2 : 1;
	at->missing = SV_NEW_ARRAY(arena, struct sv_missing_member, 2);
	at->missing[0] = (struct sv_missing_member){"DEU", SV_WITHHELD, false};
	at->missing[1] = (struct sv_missing_member){"HRV", SV_NOT_REPORTED, false};
	at->members_counted = (int)(MEMBERS - at->missing_count);
}

static void find_conflict(struct sv_arena *arena, struct sv_assessment *assessment)
{
	struct sv_findings *findings = SV_NEW(arena, struct sv_findings);

	*findings = (struct sv_findings)SV_FINDINGS_INIT(arena);
	sv_findings_add(
	    findings, &(struct sv_finding){.severity = SV_WARNING,
					   .rule = "source-conflict",
					   .place = "FRA 2019 <investment>",
					   .message = "France, 2019: one source has 10 and another "
						      "12 <b>million</b>",
					   .repair = "check the later edition"});
	assessment->findings = findings;
}

struct sv_assessment *fixture_assessment(struct sv_arena *arena, int year_first, int year_last)
{
	struct sv_assessment *ret = SV_NEW(arena, struct sv_assessment);
	size_t years = (size_t)(year_last - year_first) + 1;

	*ret = (struct sv_assessment){.on = sv_day_from_civil(2020, 4, 17),
				      .known_size = 12,
				      .year_first = year_first,
				      .year_last = year_last,
				      .set = "test",
				      .set_title = "Commitments of the test",
				      .set_basis = "none",
				      .groups = groups,
				      .group_count = SV_ARRAY_LEN(groups),
				      .member_count = MEMBERS,
				      .item_count = ITEMS,
				      .collective_count = years};
	ret->members = SV_NEW_ARRAY(arena, const char *, MEMBERS);
	ret->member_names = SV_NEW_ARRAY(arena, const char *, MEMBERS);
	ret->items = SV_NEW_ARRAY(arena, struct sv_item, ITEMS);
	ret->ratings = SV_NEW_ARRAY(arena, struct sv_rated, years * ITEMS * MEMBERS);
	ret->collective = SV_NEW_ARRAY(arena, struct sv_collective, years);
	for (size_t i = 0; i < MEMBERS; i++) {
		ret->members[i] = codes[i];
		ret->member_names[i] = names[i];
	}
	for (size_t i = 0; i < ITEMS; i++) {
		ret->items[i] = items[i];
		ret->items[i].from = sv_day_from_civil(2017, 12, 11);
	}
	for (size_t i = 0; i < years * ITEMS * MEMBERS; i++) {
		struct sv_rated *rated = &ret->ratings[i];

		rated->state = codes[i % MEMBERS];
		rated->item = (int)(i / MEMBERS % ITEMS);
		rated->year = year_first + (int)(i / MEMBERS / ITEMS);
		rate(arena, rated, i % MEMBERS);
	}
	for (size_t i = 0; i < years; i++)
		rate_together(arena, &ret->collective[i], year_first + (int)i);
	find_conflict(arena, ret);
	return ret;
}
