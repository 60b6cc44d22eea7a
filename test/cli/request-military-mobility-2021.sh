# SPDX-License-Identifier: EUPL-1.2
# Nothing fails; (g) is asked only of projects that the Agency supports.
for state in NOR CAN USA; do
	servanda --store "$PESCO" request assess $state --project mm --on 2021-05-05 --json |
		jq -c '.state, .outcome, [.conditions[] | "\(.id) \(.status)"], (.conditions[] | select(.id == "g") | .why)'
done
