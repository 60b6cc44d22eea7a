# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" review --year 2019 --on 2020-04-17 --format html -o report.html
head -c 15 report.html; echo
grep -c 'id="c17-FRA"' report.html
grep -cE '<(script|link|img)|https?://[^"]*\.(js|css|png)' report.html
servanda --store "$PESCO" review --year 2019 --on 2020-04-17 --format html | cmp - report.html && echo "the same each time"
