#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# serve.sh SERVANDA SOURCE: the portal at a socket: what a client can send that is no request,
# conditional requests, compressed answers, a slow client beside a quick one, the end.  Prints TAP.
servanda=$1 source=$2
place=$(mktemp -d)
trap 'kill "$pid" 2>/dev/null; rm -rf "$place"' EXIT
number=0
# The portal hangs up on what it refuses, also while it is being sent.
trap '' PIPE

say() {
	number=$((number + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		printf '# expected %s, got %s\n' "$3" "$2"
	fi
}

echo "1..34"
store=${SERVANDA_TEST_STORE:-$place/r.db}
"$servanda" --store "$store" init --pack "$source/packs/pesco" >/dev/null || exit 4
"$servanda" --store "$store" serve --listen 127.0.0.1:0 --insecure-cookies \
	--threads 1 --patience 3 >"$place/out" 2>"$place/log" &
pid=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	grep -q '^no account' "$place/out" && break
	sleep 0.1
done
base=$(sed -n 's|serving at \(.*\)/$|\1|p' "$place/out")
port=${base##*:}

status() {
	curl -s --max-time 20 -o /dev/null -w '%{http_code}' "$@"
}

# raw TEXT: the status of an answer to bytes sent as they are.
raw() {
	exec 3<>"/dev/tcp/127.0.0.1/$port" || return
	printf '%b' "$1" >&3
	timeout 10 head -1 <&3 | sed -n 's|HTTP/1.. \([0-9]*\).*|\1|p'
	exec 3>&-
}

for page in / /commitments /commitments/2 /commitments/2/all /commitments/17/FRA /states/FRA \
	'/compare?a=FRA&b=DEU' /projects/mm /record/4; do
	say "'$page' is there" "$(status "$base$page")" 200
done
say "the twin of the overview is what the command line says" \
	"$(curl -s "$base/overview.csv?on=2020-04-17&year=2019" | sha256sum)" \
	"$("$servanda" --store "$store" review --on 2020-04-17 --year 2019 --csv | sha256sum)"
say "the twin of the projects is what the command line says" \
	"$(curl -s "$base/projects.json?on=2020-04-17" | sha256sum)" \
	"$("$servanda" --store "$store" project list --on 2020-04-17 --json | sha256sum)"
say "the twin of a vote is what the command line says" \
	"$(curl -s "$base/votes/admission.json?on=2023-05-23&concerning=DNK&for=all" | sha256sum)" \
	"$("$servanda" --store "$store" vote simulate --act admission --on 2023-05-23 --concerning DNK --for all --json | sha256sum)"
say "a promise that is kept is kept no more when a figure falls" \
	"$(curl -s "$base/commitments/2/all/try.json?on=2020-04-17&year=2019&input=0&by=-5000" | jq -r .rating)" on_track
say "the page says it too" \
	"$(curl -s "$base/commitments/2/all/try?on=2020-04-17&year=2019&input=0&by=-5000" | grep -c '<h1>on track</h1>')" 1
say "what is no number is refused" \
	"$(status "$base/commitments/2/all/try.json?year=2019&input=0&by=a+lot")" 400
say "the twin of the requests is what the command line says" \
	"$(curl -s "$base/requests.json?on=2022-06-01" | sha256sum)" \
	"$("$servanda" --store "$store" request list --on 2022-06-01 --json | sha256sum)"
say "the twin of overlap is what the command line says" \
	"$(curl -s "$base/overlap.json?on=2025-06-01" | sha256sum)" \
	"$("$servanda" --store "$store" overlap projects --on 2025-06-01 --json | sha256sum)"
etag=$(curl -sI "$base/states" | tr -d '\r' | sed -n 's/^ETag: //p')
say "what has not changed is not sent again" "$(status -H "If-None-Match: $etag" "$base/states")" 304
say "pages hold 120 KB compressed at most" \
	"$([ "$(curl -s -H 'Accept-Encoding: gzip' "$base/" | wc -c)" -le 122880 ] && echo yes)" yes
say "no page has style or script in it" \
	"$(curl -s "$base/" "$base/commitments/2" "$base/states/FRA" | grep -cE '<style|style=|<script>| on[a-z]+=')" 0
say "bytes that are no request get no answer" "$(raw 'GARBAGE\r\n\r\n')" ""
say "two hosts in a request are refused" \
	"$(raw 'GET /states HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n')" 400
say "a name of a header with a space behind it is refused" \
	"$(raw 'POST /login HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\nabcde')" 400
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /states HTTP/1.1\r\nHost: a\r\nContent-Length : 41\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n' >&3
say "what is hidden behind such a request is not answered" "$(timeout 10 cat <&3 | grep -c '^HTTP/')" 1
exec 3>&-
say "a header that is too large is refused" \
	"$(status -H "X: $(head -c 40000 /dev/zero | tr '\0' a)" "$base/")" 431
head -c 200000 /dev/zero | tr '\0' a >"$place/big"
say "a form that is too large is refused" "$(status --data-binary "@$place/big" "$base/login")" 413
say "a length that is none is refused" \
	"$(raw 'POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n')" 400
# Clients that never finish their line.
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	(exec 3<>"/dev/tcp/127.0.0.1/$port" && printf 'GET /' >&3 && sleep 3) 2>/dev/null &
done
say "slow clients do not hold up others" "$(status --max-time 2 "$base/states")" 200
# One byte a second is never silent for long.
trickle() {
	exec 3<>"/dev/tcp/127.0.0.1/$port" || return
	for c in G E T ' ' / a a a a a a a a a a a; do
		printf '%s' "$c" >&3 2>/dev/null || { echo ended; return; }
		sleep 0.5
	done
	echo still there
}
say "a client that only trickles is ended" "$(trickle 2>/dev/null)" ended
# A password takes its time; with one thread for all connections the others must not notice.
first=$(sed -n 's|^no account.* at .*token=||p' "$place/out")
curl -s -o /dev/null -d "token=$first&name=keeper&password=four+words+are+fine" "$base/first"
for _ in 1 2 3 4 5 6; do
	curl -s -o /dev/null -d 'name=keeper&password=four+words+are+fine' "$base/login" &
	logins="$logins $!"
done
sleep 0.1
# One hash takes about a quarter of a second, six of them more than one: nobody waits for that.
took=$(curl -s -o /dev/null -w '%{time_total}' "$base/states?on=2019-01-01")
waiting=$(for login in $logins; do kill -0 "$login" 2>/dev/null && echo "$login"; done | wc -l)
say "people who log in do not hold up others" \
	"$(echo "$took $waiting" | awk '{ print ($2 > 0 && $1 < 0.5) ? "quick" : $1 " s, " $2 " waiting" }')" quick
wait $logins
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
	status -d 'name=keeper&password=four+words+are+fine' "$base/login" >>"$place/statuses" &
	logins="$logins $!"
done
wait $logins
say "too many of them at once are told to come again, and the others get in" \
	"$(sed 's/.../& /g' "$place/statuses" | tr ' ' '\n' | sort -u | grep . | tr '\n' ' ')" "303 503 "
say "what asks before it sends a large body is told at once" \
	"$(status -H 'Expect: 100-continue' -H 'Content-Length: 99999999' --data-binary "@$place/big" \
		"$base/login")" 413
say "the log has no address that was typed and nobody's name" \
	"$(curl -s -o /dev/null "$base/?on=2020-04-17"
		grep -cE '2020-04-17|127\.0\.0\.1' "$place/log")" 0
kill -TERM "$pid"
wait "$pid"
say "it ends well when it is told to" "$?" 0
