# SPDX-License-Identifier: EUPL-1.2
# With -o nothing is printed; the file is there whole or not at all.
servanda --store "$PESCO" review --year 2019 --on 2020-04-17 --csv -o review.csv
ls
servanda --store "$PESCO" review --year 2019 --on 2020-04-17 --csv -o nowhere/review.csv
