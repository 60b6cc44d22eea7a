/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sandbox.h - a process that can only compute and write to what it holds open.
 *
 * Linux: seccomp with a list of the system calls that memory, reading and
 * writing open files and ending take; any other ends the process.  Limits of
 * processor time and memory come on top.
 */
#ifndef SV_SHEET_SANDBOX_H
#define SV_SHEET_SANDBOX_H

#include "base/error.h"

/* For the calling process, for good. */
SV_MUST_USE int sv_sandbox_enter(struct sv_error *err);

#endif
