# SPDX-License-Identifier: EUPL-1.2
# Rules decide what others rest on; a line on which no row begins is none; one needs to be asked for.
cp "$PESCO" servanda.db
servanda record redact 13 --ground 'a secret rule'
servanda record redact 10 --rows 1000000 --ground 'no such row'
servanda record redact 10 --rows 1 --ground 'the header'
servanda record redact 10 --confirm
servanda --as auditor record redact 10 --ground 'not mine to do'
servanda record redact 10
servanda --as operator::berg record redact 10 --ground 'two people' >/dev/null
servanda --as 'second-reader:: berg ' record redact 10 --confirm
servanda record redact 10 --ground 'two people' >/dev/null
servanda --as operator: record redact 10 --confirm
