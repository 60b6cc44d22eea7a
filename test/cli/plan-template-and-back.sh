# SPDX-License-Identifier: EUPL-1.2
# The workbook that the template writes is read again: what is missing is said, nothing is wrong.
servanda --store "$PESCO" plan template FRA 2027 -o f.xlsx
servanda --store "$PESCO" plan check f.xlsx --json |
	jq -c '[.state, .year, .template, .ready, ([.findings[] | .rule] | unique)]'
servanda plan check f.xlsx --year 2026 --state DEU --json |
	jq -c '.findings[] | select(.severity == "blocker") | [.rule, .message]'
