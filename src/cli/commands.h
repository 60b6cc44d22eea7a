/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * commands.h - the constants of all cmd_<name>.c files, for commands.c alone.
 */
#ifndef SV_CLI_COMMANDS_H
#define SV_CLI_COMMANDS_H

#include "cli/command.h"

extern const struct sv_command sv_cmd_init;
extern const struct sv_command sv_cmd_import;
extern const struct sv_command sv_cmd_review;
extern const struct sv_command sv_cmd_report;
extern const struct sv_command sv_cmd_serve;
extern const struct sv_command sv_cmd_user_add;
extern const struct sv_command sv_cmd_user_disable;
extern const struct sv_command sv_cmd_user_list;
extern const struct sv_command sv_cmd_user_password;
extern const struct sv_command sv_cmd_explain;
extern const struct sv_command sv_cmd_forecast;
extern const struct sv_command sv_cmd_forecast_test;
extern const struct sv_command sv_cmd_commitment_list;
extern const struct sv_command sv_cmd_commitment_show;
extern const struct sv_command sv_cmd_member_list;
extern const struct sv_command sv_cmd_member_withdraw;
extern const struct sv_command sv_cmd_member_note;
extern const struct sv_command sv_cmd_member_withdrawals;
extern const struct sv_command sv_cmd_state_show;
extern const struct sv_command sv_cmd_project_list;
extern const struct sv_command sv_cmd_project_show;
extern const struct sv_command sv_cmd_project_portfolio;
extern const struct sv_command sv_cmd_project_propose;
extern const struct sv_command sv_cmd_project_clarify;
extern const struct sv_command sv_cmd_project_effort;
extern const struct sv_command sv_cmd_project_join;
extern const struct sv_command sv_cmd_project_observe;
extern const struct sv_command sv_cmd_project_leave;
extern const struct sv_command sv_cmd_project_phase;
extern const struct sv_command sv_cmd_project_milestone;
extern const struct sv_command sv_cmd_project_slip;
extern const struct sv_command sv_cmd_project_report;
extern const struct sv_command sv_cmd_project_close;
extern const struct sv_command sv_cmd_request_assess;
extern const struct sv_command sv_cmd_request_file;
extern const struct sv_command sv_cmd_request_agree;
extern const struct sv_command sv_cmd_request_decide;
extern const struct sv_command sv_cmd_request_arrange;
extern const struct sv_command sv_cmd_request_review;
extern const struct sv_command sv_cmd_request_end;
extern const struct sv_command sv_cmd_request_list;
extern const struct sv_command sv_cmd_request_show;
extern const struct sv_command sv_cmd_vote_rule;
extern const struct sv_command sv_cmd_vote_simulate;
extern const struct sv_command sv_cmd_vote_power;
extern const struct sv_command sv_cmd_vote_open;
extern const struct sv_command sv_cmd_vote_cast;
extern const struct sv_command sv_cmd_vote_tally;
extern const struct sv_command sv_cmd_vote_list;
extern const struct sv_command sv_cmd_vote_show;
extern const struct sv_command sv_cmd_overlap_projects;
extern const struct sv_command sv_cmd_overlap_find;
extern const struct sv_command sv_cmd_overlap_match;
extern const struct sv_command sv_cmd_overlap_pairs;
extern const struct sv_command sv_cmd_overlap_types;
extern const struct sv_command sv_cmd_deploy_new;
extern const struct sv_command sv_cmd_deploy_plan;
extern const struct sv_command sv_cmd_deploy_sustain;
extern const struct sv_command sv_cmd_deploy_robust;
extern const struct sv_command sv_cmd_deploy_check;
extern const struct sv_command sv_cmd_deploy_expand;
extern const struct sv_command sv_cmd_plan_template;
extern const struct sv_command sv_cmd_plan_check;
extern const struct sv_command sv_cmd_plan_exercise;
extern const struct sv_command sv_cmd_plan_draft;
extern const struct sv_command sv_cmd_plan_approve;
extern const struct sv_command sv_cmd_plan_sign;
extern const struct sv_command sv_cmd_plan_submit;
extern const struct sv_command sv_cmd_plan_return;
extern const struct sv_command sv_cmd_plan_accept;
extern const struct sv_command sv_cmd_plan_extend;
extern const struct sv_command sv_cmd_plan_reopen;
extern const struct sv_command sv_cmd_plan_comment;
extern const struct sv_command sv_cmd_plan_status;
extern const struct sv_command sv_cmd_plan_history;
extern const struct sv_command sv_cmd_plan_diff;
extern const struct sv_command sv_cmd_judgement_give;
extern const struct sv_command sv_cmd_judgement_confirm;
extern const struct sv_command sv_cmd_judgement_return;
extern const struct sv_command sv_cmd_judgement_answer;
extern const struct sv_command sv_cmd_judgement_list;
extern const struct sv_command sv_cmd_record_log;
extern const struct sv_command sv_cmd_record_show;
extern const struct sv_command sv_cmd_record_verify;
extern const struct sv_command sv_cmd_record_sign;
extern const struct sv_command sv_cmd_record_checkpoint;
extern const struct sv_command sv_cmd_record_prove;
extern const struct sv_command sv_cmd_record_redact;
extern const struct sv_command sv_cmd_record_export;
extern const struct sv_command sv_cmd_record_import;
extern const struct sv_command sv_cmd_witness_request;
extern const struct sv_command sv_cmd_witness_sign;
extern const struct sv_command sv_cmd_witness_add;
extern const struct sv_command sv_cmd_key_new;
extern const struct sv_command sv_cmd_key_list;
extern const struct sv_command sv_cmd_key_enrol;
extern const struct sv_command sv_cmd_key_rotate;
extern const struct sv_command sv_cmd_key_revoke;
extern const struct sv_command sv_cmd_rebuild;
extern const struct sv_command sv_cmd_copy;
extern const struct sv_command sv_cmd_help;
extern const struct sv_command sv_cmd_version;
extern const struct sv_command sv_cmd_completion;
extern const struct sv_command sv_cmd_man;

#endif
