/* SPDX-License-Identifier: EUPL-1.2 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "app/overlap.h"
#include "base/encoding.h"
#include "base/file.h"
#include "chart/alone.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/table.h"
#include "report/overlap.h"
#include "solve/terms.h"

#define TERMS_SHOWN 4

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
	const char *states = sv_overlap_codes(cli->arena, reg, pair->states, pair->state_count),
		   *head, *tail;

	if (pair->left >= 0)
		head = sv_arena_printf(arena, "%s, %s", sv_overlap_name(reg, pair->left),
				       sv_overlap_name(reg, pair->right));
	else
		head = sv_arena_printf(arena, "%s (%s)", reg->projects[pair->right].name,
				       reg->projects[pair->right].id);
	sv_out_text(out, "  ");
	sv_out_styled(out, SV_STYLE_STRONG, head);
	if (pair->left >= 0)
		tail = sv_arena_printf(
		    arena, "  %.2f; %s; %s; %s%s", pair->score,
		    pair->same_area ? reg->projects[pair->left].capability_area
				    : sv_arena_printf(arena, "%s and %s",
						      reg->projects[pair->left].capability_area,
						      reg->projects[pair->right].capability_area),
		    pair->same_domain
			? reg->projects[pair->left].domain
			: sv_arena_printf(arena, "%s and %s", reg->projects[pair->left].domain,
					  reg->projects[pair->right].domain),
		    states[0] ? sv_arena_printf(arena, "both: %s", states)
			      : "no known state in both",
		    sv_overlap_recorded(arena, pair));
	else
		tail = sv_arena_printf(
		    arena, "  %.2f; ask %s; in it: %s%s", pair->score,
		    sv_overlap_coordinators(arena, reg, cli->moment.on, pair->right), states,
		    sv_overlap_recorded(arena, pair));
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
					       sv_overlap_name(reg, theme->projects[p]));
		sv_out_text(&cli->out, "  ");
		sv_out_wrapped(&cli->out, 2, 4,
			       sv_arena_printf(cli->arena, "%s: %s", theme->words, list));
	}
}

static void print_commitments(struct sv_cli *cli, const struct sv_overlap *overlap)
{
	if (!overlap->commitment_count)
		return;
	sv_out_text(&cli->out, "\n");
	sv_out_wrapped(&cli->out, 0, 0,
		       sv_speaks_to(cli->arena, overlap->commitments, overlap->commitment_count));
}

static int write_map(const struct sv_overlap_data *data, const char *path, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf drawing = SV_BUF_INIT, file = SV_BUF_INIT;

	sv_overlap_map_svg(data, &drawing);
	sv_chart_alone(sv_str_trim(sv_buf_view(&drawing)),
		       SV_STR("By name, aim and keywords. An arc says where to look, not that a "
			      "project is superfluous; pairs of two areas are not drawn."),
		       &file);
	return sv_file_write(path, sv_buf_view(&file), err);
}

/* As JSON or CSV, if that was asked for. */
static bool print_data(struct sv_cli *cli, const struct sv_overlap_data *data)
{
	struct sv_json json = SV_JSON_INIT(&cli->out.buf);

	if (sv_cli_json(cli))
		sv_overlap_json(data, &json);
	else if (sv_cli_csv(cli))
		sv_overlap_csv(data, &cli->out.buf);
	else
		return false;
	return true;
}

static int run_projects(struct sv_cli *cli, struct sv_error *err)
{
	const char *map = sv_cli_option(cli, "map");
	const struct sv_register *reg;
	struct sv_overlap_data data;
	struct sv_overlap overlap;
	char on[32];
	int r = sv_cli_register(cli, &reg, err);

	if (r == 0)
		r = sv_app_overlap_projects(&cli->app, cli->arena, reg, &cli->moment, &overlap,
					    err);
	if (r < 0)
		return r;
	data = (struct sv_overlap_data){cli->arena, reg, cli->moment.on, cli->moment.known_size,
					&overlap};
	if (map) {
		r = write_map(&data, map, err);
		if (r < 0)
			return r;
		if (strcmp(map, "-") == 0)
			return 0;
	}
	if (!print_data(cli, &data)) {
		sv_out_printf(&cli->out, "%zu projects on %s: %zu pair%s overlap\n",
			      overlap.projects, sv_day_prose(cli->moment.on, on), overlap.count,
			      overlap.count == 1 ? "" : "s");
		print_pairs(cli, reg, &overlap);
		print_themes(cli, reg, &overlap);
		print_commitments(cli, &overlap);
		sv_out_text(&cli->out, "\n");
		sv_out_wrapped(&cli->out, 0, 0, sv_overlap_unrecorded(cli->arena, &overlap));
	}
	return 0;
}

