/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * vote.h - what the commands about votes share.
 */
#ifndef SV_CLI_VOTE_H
#define SV_CLI_VOTE_H

#include "app/submit.h"
#include "app/vote.h"
#include "cli/command.h"
#include "report/vote.h"

/* Options of whatever asks about an act; give them to sv_cli_act_rule(). */
#define SV_ACT_OPTIONS                                                                      \
	{"concerning", 0, "STATE", SV_VALUE_TEXT, NULL, "the state that the act is about"}, \
	    {"project", 0, "PROJECT", SV_VALUE_TEXT, NULL, "the project it is about"},      \
	{                                                                                   \
		"alternative", 0, NULL, SV_VALUE_TEXT, NULL,                                \
		    "by the alternative majority that the procedure names"                  \
	}

SV_MUST_USE int sv_cli_act_rule(struct sv_cli *cli, const char *act, struct sv_act_rule *ret,
				struct sv_error *err);

/* "  label        text", wrapped; nothing when there is no text. */
void sv_out_field(struct sv_out *out, const char *label, const char *text);

/* What was recorded, for people or as JSON; docs/formats/acts.md. */
void sv_cli_recorded(struct sv_cli *cli, const struct sv_receipt *receipt, const char *what);

/* A day given with an option, else another. */
int32_t sv_cli_day(const struct sv_cli *cli, const char *option, int32_t otherwise);

#endif
