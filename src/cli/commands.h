/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * commands.h - the constants of all cmd_<name>.c files, for commands.c alone.
 */
#ifndef SV_CLI_COMMANDS_H
#define SV_CLI_COMMANDS_H

#include "cli/command.h"

extern const struct sv_command sv_cmd_help;
extern const struct sv_command sv_cmd_version;
extern const struct sv_command sv_cmd_completion;
extern const struct sv_command sv_cmd_man;

#endif
