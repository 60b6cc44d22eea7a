# SPDX-License-Identifier: EUPL-1.2
for project in mm crf; do
	servanda --store "$PESCO" request assess CHE --project $project --on 2025-01-12 --json |
		jq -c '.outcome, [.conditions[] | "\(.id) \(.status)"], [.precedents[] | "\(.state) \(.project) \(.outcome)"]'
done
