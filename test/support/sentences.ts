import type { Params } from '../../src/matching/words/topic.ts';
import type { CommitmentKind } from '../../src/vocabulary/reference.ts';
import type { Measure } from '../../src/vocabulary/shapes.ts';
import { EVIDENCE_LEVELS, SUPPORT_KINDS } from '../../src/vocabulary/terms.ts';
import { reference } from './matching.ts';

/** Parameters made by hand, for sentences that random needs reach seldom or never, and for every key they may name. */

const criteria = [...reference.criteria.keys()];
const commitments = [...reference.commitmentKinds.values()];
const usages = [...reference.usages.keys()];
const creuse = { level: 'departement', code: '23' };

/** A value that a commitment of its kind may have. */
function aMeasure({ valueType, specialValues }: CommitmentKind): Measure[] {
  const special = specialValues?.map(({ value }) => value) ?? [];
  if (valueType === 'number') return [0, 1, 90, ...special];
  if (valueType === 'boolean') return [true, false];
  if (valueType === 'date') return ['2026-05', '2026-10-01'];
  if (valueType === 'list') return [['ODT', 'CSV'], []];
  return [valueType === 'url' ? 'https://aulnes.example/fermeture' : 'noyer'];
}

const EVIDENCES = [
  { evidence: 'declared', by: 'charter', federation: 'reseau', federationName: 'Le Réseau', asOf: '2026-11-01' },
  { evidence: 'certified', by: 'federation', federation: 'reseau', federationName: 'Le Réseau', asOf: '2026-11-01' },
  { evidence: 'measured', by: 'host', federation: null, asOf: '2026-11-01' },
  { evidence: 'peer-reviewed', by: 'federation', federation: 'reseau', federationName: 'Le Réseau', asOf: '2026-11' },
  { evidence: 'peer-reviewed', by: 'federation', federation: 'reseau', asOf: null },
  { evidence: 'documented', by: 'host', federation: null, asOf: '2026-11-01' },
  { evidence: 'declared', by: 'host', federation: null, asOf: '2026-11-01' },
  { evidence: 'declared', by: 'import', federation: null, asOf: '2021' },
];

/** Who says no to a host: a federation, known by its name or not, or the catalogue. */
const DENIALS = [
  { by: 'federation', federation: 'reseau', federationName: 'Le Réseau' },
  { by: 'federation', federation: 'communs', federationName: 'Les Communs' },
  { by: 'federation', federation: 'Réseau' },
  { by: 'check', federation: null },
];

const SUBJECTS = [
  ...criteria.map((key) => ({ kind: 'criterion', key })),
  ...commitments.map(({ key }) => ({ kind: 'commitment', key })),
];
const NAMES = [
  'price',
  'proximity',
  'storage-margin',
  ...SUBJECTS.map(({ kind, key }) => `${kind}:${key}`),
  ...usages.map((key) => `usage:${key}`),
  ...SUPPORT_KINDS.map((key) => `support:${key}`),
];
const HARD_NEEDS = [
  ...[
    'too-small',
    'budget',
    'territory',
    'audience',
    'language',
    'open-to-newcomers',
    'closing',
    'data-country',
    'health-data',
    'deadline',
  ].map((name) => ({ name, key: null, territory: creuse })),
  ...usages.map((key) => ({ name: 'usage-not-offered', key, territory: creuse })),
  ...SUPPORT_KINDS.map((key) => ({ name: 'support', key, territory: creuse })),
  ...SUBJECTS.map(({ kind, key }) => ({ name: `${kind}:${key}`, key, territory: creuse })),
];
/** Groups of one to so many neighbours of a list. */
const groups = <T>(list: readonly T[], most: number): T[][] =>
  list.flatMap((_, at) => Array.from({ length: most }, (_none, size) => list.slice(at, at + size + 1)));

