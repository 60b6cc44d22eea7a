#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run.sh SERVANDA SOURCE FOLDER: what servanda gives away, judged by somebody else's code: the
# transparency log verifier of the npm package @sigstore/verify, which npm brings into FOLDER.
# Without it the test is skipped, and says so.  Prints TAP.
servanda=$(realpath "$1") source=$2 folder=$3
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

skip() {
	echo "1..0 # SKIP no judgement by other code: $1"
	exit 0
}

command -v node >/dev/null || skip "node is not here (Debian package nodejs)"
if [ ! -d "$folder/node_modules/@sigstore/verify" ]; then
	command -v npm >/dev/null || skip "npm is not here (Debian package npm)"
	mkdir -p "$folder"
	cp "$source/package.json" "$source/package-lock.json" "$folder"
	npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund >"$place/npm.log" 2>&1 ||
		skip "npm cannot bring @sigstore/verify: $(tail -1 "$place/npm.log")"
fi
cd "$place" || exit 4
SERVANDA_KEY_PASSPHRASE=x
export SERVANDA_KEY_PASSPHRASE
(
	set -e
	"$servanda" init --pack "$source/test/fixtures/record"
	"$servanda" key new example.org/log -o log.key >log.pub
	"$servanda" key enrol log.pub
	size=$("$servanda" record log --json | jq .size)
	while [ "$size" -lt 13 ]; do
		"$servanda" record redact 2 --ground "to have so many documents: $size"
		size=$((size + 1))
	done
	"$servanda" record sign --log-key log.key -o checkpoint
	index=0
	while [ "$index" -lt "$size" ]; do
		"$servanda" record prove "$index" -o "receipt-$index.tlog-proof"
		index=$((index + 1))
	done
) >setup.log 2>&1
if [ $? != 0 ]; then
	sed 's/^/# /' setup.log
	echo "Bail out! there is nothing to judge"
	exit 1
fi
SERVANDA_NPM=$folder exec node "$source/test/interop/sigstore.mjs" log.pub receipt-*.tlog-proof
