# SPDX-License-Identifier: EUPL-1.2
# A plan for each member, the same from the same seed; both forms say the same; mistakes are found.
servanda plan exercise 2027 -o a --xlsx | sed -n '1p;3,8p'
servanda plan exercise 2027 -o b >/dev/null
diff -r a b | grep -v '^Only in a: .*xlsx$'
for state in NLD POL; do
	for form in json xlsx; do
		servanda plan check "a/$state-2027.exercise.$form" --json |
			jq -c '[.exercise, (.findings[] | select(.severity == "error").rule)]'
	done
done
