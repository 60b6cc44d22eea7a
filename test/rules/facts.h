/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * facts.h - a register and evidence out of a few readable lines, for rule tests.
 *
 *   on 2020-06-30                       the day of the assessment
 *   years 2017-2019                     of the assessment; else the year of `on`
 *   member FRA from 2017-12-11 [to D]
 *   indicator eda_investment EUR_M [ambiguous zero]
 *   figure FRA 2019 eda_investment 10845.71
 *   figure DEU 2016 eda_deployable_land withheld
 *   total EDA 2019 eda_investment 41400
 *   group EDA GBR from 2005-01-01 [to D]
 *   project P adopted 2018-03-06 [to D] [domain land]
 *   role P FRA member from 2018-03-06 [to D] [recalled]
 *   fact FRA euro from 1999-01-01 [to D]
 *   declares FRA 7 2019 met [CAVEAT]    in an accepted plan
 *   judges FRA|all 6 2019 met RATIONALE confirmed by a second reader
 *
 * States, and the class of an indicator (what stands before its first '_'), come with their first
 * mention.  Each line becomes row N of document 1, N being the line in the file.
 */
#ifndef SV_TEST_RULES_FACTS_H
#define SV_TEST_RULES_FACTS_H

#include "domain/assess.h"

struct facts {
	struct sv_register reg;
	struct sv_evidence evidence;
	const struct sv_declaration *declarations;
	size_t declaration_count;
	const struct sv_judgement *judgements;
	size_t judgement_count;
	int32_t on;
	int year_first, year_last;
};

/* NULL, or what is wrong with a line, which *ret_line then names. */
const char *facts_parse(struct sv_arena *arena, struct sv_str text, int first_line,
			struct facts *ret, int *ret_line);

/* The next word of a line, or "": words are parted by spaces, a text in quotes is one word. */
struct sv_str next_word(struct sv_str *rest);

#endif
