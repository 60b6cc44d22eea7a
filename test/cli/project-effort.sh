# SPDX-License-Identifier: EUPL-1.2
# The portfolio counts the shares of the effort that the members agreed; a proposal is clarified before the list.
cp "$PESCO" servanda.db
carried() {
	servanda project portfolio --on 2018-12-31 --json |
		jq -c '[.states[] | select(.state == "SVK" or .state == "ITA") | [.state, .carried]]'
}
carried
servanda project effort euroartillery SVK=62.5,ITA=37.5 --agreed SVK,ITA --on 2018-12-01
carried
servanda project show euroartillery --on 2018-12-31 | grep effort
servanda project propose owl "$SOURCE/packs/pesco/examples/proposal.json"
servanda project clarify owl --text 'no overlap found' --as assessor::ana
servanda project portfolio --on 2018-12-31 --json | jq -c '.projects[] | select(.project == "euroartillery").details | [.effort, .clarified]'
exec 2>&1
for shares in SVK=60,ITA=60 SVK=50 SVK=50,SVK=50 SVK=x,ITA=50 SVK=50,FRA=50 SVK=-5,ITA=105; do
	servanda project effort euroartillery $shares --agreed SVK,ITA --on 2018-12-02
	echo "exit $?"
done
servanda project effort euroartillery SVK=60,ITA=40 --agreed SVK --on 2018-12-02
echo "exit $?"
servanda project effort owl FRA=100 --agreed FRA
echo "exit $?"
servanda project clarify mm --text late
echo "exit $?"
servanda project clarify owl --text again --as delegate:FRA
echo "exit $?"
