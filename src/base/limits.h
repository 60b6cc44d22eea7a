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
#define SV_FACT_KEY_BYTES_MAX 400         /* a column of a key; an index takes 2,704 */
#define SV_CSV_COLUMNS_MAX 64             /* columns of a table */
#define SV_FINDINGS_MAX 10000             /* findings kept of one check; the rest is counted */
#define SV_FINDING_SOURCE_MAX 512         /* bytes of a line shown under a finding */
#define SV_ERROR_MESSAGE_MAX 512          /* bytes of an error message */
#define SV_ERROR_WHERE_MAX 256            /* bytes of the place of an error */
#define SV_DOCUMENT_BYTES_MAX (64L << 20) /* one document of the record */
#define SV_WALK_DOCUMENTS 512             /* read together in a walk through the record */
#define SV_WALK_BYTES (16L << 20)         /* of their contents, unless one alone has more */
#define SV_VERIFY_READERS_MAX 4           /* connections that verify together, each with that much */
#define SV_DOCUMENT_HEAD_BYTES_MAX 2048   /* its kind, name and author; likewise */
#define SV_KEY_NAME_MAX 128               /* bytes of a key's name */
#define SV_BUNDLE_BYTES_MAX (1L << 30)    /* one bundle of documents */
#define SV_NOTE_BYTES_MAX (1 << 20)       /* one signed note, checkpoint or receipt */
#define SV_NOTE_SIGNATURES_MAX 256        /* signatures of one note */
#define SV_COSIGNED_BACK_MAX 10000        /* newest checkpoints searched for a cosigned one */
#define SV_STATES_MAX 256                 /* states known to one store */
#define SV_YEAR_MIN 1900
#define SV_YEAR_MAX 2200
#define SV_RULE_BYTES_MAX (1 << 20)     /* one pledge text */
#define SV_RULE_DEPTH_MAX 64            /* nesting of an expression */
#define SV_RULE_ITEMS_MAX 1024          /* commitments, conditions and quantities of a set */
#define SV_RULE_NODES_MAX 65536         /* expression nodes of a set */
#define SV_RULE_YEARS_MAX 20            /* how far back a rule may look */
#define SV_RULE_NAMES_MAX 64            /* names of one list, sources of a quantity */
#define SV_RULE_HINTS_MAX 100           /* errors of a text up to which a near name is looked for */
#define SV_RULE_MEASURES_MAX 64         /* measures of an item */
#define SV_RULE_PROGRAM_MAX 4096        /* instructions of a compiled expression */
#define SV_RULE_STACK_MAX 128           /* columns a compiled expression holds at once */
#define SV_RULE_INPUTS_MAX 256          /* different figures a compiled expression reads */
#define SV_BLOCK_ROWS 1024              /* rows the rules VM works on at a time */
#define SV_COLUMN_DEN_MAX 1000000000000 /* of a denominator that all rows of a column share */
#define SV_LEAST_CHANGE_RUNS_MAX 20000  /* runs of a rule in search of one change */
#define SV_VOTERS_MAX 40                /* who votes on one act: bounds exact power indices */
#define SV_VOTE_BLOCKS_MAX 1000         /* smallest blocking sets listed; all are counted */
#define SV_FORECAST_YEARS_MAX 15        /* years ahead of a forecast */
#define SV_FORECAST_WINDOW 10           /* past years that a forecast draws from, at most */
#define SV_FORECAST_WINDOW_MIN 4        /* and at least */
#define SV_FORECAST_STALE_YEARS 5       /* a figure older than that begins no path */
#define SV_FORECAST_SCENARIOS_MAX 10000000
#define SV_FORECAST_THREADS_MAX 64
#define SV_FORECAST_WORTH 32          /* chunks for which one more thread is worth it */
#define SV_FORECAST_SAMPLE 2048       /* scenarios from which bands are read */
#define SV_REPORT_YEARS_AHEAD 5       /* of the forecast in the report */
#define SV_REVIEW_YEARS_MAX 64        /* years of one review */
#define SV_WORD_BYTES_MAX 128         /* a longer word is compared whole, by no part of it */
#define SV_GUESS_BYTES_MAX 4096       /* of a text that tell its language */
#define SV_MATCH_BYTES_MAX (1L << 30) /* one of two tables to be matched */
#define SV_PAIRS_MAX 5000000          /* pairs of one comparison */

