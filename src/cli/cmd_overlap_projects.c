/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/encoding.h"
#include "base/file.h"
#include "chart/network.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/table.h"
#include "domain/overlap.h"
#include "solve/terms.h"

#define TERMS_SHOWN 4
#define ACRONYM_MAX 16

static const char *acronym(const struct sv_register *reg, int project)
{
	const struct sv_project *p = &reg->projects[project];

	/* Some have a name where others have an acronym. */
	return p->acronym[0] && strlen(p->acronym) <= ACRONYM_MAX ? p->acronym : p->id;
}

static const char *codes(struct sv_cli *cli, const struct sv_register *reg, const int *states,
			 size_t count)
{
	const char *list = "";

	for (size_t i = 0; i < count; i++)
		list = sv_arena_printf(cli->arena, "%s%s%s", list, i ? " " : "",
				       reg->states[states[i]].code);
	return list;
}

static const char *coordinators(struct sv_cli *cli, const struct sv_register *reg, int project)
{
	const char *list = "";

	for (size_t i = 0; i < reg->participation_count; i++) {
		const struct sv_participation *p = &reg->participations[i];

		if (p->project == project && p->role == SV_ROLE_COORDINATOR &&
		    p->from <= cli->moment.on && cli->moment.on < p->to)
			list = sv_arena_printf(cli->arena, "%s%s%s%s", list, list[0] ? " " : "",
					       reg->states[p->state].code,
					       p->origin.confidence == SV_CONFIDENCE_RECALLED ? "*"
											      : "");
	}
	return list;
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

static void json_pair(struct sv_cli *cli, const struct sv_register *reg,
		      const struct sv_overlap_pair *pair, struct sv_json *json)
{
	sv_json_begin_object(json);
	if (pair->left >= 0) {
		sv_json_key_text(json, "left", reg->projects[pair->left].id);
		sv_json_key_text(json, "right", reg->projects[pair->right].id);
	} else {
		sv_json_key_text(json, "project", reg->projects[pair->right].id);
		sv_json_key_text(json, "name", reg->projects[pair->right].name);
	}
	sv_json_key_text(json, "grade", sv_overlap_grade_name(pair->grade));
	sv_json_key(json, "score");
	sv_json_decimal(json, (struct sv_decimal){(int64_t)lround(pair->score * 10000), 4});
	if (pair->left >= 0) {
		sv_json_key_bool(json, "same_area", pair->same_area);
		sv_json_key_bool(json, "same_domain", pair->same_domain);
	} else {
		sv_json_key_text(json, "coordinators", coordinators(cli, reg, pair->right));
	}
	sv_json_key(json, "states");
	sv_json_begin_array(json);
	for (size_t i = 0; i < pair->state_count; i++)
		sv_json_text(json, reg->states[pair->states[i]].code);
	sv_json_end_array(json);
	sv_json_key_int(json, "shared_terms", (int64_t)pair->shared_count);
	json_terms(json, pair);
	sv_json_end_object(json);
}

static void print_json(struct sv_cli *cli, const struct sv_register *reg,
		       const struct sv_overlap *overlap)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);

	sv_json_begin_object(&json);
	sv_json_key_day(&json, "on", cli->moment.on);
	sv_json_key_int(&json, "known", cli->moment.known_size);
	sv_json_key_int(&json, "projects", (int64_t)overlap->projects);
	sv_json_key_text(&json, "language", overlap->language[0] ? overlap->language : NULL);
	sv_json_key_bool(&json, "by_parts", overlap->by_parts);
	sv_json_key(&json, "pairs");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < overlap->count; i++)
		json_pair(cli, reg, &overlap->pairs[i], &json);
	sv_json_end_array(&json);
	sv_json_key(&json, "themes");
	sv_json_begin_array(&json);
	for (size_t i = 0; i < overlap->theme_count; i++) {
		const struct sv_overlap_theme *theme = &overlap->themes[i];

		sv_json_begin_object(&json);
		sv_json_key_text(&json, "words", theme->words);
		sv_json_key(&json, "projects");
		sv_json_begin_array(&json);
		for (size_t p = 0; p < theme->count; p++)
			sv_json_text(&json, reg->projects[theme->projects[p]].id);
		sv_json_end_array(&json);
		sv_json_end_object(&json);
	}
	sv_json_end_array(&json);
	sv_json_end_object(&json);
	sv_buf_char(&cli->out.buf, '\n');
}

