#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run-postgres.sh SERVANDA SOURCE: what servanda says when PostgreSQL refuses, fails or goes away, and
# that nothing is half-written then.  Runs under with-postgres.sh.  Prints TAP.
set -u
servanda=$(realpath "$1")
SERVANDA_PACKS=$(realpath "$2")/packs
SERVANDA_CLOCK=2026-06-01T12:00:00Z
LC_ALL=C.UTF-8
export SERVANDA_PACKS SERVANDA_CLOCK LC_ALL
unset SERVANDA_STORE PGPASSWORD PGHOST PGUSER 2>/dev/null
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 4
server="host=$PGROOT"
number=0
failed=0

say() { # say TEXT WRONG
	number=$((number + 1))
	if [ -n "$2" ]; then
		failed=1
		echo "not ok $number - $1"
		echo "$2" | head -20 | sed 's/^/# /'
	else
		echo "ok $number - $1"
	fi
}

sql() { "$PGBIN/psql" -qAtX -v ON_ERROR_STOP=1 -h "$PGROOT" -U servanda "${2:-postgres}" -c "$1"; }
on() { echo "postgresql:///$1?$server&user=${2:-servanda}${3:-}"; }
run() { "$servanda" --store "$@" >out 2>err; }
log_of() { "$servanda" --store "$(on "$1")" record log | tail -2; }

# refuses TEXT STATUS PATTERN STORE COMMAND...: one line on standard error, nothing on the other.
refuses() {
	text=$1 want=$2 pattern=$3
	shift 3
	run "$@"
	status=$?
	wrong=
	[ $status = "$want" ] || wrong="exit status $status, not $want"
	[ "$(wc -l <err)" = 1 ] || wrong="$wrong; not one line"
	[ ! -s out ] || wrong="$wrong; there is output"
	grep -q "^servanda: $pattern\$" err || wrong="$wrong; it does not say '$pattern'"
	[ -z "$wrong" ] || wrong="$wrong
$(cat err)"
	say "$text" "$wrong"
}

# keeps TEXT DATABASE: the record verifies and is what it was in $before.
keeps() {
	[ "$(log_of "$2")" = "$before" ] && wrong= || wrong=$(log_of "$2" 2>&1)
	run "$(on "$2")" rebuild || wrong="$wrong
$(cat out err)"
	say "$1" "$wrong"
}

cat >figures.csv <<'EOF'
state,year,indicator,value,unit,source_id,status
AUT,2021,cofog_defence_gfcf,1,EUR_M,estat_gov_ev,final
EOF
sql "CREATE DATABASE record" >/dev/null
run "$(on record)" init || say "a record can be made" "$(cat err)"
before=$(log_of record)

# --- Whom the server does not let in ---
sql "CREATE ROLE ana LOGIN PASSWORD 'right'; CREATE ROLE reader LOGIN"
sql "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader" record
as-postgres sed -i '1i local all ana scram-sha-256' "$PGROOT/data/pg_hba.conf"
sql "SELECT pg_reload_conf()" >/dev/null
refuses "a wrong password" 4 \
	"cannot open 'postgresql://ana@/record?$server': password authentication failed for user 'ana'" \
	"postgresql://ana:wrong@/record?$server" member list
refuses "a password that is wanted and not given" 4 \
	"cannot open '.*': .*no password supplied.*" "$(on record ana)" member list
refuses "a host that nobody knows" 4 \
	"cannot open 'postgresql://nowhere.invalid/record': could not translate host name 'nowhere.invalid' to address: .*" \
	"postgresql://nowhere.invalid/record" member list
refuses "a server that does not run" 4 \
	"cannot open '.*': connection to server on socket '/nowhere/.*' failed: No such file or directory" \
	"postgresql:///record?host=/nowhere" member list
refuses "a database that is not there" 2 \
	"cannot open '.*': database 'nowhere' does not exist; make it with 'createdb'" \
	"$(on nowhere)" member list
refuses "a schema's name that would need quotes" 2 "'A;b' is no name for a schema; .*" \
	"$(on record servanda "&schema=A;b")" member list

