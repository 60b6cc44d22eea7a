# SPDX-License-Identifier: EUPL-1.2
# Every kind of table that cannot be matched, and what is said about it.
printf 'id,title\n1,tank\n' >good.csv
printf '17,Leopard 2\n18,Leclerc\n' >no-header.csv
printf 'id,title\n1,tank\n2,gun\n1,ship\n' >twice.csv
printf 'id;title\n1;tank\n' >semicolons.csv
printf 'id,title\n' >no-rows.csv
printf '' >nothing.csv
printf '\377\376i\0d\0' >utf16.csv
printf 'id,title\n1,"tank\n' >open-quote.csv
{ printf 'id,title\n1,'; head -c 10485760 /dev/zero | tr '\0' 'x'; echo; } >huge.csv
for table in no-header twice semicolons no-rows nothing utf16 open-quote huge; do
	servanda overlap match $table.csv good.csv --csv
	echo "$table: exit $?"
done 2>&1
servanda overlap match good.csv none.csv
