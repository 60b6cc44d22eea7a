#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run.sh SERVANDA SOURCE FOLDER: the browser tests, with Debian's Chromium and what npm brings into FOLDER.
# Without one of them they are skipped, and say so.  Prints TAP.
servanda=$1 source=$2 folder=$3
place=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$place"' EXIT

skip() {
	echo "1..0 # SKIP no browser test: $1"
	exit 0
}

chromium=$(command -v chromium) || skip "chromium is not here (Debian package chromium)"
command -v node >/dev/null || skip "node is not here (Debian package nodejs)"
if [ ! -d "$folder/node_modules/playwright-core" ]; then
	command -v npm >/dev/null || skip "npm is not here (Debian package npm)"
	mkdir -p "$folder"
	cp "$source/package.json" "$source/package-lock.json" "$folder"
	npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund >"$place/npm.log" 2>&1 ||
		skip "npm cannot bring playwright-core: $(tail -1 "$place/npm.log")"
fi
"$servanda" --store "$place/r.db" init --pack "$source/packs/pesco" >/dev/null || exit 4
# A checkpoint, so that there are receipts to verify.
export SERVANDA_KEY_PASSPHRASE=x
"$servanda" key new example.org/log -o "$place/log.key" >/dev/null
"$servanda" --store "$place/r.db" record sign --log-key "$place/log.key" >/dev/null || exit 4
"$servanda" --store "$place/r.db" serve --listen 127.0.0.1:0 --insecure-cookies --quiet \
	>"$place/out" 2>"$place/log" &
pid=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	grep -q '^no account' "$place/out" && break
	sleep 0.2
done
base=$(sed -n 's|serving at \(.*\)/$|\1|p' "$place/out")
first=$(sed -n 's|^no account.* at ||p' "$place/out")
SERVANDA_NPM=$folder node "$source/test/browser/portal.mjs" "$base" "$first" "$chromium"
