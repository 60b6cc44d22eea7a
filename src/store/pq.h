/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * pq.h - libpq, loaded when the first postgresql:// store is opened.
 *
 * libpq brings a dozen libraries with it, whose loading would cost every
 * command on a file twice the time of its start; and a site that keeps a file
 * need not install it.  So it is no link-time dependency: the functions below
 * are looked up by name, once.
 */
#ifndef SV_STORE_PQ_H
#define SV_STORE_PQ_H

#include <libpq-fe.h>

#include "base/error.h"

/* clang-format off */
#define SV_PQ_FUNCTIONS(F)                       \
	F(clear, PQclear)                        \
	F(cmd_status, PQcmdStatus)               \
	F(connect, PQconnectdbParams)            \
	F(conninfo_free, PQconninfoFree)         \
	F(conninfo_parse, PQconninfoParse)       \
	F(error_message, PQerrorMessage)         \
	F(exec, PQexec)                          \
	F(exec_params, PQexecParams)             \
	F(exec_prepared, PQexecPrepared)         \
	F(finish, PQfinish)                      \
	F(freemem, PQfreemem)                    \
	F(ftype, PQftype)                        \
	F(get_is_null, PQgetisnull)              \
	F(get_length, PQgetlength)               \
	F(get_result, PQgetResult)               \
	F(get_value, PQgetvalue)                 \
	F(nfields, PQnfields)                    \
	F(ntuples, PQntuples)                    \
	F(parameter_status, PQparameterStatus)   \
	F(prepare, PQprepare)                    \
	F(put_copy_data, PQputCopyData)          \
	F(put_copy_end, PQputCopyEnd)            \
	F(reset, PQreset)                        \
	F(result_error_field, PQresultErrorField) \
	F(result_error_message, PQresultErrorMessage) \
	F(result_memory, PQresultMemorySize)     \
	F(result_status, PQresultStatus)         \
	F(set_notice_processor, PQsetNoticeProcessor) \
	F(status, PQstatus)                      \
	F(transaction_status, PQtransactionStatus)
/* clang-format on */

struct sv_pq {
#define MEMBER(name, function) __typeof__(function) *name;
	SV_PQ_FUNCTIONS(MEMBER)
#undef MEMBER
};

extern struct sv_pq sv_pq;

/* SV_EMISSING when this machine has no libpq. */
SV_MUST_USE int sv_pq_load(struct sv_error *err);

#endif
