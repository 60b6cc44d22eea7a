# SPDX-License-Identifier: EUPL-1.2
# A warning that is confirmed with a reason no longer stands in the way; an error does.
servanda plan exercise 2027 -o a >/dev/null
jq '.forces.deployable_land["2034"] = "5"' a/FRA-2027.exercise.json >w.json
servanda plan check w.json --json | jq -c '[.ready, .warnings, .confirmed]'
jq '.confirmations = [{"rule": "other-year", "cell": "/forces/deployable_land/2034", "reason": "it is known already"},
	{"rule": "band", "cell": "/finance/rt/2027", "reason": "nothing there"}]' w.json >c.json
servanda plan check c.json --json |
	jq -c '[.ready, .warnings, .confirmed], (.findings[] | [.severity, .rule, .message])'
