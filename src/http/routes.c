/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/route.h"

#include "http/pages.h"
#include "http/params.h"

const struct sv_param sv_moment_params[] = {
    {"on", SV_IN_QUERY, SV_PARAM_DATE, false, NULL, "the day that facts hold on; default today"},
    {"known", SV_IN_QUERY, SV_PARAM_WHEN, false, NULL,
     "the record as it stood: its size, a day or an instant; default now"},
    {"confidence", SV_IN_QUERY, SV_PARAM_CHOICE, false, "seen|all",
     "'seen' leaves out rows that were recalled and not verified"},
    {"year", SV_IN_QUERY, SV_PARAM_YEAR, false, NULL,
     "the year assessed; default the last one that public figures decide"},
    {NULL},
};

const struct sv_param sv_drawing_params[] = {
    {"figure", SV_IN_QUERY, SV_PARAM_NAME, true, NULL, "id of the drawing on the page"},
    {NULL},
};

static const struct sv_param number[] = {
    {"number", SV_IN_PATH, SV_PARAM_COMMITMENT, true, NULL, "number of the commitment"},
    {NULL},
};

static const struct sv_param cell[] = {
    {"number", SV_IN_PATH, SV_PARAM_COMMITMENT, true, NULL, "number of the commitment"},
    {"member", SV_IN_PATH, SV_PARAM_MEMBER, true, NULL,
     "the member's code, or 'all' for the members together"},
    {NULL},
};

static const struct sv_param trial[] = {
    {"number", SV_IN_PATH, SV_PARAM_COMMITMENT, true, NULL, "number of the commitment"},
    {"member", SV_IN_PATH, SV_PARAM_MEMBER, true, NULL,
     "the member's code, or 'all' for the members together"},
    {"input", SV_IN_QUERY, SV_PARAM_NUMBER, true, NULL,
     "which of the figures that may change, from 0 on"},
    {"by", SV_IN_QUERY, SV_PARAM_TEXT, false, NULL, "the change in its unit, as +412"},
    {"steps", SV_IN_QUERY, SV_PARAM_TEXT, false, NULL, "or in its smallest unit, as -3"},
    {NULL},
};

static const struct sv_param state[] = {
    {"state", SV_IN_PATH, SV_PARAM_STATE, true, NULL, "ISO 3166-1 alpha-3"},
    {NULL},
};

static const struct sv_param pair[] = {
    {"a", SV_IN_QUERY, SV_PARAM_STATE, true, NULL, "one member"},
    {"b", SV_IN_QUERY, SV_PARAM_STATE, true, NULL, "the other"},
    {NULL},
};

static const struct sv_param project[] = {
    {"project", SV_IN_PATH, SV_PARAM_NAME, true, NULL, "id or acronym of the project"},
    {NULL},
};

static const struct sv_param request_case[] = {
    {"state", SV_IN_QUERY, SV_PARAM_STATE, true, NULL, "the third state"},
    {"project", SV_IN_QUERY, SV_PARAM_NAME, true, NULL, "id of the project"},
    {NULL},
};

static const struct sv_param request[] = {
    {"state", SV_IN_PATH, SV_PARAM_STATE, true, NULL, "the third state"},
    {"project", SV_IN_PATH, SV_PARAM_NAME, true, NULL, "id of the project"},
    {NULL},
};

static const struct sv_param vote[] = {
    {"act", SV_IN_PATH, SV_PARAM_NAME, true, NULL, "name of the act"},
    {"concerning", SV_IN_QUERY, SV_PARAM_STATE, false, NULL, "the state it is about"},
    {"project", SV_IN_QUERY, SV_PARAM_NAME, false, NULL, "the project it is about"},
    {"alternative", SV_IN_QUERY, SV_PARAM_CHOICE, false, "yes|no", "by the other majority"},
    {"for", SV_IN_QUERY, SV_PARAM_STATES, false, NULL, "voters in favour, or all"},
    {"against", SV_IN_QUERY, SV_PARAM_STATES, false, NULL, "voters against, or all"},
    {"abstain", SV_IN_QUERY, SV_PARAM_STATES, false, NULL, "voters that abstain, or all"},
    {"absent", SV_IN_QUERY, SV_PARAM_STATES, false, NULL, "voters that are absent"},
    {NULL},
};

