# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" vote simulate --act admission --on 2025-06-01 --against DEU,FRA,ITA --for all
