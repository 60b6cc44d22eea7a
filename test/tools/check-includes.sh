#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# check-includes.sh SOURCE: the layers of docs/architecture.md, held by the #include lines.
# What stands left never includes what stands right; cli and http know neither each other nor the
# store; the checking programs share no code with what they check.  Prints TAP.
cd "$1" || exit 4
awk '
BEGIN {
	print "1..4"
	n = split("base sheet store record rules solve domain chart report app cli http", layer, " ")
	for (i = 1; i <= n; i++)
		rank[layer[i]] = i
}
FNR == 1 {
	split(FILENAME, part, "/")
	from = part[2]
	if (!(from in rank) && from != "check")
		unknown = unknown "# " FILENAME ": folder \"" from "\" has no place in the layers\n"
}
/^#include "/ {
	split($2, quoted, "\"")
	split(quoted[2], part, "/")
	to = part[1]
	where = "# " FILENAME ":" FNR ": includes \"" quoted[2] "\"\n"
	if (from == "check") {
		if (to in rank)
			shared = shared where
	} else if ((from == "cli" && (to == "http" || to == "store" || to == "record")) ||
		   (from == "http" && (to == "cli" || to == "store" || to == "record"))) {
		front = front where
	} else if (to in rank && rank[to] > rank[from]) {
		right = right where
	}
}
function say(number, text, wrong) {
	printf "%sok %d - %s\n%s", wrong ? "not " : "", number, text, wrong
}
END {
	say(1, "every folder of src has its place in the layers", unknown)
	say(2, "no layer includes what stands right of it", right)
	say(3, "cli and http know neither each other nor the store", front)
	say(4, "the checking programs share no code with what they check", shared)
}' $(find src -name '*.[ch]' | sort)