refuses "a parameter that is no parameter" 2 \
	"cannot read the name of the store: invalid URI query parameter: 'nonsense'" \
	"postgresql:///record?nonsense=1" member list
# never TEXT STORE: the password 'geheim' is in no word that is said.
never() {
	run "$2" member list
	status=$?
	wrong=
	[ $status = 2 ] || wrong="exit status $status, not 2"
	[ "$(wc -l <err)" = 1 ] || wrong="$wrong; not one line"
	grep -q geheim out err && wrong="$wrong; it is said"
	[ -z "$wrong" ] || wrong="$wrong
$(cat err)"
	say "a password is not said: $1" "$wrong"
}
never "with a raw @" "postgresql://ana:x@geheim@localhost/record"
never "with a raw /" "postgresql://ana:geheim/x@localhost/record"
never "with a raw %" "postgresql://ana:geheim%zz@localhost/record"
never "with a raw % among the parameters" "postgresql:///record?password=geheim%"
never "with a raw & among the parameters" "postgresql:///record?password=x&geheim"
never "and no host" "postgresql://ana:geheim"
run "$(on record)&password=geheim" init
say "a password is not said by init" "$(grep geheim out err)"

# --- What is there is not ours ---
sql "CREATE DATABASE theirs" >/dev/null
sql "CREATE TABLE invoice (number BIGINT)" theirs
refuses "a database of another program" 4 "cannot open '.*': it is not a store of servanda" \
	"$(on theirs)" member list
refuses "an init beside another program's tables" 3 \
	"cannot create '.*': another program keeps tables there; .*" "$(on theirs)" init
run "$(on theirs servanda "&schema=pesco")" init && wrong= || wrong=$(cat err)
say "a schema of its own beside another program's tables" "$wrong"
refuses "a schema that is not there" 2 \
	"cannot open '.*': there is no such store; create it with 'servanda init'" \
	"$(on theirs servanda "&schema=other")" member list
wrong=
for name in default select user; do
	run "$(on theirs servanda "&schema=$name")" init || wrong="$wrong$(cat err)"
	[ "$(sql "SELECT COUNT(*) FROM \"$name\".servanda_store" theirs)" = 1 ] ||
		wrong="$wrong; $name is elsewhere"
done
say "schemas with names that are words of SQL" "$wrong"
refuses "the schema 'default' is one of its own" 2 "cannot open '.*': there is no such store; .*" \
	"$(on record servanda "&schema=default")" member list
sql "CREATE SCHEMA given AUTHORIZATION reader" theirs
run "$(on theirs reader "&schema=given")" init && wrong= || wrong=$(cat err)
say "a role makes a record in the schema that it was given, though it may make none" "$wrong"
refuses "a schema that the role may not look into" 4 \
	"cannot open '.*': permission denied for schema pesco" \
	"$(on theirs reader "&schema=pesco")" member list
sql "CREATE SCHEMA alike; CREATE TABLE alike.servanda_store (x BIGINT)" theirs
refuses "another program's table of the same name" 4 \
	"cannot open '.*': it is not a store of servanda" \
	"$(on theirs servanda "&schema=alike")" member list
run "$(on theirs servanda "&schema=latin&client_encoding=LATIN1")" init &&
	[ "$(sql "SELECT COUNT(*) FROM latin.project WHERE name LIKE '%–%'" theirs)" -gt 0 ] &&
	wrong= || wrong="the texts are not UTF-8$(cat err)"
say "texts are UTF-8 whatever the name of the store says" "$wrong"
refuses "a second init" 3 "cannot create '.*': it exists already" "$(on record)" init
sql "UPDATE servanda_store SET schema_version = 0" record
refuses "an older schema" 4 "cannot open '.*': its schema is version 0, this program knows [0-9]*" \
	"$(on record)" member list
sql "UPDATE servanda_store SET schema_version = 99" record
refuses "a newer schema" 4 "cannot open '.*': its schema is version 99, this program knows [0-9]*" \
	"$(on record)" import figures.csv
