# SPDX-License-Identifier: EUPL-1.2
cp "$PESCO" servanda.db
echo 'state,year,indicator,value,unit,source_id,status' >figures.csv
echo 'AUT,2021,cofog_defence_gfcf,x,EUR_M,estat_gov_ev,final' >>figures.csv
servanda import figures.csv --json
