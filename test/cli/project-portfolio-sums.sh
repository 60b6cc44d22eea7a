# SPDX-License-Identifier: EUPL-1.2
# What all carry is the number of projects with somebody in them.
servanda --store "$PESCO" project portfolio --on 2020-04-17 --json | jq -c '[(.projects | length), (.states | map(.carried) | add | . * 1000 | round / 1000), ([.projects[] | select(.coordinators + .members > 0)] | length), ([.projects[].life] | unique)]'
