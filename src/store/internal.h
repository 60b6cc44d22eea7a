/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * internal.h - what the files of src/store share among themselves.
 */
#ifndef SV_STORE_INTERNAL_H
#define SV_STORE_INTERNAL_H

#include "store/driver.h"

const struct sv_driver *sv_db_driver(const struct sv_db *db);

#endif
