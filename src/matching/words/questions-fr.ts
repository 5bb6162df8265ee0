import type { SentencesOf } from '../../vocabulary/sentences.ts';
import type { EvidenceLevel } from '../../vocabulary/terms.ts';
import type { Questions } from '../engine/need/parameters.ts';
import { inFrench } from './parts-fr.ts';

/** In a question about a number, the unit is in the plural. */
const MANY = 2;

/** What would prove an answer of the host, by the minimum evidence that counts. */
const PROOFS: Readonly<Record<EvidenceLevel, string>> = {
  unknown: 'Pouvez-vous le confirmer',
  declared: 'Pouvez-vous le confirmer',
  documented: 'Où peut-on lire ceci',
  'peer-reviewed': 'Qui d’autre l’a vérifié',
  measured: 'Quelle mesure le montre',
  certified: 'Quel certificat le prouve',
};

/** Questions to ask a host. */
export const FRENCH_QUESTIONS: SentencesOf<Questions> = {
  'ask-usage': (params, say) => {
    const wanted = inFrench.size(params, say);
    return `Proposez-vous aussi ceci : ${say.usage(params.key)}${wanted ? ` (${wanted})` : ''} ?${params.withPrice ? ' À quel prix ?' : ''}`;
  },
  'ask-room': ({ usages }, say) => {
    const wanted = inFrench.sizes(usages, say);
    return wanted ? `Avez-vous une formule pour ${wanted} ?` : 'Combien de place proposez-vous ?';
  },
  'ask-amount': ({ key, amount }, say) =>
    say.countsUs(key)
      ? `Combien ${inFrench.of(say.unit(key, MANY))} acceptez-vous ? Nous serions ${say.number(amount)}.`
      : `Combien ${inFrench.of(say.unit(key, MANY))} permettez-vous ? Il nous en faudrait ${say.number(amount)}.`,
  'ask-price': ({ usages }, say) => {
    const wanted = inFrench.sizes(usages, say);
    return wanted ? `Quel est le prix par an pour ${wanted} ?` : 'Quel est le prix par an ?';
  },
  'ask-price-still': ({ perYear, once, observedOn }, say) => {
    if (perYear === null) return 'Quel est votre prix aujourd’hui ?';
    const price = observedOn ? `Le prix vu ${say.on(observedOn)}` : 'Un prix sans date';
    return `${price} était de ${inFrench.paid(perYear, once, say)} : est-il toujours bon ?`;
  },
  'ask-price-free': ({ advised, each }, say) =>
    `Votre prix est-il toujours libre${advised === null ? '' : `, avec ${say.euros(advised)} conseillés${each ? ' par personne et' : ''} par an`} ?`,
  'ask-price-quote': ({ accounts, amounts }, say) => {
    const wanted = amounts ? ` pour ${inFrench.size({ amounts }, say)}` : '';
    return accounts
      ? `Nous sommes ${say.number(accounts)} : quel prix par an nous feriez-vous${wanted} ?`
      : `Quel prix par an nous feriez-vous${wanted} ?`;
  },
  'ask-price-advised': () => 'Combien donnent d’habitude les associations comme la nôtre ?',
  'ask-open': () => 'Acceptez-vous une nouvelle association en ce moment ?',
  'ask-application': () => 'Pouvons-nous faire une demande, et quand répondez-vous ?',
  'ask-other-offer': ({ offers, perYear, once }, say) =>
    perYear === null
      ? `Vous proposez aussi ceci : ${say.list(offers)}. Est-ce possible pour nous, et à quel prix ?`
      : `Vous proposez aussi ceci : ${say.list(offers)} (${inFrench.paid(perYear, once, say)} en tout). Est-ce possible pour nous ?`,
  'ask-territory': ({ territory }, say) =>
    `Acceptez-vous une association de notre territoire (${say.territory(territory)}) ?`,
  'ask-audience': ({ audience }) => `Accueillez-vous ${inFrench.audiences[audience]} ?`,
  'ask-language': ({ language }, say) => `Répondez-vous dans cette langue : ${say.languageName(language)} ?`,
  'ask-deadline': ({ startsBy }, say) => `Pouvons-nous commencer avant le ${say.date(startsBy)} ?`,
  'ask-data-country': ({ countries }, say) =>
    `Nos données resteraient-elles ici : ${say.list(countries.map(say.country))} ?`,
  'ask-support': ({ key, mode }, say) => `Proposez-vous cette aide : ${say.support(key, mode)} ?`,
  'ask-leaving-tools': ({ tools }, say) => `Comment reprendre chez vous nos données ${inFrench.dataOf(tools, say)} ?`,
  'ask-criterion': ({ key }, say) => say.criterionQuestion(key),
  'ask-commitment': ({ key }, say) => say.commitmentQuestion(key),
  'ask-criterion-evidence': ({ key, evidence }, say) => `${PROOFS[evidence]} : ${say.criterion(key)} ?`,
  'ask-commitment-evidence': ({ key, evidence }, say) => `${PROOFS[evidence]} : ${say.commitment(key)} ?`,
  'ask-criterion-partial': ({ key }, say) => `Que manque-t-il encore pour ceci : ${say.criterion(key)} ?`,
  'ask-criterion-contested': ({ key }, say) =>
    `Un tiers conteste ce point : ${say.criterion(key)}. Que répondez-vous ?`,
  'ask-commitment-contested': ({ key }, say) =>
    `Un tiers conteste ce point : ${say.commitment(key)}. Que répondez-vous ?`,
  'ask-seat': () => 'Où êtes-vous installés ?',
  'ask-price-for': () => 'Votre prix vaut-il pour toute l’association, ou pour chaque personne ?',
  'ask-own-domain': () => 'Nos adresses pourraient-elles être à notre nom de domaine ?',
  'ask-who-reads': () => 'Qui peut lire nos fichiers et nos messages ?',
  'ask-encrypted': () => 'Nos données sont-elles chiffrées sur vos disques ?',
  'ask-authorities': () => 'Que répondez-vous si une autorité demande nos données ?',
};
