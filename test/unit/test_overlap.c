/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pairs of projects of the PESCO pack, judged by reading name and aim, with the reason; and what
 * the grades make of them.  The aims are the pack's own sentences.
 */
#include <string.h>

#include "app/import.h"
#include "base/date.h"
#include "base/macros.h"
#include "domain/overlap.h"
#include "solve/terms.h"

#include "support.h"

static struct sv_arena arena;
static const struct sv_register *reg;
static struct sv_overlap overlap;

static int begin(void **state)
{
	const struct sv_reading all = {false};
	struct sv_import import;
	struct sv_moment moment;
	struct sv_app app;
	struct place *place;
	char pack[512], store[128];

	if (place_begin(state) < 0)
		return -1;
	place = *state;
	snprintf(pack, sizeof(pack), "%s/packs/pesco", getenv("SERVANDA_SOURCE"));
	snprintf(store, sizeof(store), "%s/pesco.db", place->dir);
	if (sv_app_init(store, pack, &SV_ACTOR_LOCAL, NULL, &arena, &import, NULL) < 0 ||
	    sv_app_open(store, SV_DB_READ, &app, NULL) < 0)
		return -1;
	if (sv_app_moment(&app, "2025-06-01", "", &moment, NULL) < 0 ||
	    sv_app_register(&app, &arena, &moment, &all, &reg, NULL) < 0)
		return -1;
	sv_app_close(&app);
	sv_overlap_projects(&arena, reg, moment.on, &overlap);
	return 0;
}

static int end(void **state)
{
	sv_arena_free(&arena);
	return place_end(state);
}

static enum sv_overlap_grade grade(const char *one, const char *other)
{
	int a = sv_register_project(reg, sv_str_from(one));
	int b = sv_register_project(reg, sv_str_from(other));

	assert_true(a >= 0 && b >= 0);
	for (size_t i = 0; i < overlap.count; i++) {
		const struct sv_overlap_pair *pair = &overlap.pairs[i];

		if ((pair->left == a && pair->right == b) || (pair->left == b && pair->right == a))
			return pair->grade;
	}
	return SV_OVERLAP_NONE;
}

enum judged {
	OVERLAPS,
	NEAR, /* words in common, not the subject */
	FAR,  /* nothing in common */
};

