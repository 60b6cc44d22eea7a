/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

static const char *const severity_names[] = {"information", "warning", "error", "blocker"};

const char *sv_severity_name(enum sv_severity severity)
{
	return severity_names[severity];
}

void sv_findings_add(struct sv_findings *findings, const struct sv_finding *finding)
{
	struct sv_finding *copy;

	if (findings->count >= SV_FINDINGS_MAX) {
		findings->dropped++;
		return;
	}
	findings->items = sv_arena_grow(findings->arena, findings->items, findings->count,
					&findings->cap, sizeof(*findings->items));
	copy = &findings->items[findings->count++];
	*copy = *finding;
	copy->rule = sv_arena_cstr(findings->arena, finding->rule);
	copy->file = sv_arena_cstr(findings->arena, finding->file);
	copy->place = sv_arena_cstr(findings->arena, finding->place);
	copy->message = sv_arena_cstr(findings->arena, finding->message);
	copy->repair = sv_arena_cstr(findings->arena, finding->repair);
	copy->source = sv_arena_cstr(findings->arena, finding->source);
	copy->basis = sv_arena_cstr(findings->arena, finding->basis);
}

void sv_findings_error(struct sv_findings *findings, const char *rule, const char *file, int line,
		       int column, const char *repair, const char *fmt, ...)
{
	char message[SV_ERROR_MESSAGE_MAX];
	va_list args;

	va_start(args, fmt);
	vsnprintf(message, sizeof(message), fmt, args);
	va_end(args);
	sv_findings_add(findings, &(struct sv_finding){.severity = SV_ERROR,
						       .rule = rule,
						       .file = file,
						       .line = line,
						       .column = column,
						       .message = message,
						       .repair = repair});
}

size_t sv_findings_count(const struct sv_findings *findings, enum sv_severity at_least)
{
	size_t count = 0;

	for (size_t i = 0; i < findings->count; i++)
		count += findings->items[i].severity >= at_least;
	return count;
}

static int compare_findings(const void *a, const void *b)
{
	const struct sv_finding *x = a, *y = b;
	int order = strcmp(x->file, y->file);

	if (order)
		return order;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return strcmp(x->message, y->message);
}

void sv_findings_sort(struct sv_findings *findings)
{
	if (findings->count)
		qsort(findings->items, findings->count, sizeof(*findings->items), compare_findings);
}

static void print_caret(const struct sv_finding *finding, struct sv_buf *out)
{
	sv_buf_printf(out, "    %s\n    ", finding->source);
	for (int i = 1; i < finding->column; i++)
		sv_buf_char(out, finding->source[i - 1] == '\t' ? '\t' : ' ');
	sv_buf_text(out, "^\n");
}

void sv_findings_print(const struct sv_findings *findings, struct sv_buf *out)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct sv_finding *finding = &findings->items[i];

		if (finding->file[0])
			sv_buf_printf(out, "%s:", finding->file);
		if (finding->line)
			sv_buf_printf(out, "%d:", finding->line);
		if (finding->column)
			sv_buf_printf(out, "%d:", finding->column);
		if (finding->place[0])
			sv_buf_printf(out, "%s:", finding->place);
		if (finding->file[0] || finding->line || finding->place[0])
			sv_buf_char(out, ' ');
		if (finding->severity < SV_ERROR)
			sv_buf_printf(out, "%s: ", sv_severity_name(finding->severity));
		sv_buf_text(out, finding->message);
		if (finding->repair[0])
			sv_buf_printf(out, "; %s", finding->repair);
		sv_buf_char(out, '\n');
		if (finding->source[0] && finding->column > 0)
			print_caret(finding, out);
	}
	if (findings->dropped)
		sv_buf_printf(out, "and %zu more findings\n", findings->dropped);
}
