#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run.sh SERVANDA SOURCE FOLDER [desks]: the browser tests, those of the public portal or those of the desks, with Debian's Chromium and what npm brings into FOLDER.
# Without one of them they are skipped, and say so.  Prints TAP.
servanda=$1 source=$2 folder=$3 which=${4:-portal}
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

# Who works at a desk, and what they hand in; on a day within the consultation of 2026.
prepare_desks() {
	SERVANDA_CLOCK=2026-05-01T10:00:00Z
	export SERVANDA_CLOCK
	for account in durand/national-author:FRA martin/national-approver:FRA klein/national-author:DEU \
		berg/assessor lind/second-reader; do
		echo 'four words are fine' |
			"$servanda" --store "$place/r.db" user add "${account%%/*}" "${account#*/}" >/dev/null || exit 4
	done
	for year in 2025 2026; do
		"$servanda" --store "$place/r.db" plan exercise "$year" -o "$place/$year" >/dev/null || exit 4
		right=$place/$year/FRA-$year.exercise.json
		tr -d '\n' <"$right" |
			sed 's/"rd": *{[^}]*}/"rd": {"'$((year + 1))'": "-3"}/' >"$place/wrong.json"
		"$servanda" --store "$place/r.db" plan check "$right" -o "$place/right-$year.xlsx" >/dev/null
		"$servanda" --store "$place/r.db" plan check "$place/wrong.json" -o "$place/wrong-$year.xlsx" >/dev/null
	done
}

[ "$which" = portal ] || prepare_desks
"$servanda" --store "$place/r.db" serve --listen 127.0.0.1:0 --insecure-cookies --quiet \
	>"$place/out" 2>"$place/log" &
pid=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	grep -q '^serving at' "$place/out" && break
	sleep 0.2
done
base=$(sed -n 's|serving at \(.*\)/$|\1|p' "$place/out")
first=$(sed -n 's|^no account.* at ||p' "$place/out")
export SERVANDA_NPM="$folder"
if [ "$which" = portal ]; then
	node "$source/test/browser/portal.mjs" "$base" "$first" "$chromium"
else
	node "$source/test/browser/desks.mjs" "$base" "$place" "$chromium"
fi
