/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * network.h - groups of named things and the links between them, as a picture of
 * its own: one ring a group, its words above, its members around.
 *
 * Deterministic: places follow from the order given.
 */
#ifndef SV_CHART_NETWORK_H
#define SV_CHART_NETWORK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct sv_network_group {
	const char *title;
	const char **names; /* of its nodes */
	size_t count;
};

/* Between two nodes of one group, numbered through all groups in order. */
struct sv_network_link {
	size_t from, to;
	bool strong; /* solid, else dashed */
};

struct sv_network {
	const char *id, *title, *desc;
	struct sv_network_group *groups;
	size_t group_count;
	struct sv_network_link *links;
	size_t link_count;
	size_t node_count;
};

void sv_network_svg(const struct sv_network *network, struct sv_buf *out);

#endif
