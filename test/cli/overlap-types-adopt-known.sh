# SPDX-License-Identifier: EUPL-1.2
# The type is found however it is written; a state with nothing to replace is said, and a group adopts as far as it is counted.
for by in 'POL, LUX' members; do
	servanda --store "$PESCO" overlap types --category ' main_battle_tank' --states EU --adopt 'leopard 2' \
		--by "$by" --on 2025-06-01 | sed -n '/^If/,/^$/p'
done
servanda --store "$PESCO" overlap types --category main_battle_tank --adopt 'leopard 2' --by POL,LUX --json |
	grep -A 11 what_if
