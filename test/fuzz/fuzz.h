/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fuzz.h - one entry point for two programs: a fuzzer, and the replay of a
 * corpus as a test.
 *
 * A fuzz target defines LLVMFuzzerTestOneInput(), which must end normally for
 * any input, and includes this file last.  Linked with libFuzzer it fuzzes;
 * without, its main() gives it each file named on the command line and
 * says so in TAP.
 */
#ifndef SV_TEST_FUZZ_H
#define SV_TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#ifndef SV_LIBFUZZER
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"

int main(int argc, char **argv)
{
	printf("1..%d\n", argc - 1);
	for (int i = 1; i < argc; i++) {
		_cleanup_(sv_arena_free) struct sv_arena arena = SV_ARENA_INIT;
		struct sv_error err = SV_ERROR_INIT;
		const char *slash;
		struct sv_str text;

		if (sv_file_read(&arena, argv[i], SV_FILE_BYTES_MAX, &text, &err) < 0) {
			fprintf(stderr, "%s\n", err.message);
			return 1;
		}
		LLVMFuzzerTestOneInput((const uint8_t *)text.ptr, text.len);
		slash = strrchr(argv[i], '/');
		printf("ok %d - %s\n", i, slash ? slash + 1 : argv[i]);
	}
	return argc > 1 ? 0 : 1;
}
#endif

#endif