static void print_csv(struct sv_cli *cli, const struct sv_register *reg,
		      const struct sv_overlap *overlap)
{
	struct sv_buf *out = &cli->out.buf;

	sv_buf_text(out, "left,right,grade,score,same_area,same_domain,states,terms\n");
	for (size_t i = 0; i < overlap->count; i++) {
		const struct sv_overlap_pair *pair = &overlap->pairs[i];

		sv_buf_printf(out, "%s,%s,%s,%.4f,%s,%s,%s,",
			      pair->left >= 0 ? reg->projects[pair->left].id : "",
			      reg->projects[pair->right].id, sv_overlap_grade_name(pair->grade),
			      pair->score, pair->same_area ? "yes" : "no",
			      pair->same_domain ? "yes" : "no",
			      codes(cli, reg, pair->states, pair->state_count));
		for (size_t t = 0; t < pair->term_count; t++)
			sv_buf_printf(out, "%s%s", t ? ";" : "", pair->terms[t].left);
		sv_buf_char(out, '\n');
	}
}

/* What both say, each as it stands there. */
static void print_terms(struct sv_out *out, struct sv_cli *cli, const struct sv_overlap_pair *pair)
{
	for (size_t i = 0; i < pair->term_count && i < TERMS_SHOWN; i++) {
		const struct sv_shared_term *term = &pair->terms[i];

		sv_out_text(out, "    ");
		sv_out_wrapped(out, 4, 6,
			       sv_arena_printf(cli->arena, "'%s' | '%s'", term->left_within,
					       term->right_within));
	}
}

static void print_pair(struct sv_cli *cli, const struct sv_register *reg,
		       const struct sv_overlap_pair *pair)
{
	struct sv_out *out = &cli->out;
	struct sv_arena *arena = cli->arena;
	const char *states = codes(cli, reg, pair->states, pair->state_count), *head, *tail;

	if (pair->left >= 0)
		head = sv_arena_printf(arena, "%s, %s", acronym(reg, pair->left),
				       acronym(reg, pair->right));
	else
		head = sv_arena_printf(arena, "%s (%s)", reg->projects[pair->right].name,
				       reg->projects[pair->right].id);
	sv_out_text(out, "  ");
	sv_out_styled(out, SV_STYLE_STRONG, head);
	if (pair->left >= 0)
		tail = sv_arena_printf(
		    arena, "  %.2f; %s; %s; %s", pair->score,
		    pair->same_area ? reg->projects[pair->left].capability_area
				    : sv_arena_printf(arena, "%s and %s",
						      reg->projects[pair->left].capability_area,
						      reg->projects[pair->right].capability_area),
		    pair->same_domain
			? reg->projects[pair->left].domain
			: sv_arena_printf(arena, "%s and %s", reg->projects[pair->left].domain,
					  reg->projects[pair->right].domain),
		    states[0] ? sv_arena_printf(arena, "both: %s", states)
			      : "no known state in both");
	else
		tail = sv_arena_printf(arena, "  %.2f; ask %s; in it: %s", pair->score,
				       coordinators(cli, reg, pair->right), states);
	sv_out_text(out, "\n   ");
	sv_out_wrapped(out, 3, 4, tail);
	print_terms(out, cli, pair);
}

static void print_pairs(struct sv_cli *cli, const struct sv_register *reg,
			const struct sv_overlap *overlap)
{
	enum sv_overlap_grade grade = SV_OVERLAP_NONE;

	for (size_t i = 0; i < overlap->count; i++) {
		const struct sv_overlap_pair *pair = &overlap->pairs[i];

		if (pair->grade != grade)
			sv_out_printf(&cli->out, "\n%s\n", sv_overlap_grade_title(pair->grade));
		grade = pair->grade;
		print_pair(cli, reg, pair);
	}
}

