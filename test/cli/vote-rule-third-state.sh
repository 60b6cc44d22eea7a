# SPDX-License-Identifier: EUPL-1.2
for on in 2020-04-17 2020-11-05; do
	servanda --store "$PESCO" vote rule third_state --on $on --json | jq -c '[.on, .rule, .effect, .article]'
done
