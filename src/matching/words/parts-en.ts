import { type PartWords, partsIn } from './parts.ts';
import { type RuleWords, rulesIn } from './rules.ts';

const WORDS: PartWords = {
  colon: ': ',
  numbers: new Intl.NumberFormat('en'),
  audiences: {
    associations: 'associations',
    individuals: 'individuals',
    companies: 'companies',
    'public-bodies': 'public bodies',
    schools: 'schools',
    activists: 'activist groups',
  },
  families: {
    cost: 'the price counts',
    fit: 'space and additional services count',
    proximity: 'the place where the host is based counts',
    values: 'the values of the host count',
    durability: 'the commitments of the host count',
  },
  needs: {
    'too-small': 'a plan of your size',
    budget: 'a price within your budget',
    territory: 'a service open to your territory',
    audience: 'a place for people like yours',
    language: 'help in your language',
    'open-to-newcomers': 'a free place today',
    closing: 'a service that is not closing',
    deadline: 'a start on the date you want',
    'data-country': 'data in the country you want',
    'health-data': 'a checked certificate for health data',
  },
  criteria: {
    price: 'price',
    proximity: 'place where the host is based',
    'storage-margin': 'spare space',
    'leaving-tools': 'help to leave your tools of today',
  },
  evidence: {
    signed: (charterOf) => `signed in the charter of ${charterOf}`,
    checked: (by) => `${by} checked it`,
    certified: 'a current certificate proves it',
    measured: 'the catalogue measured it',
    documented: 'a public page shows it',
    imported: 'a public source says so',
    declared: 'the host says so',
  },
  catalogue: 'The catalogue',
  sizes: 'this: ',
  countedFor: 'for this: ',
  alsoCounted: 'And ',
  bigger: {
    announced: 'It is the largest plan announced: would it do for you?',
    known: 'It is the plan we know: ask whether it can go that far.',
  },
  cheaper: 'The price is that of the plan we know: ask whether there is a cheaper one.',
  dataOf: (tool) => `from ${tool}`,
  dataOfThese: 'from these tools',
  host: ['host', 'hosts'],
  otherService: ['other service', 'other services'],
  otherPoint: ['other point', 'other points'],
  otherPlace: ['other place', 'other places'],
  price: {
    floorAndAdvised: (floor, advised) => `Price: at least ${floor} a year, ${advised} suggested.`,
    advised: (amount) => `You choose the price, ${amount} a year suggested.`,
    exact: 'Price',
    toConfirm: 'Known price, to be confirmed',
    aYear: (amount) => `${amount} a year`,
    once: (amount) => `${amount} once`,
    toAsk: 'Some prices remain to be asked.',
    floor: (amount) => `Price: at least ${amount} a year, and what you choose on top.`,
    free: 'You choose the price.',
  },
  contacts: ['', 'One contact', 'Two contacts', 'Three contacts'],
  insteadOfOne: 'instead of one',
  samePrice: 'for the same price',
  less: (amount) => `${amount} less a year`,
  more: (amount) => `${amount} more a year`,
  brings: (contacts, what) => `What the ${contacts > 2 ? 'other contacts bring' : 'second contact brings'}: ${what}.`,
  fewerOpen: 'Less remains to be asked.',
};

const RULE_WORDS: RuleWords = {
  ...WORDS,
  quoted: (subject) => `“${subject}”`,
  required: 'is required',
  with: 'with',
  countsOnlyWith: 'counts only with',
  isAtLeast: 'is at least',
  weighsMore: 'weighs more',
  weighsLess: 'weighs less',
  evidence: {
    documented: 'a public page',
    'peer-reviewed': 'a check by peers',
    measured: 'a measure by the catalogue',
    certified: 'a certificate in force',
  },
  importance: { plus: '“a plus”', important: '“important”', 'very-important': '“very important”' },
  atLeast: (measure) => `at least ${measure}`,
  atMost: (measure) => `at most ${measure}`,
  since: (date, say) => `${say.date(date)} or later`,
  rule: 'The rule',
  rules: 'The rules',
  more: (count) => `And ${count} more.`,
  among: { fits: 'among those that seem to fit', 'to-check': 'among those to check' },
};

const ENDINGS: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });

/** Parts of sentences, in English. */
export const inEnglish = {
  ...partsIn(WORDS),
  ...rulesIn(RULE_WORDS),
  /** “1st”, “2nd” place */
  place: (rank: number): string => `${rank}${ENDINGS[ordinals.select(rank)]}`,
};
