import type { SingleNeed } from '../../../src/matching/engine/need/hard-needs.ts';
import type {
  Evidence,
  GroupParams,
  HardNeedNamed,
  PlaceParams,
  Rule,
  Size,
  SizedUsage,
  Subject,
  Witness,
} from '../../../src/matching/engine/need/parameters.ts';
import { EVIDENCE_LEVELS, SUPPORT_KINDS } from '../../../src/vocabulary/terms.ts';
import { reference } from '../matching.ts';
import { all, COMMITMENTS, CREUSE, CRITERIA, groups, turn, USAGES } from './examples.ts';

/* What the examples of the sentences of an answer are made of. */

export const AULNES = 'Les Aulnes';
export const NUAGE = 'Le Petit Nuage';
export const RESEAU = { federation: 'reseau', federationName: 'Le Réseau' };

/** How one knows what is said of a host. */
export const EVIDENCES: Evidence[] = [
  { evidence: 'declared', by: 'charter', ...RESEAU, asOf: '2026-11-01' },
  { evidence: 'certified', by: 'federation', ...RESEAU, asOf: '2026-11-01' },
  { evidence: 'measured', by: 'host', federation: null, asOf: '2026-11-01' },
  { evidence: 'peer-reviewed', by: 'federation', ...RESEAU, asOf: '2026-11' },
  { evidence: 'peer-reviewed', by: 'federation', federation: 'reseau', asOf: null },
  { evidence: 'documented', by: 'host', federation: null, asOf: '2026-11-01' },
  { evidence: 'declared', by: 'host', federation: null, asOf: '2026-11-01' },
  { evidence: 'declared', by: 'import', federation: null, asOf: '2021' },
];

/** Who says no to a host: a federation, known by its name or not, or the catalogue. */
export const DENIALS: Witness[] = [
  { by: 'federation', ...RESEAU },
  { by: 'federation', federation: 'communs', federationName: 'Les Communs' },
  { by: 'federation', federation: 'Réseau' },
  { by: 'catalogue', federation: null },
];

export const SUBJECTS: Subject[] = [
  ...CRITERIA.map((key) => ({ kind: 'criterion' as const, key })),
  ...COMMITMENTS.map(({ key }) => ({ kind: 'commitment' as const, key })),
];
export const DENIED = all(SUBJECTS.flatMap((subject) => DENIALS.map((denial) => ({ ...subject, ...denial }))));

/** Everything that may be wished, by its name in a need. */
export const NAMES = [
  'price',
  'proximity',
  'storage-margin',
  ...SUBJECTS.map(({ kind, key }) => `${kind}:${key}`),
  ...USAGES.map((key) => `usage:${key}`),
  ...SUPPORT_KINDS.map((key) => `support:${key}`),
];

const SINGLE_NEEDS = Object.keys({
  'too-small': true,
  budget: true,
  territory: true,
  audience: true,
  language: true,
  'open-to-newcomers': true,
  closing: true,
  'data-country': true,
  'health-data': true,
  deadline: true,
} satisfies Record<SingleNeed, true>);
export const HARD_NEEDS: HardNeedNamed[] = [
  ...SINGLE_NEEDS.map((name) => ({ name, key: null, territory: CREUSE })),
  ...USAGES.map((key) => ({ name: 'usage-not-offered', key, territory: CREUSE })),
  ...SUPPORT_KINDS.map((key) => ({ name: 'support', key, territory: null })),
  ...SUBJECTS.map(({ kind, key }) => ({ name: `${kind}:${key}`, key, territory: CREUSE })),
];

export const SIZES: Size[] = [
  { accounts: null, gigabytes: null, amounts: null },
  { accounts: 1, gigabytes: null, amounts: null },
  { accounts: 12, gigabytes: 0.5, amounts: { sites: 2 } },
  { accounts: null, gigabytes: 2000, amounts: null },
];
const sized = (usage: string, at: number): SizedUsage => ({ usage, ...turn(SIZES, at) });
/** One usage of each size, and groups of usages that each have one. */
export const SIZED = all([
  { usages: [] },
  ...SIZES.map((_, at) => ({ usages: [sized(USAGES[0]!, at)] })),
  ...groups(USAGES, 4).flatMap((group, at) =>
    SIZES.map((_, size) => ({ usages: group.map((usage, index) => sized(usage, at + size + index)) })),
  ),
]);

