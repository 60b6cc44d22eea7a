# SPDX-License-Identifier: EUPL-1.2
# Every plan of the exercise is answered alike with the pack alone and with a record made from it: findings,
# severities, and the assessment with its reasons.
same=0
for plan in "$SOURCE"/packs/exercise/*.json; do
	servanda --store "$PESCO" plan check "$plan" --json >with.json
	servanda plan check "$plan" --json >without.json
	servanda --store "$PESCO" plan check "$plan" >with.txt
	servanda plan check "$plan" >without.txt
	cmp with.json without.json && cmp with.txt without.txt && same=$((same + 1))
	jq -c '[.findings, .assessment] | map(length)' without.json >>sizes
done
echo "$same plans"
jq -s 'transpose | map(add)' -c sizes
