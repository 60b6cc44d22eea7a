# SPDX-License-Identifier: EUPL-1.2
# The leaves are salted, so the root differs from one record to the next.
servanda --store "$PESCO" record log | sed 's/root [0-9a-f]\{64\}$/root (64 hexadecimal digits)/'
servanda --store "$PESCO" record log --known 2 --json | jq -c '[.size, (.documents | map(.name))]'
