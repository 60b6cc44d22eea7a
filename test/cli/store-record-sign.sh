# SPDX-License-Identifier: EUPL-1.2
# engine: file
# The signer remembers outside the store: a backup that was brought back cannot hide what came since.
servanda init --pack "$SOURCE/test/fixtures/record" >/dev/null
export SERVANDA_KEY_PASSPHRASE=x
servanda record sign
servanda key new pesco.example/log -o log.key >log.pub
servanda record checkpoint
servanda record sign --log-key log.key | sed '3s/.*/ROOT/; 5s/ [^ ]*$/ SIGNATURE/'
cp servanda.db backup.db
export SERVANDA_LOG_KEY=log.key
servanda key enrol log.pub >/dev/null
servanda record checkpoint | sed -n 2p
servanda record prove 4 -o receipt.tlog-proof
servanda-verify receipt receipt.tlog-proof --log log.pub | sed '/^content/d; s/+[0-9a-f]\{8\}/+ID/'
cp backup.db servanda.db
rm -f servanda.db-wal servanda.db-shm
servanda record sign
echo "an older store: $?"
servanda record redact 3 --ground 'another history'
servanda record sign
echo "another history: $?"
