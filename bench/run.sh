#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run.sh [RUNS]: how long a reader waits.  Every run is a new process that opens the record, reads
# all facts, figures and rules and assesses; the record was read before, so the disk is warm.
# Prints the shortest and the median time in milliseconds beside the goal; never fails.
set -u
cd "$(dirname "$0")/.." || exit 4
runs=${1:-30}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
servanda=build/servanda
store=$folder/bench.db
$servanda --store "$store" init --pack packs/pesco >/dev/null || exit 4

# measure GOAL NAME COMMAND...: GOAL in ms, or - for none
measure() {
	goal=$1 name=$2
	shift 2
	i=0
	while [ $i -lt "$runs" ]; do
		start=$(date +%s%N)
		"$@" >"$folder/out"
		end=$(date +%s%N)
		echo $((end - start))
		i=$((i + 1))
	done | sort -n | awk -v name="$name" -v goal="$goal" '
		{ ns[NR] = $1 }
		END {
			median = ns[int((NR + 1) / 2)] / 1e6
			printf "%-44s %8.1f %8.1f", name, ns[1] / 1e6, median
			if (goal == "-")
				printf "%8s\n", "-"
			else
				printf "%8d  %5.2f of it\n", goal, median / goal
		}'
}

printf '%-44s %8s %8s %7s\n' "$runs runs, ms" least median goal
measure - "start and end (version)" $servanda version
measure - "import nothing new, all checks (dry run)" \
	$servanda --store "$store" import packs/pesco/evidence/figures.csv --dry-run
measure 100 "review, one year, text" $servanda --store "$store" review --year 2019 --on 2020-04-17
measure 100 "review, one year, JSON" \
	$servanda --store "$store" review --year 2019 --on 2020-04-17 --json
measure 100 "review, 2005-2024, text" \
	$servanda --store "$store" review --year 2005-2024 --on 2025-06-01
measure - "review, 2005-2024, JSON with every row" \
	$servanda --store "$store" review --year 2005-2024 --on 2025-06-01 --json
measure - "explain one rating" $servanda --store "$store" explain FRA 1 --year 2019 --on 2020-04-17
measure - "the HTML report" \
	$servanda --store "$store" review --year 2019 --on 2020-04-17 --format html
echo
build/test/bench_record
build/test/bench_vote
build/test/bench_year "$store"
echo
bench/http.sh build/servanda packs
bench/rules.sh
bench/overlap.sh
bench/linkage.sh
echo
/usr/bin/python3 bench/plan.py
