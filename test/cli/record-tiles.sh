# SPDX-License-Identifier: EUPL-1.2
# The log as static files: entries and hashes, 256 each, verified from nothing else.
servanda init --pack "$SOURCE/test/fixtures/record" >/dev/null
export SERVANDA_KEY_PASSPHRASE=x
servanda key new example.org/log -o log.key >log.pub
servanda record sign --log-key log.key >/dev/null
servanda record export --tiles log
servanda record redact 3 --ground 'a fifth document' >/dev/null
servanda record sign --log-key log.key >/dev/null
servanda record export --tiles log
(cd log && find . -type f | sort)
servanda-verify tiles log --log log.pub
tail -c +3 log/tile/entries/000.p/5 | head -2
printf 'x' | dd of=log/tile/entries/000.p/5 bs=1 seek=40 conv=notrunc 2>/dev/null
servanda-verify tiles log --log log.pub
