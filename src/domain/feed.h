/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feed.h - what a program reads, resolved once.
 *
 * A program names quantities, sets and registers; an assessment asks for them in
 * every row.  So the figures of each input, who is in each sum in which year and
 * which entries of a register a count looks at are found once for a program and
 * kept.  Only the files of the assessor include this.
 */
#ifndef SV_DOMAIN_FEED_H
#define SV_DOMAIN_FEED_H

#include "domain/figures.h"

struct sv_assessor;
struct sv_bulk_column;

/* The rows a program runs on: every member and year, or the collective by year. */
enum sv_rows {
	SV_ROWS_MEMBERS,    /* row = year index x member count + member index */
	SV_ROWS_COLLECTIVE, /* row = year index */
};

/* What a state adds to the sums of a program in a year. */
enum sv_part {
	SV_PART_NONE,   /* left out */
	SV_PART_BOUNDS, /* counted by what bounds a figure that is missing */
	SV_PART_FIGURE,
};

/* Who is in the sums of a program over one set, in each year that was asked for. */
struct sv_counting {
	const char *group; /* NULL: the members */
	uint8_t **parts;   /* by year, then by state; NULL: not asked for yet */
	uint8_t **whys;    /* likewise, enum sv_missing */
};

struct sv_feed {
	const struct sv_program *program;
	enum sv_rows rows;
	const struct sv_figures **figures; /* by input; NULL where it reads none */
	struct sv_counting **countings;    /* by input; NULL where it is no sum */
	struct sv_counting *members;       /* the set of members */
	struct sv_counting *main;          /* what the program adds up: the members, or a group
					    * where it adds up nothing over members */
	struct sv_bulk_column *columns;    /* by input, of all rows; NULL: not asked for yet */
	struct sv_feed *next;              /* in its bucket */
};

#define SV_FEED_BUCKETS 64 /* a power of two */

/* Of the kind of rows that the assessor is at. */
struct sv_feed *sv_assessor_feed(struct sv_assessor *assessor, const struct sv_program *program);

/* The place of an input among those of the program, be it the same one or one like it. */
size_t sv_feed_index(const struct sv_feed *feed, const struct sv_input *input);

/* *ret_why: why it is left out or counted by bounds only; SV_NOT_APPLICABLE: not in the group in
 * every year looked at.  Like for like: a state is in all sums over a set, or in none. */
enum sv_part sv_feed_part(struct sv_assessor *assessor, const struct sv_feed *feed,
			  struct sv_counting *counting, int state, int year,
			  enum sv_missing *ret_why);

/* The entries of a register that pass the filters of a count, by state. */
struct sv_entries {
	const struct sv_expr *count;
	const struct sv_participation **items;
	size_t *first; /* by state; one more says where the last one's end */
	struct sv_entries *next;
};

const struct sv_entries *sv_assessor_entries(struct sv_assessor *assessor,
					     const struct sv_expr *count);

/* Whether an entry that passes the filters counts on a day. */
bool sv_entry_holds(const struct sv_register *reg, const struct sv_participation *entry,
		    int32_t day);

/* The filters of a count. */
bool sv_entry_passes(const struct sv_register *reg, const struct sv_expr *count,
		     const struct sv_participation *entry);

#endif