known=$(sed 's/.*knows //' err)
sql "UPDATE servanda_store SET schema_version = $known" record
sql "CREATE DATABASE latin ENCODING LATIN1 LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0" >/dev/null
refuses "a database in another encoding" 4 "cannot open '.*': its encoding is not UTF8; .*" \
	"$(on latin)" init

# --- Who may only read ---
run "$(on record reader)" member list --on 2020-04-17 && wrong= || wrong=$(cat err)
say "a role that may only read reads" "$wrong"
refuses "a role that may only read does not write" 4 \
	"cannot write the store: permission denied for table servanda_store" \
	"$(on record reader)" import figures.csv
sql "ALTER DATABASE record SET default_transaction_read_only = on"
run "$(on record)" member list --on 2020-04-17 && wrong= || wrong=$(cat err)
say "a server that takes no writes is read" "$wrong"
refuses "a server that takes no writes is not written" 4 \
	"cannot write the store: it is read-only" "$(on record)" import figures.csv
sql "ALTER DATABASE record RESET default_transaction_read_only"
keeps "nothing was written so far" record

# --- What fails in the middle of a transaction ---
# trigger BODY [deferred]: BODY runs when a row is stored, or with the commit.
trigger() {
	sql "CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
		\$\$ BEGIN $1; RETURN NULL; END \$\$" record
	sql "CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON figure ${2:-}
		FOR EACH ROW EXECUTE FUNCTION fail()" record
}
end_trigger() { sql "DROP TRIGGER fail ON figure" record; }

trigger "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'"
refuses "a full disk" 4 "cannot write the store: the disk is full" "$(on record)" import figures.csv
end_trigger
keeps "a full disk leaves nothing behind" record
sql "ALTER DATABASE record SET statement_timeout = '2s'"
trigger "PERFORM pg_sleep(9)"
refuses "a statement that takes longer than the server lets it" 4 \
	"the store failed: the server gave the statement up, its time was over" \
	"$(on record)" import figures.csv
end_trigger
sql "ALTER DATABASE record RESET statement_timeout"
keeps "a statement that is given up leaves nothing behind" record
trigger "PERFORM pg_terminate_backend(pg_backend_pid())"
refuses "a connection that is cut" 4 \
	"lost the connection to the store: nothing of what was under way was kept, try again" \
	"$(on record)" import figures.csv
end_trigger
keeps "a connection that is cut leaves nothing behind" record
trigger "PERFORM pg_terminate_backend(pg_backend_pid())" "DEFERRABLE INITIALLY DEFERRED"
refuses "a connection that is cut while it commits" 4 \
	"lost the connection to the store while it recorded: look whether it did, with 'servanda record log', before you try again" \
	"$(on record)" import figures.csv
end_trigger
keeps "a commit that was cut before it was one leaves nothing behind" record
trigger "PERFORM pg_sleep(9)"
"$servanda" --store "$(on record)" import figures.csv >first.out 2>first.err &
first=$!
while [ "$(sql "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")" = 0 ]; do
	sleep 0.05
done
refuses "a writer that waits too long for another" 4 \
	"cannot use the store: another process is writing to it, try again" \
	"$(on record)" import figures.csv
run "$(on record)" member list --on 2020-04-17 && wrong= || wrong=$(cat err)
say "readers do not wait for a writer" "$wrong"
kill -9 $first
wait $first 2>/dev/null
sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'" >/dev/null
sleep 0.2
end_trigger
keeps "a writer that was killed leaves nothing behind" record

# --- When nothing is in the way ---
run "$(on record)" import figures.csv && wrong= || wrong=$(cat err)
[ "$(log_of record)" != "$before" ] || wrong="the record is as before"
say "and then the import succeeds" "$wrong"

# --- What the replica does not confirm ---
sed 's/2021/2020/' figures.csv >later.csv
sql "ALTER SYSTEM SET synchronous_standby_names = 'nobody'"
sql "SELECT pg_reload_conf()" >/dev/null
while [ "$(sql "SHOW synchronous_standby_names")" != nobody ]; do sleep 0.05; done
before=$(log_of record)
# Who runs the server ends the waiting.
(until sql "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'" |
	grep -q t; do sleep 0.1; done) &
