import type { Speaker } from '../vocabulary/speaker.ts';
import type { Params, Sentences } from './words.ts';

const AUDIENCES: Record<string, string> = {
  associations: 'les associations',
  individuals: 'les particuliers',
  companies: 'les entreprises',
  'public-bodies': 'les collectivités',
  schools: 'les écoles',
  activists: 'les collectifs militants',
};

const FAMILIES: Record<string, string> = {
  cost: 'le prix',
  fit: 'la place et les services',
  proximity: 'la proximité',
  values: 'les valeurs',
  durability: 'la durée',
};

/** Names of hard needs inside « sans la condition … ». */
const NEEDS: Record<string, string> = {
  'too-small': 'la place demandée',
  budget: 'le budget',
  territory: 'le territoire',
  audience: 'le public',
  language: 'la langue',
  'open-to-newcomers': 'être ouvert aux nouveaux',
  deadline: 'la date de début',
  'data-country': 'le pays des données',
};

const evidence = ({ evidence, by, federation, federationName, asOf }: Params, say: Speaker): string => {
  const who = federationName ?? federation;
  if (by === 'charter') return `signé dans la charte de ${who}`;
  if (evidence === 'certified') return 'un certificat en cours le prouve';
  if (evidence === 'measured') return 'le catalogue l’a mesuré';
  if (evidence === 'peer-reviewed') return `${who} l’a vérifié${asOf ? ` (${say.date(asOf)})` : ''}`;
  if (evidence === 'documented') return 'une page publique le montre';
  return by === 'import' ? 'une source publique le dit' : 'l’hébergeur le dit';
};

const size = ({ accounts, gigabytes }: Params, say: Speaker): string =>
  [
    ...(accounts ? [`${accounts} compte${accounts > 1 ? 's' : ''}`] : []),
    ...(gigabytes ? [say.gigabytes(gigabytes)] : []),
  ].join(' et ');

const need = ({ name, key, territory }: Params, say: Speaker): string => {
  if (name === 'usage-not-offered') return say.usage(key);
  if (name === 'support') return say.support(key);
  if (name === 'territory' && territory) return say.territory(territory);
  if (String(name).startsWith('criterion:')) return say.criterion(key);
  if (String(name).startsWith('commitment:')) return say.commitment(key);
  return NEEDS[name] ?? '';
};

/** Wishes taken when nothing was said. */
const WISHES: Record<string, string> = {
  price: 'le prix',
  proximity: 'la proximité',
  'commitment:closing-notice': 'le préavis avant fermeture',
};

/** A host that confirmed its entry has told all its plans. */
const bigger = (confirmed: boolean): string =>
  confirmed
    ? 'C’est la plus grande formule annoncée.'
    : 'C’est la formule connue : demandez s’il en existe une plus grande.';

const parts = (shares: Params[], say: Speaker): string =>
  shares.map(({ host, usages }) => `${host} : ${say.usages(usages)}`).join('. ');

/** What a combination costs, as far as it is known. */
const price = ({ perYear, exact, floor, chosen }: Params, say: Speaker): string => {
  if (perYear !== null) return `${exact ? 'Prix' : 'Prix connu, à confirmer'} : ${say.euros(perYear)} par an.`;
  if (!chosen) return 'Des prix restent à demander.';
  return floor > 0 ? `Prix : ${say.euros(floor)} par an au moins, plus ce que vous choisissez.` : 'Le prix est libre.';
};

/** « en mai 2023 », « le 12 mai 2023 » */
const when = (date: string, say: Speaker): string => `${date.length === 10 ? 'le' : 'en'} ${say.date(date)}`;

const hosts = (count: number): string => `${count} hébergeur${count > 1 ? 's' : ''}`;

