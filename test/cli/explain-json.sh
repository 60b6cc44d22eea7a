# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" explain LUX 17 --year 2019 --on 2020-04-17 --json | jq -c 'del(.rule, .text, .trace)'
servanda --store "$PESCO" explain LUX 17 --year 2019 --on 2020-04-17 --json |
	jq -c '.trace[] | [.term, .value, .unit, .truth, .decided, (.sources | length), (.terms | length)]'
