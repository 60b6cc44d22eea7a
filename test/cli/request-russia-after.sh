# SPDX-License-Identifier: EUPL-1.2
# It fails on values and on interests, although its agreement on the security of information is in force.
for project in crrt netloghubs; do
	servanda --store "$PESCO" request assess RUS --project $project --on 2020-11-06 --json |
		jq -c '.outcome, .why, [.conditions[] | "\(.id) \(.status)"], (.conditions[] | select(.id == "f") | .why)'
done