const SIZES = [
  { accounts: null, gigabytes: null },
  { accounts: 1, gigabytes: null },
  { accounts: 12, gigabytes: 0.5 },
  { accounts: null, gigabytes: 2000 },
];
/** One usage of each size, and groups of usages that each have one. */
const SIZED = groups(usages, 4).flatMap((group) =>
  SIZES.map((_, at) => ({
    usages: group.map((usage, index) => ({ usage, ...SIZES[(at + index) % SIZES.length]! })),
  })),
);
const CALLED = { better: 'Les Aulnes', than: 'Le Petit Nuage' };
const PAID = [
  { perYear: 125, exact: true, floor: null, chosen: false },
  { perYear: 12.5, exact: false, floor: 12.5, chosen: false },
  { perYear: 100, exact: false, floor: 0, chosen: true },
  { perYear: 100, exact: false, floor: 20, chosen: true },
  { perYear: null, exact: false, floor: 0, chosen: true },
  { perYear: null, exact: false, floor: 20, chosen: true },
  { perYear: null, exact: false, floor: 0, chosen: false },
].flatMap((price) =>
  groups(usages, 5).flatMap((group) =>
    [0, 80, -12, null].flatMap((saved) => {
      const shares = [
        { host: 'Les Aulnes', usages: group },
        { host: 'Le Petit Nuage', usages: group.slice(0, 1) },
      ];
      return [true, false].map((alone) => ({ ...price, host: 'Les Aulnes', shares, saved, alone, contacts: 2 }));
    }),
  ),
);

/** Evidence that may be the least that counts. */
const PROVING = EVIDENCE_LEVELS.slice(1);
const UNITS = [...reference.units.keys()];
/** Commitments measured by a number. */
const NUMBERS = commitments.flatMap(({ key, valueType }) => (valueType === 'number' ? [key] : []));

/** Rules of a policy, of each kind and about each subject. */
const RULES: Params[] = [
  ...['price', 'proximity', 'storage-margin'].map((about) => ({ about, key: null })),
  ...criteria.map((key) => ({ about: 'criterion', key })),
  ...commitments.map(({ key }) => ({ about: 'commitment', key })),
  ...SUPPORT_KINDS.map((key) => ({ about: 'support', key })),
].flatMap(({ about, key }): Params[] => {
  const common = { rule: 'a rule', about, key };
  return [
    ...[true, false].map((more) => ({ ...common, kind: 'factor', factor: more ? 2 : 0.5, more })),
    ...['plus', 'important', 'very-important'].map((word) => ({ ...common, kind: 'minimum-word', word })),
    ...(about === 'criterion' || about === 'commitment'
      ? EVIDENCE_LEVELS.slice(2).map((evidence) => ({ ...common, kind: 'minimum-evidence', evidence }))
      : []),
    ...(about === 'criterion'
      ? EVIDENCE_LEVELS.slice(1).map((evidence) => ({ ...common, kind: 'require-criterion', evidence }))
      : []),
    ...(key !== null && NUMBERS.includes(key)
      ? ['at-least', 'at-most', 'exactly', null].map((bound) => ({
          ...common,
          kind: 'require-commitment',
          atLeast: 90,
          bound,
        }))
      : []),
  ];
});
const PLACES = [
  [
    { list: 'fits', rank: 1 },
    { list: 'fits', rank: 3 },
  ],
  [
    { list: 'fits', rank: 2 },
    { list: 'to-check', rank: 1 },
  ],
  [
    { list: 'to-check', rank: 4 },
    { list: 'to-check', rank: 2 },
  ],
  [
    { list: 'to-check', rank: 1 },
    { list: 'fits', rank: 1 },
  ],
  [null, { list: 'fits', rank: 1 }],
  [{ list: 'fits', rank: 1 }, null],
];

