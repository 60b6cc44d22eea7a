# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" forecast all --base 2019 --until 2050 --on 2020-04-17
