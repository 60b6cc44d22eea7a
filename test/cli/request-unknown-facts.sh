# SPDX-License-Identifier: EUPL-1.2
# What no source speaks of is neither passed nor failed.
servanda --store "$PESCO" request assess GEO --project eurosim --on 2023-04-30 --json |
	jq -c '.outcome, .rules_in_force, [.conditions[] | "\(.id) \(.status)"]'
