# SPDX-License-Identifier: EUPL-1.2
# Enrolled, replaced, revoked: each document is judged by the keys valid on its day.
servanda init --pack "$SOURCE/test/fixtures/record" >/dev/null
export SERVANDA_KEY_PASSPHRASE='correct horse'
known() { sed 's/+[0-9a-f]\{8\}\(+[A-Za-z0-9+\/=]*\)\{0,1\}/+ID/g'; }
servanda key list
servanda key new dupont.fr -o a.key | known
servanda key new dupont.fr -o b.key | known
servanda key enrol a.key --holder dupont --state FRA --from 2026-01-01 | known
servanda --as operator::dupont --key a.key record redact 3 --ground one >out && known <out
SERVANDA_KEY_PASSPHRASE=wrong servanda --key a.key record redact 3 --ground two
servanda --as operator::berg --key a.key record redact 3 --ground two
servanda --as operator::dupont --key b.key record redact 3 --ground three
servanda record verify | sed '/^root/d'
servanda key rotate dupont.fr b.key | known
servanda --as operator::dupont --key b.key record redact 3 --ground four
servanda key list | known
servanda key list --json | known | jq -c '.keys[] | [.id, .holder, .from, .to, .valid]'
servanda key revoke "$(servanda key list --json | jq -r '.keys[1].id')" --reason stolen --from 2026-05-20 | known
servanda record verify | sed '/^root/d'
stat -c %a a.key
