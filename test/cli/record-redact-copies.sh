# SPDX-License-Identifier: EUPL-1.2
# engine: file
# The record keeps what copies made for others lack; both verify, and what comes later is followed.
servanda init --pack "$SOURCE/test/fixtures/record" >/dev/null
export SERVANDA_KEY_PASSPHRASE=x
servanda key new example.org/log -o log.key >log.pub
cat >told.csv <<'END'
id,title,publisher,date,url,locator,access,licence,redistribute
told-1,Open,Somebody,2021,,here,seen,,no
told-2,For members,Somebody,2022,,in the safe,seen,,no
told-3,Secret,Somebody,2023,,elsewhere,seen,,no
END
servanda import told.csv >/dev/null
doc=$(($(servanda record log --json | jq .size) - 1))
sign() {
	servanda record sign --log-key log.key >checkpoint
}
confirm() {
	servanda --as second-reader::berg record redact "$doc" --confirm
}
sign
servanda record export -o early.bundle
servanda record prove "$doc" -o receipt
echo '-- what is proposed and confirmed'
servanda record redact "$doc" --lift --ground 'nothing is withheld'
servanda record redact "$doc" --rows 4 --lift --ground 'both'
servanda record redact "$doc" --fields 3:locator --from-copies --ground 'for members only'
servanda record redact "$doc" --confirm
confirm
confirm
servanda record redact "$doc" --rows 4 --from-copies --ground 'told in confidence' --json | jq -c '[.scope, .document]'
confirm
servanda record show "$doc" | sed -n 3,4p
servanda record show "$doc" --json | jq -c '[.withheld_by, .withheld_from_copies]'
servanda record show $((doc + 4)) | jq -c .body
servanda record verify | sed '/^root/d'
echo '-- for whom has to be said, and a checkpoint has to cover it'
servanda record export -o unsaid.bundle
servanda copy --to unsaid.db
servanda record export --for-others --whole -o unsaid.bundle
servanda record export --for-others -o unsaid.bundle
ls unsaid.bundle unsaid.db 2>&1
sign
echo '-- a bundle and a copy for others'
servanda record export --for-others -o others.bundle
servanda record export --whole -o whole.bundle
grep -c -e 'in the safe' -e Secret others.bundle whole.bundle
servanda-verify bundle others.bundle --log log.pub
servanda-verify bundle whole.bundle --log log.pub
servanda copy --for-others --to others.db | sed '/^root/d; s/[0-9]* rows/(so many) rows/'
cat others.db others.db-wal 2>/dev/null | grep -c -e 'in the safe' -e Secret
servanda copy --whole --to backup.db | sed '/^root/d; s/[0-9]* rows/(so many) rows/'
servanda --store mirror.db record import others.bundle --log log.pub
for store in others.db mirror.db; do
	servanda --store $store record show "$doc"
	servanda --store $store record show "$doc" --json | jq -c '[.withheld_by, .withheld_from_copies]'
	servanda --store $store record show $((doc + 4)) | jq -c '.body.ground'
	servanda --store $store record verify | sed '/^root/d'
	servanda-verify store $store --log log.pub | sed '/^root/d'
	servanda --store $store rebuild | sed 's/^[0-9]* tables with [0-9]*/some tables with some/'
	servanda --store $store record log --json | jq -r .root
done | sed "s/$(servanda record log --json | jq -r .root)/the root of the record/"
servanda-verify receipt receipt --log log.pub | sed -n 1p
servanda --store others.db record export --for-others -o again.bundle && cmp again.bundle others.bundle
echo '-- nothing is taken from a copy that has it, nor given to one that lacks it'
servanda --store full.db record import early.bundle --log log.pub
servanda --store full.db record import others.bundle
servanda --store full.db record show "$doc" | grep -c -e 'in the safe' -e Secret
servanda --store mirror.db record import whole.bundle
servanda --store mirror.db record show "$doc" | grep -c -e 'in the safe' -e Secret
echo '-- until two people end it'
cp mirror.db kept.db
servanda record redact "$doc" --lift --ground 'published since'
confirm
sign
servanda record export -o lifted.bundle
servanda --store mirror.db record import lifted.bundle
servanda --store mirror.db record show "$doc" | cmp - told.csv
servanda --store mirror.db record verify | sed '/^root/d'
servanda --store mirror.db rebuild | sed 's/^[0-9]* tables with [0-9]*/some tables with some/'
echo '-- a row goes for good: from the record, and from a copy that lacked others'
servanda record redact "$doc" --rows 2 --ground 'given in confidence'
confirm
sign
servanda record export --since $((doc + 1)) -o later.bundle
servanda --store kept.db record import later.bundle
servanda --store kept.db record show "$doc"
servanda --store kept.db record verify | sed '/^root/d'
servanda-verify store kept.db --log log.pub | sed '/^root/d'
servanda --store kept.db rebuild | sed 's/^[0-9]* tables with [0-9]*/some tables with some/'
servanda record redact "$doc" --rows 3 --from-copies --ground 'too late'
servanda record export -o all.bundle
servanda --store kept.db record import all.bundle --json | jq -c .
servanda --store kept.db record show "$doc"
servanda --store kept.db record verify | sed '/^root/d'
servanda --store kept.db rebuild | sed 's/^[0-9]* tables with [0-9]*/some tables with some/'
servanda-verify store kept.db --log log.pub | sed '/^root/d'
