# SPDX-License-Identifier: EUPL-1.2
# A plan without mistakes can be submitted, and its desk sees how it would be assessed.
servanda plan exercise 2027 -o a >/dev/null
servanda plan check a/FRA-2027.exercise.json
echo "exit $?"
servanda plan check a/FRA-2027.exercise.json --explain 2 | head -8
