/* SPDX-License-Identifier: EUPL-1.2 */
/* Workbooks put together from their parts, in memory. */
#ifndef SV_TEST_ZIP_UP_H
#define SV_TEST_ZIP_UP_H

#include <zip.h>

#include "base/arena.h"
#include "base/str.h"

#define RELS "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

struct part {
	const char *name;
	struct sv_str text;
};

/* A workbook of these parts, in memory. */
static struct sv_str zip_up(struct sv_arena *arena, const struct part *parts, size_t count)
{
	zip_error_t error;
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_t *zip = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
	struct sv_str bytes;
	zip_stat_t stat;
	char *room;

	assert_non_null(zip);
	zip_source_keep(source);
	for (size_t i = 0; i < count; i++)
		assert_true(
		    zip_file_add(zip, parts[i].name,
				 zip_source_buffer(zip, parts[i].text.ptr, parts[i].text.len, 0),
				 0) >= 0);
	assert_int_equal(zip_close(zip), 0);
	assert_int_equal(zip_source_stat(source, &stat), 0);
	room = sv_arena_alloc(arena, stat.size);
	assert_int_equal(zip_source_open(source), 0);
	assert_int_equal(zip_source_read(source, room, stat.size), stat.size);
	zip_source_close(source);
	zip_source_free(source);
	bytes = (struct sv_str){room, stat.size};
	return bytes;
}

#endif
