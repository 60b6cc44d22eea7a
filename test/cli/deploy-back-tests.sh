# SPDX-License-Identifier: EUPL-1.2
# The bound of a historical case never exceeds what happened; docs/deploy.md has them all.
bound() { # NAME DAYS_THAT_IT_TOOK
	servanda deploy plan "$SOURCE/packs/pesco/cases/$1.case" --rounds 1 --time-limit 600 --json >plan.json
	jq -c --arg name "$1" --argjson took "$2" \
		'[$name, (.bound_step * .step_hours / 24 <= $took), .bottlenecks[0].resource]' plan.json
	servanda deploy check "$SOURCE/packs/pesco/cases/$1.case" plan.json >/dev/null || echo "does not hold"
}
bound romania-2022 8
bound atlantic-resolve-2017 14
bound chad-2008-irish 45
bound chad-2008-sea 37
bound chad-2008-air 70
