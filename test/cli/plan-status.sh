# SPDX-License-Identifier: EUPL-1.2
# Who is where and who is late; what is due is a table of rules of the cycle, an extension stands apart.
cp "$PESCO" servanda.db
servanda --on 2027-01-05 --as assessor::berg plan extend IRL 2027 --until 2027-04-15 --reason election >/dev/null
servanda plan status --year 2027 --on 2027-03-12 | sed -n '1,3p;/^IRL/p'
servanda plan status --year 2027 --on 2027-02-12 --json | jq -c '.plans[] | select(.state == "IRL" or .state == "FRA")'
servanda plan status --year 2027 --on 2027-02-12 --ics | tr -d '\r' | sed -n '1,12p'
