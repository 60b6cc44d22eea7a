# SPDX-License-Identifier: EUPL-1.2
# A project has a coordinator on every day, also where somebody else's leaving was recorded ahead.
cp "$PESCO" servanda.db
try() { servanda project "$@" 2>&1; echo "  exit $?"; }
servanda project leave euroartillery --state ITA --on 2019-01-01
try join euroartillery --state ITA --role coordinator --agreed SVK --on 2019-02-01
try leave euroartillery --state ITA --on 2020-01-01
try leave euroartillery --state SVK --on 2019-06-01
try leave euroartillery --state SVK --on 2020-01-01
try join euroartillery --state POL --role coordinator --agreed SVK,ITA --on 2019-12-01
try leave euroartillery --state SVK --on 2019-06-01
servanda project show euroartillery --on 2020-02-01 --json | jq -c '.participations[] | [.state, .role, .from, .to]'
