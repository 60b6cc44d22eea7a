#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# http.sh SERVANDA PACKS: the portal beside nginx sending the same bytes as a static file, in one run:
# processor time a request, the 99th percentile at 64 connections, time to the first page, memory.
# Needs nginx and wrk (Debian packages nginx-light, wrk); says so when one is missing.
set -eu
servanda=$(realpath "$1") packs=$(realpath "$2")
SECONDS_EACH=${SECONDS_EACH:-2} TURNS=5 # an odd number
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
# serve_once: a portal, its address and how many ms passed from its start to its first page.
serve_once() {
	start=$(date +%s%N)
	"$servanda" --store "$place/r.db" serve --listen 127.0.0.1:0 --threads 2 --quiet >"$place/out" 2>/dev/null &
	ours=$!
	pids="$pids $ours"
	while ! grep -q '^serving' "$place/out"; do sleep 0.002; done
	base=$(sed -n 's|serving at \(.*\)/$|\1|p' "$place/out")
	curl -s -o /dev/null -w '%{time_total}\n' "$base/" | awk '{ print $1 * 1000 }' >>"$place/overview"
	echo $((($(date +%s%N) - start) / 1000000)) >>"$place/first"
	awk -v hz="$(getconf CLK_TCK)" '{ print ($14 + $15) / hz * 1000 }' "/proc/$ours/stat" >>"$place/first.cpu"
}

serve_once
for _ in $(seq $((TURNS - 1))); do
	kill "$ours"
	wait "$ours" || :
	serve_once
done
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

# measure ADDRESS NAME PID...: appends the microseconds a request took and the 99th percentile in ms.
measure() {
	address=$1 name=$2
	shift 2
	before=$(jiffies "$@")
	wrk -t2 -c64 -d"${SECONDS_EACH}s" --latency "$address" >"$place/report"
	after=$(jiffies "$@")
	awk -v j=$((after - before)) -v hz="$(getconf CLK_TCK)" -v n="$(requests "$place/report")" \
		'BEGIN { printf "%.2f\n", j / hz / n * 1e6 }' >>"$place/$name.cpu"
	milliseconds "$(p99 "$place/report")" >>"$place/$name.p99"
}

# median FILE: of an odd number of lines.
median() { sort -g "$1" | awk '{ v[NR] = $1 } END { print v[(NR + 1) / 2] }'; }

# In turns, so that what else the machine does meets both.
wrk -t1 -c16 -d1s "$page" >/dev/null
for _ in $(seq "$TURNS"); do
	# shellcheck disable=SC2086 # one argument a worker
	measure "http://127.0.0.1:${NGINX_PORT:-18080}/page.html" nginx $workers
	measure "$page" servanda "$ours"
done
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

echo "http: a page of $(wc -c <"$place/page.html") bytes, 64 connections, medians of $TURNS turns of $SECONDS_EACH s"
awk -v a="$(median "$place/servanda.cpu")" -v b="$(median "$place/nginx.cpu")" 'BEGIN { printf "  processor time a request   servanda %s us, nginx %s us: %.2f times\n", a, b, a / b }'
awk -v a="$(median "$place/servanda.p99")" -v b="$(median "$place/nginx.p99")" \
	'BEGIN { printf "  99th percentile            servanda %.2f ms, nginx %.2f ms: %.2f times\n", a, b, a / b }'
echo "  the same page, computed    $cold us of processor time"
echo "  first page after the start $(median "$place/first") ms, of which the overview $(median "$place/overview") ms; $(median "$place/first.cpu") ms of processor time"
echo "  resident                   $((memory / 1024)) MB"
