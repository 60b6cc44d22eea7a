# SPDX-License-Identifier: EUPL-1.2
# Without what is recalled and not verified, (f) has no evidence.
servanda --store "$PESCO" request assess NOR --project mm --on 2021-05-05 --confidence seen --json | jq -c '[.conditions[] | "\(.id) \(.status)"]'
