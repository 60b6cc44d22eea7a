#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run-postgres-tls.sh SERVANDA SOURCE: what a store's name says about TLS reaches the client library.  Runs under
# with-postgres.sh, whose server it lets listen at a port of 127.0.0.1.  Prints TAP.
set -u
servanda=$(realpath "$1")
SERVANDA_PACKS=$(realpath "$2")/packs
export SERVANDA_PACKS
unset SERVANDA_CLOCK SERVANDA_STORE 2>/dev/null
if ! command -v openssl >/dev/null; then
	echo "# no 'openssl' to make certificates with: TLS was not tested"
	echo "1..1"
	echo "ok 1 - TLS # SKIP no openssl"
	exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 4
number=0
failed=0
say() { # say TEXT WRONG
	number=$((number + 1))
	[ -z "$2" ] && echo "ok $number - $1" && return
	failed=1
	echo "not ok $number - $1"
	echo "$2" | head -20 | sed 's/^/# /'
}
# certificate NAME: NAME.pem and NAME.key, its own authority, for localhost
certificate() {
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
		-addext subjectAltName=DNS:localhost -keyout "$1.key" -out "$1.pem" 2>/dev/null || exit 4
}
certificate server
certificate stranger
for file in server.pem server.key; do as-postgres tee "$PGROOT/data/$file" <$file >/dev/null; done
as-postgres chmod 600 "$PGROOT/data/server.key"
cat >>"$PGROOT/data/postgresql.conf" <<'END'
listen_addresses = '127.0.0.1'
ssl = on
ssl_cert_file = 'server.pem'
ssl_key_file = 'server.key'
END
echo "hostssl all servanda 127.0.0.1/32 trust" | as-postgres tee "$PGROOT/data/pg_hba.conf" >/dev/null
as-postgres "$PGBIN/pg_ctl" -D "$PGROOT/data" -m fast -w -s stop
tries=0
until port=$(($(od -An -N2 -tu2 /dev/urandom) % 20000 + 20000)) &&
	as-postgres "$PGBIN/pg_ctl" -D "$PGROOT/data" -l "$PGROOT/log" -w -s -o "-p $port" start \
		>/dev/null 2>&1; do
	tries=$((tries + 1))
	[ $tries -lt 5 ] || exit 4
done
on() { echo "postgresql://servanda@localhost:$port/postgres?hostaddr=127.0.0.1&$1"; }
run() { "$servanda" --store "$@" >out 2>err; }
# refuses TEXT PATTERN PARAMETERS
refuses() {
	run "$(on "$3")" member list
	status=$?
	wrong=
	[ $status = 4 ] || wrong="exit status $status, not 4"
	grep -q "^servanda: cannot open '.*': $2" err && [ "$(wc -l <err)" = 1 ] || wrong="$wrong
$(cat err)"
	say "$1" "$wrong"
}

run "$(on "sslmode=verify-full&sslrootcert=$scratch/server.pem")" init && wrong= || wrong=$(cat err)
say "a server whose certificate is known is trusted" "$wrong"
refuses "another authority's is not" ".*certificate verify failed" \
	"sslmode=verify-full&sslrootcert=$scratch/stranger.pem"
refuses "without TLS the server lets nobody in" ".*pg_hba.conf.*no encryption" sslmode=disable
refuses "an authority that is not there is said" ".*root certificate file .*nowhere.* does not exist" \
	"sslmode=verify-full&sslrootcert=/nowhere"
echo "1..$number"
exit $failed
