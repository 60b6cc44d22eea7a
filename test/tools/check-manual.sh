#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# check-manual.sh SERVANDA MAN: every command has its page, its help and its place in the
# completion; the pages are clean by mandoc's own check.  Prints TAP.
servanda=$1 man=$2
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
number=0

say() { # say TEXT WRONG: WRONG lists what is wrong, and is empty when all is well
	number=$((number + 1))
	if [ -n "$2" ]; then
		echo "not ok $number - $1"
		echo "$2" | sed 's/^/# /'
	else
		echo "ok $number - $1"
	fi
}

"$servanda" man --to "$pages" || exit 4
commands=$("$servanda" help | sed -n '/^Commands/,/^$/s/^  \([a-z]\+\( [a-z]\+\)\?\) .*/\1/p')
[ -n "$commands" ] || { echo "Bail out! help lists no commands"; exit 1; }
each() { echo "$commands" | while read -r command; do "$@" "$command"; done; }

has_page() {
	page=$pages/servanda-$(echo "$1" | tr ' ' -).1
	[ -s "$page" ] || echo "'$1' has no page"
	cmp -s "$page" "$man/${page##*/}" || echo "the built page of '$1' is out of date"
}
# Purpose, options, two examples and exit status stand in each help.
has_help() {
	# shellcheck disable=SC2086 # a command may be two words
	help=$("$servanda" $1 --help) || echo "'$1 --help' fails"
	for part in "^usage: servanda $1" "^Options" "^Examples" "^Exit status"; do
		echo "$help" | grep -q "$part" || echo "'$1 --help' lacks '$part'"
	done
	[ "$(echo "$help" | grep -c '^  \$ ')" -ge 2 ] || echo "'$1 --help' has fewer than two examples"
}
is_completed() {
	for word in $1; do
		"$servanda" completion bash | grep -qw -- "$word" || echo "'$word' is not completed"
	done
}

echo "1..5"
say "every command has a manual page" "$(each has_page)"
say "every command's help has purpose, options, two examples and exit status" "$(each has_help)"
say "every command is completed in bash" "$(each is_completed)"
say "the completion is a script that bash can read" "$("$servanda" completion bash | bash -n 2>&1)"
if command -v mandoc >/dev/null; then
	say "mandoc finds nothing wrong with the pages" "$(mandoc -Tlint -Wwarning "$pages"/*.1)"
else
	echo "ok 5 - mandoc finds nothing wrong with the pages # SKIP mandoc is not installed"
fi
