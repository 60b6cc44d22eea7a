# SPDX-License-Identifier: EUPL-1.2
# A cooperation whose cycle has no step 'signature' asks for none; it may be given all the same.
cp -r "$SOURCE/packs/pesco" pack && chmod -R u+w pack
sed -i '/^signature,/d' pack/plan/steps.csv
servanda init --pack pack >/dev/null
servanda plan exercise 2026 -o a >/dev/null
for state in FRA ROU; do
	servanda --as national-author:$state:durand plan draft a/$state-2026.exercise.json | head -1
	servanda --as national-approver:$state:martin plan approve $state 2026 | head -1
done
servanda --as national-approver:ROU:martin plan sign ROU 2026 | head -1
for state in FRA ROU; do servanda --as national-author:$state:durand plan submit $state 2026 | head -1; done
