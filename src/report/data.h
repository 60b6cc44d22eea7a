/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * data.h - what is known, as JSON and CSV for programs.
 *
 * The command line with --json or --csv and the portal's addresses that end in
 * .json or .csv give the same bytes, because both come from here.  The keys
 * are fixed in docs/formats/output.md.
 */
#ifndef SV_REPORT_DATA_H
#define SV_REPORT_DATA_H

#include "base/json.h"
#include "domain/assessment.h"
#include "domain/equipment_ask.h"
#include "domain/register.h"
#include "domain/request.h"
#include "record/record.h"

/* The part of an assessment that is asked for. */
struct sv_review {
	const struct sv_assessment *assessment;
	struct sv_arena *arena;
	int member;             /* index of the one member, -1: all */
	const char *commitment; /* "17", or "12" for all of 12.1 .. 12.6; NULL: all */
	bool list_findings;     /* in the text, each instead of their number */
};

/* Whether an item is asked for; -1 stands for a series, which is shown beside all of them. */
bool sv_review_has_item(const struct sv_review *review, int item);

/* Whether an item binds the members together; false for a series. */
bool sv_review_is_collective(const struct sv_review *review, int item);

/* The number of an item; "" for a series. */
const char *sv_review_number(const struct sv_review *review, int item);

void sv_review_json(const struct sv_review *review, struct sv_json *json);
void sv_review_csv(const struct sv_review *review, struct sv_buf *out);
void sv_commitments_json(const struct sv_review *review, struct sv_json *json);
void sv_commitments_csv(const struct sv_review *review, struct sv_buf *out);
void sv_explain_json(const struct sv_explanation *explanation, struct sv_json *json);

struct sv_trial;
struct sv_trial_outcome;

/* The trial with one input so many steps away, and where along it the rating changes. */
void sv_trial_json(struct sv_trial *trial, size_t index, int64_t steps,
		   const struct sv_trial_outcome *outcome, struct sv_json *json);

struct sv_forecast; /* domain/forecast.h */
struct sv_forecast_scores;

/* Chances of the years to come; how good such forecasts were. */
void sv_forecast_json(const struct sv_forecast *forecast, struct sv_json *json);
void sv_forecast_scores_json(const struct sv_forecast_scores *scores, struct sv_json *json);

/* How many types of equipment, by which rule. */
void sv_types_json(struct sv_arena *arena, const struct sv_types_answer *answer,
		   struct sv_json *json);
void sv_types_csv(const struct sv_types_answer *answer, struct sv_buf *out);

/* What would keep a promise; NULL gives null. */
void sv_least_change_json(const struct sv_least_change *least, struct sv_json *json);

/* Who takes part, one state, the projects listed, one project: on a day. */
void sv_members_json(const struct sv_register *reg, int32_t on, int64_t known,
		     struct sv_json *json);
void sv_members_csv(const struct sv_register *reg, int32_t on, struct sv_buf *out);
void sv_state_json(const struct sv_register *reg, int index, int32_t on, struct sv_json *json);
void sv_projects_json(const struct sv_register *reg, int32_t on, int64_t known,
		      struct sv_json *json);
void sv_projects_csv(const struct sv_register *reg, int32_t on, struct sv_buf *out);
void sv_project_json(const struct sv_register *reg, int index, int32_t on, struct sv_json *json);

/* The log with its size and root; one document with its content. */
void sv_documents_json(const struct sv_document *documents, size_t count, int64_t size,
		       const struct sv_hash *root, struct sv_json *json);
void sv_document_json(
    const struct sv_document *document, int64_t from_copies,
    struct sv_json *json); /* from_copies: the act that withholds from them, or -1 */

/* A third state's request as known at a size; the steps of its clock as an array under "clock". */
void sv_request_json(const struct sv_request_assessment *assessment, int64_t known,
		     struct sv_json *json);
/* The requests as known on a day. */
void sv_requests_json(const struct sv_register *reg, int32_t on, struct sv_json *json);
void sv_json_clock(struct sv_json *json, const struct sv_clock_step clock[SV_CLOCK_STEPS]);

/* A member's position against a collective benchmark; NULL without one. */
const char *sv_position_name(const struct sv_rated *rated);

/* An exact number, rounded to six digits after the point and without trailing zeros. */
void sv_json_rational(struct sv_json *json, struct sv_rational value);

/* The keys "value", "unit", "lower", "upper" and "missing" of an object.  Only a point has a
 * value; an interval has its ends, null where it is open; without a value "missing" says why. */
void sv_json_value_keys(struct sv_json *json, const struct sv_value *value);

/* The rows something rests on, as an array of objects. */
void sv_json_refs(struct sv_json *json, const struct sv_fact_ref *refs, size_t count);

/* The keys of an origin: "document", "row", "source", "confidence". */
void sv_json_origin_keys(struct sv_json *json, const struct sv_origin *origin);

/* Findings as an array of objects. */
void sv_json_findings(struct sv_json *json, const struct sv_findings *findings);

#endif
