# SPDX-License-Identifier: EUPL-1.2
# By 72 % it takes 19 of 26.
servanda --store "$PESCO" vote simulate --act admission --on 2025-06-01 --alternative --against CYP,EST,LUX,LVA,LTU,SVN,HRV,IRL --for all --json | jq -c '[.rule, .members_needed, .members_for, .blocking_minority_needs, .adopted]'
