# SPDX-License-Identifier: EUPL-1.2
servanda init --pack "$SOURCE/test/fixtures/record" >/dev/null
export SERVANDA_KEY_PASSPHRASE=x
servanda key new 'with space' -o a.key
servanda key new a
servanda key new a -o a.key >/dev/null
servanda key new b -o a.key
servanda key enrol a+b
servanda key enrol a.key --from 2026-01-02 --until 2026-01-01
servanda key enrol a.key >/dev/null
servanda key enrol a.key 2>&1 | sed 's/+[0-9a-f]\{8\}/+ID/'
servanda key revoke b --reason none
servanda key revoke a
servanda key rotate a a.key 2>&1 | sed 's/+[0-9a-f]\{8\}/+ID/'
unset SERVANDA_KEY_PASSPHRASE
servanda key new c -o c.key
