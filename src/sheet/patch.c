/* SPDX-License-Identifier: EUPL-1.2 */
#include "sheet/patch.h"

#include <stdlib.h>
#include <string.h>

static void add(struct sv_patch *patch, int64_t at, int64_t cut, struct sv_str text)
{
	patch->splices = sv_arena_grow(patch->reader->arena, patch->splices, patch->count,
				       &patch->cap, sizeof(*patch->splices));
	patch->splices[patch->count] = (struct sv_splice){at, cut, text, patch->count};
	patch->count++;
}

void sv_patch_cut(struct sv_patch *patch, int64_t from, int64_t to)
{
	add(patch, from, to - from, SV_STR_NONE);
}

void sv_patch_put(struct sv_patch *patch, int64_t at, struct sv_str text)
{
	add(patch, at, 0, text);
}

static int compare_splices(const void *a, const void *b)
{
	const struct sv_splice *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* A code point of valid UTF-8. */
static uint32_t code_point(const unsigned char **c)
{
	uint32_t value = **c;
	int more = value >= 0xf0 ? 3 : value >= 0xe0 ? 2 : value >= 0xc0 ? 1 : 0;

	if (more)
		value &= 0x3fu >> more;
	for (++*c; more && (**c & 0xc0) == 0x80; more--)
		value = value << 6 | (*(*c)++ & 0x3f);
	return value;
}

void sv_patch_text(struct sv_buf *out, const char *text)
{
	const unsigned char *c = (const unsigned char *)text;

	while (*c) {
		uint32_t value = code_point(&c);

		if (value == '\n' || value == '\t' || value > 126 || strchr("<>&\"'", (int)value))
			sv_buf_printf(out, "&#%u;", value);
		else
			sv_buf_char(out, value < 32 ? ' ' : (char)value);
	}
}

int64_t sv_patch_from(const struct sv_reader *reader)
{
	return XML_GetCurrentByteIndex(reader->parser);
}

int64_t sv_patch_to(const struct sv_reader *reader)
{
	return sv_patch_from(reader) + XML_GetCurrentByteCount(reader->parser);
}

/* The bytes of the tag, which the parser still has. */
static struct sv_str raw_tag(const struct sv_reader *reader)
{
	int offset = 0, size = 0, count = XML_GetCurrentByteCount(reader->parser);
	const char *bytes = XML_GetInputContext(reader->parser, &offset, &size);

	if (!bytes || offset < 0 || count < 0 || offset > size - count)
		return SV_STR_NONE;
	return (struct sv_str){bytes + offset, (size_t)count};
}

void sv_patch_check(struct sv_reader *reader)
{
	struct sv_str tag = raw_tag(reader);

	if (tag.len < 2 || tag.ptr[0] != '<' || !tag.ptr[1])
		sv_reader_fail(
		    reader, SV_EINVALID,
		    "its part '%s' is in UTF-16, in which it cannot be marked; save it with "
		    "another program",
		    reader->part);
}

bool sv_patch_is_empty(const struct sv_reader *reader)
{
	struct sv_str tag = raw_tag(reader);

	return tag.len > 2 && tag.ptr[tag.len - 2] == '/';
}

bool sv_patch_value(const struct sv_reader *reader, const char *attribute, int64_t *ret_at,
		    size_t *ret_len)
{
	struct sv_str tag = raw_tag(reader);
	size_t len = strlen(attribute);

	for (size_t i = 1; i + len < tag.len; i++) {
		const char *c = tag.ptr + i + len, *end = tag.ptr + tag.len, *value;
		char quote;

		if (!strchr(" \t\r\n", tag.ptr[i - 1]) || memcmp(tag.ptr + i, attribute, len) != 0)
			continue;
		while (c < end && strchr(" \t\r\n=", *c))
			c++;
		if (c == end || (*c != '"' && *c != '\''))
			continue;
		quote = *c++;
		value = c;
		while (c < end && *c != quote)
			c++;
		*ret_at = sv_patch_from(reader) + (value - tag.ptr);
		*ret_len = (size_t)(c - value);
		return c < end;
	}
	return false;
}

const char *sv_patch_prefix(struct sv_arena *arena, const char *name)
{
	return sv_arena_str(arena, (struct sv_str){name, (size_t)(sv_local_name(name) - name)}).ptr;
}

struct sv_str sv_patch_tags(struct sv_arena *arena, const char *prefix, struct sv_str text)
{
	_cleanup_(sv_buf_free) struct sv_buf out = SV_BUF_INIT;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '@' && i &&
		    (text.ptr[i - 1] == '<' ||
		     (i > 1 && text.ptr[i - 1] == '/' && text.ptr[i - 2] == '<')))
			sv_buf_text(&out, prefix);
		else
			sv_buf_char(&out, text.ptr[i]);
	}
	return sv_arena_str(arena, sv_buf_view(&out));
}

