# SPDX-License-Identifier: EUPL-1.2
# A state that has keys in the record signs with them: with none, with one that nobody enrolled, with somebody else's and
# with one that is revoked nothing is signed. What was signed covers the plan.
cp "$PESCO" servanda.db
export SERVANDA_KEY_PASSPHRASE='correct horse'
known() { sed -E 's/\+[0-9a-f]{8}/+ID/g'; }
for name in martin dupond stranger; do servanda key new $name.fr -o $name.key >/dev/null; done
servanda plan exercise 2026 -o a >/dev/null
draft() {
	servanda --as national-author:FRA:durand plan draft a/FRA-2026.exercise.json >/dev/null
	servanda --as national-approver:FRA:martin plan approve FRA 2026 >/dev/null
}
sign() { servanda --as national-approver:FRA:martin "$@" plan sign FRA 2026 2>&1 | known; }
draft
for name in martin dupond; do servanda key enrol $name.key --holder $name --state FRA >/dev/null; done
sign
sign --key stranger.key
sign --key dupond.key
servanda --as national-approver:FRA:martin --key martin.key plan sign FRA 2026 --json >signed.json
jq -r .status signed.json
servanda record verify --json | jq -c '[.verified, .signed, .signed_invalid]'
# The digest is that of the plan of the draft, in the form of acts: anybody can make it again.
servanda record show "$(jq .document signed.json)" | jq -c '.body | keys'
servanda record show "$(servanda record show "$(jq .document signed.json)" | jq .body.draft)" |
	jq -jcS .body.plan | sha256sum | cut -d' ' -f1 >own
servanda record show "$(jq .document signed.json)" | jq -r .body.plan_sha256 | cmp - own && echo covered
# A draft takes the signature back; a key that is revoked signs no more.
draft
servanda plan status --year 2026 --json | jq -r '.plans[] | select(.state == "FRA") | .status'
servanda key revoke martin.fr --reason lost --from 2026-01-01 >/dev/null
sign --key martin.key
