# SPDX-License-Identifier: EUPL-1.2
# A copy on another site is fed with bundles, proves as much, follows what is withheld, and sees a fork.
servanda init --pack "$SOURCE/test/fixtures/record" >/dev/null
export SERVANDA_KEY_PASSPHRASE=x
servanda key new example.org/log -o log.key >log.pub
servanda record export -o early.bundle
servanda record sign --log-key log.key >/dev/null
servanda record export -o first.bundle
servanda-verify bundle first.bundle --log log.pub
servanda --store copy.db record import first.bundle
servanda --store copy.db record import first.bundle --log log.pub
servanda --store copy.db record import first.bundle
cp copy.db forked.db
servanda record redact 3 --rows 3 --ground 'given in confidence'
servanda --as assessor::berg record redact 3 --confirm
servanda record sign --log-key log.key >/dev/null
servanda record export --since 4 -o second.bundle
servanda-verify bundle second.bundle
servanda --store copy.db record import second.bundle --json | jq -c .
servanda --store copy.db record show 3
servanda --store copy.db record verify | sed '/^root/d'
servanda --store copy.db rebuild | sed 's/^[0-9]* tables/some tables/'
echo '-- from the beginning, the withheld row with it'
servanda record export -o all.bundle
servanda-verify bundle all.bundle --log log.pub
servanda --store another.db record import all.bundle --log log.pub
servanda --store another.db record verify | sed '/^root/d'
echo '-- a gap, damage, another log, a fork'
servanda --store third.db record import second.bundle --log log.pub
ls third.db 2>&1
sed 's/11.25/11.26/; s/10.50/10.51/' all.bundle >damaged.bundle
servanda --store copy.db record import damaged.bundle
servanda-verify bundle damaged.bundle
servanda key new other.org/log -o other.key >other.pub
servanda --store another.db record import all.bundle --log other.pub 2>&1 | sed "s/'example.*', /'ANOTHER', /"
servanda --store forked.db record redact 2 --ground 'a history of its own'
servanda --store forked.db record import second.bundle
grep -c '^example.org/log$' forked.db.fork