export const BY_HAND: Record<string, Params[]> = {
  'default-wishes': groups(NAMES, 3).map((names) => ({ names })),
  'one-family-leads': ['cost', 'fit', 'proximity', 'values', 'durability'].map((family) => ({ family })),
  'amounts-assumed': [
    { accounts: 1, gigabytes: 1 },
    { accounts: 1, gigabytes: null },
    { accounts: null, gigabytes: 1 },
  ],
  'storage-margin-needs-storage': [{}],
  'proximity-needs-territory': [{}],
  'combinations-too-many': [{ hosts: 1200, usages: 10 }],
  'combinations-busy': [{}],
  'combinations-stopped': [{}],
  'nothing-wished': [{}],
  'closing-successor': [true, false].flatMap((agreed) =>
    [null, '2027-07-01', '2027-07'].flatMap((closesOn) =>
      [null, 'Nuage'].flatMap((service) =>
        [true, false].map((isOver) => ({
          host: 'Vieux Saule',
          service,
          successorName: 'Noyer',
          agreed,
          closesOn,
          isOver,
        })),
      ),
    ),
  ),
  'health-data-not-proven': [0, 1, 2].map((count) => ({ count })),
  'one-contact': groups(usages, 10).map((group) => ({ usages: group })),
  'room-to-grow': [[], ...groups(usages, 4)].flatMap((group) =>
    [0.5, 150, null].flatMap((gigabytes) =>
      [true, false].map((counted) => ({ gigabytes, wanted: 0.2, counted, usages: group })),
    ),
  ),
  'wished-usage-covered': usages.map((usage) => ({ usage })),
  'support-offered': SUPPORT_KINDS.map((key) => ({ key })),
  'criterion-met': criteria.flatMap((key) =>
    EVIDENCES.flatMap((evidence) => ['yes', 'partial'].map((value) => ({ key, value, ...evidence }))),
  ),
  'commitment-met': commitments.flatMap((kind) =>
    EVIDENCES.flatMap((evidence) => aMeasure(kind).map((value) => ({ key: kind.key, value, ...evidence }))),
  ),
  'pay-what-you-can': [
    { advised: null, floor: 0 },
    { advised: null, floor: 5 },
    { advised: 15, floor: 5 },
    { advised: 15, floor: 0 },
  ],
  'price-known': [true, false].map((confirmed) => ({ perYear: 35, confirmed })),
  'stated-no-criterion': criteria.map((key) => ({ key, value: 'no' })),
  'stated-no-commitment': commitments.flatMap((kind) =>
    [null, ...aMeasure(kind)].map((value) => ({ key: kind.key, value })),
  ),
  'stated-no-support': SUPPORT_KINDS.map((key) => ({ key, value: null })),
  contested: SUBJECTS.flatMap((subject) => DENIALS.map((denial) => ({ ...subject, ...denial }))),
  'contested-answered': SUBJECTS.flatMap((subject) => DENIALS.map((denial) => ({ ...subject, ...denial }))),
  'contested-unanswered': [
    ...criteria.map((key) => ({ kind: 'criterion', key, value: 'no', ...DENIALS[0] })),
    ...commitments.flatMap((kind) =>
      aMeasure(kind).flatMap((value) =>
        DENIALS.map((denial) => ({ kind: 'commitment', key: kind.key, value, ...denial })),
      ),
    ),
  ],
  'evidence-page-lost': SUBJECTS,
  'evidence-page-changed': SUBJECTS.map((subject) => ({ ...subject, on: '2026-11-12' })),
  'evidence-aged': SUBJECTS.flatMap((subject) => ['2020-11-01', null].map((asOf) => ({ ...subject, asOf }))),
  'not-confirmed-by-host': ['2026-05', null].map((asOf) => ({ asOf })),
  'ask-usage': usages.flatMap((key) =>
    SIZES.flatMap((size) => [true, false].map((withPrice) => ({ key, ...size, withPrice }))),
  ),
  'ask-room': SIZED,
  'ask-price': SIZED,
  'ask-price-still': [
    { perYear: 15, observedOn: '2021' },
    { perYear: 15, observedOn: '2021-05-12' },
    { perYear: 15, observedOn: null },
    { perYear: null, observedOn: '2021' },
  ],
  'ask-other-offer': [
    { offers: ['Petit nuage'], perYear: 20 },
    { offers: ['Petit nuage', 'Courrier'], perYear: null },
  ],
  'ask-price-quote': [{ accounts: 12 }, { accounts: null }],
  'ask-audience': ['associations', 'individuals', 'companies', 'public-bodies', 'schools', 'activists'].map(
    (audience) => ({ audience }),
  ),
  'ask-language': ['fr', 'br', 'en'].map((language) => ({ language })),
  'ask-deadline': [{ startsBy: '2027-01-15' }],
  'ask-data-country': [{ countries: ['FR'] }, { countries: ['FR', 'BE', 'DE'] }],
  'ask-support': SUPPORT_KINDS.map((key) => ({ key })),
  'ask-criterion': criteria.map((key) => ({ key })),
  'ask-commitment': commitments.map(({ key }) => ({ key })),
  'ask-criterion-evidence': criteria.flatMap((key) => PROVING.map((evidence) => ({ key, evidence }))),
  'ask-commitment-evidence': commitments.flatMap(({ key }) => PROVING.map((evidence) => ({ key, evidence }))),
  'ask-criterion-partial': criteria.map((key) => ({ key })),
  'ask-criterion-contested': criteria.map((key) => ({ key })),
  'ask-commitment-contested': commitments.map(({ key }) => ({ key })),
  'ask-seat': [{}],
  'near-miss-need': HARD_NEEDS.map((hard) => ({ ...hard, host: 'Les Aulnes', confirmed: true })),
  'near-miss-budget': [true, false].map((confirmed) => ({ host: 'Les Aulnes', missing: 12.5, has: 40, confirmed })),
  'near-miss-storage': [true, false].flatMap((confirmed) =>
    [true, false].map((counted) => ({
      host: 'Les Aulnes',
      missing: 19.5,
      has: 0.5,
      wanted: 20,
      counted,
      confirmed,
    })),
  ),
  'relax-one': HARD_NEEDS.flatMap((hard) => [1, 12].map((count) => ({ ...hard, count }))),
  'relax-several': groups(HARD_NEEDS, 6).flatMap((needs) => [1, 12].map((count) => ({ needs, count }))),
  'near-miss-amount': [true, false].flatMap((confirmed) =>
    UNITS.map((unit) => ({ host: 'Les Aulnes', unit, missing: 4, has: 8, wanted: 12, confirmed })),
  ),
  'near-miss-commitment': NUMBERS.map((key) => ({ host: 'Les Aulnes', key, has: 30, wanted: 90, confirmed: true })),
  'step-amount': UNITS.flatMap((unit) =>
    [1, 2].map((missing) => ({ unit, missing, has: 8, wanted: 8 + missing, count: missing })),
  ),
  'step-commitment': NUMBERS.map((key) => ({ key, has: 30, wanted: 90, count: 2 })),
  'step-storage': [{ missing: 19.5, has: 0.5, wanted: 20, count: 1 }],
  'one-host': PAID,
  'several-hosts': PAID,
  'one-host-to-check': PAID,
  'several-hosts-to-check': [...PAID, ...PAID.map((paid) => ({ ...paid, contacts: 3 }))],
  before: groups(NAMES, 5).flatMap((because) =>
    [
      { refused: [], unknown: [] },
      { refused: [], unknown: because.slice(0, 1) },
      { refused: [], unknown: because },
      { refused: because.slice(0, 1), unknown: [] },
      { refused: because, unknown: [] },
      { refused: because.slice(0, 1), unknown: because.slice(1, 2) },
      { refused: because.slice(1, 3), unknown: because.slice(3) },
    ].flatMap((open) => [[], because].map((despite) => ({ ...CALLED, because, ...open, despite }))),
  ),
  'fewer-unknown': [1, 2].map((open) => ({ ...CALLED, open, openThan: open + 2 })),
  'for-any-points': [true, false].map((settled) => ({ host: 'Les Aulnes', settled })),
  'stable-first': [{ host: 'Les Aulnes' }],
  'equal-first': [{ host: 'Les Aulnes' }],
  'word-changes-first': NAMES.flatMap((criterion) =>
    ['dropped', 'less', 'more'].map((change) => ({
      host: 'Les Aulnes',
      criterion,
      change,
      first: 'Le Petit Nuage',
    })),
  ),
  'only-declared': [{}],
  'price-within-budget': [true, false].flatMap((confirmed) =>
    [40, 0].map((left) => ({ perYear: 100 - left, budget: 100, left, confirmed })),
  ),
  'policy-rule': RULES.map((rule) => ({ federation: 'reseau', federationName: 'Le Réseau', ...rule })),
  'policy-rule-aside': RULES.map((rule) => ({ federation: 'reseau', federationName: 'Le Réseau', ...rule })),
  'policy-takes-out': [1, 2].map((count) => ({ federation: 'reseau', federationName: 'Le Réseau', count })),
  'policy-moves': groups(RULES, 5).flatMap((rules) =>
    PLACES.map(([without, now], index) => ({
      federationName: 'Le Réseau',
      host: 'Les Aulnes',
      rules,
      without,
      with: now,
      movedBy: index % 2 === 0 ? 'rules' : 'others',
    })),
  ),
  conflict: groups(HARD_NEEDS, 6).map((needs) => ({ needs })),
};