static const struct {
	const char *one, *other;
	enum judged judged;
	const char *reason;
} sample[] = {
    {"role-2f", "mtf-r2f", OVERLAPS, "both a forward role 2 surgical facility; the later goes on"},
    {"ugs", "iugs-2", OVERLAPS, "the second takes the vehicle of the first further"},
    {"musas", "att", OVERLAPS, "both defend against submarines and their torpedoes"},
    {"mas-mcm", "musas", OVERLAPS, "unmanned vehicles under water, against mines and submarines"},
    {"mas-mcm", "m-sasv", OVERLAPS, "unmanned surface vehicles with exchangeable modules"},
    {"mas-mcm", "divepack", OVERLAPS, "unmanned vehicles under water, for mines and for salvage"},
    {"male-rpas", "ehaap", OVERLAPS, "long-endurance surveillance from the air, drone or airship"},
    {"ehaap", "ngsr", OVERLAPS, "reconnaissance from the air, airship or tactical drone"},
    {"ngsr", "rotorcraft-docking", OVERLAPS, "small drones, and what launches and recovers them"},
    {"satoc", "fmtc", OVERLAPS, "airlift; the one complements the other by its size"},
    {"satoc", "eda-ta", OVERLAPS, "airlift, and the academy for its crews"},
    {"ctirisp", "crrt", OVERLAPS, "both help members against cyber incidents"},
    {"eu-caih", "cidcc", OVERLAPS, "both coordinate the cyber work of the members"},
    {"eu-caih", "crf", OVERLAPS, "both train for cyber defence, a hub and ranges"},
    {"cbrn-saas", "cbrndtr", OVERLAPS, "agents are found by the one and trained for by the other"},
    {"twister", "imlamd", OVERLAPS, "both intercept what comes by air, by missile"},
    {"c-uas", "des", OVERLAPS, "both defeat small drones"},
    {"eurosim", "etccea", OVERLAPS, "simulation for training of units and headquarters"},
    {"eurosim", "mbt-simtec", OVERLAPS, "simulation of units and of tank crews"},
    {"divepack", "eundc", OVERLAPS, "diving: the equipment, and the centres that teach it"},
    {"ew-jisr", "jeewci", OVERLAPS, "both bring electronic warfare of the members together"},
    {"epc", "4e", OVERLAPS, "surface warships: a corvette, and the systems of escorts"},
    {"csip", "msv", OVERLAPS, "work on the seabed: what watches it, and a vessel"},
    {"choi", "ngdss", OVERLAPS, "equipment of the soldier on foot and its interface"},
    {"eu-ssa-n", "dosa", OVERLAPS, "what threatens objects in orbit is seen and borne"},
    {"harmspro", "ums", OVERLAPS, "both watch coastal waters"},
    {"slia", "infnav", NEAR, "infantry, but ammunition and finding the way"},
    {"strategic-c2", "male-rpas", NEAR, "missions and operations, but headquarters and a drone"},
    {"mas-mcm", "ugs", NEAR, "unmanned, but against mines at sea and on land"},
    {"h3-training", "ehaap", NEAR, "high altitude, but of helicopters and an airship"},
    {"eurosim", "smtc", NEAR, "training, but of units and of surgeons"},
    {"gmsce", "h3-training", NEAR, "weather, but as data and as heat"},
    {"crf", "fsrm", NEAR, "ranges, but for exercises and of missiles"},
    {"mm", "musas", FAR, "border formalities; submarines"},
    {"essor", "role-2f", FAR, "radios; surgery"},
    {"euras", "slia", FAR, "satellite navigation; ammunition without lead"},
    {"h3-training", "eof", FAR, "helicopter crews; energy of camps"},
    {"epc", "crrt", FAR, "a corvette; a cyber team"},
    {"tiger-mk3", "gmsce", FAR, "a helicopter; weather and maps"},
    {"cohgi", "eundc", FAR, "satellite imagery; diving"},
    {"quest", "co-basing", FAR, "quantum technology; bases overseas"},
    {"jeis", "ugs", FAR, "a school of intelligence; a vehicle"},
};

/* Where words mislead the grades err; what has nothing in common they never list. */
static void the_sample_is_graded_as_people_judged_it(void **state)
{
	size_t right = 0;

	(void)state;
	for (size_t i = 0; i < SV_ARRAY_LEN(sample); i++) {
		bool found = grade(sample[i].one, sample[i].other) != SV_OVERLAP_NONE;

		if (found == (sample[i].judged == OVERLAPS))
			right++;
		else
			print_message("# %s and %s: %s\n", sample[i].one, sample[i].other,
				      sample[i].reason);
		assert_false(sample[i].judged == FAR && found);
	}
	print_message("# %zu of %zu pairs as judged\n", right, SV_ARRAY_LEN(sample));
	assert_true(right * 10 >= SV_ARRAY_LEN(sample) * 9);
}

static void successors_have_the_same_aim(void **state)
{
	(void)state;
	assert_int_equal(grade("role-2f", "mtf-r2f"), SV_OVERLAP_SAME_AIM);
	assert_int_equal(grade("ugs", "iugs-2"), SV_OVERLAP_SAME_AIM);
}

