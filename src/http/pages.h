/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * pages.h - the handlers of the route table, one a page; each in page_<section>.c.
 */
#ifndef SV_HTTP_PAGES_H
#define SV_HTTP_PAGES_H

#include "app/report.h"
#include "http/layout.h"
#include "report/page.h"

int sv_get_overview(struct sv_request *request, struct sv_error *err);
int sv_get_commitments(struct sv_request *request, struct sv_error *err);
int sv_get_commitment(struct sv_request *request, struct sv_error *err);
int sv_get_cell(struct sv_request *request, struct sv_error *err);
int sv_get_trial(struct sv_request *request, struct sv_error *err);
int sv_get_states(struct sv_request *request, struct sv_error *err);
int sv_get_state(struct sv_request *request, struct sv_error *err);
int sv_get_compare(struct sv_request *request, struct sv_error *err);
int sv_get_projects(struct sv_request *request, struct sv_error *err);
int sv_get_project(struct sv_request *request, struct sv_error *err);
int sv_get_overlap(struct sv_request *request, struct sv_error *err);
int sv_get_find(struct sv_request *request, struct sv_error *err);
int sv_post_find(struct sv_request *request, struct sv_error *err);
int sv_get_types(struct sv_request *request, struct sv_error *err);
int sv_get_deployability(struct sv_request *request, struct sv_error *err);
int sv_get_case(struct sv_request *request, struct sv_error *err);
int sv_get_votes(struct sv_request *request, struct sv_error *err);
int sv_get_vote(struct sv_request *request, struct sv_error *err);
int sv_get_ballot(struct sv_request *request, struct sv_error *err);
int sv_get_requests(struct sv_request *request, struct sv_error *err);
int sv_get_request_case(struct sv_request *request, struct sv_error *err);
int sv_get_request(struct sv_request *request, struct sv_error *err);
int sv_get_record(struct sv_request *request, struct sv_error *err);
int sv_get_document(struct sv_request *request, struct sv_error *err);
int sv_get_checkpoint(struct sv_request *request, struct sv_error *err);
int sv_get_receipt(struct sv_request *request, struct sv_error *err);
int sv_get_verify(struct sv_request *request, struct sv_error *err);
int sv_get_check(struct sv_request *request, struct sv_error *err);
int sv_post_check(struct sv_request *request, struct sv_error *err);
int sv_get_tile(struct sv_request *request, struct sv_error *err);
int sv_post_add_checkpoint(struct sv_request *request, struct sv_error *err);
int sv_get_sources(struct sv_request *request, struct sv_error *err);
int sv_get_plans(struct sv_request *request, struct sv_error *err);
int sv_get_deadlines(struct sv_request *request, struct sv_error *err);
int sv_get_plan(struct sv_request *request, struct sv_error *err);
int sv_get_plan_draft(struct sv_request *request, struct sv_error *err);
int sv_get_plan_value(struct sv_request *request, struct sv_error *err);
int sv_get_plan_changes(struct sv_request *request, struct sv_error *err);
int sv_get_plan_template(struct sv_request *request, struct sv_error *err);
int sv_get_plan_workbook(struct sv_request *request, struct sv_error *err);
int sv_post_plan_upload(struct sv_request *request, struct sv_error *err);
int sv_post_plan_approve(struct sv_request *request, struct sv_error *err);
int sv_post_plan_sign(struct sv_request *request, struct sv_error *err);
int sv_post_plan_submit(struct sv_request *request, struct sv_error *err);
int sv_post_plan_accept(struct sv_request *request, struct sv_error *err);
int sv_post_plan_return(struct sv_request *request, struct sv_error *err);
int sv_post_plan_reopen(struct sv_request *request, struct sv_error *err);
int sv_post_plan_extend(struct sv_request *request, struct sv_error *err);
int sv_post_plan_comment(struct sv_request *request, struct sv_error *err);
int sv_get_judgements(struct sv_request *request, struct sv_error *err);
int sv_get_judgement(struct sv_request *request, struct sv_error *err);
int sv_post_judgement_give(struct sv_request *request, struct sv_error *err);
int sv_post_judgement_confirm(struct sv_request *request, struct sv_error *err);
int sv_post_judgement_return(struct sv_request *request, struct sv_error *err);
int sv_post_judgement_answer(struct sv_request *request, struct sv_error *err);
int sv_get_login(struct sv_request *request, struct sv_error *err);
int sv_post_login(struct sv_request *request, struct sv_error *err);
int sv_post_logout(struct sv_request *request, struct sv_error *err);
int sv_get_account(struct sv_request *request, struct sv_error *err);
int sv_post_account(struct sv_request *request, struct sv_error *err);
int sv_get_accounts(struct sv_request *request, struct sv_error *err);
int sv_post_accounts(struct sv_request *request, struct sv_error *err);
int sv_post_disable(struct sv_request *request, struct sv_error *err);
int sv_get_first(struct sv_request *request, struct sv_error *err);
int sv_post_first(struct sv_request *request, struct sv_error *err);
int sv_get_api(struct sv_request *request, struct sv_error *err);
int sv_get_openapi(struct sv_request *request, struct sv_error *err);
int sv_get_asset(struct sv_request *request, struct sv_error *err);
int sv_get_metrics(struct sv_request *request, struct sv_error *err);
int sv_get_health(struct sv_request *request, struct sv_error *err);

/* Parts that several files share: the votes held; a project as
 * its coordinators report on it; the line about the latest checkpoint. */
SV_MUST_USE int sv_project_life_section(struct sv_request *request, const char *id,
					struct sv_error *err);
SV_MUST_USE int sv_ballots_section(struct sv_request *request, struct sv_error *err);
void sv_checkpoint_facts(struct sv_request *request);

/* A page about a year: the assessment of the asked year, or of the last one that public figures
 * decide; request->year says which. */
struct sv_year_page {
	struct sv_report report;
	struct sv_report_links links;
	struct sv_page page;
};
SV_MUST_USE int sv_year_page_open(struct sv_request *request, bool with_series,
				  struct sv_year_page *ret, struct sv_error *err);

/* The assessment behind it, for the twins. */
SV_MUST_USE int sv_year_review(struct sv_request *request, const struct sv_assessment **ret,
			       struct sv_error *err);

/* " (recalled)" marked for people, or nothing. */
void sv_recalled(struct sv_request *request, const struct sv_origin *origin);

struct sv_pledge_item; /* rules/pledge.h */

/* A line with links to the commitments that a finding speaks to; nothing when to none. */
void sv_speaks_to_links(struct sv_request *request, const struct sv_pledge_item *const *items,
			size_t count);

/* "since 2017-12-11", "2017-12-11 to 2020-01-31". */
void sv_interval(struct sv_request *request, int32_t from, int32_t to);

/* "logistic medical" of "logistic_medical": keys of tables, for people. */
const char *sv_in_words(struct sv_request *request, const char *key);

/* Titles of the sources behind ids separated by ';', as links to the page of the sources; an id
 * that no row explains stands for itself. */
void sv_source_links(struct sv_request *request, const char *ids);

/* A document and its row, as a link. */
void sv_origin_link(struct sv_request *request, const struct sv_origin *origin);

#endif
