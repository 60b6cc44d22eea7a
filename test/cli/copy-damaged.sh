# SPDX-License-Identifier: EUPL-1.2
# A record that does not verify is not copied, and leaves no file.
servanda --store "$PESCO" copy --to bad.db >/dev/null
sed -i 's/EU_RD/EU_XX/; s/Germany/Germanx/' bad.db
servanda copy --from bad.db --to copy.db
status=$?
ls
exit $status
