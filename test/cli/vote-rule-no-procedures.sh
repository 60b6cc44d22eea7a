# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" vote simulate --act admission --on 2023-05-22 --for all --known 9
