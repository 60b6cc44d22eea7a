# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" request assess GBR --project mm --on 2022-11-01 --json |
	jq -c '.outcome, .rules_in_force, [.conditions[] | "\(.id) \(.status)"]'
