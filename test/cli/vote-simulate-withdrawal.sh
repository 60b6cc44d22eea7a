# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" vote simulate --act withdrawal --for all
