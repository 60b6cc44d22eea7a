# SPDX-License-Identifier: EUPL-1.2
cp "$PESCO" servanda.db
cat >participation.csv <<'EOF'
project,state,role,from,from_prec,to,to_prec,confidence,seen_on,source,verify_in,note
essor,LUX,member,2020-02-01,exact,2022-02-01,exact,seen,2020,dec-2018-340,,
essor,LUX,observer,2021-02-01,exact,,,seen,2020,dec-2018-340,,
EOF
servanda import participation.csv
