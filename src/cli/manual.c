/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/manual.h"

#include <stdio.h>
#include <string.h>

const char sv_manual_purpose[] =
    "States that cooperate make binding commitments to one another. servanda keeps the record of "
    "those commitments, measures whether they are kept, and says from which figures, rule and "
    "source each answer follows.\n\n"
    "Its first case is the EU's Permanent Structured Cooperation on defence (PESCO). What the "
    "program knows are documents, appended to a record and never changed; everything else is "
    "derived from them and can be rebuilt.\n\n"
    "Every question has two times: --on is the day that a fact holds, --known is the record as it "
    "stood.";

const struct sv_exit_line sv_exit_lines[] = {
    {0, "done, or yes"},
    {1, NULL},
    {2, "the command line or the input cannot be understood; nothing was changed"},
    {3, "refused: a rule or authority forbids it"},
    {4, "failed: a file, the disk or the store; nothing was changed"},
};
const size_t sv_exit_line_count = SV_ARRAY_LEN(sv_exit_lines);

const char *sv_manual_page_name(struct sv_arena *arena, const struct sv_command *command)
{
	char *name;

	if (!command)
		return "servanda";
	name = sv_arena_alloc(arena, strlen(command->name) + sizeof("servanda-"));
	sprintf(name, "servanda-%s", command->name);
	for (char *c = name; *c; c++)
		if (*c == ' ')
			*c = '-';
	return name;
}

static void heading(struct sv_out *out, const char *text)
{
	sv_out_text(out, "\n");
	sv_out_styled(out, SV_STYLE_STRONG, text);
	sv_out_text(out, "\n");
}

/* Of the options of every command, those that mean something to this one; all without one. */
static bool applies(const struct sv_option *option, const struct sv_command *command)
{
	const char *name = option->name;

	if (!command)
		return true;
	if (strcmp(name, "json") == 0)
		return command->has_json;
	if (strcmp(name, "csv") == 0)
		return command->has_csv;
	if (strcmp(name, "on") == 0 || strcmp(name, "known") == 0 ||
	    strcmp(name, "confidence") == 0)
		return command->store == SV_STORE_READ;
	if (strcmp(name, "store") == 0)
		return command->store != SV_STORE_NONE;
	return strcmp(name, "version") != 0;
}

/* "  -o, --output FILE   " padded to a common column, then the help. */
static void help_option(const struct sv_option *option, struct sv_out *out)
{
	char head[64], letter[8] = "    ";

	if (option->letter)
		snprintf(letter, sizeof(letter), "-%c, ", option->letter);
	snprintf(head, sizeof(head), "  %s--%s%s%s", letter, option->name,
		 option->argument ? " " : "", option->argument ? option->argument : "");
	sv_out_printf(out, "%-27s ", head);
	sv_out_wrapped(out, 28, 28, option->help);
}

static void help_options(const struct sv_command *command, struct sv_out *out)
{
	heading(out, "Options");
	for (const struct sv_option *o = command ? command->options : NULL; o && o->name; o++)
		help_option(o, out);
	for (const struct sv_option *o = sv_global_options; o->name; o++)
		if (applies(o, command))
			help_option(o, out);
}

/* Cut the next paragraph off *rest into text[]. */
static bool next_paragraph(const char **rest, char *text, size_t size)
{
	const char *end = strstr(*rest, "\n\n");
	size_t len = end ? (size_t)(end - *rest) : strlen(*rest);

	if (!**rest)
		return false;
	snprintf(text, size, "%.*s", (int)len, *rest);
	*rest += len;
	while (**rest == '\n')
		(*rest)++;
	return true;
}

static void help_paragraphs(const char *text, struct sv_out *out)
{
	char paragraph[1024];

	while (next_paragraph(&text, paragraph, sizeof(paragraph))) {
		sv_out_text(out, "\n");
		sv_out_wrapped(out, 0, 0, paragraph);
	}
}

