/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * macros.h - the few compiler attributes the code relies on.
 */
#ifndef SV_BASE_MACROS_H
#define SV_BASE_MACROS_H

#define SV_MUST_USE __attribute__((warn_unused_result))
#define SV_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define SV_NORETURN __attribute__((noreturn))

/* Closes what is not memory when its variable leaves scope. */
#define _cleanup_(fn) __attribute__((cleanup(fn)))

#define SV_ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define SV_MIN(a, b) ((a) < (b) ? (a) : (b))
#define SV_MAX(a, b) ((a) > (b) ? (a) : (b))

#endif
