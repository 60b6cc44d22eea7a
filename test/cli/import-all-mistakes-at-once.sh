# SPDX-License-Identifier: EUPL-1.2
cp "$PESCO" servanda.db
cat >figures.csv <<'EOF'
state,year,indicator,value,unit,source_id,status
AUX,2021,cofog_defence_gfcf,291.7,EUR_M,estat_gov_ev,final
AUT,2021,cofog_defence_gfcg,291.7,EUR_M,estat_gov_ev,final
AUT,2021,cofog_defence_gfcf,291.7,EUR_M_2015,estat_gov_ev,final
AUT,20x1,cofog_defence_gfcf,291.7,EUR_M,estat_gov_ev,final
AUT,2021,cofog_defence_gfcf,291;7,EUR_M,estat_gov_ev,final
AUT,2021,cofog_defence_gfcf,291.7,EUR_M,estat_gov
AUT,2022,cofog_defence_gfcf,291.7,EUR_M,estat_gov_evx,final
AUT,2022,cofog_defence_gfcf,291.7,EUR_M,estat_gov_ev,final
EOF
cat >participation.csv <<'EOF'
project,state,role,from,from_prec,to,to_prec,confidence,seen_on,source,verify_in,note
mm,FRA,member,2020-02-30,exact,,,seen,2020,dec-2018-340,,
mn,FRA,member,2020-02-01,exact,,,seen,2020,dec-2018-340,,
mm,FRA,chief,2020-02-01,exact,,,seen,2020,dec-2018-340,,
mm,FRA,observer,2020-02-01,exact,2019-01-01,exact,seen,2020,dec-2018-340,,
EOF
printf 'code,name\nAUT,\303\050\n' >broken.csv
servanda import figures.csv participation.csv broken.csv
status=$?
servanda record log --json | jq .size
exit $status
