# SPDX-License-Identifier: EUPL-1.2
# A case begun from a template can be planned at once; what is not known is named.
servanda deploy new BG-1500-LOW FTTJ 2027-03-01 | tee new.case
servanda deploy plan new.case --rounds 300 --time-limit 600 >plan.txt
echo "exit $?"
head -3 plan.txt
servanda deploy new LOG-COMPANY LRCK 2027-03-01 --from LFMI >other.case
servanda deploy expand other.case >other.json && grep -c '"estimate"' other.json
servanda deploy new NO-SUCH-UNIT FTTJ 2027-03-01
echo "exit $?"
servanda deploy new FHQ NOWHERE 2027-03-01
echo "exit $?"
servanda deploy new FHQ FTTJ 2027-13-01
echo "exit $?"
servanda deploy new FHQ EDDP 2027-03-01
echo "exit $?"
