#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# fuzz.sh SECONDS: runs every fuzzer of test/fuzz for so long, from its corpus.  New inputs are kept
# in build-fuzz/new; one that crashes is written there too and should join the corpus with its fix.
set -eu
cd "$(dirname "$0")/.."
seconds=$1

if ! command -v clang >/dev/null; then
	echo "servanda: cannot fuzz: clang is not here; install Debian's package 'clang'" >&2
	exit 4
fi
[ -e build-fuzz/build.ninja ] || CC=clang meson setup build-fuzz >/dev/null
for source in test/fuzz/fuzz_*.c; do
	name=${source#test/fuzz/fuzz_}
	name=${name%.c}
	ninja -C build-fuzz --quiet "test/fuzz/live_$name"
	mkdir -p "build-fuzz/new/$name"
	echo "fuzzing $name for $seconds seconds"
	"build-fuzz/test/fuzz/live_$name" -max_total_time="$seconds" -verbosity=0 \
		-artifact_prefix="build-fuzz/new/$name/" \
		"build-fuzz/new/$name" "test/fuzz/corpus/$name"
done
echo "no fuzzer found anything"
