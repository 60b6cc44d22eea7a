# SPDX-License-Identifier: EUPL-1.2
# The same workbook comes back, marked: parts that nothing was found in are the same bytes, its check says the same, and marks
# do not pile up.
servanda plan exercise 2027 --on 2027-01-15 --xlsx -o a >/dev/null
plan=a/IRL-2027.exercise.xlsx
findings() { servanda plan check "$1" --on 2027-01-15 --json | jq -c '.findings[] | [.severity, .rule, .place, .message]'; }
mark() { servanda plan check "$1" --on 2027-01-15 -o "$2" >/dev/null; }
changed() { # BEFORE AFTER
	unzip -Z1 "$2" | sort | while read -r part; do
		case $part in \[*) part="[[]${part#[}" ;; esac # a pattern otherwise
		unzip -p "$1" "$part" >before 2>/dev/null || { echo "new: $part"; continue; }
		unzip -p "$2" "$part" | cmp -s - before || echo "changed: $part"
	done
}
mark $plan once.xlsx
changed $plan once.xlsx
findings $plan >was
findings once.xlsx | cmp - was && wc -l <was
unzip -p once.xlsx xl/worksheets/sheet2.xml | grep -o '<conditionalFormatting sqref="[^"]*"'
mark once.xlsx twice.xlsx
changed once.xlsx twice.xlsx
echo "and of a plan in JSON"
mark a/IRL-2027.exercise.json made.xlsx
unzip -p made.xlsx xl/worksheets/sheet2.xml | grep -o '<conditionalFormatting sqref="[^"]*"'
mark made.xlsx again.xlsx
changed made.xlsx again.xlsx
# Standard output is the workbook alone when it is asked for there.
servanda plan check $plan --on 2027-01-15 -o - --json | head -c 2
