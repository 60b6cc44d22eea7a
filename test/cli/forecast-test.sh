# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" forecast test --year 2019 --on 2020-04-17 --scenarios 200 --json |
	jq -c '[.year_first, .year, (.scores | length), (.scores[] | select(.commitment == "2" and .ahead == 1) | [.together, .values, .ratings])]'
