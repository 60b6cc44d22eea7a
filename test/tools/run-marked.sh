#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run-marked.sh SERVANDA SOURCE: a marked workbook in somebody else's program.  LibreOffice opens it and saves it again, and
# what it saved says the same; marked once more, it has the marks of one check.  Prints TAP; without soffice says so.
set -u
servanda=$(realpath "$1")
SERVANDA_PACKS=$(realpath "$2")/packs
SERVANDA_CLOCK=2026-06-01T12:00:00Z
export SERVANDA_PACKS SERVANDA_CLOCK
if ! command -v soffice >/dev/null; then
	echo "1..0 # SKIP there is no LibreOffice here: apt-get install libreoffice-calc"
	exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
HOME=$scratch
export HOME
findings() { "$servanda" plan check "$1" --on 2027-01-15 --json | jq -c .findings; }
saved() { # FILE: opened and saved again, as saved/FILE
	timeout 120 soffice --headless --convert-to 'xlsx:Calc MS Excel 2007 XML' --outdir saved "$1" >/dev/null 2>&1
	[ -s "saved/$1" ]
}
signs() { unzip -p "$1" 'xl/comments*.xml' 'xl/servanda-comments*.xml' 2>/dev/null | grep -o 'Found by servanda:' | wc -l; }
colours() { unzip -p "$1" 'xl/worksheets/sheet*.xml' | grep -oE '(&quot;|")servanda(&quot;|")=' | wc -l; }
number=0
check() { # WORDS COMMAND...
	words=$1
	shift
	number=$((number + 1))
	"$@" && echo "ok $number - $words" || echo "not ok $number - $words"
}
"$servanda" plan exercise 2027 --on 2027-01-15 --xlsx -o a >/dev/null
"$servanda" plan check a/IRL-2027.exercise.xlsx --on 2027-01-15 -o marked.xlsx >/dev/null
findings a/IRL-2027.exercise.xlsx >was
echo 1..5
check "LibreOffice opens the marked workbook and saves it" saved marked.xlsx
findings saved/marked.xlsx >now
check "what it saved says the same" cmp was now
check "the comments are still there" test "$(signs saved/marked.xlsx)" = "$(signs marked.xlsx)"
"$servanda" plan check saved/marked.xlsx --on 2027-01-15 -o again.xlsx >/dev/null
check "marked once more, it has no comment twice" test "$(signs again.xlsx)" = "$(signs marked.xlsx)"
check "and no colour twice" test "$(colours again.xlsx)" = "$(colours marked.xlsx)"
