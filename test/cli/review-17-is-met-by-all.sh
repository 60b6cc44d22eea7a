# SPDX-License-Identifier: EUPL-1.2
# Commitment 17 is met by every member, each with the projects as rows.
servanda --store "$PESCO" review --year 2019 --on 2020-04-17 --commitment 17 --json |
	jq -c '[.ratings[] | .rating] | group_by(.) | map([.[0], length])'
servanda --store "$PESCO" review --year 2019 --on 2020-04-17 --commitment 17 --json |
	jq -c '[.ratings[] | select((.sources | length) == 0) | .state]'
