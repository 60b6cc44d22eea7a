#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# tlog.sh SERVANDA SOURCE: the log over HTTP: tiles as they are exported, a receipt judged by the
# page and by its twin, whole and with one thing changed, and a witness that cosigns.  Prints TAP.
servanda=$(realpath "$1") source=$(realpath "$2")
place=$(mktemp -d)
trap 'kill "$pid" 2>/dev/null; rm -rf "$place"' EXIT
number=0
cd "$place" || exit 4
export SERVANDA_KEY_PASSPHRASE=x

say() {
	number=$((number + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		printf '# expected %s, got %s\n' "$3" "$2"
	fi
}

status() {
	curl -s --max-time 20 -o /dev/null -w '%{http_code}' "$@"
}

# judge FILE: what the page's twin says of a receipt: verified, and the first step that fails.
judge() {
	curl -s --data-urlencode "receipt@$1" "$base/record/check.json" |
		jq -r '[.verified, ([.steps[] | select(.holds == false)][0].step // "none")] | join(" ")'
}

echo "1..17"
"$servanda" --store r.db init --pack "$source/test/fixtures/record" >/dev/null || exit 4
"$servanda" key new example.org/log -o log.key >log.pub
"$servanda" key new witness.fr --witness -o fr.key >fr.pub
"$servanda" --store r.db record sign --log-key log.key >/dev/null
"$servanda" --store r.db record prove 3 -o receipt
"$servanda" --store r.db record export --tiles tiles >/dev/null
"$servanda" --store r.db serve --listen 127.0.0.1:0 --quiet --witness-key fr.key \
	--witness-log log.pub >out 2>log &
pid=$!
for _ in $(seq 200); do
	grep -q '^no account' out && break
	sleep 0.1
done
base=$(sed -n 's|serving at \(.*\)/$|\1|p' out)

different=0 files=0
while read -r file; do
	files=$((files + 1))
	curl -s "$base/tlog/$file" | cmp -s - "tiles/$file" || different=$((different + 1))
done < <(cd tiles && find . -type f | sed 's|^\./||')
say "every exported tile is the same over HTTP" "$different" 0
say "and there are some" "$([ "$files" -ge 3 ] && echo yes)" yes
say "a tile that is not there is not found" "$(status "$base/tlog/tile/0/999")" 404
say "a path with a step back is refused" "$(status --path-as-is "$base/tlog/tile/../checkpoint")" 400
say "a tile is bytes" "$(curl -sI "$base/tlog/$(cd tiles && find tile -type f | head -1)" |
	tr -d '\r' | sed -n 's/^Content-Type: //p')" application/octet-stream

say "a receipt holds" "$(judge receipt)" "true none"
sed 's/$/\r/' receipt >windows
say "whatever its line ends" "$(judge windows)" "true none"
sed '1s/v1/v2/' receipt >changed
say "one of another form fails by its form" "$(judge changed)" "false form"
sed '3s/3/2/' receipt >changed
say "one with another index fails by its place" "$(judge changed)" "false inclusion"
sed '4s/^./-/' receipt >changed
say "one with a damaged hash is no receipt" "$(judge changed)" "false form"
"$servanda" key new example.org/log -o other.key >other.pub
"$servanda" --store other.db init --pack "$source/test/fixtures/record" >/dev/null
"$servanda" --store other.db record sign --log-key other.key >/dev/null
"$servanda" --store other.db record prove 3 -o foreign
say "one that another key signed fails by its signature" "$(judge foreign)" "false signature"
cp log.key again.key
"$servanda" --store third.db init --pack "$source/test/fixtures/record" >/dev/null
"$servanda" --store third.db record sign --log-key again.key >/dev/null
"$servanda" --store third.db record prove 3 -o forked
say "one of another history is told as such" "$(judge forked)" "false history"
say "the page says it in words" \
	"$(curl -s --data-urlencode receipt@receipt "$base/record/check" | grep -c '<h1>The receipt holds</h1>')" 1

"$servanda" --store r.db witness request -o request
say "the witness cosigns" "$(status --data-binary @request "$base/tlog/add-checkpoint")" 200
say "what it has seen is another size now" \
	"$(curl -s -w ' %{http_code} %{content_type}' --data-binary @request "$base/tlog/add-checkpoint" | tr -d '\n')" \
	"$(sed -n 2p tiles/checkpoint) 409 text/x.tlog.size"
say "what is no request is refused" "$(status --data-binary @receipt "$base/tlog/add-checkpoint")" 400
"$servanda" --store other.db witness request -o request
say "what another key signed is refused" "$(status --data-binary @request "$base/tlog/add-checkpoint")" 403
