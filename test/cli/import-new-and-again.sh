# SPDX-License-Identifier: EUPL-1.2
cp "$PESCO" servanda.db
cat >figures.csv <<'EOF'
state,year,indicator,value,unit,source_id,status
AUT,2021,cofog_defence_gfcf,291.7,EUR_M,estat_gov_ev,final
AUT,2022,cofog_defence_gfcf,432.0,EUR_M,estat_gov_ev,provisional
EOF
servanda import figures.csv --dry-run
servanda import figures.csv
servanda import figures.csv
servanda rebuild | sed 's/with [0-9]* rows/with (so many) rows/'
