# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" explain all 2 --year 2014 --on 2020-04-17 | sed -n '/^The least change/,/^The rule/p'
servanda --store "$PESCO" explain DEU 1 --year 2014 --on 2020-04-17 | sed -n '/^The least change/,/^The rule/p'
servanda --store "$PESCO" explain BEL 2 --year 2019 --on 2020-04-17 --json | jq -c '.least_change | del(.runs)'
servanda --store "$PESCO" explain all 2 --year 2014 --on 2020-04-17 --json |
	jq -c '.least_change.gap | [.value, ([.members[].share_of_gap.value] | add * 100 | round), ([.members[].equal_effort.value] | add * 100 | round)]'
servanda --store "$PESCO" explain FRA 6 --year 2019 --on 2020-04-17 --json | jq -c .least_change
