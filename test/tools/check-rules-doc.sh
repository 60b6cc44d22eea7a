#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# check-rules-doc.sh SOURCE: docs/formats/rules.md names every opcode and every error.  Prints TAP.
cd "$1" || exit 4
doc=docs/formats/rules.md
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# say NUMBER TEXT: whether the files 'code' and 'doc' are the same.
say() {
	if [ -s "$scratch/code" ] && diff "$scratch/code" "$scratch/doc" >"$scratch/diff"; then
		echo "ok $1 - $2"
	else
		echo "not ok $1 - $2"
		sed 's/^/# /' "$scratch/diff"
	fi
}

echo "1..3"

# OP(ADD, NONE, 2, 1, "a b -- f       a + b") -> ADD|none|a b -- f|a + b
sed -nE 's/^OP\(([A-Z_]+), *([A-Z]+), *[0-9], [0-9], "(.*[^ ])  +(.*)"\)$/\1|\2|\3|\4/p' \
	src/rules/opcodes.def |
	sed -e 's/|NONE|/||/' -e 's/|CONST|/|constant|/' -e 's/|INPUT|/|input|/' \
		-e 's/  *|/|/g' >"$scratch/code"
sed -n '/^## 6/,/^## 7/p' $doc |
	sed -nE 's/^\| `([A-Z_]+)` \| *([a-z]*) *\| `([^`]*)` \| (.*) \|$/\1|\2|\3|\4/p' >"$scratch/doc"
say 1 "the opcodes of the manual are those of the machine"

grep -c '^OP(' src/rules/opcodes.def >"$scratch/code"
grep -c . "$scratch/doc" >"$scratch/count" && mv "$scratch/count" "$scratch/doc"
say 2 "every opcode has its line"

cat src/rules/*.c | tr '\n\t' '  ' | tr -s ' ' |
	grep -oE '(findings|checker), "[a-z0-9-]+",' | sed -E 's/.*"(.*)",/\1/' |
	sort -u >"$scratch/code"
sed -n '/^## 7/,$p' $doc | sed -nE 's/^\| `([a-z0-9-]+)` \|.*/\1/p' | sort -u >"$scratch/doc"
say 3 "the errors of the manual are those of the program"
