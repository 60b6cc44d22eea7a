# SPDX-License-Identifier: EUPL-1.2
# The state concerned has no vote; its roles end with its membership.
cp "$PESCO" servanda.db
servanda vote open s --act suspension --concerning HUN >/dev/null
for state in $(servanda vote rule suspension --concerning HUN --json | jq -r '.voters[]'); do
	servanda vote cast s for --state $state >/dev/null
done
servanda vote tally s --effect 2026-09-01
for on in 2026-08-31 2026-09-01; do
	echo "$(servanda member list --on $on | head -n 1), $(servanda state show HUN --on $on | grep -E '^[0-9]+ projects')"
done
