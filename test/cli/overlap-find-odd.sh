# SPDX-License-Identifier: EUPL-1.2
printf "" >empty.txt
printf "PK\003\004" >form.xlsx
printf "tank" >word.txt
servanda --store "$PESCO" overlap find empty.txt
echo $?
servanda --store "$PESCO" overlap find form.xlsx
echo $?
servanda --store "$PESCO" overlap find word.txt --on 2025-06-01
echo $?
printf "GIF89a\001\000\002\000" >picture.txt
servanda --store "$PESCO" overlap find picture.txt
echo $?
servanda --store "$PESCO" overlap find word.txt --on 2017-01-01
echo $?
servanda --store "$PESCO" overlap find none.txt
