# SPDX-License-Identifier: EUPL-1.2
# engine: file
cp "$PESCO" servanda.db
printf 'state,year,indicator,value,unit,source_id,status\nAUT,2021,cofog_defence_gfcf,1,EUR_M,estat_gov_ev,final\n' >f.csv
mkfifo held go
hold-lock servanda.db <go >held &
exec 3>go
read -r _ <held
servanda import f.csv
status=$?
servanda member list --on 2020-04-17 | head -1 # reading goes on
exec 3>&-
wait
exit $status
