# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" request assess CAN --project netloghubs --on 2023-02-19 --json | jq -c '.outcome, [.conditions[] | "\(.id) \(.status)"], .clock, [.decision_path[] | "\(.step) \(.voters)"], .precedents[0]'
