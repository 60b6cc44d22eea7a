# SPDX-License-Identifier: EUPL-1.2
# From request to arrangement, as far as each day is known.
for pair in "NOR mm" "CAN mm" "USA mm" "TUR mm" "GBR mm" "CAN netloghubs" "CHE mm" "CHE crf"; do
	set -- $pair
	echo "$1 $2 $(servanda --store "$PESCO" request assess $1 --project $2 --on 2025-06-01 --json |
		jq -c '[.clock[] | [.step, .on, .precision, .days]]')"
done
