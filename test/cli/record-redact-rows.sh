# SPDX-License-Identifier: EUPL-1.2
# A figure that is withheld reads as withheld; what it had replaced does not come back.
cp "$PESCO" servanda.db
root() { servanda record log --known "$1" --json | jq -r .root; }
cat >corrected.csv <<'END'
state,year,indicator,value,unit,source_id,status
FRA,2018,eda_defexp,77777.77,EUR_M,eda2021,final
FRA,2019,eda_defexp,55555.55,EUR_M,eda2021,final
END
doc=$(servanda record log --json | jq .size)
servanda import corrected.csv | sed "s/$doc/N/; s/: $((doc + 1)) doc/: N+1 doc/"
root $((doc + 1)) >before
servanda record redact "$doc" --rows 2 --ground 'given in confidence'
servanda record redact "$doc" --confirm
echo "the one who proposed cannot confirm: $?"
servanda --as second-reader::berg record redact "$doc" --confirm
servanda record show "$doc"
root $((doc + 1)) | cmp - before && echo 'the root is what it was'
grep -q 77777.77 servanda.db servanda.db-wal 2>/dev/null || echo 'no byte of it is left'
servanda record show $((doc + 2)) | jq -c '[.act, .subject, .body]'
servanda review --year 2018 --json | jq -c '.collective[] | select(.commitment == "1") | {missing, lower, upper}' | head -3
servanda rebuild
servanda --as second-reader::berg record redact "$doc" --confirm
