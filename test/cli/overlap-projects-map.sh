# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" overlap projects --on 2019-12-01 --map - | sed '/<style>/,/<\/style>/d'
