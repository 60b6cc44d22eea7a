#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# deploy.sh: the bound of deployments beside Clp (and glpsol where it is installed) on the whole
# linear program, in one run.  Never fails.
set -u
cd "$(dirname "$0")/.." || exit 4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cc -O2 -std=gnu17 -D_GNU_SOURCE -Isrc bench/deploy_whole.c -o "$folder/whole" build/libservanda.a \
	$(pkg-config --libs clp jansson sqlite3 libcrypto libsodium libzip expat) -lm -lpthread -ldl \
	${BENCH_LIBS:-} || exit 0
WHOLE_MPS=$folder/whole.mps "$folder/whole" packs/pesco/geo/bench_bg.json 1-2
if command -v glpsol >/dev/null; then
	start=$(date +%s%N)
	glpsol --freemps "$folder/whole.mps" >"$folder/glpk.log"
	echo "  glpsol: $((($(date +%s%N) - start) / 1000000)) ms"
else
	echo "  glpsol: not installed"
fi
timeout 300 "$folder/whole" packs/pesco/geo/bench_bg.json 1-3 || echo "  not ended in 300 s"
# Larger ones of the same families; Clp may take many minutes for the whole program.
bench/deploy_cases.sh odd packs/pesco/geo/bench_bg.json >"$folder/odd.json"
timeout "${BENCH_SECONDS:-900}" "$folder/whole" "$folder/odd.json" 1-6 || echo "  not ended in time"
for seed in 1 2 3; do
	bench/deploy_cases.sh net 200 10 300 "$seed" >"$folder/net.json"
	timeout "${BENCH_SECONDS:-900}" "$folder/whole" "$folder/net.json" "" bound
done
