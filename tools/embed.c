/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * embed - turns files into one C table of bytes.
 *
 *   embed OUT.c FILE...
 *
 * A build tool: see src/base/asset.h for what the table is for.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void die(const char *what, const char *path)
{
	fprintf(stderr, "cannot %s '%s'\n", what, path);
	exit(4);
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static long write_bytes(FILE *out, const char *path, int index)
{
	FILE *in = fopen(path, "rb");
	long count = 0;
	int c;

	if (!in)
		die("open", path);
	fprintf(out, "static const unsigned char file_%d[] = {", index);
	while ((c = getc(in)) != EOF)
		fprintf(out, "%s%d,", count++ % 20 ? "" : "\n", c);
	if (ferror(in))
		die("read", path);
	fclose(in);
	/* An empty file still needs an element. */
	fprintf(out, "0};\n");
	return count;
}

int main(int argc, char **argv)
{
	long sizes[256];
	FILE *out;

	if (argc < 3 || argc - 2 > 256) {
		fprintf(stderr, "usage: embed OUT.c FILE... (at most 256)\n");
		return 2;
	}
	out = fopen(argv[1], "w");
	if (!out)
		die("create", argv[1]);
	fprintf(out, "/* made by tools/embed.c */\n#include \"base/asset.h\"\n\n");
	for (int i = 2; i < argc; i++)
		sizes[i - 2] = write_bytes(out, argv[i], i - 2);
	fprintf(out, "const struct sv_asset sv_assets[] = {\n");
	for (int i = 2; i < argc; i++)
		fprintf(out, "\t{\"%s\", {(const char *)file_%d, %ld}},\n", base_name(argv[i]),
			i - 2, sizes[i - 2]);
	fprintf(out, "\t{0, {0, 0}},\n};\n");
	if (fclose(out) != 0)
		die("write", argv[1]);
	return 0;
}
