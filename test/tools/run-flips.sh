#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run-flips.sh SERVANDA VERIFY FLIP SOURCE [COUNT]: flips COUNT bits, one at a time, in a store, a bundle,
# a receipt, a checkpoint, a tile and a bundle of entries; servanda-verify has to notice each, and
# `servanda record verify` those of the store.  Prints TAP.
set -u
servanda=$(realpath "$1") verify=$(realpath "$2") flip=$(realpath "$3") SOURCE=$(realpath "$4")
count=${FLIPS:-${5:-500}}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 4
SERVANDA_KEY_PASSPHRASE=x
export SERVANDA_KEY_PASSPHRASE
{
	"$servanda" init --pack "$SOURCE/test/fixtures/record"
	"$servanda" key new example.org/log -o log.key >log.pub
	"$servanda" key enrol log.pub
	"$servanda" record redact 3 --rows 3 --ground 'given in confidence'
	"$servanda" --as assessor::berg record redact 3 --confirm
	"$servanda" record sign --log-key log.key -o checkpoint
	"$servanda" record prove 5 -o receipt
	"$servanda" record export -o bundle
	"$servanda" record export --tiles log
} >setup.log 2>&1 || {
	sed 's/^/# /' setup.log
	echo "Bail out! there is nothing to flip bits of"
	exit 1
}

number=0
failed=0
try() {
	number=$((number + 1))
	"$flip" "$count" "$@" >out || failed=1
	sed "s/^\(not \)\{0,1\}ok -/\1ok $number -/" out
}
echo "1..7"
try servanda.db "$verify" store servanda.db --log log.pub
try servanda.db "$servanda" record verify
try bundle "$verify" bundle bundle --log log.pub
try receipt "$verify" receipt receipt --log log.pub
try checkpoint "$verify" checkpoint checkpoint --log log.pub
try log/tile/0/000.p/7 "$verify" tiles log --log log.pub
try log/tile/entries/000.p/7 "$verify" tiles log --log log.pub
exit $failed
