# SPDX-License-Identifier: EUPL-1.2
# A step without the one before it, and a decision without its vote, are refused and leave nothing.
cp "$PESCO" servanda.db
try() { servanda request "$@" 2>&1; echo "  exit $?"; }
agreed=$(servanda vote rule project --project crrt --json | jq -r '.voters | join(",")')
before=$(servanda record log --json | jq .size)
try file NOR --project emc
try file NOR --project crf --on 2020-01-01
try file NOR --project mm
try file FRA --project crrt
try file NOR
try file NOR --project crrt --as delegate:FRA
try file NOR --project crrt --as coordinator:FRA
try agree NOR --project crrt --agreed $agreed
try decide NOR --project crrt --vote v
try show NOR --project crrt
echo "$before documents before, $(servanda record log --json | jq .size) after"
servanda request file NOR --project crrt >/dev/null
try file NOR --project crrt
try decide NOR --project crrt --vote v
try arrange NOR --project crrt --agreed $agreed
try review NOR --project crrt
try agree NOR --project crrt --agreed FRA
try agree NOR --project crrt --agreed $agreed --on 2026-05-01
servanda request agree NOR --project crrt --agreed $agreed >/dev/null
servanda vote open canada --act third_state --concerning CAN --project crrt >/dev/null
servanda vote open norway --act third_state --concerning NOR --project crrt >/dev/null
try decide NOR --project crrt
try decide NOR --project crrt --vote v
try decide NOR --project crrt --vote canada
try decide NOR --project crrt --vote norway
servanda vote cast norway against --state FRA >/dev/null
servanda vote tally norway >/dev/null
try decide NOR --project crrt --vote norway
servanda request end NOR --project crrt >/dev/null
try end NOR --project crrt
