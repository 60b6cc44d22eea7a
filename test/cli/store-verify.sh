# SPDX-License-Identifier: EUPL-1.2
# engine: file
# A program of its own judges what servanda gave away, and says the first thing wrong and where.
servanda init --pack "$SOURCE/test/fixtures/record" >/dev/null
export SERVANDA_KEY_PASSPHRASE=x
servanda key new pesco.example/log -o log.key >log.pub
servanda key new other.example/log -o other.key >other.pub
servanda record sign --log-key log.key >old
servanda-verify store servanda.db --log log.pub --checkpoint old | sed '/^root/d'
servanda-verify store servanda.db --log other.pub --checkpoint old
servanda key enrol log.pub >/dev/null
servanda record sign --log-key log.key >new
servanda-verify checkpoint new --log log.pub
servanda record prove 3 -o receipt
servanda record show 3 >content
salt=$(servanda record show 3 --json | jq -r .salt)
servanda-verify receipt receipt --log log.pub --document content --salt "$salt" | sed '/^content/d'
echo x >>content
servanda-verify receipt receipt --log log.pub --document content --salt "$salt"
servanda-verify receipt receipt --log other.pub
sed 's/^index 3/index 4/' receipt >moved
servanda-verify receipt moved --log log.pub
servanda-verify receipt receipt
servanda-verify consistency old new --log log.pub
servanda record prove --from 4 -o proof
servanda-verify consistency old new proof --log log.pub
servanda-verify consistency new new --log log.pub
sed '1s/^.\{4\}/AAAA/' proof >other
servanda-verify consistency old new other --log log.pub
servanda-verify nothing
servanda-verify store missing.db
