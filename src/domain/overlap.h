/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * overlap.h - which projects of the portfolio are about the same thing.
 *
 * A project is compared by what it says of itself: name, aim and keywords.  A
 * score alone is no reason, so every pair comes with its evidence: the terms
 * that both use, each as it stands in either text, the capability area, the
 * domain, the states that are in both.  docs/overlap.md has the grades and why.
 * A grade is where to look, never a finding that a project is superfluous.
 */
#ifndef SV_DOMAIN_OVERLAP_H
#define SV_DOMAIN_OVERLAP_H

#include "base/arena.h"
#include "base/str.h"
#include "domain/project_life.h"
#include "domain/register.h"

struct sv_pledge_item; /* rules/pledge.h */

enum sv_overlap_grade {
	SV_OVERLAP_SAME_AIM,      /* one capability area and domain, and much of the words */
	SV_OVERLAP_PARTIAL,       /* one area, a good part of the words */
	SV_OVERLAP_COMPLEMENTARY, /* one subject in two areas: equipment here, training there */
	SV_OVERLAP_ADJACENT,      /* one area, few words */
	SV_OVERLAP_NONE,
};

const char *sv_overlap_grade_name(enum sv_overlap_grade grade);  /* "same_aim" */
const char *sv_overlap_grade_title(enum sv_overlap_grade grade); /* "same aim" */

#define SV_OVERLAP_TERMS_MAX 8 /* shared terms kept of a pair, the most telling first */

struct sv_shared_term {
	const char *left, *right;               /* the word as either text has it */
	const char *left_within, *right_within; /* with the words around it */
	double weight;
	size_t spread; /* texts that have it */
};

struct sv_overlap_pair {
	int left, right; /* projects; left -1: the text asked about */
	double score;    /* 0 to 1 */
	enum sv_overlap_grade grade;
	struct sv_shared_term terms[SV_OVERLAP_TERMS_MAX];
	size_t term_count;   /* of those kept */
	size_t shared_count; /* in all */
	bool same_area, same_domain;
	int *states; /* coordinators, members and third states of both on the day */
	size_t state_count;
	/* Of sv_overlap_add_evidence().  What nobody recorded is no evidence, for or against. */
	const char *left_phase, *right_phase; /* NULL: not recorded */
	bool funds_known;                     /* of both, on which common funds they call */
	const char **funds;                   /* on which both do */
	size_t fund_count;
};

/* Projects of one capability area, each of which overlaps with some other of them. */
struct sv_overlap_theme {
	int *projects;
	size_t count;
	const char *words; /* the terms most of them share */
};

struct sv_overlap {
	struct sv_overlap_pair *pairs; /* by grade, then score */
	size_t count;
	struct sv_overlap_theme *themes; /* largest first */
	size_t theme_count;
	size_t projects; /* that were compared */
	const char *language;
	bool by_parts; /* of words: the text's language is another or unknown */
	/* Of sv_overlap_add_evidence(): of how many projects the record tells these. */
	size_t with_phase, with_fund;
	/* Of sv_app_overlap_commitments(). */
	const struct sv_pledge_item *const *commitments;
	size_t commitment_count;
};

/* Facts of a project that say on which common fund it calls begin so; the detail names the fund. */
#define SV_OVERLAP_FUND_FACT "common_fund"

/* All pairs of projects listed on the day. */
void sv_overlap_projects(struct sv_arena *arena, const struct sv_register *reg, int32_t day,
			 struct sv_overlap *ret);

/* Adds to each pair the phase that either project is in and the common funds both call on. */
void sv_overlap_add_evidence(struct sv_arena *arena, const struct sv_register *reg,
			     const struct sv_project_life *lives, size_t life_count, int32_t day,
			     struct sv_overlap *overlap);

/* A text against each of them.  The score is the weight shared as a share of the lighter of both,
 * since a proposal may be a sentence; of a long one, the passage that is most like the project.
 * language NULL: by its words. */
void sv_overlap_find(struct sv_arena *arena, const struct sv_register *reg, int32_t day,
		     struct sv_str text, const char *language, struct sv_overlap *ret);

#endif
