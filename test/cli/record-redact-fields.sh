# SPDX-License-Identifier: EUPL-1.2
# engine: file
# Single fields leave the record; the row, the proofs and the receipts stay, by servanda-verify too.
cp "$PESCO" servanda.db
export SERVANDA_KEY_PASSPHRASE=x
servanda key new example.org/log -o log.key >log.pub
cat >sources.csv <<'END'
id,title,publisher,date,url,locator,access,licence,redistribute
told-1,"What was said, in confidence",Somebody,2021,,"page 7,
with a note",seen,,no
told-2,Another,Somebody,2022,,,seen,,no
END
cat >corrected.csv <<'END'
state,year,indicator,value,unit,source_id,status
FRA,2018,eda_defexp,77777.77,EUR_M,eda2021,final
FRA,2019,eda_defexp,55555.55,EUR_M,eda2021,final
END
doc=$(servanda record log --json | jq .size)
servanda import sources.csv corrected.csv --json | jq -c .recorded
servanda record sign --log-key log.key -o before >/dev/null
servanda record prove "$doc" -o receipt
redact() {
	servanda record redact "$@" --ground 'given in confidence'
}
confirm() {
	servanda --as second-reader::berg record redact "$1" --confirm
}
echo '-- what cannot go by itself'
redact "$doc" --fields 2:id
redact "$doc" --fields 2:title
redact "$doc" --fields 3:publisher
redact "$doc" --fields 2:colour
redact "$doc" --fields 2
echo '-- two fields of one row, one of them on two lines; the value of a figure'
redact "$doc" --fields 2:locator,4:publisher
servanda record redact "$doc" --confirm
confirm "$doc"
redact $((doc + 1)) --fields 2:value
confirm $((doc + 1)) | sed 's/document [0-9]*/document N/g'
servanda record show "$doc"
servanda record show $((doc + 1))
servanda record show $((doc + 3)) | jq -c .body
servanda review --year 2018 --json | jq -c '.collective[] | select(.commitment == "1") | .missing' | head -1
cat servanda.db servanda.db-wal 2>/dev/null | grep -c -e 'page 7' -e 77777.77
echo '-- everything still verifies'
servanda record sign --log-key log.key -o after >/dev/null
servanda record prove --from "$(sed -n 2p before)" -o proof
servanda record verify | sed '/^root/d'
servanda-verify store servanda.db --log log.pub | sed '/^root/d'
servanda-verify receipt receipt --log log.pub | sed -n 1p
servanda-verify consistency before after proof --log log.pub
servanda record export --since "$doc" -o bundle
servanda-verify bundle bundle --log log.pub
servanda rebuild | sed 's/^[0-9]* tables with [0-9]*/some tables with some/'
echo '-- fields that are moved into the gap are found'
sed 's/^told-2,Another,,/told-2,Anothe,r,/' bundle | sed '$d' >other
printf 'sha256: %s\n' "$(sha256sum other | cut -d' ' -f1)" >>other
servanda-verify bundle other --log log.pub
