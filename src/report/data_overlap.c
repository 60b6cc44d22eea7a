/* SPDX-License-Identifier: EUPL-1.2 */
/* Overlap of projects for programs, and as a drawing; see docs/formats/overlap.md. */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "chart/network.h"
#include "report/data.h"
#include "report/overlap.h"
#include "rules/pledge.h"

#define ACRONYM_MAX 16

const char *sv_overlap_name(const struct sv_register *reg, int project)
{
	const struct sv_project *p = &reg->projects[project];

	/* Some have a name where others have an acronym. */
	return p->acronym[0] && strlen(p->acronym) <= ACRONYM_MAX ? p->acronym : p->id;
}

const char *sv_overlap_codes(struct sv_arena *arena, const struct sv_register *reg,
			     const int *states, size_t count)
{
	const char *list = "";

	for (size_t i = 0; i < count; i++)
		list = sv_arena_printf(arena, "%s%s%s", list, i ? " " : "",
				       reg->states[states[i]].code);
	return list;
}

const char *sv_overlap_coordinators(struct sv_arena *arena, const struct sv_register *reg,
				    int32_t on, int project)
{
	const char *list = "";

	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *p = &reg->participations[i];

		if (p->project == project && p->role == SV_ROLE_COORDINATOR && p->from <= on &&
		    on < p->to)
			list = sv_arena_printf(
			    arena, "%s%s%s%s", list, list[0] ? " " : "", reg->states[p->state].code,
			    p->origin.confidence == SV_CONFIDENCE_RECALLED ? "*" : "");
	}
	return list;
}

const char *sv_speaks_to(struct sv_arena *arena, const struct sv_pledge_item *const *items,
			 size_t count)
{
	const char *list = "";

	for (size_t i = 0; i < count; i++)
		list = sv_arena_printf(arena, "%s%s%s (%s)", list, i ? ", " : "", items[i]->number,
				       items[i]->title);
	return count ? sv_arena_printf(arena, "Speaks to commitment%s %s.", count == 1 ? "" : "s",
				       list)
		     : "";
}

