#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# deploy_cases.sh odd BENCH_BG | deploy_cases.sh net PLACES CARGOES TONNES SEED
# Writes larger cases of the families that the pack's benchmarks are of.
#   odd: the battlegroup case in steps of an hour, with times that have no common measure
#   net: places on a plane with links to the three nearest, slots on each link, cargoes across it
set -eu

case $1 in
odd)
	# Every time times six, and -2 to 3 hours by the place in the list; loading takes an hour.
	jq '.step_hours = 1 | del(.results, .rules)
	  | .units |= map(.ready_step *= 6)
	  | .fleets |= (to_entries | map(.key as $f | .value
	    | .from_step *= 6
	    | .lanes |= (to_entries | map(.key as $l | .value[0:2] + (.value[2:] | to_entries
	      | map(.key as $t | [1, .value * 6 + ($f * 11 + $l * 7 + $t * 5) % 6 - 2] | max))))))' "$2"
	;;
net)
	awk -v n="$2" -v cargoes="$3" -v tonnes="$4" -v seed="$5" '
	function far(a, b) { return sqrt((x[a] - x[b]) ^ 2 + (y[a] - y[b]) ^ 2) }
	function root(a) { while (up[a] != a) a = up[a]; return a }
	function link(a, b,   s) {
		if (a > b) { s = a; a = b; b = s }
		if (!((a, b) in linked)) { linked[a, b] = 1; from[links] = a; to[links++] = b }
		up[root(a)] = root(b)
	}
	BEGIN {
		srand(seed)
		links = 0
		for (i = 0; i < n; i++) { x[i] = rand(); y[i] = rand(); up[i] = i }
		for (i = 0; i < n; i++) {
			delete done
			for (k = 0; k < 3; k++) {
				best = -1
				for (j = 0; j < n; j++)
					if (j != i && !(j in done) && (best < 0 || far(i, j) < far(i, best)))
						best = j
				done[best] = 1
				link(i, best)
			}
		}
		for (;;) {	# join what is apart by the shortest link
			best = -1
			for (i = 0; i < n; i++)
				for (j = 0; j < i; j++)
					if (root(i) != root(j) && (best < 0 || far(i, j) < best)) {
						best = far(i, j); a = i; b = j
					}
			if (best < 0) break
			link(a, b)
		}
		printf "{\"id\": \"net\", \"step_hours\": 6, \"horizon_steps\": 400, \"slots\": {"
		for (i = 0; i < links; i++) {
			c = 1 + int(rand() * 4)
			printf "%s\"%d-%d\": %d, \"%d-%d\": %d", i ? ", " : "",
			       from[i], to[i], c, to[i], from[i], c
		}
		printf "},\n\"fleets\": [{\"name\": \"convoy\", \"count\": 5000, \"capacity\": 10, "
		printf "\"carries\": [\"goods_t\"], \"lanes\": [\n"
		for (i = 0; i < 2 * links; i++) {
			a = i % 2 ? to[(i - 1) / 2] : from[i / 2]
			b = i % 2 ? from[(i - 1) / 2] : to[i / 2]
			s = int(far(a, b) * 40 + 0.5)
			printf "%s{\"from\": \"P%d\", \"to\": \"P%d\", \"load\": 0, \"out\": %d, ", i ? ",\n" : "",
			       a, b, ((s > 1) ? s : 1)
			printf "\"unload\": 0, \"back\": 0, \"slot\": \"%d-%d\"}", a, b
		}
		printf "]}],\n\"units\": ["
		for (k = 0; k < cargoes; k++) {
			do { a = int(rand() * n); b = int(rand() * n) } while (far(a, b) < 0.5)
			printf "%s{\"id\": \"u%d\", \"origin\": \"P%d\", \"destination\": \"P%d\", \"ready_step\": %d, \"goods_t\": %d}",
			       k ? ",\n" : "", k, a, b, int(rand() * 6), tonnes * (0.5 + rand())
		}
		print "]}"
	}'
	;;
esac
