#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# http.sh SERVANDA PACKS: the portal beside nginx sending the same bytes as a static file, in one run:
# processor time a request, the 99th percentile at 64 connections, time to the first page, memory.
# Needs nginx and wrk (Debian packages nginx-light, wrk); says so when one is missing.
set -eu
servanda=$(realpath "$1") packs=$(realpath "$2")
SECONDS_EACH=${SECONDS_EACH:-5}
for program in nginx wrk curl; do
	command -v $program >/dev/null || PATH=$PATH:/usr/sbin
	command -v $program >/dev/null || {
		echo "http: not measured, $program is not here"
		exit 0
	}
done
place=$(mktemp -d)
pids=
trap 'for pid in $pids; do kill "$pid" 2>/dev/null || :; done; rm -rf "$place"' EXIT

# Jiffies of a process and its children, as a number.
jiffies() {
	for pid in "$@"; do cut -d" " -f14,15 "/proc/$pid/stat"; done | awk '{ n += $1 + $2 } END { print n }'
}

# field NAME FILE: what wrk says.
requests() { awk '/requests in/ { print $1 }' "$1"; }
p99() { awk '$1 == "99%" { print $2 }' "$1"; }
milliseconds() {
	echo "$1" | awk '/us$/ { print $1 / 1000; next } /ms$/ { print $1 + 0; next } { print $1 * 1000 }'
}

"$servanda" --store "$place/r.db" init --pack "$packs/pesco" >/dev/null
start=$(date +%s%N)
"$servanda" --store "$place/r.db" serve --listen 127.0.0.1:0 --threads 2 --quiet >"$place/out" 2>/dev/null &
ours=$!
pids=$ours
while ! grep -q '^serving' "$place/out"; do sleep 0.002; done
base=$(sed -n 's|serving at \(.*\)/$|\1|p' "$place/out")
first=$(curl -s -o /dev/null -w '%{time_total}' "$base/")
end=$(date +%s%N)
page="$base/states?on=2020-04-17"
curl -s "$page" >"$place/page.html"

cat >"$place/nginx.conf" <<CONF
worker_processes 2;
error_log /dev/null;
pid $place/nginx.pid;
events { worker_connections 1024; }
http {
	access_log off;
	types { text/html html; }
	keepalive_requests 1000000000;
	server {
		listen 127.0.0.1:${NGINX_PORT:-18080};
		root $place;
	}
}
CONF
chmod 755 "$place"
chmod 644 "$place/page.html"
nginx -c "$place/nginx.conf" -p "$place" 2>/dev/null &
sleep 0.5
master=$(cat "$place/nginx.pid")
pids="$pids $master"
workers=$(pgrep -P "$master" | tr '\n' ' ')

# measure ADDRESS FILE PID...: wrk's report, and the microseconds a request took.
measure() {
	address=$1 report=$2
	shift 2
	before=$(jiffies "$@")
	wrk -t2 -c64 -d"${SECONDS_EACH}s" --latency "$address" >"$report"
	after=$(jiffies "$@")
	awk -v j=$((after - before)) -v hz="$(getconf CLK_TCK)" -v n="$(requests "$report")" \
		'BEGIN { printf "%.2f", j / hz / n * 1e6 }'
}

wrk -t1 -c16 -d1s "$page" >/dev/null
# shellcheck disable=SC2086 # one argument a worker
their_cpu=$(measure "http://127.0.0.1:${NGINX_PORT:-18080}/page.html" "$place/nginx" $workers)
our_cpu=$(measure "$page" "$place/servanda" "$ours")
memory=$(awk '/VmRSS/ { print $2 }' "/proc/$ours/status")

# Addresses that nobody has asked for yet: every one is computed.
cat >"$place/cold.lua" <<'LUA'
local day = 0
request = function()
	day = day + 1
	return wrk.format("GET", os.date("!/states?on=%Y-%m-%d&known=" .. (10 + day % 8), 1514764800 + (day * 7919 % 3000) * 86400))
end
LUA
before=$(jiffies "$ours")
wrk -t1 -c8 -d2s -s "$place/cold.lua" "$base" >"$place/cold"
cold=$(awk -v j=$(($(jiffies "$ours") - before)) -v hz="$(getconf CLK_TCK)" -v n="$(requests "$place/cold")" \
	'BEGIN { printf "%.0f", j / hz / n * 1e6 }')

echo "http: a page of $(wc -c <"$place/page.html") bytes, 64 connections, $SECONDS_EACH s each"
awk -v a="$our_cpu" -v b="$their_cpu" 'BEGIN { printf "  processor time a request   servanda %s us, nginx %s us: %.2f times\n", a, b, a / b }'
awk -v a="$(milliseconds "$(p99 "$place/servanda")")" -v b="$(milliseconds "$(p99 "$place/nginx")")" \
	'BEGIN { printf "  99th percentile            servanda %.2f ms, nginx %.2f ms: %.2f times\n", a, b, a / b }'
echo "  the same page, computed    $cold us of processor time"
awk -v a="$start" -v b="$end" -v c="$first" 'BEGIN { printf "  first page after the start %.0f ms, of which the overview %.0f ms\n", (b - a) / 1e6, c * 1000 }'
echo "  resident                   $((memory / 1024)) MB"
