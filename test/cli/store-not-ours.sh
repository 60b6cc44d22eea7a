# SPDX-License-Identifier: EUPL-1.2
# engine: file
echo 'Dear diary' >diary.txt
servanda --store diary.txt member list
