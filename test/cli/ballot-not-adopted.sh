# SPDX-License-Identifier: EUPL-1.2
# Without a quorum nothing is adopted, and nothing in the register changes.
cp "$PESCO" servanda.db
servanda vote open a --act assessment >/dev/null
servanda vote cast a for --as delegate:FRA >/dev/null
servanda vote tally a
servanda member list | head -n 1
servanda vote list