void sv_speaks_to_json(const struct sv_pledge_item *const *items, size_t count,
		       struct sv_json *json)
{
	sv_json_key(json, "commitments");
	sv_json_begin_array(json);
	for (size_t i = 0; i < count; i++) {
		sv_json_begin_object(json);
		sv_json_key_text(json, "commitment", items[i]->number);
		sv_json_key_text(json, "title", items[i]->title);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

static const char *funds_text(struct sv_arena *arena, const struct sv_overlap_pair *pair,
			      const char *between)
{
	const char *list = "";

	for (size_t i = 0; i < pair->fund_count; i++)
		list = sv_arena_printf(arena, "%s%s%s", list, i ? between : "", pair->funds[i]);
	return list;
}

const char *sv_overlap_recorded(struct sv_arena *arena, const struct sv_overlap_pair *pair)
{
	const char *text = "";

	if (pair->left < 0)
		return pair->right_phase
			   ? sv_arena_printf(arena, "; in phase %s", pair->right_phase)
			   : "";
	if (pair->left_phase || pair->right_phase)
		text = sv_arena_printf(arena, "; phases: %s and %s",
				       pair->left_phase ? pair->left_phase : "not recorded",
				       pair->right_phase ? pair->right_phase : "not recorded");
	if (pair->fund_count)
		text = sv_arena_printf(arena, "%s; both call on %s", text,
				       funds_text(arena, pair, " and "));
	return text;
}

const char *sv_overlap_unrecorded(struct sv_arena *arena, const struct sv_overlap *overlap)
{
	return sv_arena_printf(
	    arena,
	    "Of %zu projects the record tells the phase of %zu and on which "
	    "common fund they call of %zu; what it does not tell is no evidence, "
	    "for or against.",
	    overlap->projects, overlap->with_phase, overlap->with_fund);
}

/* What is recorded beside the words: null where nothing is. */
static void json_evidence(struct sv_json *json, const struct sv_overlap_pair *pair)
{
	if (pair->left < 0) {
		sv_json_key_text(json, "phase", pair->right_phase);
		return;
	}
	sv_json_key_text(json, "left_phase", pair->left_phase);
	sv_json_key_text(json, "right_phase", pair->right_phase);
	sv_json_key(json, "common_funds");
	if (!pair->funds_known) {
		sv_json_null(json);
		return;
	}
	sv_json_begin_array(json);
	for (size_t i = 0; i < pair->fund_count; i++)
		sv_json_text(json, pair->funds[i]);
	sv_json_end_array(json);
}

static void json_terms(struct sv_json *json, const struct sv_overlap_pair *pair)
{
	sv_json_key(json, "terms");
	sv_json_begin_array(json);
	for (size_t i = 0; i < pair->term_count; i++) {
		const struct sv_shared_term *term = &pair->terms[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "left", term->left);
		sv_json_key_text(json, "right", term->right);
		sv_json_key_text(json, "left_within", term->left_within);
		sv_json_key_text(json, "right_within", term->right_within);
		sv_json_key_int(json, "texts", (int64_t)term->spread);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
}

static void json_pair(const struct sv_overlap_data *data, const struct sv_overlap_pair *pair,
		      struct sv_json *json)
{
	sv_json_begin_object(json);
	if (pair->left >= 0) {
		sv_json_key_text(json, "left", data->reg->projects[pair->left].id);
		sv_json_key_text(json, "right", data->reg->projects[pair->right].id);
	} else {
		sv_json_key_text(json, "project", data->reg->projects[pair->right].id);
		sv_json_key_text(json, "name", data->reg->projects[pair->right].name);
	}
	sv_json_key_text(json, "grade", sv_overlap_grade_name(pair->grade));
	sv_json_key(json, "score");
	sv_json_decimal(json, (struct sv_decimal){(int64_t)lround(pair->score * 10000), 4});
	if (pair->left >= 0) {
		sv_json_key_bool(json, "same_area", pair->same_area);
		sv_json_key_bool(json, "same_domain", pair->same_domain);
	} else {
		sv_json_key_text(
		    json, "coordinators",
		    sv_overlap_coordinators(data->arena, data->reg, data->on, pair->right));
	}
	sv_json_key(json, "states");
	sv_json_begin_array(json);
	for (size_t i = 0; i < pair->state_count; i++)
		sv_json_text(json, data->reg->states[pair->states[i]].code);
	sv_json_end_array(json);
	json_evidence(json, pair);
	sv_json_key_int(json, "shared_terms", (int64_t)pair->shared_count);
	json_terms(json, pair);
	sv_json_end_object(json);
}

void sv_overlap_json(const struct sv_overlap_data *data, struct sv_json *json)
{
	const struct sv_overlap *overlap = data->overlap;

	sv_json_begin_object(json);
	sv_json_key_day(json, "on", data->on);
	sv_json_key_int(json, "known", data->known);
	sv_json_key_int(json, "projects", (int64_t)overlap->projects);
	sv_json_key_text(json, "language", overlap->language[0] ? overlap->language : NULL);
	sv_json_key_bool(json, "by_parts", overlap->by_parts);
	sv_json_key_int(json, "with_phase", (int64_t)overlap->with_phase);
	sv_json_key_int(json, "with_fund", (int64_t)overlap->with_fund);
	sv_speaks_to_json(overlap->commitments, overlap->commitment_count, json);
	sv_json_key(json, "pairs");
	sv_json_begin_array(json);
	for (size_t i = 0; i < overlap->count; i++)
		json_pair(data, &overlap->pairs[i], json);
	sv_json_end_array(json);
	sv_json_key(json, "themes");
	sv_json_begin_array(json);
	for (size_t i = 0; i < overlap->theme_count; i++) {
		const struct sv_overlap_theme *theme = &overlap->themes[i];

		sv_json_begin_object(json);
		sv_json_key_text(json, "words", theme->words);
		sv_json_key(json, "projects");
		sv_json_begin_array(json);
		for (size_t p = 0; p < theme->count; p++)
			sv_json_text(json, data->reg->projects[theme->projects[p]].id);
		sv_json_end_array(json);
		sv_json_end_object(json);
	}
	sv_json_end_array(json);
	sv_json_end_object(json);
	sv_buf_char(json->out, '\n');
}

void sv_overlap_csv(const struct sv_overlap_data *data, struct sv_buf *out)
{
	const struct sv_overlap *overlap = data->overlap;

	sv_buf_text(out, "left,right,grade,score,same_area,same_domain,states,terms,left_phase,"
			 "right_phase,common_funds\n");
	for (size_t i = 0; i < overlap->count; i++) {
		const struct sv_overlap_pair *pair = &overlap->pairs[i];

		sv_buf_printf(
		    out, "%s,%s,%s,%.4f,%s,%s,%s,",
		    pair->left >= 0 ? data->reg->projects[pair->left].id : "",
		    data->reg->projects[pair->right].id, sv_overlap_grade_name(pair->grade),
		    pair->score, pair->same_area ? "yes" : "no", pair->same_domain ? "yes" : "no",
		    sv_overlap_codes(data->arena, data->reg, pair->states, pair->state_count));
		for (size_t t = 0; t < pair->term_count; t++)
			sv_buf_printf(out, "%s%s", t ? ";" : "", pair->terms[t].left);
		sv_buf_printf(out, ",%s,%s,", pair->left_phase ? pair->left_phase : "",
			      pair->right_phase ? pair->right_phase : "");
		sv_csv_field(out, sv_str_from(funds_text(data->arena, pair, ";")));
		sv_buf_char(out, '\n');
	}
}

static void map_group(const struct sv_overlap_data *data, const struct sv_overlap_theme *theme,
		      size_t *place, struct sv_network *network)
{
	struct sv_network_group *group = &network->groups[network->group_count++];
	const struct sv_register *reg = data->reg;
	char *area = (char *)(uintptr_t)sv_arena_cstr(
	    data->arena, reg->projects[theme->projects[0]].capability_area);

	for (char *c = area; *c; c++)
		*c = *c == '_' ? ' ' : *c;
	group->title = theme->words;
	group->subtitle = sv_arena_printf(data->arena, "%s, %zu projects", area, theme->count);
	group->names = SV_NEW_ARRAY(data->arena, const char *, theme->count);
	group->in_words = SV_NEW_ARRAY(data->arena, const char *, theme->count);
	for (size_t p = 0; p < theme->count; p++) {
		const char *name = reg->projects[theme->projects[p]].name;
		const char *short_name = sv_overlap_name(reg, theme->projects[p]);

		place[theme->projects[p]] = network->node_count++;
		group->in_words[group->count] = strcasecmp(name, short_name) ? name : NULL;
		group->names[group->count++] = short_name;
	}
}

void sv_overlap_map_svg(const struct sv_overlap_data *data, struct sv_buf *out)
{
	const struct sv_overlap *overlap = data->overlap;
	const struct sv_register *reg = data->reg;
	char on[32];
	struct sv_network network = {
	    .id = "overlap",
	    .title = sv_arena_printf(data->arena, "%zu themes among %zu projects on %s",
				     overlap->theme_count, overlap->projects,
				     sv_day_prose(data->on, on)),
	    .desc = "Each block is a theme: projects of one capability area that hang together. An "
		    "arc joins two projects, solid for the same aim or a part of it, dashed for a "
		    "few words. Pairs of two areas are not drawn.",
	    .strong_says = "same aim, or a part of it",
	    .weak_says = "a few words in common",
	    .groups = SV_NEW_ARRAY(data->arena, struct sv_network_group, overlap->theme_count),
	    .links = SV_NEW_ARRAY(data->arena, struct sv_network_link, overlap->count),
	};
	size_t *place = SV_NEW_ARRAY(data->arena, size_t, reg->project_count);

	for (size_t i = 0; i < overlap->theme_count; i++)
		map_group(data, &overlap->themes[i], place, &network);
	for (size_t i = 0; i < overlap->count; i++) {
		const struct sv_overlap_pair *pair = &overlap->pairs[i];

		if (pair->grade != SV_OVERLAP_COMPLEMENTARY)
			network.links[network.link_count++] = (struct sv_network_link){
			    place[pair->left], place[pair->right],
			    pair->grade <= SV_OVERLAP_PARTIAL,
			    sv_arena_printf(data->arena, "%s and %s: %s, %.2f",
					    sv_overlap_name(reg, pair->left),
					    sv_overlap_name(reg, pair->right),
					    sv_overlap_grade_title(pair->grade), pair->score)};
	}
	sv_network_svg(&network, out);
}
