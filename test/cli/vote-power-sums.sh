# SPDX-License-Identifier: EUPL-1.2
# The parts of all voters are the whole.
for act in admission "suspension --concerning POL" founding project_list; do
	servanda --store "$PESCO" vote power --on 2025-06-01 --act $act --json |
		jq -c '[.act, (.power | length), (.power | map(.swings) | add) == .swings, ((.power | map(.shapley_shubik) | add) - 1 | fabs < 0.0001)]'
done
