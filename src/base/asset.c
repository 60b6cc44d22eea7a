/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/asset.h"

#include <assert.h>
#include <string.h>

struct sv_str sv_asset_bytes(const char *name)
{
	const struct sv_asset *asset = sv_assets;

	while (asset->name && strcmp(asset->name, name) != 0)
		asset++;
	assert(asset->name);
	return asset->bytes;
}
