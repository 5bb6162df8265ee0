import { frenchOf } from '../../vocabulary/sentences.ts';
import { type PartWords, partsIn } from './parts.ts';
import { type RuleWords, rulesIn } from './rules.ts';

const WORDS: PartWords = {
  colon: ' : ',
  numbers: new Intl.NumberFormat('fr'),
  audiences: {
    associations: 'les associations',
    individuals: 'les particuliers',
    companies: 'les entreprises',
    'public-bodies': 'les collectivités',
    schools: 'les écoles',
    activists: 'les collectifs militants',
  },
  families: {
    cost: 'le prix compte',
    fit: 'la place et les services en plus comptent',
    proximity: 'l’endroit où est installé l’hébergeur compte',
    values: 'les valeurs de l’hébergeur comptent',
    durability: 'les engagements de l’hébergeur comptent',
  },
  needs: {
    'too-small': 'une formule à votre taille',
    budget: 'un prix dans votre budget',
    territory: 'un service ouvert à votre territoire',
    audience: 'un accueil pour votre public',
    language: 'une aide dans votre langue',
    'open-to-newcomers': 'une place libre aujourd’hui',
    closing: 'un service qui ne ferme pas',
    deadline: 'un début à la date voulue',
    'data-country': 'des données dans le pays voulu',
    'health-data': 'un certificat vérifié pour les données de santé',
  },
  criteria: {
    price: 'prix',
    proximity: 'endroit où l’hébergeur est installé',
    'storage-margin': 'place en réserve',
    'leaving-tools': 'aide pour quitter vos outils d’aujourd’hui',
  },
  evidence: {
    signed: (charterOf) => `signé dans la charte ${frenchOf(charterOf)}`,
    checked: (by) => `${by} l’a vérifié`,
    certified: 'un certificat en cours le prouve',
    measured: 'le catalogue l’a mesuré',
    documented: 'une page publique le montre',
    imported: 'une source publique le dit',
    declared: 'l’hébergeur le dit',
  },
  catalogue: 'Le catalogue',
  sizes: 'ceci\u00a0: ',
  countedFor: 'pour ceci\u00a0: ',
  alsoCounted: 'Et aussi ',
  bigger: {
    announced: 'C’est la plus grande formule annoncée : vous suffirait-elle ?',
    known: 'C’est la formule connue : demandez-lui s’il peut aller jusque-là.',
  },
  cheaper: 'Le prix est celui de la formule connue : demandez s’il en existe une moins chère.',
  dataOf: frenchOf,
  dataOfThese: 'de ces outils',
  host: ['hébergeur', 'hébergeurs'],
  otherService: ['autre service', 'autres services'],
  otherPoint: ['autre point', 'autres points'],
  otherPlace: ['autre endroit', 'autres endroits'],
  price: {
    floorAndAdvised: (floor, advised) => `Prix : ${floor} par an au moins, ${advised} conseillés.`,
    advised: (amount) => `Le prix est libre, ${amount} par an conseillés.`,
    exact: 'Prix',
    toConfirm: 'Prix connu, à confirmer',
    aYear: (amount) => `${amount} par an`,
    once: (amount) => `${amount} une seule fois`,
    toAsk: 'Des prix restent à demander.',
    floor: (amount) => `Prix : ${amount} par an au moins, plus ce que vous choisissez.`,
    free: 'Le prix est libre.',
  },
  contacts: ['', 'Un contact', 'Deux contacts', 'Trois contacts'],
  insteadOfOne: 'au lieu d’un',
  samePrice: 'pour le même prix',
  less: (amount) => `${amount} de moins par an`,
  more: (amount) => `${amount} de plus par an`,
  brings: (contacts, what) =>
    `Ce que ${contacts > 2 ? 'les autres contacts apportent' : 'le second contact apporte'} : ${what}.`,
  fewerOpen: 'Il reste moins de points à demander.',
};

const RULE_WORDS: RuleWords = {
  ...WORDS,
  quoted: (subject) => `« ${subject} »`,
  required: 'est exigé',
  with: 'avec',
  countsOnlyWith: 'ne compte qu’avec',
  isAtLeast: 'est au moins',
  weighsMore: 'pèse davantage',
  weighsLess: 'pèse moins',
  evidence: {
    documented: 'une page publique',
    'peer-reviewed': 'une vérification par des pairs',
    measured: 'une mesure du catalogue',
    certified: 'un certificat en cours',
  },
  importance: { plus: '« un plus »', important: '« important »', 'very-important': '« très important »' },
  atLeast: (measure) => `${measure} au moins`,
  atMost: (measure) => `${measure} au plus`,
  since: (date, say) => `${say.on(date)} ou après`,
  rule: 'La règle',
  rules: 'Les règles',
  more: (count) => `Et ${count} autre${count > 1 ? 's' : ''}.`,
  among: { fits: 'parmi ceux qui semblent convenir', 'to-check': 'parmi ceux à vérifier' },
};

/** Parts of sentences, in French. */
export const inFrench = {
  ...partsIn(WORDS),
  ...rulesIn(RULE_WORDS),
  of: frenchOf,
  /** « 1re », « 2e » place */
  place: (rank: number): string => (rank === 1 ? '1re' : `${rank}e`),
};
