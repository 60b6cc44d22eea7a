# SPDX-License-Identifier: EUPL-1.2
# engine: file
# One byte changed behind its back: both programs name the document, and the others are still read.
servanda init --pack "$SOURCE/test/fixtures/record" >/dev/null
servanda record verify | sed '/^root/d'
LC_ALL=C sed -i 's/Council,2017-12-11/Counsel,2017-12-11/' servanda.db
servanda record verify --json | jq -c '[.verified, .size, (.findings | map([.place, .rule]))]'
servanda record verify | tail -2 | head -1
servanda record verify >/dev/null
echo "$?"
servanda-verify store servanda.db
echo "$?"
servanda record show 0 | head -1
servanda record show 2 | head -1
