/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/suggest.h"

#include <ctype.h>
#include <string.h>

#define NAME_BYTES_MAX 63 /* longer names are not compared */

static int lower(char c)
{
	return tolower((unsigned char)c);
}

/* Levenshtein distance without regard to case, by rows. */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	unsigned char row[NAME_BYTES_MAX + 1];

	for (size_t j = 0; j <= b_len; j++)
		row[j] = (unsigned char)j;
	for (size_t i = 1; i <= a_len; i++) {
		unsigned char diagonal = row[0];

		row[0] = (unsigned char)i;
		for (size_t j = 1; j <= b_len; j++) {
			unsigned char change =
			    (unsigned char)(diagonal + (lower(a[i - 1]) != lower(b[j - 1])));
			unsigned char best = row[j] < row[j - 1] ? row[j] : row[j - 1];

			diagonal = row[j];
			row[j] = change <= best ? change : (unsigned char)(best + 1);
		}
	}
	return row[b_len];
}

void sv_suggest(struct sv_suggestion *suggestion, const char *name)
{
	size_t wanted_len = strlen(suggestion->wanted), len = strlen(name), edits;

	if (wanted_len > NAME_BYTES_MAX || len > NAME_BYTES_MAX)
		return;
	edits = distance(suggestion->wanted, wanted_len, name, len);
	/* Of a code of three letters two must be right, or anything would be near. */
	if (edits > (wanted_len < 4 ? 1 : wanted_len / 3 + 1) || edits >= wanted_len)
		return;
	if (!suggestion->best || edits < suggestion->distance) {
		suggestion->best = name;
		suggestion->distance = edits;
	}
}
