/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * commands.c - every command there is, in the order in which help shows them.
 */
#include "cli/commands.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/suggest.h"

/* clang-format off */
const struct sv_command *const sv_commands[] = {
	&sv_cmd_init,
	&sv_cmd_import,
	&sv_cmd_review,
	&sv_cmd_report,
	&sv_cmd_explain,
	&sv_cmd_forecast,
	&sv_cmd_forecast_test,
	&sv_cmd_commitment_list,
	&sv_cmd_commitment_show,
	&sv_cmd_member_list,
	&sv_cmd_member_withdraw,
	&sv_cmd_member_note,
	&sv_cmd_member_withdrawals,
	&sv_cmd_state_show,
	&sv_cmd_project_list,
	&sv_cmd_project_show,
	&sv_cmd_project_portfolio,
	&sv_cmd_project_propose,
	&sv_cmd_project_clarify,
	&sv_cmd_project_effort,
	&sv_cmd_project_join,
	&sv_cmd_project_observe,
	&sv_cmd_project_leave,
	&sv_cmd_project_phase,
	&sv_cmd_project_milestone,
	&sv_cmd_project_slip,
	&sv_cmd_project_report,
	&sv_cmd_project_close,
	&sv_cmd_request_assess,
	&sv_cmd_request_file,
	&sv_cmd_request_agree,
	&sv_cmd_request_decide,
	&sv_cmd_request_arrange,
	&sv_cmd_request_review,
	&sv_cmd_request_end,
	&sv_cmd_request_list,
	&sv_cmd_request_show,
	&sv_cmd_vote_rule,
	&sv_cmd_vote_simulate,
	&sv_cmd_vote_power,
	&sv_cmd_vote_open,
	&sv_cmd_vote_cast,
	&sv_cmd_vote_tally,
	&sv_cmd_vote_list,
	&sv_cmd_vote_show,
	&sv_cmd_overlap_projects,
	&sv_cmd_overlap_find,
	&sv_cmd_overlap_match,
	&sv_cmd_overlap_pairs,
	&sv_cmd_overlap_types,
	&sv_cmd_deploy_new,
	&sv_cmd_deploy_plan,
	&sv_cmd_deploy_sustain,
	&sv_cmd_deploy_robust,
	&sv_cmd_deploy_check,
	&sv_cmd_deploy_expand,
	&sv_cmd_plan_exercise,
	&sv_cmd_plan_template,
	&sv_cmd_plan_check,
	&sv_cmd_plan_draft,
	&sv_cmd_plan_approve,
	&sv_cmd_plan_sign,
	&sv_cmd_plan_submit,
	&sv_cmd_plan_comment,
	&sv_cmd_plan_return,
	&sv_cmd_plan_accept,
	&sv_cmd_plan_extend,
	&sv_cmd_plan_reopen,
	&sv_cmd_plan_status,
	&sv_cmd_plan_history,
	&sv_cmd_plan_diff,
	&sv_cmd_judgement_give,
	&sv_cmd_judgement_confirm,
	&sv_cmd_judgement_return,
	&sv_cmd_judgement_answer,
	&sv_cmd_judgement_list,
	&sv_cmd_overlap_types,
	&sv_cmd_record_log,
	&sv_cmd_record_show,
	&sv_cmd_record_verify,
	&sv_cmd_record_sign,
	&sv_cmd_record_checkpoint,
	&sv_cmd_record_prove,
	&sv_cmd_record_export,
	&sv_cmd_record_import,
	&sv_cmd_record_redact,
	&sv_cmd_key_new,
	&sv_cmd_key_list,
	&sv_cmd_key_enrol,
	&sv_cmd_key_rotate,
	&sv_cmd_key_revoke,
	&sv_cmd_serve,
	&sv_cmd_user_add,
	&sv_cmd_user_list,
	&sv_cmd_user_password,
	&sv_cmd_user_disable,
	&sv_cmd_witness_request,
	&sv_cmd_witness_sign,
	&sv_cmd_witness_add,
	&sv_cmd_rebuild,
	&sv_cmd_copy,
	&sv_cmd_help,
	&sv_cmd_version,
	&sv_cmd_completion,
	&sv_cmd_man,
	NULL,
};
/* clang-format on */

int sv_command_words(const struct sv_command *command)
{
	int words = 1;

	for (const char *c = command->name; *c; c++)
		words += *c == ' ';
	return words;
}

const struct sv_command *sv_command_find(const char *const *words, int count, int *ret_words)
{
	for (int take = count < SV_COMMAND_WORDS_MAX ? count : SV_COMMAND_WORDS_MAX; take > 0;
	     take--) {
		char name[128];

		snprintf(name, sizeof(name), "%s%s%s", words[0], take > 1 ? " " : "",
			 take > 1 ? words[1] : "");
		for (int i = 0; sv_commands[i]; i++) {
			if (strcmp(sv_commands[i]->name, name) == 0) {
				*ret_words = take;
				return sv_commands[i];
			}
		}
	}
	return NULL;
}

/* `servanda member`: the group is known, what to do with it is not said. */
static int unknown_in_group(const char *group, struct sv_error *err)
{
	char list[SV_ERROR_MESSAGE_MAX] = "";
	size_t len = strlen(group);

	for (int i = 0; sv_commands[i]; i++) {
		const char *name = sv_commands[i]->name;

		if (strncmp(name, group, len) != 0 || name[len] != ' ' || sv_commands[i]->hidden)
			continue;
		snprintf(list + strlen(list), sizeof(list) - strlen(list), "%s'%s'",
			 list[0] ? ", " : "", name);
	}
	if (!list[0])
		return 0;
	return sv_fail(err, SV_EUSAGE, "'%s' needs a second word: %s", group, list);
}

int sv_command_unknown(const char *const *words, int count, struct sv_error *err)
{
	struct sv_suggestion one = SV_SUGGESTION_INIT(words[0]), two;
	char both[128];
	int r;

	snprintf(both, sizeof(both), "%s%s%s", words[0], count > 1 ? " " : "",
		 count > 1 ? words[1] : "");
	two = (struct sv_suggestion)SV_SUGGESTION_INIT(both);
	for (int i = 0; sv_commands[i]; i++) {
		if (sv_commands[i]->hidden)
			continue;
		if (strchr(sv_commands[i]->name, ' '))
			sv_suggest(&two, sv_commands[i]->name);
		else
			sv_suggest(&one, sv_commands[i]->name);
	}
	if (two.best)
		return sv_fail(err, SV_EUSAGE, "command '%s' is not known; did you mean '%s'?",
			       both, two.best);
	/* A group is known, whatever else is spelt alike. */
	r = unknown_in_group(words[0], err);
	if (r < 0)
		return r;
	if (one.best)
		return sv_fail(err, SV_EUSAGE, "command '%s' is not known; did you mean '%s'?",
			       words[0], one.best);
	return sv_fail(err, SV_EUSAGE, "command '%s' is not known; see 'servanda help'", words[0]);
}
