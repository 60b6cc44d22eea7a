# SPDX-License-Identifier: EUPL-1.2
# The way of a judgement: nobody confirms their own, it rates from its confirmation on, and the state answers.
cp "$PESCO" servanda.db
mask() { sed -e 's/leaf [0-9a-f]*/leaf HASH/' -e 's/document [0-9]*/document N/'; }
assessor() { servanda --as assessor::berg judgement "$@" 2>&1 | mask; }
reader() { servanda --as second-reader::lind judgement "$@" 2>&1 | mask; }
desk() { servanda --as national-approver:FRA:martin judgement "$@" 2>&1 | mask; }
rated() { servanda review --year 2025 --state FRA --commitment 14 --json "$@" | jq -c '.ratings[0] | [.rating, .decided_by, .reason]'; }
rated
assessor give FRA 2025 14 on_track --rationale 'proposes common funding' --evidence 4,5
rated
servanda --as second-reader::berg judgement confirm FRA 2025 14
servanda --as second-reader::Berg judgement confirm FRA 2025 14
desk answer FRA 2025 14 'too early' --on 2026-05-01
reader return FRA 2025 14 --reason 'which proposal?'
reader confirm FRA 2025 14
assessor give FRA 2025 14 on_track --rationale 'proposes common funding in the file of March' --evidence 4
before=$(servanda record log --json | jq .size)
reader confirm FRA 2025 14
rated
rated --known "$before"
servanda --as national-approver:DEU:klein judgement answer FRA 2025 14 'not ours' --on 2026-05-01
desk answer FRA 2025 14 'the file went out in February' --on 2026-06-01
desk answer FRA 2025 14 'the file went out in February' --on 2026-05-31
rated
servanda explain FRA 14 --year 2025
# Given again, the one that stands goes on rating until the new one is confirmed.
assessor give FRA 2025 14 met --rationale 'adopted'
rated
servanda judgement list
servanda judgement list --state FRA --json | jq -c '.judgements[] | [.status, .last.rating, .last.second, .standing.rating, .standing.answer, .standing.evidence, .answer_until]'
reader confirm FRA 2025 14
rated
servanda record verify | grep -c finding
servanda rebuild | grep -o 'they are what they were'
# The members together: where the rule binds them so, one judgement speaks for all.
assessor give all 2025 5 met --rationale 'the Council endorsed it'
servanda --as second-reader::lind judgement confirm all 2025 5 --json | jq -c '[.state, .commitment, .status]'
servanda review --year 2025 --commitment 5 --json | jq -c '[.ratings[] | .rating] | unique'
desk answer all 2025 5 'we do not'