#define SV_SHEET_BYTES_MAX (64L << 20)    /* a workbook file */
#define SV_SHEET_PART_MAX (1L << 30)      /* one part of it, unpacked */
#define SV_SHEET_DRAWING_MAX (16L << 20)  /* a drawing of comments, which is held whole */
#define SV_SHEET_RATIO_MAX 200            /* how much a part may grow by unpacking */
#define SV_SHEET_RATIO_FREE (1L << 20)    /* bytes up to which the ratio does not count */
#define SV_SHEET_ENTRIES_MAX 4096         /* parts of a workbook */
#define SV_SHEET_SHEETS_MAX 256           /* sheets of a workbook */
#define SV_SHEET_CELLS_MAX 4000000        /* cells of a workbook */
#define SV_SHEET_ROWS_MAX 1048576         /* what spreadsheets themselves allow */
#define SV_SHEET_COLUMNS_MAX 16384        /* likewise */
#define SV_SHEET_TEXT_MAX (64 << 10)      /* bytes of a cell's text that are kept */
#define SV_SHEET_STYLES_MAX 65536         /* formats of cells */
#define SV_SHEET_SECONDS_MAX 20           /* processor time of the reading process */
#define SV_SHEET_MEMORY_MAX (768L << 20)  /* address space of the reading process */
#define SV_PLAN_BYTES_MAX (16L << 20)     /* a plan as JSON */
#define SV_PLAN_CELLS_MAX 100000          /* values of a plan */
#define SV_PLAN_GRID_MAX 1000000          /* cells of a workbook that is read as a plan */
#define SV_PLAN_BOOK_TEXT_MAX (32L << 20) /* bytes of the texts of its cells */
#define SV_PLAN_MERGES_MAX 4096           /* merged ranges of it that are looked at */
#define SV_PLAN_ROWS_MAX 5000             /* rows of one table of a plan */
#define SV_PLAN_TEXT_MAX (32 << 10)       /* bytes of one text of a plan */
#define SV_PLAN_FIELDS_MAX 512            /* fields of a template */
#define SV_DEPLOY_STEPS_MAX 10000         /* steps of a deployment's horizon */
#define SV_DEPLOY_DEMANDS_MAX 512         /* loads of a deployment: units times kinds of cargo */
#define SV_DEPLOY_LANES_MAX 8192          /* lanes of a deployment */
#define SV_DEPLOY_VEHICLES_MAX 5000       /* vehicles of one fleet */
#define SV_DEPLOY_FERRY_PLACES_MAX 1000   /* places of a deployment with ferry times */
#define SV_DEPLOY_MORE_MAX 64       /* more of one resource that are tried for the due dates */
#define SV_DEPLOY_SECONDS_MAX 86400 /* time limit of one deployment's search */

#define SV_FORM_BYTES_MAX (64L << 10)   /* a form of the portal */
#define SV_UPLOAD_BYTES_MAX (16L << 20) /* a form with a file */
#define SV_BODIES_BYTES_MAX (64L << 20) /* bodies of all requests under way */
#define SV_WORK_BYTES_MAX (384L << 20)  /* memory that the answer to one request may take */
#define SV_WORK_SECONDS_MAX 30          /* and time of its reading the store and workbooks */
#define SV_ARRIVAL_SECONDS_MAX 120      /* from a connection's first byte to the request's last */
#define SV_TAKING_SECONDS_MAX 600       /* until the client has taken the answer */
#define SV_SLOW_THREADS 2               /* that do work which takes long */
#define SV_SLOW_WAITING_MAX 16          /* requests that wait for one of them */

#endif
