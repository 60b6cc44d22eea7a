#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run-golden.sh SERVANDA HOLD_LOCK SOURCE [CASE...]: runs test/cli/CASE.sh, each in an empty folder under a
# fixed clock, and compares with CASE.out, CASE.err (none: empty) and CASE.exit (none: 0).
# UPDATE=1 writes these files anew instead.  Prints TAP.
#
# A case finds in its PATH `servanda`, `servanda-verify`, `hold-lock` (see hold-lock.c) and `unprivileged`, which runs a
# command as somebody whom file permissions bind; the repository in $SOURCE; and a record made from
# the PESCO pack in $PESCO, which it copies if it wants to change it.
#
# With SERVANDA_TEST_STORE and what else with-postgres.sh sets, the same cases run on PostgreSQL and have
# to give the same, but for those that look into the file (a line "# engine: file"), which are counted as
# skipped: a case may go on naming and copying files, each of which then holds the name of a database.
set -u
servanda=$(realpath "$1")
hold_lock=$(realpath "$2")
SOURCE=$(realpath "$3")
shift 3
cases=$SOURCE/test/cli
scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT

mkdir "$scratch/bin"
chmod 755 "$scratch"
cp "$servanda" "$scratch/bin/servanda" # a copy: others may not look into the build folder
cp "$(dirname "$servanda")/servanda-verify" "$scratch/bin/servanda-verify"
cp "$hold_lock" "$scratch/bin/hold-lock"
cat >"$scratch/bin/unprivileged" <<'EOF'
#!/bin/sh
[ "$(id -u)" = 0 ] || exec "$@"
exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
EOF
chmod 755 "$scratch/bin/unprivileged"
if [ -n "${SERVANDA_TEST_STORE:-}" ]; then
	mv "$scratch/bin/servanda" "$scratch/bin/servanda-itself"
	cp "$SOURCE/test/tools/servanda-on-postgres.sh" "$scratch/bin/servanda"
	chmod 755 "$scratch/bin/servanda"
	SERVANDA_TEST_COUNTER=$scratch/counter
	export SERVANDA_TEST_COUNTER
fi
PATH=$scratch/bin:$PATH
LSAN_OPTIONS=suppressions=$SOURCE/test/tools/lsan.supp:print_suppressions=0
export LSAN_OPTIONS
SERVANDA_CLOCK=2026-06-01T12:00:00Z
SERVANDA_PACKS=$SOURCE/packs
PESCO=$scratch/pesco.db
LC_ALL=C.UTF-8
TZ=UTC
export PATH SOURCE SERVANDA_CLOCK SERVANDA_PACKS PESCO LC_ALL TZ
unset SERVANDA_STORE NO_COLOR COLUMNS TERM 2>/dev/null

if [ -e "$SOURCE/packs/pesco" ]; then
	servanda --store "$PESCO" init >/dev/null 2>"$scratch/init.err" || {
		sed 's/^/# /' "$scratch/init.err"
		echo "Bail out! no record could be made from the PESCO pack"
		exit 1
	}
fi

if [ $# = 0 ]; then
	# shellcheck disable=SC2046 # one argument a case
	set -- $(cd "$cases" && ls ./*.sh | sed -n 's/^..\(.*\)\.sh$/\1/p')
fi

# expected FILE DEFAULT: a file beside the case, or what its absence means.
expected() {
	if [ -e "$1" ]; then cat "$1"; else printf '%s' "$2"; fi
}

# update NAME ENDING DEFAULT: keep no file that says only what its absence means.
update() {
	if [ "$(cat "$scratch/got.$2")" = "$3" ]; then
		rm -f "$cases/$1.$2"
	else
		cp "$scratch/got.$2" "$cases/$1.$2"
	fi
}

echo "1..$#"
number=0
failed=0
for name in "$@"; do
	number=$((number + 1))
	if [ -n "${SERVANDA_TEST_STORE:-}" ] && grep -q '^# engine: file$' "$cases/$name.sh"; then
		echo "ok $number - $name # SKIP it looks into the file"
		continue
	fi
	folder=$scratch/case
	rm -rf "$folder"
	mkdir "$folder"
	(cd "$folder" && sh "$cases/$name.sh") >"$scratch/got.out" 2>"$scratch/got.err" </dev/null
	echo $? >"$scratch/got.exit"
	chmod -R u+w "$folder"
	if [ "${UPDATE:-}" = 1 ]; then
		update "$name" out ""
		update "$name" err ""
		update "$name" exit 0
	fi
	wrong=
	for ending in out err exit; do
		default=
		[ $ending != exit ] || default=$(printf '0\n.')
		expected "$cases/$name.$ending" "${default%.}" >"$scratch/want.$ending"
		diff -u "$scratch/want.$ending" "$scratch/got.$ending" >"$scratch/diff.$ending" ||
			wrong="$wrong $ending"
	done
	if [ -z "$wrong" ]; then
		echo "ok $number - $name"
	else
		failed=1
		echo "not ok $number - $name"
		for ending in $wrong; do
			sed -n "3,40s/^/# $ending: /p" "$scratch/diff.$ending"
		done
	fi
done
exit $failed
