# SPDX-License-Identifier: EUPL-1.2
# What is no plan is refused in one line.
printf 'PK\003\004' >a.xlsx
printf '{"format": ' >b.json
printf '[]' >c.json
printf '\320\317\021\340\241\261\032\341' >d.xls
for file in a.xlsx b.json c.json d.xls none.json; do
	servanda plan check $file
	echo "exit $?"
done 2>&1
