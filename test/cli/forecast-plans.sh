# SPDX-License-Identifier: EUPL-1.2
# An accepted plan stands in the middle of its member's scenarios; the test of past forecasts leaves it aside.
cp "$PESCO" servanda.db
servanda plan exercise 2026 -o a >/dev/null
# Investment at 40 % of expenditure from 2026 on, where the series would have it at a quarter.
jq '.finance |= (.equipment_procurement = (.defence_expenditure | map_values(tonumber * 0.3 | floor | tostring))
	| .rd = (.defence_expenditure | map_values(tonumber * 0.1 | floor | tostring)))
	| .finance.investment = ([.finance.equipment_procurement, .finance.rd] | [.[0] as $a | .[1] as $b | $a | keys[] | {(.): (($a[.] | tonumber) + ($b[.] | tonumber) | tostring)}] | add)' \
	a/FRA-2026.exercise.json >plan.json
forecast() { servanda forecast FRA 2 --base 2025 --until 2028 --scenarios 1000 "$@" --json |
	jq -c '[.planned_members, (.forecasts[] | [.year, (.band.p50 | round)])]'; }
servanda forecast test --year 2018-2019 --on 2020-04-17 --scenarios 200 >before
forecast
servanda --as national-author:FRA:durand plan draft plan.json >/dev/null
for step in approve sign submit; do servanda --as national-approver:FRA:martin plan $step FRA 2026; done >/dev/null
servanda --as assessor::berg plan accept FRA 2026 >/dev/null
forecast
servanda forecast all 2 --base 2025 --until 2028 --scenarios 1000 | head -1
servanda forecast test --year 2018-2019 --on 2020-04-17 --scenarios 200 | cmp - before && echo same
