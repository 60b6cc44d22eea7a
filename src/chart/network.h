/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * network.h - groups of named things and the links between them, as a picture of
 * its own: a block a group, its members one below the other, and at their left
 * an arc for each link.  Names stand on lines of their own, so none is ever
 * covered.
 *
 * Deterministic: places follow from the order given, except that the members of
 * a group are put next to those they are linked with.
 */
#ifndef SV_CHART_NETWORK_H
#define SV_CHART_NETWORK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct sv_network_group {
	const char *title;
	const char *subtitle;  /* under it, or NULL */
	const char **names;    /* of its nodes */
	const char **in_words; /* what each name stands for, beside it; NULL, or NULL: nothing */
	size_t count;
};

/* Between two nodes of one group, numbered through all groups in order. */
struct sv_network_link {
	size_t from, to;
	bool strong;      /* solid, else dashed */
	const char *says; /* shown to who points at it; NULL: nothing */
};

struct sv_network {
	const char *id, *title, *desc;
	const char *strong_says, *weak_says; /* what the lines mean, for the legend; NULL: none */
	struct sv_network_group *groups;
	size_t group_count;
	struct sv_network_link *links;
	size_t link_count;
	size_t node_count;
};

void sv_network_svg(const struct sv_network *network, struct sv_buf *out);

#endif
