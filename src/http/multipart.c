/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/multipart.h"

#include <string.h>

static int refuse(struct sv_error *err, const char *why)
{
	return sv_fail(err, SV_EINVALID, "the form cannot be read: %s", why);
}

/* The value of a parameter of a header, `name="value"` or `name=value`; NULL when there is none.
 * Browsers escape a quote as %22, so a quoted value ends with the next one. */
static const char *parameter(struct sv_arena *arena, struct sv_str header, const char *name)
{
	struct sv_str part;
	size_t len = strlen(name);

	while (header.len) {
		const char *quote;

		part = sv_str_trim(header);
		if (part.len > len && strncasecmp(part.ptr, name, len) == 0 &&
		    part.ptr[len] == '=') {
			part = (struct sv_str){part.ptr + len + 1, part.len - len - 1};
			if (!part.len || part.ptr[0] != '"') {
				(void)sv_str_split(&part, ';', &header);
				return sv_arena_str(arena, sv_str_trim(header)).ptr;
			}
			quote = memchr(part.ptr + 1, '"', part.len - 1);
			if (!quote)
				return NULL;
			return sv_arena_str(arena, (struct sv_str){part.ptr + 1,
								   (size_t)(quote - part.ptr - 1)})
			    .ptr;
		}
		/* On to what stands behind the next semicolon that is in no quotes. */
		for (bool quoted = false; header.len; header.ptr++, header.len--) {
			quoted = quoted != (*header.ptr == '"');
			if (*header.ptr == ';' && !quoted)
				break;
		}
		if (header.len) {
			header.ptr++;
			header.len--;
		}
	}
	return NULL;
}

static bool is_boundary(const char *text)
{
	static const char more[] = "'()+_,-./:=? ";
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i++) {
		bool alnum = (text[i] >= '0' && text[i] <= '9') ||
			     (text[i] >= 'A' && text[i] <= 'Z') ||
			     (text[i] >= 'a' && text[i] <= 'z');

		if (!alnum && !strchr(more, text[i]))
			return false;
	}
	return len > 0 && len <= SV_MULTIPART_BOUNDARY_MAX;
}

int sv_multipart_begin(struct sv_arena *arena, const char *content_type, struct sv_str body,
		       struct sv_multipart *ret, struct sv_error *err)
{
	static const char type[] = "multipart/form-data";
	const char *boundary = NULL;
	size_t len;

	if (content_type && strncasecmp(content_type, type, strlen(type)) == 0)
		boundary = parameter(arena, sv_str_from(content_type), "boundary");
	if (!boundary || !is_boundary(boundary))
		return sv_fail(err, SV_EINVALID, "a form with a file comes as '%s'", type);
	ret->boundary = sv_arena_printf(arena, "\r\n--%s", boundary);
	len = strlen(ret->boundary) - 2; /* nothing stands before the first one */
	if (body.len < len || memcmp(body.ptr, ret->boundary + 2, len) != 0)
		return refuse(err, "it does not begin with its boundary");
	ret->rest = (struct sv_str){body.ptr + len, body.len - len};
	return 0;
}

static void cut(struct sv_str *text, size_t len)
{
	text->ptr += len;
	text->len -= len;
}

/* The last part of a path as any system writes it: a name, never a way. */
static const char *without_folders(const char *path)
{
	for (const char *c = path; *c; c++)
		if (*c == '/' || *c == '\\')
			path = c + 1;
	return path;
}

static int read_head(struct sv_arena *arena, struct sv_str head, struct sv_part *ret,
		     struct sv_error *err)
{
	static const char wanted[] = "content-disposition:";
	struct sv_str line;
	const char *filename;
	size_t bad;

	if (memchr(head.ptr, '\0', head.len) || !sv_str_is_utf8(head, &bad))
		return refuse(err, "the head of a part is no text");
	while (sv_str_split(&head, '\n', &line)) {
		if (line.len < strlen(wanted) || strncasecmp(line.ptr, wanted, strlen(wanted)) != 0)
			continue;
		cut(&line, strlen(wanted));
		ret->name = parameter(arena, sv_str_trim(line), "name");
		filename = parameter(arena, sv_str_trim(line), "filename");
		ret->filename = filename ? without_folders(filename) : NULL;
	}
	return ret->name ? 0 : refuse(err, "a part has no name");
}

int sv_multipart_next(struct sv_arena *arena, struct sv_multipart *multipart, struct sv_part *ret,
		      struct sv_error *err)
{
	struct sv_str rest = multipart->rest;
	struct sv_part part = {0};
	const char *end;
	int r;

	if (rest.len >= 2 && memcmp(rest.ptr, "--", 2) == 0)
		return 0;
	if (rest.len < 2 || memcmp(rest.ptr, "\r\n", 2) != 0)
		return refuse(err, "a boundary does not end its line");
	cut(&rest, 2);
	end = memmem(rest.ptr, rest.len < SV_MULTIPART_HEAD_MAX ? rest.len : SV_MULTIPART_HEAD_MAX,
		     "\r\n\r\n", 4);
	if (!end)
		return refuse(err, "the head of a part does not end, or is too long");
	r = read_head(arena, (struct sv_str){rest.ptr, (size_t)(end - rest.ptr)}, &part, err);
	if (r < 0)
		return r;
	cut(&rest, (size_t)(end - rest.ptr) + 4);
	end = memmem(rest.ptr, rest.len, multipart->boundary, strlen(multipart->boundary));
	if (!end)
		return refuse(err, "it ends within a part");
	part.content = (struct sv_str){rest.ptr, (size_t)(end - rest.ptr)};
	cut(&rest, part.content.len + strlen(multipart->boundary));
	multipart->rest = rest;
	*ret = part;
	return 1;
}
