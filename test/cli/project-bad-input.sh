# SPDX-License-Identifier: EUPL-1.2
# What is refused leaves nothing behind.
cp "$PESCO" servanda.db
before=$(servanda record log --json | jq .size)
try() { servanda project "$@" 2>&1; echo "  exit $?"; }
proposal=$SOURCE/packs/pesco/examples/proposal.json
try propose mm "$proposal"
try propose 'a b' "$proposal"
echo '{' >broken.json
try propose owl broken.json
jq 'del(.financing)' "$proposal" >no-money.json
try propose owl no-money.json
jq '.milestones[1].due = "2028-02-30"' "$proposal" >no-day.json
try propose owl no-day.json
jq '.members = []' "$proposal" >alone.json
try propose owl alone.json
jq '.members = ["FRA"]' "$proposal" >twice.json
try propose owl twice.json
jq '.members = ["MLT"]' "$proposal" >malta.json
try propose owl malta.json
try propose owl "$proposal" --as auditor
try join euroartillery --state IRL --on 2019-01-01
try join euroartillery --state IRL --agreed SVK --on 2019-01-01
try join euroartillery --state ITA --agreed SVK,ITA --on 2019-01-01
try observe euroartillery --state SVK --agreed SVK,ITA --on 2019-01-01
try join euroartillery --state MLT --agreed SVK,ITA --on 2019-01-01
try join euroartillery --state NOR --agreed SVK,ITA --on 2019-01-01
try join emc --state IRL --agreed DEU --on 2025-01-01
try join crf --state IRL --agreed EST --on 2020-01-01
try join crft --state IRL --agreed EST
try join euroartillery --agreed SVK,ITA
try join euroartillery --as delegate:IRL --state LUX --agreed SVK,ITA --on 2019-01-01
try leave euroartillery --state IRL --on 2019-01-01
try leave euroartillery --state SVK --on 2019-01-01
try leave mm --state NOR
try phase mm dreaming
try report mm
try report mm --text x --as coordinator:FRA
try slip mm m1 --to 2028-01-01 --reason financing
try milestone mm m1
try close mm --reason reached
try close mm --reason tired --agreed NLD
echo "$before documents before, $(servanda record log --json | jq .size) after"
servanda project milestone mm m1 --due 2027-01-31 >/dev/null
try milestone mm m1 --due 2027-06-30
try slip mm m1 --to 2027-06-30
try slip mm m1 --to 2027-06-30 --reason weather
try slip mm m1 --to 2027-01-31 --reason financing
try milestone mm m1 --reached 2026-06-02
servanda project milestone mm m1 --reached 2026-05-01 >/dev/null
try slip mm m1 --to 2028-01-01 --reason financing
try milestone mm m1 --reached 2026-05-02
