#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# servanda-on-postgres.sh [--store FILE] COMMAND...: servanda for cases that think a record is a file.
# FILE holds the name of the database in which it is instead.  A copy of such a file becomes a copy
# of the database when it is first used.  See run-golden.sh and with-postgres.sh.
set -u
file=${SERVANDA_STORE:-servanda.db}
given= command=
count=$#
while [ "$count" -gt 0 ]; do
	case $1 in
	--store) given=1 file=$2 && shift && count=$((count - 1)) ;;
	--store=*) given=1 file=${1#--store=} ;;
	*)
		case $1 in -*) ;; *) [ -n "$command" ] || command=$1 ;; esac
		set -- "$@" "$1"
		;;
	esac
	shift
	count=$((count - 1))
done

where() { echo "$SERVANDA_TEST_STORE" | sed "s|///[^?]*|///$1|"; }
create() { # create [TEMPLATE]: prints the name of a new database
	number=$(($(cat "$SERVANDA_TEST_COUNTER" 2>/dev/null || echo 0) + 1))
	echo $number >"$SERVANDA_TEST_COUNTER"
	"$PGBIN/psql" -q -h "$PGROOT" -U servanda postgres \
		-c "CREATE DATABASE golden$number TEMPLATE ${1:-template0}" >&2 || exit 4
	echo golden$number
}

if [ "$command" = init ] && [ ! -s "$file" ]; then
	name=$(create) || exit 4
	servanda-itself --store "$(where "$name")" "$@" >"$PGROOT/out" 2>"$PGROOT/err"
	status=$?
	[ $status != 0 ] || echo "$name" >"$file"
	sed "s|$(where "$name" | sed 's/[?]/[?]/g')|$file|" "$PGROOT/out"
	cat "$PGROOT/err" >&2
	exit $status
fi
name=$(head -1 "$file" 2>/dev/null)
case $name in
golden[0-9]*) ;;
*)
	# Whether a store was named makes a difference to some commands.
	[ -z "$given" ] || set -- --store "$file" "$@"
	exec servanda-itself "$@"
	;;
esac
if [ "$file" != "$PESCO" ] && [ "$name" = "$(cat "$PESCO")" ]; then
	name=$(create "$name") || exit 4
	echo "$name" >"$file"
fi
if [ "$command" = init ]; then
	servanda-itself --store "$(where "$name")" "$@" 2>"$PGROOT/err"
	status=$?
	sed "s|'postgresql:[^']*'|'$file'|" "$PGROOT/err" >&2
	exit $status
fi
exec servanda-itself --store "$(where "$name")" "$@"
