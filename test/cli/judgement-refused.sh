# SPDX-License-Identifier: EUPL-1.2
# What is not judged: what figures decide, whom nothing binds, what is not in force, and without a reason.
cp "$PESCO" servanda.db
give() { servanda --as assessor::berg judgement give "$@" 2>&1; echo "exit $?"; }
give FRA 2025 17 met --rationale x
give FRA 2025 14 undecided --rationale x
give FRA 2025 14 met
give FRA 2025 14 met --rationale ''
give FRA 2025 14 met --rationale x --evidence 4,none
give FRA 2025 14 met --rationale x --evidence 4000
give FRA 2025 99 met --rationale x
give MLT 2025 14 met --rationale x
give QQQ 2025 14 met --rationale x
give FRA 2025 'a b' met --rationale x
servanda --as second-reader::lind judgement give FRA 2025 14 met --rationale x
echo "exit $?"
servanda --as second-reader::lind judgement confirm FRA 2025 14
echo "exit $?"
servanda --as assessor::berg judgement confirm FRA 2025 14
echo "exit $?"
give all 2025 14 met --rationale 'all of them do' | head -1
servanda --as second-reader::lind judgement confirm all 2025 14 | head -1
servanda --as national-author:FRA:durand judgement answer ALL 2025 14 'we do not' --on 2026-05-01
servanda judgement list --year 2024
servanda judgement list --state all
