# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" review --year 2019 --on 2020-04-17 --csv >review.csv
head -1 review.csv
grep -E '^2019,(FRA,17|FRA,2|,2),' review.csv | cut -c 1-150
wc -l <review.csv
