# SPDX-License-Identifier: EUPL-1.2
# Germany's deployable forces are confidential: the collective figure is an interval.
servanda --store "$PESCO" review --year 2015 --on 2020-04-17 --commitment 12.1 --json |
	jq -c '.collective[] | [.lower < .upper, .value, .rating, [.missing[] | select(.state == "DEU").why]]'