static void every_pair_comes_with_its_evidence(void **state)
{
	(void)state;
	assert_true(overlap.count > 10);
	for (size_t i = 0; i < overlap.count; i++) {
		const struct sv_overlap_pair *pair = &overlap.pairs[i];

		assert_true(pair->left < pair->right);
		assert_true(pair->score > 0 && pair->score <= 1);
		assert_true(pair->term_count > 0);
		for (size_t t = 0; t < pair->term_count; t++) {
			const struct sv_shared_term *term = &pair->terms[t];

			assert_non_null(strstr(term->left_within, term->left));
			assert_non_null(strstr(term->right_within, term->right));
			assert_true(term->spread >= 2);
		}
	}
}

static void a_theme_holds_what_its_pairs_join(void **state)
{
	(void)state;
	assert_true(overlap.theme_count > 0);
	for (size_t i = 0; i < overlap.theme_count; i++) {
		assert_true(overlap.themes[i].count >= 2);
		assert_true(overlap.themes[i].words[0]);
	}
}

/* Phases and funds are shown where the record tells them of both, and are null where not. */
static void phases_and_funds_are_evidence_where_recorded(void **state)
{
	int one = sv_register_project(reg, SV_STR("ugs"));
	int other = sv_register_project(reg, SV_STR("iugs-2"));
	const int32_t day = sv_day_from_civil(2025, 6, 1);
	const struct sv_project_life lives[] = {{.id = "ugs", .phase = "execution"},
						{.id = "mm", .phase = ""}};
	const struct sv_project_fact facts[] = {
	    {.project = one, .fact = "common_fund_a", .detail = "Fund A", .from = 0, .to = day + 1},
	    {.project = one, .fact = "common_fund_b", .detail = "Fund B", .from = 0, .to = day + 1},
	    {.project = other, .fact = "common_fund", .detail = "Fund B", .from = 0, .to = day + 1},
	    {.project = other, .fact = "common_fund_a", .detail = "Fund A", .from = 0, .to = day},
	};
	struct sv_register told = *reg;
	struct sv_overlap found;
	size_t seen = 0;

	(void)state;
	told.project_facts = facts;
	told.project_fact_count = SV_ARRAY_LEN(facts);
	sv_overlap_projects(&arena, &told, day, &found);
	sv_overlap_add_evidence(&arena, &told, lives, SV_ARRAY_LEN(lives), day, &found);
	assert_int_equal(found.with_phase, 1);
	assert_int_equal(found.with_fund, 2);
	for (size_t i = 0; i < found.count; i++) {
		const struct sv_overlap_pair *pair = &found.pairs[i];
		bool both = (pair->left == one && pair->right == other) ||
			    (pair->left == other && pair->right == one);

		assert_int_equal(pair->funds_known, both);
		assert_int_equal(pair->fund_count, both);
		if (!both)
			continue;
		seen++;
		assert_string_equal(pair->funds[0], "Fund B");
		assert_string_equal(pair->left == one ? pair->left_phase : pair->right_phase,
				    "execution");
		assert_null(pair->left == one ? pair->right_phase : pair->left_phase);
	}
	assert_int_equal(seen, 1);
}

static void find(const char *text, struct sv_overlap *ret)
{
	sv_overlap_find(&arena, reg, sv_day_from_civil(2025, 6, 1), sv_str_from(text), NULL, ret);
}

static void a_proposal_finds_what_exists(void **state)
{
	struct sv_overlap found;

	(void)state;
	find("We propose an unmanned vehicle that hunts and clears sea mines.", &found);
	assert_true(found.count > 0);
	assert_string_equal(reg->projects[found.pairs[0].right].id, "mas-mcm");
	assert_true(found.pairs[0].state_count > 0);
	assert_false(found.by_parts);
}

static void a_project_finds_itself_with_everything(void **state)
{
	const struct sv_project *project = &reg->projects[sv_register_project(reg, SV_STR("epc"))];
	struct sv_overlap found;

	(void)state;
	find(sv_arena_printf(&arena, "%s. %s %s", project->name, project->aim, project->keywords),
	     &found);
	assert_string_equal(reg->projects[found.pairs[0].right].id, "epc");
	assert_true(found.pairs[0].score > 0.999999);
	assert_int_equal(found.pairs[0].grade, SV_OVERLAP_SAME_AIM);
}

