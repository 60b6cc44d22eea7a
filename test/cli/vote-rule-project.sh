# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" vote rule project --project mm --on 2021-05-01 --json | jq -c '[.rule, (.voters | length), .project]'
