# SPDX-License-Identifier: EUPL-1.2
# A document comes back byte for byte.
servanda --store "$PESCO" record show 1 | cmp - "$SOURCE/packs/pesco/facts/states.csv" && echo same
servanda --store "$PESCO" record show 1 --json | jq -c '[.kind, .name, .author, .recorded, .withheld]'
