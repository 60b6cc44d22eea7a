/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * limits.h - every bound on what servanda accepts, by name.
 *
 * A bound is refused with an error that names it, never met by truncation.
 */
#ifndef SV_BASE_LIMITS_H
#define SV_BASE_LIMITS_H

#define SV_FILE_BYTES_MAX (64L << 20)     /* one imported file */
#define SV_CSV_FIELD_BYTES_MAX (1 << 20)  /* one field of a table */
#define SV_CSV_COLUMNS_MAX 64             /* columns of a table */
#define SV_FINDINGS_MAX 10000             /* findings kept of one check; the rest is counted */
#define SV_FINDING_SOURCE_MAX 512         /* bytes of a line shown under a finding */
#define SV_ERROR_MESSAGE_MAX 512          /* bytes of an error message */
#define SV_ERROR_WHERE_MAX 256            /* bytes of the place of an error */
#define SV_DOCUMENT_BYTES_MAX (64L << 20) /* one document of the record */
#define SV_STATES_MAX 256                 /* states known to one store */
#define SV_YEAR_MIN 1900
#define SV_YEAR_MAX 2200
#define SV_RULE_BYTES_MAX (1 << 20) /* one pledge text */
#define SV_RULE_DEPTH_MAX 64        /* nesting of an expression */
#define SV_RULE_ITEMS_MAX 1024      /* commitments, conditions and quantities of a set */
#define SV_RULE_NODES_MAX 65536     /* expression nodes of a set */
#define SV_RULE_YEARS_MAX 20        /* how far back a rule may look */
#define SV_RULE_NAMES_MAX 64        /* names of one list, sources of a quantity */
#define SV_RULE_HINTS_MAX 100       /* errors of a text up to which a near name is looked for */
#define SV_RULE_MEASURES_MAX 64     /* measures of an item */
#define SV_RULE_PROGRAM_MAX 4096    /* instructions of a compiled expression */
#define SV_RULE_STACK_MAX 128       /* columns a compiled expression holds at once */
#define SV_RULE_INPUTS_MAX 256      /* different figures a compiled expression reads */
#define SV_BLOCK_ROWS 1024          /* rows the rules VM works on at a time */
#define SV_VOTERS_MAX 40             /* who votes on one act: bounds exact power indices */
#define SV_VOTE_BLOCKS_MAX 1000      /* smallest blocking sets listed; all are counted */
#define SV_REVIEW_YEARS_MAX 64      /* years of one review */

#endif
