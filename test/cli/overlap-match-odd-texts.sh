# SPDX-License-Identifier: EUPL-1.2
# Empty texts, one word, Windows-1252 beside UTF-8: said, and gone on with.
printf 'id,title\n1,\n2,Tank\n3,H\351licopt\350re l\351ger\n4,...\n' >left.csv
printf 'id,title\n7,tank\n8,h\303\251licopt\303\250re l\303\251ger\n9,\n' >right.csv
servanda overlap match left.csv right.csv --csv
printf 'Leopard 2A4,Germany\nLeclerc,France\n' >headless.csv
printf 'name,state\nLeclerc,France\n' >named.csv
servanda overlap match headless.csv named.csv --csv