static void help_overview(struct sv_out *out)
{
	sv_out_text(out, "servanda - keeps the record of what states have promised one another\n"
			 "\nusage: servanda [OPTION...] COMMAND [ARGUMENT...]\n");
	help_paragraphs(sv_manual_purpose, out);
	heading(out, "Commands");
	for (int i = 0; sv_commands[i]; i++) {
		if (sv_commands[i]->hidden)
			continue;
		sv_out_printf(out, "  %-18s ", sv_commands[i]->name);
		sv_out_wrapped(out, 21, 21, sv_commands[i]->summary);
	}
	help_options(NULL, out);
	sv_out_text(out, "\n'servanda help COMMAND' explains one of them.\n");
}

static bool has_exit(const struct sv_command *command, const struct sv_exit_line *line)
{
	return line->text || (command && command->exit_negative);
}

void sv_manual_help(const struct sv_command *command, struct sv_out *out)
{
	if (!command) {
		help_overview(out);
		return;
	}
	sv_out_printf(out, "servanda %s - ", command->name);
	sv_out_wrapped(out, (int)strlen(command->name) + 12, 4, command->summary);
	sv_out_printf(out, "\nusage: servanda %s%s%s\n", command->name,
		      command->synopsis[0] ? " " : "", command->synopsis);
	help_paragraphs(command->purpose, out);
	help_options(command, out);
	heading(out, "Examples");
	for (const struct sv_example *example = command->examples; example && example->line;
	     example++)
		sv_out_printf(out, "  $ %s\n      %s\n", example->line, example->says);
	heading(out, "Exit status");
	for (size_t i = 0; i < sv_exit_line_count; i++) {
		const struct sv_exit_line *line = &sv_exit_lines[i];

		if (!has_exit(command, line))
			continue;
		sv_out_printf(out, "  %d  ", line->status);
		sv_out_wrapped(out, 5, 5, line->text ? line->text : command->exit_negative);
	}
}

/* One word in mdoc: a backslash is \\e, a hyphen stays one that can be searched for, and a word
 * that begins a line is never taken for a macro. */
static void mdoc_word(struct sv_buf *out, struct sv_str word, bool line_start)
{
	if (line_start && (word.ptr[0] == '.' || word.ptr[0] == '\''))
		sv_buf_text(out, "\\&");
	for (size_t i = 0; i < word.len; i++) {
		if (word.ptr[i] == '\\')
			sv_buf_text(out, "\\e");
		else if (word.ptr[i] == '-')
			sv_buf_text(out, "\\-");
		else
			sv_buf_char(out, word.ptr[i]);
	}
}

/* Text in mdoc, in lines of at most 78 bytes; a sentence ends its line, as mandoc asks. */
static void mdoc_text(struct sv_buf *out, const char *text)
{
	struct sv_str rest = sv_str_from(text), word;
	size_t line = 0;

	while (sv_str_split(&rest, ' ', &word)) {
		char last = word.len ? word.ptr[word.len - 1] : ' ';
		size_t before = out->len;

		if (line && line + word.len > 70) {
			sv_buf_char(out, '\n');
			line = 0;
		}
		if (line)
			sv_buf_char(out, ' ');
		mdoc_word(out, word, line == 0);
		line += out->len - before;
		if (rest.len && (last == '.' || last == '?')) {
			sv_buf_char(out, '\n');
			line = 0;
		}
	}
	if (line)
		sv_buf_char(out, '\n');
}

static void mdoc_paragraphs(struct sv_buf *out, const char *text)
{
	char paragraph[1024];

	for (bool first = true; next_paragraph(&text, paragraph, sizeof(paragraph));
	     first = false) {
		if (!first)
			sv_buf_text(out, ".Pp\n");
		mdoc_text(out, paragraph);
	}
}

static void mdoc_options(struct sv_buf *out, const struct sv_option *options)
{
	sv_buf_text(out, ".Bl -tag -width Ds\n");
	for (; options && options->name; options++) {
		sv_buf_text(out, ".It ");
		if (options->letter)
			sv_buf_printf(out, "Fl %c , ", options->letter);
		sv_buf_printf(out, "Fl \\-%s", options->name);
		if (options->argument)
			sv_buf_printf(out, " Ar %s", options->argument);
		sv_buf_char(out, '\n');
		mdoc_text(out, options->help);
	}
	sv_buf_text(out, ".El\n");
}

