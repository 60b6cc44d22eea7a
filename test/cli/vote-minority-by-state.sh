# SPDX-License-Identifier: EUPL-1.2
# The minority that can block shrinks with some of the states concerned.
for state in DEU FRA ITA ESP POL ROU NLD BEL MLT; do
	servanda --store "$PESCO" vote rule suspension --on 2025-06-01 --concerning $state --json 2>/dev/null |
		jq -r '[.concerning, .blocking_minority_needs] | join(" ")'
done
servanda --store "$PESCO" vote rule admission --on 2025-06-01 --json | jq .blocking_minority_needs