export const FRENCH: Sentences = {
  'default-wishes': ({ names }, say) =>
    `Vous n’avez pas dit ce qui compte : nous regardons ${say.list(names.map((name: string) => WISHES[name]))}.`,
  'storage-margin-needs-storage': () => 'Sans nombre de gigaoctets, la place en réserve n’est pas comptée.',
  'proximity-needs-territory': () => 'Sans lieu, la proximité n’est pas comptée.',
  'budget-assumed': ({ euros }, say) => `Sans budget, les prix sont comparés à ${say.euros(euros)} par an.`,
  'mail-storage-assumed': ({ gigabytes }, say) => `Pour le mail, nous comptons ${say.gigabytes(gigabytes)} par boîte.`,
  'domain-name-apart': ({ euros }, say) =>
    `Une adresse à votre nom demande un nom de domaine : environ ${say.euros(euros)} par an en plus.`,
  'one-family-leads': ({ family }) => `Plus de la moitié de vos souhaits va à ceci : ${FAMILIES[family]}.`,
  'combinations-left-out': () => 'Votre demande compte trop d’usages pour chercher ici des groupes d’hébergeurs.',
  'health-data-not-proven': ({ count }) =>
    count > 0
      ? `Données de santé : ${hosts(count)} écarté${count > 1 ? 's' : ''}, faute de certificat vérifié. Demandez-leur son numéro et sa date de fin.`
      : 'Données de santé : seuls les hébergeurs dont le certificat est vérifié sont montrés.',
  'nothing-wished': () => 'Rien ne compte plus que le reste : les hébergeurs sont donc à égalité, avec leur prix.',

  'one-contact': ({ usages }, say) => `Un seul contact pour tout : ${say.usages(usages)}.`,
  free: ({ confirmed }) => (confirmed ? 'C’est gratuit.' : 'La formule connue est gratuite, à confirmer.'),
  'pay-what-you-can': ({ advised, floor }, say) => {
    if (advised === null)
      return floor > 0
        ? `Vous choisissez le prix : ${say.euros(floor)} par an au moins.`
        : 'Vous choisissez le prix. L’hébergeur ne conseille aucun montant.';
    return floor > 0 && floor !== advised
      ? `Vous choisissez le prix : ${say.euros(floor)} par an au moins, ${say.euros(advised)} conseillés.`
      : `Vous choisissez le prix. L’hébergeur conseille ${say.euros(advised)} par an.`;
  },
  'price-within-budget': ({ perYear, left, confirmed }, say) => {
    if (!confirmed)
      return `Le prix connu est de ${say.euros(perYear)} par an, à confirmer : il tient dans votre budget.`;
    return left > 0
      ? `Le prix est de ${say.euros(perYear)} par an. Il vous reste ${say.euros(left)}.`
      : `Le prix est de ${say.euros(perYear)} par an : tout juste votre budget.`;
  },
  'price-known': ({ perYear, confirmed }, say) =>
    confirmed
      ? `Le prix est de ${say.euros(perYear)} par an.`
      : `Le prix connu est de ${say.euros(perYear)} par an, à confirmer.`,
  'room-to-grow': ({ gigabytes, wanted }, say) =>
    gigabytes === null
      ? 'La place n’est pas limitée.'
      : `Vous aurez ${say.gigabytes(gigabytes)}, pour ${say.gigabytes(wanted)} demandés.`,
  'near-you': ({ territory }, say) => `L’hébergeur est près de chez vous : ${say.territory(territory)}.`,
  'wished-usage-covered': ({ usage }, say) => `Il propose aussi ce que vous souhaitez en plus : ${say.usage(usage)}.`,
  'support-offered': ({ key }, say) => `Il propose l’aide que vous souhaitez : ${say.support(key)}.`,
  'criterion-met': (params, say) =>
    `${say.criterion(params.key)}${params.value === 'partial' ? ', en partie' : ''} : ${evidence(params, say)}.`.replace(
      /^./,
      (c) => c.toUpperCase(),
    ),
  'commitment-met': (params, say) =>
    `${say.commitment(params.key)} (${say.measure(params.key, params.value)}) : ${evidence(params, say)}.`.replace(
      /^./,
      (c) => c.toUpperCase(),
    ),

  'stated-no-criterion': ({ key }, say) => `L’hébergeur dit non sur ce point : ${say.criterion(key)}.`,
  'stated-no-commitment': ({ key, value }, say) =>
    `L’hébergeur ne s’engage pas assez sur ce point : ${say.commitment(key)}${value === null ? '' : ` (${say.measure(key, value)})`}.`,
  'stated-no-support': ({ key }, say) => `L’hébergeur ne propose pas cette aide : ${say.support(key)}.`,
  contested: ({ kind, key }, say) =>
    `Un tiers conteste ce point : ${kind === 'criterion' ? say.criterion(key) : say.commitment(key)}. Demandez aux deux.`,
  'not-confirmed-by-host': ({ asOf }, say) =>
    asOf
      ? `L’hébergeur n’a pas encore relu cette fiche. Dernière trace de lui : ${say.date(asOf)}.`
      : 'L’hébergeur n’a pas encore relu cette fiche. Elle n’est pas datée.',
  'on-application': () => 'Il faut faire une demande et attendre la réponse. Gardez une autre piste.',
  'places-not-confirmed': () =>
    'Les inscriptions sont ouvertes, mais rien ne dit s’il reste des places. Posez la question.',
  'territory-assumed': ({ territory }, say) =>
    `Cet hébergeur n’a pas dit où il travaille. Nous supposons qu’il vous accepte (${say.territory(territory)}).`,
  'only-declared': () => 'C’est l’hébergeur qui le dit. Personne d’autre ne l’a encore vérifié.',
  'tax-added': () => 'Le prix annoncé est hors taxe : nous avons ajouté la TVA.',
  'evidence-aged': ({ kind, key, asOf }, say) =>
    `Information ancienne${asOf ? ` (${say.date(asOf)})` : ''}, elle compte moins : ${kind === 'criterion' ? say.criterion(key) : say.commitment(key)}.`,

  'ask-usage': (params, say) => {
    const wanted = size(params, say);
    return `Proposez-vous aussi ceci : ${say.usage(params.key)}${wanted ? ` (${wanted})` : ''} ? À quel prix ?`;
  },
  'ask-room': (params, say) => {
    const wanted = size(params, say);
    return wanted ? `Avez-vous une formule pour ${wanted} ?` : 'Combien de place proposez-vous ?';
  },
  'ask-price': (params, say) => {
    const wanted = size(params, say);
    return wanted ? `Quel est le prix par an pour ${wanted} ?` : 'Quel est le prix par an ?';
  },
  'ask-price-still': ({ perYear, observedOn }, say) =>
    perYear !== null && observedOn
      ? `Le prix vu ${when(observedOn, say)} était de ${say.euros(perYear)} par an : est-il toujours bon ?`
      : perYear !== null
        ? `Un prix sans date était de ${say.euros(perYear)} par an : est-il toujours bon ?`
        : 'Quel est votre prix aujourd’hui ?',
  'ask-price-quote': ({ accounts }) =>
    accounts ? `Nous sommes ${accounts} : quel prix par an nous feriez-vous ?` : 'Quel prix par an nous feriez-vous ?',
  'ask-price-advised': () => 'Combien donnent d’habitude les associations comme la nôtre ?',
  'ask-open': () => 'Acceptez-vous une nouvelle association en ce moment ?',
  'ask-application': () => 'Pouvons-nous faire une demande, et quand répondez-vous ?',
  'ask-territory': ({ territory }, say) =>
    `Acceptez-vous une association de notre territoire (${say.territory(territory)}) ?`,
  'ask-audience': ({ audience }) => `Accueillez-vous ${AUDIENCES[audience]} ?`,
  'ask-language': ({ language }, say) => `Répondez-vous dans cette langue : ${say.languageName(language)} ?`,
  'ask-deadline': ({ startsBy }, say) => `Pouvons-nous commencer avant le ${say.date(startsBy)} ?`,
  'ask-data-country': ({ countries }, say) =>
    `Nos données resteraient-elles ici : ${say.list(countries.map((code: string) => say.country(code)))} ?`,
  'ask-support': ({ key }, say) => `Proposez-vous cette aide : ${say.support(key)} ?`,
  'ask-criterion': ({ key }, say) => say.criterionQuestion(key),
  'ask-commitment': ({ key }, say) => say.commitmentQuestion(key),
  'ask-seat': () => 'Où êtes-vous installés ?',

  'near-miss-accounts': ({ host, has, wanted, confirmed }) =>
    `${host} : ${has} compte${has > 1 ? 's' : ''} au plus, pour vos ${wanted}. ${bigger(confirmed)}`,
  'near-miss-storage': ({ host, has, wanted, confirmed }, say) =>
    `${host} : ${say.gigabytes(has)} au plus, pour vos ${say.gigabytes(wanted)}. ${bigger(confirmed)}`,
  'near-miss-budget': ({ host, missing }, say) => `${host} : il vous manque ${say.euros(missing)} par an.`,
  'near-miss-need': (params, say) => `${params.host} : un seul obstacle, ${need(params, say)}.`,

  'relax-one': (params, say) =>
    `Si vous renoncez à ceci (${need(params, say)}) : ${hosts(params.count)} possible${params.count > 1 ? 's' : ''}.`,
  'relax-several': ({ needs, count }, say) =>
    needs.length > 3
      ? `Il faudrait renoncer à ${needs.length} conditions : ${hosts(count)} possible${count > 1 ? 's' : ''}.`
      : `Si vous renoncez à tout ceci (${say.list(needs.map((entry: Params) => need(entry, say)))}) : ${hosts(count)} possible${count > 1 ? 's' : ''}.`,
  'step-budget': ({ missing, count }, say) => `${say.euros(missing)} de plus par an suffisent pour ${hosts(count)}.`,
  'step-accounts': ({ missing, count }) =>
    `${missing} compte${missing > 1 ? 's de moins suffisent' : ' de moins suffit'} pour ${hosts(count)}.`,
  'step-storage': ({ missing, count }, say) => `${say.gigabytes(missing)} de moins suffisent pour ${hosts(count)}.`,

  'one-host': ({ host, ...params }, say) => `${host} couvre tout, avec un seul contact. ${price(params, say)}`,
  'several-hosts': ({ shares, saved, contacts, ...params }, say) =>
    `${parts(shares, say)}. ${contacts} contacts. ${price(params, say)}${saved > 0 ? ` C’est ${say.euros(saved)} de moins par an qu’avec un seul contact.` : ''}`,
  'several-hosts-to-check': ({ shares, contacts, ...params }, say) =>
    `${contacts > 1 ? 'Ensemble, ils pourraient tout couvrir.' : 'Il pourrait tout couvrir.'} ${parts(shares, say)}. ${price(params, say)}`,
};