static void mdoc_head(struct sv_buf *out, const char *name, const char *summary)
{
	/* The page says nothing about when it was built, so that builds can be compared. */
	sv_buf_text(out, ".\\\" SPDX-License-Identifier: EUPL-1.2\n.\\\" Written from the command "
			 "table when the program is built.\n.Dd $Mdocdate$\n.Dt ");
	for (const char *c = name; *c; c++)
		sv_buf_char(out, *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c);
	sv_buf_printf(out, " 1\n.Os\n.Sh NAME\n.Nm %s\n.Nd ", name);
	mdoc_text(out, summary);
}

static void mdoc_exits(struct sv_buf *out, const struct sv_command *command)
{
	sv_buf_text(out, ".Sh EXIT STATUS\n.Bl -tag -width Ds -compact\n");
	for (size_t i = 0; i < sv_exit_line_count; i++) {
		const struct sv_exit_line *line = &sv_exit_lines[i];

		if (command && !has_exit(command, line))
			continue;
		sv_buf_printf(out, ".It %d\n", line->status);
		mdoc_text(out, line->text ? line->text
			       : command  ? command->exit_negative
					  : "a negative finding; the command's page says which");
	}
	sv_buf_text(out, ".El\n");
}

static void mdoc_overview(struct sv_buf *out)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;

	mdoc_head(out, "servanda", "keeps the record of what states have promised one another");
	sv_buf_text(out, ".Sh SYNOPSIS\n.Nm servanda\n.Op Ar option ...\n.Ar command\n"
			 ".Op Ar argument ...\n.Sh DESCRIPTION\n");
	mdoc_paragraphs(out, sv_manual_purpose);
	sv_buf_text(out, ".Pp\nThe commands:\n.Bl -tag -width Ds\n");
	for (int i = 0; sv_commands[i]; i++) {
		if (sv_commands[i]->hidden)
			continue;
		sv_buf_printf(out, ".It Xr %s 1\n", sv_manual_page_name(&arena, sv_commands[i]));
		mdoc_text(out, sv_commands[i]->summary);
	}
	sv_buf_text(out, ".El\n.Pp\nThe options of every command, which may stand before it or "
			 "after it:\n");
	mdoc_options(out, sv_global_options);
	sv_buf_text(out,
		    ".Sh ENVIRONMENT\n.Bl -tag -width Ds\n"
		    ".It Ev SERVANDA_STORE\nthe record to use when no\n.Fl \\-store\nis given\n"
		    ".It Ev SERVANDA_PACKS\nthe folder that holds the packs, instead of the "
		    "installed ones\n"
		    ".It Ev SERVANDA_CLOCK\nan instant to take for now, for tests\n"
		    ".It Ev NO_COLOR\nno colour when set to anything\n"
		    ".It Ev COLUMNS\nthe width to keep within where there is no terminal\n.El\n");
	mdoc_exits(out, NULL);
}

void sv_manual_page(const struct sv_command *command, struct sv_buf *out)
{
	_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;

	if (!command) {
		mdoc_overview(out);
		return;
	}
	mdoc_head(out, sv_manual_page_name(&arena, command), command->summary);
	sv_buf_printf(out, ".Sh SYNOPSIS\n.Nm servanda %s\n", command->name);
	if (command->synopsis[0])
		mdoc_text(out, command->synopsis);
	sv_buf_text(out, ".Sh DESCRIPTION\n");
	mdoc_paragraphs(out, command->purpose);
	if (command->options) {
		sv_buf_text(out, ".Pp\nThe options:\n");
		mdoc_options(out, command->options);
	}
	sv_buf_text(out, ".Pp\nThe options of every command stand in\n.Xr servanda 1 .\n");
	mdoc_exits(out, command);
	sv_buf_text(out, ".Sh EXAMPLES\n");
	for (const struct sv_example *example = command->examples; example && example->line;
	     example++) {
		mdoc_text(out,
			  sv_arena_printf(&arena, "%c%s:", example->says[0], example->says + 1));
		sv_buf_text(out, ".Bd -literal -offset indent\n");
		mdoc_text(out, sv_arena_printf(&arena, "$ %s", example->line));
		sv_buf_text(out, ".Ed\n");
		if (example[1].line)
			sv_buf_text(out, ".Pp\n");
	}
	sv_buf_text(out, ".Sh SEE ALSO\n.Xr servanda 1\n");
}
