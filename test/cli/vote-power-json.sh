# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" vote power --act suspension --on 2025-06-01 --concerning FRA --json |
	jq -c 'del(.power, .smallest_blocking.sets), .power[0], .smallest_blocking.sets[0], (.smallest_blocking | (.sets | length) == .count)'