refuses "a replica that does not answer" 4 \
	"recorded, but the server gave up waiting for its replica: .*" "$(on record)" import later.csv
[ "$(log_of record)" != "$before" ] && wrong= || wrong="the record is as before"
say "it is recorded, as it was said" "$wrong"
sql "ALTER SYSTEM RESET synchronous_standby_names"
sql "SELECT pg_reload_conf()" >/dev/null
while [ -n "$(sql "SHOW synchronous_standby_names")" ]; do sleep 0.05; done
sql "ALTER ROLE reader CONNECTION LIMIT 0"
refuses "a server that has no connection left" 4 \
	"cannot open '.*': too many connections for role 'reader', try again" \
	"$(on record reader)" member list
sql "ALTER ROLE reader CONNECTION LIMIT -1"

# --- What is withheld ---
# files NUMBER: in so many files of the database it can be read.
files() {
	sql CHECKPOINT
	found=$(as-postgres grep -rl "$1" "$PGROOT/data/base" | wc -l)
	[ "$found" -ge "$2" ] && [ "$found" -le "$3" ] || echo "'$1' is in $found files"
}
# redact DOCUMENT ROW VALUE
redact() {
	run "$(on record)" record redact "$1" --rows "$2" --ground 'given in confidence' &&
		run "$(on record)" --as second-reader::berg record redact "$1" --confirm
}
document=$("$servanda" --store "$(on record)" record log --json | jq .size)
cat >secret.csv <<'EOF'
state,year,indicator,value,unit,source_id,status
AUT,2019,cofog_defence_gfcf,77777.77,EUR_M,estat_gov_ev,final
EOF
sed 's/2019/2018/; s/77777.77/88888.88/' secret.csv >other.csv
run "$(on record)" import secret.csv && run "$(on record)" import other.csv &&
	wrong=$(files 77777.77 1 9) || wrong=$(cat err)
redact "$document" 2 || wrong="$wrong$(cat err)"
say "what is withheld is in no file of the tables" "$wrong$(files 77777.77 0 0)"
# A reader that has seen the table, and a lock that is waited for.
"$PGBIN/psql" -qAtX -h "$PGROOT" -U servanda record >/dev/null 2>&1 <<'EOF' &
BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT COUNT(*) FROM record_checkpoint; SELECT pg_sleep(60);
EOF
while [ "$(sql "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")" = 0 ]; do
	sleep 0.05
done
redact $((document + 1)) 2
[ $? = 4 ] && grep -q "the content is withheld, but stands in the files .* 'CLUSTER' .* prevented" err &&
	wrong= || wrong="exit status or message: $(cat err)"
sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'" >/dev/null
wait
run "$(on record)" record show $((document + 1))
grep -q 88888.88 out && wrong="$wrong; it is not withheld"
sql "CLUSTER document USING document_pkey" record
sql "CLUSTER document_piece USING document_piece_pkey" record
say "where readers are in the way it is withheld, and said what remains" "$wrong$(files 88888.88 0 0)"

# --- There and back ---
wrong=
"$servanda" copy --from "$(on record)" --to file.db >out 2>err || wrong=$(cat err)
"$servanda" copy --from file.db --to "$(on record servanda '&schema=back')" >>out 2>>err ||
	wrong="$wrong$(cat err)"
for store in file.db "$(on record servanda '&schema=back')"; do
	[ "$("$servanda" --store "$store" record log)" = "$("$servanda" --store "$(on record)" record log)" ] ||
		wrong="$wrong; the log is another"
	"$servanda" --store "$store" rebuild >>out || wrong="$wrong; the rows are others"
done
[ "$(grep '^root' out | sort -u | wc -l)" = 1 ] || wrong="$wrong; the roots differ"
say "a record copied to a file and back has the same log, root and rows" "$wrong"
refuses "a copy over a record that is there" 3 "cannot create '.*': it exists already" \
	file.db copy --to "$(on record)"
echo "1..$number"
exit $failed
