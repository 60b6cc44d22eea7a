# SPDX-License-Identifier: EUPL-1.2
# No line is wider than the terminal, from 72 columns on.
for width in 72 80 100 132 200; do
	for command in "review --year 2019" "review --year 2019 --state FRA" \
		"review --year 2005-2024 --commitment 2" "explain FRA 1 --year 2019" \
		"explain 2 --year 2019" "commitment list" "commitment show 12" \
		"member list" "project list" "state show FRA" "project show mm" "record log"; do
		# shellcheck disable=SC2086 # a command is several words
		widest=$(COLUMNS=$width servanda --store "$PESCO" $command --on 2020-04-17 | wc -L)
		[ "$widest" -le $width ] || echo "$command: $widest columns where $width are there"
	done
done