static const struct sv_param held[] = {
    {"vote", SV_IN_PATH, SV_PARAM_NAME, true, NULL, "id of the vote"},
    {NULL},
};

static const struct sv_param receipt[] = {
    {"document", SV_IN_PATH, SV_PARAM_NUMBER, true, NULL, "number of the document"},
    {NULL},
};

static const struct sv_param document[] = {
    {"document", SV_IN_PATH, SV_PARAM_NUMBER, true, NULL, "number of the document"},
    {"row", SV_IN_QUERY, SV_PARAM_NUMBER, false, NULL, "a line of it, to be shown"},
    {NULL},
};

static const struct sv_param asset[] = {
    {"name", SV_IN_PATH, SV_PARAM_NAME, true, NULL, "file name"},
    {"v", SV_IN_QUERY, SV_PARAM_NAME, false, NULL, "version: the address changes with it"},
    {NULL},
};

static const struct sv_param proposal[] = {
    {"text", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "text of a proposal"},
    {NULL},
};

static const struct sv_param deployment[] = {
    {"case", SV_IN_PATH, SV_PARAM_NAME, true, NULL, "name of the case"},
    {NULL},
};

static const struct sv_param tile[] = {
    {"tile", SV_IN_PATH, SV_PARAM_PATH, true, NULL, "checkpoint, tile/0/000, tile/entries/000"},
    {NULL},
};

static const struct sv_param check[] = {
    {"receipt", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "text of a receipt"},
    {NULL},
};

static const struct sv_param types[] = {
    {"category", SV_IN_QUERY, SV_PARAM_TEXT, false, NULL,
     "kinds of equipment, separated by commas; default the first there is"},
    {"edition", SV_IN_QUERY, SV_PARAM_YEAR, false, NULL, "year of the table; default the latest"},
    {"rule", SV_IN_QUERY, SV_PARAM_TEXT, false, NULL,
     "designation, family or family-generation; with it per-state, without-storage"},
    {"states", SV_IN_QUERY, SV_PARAM_STATES, false, NULL, "codes, EU or members; default EU"},
    {"against", SV_IN_QUERY, SV_PARAM_STATES, false, NULL, "states counted beside them"},
    {"adopt", SV_IN_QUERY, SV_PARAM_TEXT, false, NULL, "what if: the type, or the project"},
    {"by", SV_IN_QUERY, SV_PARAM_STATES, false, NULL, "the states that take it"},
    {NULL},
};

static const struct sv_param login[] = {
    {"name", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "name of the account"},
    {"password", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "its password"},
    {NULL},
};

static const struct sv_param csrf[] = {CSRF, {NULL}};

static const struct sv_param own_password[] = {
    CSRF,
    {"password", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "the password now"},
    {"new", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "the new one"},
    {NULL},
};

static const struct sv_param new_account[] = {
    CSRF,
    {"name", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "name of the account"},
    {"role", SV_IN_FORM, SV_PARAM_NAME, true, NULL, "its role"},
    {"state", SV_IN_FORM, SV_PARAM_STATE, false, NULL, "the state it speaks for"},
    {"password", SV_IN_FORM, SV_PARAM_TEXT, false, NULL, "none: a certificate serves"},
    {NULL},
};

static const struct sv_param disable[] = {
    CSRF,
    {"name", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "name of the account"},
    {"disabled", SV_IN_FORM, SV_PARAM_CHOICE, true, "yes|no", "or enable it again"},
    {NULL},
};

static const struct sv_param first[] = {
    {"token", SV_IN_QUERY, SV_PARAM_NAME, true, NULL, "of the link that was printed"},
    {NULL},
};

static const struct sv_param first_account[] = {
    {"token", SV_IN_FORM, SV_PARAM_NAME, true, NULL, "of the link that was printed"},
    {"name", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "name of the account"},
    {"password", SV_IN_FORM, SV_PARAM_TEXT, true, NULL, "its password"},
    {NULL},
};

