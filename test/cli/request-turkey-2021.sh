# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" request assess TUR --project mm --on 2021-08-01