static void open_part(struct sv_patch *patch)
{
	patch->at = 0;
	patch->next = patch->text_done = 0;
	if (!patch->whole.ptr)
		patch->file = zip_fopen(patch->reader->zip, patch->part, 0);
	patch->failed = !patch->whole.ptr && !patch->file;
}

/* Bytes of the original, from where the patch stands. */
static size_t read_original(struct sv_patch *patch, char *room, size_t len)
{
	zip_int64_t count;

	if (patch->whole.ptr) {
		count = (zip_int64_t)SV_MIN(len, patch->whole.len - (size_t)patch->at);
		memcpy(room, patch->whole.ptr + patch->at, (size_t)count);
	} else {
		count = zip_fread(patch->file, room, len);
	}
	if (count < 0) {
		patch->failed = true;
		return 0;
	}
	patch->at += count;
	return (size_t)count;
}

static void skip(struct sv_patch *patch, int64_t count)
{
	char bytes[4096];

	while (count > 0) {
		size_t done = read_original(patch, bytes, SV_MIN((size_t)count, sizeof(bytes)));

		if (!done)
			return;
		count -= (int64_t)done;
	}
}

static size_t read_patched(struct sv_patch *patch, char *room, size_t len)
{
	size_t done = 0;

	while (done < len) {
		const struct sv_splice *splice =
		    patch->next < patch->count ? &patch->splices[patch->next] : NULL;
		size_t count = len - done;

		if (splice && splice->at <= patch->at) {
			count = SV_MIN(count, splice->text.len - patch->text_done);
			if (count)
				memcpy(room + done, splice->text.ptr + patch->text_done, count);
			done += count;
			patch->text_done += count;
			if (patch->text_done < splice->text.len)
				continue;
			skip(patch, splice->at + splice->cut - patch->at);
			patch->next++;
			patch->text_done = 0;
			continue;
		}
		if (splice)
			count = SV_MIN(count, (size_t)(splice->at - patch->at));
		count = read_original(patch, room + done, count);
		if (!count)
			break;
		done += count;
	}
	return done;
}

static zip_int64_t serve(void *context, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
	struct sv_patch *patch = context;
	zip_error_t none; /* the archive fails to close then, and .failed says why */
	size_t count;

	switch (command) {
	case ZIP_SOURCE_OPEN: open_part(patch); return patch->failed ? -1 : 0;
	case ZIP_SOURCE_READ:
		count = read_patched(patch, data, (size_t)len);
		return patch->failed ? -1 : (zip_int64_t)count;
	case ZIP_SOURCE_CLOSE:
		if (patch->file)
			zip_fclose(patch->file);
		patch->file = NULL;
		return 0;
	case ZIP_SOURCE_STAT: zip_stat_init(data); return (zip_int64_t)sizeof(zip_stat_t);
	case ZIP_SOURCE_FREE: return 0;
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
						      ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
						      ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
	case ZIP_SOURCE_ERROR: zip_error_init(&none); return zip_error_to_data(&none, data, len);
	default: return -1;
	}
}

void sv_patch_apply(struct sv_patch *patch, zip_t *into, time_t mtime)
{
	zip_source_t *source;
	zip_int64_t index;

	if (!patch->count && !patch->whole.ptr)
		return;
	if (patch->count)
		qsort(patch->splices, patch->count, sizeof(*patch->splices), compare_splices);
	source = zip_source_function(into, serve, patch);
	if (!source)
		sv_out_of_memory();
	index = zip_name_locate(into, patch->part, 0);
	if (index < 0)
		index = zip_file_add(into, patch->part, source, ZIP_FL_ENC_UTF_8);
	else if (zip_file_replace(into, (zip_uint64_t)index, source, 0) < 0)
		index = -1;
	if (index < 0 || zip_file_set_mtime(into, (zip_uint64_t)index, mtime, 0) < 0)
		sv_reader_fail(patch->reader, SV_EINVALID, "its part '%s' cannot be written: %s",
			       patch->part, zip_strerror(into));
}
