# SPDX-License-Identifier: EUPL-1.2
# What binds the members together is never failed by one of them, in any year.
servanda --store "$PESCO" review --year 2005-2024 --on 2025-06-01 --json |
	jq -c '[.commitments[] | select(.scope == "collective") | .commitment] as $together
		| [.ratings[] | select(.commitment | IN($together[])) | .rating] | unique'
