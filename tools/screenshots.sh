#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# screenshots.sh: the pictures of docs/screenshots, from the PESCO pack, with Debian's Chromium.
set -eu
cd "$(dirname "$0")/.."
place=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$place"' EXIT
build/servanda --store "$place/r.db" init --pack packs/pesco >/dev/null
build/servanda --store "$place/r.db" serve --listen 127.0.0.1:0 --quiet >"$place/out" &
pid=$!
while ! grep -q '^serving' "$place/out"; do sleep 0.1; done
base=$(sed -n 's|serving at \(.*\)/$|\1|p' "$place/out")
mkdir -p docs/screenshots

# shot NAME PATH WIDTH HEIGHT [dark]
shot() {
	chromium --headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run --hide-scrollbars --user-data-dir="$place/chrome" \
		--window-size="$3,$4" ${5:+--blink-settings=preferredColorScheme=0} \
		--screenshot="docs/screenshots/$1.png" "$base$2" >/dev/null 2>&1
}

shot overview '/?on=2023-06-01&year=2021' 1100 1560
shot reasons '/commitments/2/all?on=2020-04-17&year=2019' 1100 980 dark
shot vote '/votes/suspension?on=2023-06-01&concerning=HUN&against=POL,SVK,AUT&for=all' 1100 900
shot project '/projects/mm?on=2023-06-01' 1100 900
shot overlap '/overlap?on=2025-06-01' 1100 1100
shot deployability '/deployability/artemis-2003' 1100 1320
