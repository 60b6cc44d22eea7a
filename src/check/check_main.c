/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * servanda-check CASE ANSWER [UNITS] - replays a schedule and verifies its certificate.
 *
 * Independent of the planner: it reads the formats of docs/formats/case.md and
 * docs/formats/schedule.md by its own code.  Exit status: 0 all holds, 1 something
 * does not, 2 usage or a file that cannot be understood, 4 a failure.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schedule_check.h"

#define BYTES_MAX (256L << 20)

static char *whole_file(const char *path, size_t *ret_length)
{
	FILE *file = fopen(path, "rb");
	char *text = NULL;
	size_t length = 0, room = 0, got;

	if (!file) {
		fprintf(stderr, "servanda-check: cannot open '%s'\n", path);
		exit(4);
	}
	do {
		if (room - length < 65536) {
			room = room * 2 + 65536;
			text = realloc(text, room + 1);
			if (!text || room > (size_t)BYTES_MAX) {
				fprintf(stderr, "servanda-check: '%s' is too large\n", path);
				exit(4);
			}
		}
		got = fread(text + length, 1, 65536, file);
		length += got;
	} while (got);
	fclose(file);
	text[length] = '\0';
	*ret_length = length;
	return text;
}

int main(int argc, char **argv)
{
	size_t case_length, answer_length;
	char *case_text, *answer_text;
	int status;

	if (argc < 3 || argc > 4 || argv[1][0] == '-') {
		fputs("usage: servanda-check CASE ANSWER [UNITS]\n", stderr);
		return 2;
	}
	case_text = whole_file(argv[1], &case_length);
	answer_text = whole_file(argv[2], &answer_length);
	status = schedule_check(case_text, case_length, answer_text, answer_length,
				argc == 4 ? argv[3] : NULL, stdout);
	free(case_text);
	free(answer_text);
	return status;
}
