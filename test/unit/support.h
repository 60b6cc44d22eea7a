/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * support.h - what unit tests share: a folder of their own and a small pack.
 */
#ifndef SV_TEST_SUPPORT_H
#define SV_TEST_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <ftw.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/finding.h"

/* A folder that is removed afterwards, and an arena that is freed. */
struct place {
	char dir[64];
	unsigned number; /* among those of this process */
	struct sv_arena arena;
};

static inline int place_begin(void **state)
{
	static unsigned places;
	struct place *place = calloc(1, sizeof(*place));

	place->number = ++places;
	snprintf(place->dir, sizeof(place->dir), "/tmp/servanda-test-XXXXXX");
	if (!mkdtemp(place->dir))
		return -1;
	*state = place;
	return 0;
}

static inline int remove_entry(const char *path, const struct stat *info, int flag,
			       struct FTW *where)
{
	(void)info;
	(void)flag;
	(void)where;
	return remove(path);
}

static inline int place_end(void **state)
{
	struct place *place = *state;

	nftw(place->dir, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
	sv_arena_free(&place->arena);
	free(place);
	return 0;
}

static inline const char *place_path(struct place *place, const char *name)
{
	return sv_arena_printf(&place->arena, "%s/%s", place->dir, name);
}

/* The tests that take a store run on both engines: SERVANDA_TEST_STORE names a PostgreSQL database.
 */
static inline bool on_postgres(void)
{
	return getenv("SERVANDA_TEST_STORE") != NULL;
}

/* WHERE of a store of this place: a file, or a schema for itself. */
static inline const char *place_store(struct place *place, const char *name)
{
	if (!on_postgres())
		return place_path(place, name);
	return sv_arena_printf(&place->arena, "%s&schema=t%d_%u_%.*s",
			       getenv("SERVANDA_TEST_STORE"), (int)getpid(), place->number,
			       (int)strcspn(name, "."), name);
}

static inline const char *place_write(struct place *place, const char *name, const char *text)
{
	const char *path = place_path(place, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
	return path;
}

/* A cooperation of two members and a third state, with one project. */
#define SOURCES_HEADER "id,title,publisher,date,url,locator,access,licence,redistribute\n"
#define STATES_HEADER                                                                       \
	"code,name,eu_status,joined_eu,left_eu,member_from,member_to,nato_from,confidence," \
	"confidence_other,source,note\n"
#define DECISIONS_HEADER \
	"id,type,number,date,subject,oj_ref,changes,confidence,confidence_oj,url,note\n"
#define PROJECTS_HEADER                                                                          \
	"id,name,acronym,wave,adopted,closed,closed_prec,closed_reason,domain,domain_basis,aim," \
	"keywords,capability_area,capability_basis,source,confidence,note\n"
#define PARTICIPATION_HEADER \
	"project,state,role,from,from_prec,to,to_prec,confidence,seen_on,source,verify_in,note\n"
#define INDICATORS_HEADER "indicator,meaning,unit,class,commitments,zero_ambiguous\n"
#define FIGURES_HEADER "state,year,indicator,value,unit,source_id,status\n"
#define GAPS_HEADER "state,year,indicator,reason,source_id\n"
#define STATE_FACTS_HEADER "state,fact,detail,from,to,source,confidence,note\n"
#define GROUPS_HEADER "group,state,from,to,source,confidence,note\n"
#define VOTE_POPULATION_HEADER "year,state,population,share_pct,source,confidence,note\n"

static const struct {
	const char *name, *text;
} small_pack[] = {
    {"sources.csv", SOURCES_HEADER "act,The founding act,Council,2017-12-11,,,seen,,yes\n"
				   "recall,Memory,,,,,recalled,,\n"},
    {"states.csv", STATES_HEADER
     "CHE,Switzerland,third,,,,,,,recalled,recall,\n"
     "DNK,Denmark,member,1973-01-01,,2023-05-23,,1949-08-24,seen,recalled,act,\n"
     "FRA,France,member,1958-01-01,,2017-12-11,,1949-08-24,seen,recalled,act,\n"
     "GBR,United Kingdom,former_member,1973-01-01,2020-02-01,,,1949-08-24,,recalled,act,\n"},
    {"decisions.csv", DECISIONS_HEADER "d1,decision,1/2018,2018-03-06,First list,,,seen,seen,,\n"},
    {"projects.csv", PROJECTS_HEADER
     "p1,First project,FP,1,2018-03-06,,,,land,own,To try,,ground,own_mapping,act,seen,\n"},
    {"participation.csv",
     PARTICIPATION_HEADER "p1,FRA,coordinator,2018-03-06,adoption,,,seen,2018,act,d1,\n"
			  "p1,DNK,observer,2023-06-01,recalled,,,recalled,,recall,,\n"},
    {"state_facts.csv", STATE_FACTS_HEADER "FRA,euro,,1999-01-01,,act,seen,\n"},
    {"groups.csv", GROUPS_HEADER "EDA,FRA,2004-07-12,,act,seen,\n"},
    {"vote_population.csv", VOTE_POPULATION_HEADER "2025,FRA,68000000,15.21,act,seen,\n"},
    {"indicators.csv", INDICATORS_HEADER "investment,Money for equipment,EUR_M,eda,2,yes\n"
					 "spending,Money for defence,EUR_M,eda,1;2,no\n"},
    {"figures.csv", FIGURES_HEADER "FRA,2018,investment,10.50,EUR_M,act,final\n"
				   "FRA,2018,spending,42,EUR_M,act,final\n"
				   "FRA,2019,investment,11.25,EUR_M,act,estimate\n"},
    {"gaps.csv", GAPS_HEADER "DNK,2018,investment,confidential,act\n"},
    {"rules.pledge", "set \"2017\" for commitments in force from 2017-12-11\n"},
};

/* Write the pack into the place; returns its folder. */
static inline const char *place_pack(struct place *place)
{
	struct sv_buf list = SV_BUF_INIT;

	sv_buf_text(&list, "file,title\n");
	for (size_t i = 0; i < sizeof(small_pack) / sizeof(small_pack[0]); i++) {
		place_write(place, small_pack[i].name, small_pack[i].text);
		sv_buf_printf(&list, "%s,Table %zu\n", small_pack[i].name, i);
	}
	place_write(place, "pack.csv", list.ptr);
	sv_buf_free(&list);
	return place->dir;
}

/* The findings as people see them, without the path before the file's name. */
static inline const char *findings_text(struct sv_arena *arena, const struct sv_findings *findings)
{
	struct sv_buf out = SV_BUF_INIT;
	const char *text;

	sv_findings_print(findings, &out);
	text = sv_arena_cstr(arena, out.ptr ? out.ptr : "");
	sv_buf_free(&out);
	return text;
}

#endif
