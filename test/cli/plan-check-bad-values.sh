# SPDX-License-Identifier: EUPL-1.2
# Text where numbers belong is never guessed; all findings come at once, each at its place.
servanda plan exercise 2027 -o a >/dev/null
jq '.finance.rt = {"2026": "1.234,5", "2027": "—", "2028": "n/a", "2029": true, "2030": [1], "20x0": 1}
	| .finance.rd["2033"] = 5 | .finance.rd["2028"] = "-4" | .finance.cost = {}
	| .forces.military_personnel["2027"] = "12.5" | .extra = 1
	| .answers["99"] = {} | .answers["7"].declared = "שלום 😀" | .answers["8"].why = "x"
	| .battlegroups = [{"from": "2028-07-01", "to": "2028-01-01", "role": "framework", "confirmed": "maybe"}]
	| .projects[0].project = "milmo" | .cover.prices = "constant"' \
	a/FRA-2027.exercise.json >bad.json
servanda plan check bad.json --json |
	jq -r '.findings[] | select(.severity != "information") | "\(.severity) \(.rule) \(.place): \(.message)"'
