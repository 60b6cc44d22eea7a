# SPDX-License-Identifier: EUPL-1.2
# A request filed anew takes a vote of its own; that on the one before admits nobody again.
cp "$PESCO" servanda.db
agreed=$(servanda vote rule project --project crrt --json | jq -r '.voters | join(",")')
try() { servanda request "$@" 2>&1; echo "  exit $?"; }
admit() {
	servanda vote open $1 --act third_state --concerning NOR --project crrt --on $2 >/dev/null
	for state in $(servanda vote rule third_state --json | jq -r '.voters[]'); do
		servanda vote cast $1 for --state $state --on $2 >/dev/null
	done
	servanda vote tally $1 --on $2 --effect $3 >/dev/null
}
servanda request file NOR --project crrt >/dev/null
servanda request agree NOR --project crrt --agreed $agreed --on 2026-06-05 >/dev/null
admit early 2026-06-04 2026-06-10
try decide NOR --project crrt --vote early --on 2026-06-10
servanda request end NOR --project crrt --on 2026-06-10 >/dev/null
servanda request file NOR --project crrt --on 2026-07-01 >/dev/null
servanda request agree NOR --project crrt --agreed $agreed --on 2026-07-01 >/dev/null
try decide NOR --project crrt --vote early --on 2026-07-01
admit again 2026-07-02 2026-08-01
try decide NOR --project crrt --vote again --on 2026-07-02
try decide NOR --project crrt --vote again --on 2026-08-01
servanda project show crrt --on 2026-08-01 --json | jq -c '.participations[] | select(.state == "NOR") | [.role, .from, .to]'
