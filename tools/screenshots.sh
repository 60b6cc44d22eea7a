#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# screenshots.sh [NAME...]: the pictures of docs/screenshots, all or those named, from the PESCO pack, with Debian's Chromium;
# those of the desks need node, and ImageMagick makes all of them small.
set -eu
cd "$(dirname "$0")/.."
place=$(mktemp -d)
pids=
# shellcheck disable=SC2086 # one argument a process
trap '[ -z "$pids" ] || kill $pids 2>/dev/null; rm -rf "$place"' EXIT
wanted=" $* "

# serve DAY: the record in $place/r.db as on a day, at $base
serve() {
	SERVANDA_CLOCK=${1:+${1}T10:00:00Z} build/servanda --store "$place/r.db" serve --listen 127.0.0.1:0 --quiet \
		--trust-proxy >"$place/out" &
	pids="$pids $!"
	while ! grep -q '^serving' "$place/out"; do sleep 0.1; done
	base=$(sed -n 's|serving at \(.*\)/$|\1|p' "$place/out")
}

# enter NAME: the same portal as an account sees it, at $base: a proxy that says who has come
enter() {
	node -e '
		const http = require("http"), [to, name] = process.argv.slice(1);
		http.createServer((asked, answer) => http.get(to + asked.url, { headers: { "x-client-name": name } },
			(got) => { answer.writeHead(got.statusCode, got.headers); got.pipe(answer); }))
			.listen(0, "127.0.0.1", function () { console.log(this.address().port); });
	' "$portal" "$1" >"$place/port" &
	pids="$pids $!"
	while ! [ -s "$place/port" ]; do sleep 0.1; done
	base=http://127.0.0.1:$(cat "$place/port")
	rm "$place/port"
}

# shot NAME PATH WIDTH HEIGHT [dark]
shot() {
	case $wanted in "  " | *" $1 "*) ;; *) return 0 ;; esac
	chromium --headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run --hide-scrollbars --user-data-dir="$place/chrome" \
		--window-size="$3,$4" ${5:+--blink-settings=preferredColorScheme=0} \
		--screenshot="docs/screenshots/$1.png" "$base$2" >/dev/null 2>&1
	! command -v convert >/dev/null ||
		convert "docs/screenshots/$1.png" -strip -dither None -colors 96 -define png:compression-level=9 \
			"png8:docs/screenshots/$1.png"
}

mkdir -p docs/screenshots
build/servanda --store "$place/r.db" init --pack packs/pesco >/dev/null
serve ""
shot overview '/?on=2023-06-01&year=2021' 1100 2440
shot reasons '/commitments/2/all?on=2020-04-17&year=2019' 1100 980 dark
shot vote '/votes/suspension?on=2023-06-01&concerning=HUN&against=POL,SVK,AUT&for=all' 1100 900
shot project '/projects/mm?on=2023-06-01' 1100 900
shot overlap '/overlap?on=2025-06-01' 1100 1100
shot deployability '/deployability/artemis-2003' 1100 1320

# The desks, in the consultation of 2026: exercise plans, one of them with figures left out.
command -v node >/dev/null || {
	echo "screenshots: without node there are no new pictures of the desks" >&2
	exit 0
}
SERVANDA_CLOCK=2026-02-20T10:00:00Z
export SERVANDA_CLOCK
run() { build/servanda --store "$place/r.db" "$@" >/dev/null; }
for account in durand/national-author:FRA berg/assessor; do
	run user add --certificate "${account%%/*}" "${account#*/}"
done
run plan exercise 2026 -o "$place/plans"
tr -d '\n' <"$place/plans/FRA-2026.exercise.json" | sed 's/"rd": *{[^}]*}/"rd": {"2026": "-3"}/' >"$place/fra.json"
run --as national-author:FRA:durand plan draft "$place/fra.json" || [ $? = 1 ]
serve 2026-02-20
portal=$base
enter durand
shot plan /plans/FRA/2026 1100 1330
base=$portal
enter berg
shot judgement /judgements/FRA/2025/14 1100 1100 dark
