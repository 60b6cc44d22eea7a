/* SPDX-License-Identifier: EUPL-1.2 */
#include "solve/language.h"

#include <string.h>

/* Chosen by hand: articles, prepositions, conjunctions, forms of "to be" and "to have". */
const struct sv_language sv_languages[] = {
    {"bg", "и на за от да се в с по не са при като който която което или до към това ще между"},
    {"cs", "a v na se je že z do s o k i pro jako jsou nebo od při které který jeho mezi byl být"},
    {"da", "og i at en et den til er som på de med af for ikke der det har om var eller ved fra"},
    {"de", "der die das und in den von zu mit für auf ist im dem des ein eine als auch an es nicht "
	   "sich bei oder nach wird werden aus zur zum durch einer eines einem einen über sowie"},
    {"el", "και το του την της η ο οι τα των με για στο στην από που είναι να σε τον θα ή ένα μια"},
    {"en", "the of and to in a is that for on with as by are be at from or an this it which their "
	   "its into has have so can will other more than through between each one such not"},
    {"es", "de la el en y los del las que un una por con para se al es su como más o sobre sus "
	   "entre este esta son ha no lo"},
    {"et", "ja on et ei see ka kui või mis oma aga ning selle seda ta nii olla kes mida üle"},
    {"fi", "ja on ei se että oli ovat myös kun sekä tai mutta jotka joka sen niin kuin ole tämä"},
    {"fr", "de la le et les des en un une du dans pour que qui sur par au aux avec est ce se plus "
	   "pas ou son sa ses sont leur cette ces comme entre il elle"},
    {"ga", "an na agus ar go a i le is do sé sí bhí tá ag as nó ach faoi chun leis seo sin"},
    {"hr", "i u na je se za da od s o su kao koji koja koje ili te do iz uz po biti nije između"},
    {"hu", "a az és hogy nem is egy ez meg van volt de vagy mint csak már még ami aki között"},
    {"it", "di il la e che in un una per le con del della i dei delle da al non sono è nel alla "
	   "si come più o gli lo tra questo questa dal degli anche"},
    {"lt", "ir yra kad į iš su ar tai bei kaip už per nuo dėl apie būti jų arba taip tarp prie"},
    {"lv", "un ir ar no par uz ka kas kā vai arī lai pie tas bet to pēc starp būt kurā viņa"},
    {"mt", "u ta li il fil għal minn ma f fuq dan din bħal jew dawn kien huma kif bejn biex"},
    {"nl", "de het een en van in is op te dat voor met zijn die aan bij als door ook om niet naar "
	   "uit tot of worden wordt deze over hun tussen"},
    {"pl", "i w z na do się że jest o nie jak dla po od oraz które który która lub przez ich przy "
	   "to są być między"},
    {"pt", "de a o e que do da em um uma para com os as no na dos das por se mais como ao ou são "
	   "sua seu entre pelo pela não é"},
    {"ro", "de și în la cu pe a o un care din pentru ce nu se mai sau este sunt prin între ale al "
	   "unei unui că"},
    {"sk", "a v na sa je že z do s o k aj pre ako sú alebo od pri ktoré ktorý jeho medzi bol byť"},
    {"sl", "in v na je se za da s z o so ki kot po tudi pri ali do iz med bi ne biti njegov"},
    {"sv", "och i att en ett den som på är av för med det till de inte har om från eller vid"},
    {NULL, NULL},
};

const struct sv_language *sv_language_find(const char *code)
{
	for (const struct sv_language *l = sv_languages; l->code; l++)
		if (strcmp(l->code, code) == 0)
			return l;
	return NULL;
}
