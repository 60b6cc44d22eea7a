# SPDX-License-Identifier: EUPL-1.2
# Every check of the pack's plan rules finds a plan that does not bear it out, and says where.
servanda plan exercise 2027 -o a >/dev/null
rules=$SOURCE/packs/pesco/rules/plan-checks-2018.pledge
found() { # FILTER: the checks that a changed plan of Belgium does not pass
	jq "$1" a/BEL-2027.exercise.json >changed.json
	servanda plan check changed.json --json | jq -r '.findings[] | [.rule, .severity, .place] | @tsv' |
		grep -f names | tee -a all
}
sed -n 's/^check \([a-z_]*\) .*/^\1\t/p' "$rules" >names
found '.'
found '.finance.rt["2027"] = "1e1"' # no figure at all: its own finding, and no check runs on it
found '.finance.rt["2027"] = "900"'
found '.finance.equipment_procurement["2028"] = "1"'
found '.finance.defence_expenditure["2029"] = "100"'
found '.finance.eu_collab_procurement["2027"] = "5000" | .finance.other_collab_procurement["2027"] = "1"'
found '.finance.eu_collab_rt["2030"] = "4000"'
found '.finance.other_collab_rt = {"2031": "4000"}'
found '.finance.operations_cost["2027"] = "999999"'
found '.finance.defence_expenditure["2030"] = "60000"'
echo "never found: $(cut -f1 all | sort -u >seen; tr -d '^\t' <names | sort | comm -23 - seen | paste -sd' ')"
