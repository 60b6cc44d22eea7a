/* SPDX-License-Identifier: EUPL-1.2 */
/* What may change: names, bounds and smallest units of the items `may change`. */
#include <string.h>

#include "rules/pledge.h"

static int find_quantity(const struct sv_pledge *pledge, const char *name)
{
	for (size_t i = 0; i < pledge->quantity_count; i++)
		if (strcmp(pledge->quantities[i].name, name) == 0)
			return (int)i;
	return -1;
}

static bool is_register(const struct sv_rules_schema *schema, const char *name)
{
	for (const struct sv_register_schema *reg = schema->registers; reg && reg->name; reg++)
		if (strcmp(reg->name, name) == 0)
			return true;
	return false;
}

static bool stands_before(const struct sv_pledge *pledge, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (strcmp(pledge->changes[i].name, pledge->changes[index].name) == 0)
			return true;
	return false;
}

/* Money and shares change by hundredths, what is counted by ones. */
static struct sv_rational usual_step(const struct sv_pledge *pledge,
				     const struct sv_change_rule *change)
{
	enum sv_dimension dimension;

	if (change->quantity < 0)
		return SV_RATIONAL(1, 1);
	dimension = pledge->quantities[change->quantity].unit.dimension;
	return dimension == SV_DIMENSION_MONEY || dimension == SV_DIMENSION_SHARE
		   ? SV_RATIONAL(1, 100)
		   : SV_RATIONAL(1, 1);
}

static void check_change(struct sv_pledge *pledge, size_t index,
			 const struct sv_rules_schema *schema, struct sv_findings *findings)
{
	struct sv_change_rule *change = &pledge->changes[index];
	bool has_step = change->step.den != 0;

	change->quantity = find_quantity(pledge, change->name);
	if (change->quantity < 0 && !is_register(schema, change->name)) {
		sv_pledge_error(pledge, findings, "name", change->place,
				"name a quantity of this text, or a register",
				"'%s' is not a quantity or register", change->name);
		return;
	}
	if (stands_before(pledge, index))
		sv_pledge_error(pledge, findings, "twice", change->place, "keep one of them",
				"what may change of '%s' stands twice", change->name);
	if (!has_step)
		change->step = usual_step(pledge, change);
	if (change->step.num <= 0 || change->most.num <= 0)
		sv_pledge_error(pledge, findings, "number", change->place,
				"write numbers above nothing, or leave the item out",
				"'%s' may change by nothing", change->name);
	else if (change->quantity < 0 &&
		 (change->of_itself || sv_rational_compare(change->step, SV_RATIONAL(1, 1)) != 0))
		sv_pledge_error(pledge, findings, "number", change->place,
				"write how many entries: by at most 3",
				"entries of '%s' are counted one by one", change->name);
}

void sv_changes_check(struct sv_pledge *pledge, const struct sv_rules_schema *schema,
		      struct sv_findings *findings)
{
	for (size_t i = 0; i < pledge->change_count; i++)
		check_change(pledge, i, schema, findings);
}

const struct sv_change_rule *sv_change_of_quantity(const struct sv_pledge *pledge, int quantity)
{
	for (size_t i = 0; i < pledge->change_count; i++)
		if (pledge->changes[i].quantity == quantity && quantity >= 0)
			return &pledge->changes[i];
	return NULL;
}

const struct sv_change_rule *sv_change_of_register(const struct sv_pledge *pledge, const char *name)
{
	for (size_t i = 0; i < pledge->change_count; i++)
		if (pledge->changes[i].quantity < 0 && strcmp(pledge->changes[i].name, name) == 0)
			return &pledge->changes[i];
	return NULL;
}