const PRICES = [
  { perYear: 125, exact: true, floor: null, chosen: false },
  { perYear: 12.5, exact: false, floor: 12.5, chosen: false },
  { perYear: 11.67, once: 35, exact: true, floor: null, chosen: false },
  { perYear: 100, exact: false, floor: 0, chosen: true },
  { perYear: 100, exact: false, floor: 20, chosen: true },
  { perYear: null, exact: false, floor: 0, chosen: true },
  { perYear: null, exact: false, floor: 20, chosen: true },
  { perYear: null, exact: false, floor: 0, chosen: false },
];
const SAVINGS = [0, 80, -12, null];
const GROUPS_OF_NAMES = groups(NAMES, 3);
export const GROUPS = all(
  groups(USAGES, 5).flatMap((group, at) =>
    PRICES.map((price, index): GroupParams => {
      const shares = [
        { host: AULNES, usages: group },
        { host: NUAGE, usages: group.slice(0, 1) },
      ];
      const saved = turn(SAVINGS, at + index);
      const alone = (at + index) % 5 > 0;
      const brings = at % 3 === 0 ? [] : turn(GROUPS_OF_NAMES, at + index);
      return {
        ...price,
        ...{ host: AULNES, shares, saved, alone, brings, fewerOpen: index % 4 === 1, contacts: 2 + (at % 2) },
      };
    }),
  ),
);

export const UNITS = [...reference.units.keys()];
/** Commitments measured by a number. */
export const NUMBERS = COMMITMENTS.flatMap(({ key, valueType }) => (valueType === 'number' ? [key] : []));
const BOUNDS = ['at-least', 'at-most', 'exactly', null] as const;

/** Rules of a policy, of each kind and about each subject. */
export const RULES: Rule[] = [
  ...['price', 'proximity', 'storage-margin'].map((about) => ({ about, key: null })),
  ...CRITERIA.map((key) => ({ about: 'criterion', key })),
  ...COMMITMENTS.map(({ key }) => ({ about: 'commitment', key })),
  ...SUPPORT_KINDS.map((key) => ({ about: 'support', key })),
].flatMap((subject): Rule[] => {
  const { about, key } = subject;
  const common = { rule: 'a rule', ...subject };
  return [
    ...[true, false].map((more): Rule => ({ ...common, kind: 'factor', factor: more ? 2 : 0.5, more })),
    ...(['plus', 'important', 'very-important'] as const).map(
      (word): Rule => ({ ...common, kind: 'minimum-word', word }),
    ),
    ...(about === 'criterion' || about === 'commitment'
      ? EVIDENCE_LEVELS.slice(2).map((evidence): Rule => ({ ...common, kind: 'minimum-evidence', evidence }))
      : []),
    ...(about === 'criterion'
      ? EVIDENCE_LEVELS.slice(1).map((evidence): Rule => ({ ...common, kind: 'require-criterion', evidence }))
      : []),
    ...(key !== null && NUMBERS.includes(key)
      ? BOUNDS.map((bound): Rule => ({ ...common, kind: 'require-commitment', atLeast: 90, bound }))
      : []),
    ...(reference.commitmentKinds.get(key ?? '')?.valueType === 'date'
      ? [{ ...common, kind: 'require-commitment' as const, atLeast: '2026-05', bound: 'since' as const }]
      : []),
  ];
});
export const RULES_OF_RESEAU = all(RULES.map((rule) => ({ ...RESEAU, ...rule })));
export const PLACES: [without: PlaceParams, now: PlaceParams][] = [
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

export const PAIR = { better: AULNES, than: NUAGE };
/** Which of the reasons for a place are a no of the other host, and which are still open. */
export const opened = (because: string[]) => [
  { refused: [], unknown: [] },
  { refused: [], unknown: because.slice(0, 1) },
  { refused: [], unknown: because },
  { refused: because.slice(0, 1), unknown: [] },
  { refused: because, unknown: [] },
  { refused: because.slice(0, 1), unknown: because.slice(1, 2) },
  { refused: because.slice(1, 3), unknown: because.slice(3) },
];

export const keys = (list: readonly string[]) => all(list.map((key) => ({ key })));
export const proven = (list: readonly string[]) =>
  all(list.map((key, at) => ({ key, evidence: turn(EVIDENCE_LEVELS.slice(1), at) })));
