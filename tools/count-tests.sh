#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# count-tests.sh TESTLOG: what Meson's testlog.json says, as "N passed, N failed[, N skipped]".
# Cases are counted, as the programs print them in TAP; a program without TAP is one case, and one
# that ends badly without naming the case is one failure.
exec jq -rs '
	def cases(pattern): [.stdout // "" | split("\n")[] | select(test(pattern))] | length;
	map({
		good: (.result == "OK" or .result == "SKIP"),
		failed: cases("^not ok "),
		skipped: cases("^ok .*# SKIP"),
		passed: (cases("^ok ") - cases("^ok .*# SKIP"))
	} | if .good and .failed + .skipped + .passed == 0 then .passed = 1
	    elif (.good | not) and .failed == 0 then .failed = 1
	    else . end)
	| {passed: (map(.passed) | add // 0), failed: (map(.failed) | add // 0),
	   skipped: (map(.skipped) | add // 0)}
	| "\(.passed) passed, \(.failed) failed" + if .skipped > 0 then ", \(.skipped) skipped" else "" end
' "$1"