static void print_themes(struct sv_cli *cli, const struct sv_register *reg,
			 const struct sv_overlap *overlap)
{
	if (overlap->theme_count)
		sv_out_text(&cli->out, "\nThemes, by what hangs together\n");
	for (size_t i = 0; i < overlap->theme_count; i++) {
		const struct sv_overlap_theme *theme = &overlap->themes[i];
		const char *list = "";

		for (size_t p = 0; p < theme->count; p++)
			list = sv_arena_printf(cli->arena, "%s%s%s", list, p ? ", " : "",
					       acronym(reg, theme->projects[p]));
		sv_out_text(&cli->out, "  ");
		sv_out_wrapped(&cli->out, 2, 4,
			       sv_arena_printf(cli->arena, "%s: %s", theme->words, list));
	}
}

static int write_map(struct sv_cli *cli, const struct sv_register *reg,
		     const struct sv_overlap *overlap, const char *path, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf svg = SV_BUF_INIT;
	struct sv_network network = {
	    .id = "overlap",
	    .title = "Projects that overlap",
	    .desc = "Each group is a theme within one capability area; a line joins two "
		    "projects, solid for the same aim or a part of it, dashed for a few words.",
	    .groups = SV_NEW_ARRAY(cli->arena, struct sv_network_group, overlap->theme_count),
	    .links = SV_NEW_ARRAY(cli->arena, struct sv_network_link, overlap->count),
	};
	size_t *place = SV_NEW_ARRAY(cli->arena, size_t, reg->project_count);

	for (size_t i = 0; i < overlap->theme_count; i++) {
		const struct sv_overlap_theme *theme = &overlap->themes[i];
		struct sv_network_group *group = &network.groups[network.group_count++];

		group->title = theme->words;
		group->names = SV_NEW_ARRAY(cli->arena, const char *, theme->count);
		for (size_t p = 0; p < theme->count; p++) {
			place[theme->projects[p]] = network.node_count++;
			group->names[group->count++] = acronym(reg, theme->projects[p]);
		}
	}
	for (size_t i = 0; i < overlap->count; i++) {
		const struct sv_overlap_pair *pair = &overlap->pairs[i];

		if (pair->grade != SV_OVERLAP_COMPLEMENTARY)
			network.links[network.link_count++] =
			    (struct sv_network_link){place[pair->left], place[pair->right],
						     pair->grade <= SV_OVERLAP_PARTIAL};
	}
	sv_network_svg(&network, &svg);
	return sv_file_write(path, sv_buf_view(&svg), err);
}

static int run_projects(struct sv_cli *cli, struct sv_error *err)
{
	const char *map = sv_cli_option(cli, "map");
	const struct sv_register *reg;
	struct sv_overlap overlap;
	char on[32];
	int r = sv_cli_register(cli, &reg, err);

	if (r < 0)
		return r;
	sv_overlap_projects(cli->arena, reg, cli->moment.on, &overlap);
	if (map) {
		r = write_map(cli, reg, &overlap, map, err);
		if (r < 0)
			return r;
		if (strcmp(map, "-") == 0)
			return 0;
	}
	if (sv_cli_json(cli)) {
		print_json(cli, reg, &overlap);
	} else if (sv_cli_csv(cli)) {
		print_csv(cli, reg, &overlap);
	} else {
		sv_out_printf(&cli->out, "%zu projects on %s: %zu pair%s overlap\n",
			      overlap.projects, sv_day_prose(cli->moment.on, on), overlap.count,
			      overlap.count == 1 ? "" : "s");
		print_pairs(cli, reg, &overlap);
		print_themes(cli, reg, &overlap);
	}
	return 0;
}

