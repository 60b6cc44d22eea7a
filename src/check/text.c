/* SPDX-License-Identifier: EUPL-1.2 */
#include "verify.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

static void end(int status, const char *fmt, va_list words) __attribute__((noreturn));
static void end(int status, const char *fmt, va_list words)
{
	fflush(stdout);
	fputs(status == 1 ? "not verified: " : "servanda-verify: ", stderr);
	vfprintf(stderr, fmt, words);
	fputc('\n', stderr);
	exit(status);
}

void wrong(const char *fmt, ...)
{
	va_list words;

	va_start(words, fmt);
	end(1, fmt, words);
}

void misused(const char *fmt, ...)
{
	va_list words;

	va_start(words, fmt);
	end(2, fmt, words);
}

void unreadable(const char *fmt, ...)
{
	va_list words;

	va_start(words, fmt);
	end(4, fmt, words);
}

/* What is in use, so that the end of the run, wherever it is, leaves nothing unaccounted for. */
struct block {
	struct block *before, *after;
	max_align_t bytes[];
};

static struct block *blocks;

void *more_room(void *memory, size_t bytes)
{
	struct block *block = memory ? (struct block *)((char *)memory - sizeof(*block)) : NULL;
	bool is_new = !block;

	block = realloc(block, sizeof(*block) + bytes);
	if (!block)
		unreadable("out of memory");
	if (is_new) {
		block->before = NULL;
		block->after = blocks;
	}
	if (block->before)
		block->before->after = block;
	else
		blocks = block;
	if (block->after)
		block->after->before = block;
	return block->bytes;
}

void *room(size_t bytes)
{
	return more_room(NULL, bytes);
}

void give_back(const void *memory)
{
	struct block *block = (struct block *)((uintptr_t)memory - sizeof(*block));

	if (!memory)
		return;
	if (block->before)
		block->before->after = block->after;
	else
		blocks = block->after;
	if (block->after)
		block->after->before = block->before;
	free(block);
}

struct text read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	struct text text = {NULL, 0};
	char *bytes = NULL;
	size_t cap = 0, got;

	if (!file)
		unreadable("cannot open '%s': %s", path, strerror(errno));
	do {
		if (text.len + 65536 > cap) {
			cap = 2 * cap + 131072;
			bytes = more_room(bytes, cap);
		}
		got = fread(bytes + text.len, 1, cap - text.len, file);
		text.len += got;
	} while (got);
	if (ferror(file))
		unreadable("cannot read '%s': %s", path, strerror(errno));
	fclose(file);
	text.at = bytes;
	return text;
}

struct text literal(const char *words)
{
	return (struct text){words, strlen(words)};
}

bool same(struct text a, struct text b)
{
	return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

bool begins(struct text text, const char *with)
{
	return text.len >= strlen(with) && memcmp(text.at, with, strlen(with)) == 0;
}

bool next_line(struct text *rest, struct text *line)
{
	const char *feed = rest->len ? memchr(rest->at, '\n', rest->len) : NULL;

	if (!feed)
		return false;
	*line = (struct text){rest->at, (size_t)(feed - rest->at)};
	rest->len -= line->len + 1;
	rest->at = feed + 1;
	return true;
}

bool next_field(struct text *rest, const char *words, struct text *value)
{
	struct text line;

	if (!begins(*rest, words) || !next_line(rest, &line))
		return false;
	*value = (struct text){line.at + strlen(words), line.len - strlen(words)};
	return true;
}

bool to_number(struct text text, uint64_t *number)
{
	*number = 0;
	if (text.len == 0 || text.len > 18 || (text.at[0] == '0' && text.len > 1))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*number = *number * 10 + (uint64_t)(text.at[i] - '0');
	}
	return true;
}

bool from_hex(struct text text, uint8_t *bytes, size_t len)
{
	if (text.len != 2 * len)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		int digit = c >= '0' && c <= '9'   ? c - '0'
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
						   : -1;

		if (digit < 0)
			return false;
		bytes[i / 2] = (uint8_t)(i % 2 ? bytes[i / 2] << 4 | digit : digit);
	}
	return true;
}

bool from_base64(struct text text, uint8_t *bytes, size_t len)
{
	const char *stop;
	size_t got;

	/* The library takes some bytes beyond ASCII for letters. */
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] >= 0x80)
			return false;
	return text.len == (len + 2) / 3 * 4 &&
	       sodium_base642bin(bytes, len, text.at, text.len, NULL, &got, &stop,
				 sodium_base64_VARIANT_ORIGINAL) == 0 &&
	       got == len && stop == text.at + text.len;
}
