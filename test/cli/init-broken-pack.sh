# SPDX-License-Identifier: EUPL-1.2
# With an error in any file no record is left behind.
cp -r "$SOURCE/packs/pesco" pack
chmod -R u+w pack
sed -i '3s/^AUT,Austria,member,1995-01-01/AUT,Austria,member,1995-02-30/' pack/facts/states.csv
servanda init --pack pack
status=$?
ls
exit $status
