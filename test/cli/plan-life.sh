# SPDX-License-Identifier: EUPL-1.2
# The way of a plan: nobody approves or signs their own, nothing unsigned is submitted, what is accepted is reviewed,
# reopening takes two.
cp "$PESCO" servanda.db
servanda plan exercise 2026 -o a >/dev/null
plan=a/FRA-2026.exercise.json
mask() { sed -e 's/leaf [0-9a-f]*/leaf HASH/' -e 's/document [0-9]*/document N/'; }
author() { servanda --as national-author:FRA:durand plan "$@" 2>&1 | mask; }
approver() { servanda --as national-approver:FRA:martin plan "$@" 2>&1 | mask; }
assessor() { servanda --as assessor::berg plan "$@" 2>&1 | mask; }
servanda review --year 2025 --state FRA --commitment 7 --json | jq -c '.ratings[0] | [.rating, .reason]'
servanda --as national-author:DEU:klein plan draft $plan
jq 'del(.answers["7"])' $plan >incomplete.json
author draft incomplete.json
approver approve FRA 2026
author draft $plan
author approve FRA 2026
servanda --as national-approver:FRA:durand plan approve FRA 2026
servanda --as 'national-approver:FRA:Durand ' plan approve FRA 2026
author submit FRA 2026
approver sign FRA 2026
approver approve FRA 2026
approver submit FRA 2026
author sign FRA 2026
servanda --as national-approver:FRA:durand plan sign FRA 2026
servanda --as national-approver:DEU:wolf plan sign FRA 2026
servanda --as national-approver:FRA:dupond plan sign FRA 2026 2>&1 | mask
approver submit FRA 2026
assessor comment FRA 2026 'does this count R&D twice?' --cell /finance/rd/2026
assessor return FRA 2026 --reason 'see the comment'
jq '.statement.signatory = "the minister" | .finance.rd["2032"] = "1"' $plan >second.json
author draft $plan
approver approve FRA 2026
approver sign FRA 2026
servanda --as national-approver:FRA:martin plan status --year 2026 --json | jq -r '.plans[].status'
author draft $plan
approver submit FRA 2026
author draft $plan
approver approve FRA 2026
approver sign FRA 2026
approver submit FRA 2026
before=$(servanda record log --json | jq .size)
assessor accept FRA 2026
servanda record log --json | jq -r '.documents[-4:][] | .kind'
servanda review --year 2025 --state FRA --commitment 7 --json | jq -c '.ratings[0] | [.rating, .reason]'
servanda review --year 2025 --state FRA --commitment 7 --json --known "$before" | jq -c '.ratings[0].rating'
servanda explain FRA 2 --year 2025 --json | jq -c '[.value, .sources[0].text]'
assessor reopen FRA 2026 --reason 'R&T was revised'
assessor reopen FRA 2026 --reason 'R&T was revised'
servanda --as second-reader::lind plan reopen FRA 2026 --reason agreed | mask
servanda plan history FRA 2026
servanda plan history FRA 2026 --cell /finance/rd/2026
servanda rebuild | grep -o 'they are what they were'
