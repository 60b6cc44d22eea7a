#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# two-servers.sh SERVANDA SOURCE: two portals on one record.  What one process appends or withholds, both
# show at once, under addresses that name an older size of the record too.  On a file, and under
# with-postgres.sh on PostgreSQL.  Prints TAP.
set -u
servanda=$1 source=$2
place=$(mktemp -d)
store=${SERVANDA_TEST_STORE:-$place/r.db}
trap 'end' EXIT
end() {
	# shellcheck disable=SC2086 # one argument a process
	kill $pids 2>/dev/null
	wait
	rm -rf "$place"
}
pids=
number=0
say() { # say TEXT GOT WANTED
	number=$((number + 1))
	[ "$2" = "$3" ] && echo "ok $number - $1" && return
	echo "not ok $number - $1"
	printf '# expected %s, got %s\n' "$3" "$2"
}
run() { "$servanda" --store "$store" "$@"; }
serve() { # serve NAME: its address in $address
	"$servanda" --store "$store" serve --listen 127.0.0.1:0 --insecure-cookies --threads 2 \
		>"$place/$1" 2>"$place/$1.log" &
	pids="$pids $!"
	tries=0
	until grep -q '^no account' "$place/$1" || [ $tries -ge 100 ]; do
		sleep 0.1
		tries=$((tries + 1))
	done
	address=$(sed -n 's|serving at \(.*\)/$|\1|p' "$place/$1")
}
# What the command line says, which keeps nothing, and what each server says.
review() { run review --on 2020-04-17 --year 2019 --csv --known "$1" | sha256sum; }
shown() { curl -s "$1/overview.csv?on=2020-04-17&year=2019&known=$2" | sha256sum; }
wait_for_size() { # until a server has asked for the size again
	tries=0
	until curl -s "$1/metrics" | grep -q "^servanda_record_documents $2\$" || [ $tries -ge 50 ]; do
		sleep 0.05
		tries=$((tries + 1))
	done
}

echo "1..11"
run init --pack "$source/packs/pesco" >/dev/null || exit 4
cat >"$place/corrected.csv" <<'END'
state,year,indicator,value,unit,source_id,status
FRA,2019,eda_defexp,77777.77,EUR_M,eda2021,final
END
run import "$place/corrected.csv" >/dev/null || exit 4
size=$(run record log | sed -n 's/^size //p')
serve one
one=$address
serve two
two=$address
before=$(review "$size")
say "one server shows the record" "$(shown "$one" "$size")" "$before"
say "the other shows the same" "$(shown "$two" "$size")" "$before"

document=$((size - 1))
run --as operator::ana record redact "$document" --ground 'given in confidence' >/dev/null || exit 4
run --as operator::berg record redact "$document" --confirm >/dev/null || exit 4
for server in "$one" "$two"; do wait_for_size "$server" $((size + 2)); done
after=$(review "$size")
say "a figure that is withheld changes the review as known before" \
	"$([ "$after" != "$before" ] && echo yes)" yes
say "no server shows it any more" "$(shown "$one" "$size")" "$after"
say "nor does the other" "$(shown "$two" "$size")" "$after"

sed 's/77777.77/55555.55/; s/2019/2018/' "$place/corrected.csv" >"$place/more.csv"
run import "$place/more.csv" >/dev/null || exit 4
for server in "$one" "$two"; do wait_for_size "$server" $((size + 3)); done
say "what was appended since is shown by one" "$(shown "$one" $((size + 3)))" "$(review $((size + 3)))"
say "and by the other" "$(shown "$two" $((size + 3)))" "$(review $((size + 3)))"
say "and what was known before is as it was" "$(shown "$two" "$size")" "$after"

page() { curl -s "$1" | grep -o "$2[^<]*<a href=\"/record/[0-9]*\"" | head -1; }
say "a page without all its lines names the act" "$(page "$one/record/$document" 'Who withheld it')" \
	"Who withheld it, when and why: <a href=\"/record/$((size + 1))\""
kept=$((size + 2))
run --as operator::ana record redact "$kept" --from-copies --ground 'for members only' >/dev/null || exit 4
run --as operator::berg record redact "$kept" --confirm >/dev/null || exit 4
wait_for_size "$one" $((size + 5))
say "and that of one which copies lack does too" "$(page "$one/record/$kept" 'Copies made for others')" \
	"Copies made for others leave out some of it, by <a href=\"/record/$((size + 4))\""
say "but shows it" "$(curl -s "$one/record/$kept" | grep -c 55555.55)" 1
