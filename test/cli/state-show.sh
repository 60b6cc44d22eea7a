# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" state show FRA --on 2018-03-06
