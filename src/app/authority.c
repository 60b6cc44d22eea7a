/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/authority.h"

#include <stdbool.h>

#define NO false
#define YES true

/* clang-format off */
/* One line an act, one column a role, in the order of enum sv_actor_role. */
static const struct {
	const char *what;
	bool allowed[SV_ACTOR_ROLE_COUNT];
} acts[SV_ACT_COUNT] = {
    /*                                               reader operator */
    [SV_ACT_INIT] = {"create a record",             {NO,    YES}},
    [SV_ACT_IMPORT] = {"add documents to a record", {NO,    YES}},
    [SV_ACT_REBUILD] = {"rebuild derived tables",   {NO,    YES}},
};
/* clang-format on */

int sv_authority_require(const struct sv_actor *actor, enum sv_act act, struct sv_error *err)
{
	if (acts[act].allowed[actor->role])
		return 0;
	return sv_fail(err, SV_EREFUSED, "'%s' may not %s", actor->name, acts[act].what);
}