static void another_language_is_compared_by_parts_of_words(void **state)
{
	struct sv_overlap found;

	(void)state;
	find("Das Projekt soll die Simulation und das Training von Panzern in einem Zentrum für "
	     "die Mitglieder verbinden, mit Ausbildung und Test.",
	     &found);
	assert_true(found.by_parts);
	assert_string_equal(found.language, "de");
}

static void a_text_about_nothing_finds_nothing(void **state)
{
	struct sv_overlap found;

	(void)state;
	find("zyzzyva", &found);
	assert_int_equal(found.count, 0);
	find("", &found);
	assert_int_equal(found.count, 0);
}

/* Pages about something else, with words of every kind in them, and where: one paragraph. */
static const char *proposal_of_pages(const char *paragraph)
{
	static const char *const filler[] = {
	    "licence", "holder",   "court",    "notice", "copy",    "transport", "work",
	    "source",  "defence",  "party",    "land",   "medical", "European",  "software",
	    "term",    "training", "warranty", "system", "patent",  "use"};
	const char *text = "";

	for (size_t i = 0; i < 900; i++)
		text = sv_arena_printf(&arena, "%s%s %s", text,
				       i == 450 && paragraph ? paragraph : "of the",
				       filler[i * i % 97 % SV_ARRAY_LEN(filler)]);
	return text;
}

static void a_long_text_is_compared_passage_by_passage(void **state)
{
	struct sv_overlap without, with;

	(void)state;
	find(proposal_of_pages(NULL), &without);
	for (size_t i = 0; i < without.count; i++)
		assert_true(without.pairs[i].grade > SV_OVERLAP_PARTIAL);
	find(proposal_of_pages("It fields unmanned surface and underwater vehicles that find and "
			       "clear sea mines, and keeps sailors out of the minefield."),
	     &with);
	assert_string_equal(reg->projects[with.pairs[0].right].id, "mas-mcm");
	assert_true(with.pairs[0].grade <= SV_OVERLAP_PARTIAL);
	assert_true(with.count == 1 || with.pairs[1].grade > SV_OVERLAP_PARTIAL);
}

/* In a list of 17 no term of two projects is in one of twelve or sixteen. */
static void a_short_list_is_not_silent(void **state)
{
	int32_t day = sv_day_from_civil(2018, 3, 10);
	struct sv_overlap first, found;

	(void)state;
	sv_overlap_projects(&arena, reg, day, &first);
	assert_int_equal(first.projects, 17);
	assert_int_equal(first.count, 1);
	assert_string_equal(reg->projects[first.pairs[0].left].id, "ctirisp");
	assert_string_equal(reg->projects[first.pairs[0].right].id, "crrt");
	sv_overlap_find(&arena, reg, day,
			SV_STR("We propose an unmanned vehicle that hunts and clears sea mines."),
			NULL, &found);
	assert_true(found.count > 0);
	assert_string_equal(reg->projects[found.pairs[0].right].id, "mas-mcm");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_sample_is_graded_as_people_judged_it),
	    cmocka_unit_test(successors_have_the_same_aim),
	    cmocka_unit_test(every_pair_comes_with_its_evidence),
	    cmocka_unit_test(a_theme_holds_what_its_pairs_join),
	    cmocka_unit_test(phases_and_funds_are_evidence_where_recorded),
	    cmocka_unit_test(a_proposal_finds_what_exists),
	    cmocka_unit_test(a_project_finds_itself_with_everything),
	    cmocka_unit_test(another_language_is_compared_by_parts_of_words),
	    cmocka_unit_test(a_text_about_nothing_finds_nothing),
	    cmocka_unit_test(a_long_text_is_compared_passage_by_passage),
	    cmocka_unit_test(a_short_list_is_not_silent),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
