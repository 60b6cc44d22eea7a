# SPDX-License-Identifier: EUPL-1.2
# engine: file
# A tally changes the register in one transaction: whichever of its statements fails, nothing of it is there.
cp "$PESCO" before.db
servanda --store before.db vote open s --act suspension --concerning HUN >/dev/null
for state in $(servanda --store before.db vote rule suspension --concerning HUN --json | jq -r '.voters[]'); do
	servanda --store before.db vote cast s for --state $state >/dev/null
done
held() {
	servanda --store "$1" record verify | head -n 1
	servanda --store "$1" vote show s --json | jq -c '[.tallied, .adopted, .adopted_by_count]'
	servanda --store "$1" member list | head -n 1
	servanda --store "$1" rebuild
}
cp before.db servanda.db
held servanda.db >expected
# Every 61st of its statements, then each of the last ones, where the transaction ends.
faults=0
fails_at() {
	cp before.db servanda.db
	SERVANDA_FAIL_STATEMENT=$1 servanda vote tally s >/dev/null 2>err && return 1
	faults=$((faults + 1))
	held servanda.db | cmp -s - expected || echo "with statement $1 failing the record is not what it was"
	grep -q '^servanda: ' err || echo "with statement $1 failing nothing was said"
}
n=0
while fails_at $n; do n=$((n + 61)); done
n=$((n - 61))
while fails_at $n; do n=$((n + 1)); done
[ $faults -gt 40 ] || echo "only $faults statements failed"
cat expected
echo "and with none failing:"
held servanda.db