/* The text of a proposal: UTF-8 or what can be read as such, and words in it. */
static int read_proposal(struct sv_cli *cli, struct sv_str *ret, struct sv_error *err)
{
	struct sv_findings findings = SV_FINDINGS_INIT(cli->arena);
	_cleanup_(sv_buf_free) struct sv_buf printed = SV_BUF_INIT;
	_cleanup_(sv_terms_free) struct sv_text_terms terms = SV_TERMS_INIT;
	_cleanup_(sv_tokeniser_free) struct sv_tokeniser *t = NULL;
	const char *path = cli->args[0];
	struct sv_str text;
	int r = sv_file_read(cli->arena, path, SV_FILE_BYTES_MAX, &text, err);

	if (r < 0)
		return r;
	if (text.len >= 2 && memcmp(text.ptr, "PK", 2) == 0)
		return sv_fail(err, SV_EINVALID,
			       "cannot read '%s' as text: it is a document or workbook; save it as "
			       "plain text",
			       path);
	text = sv_text_as_utf8(cli->arena, path, text, &findings);
	sv_findings_print(&findings, &printed);
	if (printed.len)
		fwrite(printed.ptr, 1, printed.len, stderr);
	t = sv_tokeniser_new("", SV_FORM_WORDS);
	sv_terms_add(&terms, t, text, 0);
	if (!terms.count)
		return sv_fail(err, SV_EINVALID, "'%s' has no word to compare", path);
	*ret = text;
	return 0;
}

static int run_find(struct sv_cli *cli, struct sv_error *err)
{
	const struct sv_register *reg;
	struct sv_overlap overlap;
	struct sv_str text;
	int r = sv_cli_register(cli, &reg, err);

	if (r == 0)
		r = read_proposal(cli, &text, err);
	if (r < 0)
		return r;
	sv_overlap_find(cli->arena, reg, cli->moment.on, text, NULL, &overlap);
	if (sv_cli_json(cli)) {
		print_json(cli, reg, &overlap);
	} else if (sv_cli_csv(cli)) {
		print_csv(cli, reg, &overlap);
	} else {
		sv_out_printf(&cli->out, "%zu of %zu projects overlap with '%s'\n", overlap.count,
			      overlap.projects, cli->args[0]);
		if (overlap.by_parts)
			sv_out_wrapped(&cli->out, 0, 0,
				       "the text is in another language than the projects: only "
				       "designations and words that look alike can be found");
		print_pairs(cli, reg, &overlap);
	}
	return 0;
}

static const struct sv_option projects_options[] = {
    {"map", 0, "FILE", SV_VALUE_FILE, NULL, "also draw the themes as SVG; - for standard output"},
    {NULL, 0, NULL, SV_VALUE_TEXT, NULL, NULL},
};

static const struct sv_example projects_examples[] = {
    {"servanda overlap projects --on 2025-06-01",
     "which projects are about the same thing, and why"},
    {"servanda overlap projects --on 2025-06-01 --map overlap.svg", "the themes as a picture"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_overlap_projects = {
    .name = "overlap projects",
    .summary = "find projects that are about the same thing",
    .synopsis = "[--map FILE]",
    .purpose =
	"Compares every two projects on the list by what they say of themselves: name, aim and "
	"keywords. A pair is graded same aim or partial (in one capability area, by how much they "
	"share), complementary (one subject in two areas) or adjacent (one area, few words), and "
	"comes with its evidence: the terms as they stand in either text, area, domain, and the "
	"states that are in both.\n\n"
	"A grade says where to look. Projects may overlap on purpose.",
    .options = projects_options,
    .store = SV_STORE_READ,
    .has_json = true,
    .has_csv = true,
    .examples = projects_examples,
    .run = run_projects,
};

static const struct sv_example find_examples[] = {
    {"servanda overlap find ours.csv", "what exists already for a proposal in a file"},
    {"echo 'an unmanned vehicle that hunts sea mines' | servanda overlap find /dev/stdin",
     "the same for a sentence"},
    {NULL, NULL},
};

const struct sv_command sv_cmd_overlap_find = {
    .name = "overlap find",
    .summary = "find the projects that a new proposal overlaps with",
    .synopsis = "FILE",
    .purpose =
	"Compares the text of a proposal with every project on the list: what exists already, who "
	"is in it and whom to ask, before the workshop and not after. The score is what both say, "
	"by weight, as a share of what the shorter of both says.\n\n"
	"FILE is plain text. Coordinators marked with * are recalled, not verified.",
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_READ,
    .has_json = true,
    .has_csv = true,
    .examples = find_examples,
    .run = run_find,
};
