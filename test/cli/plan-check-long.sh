# SPDX-License-Identifier: EUPL-1.2
# Ten megabytes of narrative, emoji and text from right to left: a finding where it is too long, and nothing else.
servanda plan exercise 2027 -o a >/dev/null
check() { servanda plan check "$1" --json 2>&1 | jq -c '.findings[] | [.severity, .rule, .place, .message]'; }
head -c 10000000 /dev/zero | tr '\0' 'x' >text
jq --rawfile text text '.answers["7"].narrative = $text' a/FRA-2027.exercise.json >long.json
check long.json
jq '.answers["7"].narrative = "שלום 😀 \u200f(1.234)" | .statement.text = "مرحبا"' a/FRA-2027.exercise.json >marks.json
check marks.json
jq --rawfile text text '.answers["7"].narrative = $text + $text' a/FRA-2027.exercise.json >longer.json
servanda plan check longer.json
echo "exit $?"
