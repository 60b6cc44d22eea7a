# SPDX-License-Identifier: EUPL-1.2
# What is refused leaves nothing behind.
cp "$PESCO" servanda.db
servanda vote open v --act admission --concerning MLT --closes 2026-06-10 >/dev/null
servanda vote cast v for --as delegate:FRA >/dev/null
servanda vote cast v for --as delegate:FRA --proxy-of LUX >/dev/null
servanda vote cast v against --as delegate:AUT >/dev/null
before=$(servanda record log --json | jq .size)
try() { servanda vote "$@" 2>&1; echo "  exit $?"; }
try open v --act admission --concerning MLT
try open w --act admision --concerning MLT
try open w --act withdrawal --concerning FRA
try open w --act admission
try open w --act admission --concerning FRA
try open w --act admission --concerning NOR
try open w --act third_state --concerning NOR
try open w --act third_state --concerning DEU --project crrt
try open w --act third_state --concerning NOR --project emc
try open w --act third_state --concerning NOR --project mm
try open w --act project_list
try open w --act admission --concerning MLT --closes 2026-05-31
try open 'w x' --act admission --concerning MLT
try open w --act admission --concerning MLT --as delegate:FRA
try cast v for --as delegate:MLT
try cast v for --as delegate:NOR
try cast v for --as delegate:FRA
try cast v for --as delegate:FRA --proxy-of BEL
try cast v for --as delegate:NOR --proxy-of BEL
try cast v for --as delegate:DEU --proxy-of DEU
try cast v for --as delegate:DEU --proxy-of AUT
try cast v against --as delegate:DEU --proxy-of LUX
try cast v for --as delegate:FRA --state DEU
try cast v for --as auditor
try cast v maybe --as delegate:DEU
try cast v for --as delegate:DEU --on 2026-05-31
try cast v for --as delegate:DEU --on 2026-06-11
try cast nope for --as delegate:DEU
try tally v
try tally nope
try show nope
servanda vote tally v --on 2026-06-10 >/dev/null
try cast v for --as delegate:DEU
try tally v --on 2026-06-10
echo "$before documents before, $(servanda record log --json | jq .size) after, the tally among them"
