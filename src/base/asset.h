/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * asset.h - files of web/ that are part of the program.
 *
 * tools/embed.c turns them into a table at build time (web/meson.build lists
 * them), so that a report is one file and the portal needs no folder beside
 * the binary.
 */
#ifndef SV_BASE_ASSET_H
#define SV_BASE_ASSET_H

#include "base/str.h"

struct sv_asset {
	const char *name; /* "chart.css" */
	struct sv_str bytes;
};

extern const struct sv_asset sv_assets[]; /* ends with a NULL name */

/* The bytes of a file; naming one that is not embedded is a bug. */
struct sv_str sv_asset_bytes(const char *name);

#endif
