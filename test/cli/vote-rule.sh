# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" vote rule admission --on 2023-05-23 --concerning DNK
