# SPDX-License-Identifier: EUPL-1.2
# One page that stands alone: nothing is loaded, the same bytes for the same case and rounds.
cp "$SOURCE/packs/pesco/cases/romania-2022.case" .
page() { servanda deploy plan romania-2022.case --rounds 300 --time-limit 600 --html "$@"; }
page -o page.html
page | cmp - page.html && echo "the same each time"
grep -cE '<(script|link|img)|src=|url\(' page.html
grep -oE '<h[12]>[^<]*|<figure id="[^"]*"|<section id="[^"]*"' page.html
grep -o 'Everything is in place[^<]*' page.html
# Where something is late, what would keep the dates; what a case writes is text.
cat >late.json <<'JSON'
{"id": "<b>late</b> & more", "fleets": [{"name": "F", "count": 1, "capacity": 10,
  "carries": ["vehicles_t"], "lanes": [["A", "B", 1, 1, 1, 1]]}],
 "units": [{"id": "U", "origin": "A", "due_step": 20, "vehicles_t": 90}]}
JSON
servanda deploy plan late.json --rounds 300 --time-limit 600 --html >late.html
echo "exit $?"
grep -o '<title>.*' late.html
sed -n '/<section id="shortfall"/,/<\/section>/p' late.html
servanda deploy plan "$SOURCE/packs/pesco/geo/bench_rail_small.txt" --html --time-limit 600 | grep -o '<p class="lead">[^<]*'
servanda deploy plan late.json --units U --rounds 300 --time-limit 600 -o late.txt
echo "exit $?"
head -2 late.txt
cp "$SOURCE/packs/pesco/geo/bench_shuttle.csv" .
servanda deploy plan bench_shuttle.csv --html
echo "exit $?"
