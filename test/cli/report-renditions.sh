# SPDX-License-Identifier: EUPL-1.2
# One record, two renditions: nothing that is kept back shows in the public one, and nothing follows from it.
servanda plan exercise 2026 -o a >/dev/null
plan=a/FRA-2026.exercise.json
# The same plan with other figures, another answer that is restricted, and another rationale.
jq '.finance.rt["2025"] = "1111.1" | .finance.rt["2027"] = "1222.2" | .answers["7"].declared = "no_progress"' $plan >other.json
record() { # FILE PLAN RATIONALE: a record with the plan accepted and a judgement confirmed
	export SERVANDA_STORE="$1"
	cp "$PESCO" "$1"
	jq '.answers["7"].releasable = "restricted" | .answers["8"].releasable = "public"
		| .confirmations += [{"rule": "band", "cell": "/finance/rt/2025", "reason": "one programme"}]' "$2" >plan.json
	servanda --as national-author:FRA:durand plan draft plan.json >draft.out
	for step in approve sign submit; do servanda --as national-approver:FRA:martin plan $step FRA 2026; done >/dev/null
	servanda --as assessor::berg plan accept FRA 2026 >/dev/null
	servanda --as assessor::berg judgement give FRA 2025 14 met --rationale "$3" >/dev/null
	servanda --as assessor::berg judgement give FRA 2025 15 met --public --rationale 'two gaps closed' >/dev/null
	for n in 14 15; do servanda --as second-reader::lind judgement confirm FRA 2025 $n; done >/dev/null
}
record one.db "$plan" 'a secret reason'
servanda report 2025 -o public.html --log kept-back.csv
servanda report 2025 --rendition restricted -o restricted.html
grep -o '[A-Z][a-z]* rendition</strong>[^<]*' public.html restricted.html
for f in public.html restricted.html; do
	echo "$f: $(grep -c 'a secret reason' $f) $(grep -c 'two gaps closed' $f)"
done
sed -n '/id="kept-back"/,/<\/section>/p' public.html | sed 's/<[^>]*>/ /g' | grep -v '^ *$'
grep -v '^figure' kept-back.csv
grep '^figure' kept-back.csv | grep ',2025,' | cut -d, -f1-4
grep -c . kept-back.csv
# Made again, it is the same to the byte.
servanda report 2025 -o again.html --log again.csv
cmp public.html again.html && cmp kept-back.csv again.csv && echo same
# A record that differs in what is kept back only has the same public rendition, and another restricted one.
record two.db other.json 'another reason'
servanda report 2025 -o public-two.html
servanda report 2025 --rendition restricted -o restricted-two.html
cmp public.html public-two.html && echo same
cmp -s restricted.html restricted-two.html || echo different
servanda --as public report 2025 --rendition restricted
echo "exit $?"
servanda report 2025 --rendition restricted --log log.csv
echo "exit $?"
