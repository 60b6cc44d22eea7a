# SPDX-License-Identifier: EUPL-1.2
# The plans of packs/exercise: what the generator makes, with the mistakes that their README names and no others.
servanda plan exercise 2027 --on 2027-01-15 -o made >list
diff -r -x README.md made "$SOURCE/packs/exercise" && echo "26 of 26: $(ls made | wc -l)"
# Each says that it is an exercise.
for f in made/*.json; do jq -r '[.exercise, (.answers[].narrative | startswith("EXERCISE"))] | all' "$f"; done | sort | uniq -c | tr -s ' '
sed -n '4,$p' list | sed -E 's/-2027.exercise.json +/ | /; s/^/| /; s/$/ |/' >table
sed -n '/^| state/,/^$/p' "$SOURCE/packs/exercise/README.md" | sed '1,2d;/^$/d' | diff - table && echo "the README says which mistakes"
# The check finds every mistake that was made, but for sums under a currency that is none; what else it finds follows from them.
for f in made/*.json; do
	state=$(basename "$f" -2027.exercise.json)
	sed -n "s/^| $state | \(.*\) |/\1/p" table | tr -d ' ' | tr , '\n' | grep -v none | sort >put
	servanda plan check "$f" --json | jq -r '.findings[] | select(.severity != "information").rule' | sort -u >found
	echo "$state: missed '$(comm -23 put found | paste -sd' ')', more '$(comm -13 put found | paste -sd' ')'"
done
