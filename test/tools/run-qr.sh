#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run-qr.sh SERVANDA VERIFY SOURCE: the codes of a printed receipt are drawn as pictures and read by
# another program; put together they are the receipt, and servanda-verify accepts it.  One receipt
# fits into one code, one with many cosignatures does not.  Without the programs it is
# skipped, and says so.  Prints TAP.
set -u
servanda=$(realpath "$1") verify=$(realpath "$2") SOURCE=$(realpath "$3")
command -v zbarimg >/dev/null && command -v rsvg-convert >/dev/null || {
	echo "1..0 # SKIP no reader of QR codes: install Debian's packages 'zbar-tools' and 'librsvg2-bin'"
	exit 0
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 4
SERVANDA_KEY_PASSPHRASE=x
export SERVANDA_KEY_PASSPHRASE
(
	set -e
	"$servanda" init --pack "$SOURCE/test/fixtures/record"
	"$servanda" key new example.org/log -o log.key >log.pub
	for i in 1 2 3 4 5 6 7 8; do
		"$servanda" key new witness-$i.example.org --witness -o w$i.key >w$i.pub
		"$servanda" key enrol w$i.pub
	done
	"$servanda" record sign --log-key log.key -o checkpoint
	"$servanda" record prove 1 -o short.tlog-proof
	"$servanda" record prove 1 --page -o short.html
	"$servanda" witness request -o request
	for i in 1 2 3 4 5 6 7 8; do
		"$servanda" witness sign request --witness-key w$i.key --log log.pub -o answer
		"$servanda" witness add answer
	done
	"$servanda" record prove 1 -o long.tlog-proof
	"$servanda" record prove 1 --page -o long.html
) >setup.log 2>&1
if [ $? != 0 ]; then
	sed 's/^/# /' setup.log
	echo "Bail out! there is no receipt to read"
	exit 1
fi

number=0 failed=0
check() { # check NAME CODES
	number=$((number + 1))
	rm -f code-*.svg read
	awk '/<svg / { n++ } n && /<svg /, /<\/svg>/ { print > ("code-" n ".svg") }' "$1.html"
	count=0
	for file in code-*.svg; do
		count=$((count + 1))
		rsvg-convert -w 900 "code-$count.svg" -o code.png
		zbarimg --raw --quiet --oneshot -Sbinary code.png >>read 2>/dev/null
	done
	if cmp -s read "$1.tlog-proof" && [ "$count" "$2" 1 ] &&
		"$verify" receipt read --log log.pub >verified 2>&1; then
		echo "ok $number - $count codes of $(wc -c <"$1.tlog-proof") bytes read back as the receipt"
	else
		failed=1
		echo "not ok $number - $1 receipt in $count codes"
		cmp read "$1.tlog-proof" 2>&1 | sed 's/^/# /'
	fi
}
echo "1..2"
check short -eq
check long -gt
exit $failed
