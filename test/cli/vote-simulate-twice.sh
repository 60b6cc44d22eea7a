# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" vote simulate --act admission --on 2022-01-01 --for FRA,DEU --against FRA
