# SPDX-License-Identifier: EUPL-1.2
# Values are compared as they are understood, whatever the form.
servanda plan exercise 2027 -o a --xlsx >/dev/null
servanda plan diff a/FRA-2027.exercise.json a/FRA-2027.exercise.xlsx
jq '.finance.rt["2027"] = "1.50" | del(.statement) | .cover.contact = "desk"' a/FRA-2027.exercise.json >b.json
jq '.finance.rt["2027"] = 1.5' b.json >c.json
servanda plan diff b.json c.json
servanda plan diff a/FRA-2027.exercise.json b.json
