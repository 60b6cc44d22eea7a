# SPDX-License-Identifier: EUPL-1.2
# A witness across an air gap: it cosigns what continues what it has seen, and keeps two views as evidence.
servanda init --pack "$SOURCE/test/fixtures/record" >/dev/null
export SERVANDA_KEY_PASSPHRASE=x
servanda key new example.org/log -o log.key >log.pub
servanda key new witness.fr --witness -o fr.key >fr.pub
servanda key new witness.it --witness -o it.key >it.pub
servanda key enrol fr.pub --state FRA >/dev/null
servanda record sign --log-key log.key >/dev/null
servanda witness request -o request
servanda witness sign request --witness-key fr.key --log log.pub -o answer
servanda witness add answer
servanda witness add answer
servanda record checkpoint | sed '3s/.*/ROOT/; s/ [^ ]*=*$/ .../'
cat >policy <<END
log $(cat log.pub)
witness FRA $(cat fr.pub)
witness ITA $(cat it.pub)
group members 1 FRA ITA
quorum members
END
servanda record prove 3 -o receipt
servanda-verify receipt receipt --policy policy | head -1
sed -i 's/^group members 1/group members 2/' policy
servanda-verify receipt receipt --policy policy
echo '-- what is not enrolled, was seen before, or is of another log'
servanda witness sign request --witness-key it.key --log log.pub -o other
servanda witness add other 2>&1 | sed "s/'.*'/'...'/"
servanda witness sign request --witness-key fr.key --log log.pub
servanda witness sign request --witness-key fr.key --log fr.pub
servanda witness sign request --witness-key log.key --log log.pub
echo '-- the log shows another history to somebody else'
servanda --store other.db init --pack "$SOURCE/test/fixtures/record" >/dev/null
cp log.key again.key
servanda --store other.db key enrol fr.pub --state FRA >/dev/null
servanda --store other.db record sign --log-key again.key >second
servanda --store other.db witness request --from 5 -o request
servanda witness sign request --witness-key fr.key --log log.pub 2>&1 | sed "s/fr.key.[0-9a-f]*/fr.key.ID/"
grep -c '^example.org/log$' fr.key.*.state.split
servanda record checkpoint >first
servanda-verify consistency first second --log log.pub
echo '-- the record went on while the answers were on their way'
servanda key enrol it.pub --state ITA >/dev/null
servanda record sign --log-key log.key >/dev/null
rm -f it.key.*
servanda witness request -o request
servanda witness sign request --witness-key it.key --log log.pub -o answer
servanda record redact 3 --ground 'one more document' >/dev/null
servanda record sign --log-key log.key >/dev/null
cat answer answer >twice
servanda witness add twice
servanda record checkpoint | grep -c '^— '
servanda record prove 3 -o receipt
servanda record prove 6 -o newest
tail -n +4 receipt | grep -c '^— '
servanda-verify receipt receipt --policy policy 2>&1 | head -1
grep -c '^— ' newest
servanda record verify | sed '/^root/d'
echo '-- a witness that was revoked before it cosigned'
servanda key revoke "$(cut -d+ -f1,2 it.pub)" --reason lost --from 2026-05-01 >/dev/null
servanda record sign --log-key log.key >/dev/null
servanda witness request --from 6 -o request
servanda witness sign request --witness-key it.key --log log.pub -o answer
servanda witness add answer 2>&1 | sed "s/^servanda: '[^']*'/servanda: '...'/"
