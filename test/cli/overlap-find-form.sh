# SPDX-License-Identifier: EUPL-1.2
# A proposal in JSON is compared by what it says of itself, not by the names of its fields.
cat >form.json <<END
{"name": "Mine Hunter", "acronym": "MH", "aim": "An unmanned vehicle that hunts sea mines.",
 "milestones": [{"id": "a", "title": "Cyber command and control of satellites", "due": "2030-01-01"}]}
END
echo 'Mine Hunter. MH. An unmanned vehicle that hunts sea mines.' >form.txt
servanda --store "$PESCO" overlap find form.json --on 2025-06-01 --csv >form
servanda --store "$PESCO" overlap find form.txt --on 2025-06-01 --csv >text
cmp form text && cut -d, -f1-4 form
