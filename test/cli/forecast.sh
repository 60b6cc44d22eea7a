# SPDX-License-Identifier: EUPL-1.2
servanda --store "$PESCO" forecast all --base 2019 --until 2021 --on 2020-04-17 --scenarios 1000
servanda --store "$PESCO" forecast FRA 2 --base 2019 --until 2021 --on 2020-04-17 --scenarios 1000 --seed 7 --json
