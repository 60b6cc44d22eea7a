# SPDX-License-Identifier: EUPL-1.2
# Whoever acts for a role reads what that role may read: nothing that is not released reaches the public or another state.
cp "$PESCO" servanda.db
servanda plan exercise 2026 -o a >/dev/null
jq '.finance.operations_cost["2025"] = "771.234" | .cover.contact = "SECRET contact" | .answers["6"] += {"declared": "no_progress", "releasable": "restricted", "caveat": "SECRET caveat"}
	| .answers["7"] += {"declared": "met", "releasable": "public", "caveat": "for everybody"}' a/FRA-2026.exercise.json >plan.json
servanda --as national-author:FRA:durand plan draft plan.json >/dev/null
servanda --as national-approver:FRA:martin plan approve FRA 2026 >/dev/null
servanda --as national-approver:FRA:martin plan sign FRA 2026 >/dev/null
servanda --as national-approver:FRA:martin plan submit FRA 2026 >/dev/null
servanda --as assessor::berg plan comment FRA 2026 'SECRET comment' >/dev/null
servanda --as assessor::berg plan accept FRA 2026 >/dev/null
servanda --as assessor::berg judgement give FRA 2025 14 met --rationale 'SECRET rationale' >/dev/null
servanda --as second-reader::lind judgement confirm FRA 2025 14 >/dev/null
servanda --as assessor::berg judgement give FRA 2025 10 met --rationale 'SECRET thought' >/dev/null
size=$(servanda record log --json | jq .size)
# Everything that a role is told, with what it is refused.
told() {
	for i in $(seq 24 $((size - 1))); do servanda --as "$1" record show "$i"; done
	servanda --as "$1" record log
	servanda --as "$1" review --year 2025 --state FRA --json
	for item in 6 7 10 14; do servanda --as "$1" explain FRA $item --year 2025; done
	servanda --as "$1" judgement list
	servanda --as "$1" plan history FRA 2026
	servanda --as "$1" plan template FRA 2027 -o template.xlsx && unzip -p template.xlsx
	servanda --as "$1" record export -o -
	servanda --as "$1" report 2025
}
secrets() { grep -aoE 'SECRET [a-z]+|771\.?234|for everybody\b|durand' | sort -u | tr '\n' ';'; echo; }
told public 2>err | secrets
sort err | uniq -c
told national-author:DEU:klein 2>err | secrets
sort err | uniq -c
told delegate:DEU 2>/dev/null | secrets
told national-author:FRA:durand 2>/dev/null | secrets
told assessor::berg 2>/dev/null | secrets
told auditor 2>/dev/null | secrets
servanda --as public plan status --year 2026
servanda --as national-author:DEU:klein plan status --year 2026 --json | jq -c '[.plans[].state]'
servanda --as public record log --json | jq -c '.documents[24:][] | [.kind, .name]'
# Of what the plan left: the rows that may be released, each on its line.
servanda --as public record show $((size - 4)) | grep -n .
