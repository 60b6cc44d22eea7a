# SPDX-License-Identifier: EUPL-1.2
# The United Kingdom's figures end with 2018, so the sum of all rows falls from 2018 to 2019.  The
# series compares the states that belong to the Agency in both years, and grows.
awk -F, '$3 == "eda_defexp" { sum[$2] += $4 } END { print (sum[2019] < sum[2018] ? "falls" : "grows") }' \
	"$SOURCE/packs/pesco/evidence/figures.csv"
servanda --store "$PESCO" review --year 2019 --on 2020-04-17 --json |
	jq -r '.collective[] | select(.commitment == "1" and .measure == "total")
		| if .lower > 0 then "grows" else "falls" end'
