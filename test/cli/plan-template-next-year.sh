# SPDX-License-Identifier: EUPL-1.2
# The workbook of the next year has what the plan accepted last year said, in its own money, and nothing that is said anew.
cp "$PESCO" servanda.db
servanda plan exercise 2026 -o a >/dev/null
jq '.cover.currency = "RON" | .cover.contact = "the desk"
	| .finance |= map_values(map_values(tonumber * 50 | round / 10 | tostring))
	| .finance.exchange_rate = (.finance.rt | map_values("5"))
	| .answers["7"].narrative = "EXERCISE. Two reviews were supported."' a/ROU-2026.exercise.json >plan.json
servanda --as national-author:ROU:ionescu plan draft plan.json | grep plan
for step in approve sign submit; do servanda --as national-approver:ROU:popa plan $step ROU 2026 | grep plan; done
servanda --as assessor::berg plan accept ROU 2026 | grep plan
value() { jq -c '[.exercise, .cover, .finance.rt["2027"], .finance.exchange_rate["2027"], .formations[0].name,
	.answers["7"], .statement]'; }
servanda plan template ROU 2027 -o next.xlsx
# Read back: drafting takes what stands in the workbook.
servanda --as national-author:ROU:ionescu plan draft next.xlsx | sed -n 1p
servanda record show "$(servanda record log --json | jq '.size - 1')" | sed -n '/^{/p' | jq .body.plan | value
jq . plan.json | value
# Nobody handed in a plan of Finland the year before: only what is public stands there.
servanda plan template FIN 2024 -o first.xlsx
servanda --as national-author:FIN:virta plan draft first.xlsx | sed -n 1p
servanda record show "$(servanda record log --json | jq '.size - 1')" | sed -n '/^{/p' | jq -c '.body.plan | [.cover, (.finance | map_values(keys)), .answers]'
