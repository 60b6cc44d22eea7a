# SPDX-License-Identifier: EUPL-1.2
# A member leaves by notice; the membership ends when the Council has taken note, and not before.
cp "$PESCO" servanda.db
servanda member withdraw HUN --on 2026-05-04 --text 'note verbale' --as delegate:HUN
servanda member withdrawals
echo "$(servanda member list --on 2026-06-30 | head -n 1)"
servanda member note HUN --on 2026-07-01 --as assessor::ana
servanda member withdrawals --json
for on in 2026-06-30 2026-07-01; do
	echo "$(servanda member list --on $on | head -n 1), $(servanda state show HUN --on $on | grep -E '^[0-9]+ projects')"
done
echo "an admission after it, which the state has to ask for anew:"
servanda vote rule admission --concerning HUN --on 2026-07-02 | head -n 3
servanda record verify | head -n 1