/* What a proposal in JSON (docs/formats/project.md) says of itself; SV_STR_NONE: it is none. */
static struct sv_str form_text(struct sv_arena *arena, struct sv_str text)
{
	static const char *const keys[] = {"name", "acronym", "aim"};
	json_t *form = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
	const char *said = "";

	for (size_t i = 0; i < SV_ARRAY_LEN(keys); i++) {
		const char *value = json_string_value(json_object_get(form, keys[i]));

		if (value)
			said = sv_arena_printf(arena, "%s%s%s", said, *said ? ". " : "", value);
	}
	json_decref(form);
	return *said ? sv_str_from(said) : SV_STR_NONE;
}

/* The text of a proposal: UTF-8 or what can be read as such, and words in it. */
static int read_proposal(struct sv_cli *cli, struct sv_str *ret, struct sv_error *err)
{
	struct sv_findings findings = SV_FINDINGS_INIT(cli->arena);
	_cleanup_(sv_buf_free) struct sv_buf printed = SV_BUF_INIT;
	_cleanup_(sv_terms_free) struct sv_text_terms terms = SV_TERMS_INIT;
	_cleanup_(sv_tokeniser_free) struct sv_tokeniser *t = NULL;
	const char *path = cli->args[0];
	struct sv_str raw, text, form;
	int r = sv_file_read(cli->arena, path, SV_FILE_BYTES_MAX, &raw, err);

	if (r < 0)
		return r;
	if (raw.len >= 2 && memcmp(raw.ptr, "PK", 2) == 0)
		return sv_fail(err, SV_EINVALID,
			       "cannot read '%s' as text: it is a document or workbook; save it as "
			       "plain text",
			       path);
	text = sv_text_as_utf8(cli->arena, path, raw, &findings);
	if (text.len && memchr(raw.ptr, 0, raw.len))
		return sv_fail(
		    err, SV_EINVALID,
		    "cannot read '%s' as text: it has a byte that is part of no text; save it "
		    "as plain text in UTF-8",
		    path);
	sv_findings_print(&findings, &printed);
	if (printed.len)
		fwrite(printed.ptr, 1, printed.len, stderr);
	form = form_text(cli->arena, text);
	if (form.len)
		text = form;
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
	struct sv_overlap_data data;
	struct sv_overlap overlap;
	struct sv_str text;
	int r = sv_cli_register(cli, &reg, err);

	if (r == 0)
		r = read_proposal(cli, &text, err);
	if (r == 0)
		r = sv_app_overlap_find(&cli->app, cli->arena, reg, &cli->moment, text, &overlap,
					err);
	if (r < 0)
		return r;
	data = (struct sv_overlap_data){cli->arena, reg, cli->moment.on, cli->moment.known_size,
					&overlap};
	if (!print_data(cli, &data)) {
		sv_out_printf(&cli->out, "%zu of %zu projects overlap with '%s'\n", overlap.count,
			      overlap.projects, cli->args[0]);
		if (overlap.by_parts && overlap.projects)
			sv_out_wrapped(&cli->out, 0, 0,
				       "the text is in another language than the projects: only "
				       "designations and words that look alike can be found");
		print_pairs(cli, reg, &overlap);
		if (overlap.count)
			print_commitments(cli, &overlap);
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
	"FILE is plain text, or a proposal as 'project propose' takes it. Coordinators marked with "
	"* are recalled, not verified.",
    .args_min = 1,
    .args_max = 1,
    .store = SV_STORE_READ,
    .has_json = true,
    .has_csv = true,
    .examples = find_examples,
    .run = run_find,
};
