/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * witness.h - a witness made of a secret key at hand and the log it knows: for one
 * request by file, or as long as the portal is served.
 */
#ifndef SV_CLI_WITNESS_H
#define SV_CLI_WITNESS_H

#include "app/witness.h"
#include "cli/secret.h"

struct sv_cli_witness {
	struct sv_key log;
	struct sv_signer signer;
	struct sv_witness witness; /* points to the two above */
};

/* Its memory stands beside the key, one file a log. */
SV_MUST_USE int sv_cli_witness(struct sv_cli *cli, const char *key_path, const char *log,
			       struct sv_cli_witness *ret, struct sv_error *err);
void sv_cli_witness_wipe(struct sv_cli_witness *witness); /* for _cleanup_ */

#endif