static const struct sv_param overview[] = {
    {"map", SV_IN_QUERY, SV_PARAM_COMMITMENT, false, NULL, "the commitment that the map shows"},
    {NULL},
};

#define BOTH (SV_TWIN_JSON | SV_TWIN_CSV)
#define LOGGED_IN (SV_ROLES_ALL & ~SV_ROLE_BIT(SV_ACTOR_PUBLIC))
#define BIT(role) SV_ROLE_BIT(SV_ACTOR_##role)
/* Plans are the business of the desks that write them and of the secretariat that reads them. */
#define WRITERS (BIT(OPERATOR) | BIT(NATIONAL_AUTHOR) | BIT(NATIONAL_APPROVER))
#define READERS (WRITERS | BIT(ASSESSOR) | BIT(SECOND_READER) | BIT(AUDITOR))
#define FORM (SV_ROUTE_HIDDEN | SV_ROUTE_SLOW)
#define DESK (SV_ROUTE_MOMENT | SV_ROUTE_VOLATILE)
#define ASSESSED (SV_ROUTE_MOMENT | SV_ROUTE_YEAR)

const struct sv_route sv_routes[] = {
    {"GET", "/", "Overview", "the answer: map, grid, what changed", SV_ROLES_ALL, 0,
     ASSESSED | SV_ROUTE_HIDDEN, overview, sv_get_overview},
    {"GET", "/overview", NULL, "all ratings of a year, with reasons and rows", SV_ROLES_ALL,
     BOTH | SV_TWINS_DRAWN, ASSESSED, overview, sv_get_overview},
    {"GET", "/commitments", "Commitments", "the commitments in force on a day", SV_ROLES_ALL, BOTH,
     ASSESSED, NULL, sv_get_commitments},
    {"GET", "/commitments/{number}", NULL, "one commitment, member by member", SV_ROLES_ALL,
     BOTH | SV_TWINS_DRAWN, ASSESSED, number, sv_get_commitment},
    {"GET", "/commitments/{number}/{member}", NULL, "why one rating is what it is, term by term",
     SV_ROLES_ALL, SV_TWIN_JSON, ASSESSED, cell, sv_get_cell},
    {"GET", "/commitments/{number}/{member}/try", NULL, "the rating if one figure were another",
     SV_ROLES_ALL, SV_TWIN_JSON, ASSESSED, trial, sv_get_trial},
    {"GET", "/states", "States", "who takes part on a day", SV_ROLES_ALL, BOTH, SV_ROUTE_MOMENT,
     NULL, sv_get_states},
    {"GET", "/states/{state}", NULL, "one state: membership, ratings, projects", SV_ROLES_ALL,
     BOTH | SV_TWINS_DRAWN, ASSESSED, state, sv_get_state},
    {"GET", "/compare", NULL, "two members side by side", SV_ROLES_ALL, BOTH, ASSESSED, pair,
     sv_get_compare},
    {"GET", "/plans", "Plans", "where the plans of a cycle stand", READERS, BOTH, DESK,
     sv_params_cycle, sv_get_plans},
    {"GET", "/plans/deadlines.ics", NULL, "the days of a cycle, for a calendar", READERS, 0,
     DESK | SV_ROUTE_HIDDEN, sv_params_cycle, sv_get_deadlines},
    {"GET", "/plans/{state}/{year}", NULL, "one plan: its steps, and what its check found", READERS,
     BOTH, DESK, sv_params_plan_done, sv_get_plan},
    {"GET", "/plans/{state}/{year}/template.xlsx", NULL, "the workbook to fill in", READERS, 0,
     DESK | FORM, sv_params_plan, sv_get_plan_template},
    {"GET", "/plans/{state}/{year}/value", NULL, "one value through all drafts", READERS, 0,
     DESK | SV_ROUTE_HIDDEN, sv_params_plan_value, sv_get_plan_value},
    {"GET", "/plans/{state}/{year}/changes", NULL, "what differs between two drafts", READERS, BOTH,
     DESK, sv_params_plan_changes, sv_get_plan_changes},
    {"GET", "/plans/{state}/{year}/drafts/{document}", NULL, "a draft, and what its check found",
     READERS, BOTH, DESK, sv_params_plan_draft, sv_get_plan_draft},
    {"GET", "/plans/{state}/{year}/drafts/{document}/workbook.xlsx", NULL,
     "the same as a workbook, marked", READERS, 0, DESK | FORM, sv_params_plan_draft,
     sv_get_plan_workbook},
    {"POST", "/plans/{state}/{year}/upload", NULL, "check or draft a workbook", WRITERS, 0,
     FORM | SV_ROUTE_FILE, sv_params_plan_upload, sv_post_plan_upload},
    {"POST", "/plans/{state}/{year}/approve", NULL, "approve a draft",
     BIT(OPERATOR) | BIT(NATIONAL_APPROVER), 0, FORM, sv_params_plan_step, sv_post_plan_approve},
    {"POST", "/plans/{state}/{year}/sign", NULL, "sign a plan",
     BIT(OPERATOR) | BIT(NATIONAL_APPROVER), 0, FORM, sv_params_plan_step, sv_post_plan_sign},
    {"POST", "/plans/{state}/{year}/submit", NULL, "submit a plan", WRITERS, 0, FORM,
     sv_params_plan_step, sv_post_plan_submit},
    {"POST", "/plans/{state}/{year}/accept", NULL, "accept a plan", BIT(OPERATOR) | BIT(ASSESSOR),
     0, FORM, sv_params_plan_step, sv_post_plan_accept},
    {"POST", "/plans/{state}/{year}/return", NULL, "return a plan", BIT(OPERATOR) | BIT(ASSESSOR),
     0, FORM, sv_params_plan_reason, sv_post_plan_return},
    {"POST", "/plans/{state}/{year}/extend", NULL, "grant a plan a later day",
     BIT(OPERATOR) | BIT(ASSESSOR), 0, FORM, sv_params_plan_extend, sv_post_plan_extend},
    {"POST", "/plans/{state}/{year}/reopen", NULL, "reopen a plan",
     BIT(OPERATOR) | BIT(ASSESSOR) | BIT(SECOND_READER), 0, FORM, sv_params_plan_reason,
     sv_post_plan_reopen},
    {"POST", "/plans/{state}/{year}/comment", NULL, "say something about a plan",
     READERS & ~BIT(AUDITOR), 0, FORM, sv_params_plan_comment, sv_post_plan_comment},
    {"GET", "/judgements", "Judgements", "what waits for a word, and what was said", READERS,
     SV_TWIN_JSON, DESK, sv_params_rated, sv_get_judgements},
    {"GET", "/judgements/{member}/{year}/{number}", NULL, "one judgement and its steps", READERS,
     SV_TWIN_JSON, DESK, sv_params_judgement, sv_get_judgement},
    {"POST", "/judgements/{member}/{year}/{number}/give", NULL, "judge a commitment",
     BIT(OPERATOR) | BIT(ASSESSOR), 0, FORM, sv_params_judgement_give, sv_post_judgement_give},
    {"POST", "/judgements/{member}/{year}/{number}/confirm", NULL, "confirm a judgement",
     BIT(OPERATOR) | BIT(SECOND_READER), 0, FORM, sv_params_judgement_confirm,
     sv_post_judgement_confirm},
    {"POST", "/judgements/{member}/{year}/{number}/return", NULL, "return a judgement",
     BIT(OPERATOR) | BIT(SECOND_READER), 0, FORM, sv_params_judgement_return,
     sv_post_judgement_return},
    {"POST", "/judgements/{member}/{year}/{number}/answer", NULL, "answer a judgement", WRITERS, 0,
     FORM, sv_params_judgement_answer, sv_post_judgement_answer},
    {"GET", "/projects", "Projects", "the projects listed on a day", SV_ROLES_ALL, BOTH,
     SV_ROUTE_MOMENT, NULL, sv_get_projects},
    {"GET", "/projects/{project}", NULL, "one project and everyone who took part", SV_ROLES_ALL,
     SV_TWIN_JSON | SV_TWINS_DRAWN, SV_ROUTE_MOMENT, project, sv_get_project},
    {"GET", "/overlap", "Overlap", "projects that are about the same thing", SV_ROLES_ALL,
     BOTH | SV_TWINS_DRAWN, SV_ROUTE_MOMENT, NULL, sv_get_overlap},
    {"GET", "/overlap/find", NULL, "what exists already for a proposal", SV_ROLES_ALL, 0,
     SV_ROUTE_MOMENT | SV_ROUTE_HIDDEN, NULL, sv_get_find},
    {"POST", "/overlap/find", NULL, "projects that a text overlaps with", SV_ROLES_ALL, BOTH,
     SV_ROUTE_MOMENT | SV_ROUTE_HIDDEN, proposal, sv_post_find},
    {"GET", "/overlap/types", NULL, "how many types of equipment, by a stated rule", SV_ROLES_ALL,
     BOTH | SV_TWINS_DRAWN, SV_ROUTE_MOMENT, types, sv_get_types},
    {"GET", "/deployability", "Deployability", "the cases of the pack: there in time, or not",
     SV_ROLES_ALL, BOTH, SV_ROUTE_MOMENT | SV_ROUTE_SLOW, NULL, sv_get_deployability},
    {"GET", "/deployability/{case}", NULL, "one case: schedule, bound, what holds it back",
     SV_ROLES_ALL, BOTH | SV_TWINS_DRAWN, SV_ROUTE_MOMENT | SV_ROUTE_SLOW, deployment, sv_get_case},
    {"GET", "/requests", "Requests", "requests of third states", SV_ROLES_ALL, SV_TWIN_JSON,
     SV_ROUTE_MOMENT, NULL, sv_get_requests},
    {"GET", "/requests/case", NULL, "to a case, by the form", SV_ROLES_ALL, 0,
     SV_ROUTE_MOMENT | SV_ROUTE_HIDDEN, request_case, sv_get_request_case},
    {"GET", "/requests/{state}/{project}", NULL, "a third state beside the conditions",
     SV_ROLES_ALL, SV_TWIN_JSON, SV_ROUTE_MOMENT, request, sv_get_request},
    {"GET", "/votes", "Votes", "the acts that are voted on", SV_ROLES_ALL, SV_TWIN_JSON,
     SV_ROUTE_MOMENT, NULL, sv_get_votes},
    {"GET", "/votes/held/{vote}", NULL, "a vote that was opened, and how it stands", SV_ROLES_ALL,
     SV_TWIN_JSON, SV_ROUTE_MOMENT, held, sv_get_ballot},
    {"GET", "/votes/{act}", NULL, "which majority, and what a vote would come to", SV_ROLES_ALL,
     SV_TWIN_JSON | SV_TWINS_DRAWN, SV_ROUTE_MOMENT, vote, sv_get_vote},
    {"GET", "/record", "Record", "the documents of the record, its size and root", SV_ROLES_ALL,
     SV_TWIN_JSON, SV_ROUTE_MOMENT, NULL, sv_get_record},
    {"GET", "/record/checkpoint", NULL, "the latest signed checkpoint", SV_ROLES_ALL, 0,
     SV_ROUTE_MOMENT | SV_ROUTE_VOLATILE, NULL, sv_get_checkpoint},
    {"GET", "/record/verify", NULL, "the whole record, hashed anew", LOGGED_IN, 0,
     SV_ROUTE_HIDDEN | SV_ROUTE_VOLATILE | SV_ROUTE_SLOW, NULL, sv_get_verify},
    {"GET", "/record/{document}/receipt", NULL, "proof that a document is in the record",
     SV_ROLES_ALL, 0, SV_ROUTE_VOLATILE, receipt, sv_get_receipt},
    {"GET", "/record/sources", NULL, "the sources that documents name", SV_ROLES_ALL, 0,
     SV_ROUTE_MOMENT, NULL, sv_get_sources},
    {"GET", "/record/check", NULL, "verify a receipt", SV_ROLES_ALL, 0,
     SV_ROUTE_MOMENT | SV_ROUTE_HIDDEN, NULL, sv_get_check},
    {"POST", "/record/check", NULL, "whether a receipt holds, step by step", SV_ROLES_ALL,
     SV_TWIN_JSON, SV_ROUTE_MOMENT | SV_ROUTE_HIDDEN, check, sv_post_check},
    {"GET", "/tlog/{tile}", NULL, "the log as tiles, c2sp.org/tlog-tiles", SV_ROLES_ALL, 0,
     SV_ROUTE_HIDDEN, tile, sv_get_tile},
    {"POST", "/tlog/add-checkpoint", NULL, "a witness cosigns, c2sp.org/tlog-witness", SV_ROLES_ALL,
     0, SV_ROUTE_HIDDEN | SV_ROUTE_RAW | SV_ROUTE_SLOW, NULL, sv_post_add_checkpoint},
    {"GET", "/record/{document}", NULL, "one document as it was recorded", SV_ROLES_ALL,
     SV_TWIN_JSON, SV_ROUTE_MOMENT, document, sv_get_document},
    {"GET", "/accounts", "Accounts", "who may log in", SV_ROLE_BIT(SV_ACTOR_OPERATOR), 0,
     SV_ROUTE_HIDDEN | SV_ROUTE_VOLATILE, NULL, sv_get_accounts},
    {"POST", "/accounts", NULL, "a new account", SV_ROLE_BIT(SV_ACTOR_OPERATOR), 0,
     SV_ROUTE_HIDDEN | SV_ROUTE_SLOW, new_account, sv_post_accounts},
    {"POST", "/accounts/disable", NULL, "disable or enable an account",
     SV_ROLE_BIT(SV_ACTOR_OPERATOR), 0, SV_ROUTE_HIDDEN, disable, sv_post_disable},
    {"GET", "/account", NULL, "one's own account", LOGGED_IN, 0,
     SV_ROUTE_HIDDEN | SV_ROUTE_VOLATILE, NULL, sv_get_account},
    {"POST", "/account", NULL, "another password", LOGGED_IN, 0, SV_ROUTE_HIDDEN | SV_ROUTE_SLOW,
     own_password, sv_post_account},
    {"GET", "/login", NULL, "the way in", SV_ROLES_ALL, 0, SV_ROUTE_HIDDEN | SV_ROUTE_VOLATILE,
     NULL, sv_get_login},
    {"POST", "/login", NULL, "log in", SV_ROLES_ALL, 0, SV_ROUTE_HIDDEN | SV_ROUTE_SLOW, login,
     sv_post_login},
    {"POST", "/logout", NULL, "log out everywhere", LOGGED_IN, 0, SV_ROUTE_HIDDEN, csrf,
     sv_post_logout},
    {"GET", "/first", NULL, "the first account", SV_ROLES_ALL, 0,
     SV_ROUTE_HIDDEN | SV_ROUTE_VOLATILE, first, sv_get_first},
    {"POST", "/first", NULL, "create the first account", SV_ROLES_ALL, 0,
     SV_ROUTE_HIDDEN | SV_ROUTE_SLOW, first_account, sv_post_first},
    {"GET", "/api", NULL, "the addresses for programs", SV_ROLES_ALL, 0, SV_ROUTE_HIDDEN, NULL,
     sv_get_api},
    {"GET", "/openapi.json", NULL, "the same as OpenAPI 3.1", SV_ROLES_ALL, 0, SV_ROUTE_HIDDEN,
     NULL, sv_get_openapi},
    {"GET", "/assets/{name}", NULL, "style, script and icon", SV_ROLES_ALL, 0, SV_ROUTE_HIDDEN,
     asset, sv_get_asset},
    {"GET", "/healthz", NULL, "whether the portal can read its record", SV_ROLES_ALL, 0,
     SV_ROUTE_HIDDEN | SV_ROUTE_VOLATILE, NULL, sv_get_health},
    {"GET", "/metrics", NULL, "counters for Prometheus", SV_ROLES_ALL, 0,
     SV_ROUTE_HIDDEN | SV_ROUTE_VOLATILE, NULL, sv_get_metrics},
    {NULL},
};
