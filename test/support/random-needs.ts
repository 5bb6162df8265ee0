import fc from 'fast-check';
import type { Host, Support } from '../../src/documents/host.ts';
import type { Plan, Service } from '../../src/documents/service.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import type { Zone } from '../../src/vocabulary/shapes.ts';
import { COMPLETE_LISTS, type CompleteList, IMPORTANCES } from '../../src/vocabulary/terms.ts';
import { aClaimOf, aCommitmentOf, aDocument, anOffer, aPlan } from './documents.ts';
import { runs } from './runs.ts';

/** Random needs and hosts small enough for brute force, and rich enough to meet every rule. */

export const USAGES = ['file-storage-sharing', 'email-hosting', 'website', 'shared-calendar', 'web-analytics'] as const;
/** Tools of today for these usages, and one for none of them. */
const TOOLS = ['gmail', 'google-drive', 'google-workspace', 'wix', 'mailchimp'] as const;
/** Units of the usages that have some beside accounts and storage; two usages share theirs. */
const UNITS: Partial<Record<string, readonly string[]>> = {
  'email-hosting': ['aliases'],
  website: ['sites', 'visits-per-month'],
  'shared-calendar': ['calendars'],
  'web-analytics': ['sites', 'visits-per-month'],
};
const anyLimits = fc.dictionary(
  fc.constantFrom(...new Set(Object.values(UNITS).flatMap((units) => units ?? []))),
  fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant('unlimited' as const)),
  { minKeys: 1, maxKeys: 4 },
);
/** Amounts of units of the usage asked, when it has any. */
const withAmounts = (asked: Need['usages'][number]): fc.Arbitrary<Need['usages'][number]> => {
  const units = UNITS[asked.usage];
  if (!units) return fc.constant(asked);
  return maybe(fc.dictionary(fc.constantFrom(...units), fc.integer({ min: 1, max: 15 }))).map((amounts) =>
    amounts ? { ...asked, amounts } : asked,
  );
};
const CRITERIA = ['free-software-only', 'democratic-governance', 'non-profit'] as const;

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
/** A value that few hosts or needs have: with it, few answers are left to compare. */
const seldom = <const T>(value: T) =>
  fc.oneof({ weight: 14, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constant(value) });
/** Leaves out the keys whose value is undefined: absent is how unknown is written. */
const record = <T>(model: { [K in keyof T]-?: fc.Arbitrary<T[K] | undefined> }): fc.Arbitrary<T> =>
  fc
    .record(model as Record<string, fc.Arbitrary<unknown>>)
    .map((value) => Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T);

export const anyPlan: fc.Arbitrary<Plan> = record<Plan>({
  name: fc.constantFrom('A', 'B', 'C'),
  period: maybe(fc.constantFrom('month' as const, 'year' as const)),
  for: fc.constant(undefined),
  fixed: maybe(fc.integer({ min: 0, max: 200 })),
  membershipFee: maybe(fc.constantFrom(0, 10, 15)),
  membershipFree: fc.constant(undefined),
  setupFee: maybe(fc.constantFrom(0, 20)),
  perAccount: maybe(fc.constantFrom(0, 1, 5)),
  includedAccounts: maybe(fc.integer({ min: 0, max: 10 })),
  maxAccounts: maybe(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constant('unlimited' as const))),
  perGb: maybe(fc.constantFrom(0, 0.1)),
  includedGb: maybe(fc.integer({ min: 0, max: 100 })),
  includedGbPerAccount: maybe(fc.constantFrom(0, 5)),
  maxGb: maybe(fc.oneof(fc.integer({ min: 1, max: 200 }), fc.constant('unlimited' as const))),
  limits: maybe(anyLimits),
  freeAmount: maybe(record({ advised: maybe(fc.constantFrom(15, 40)), floor: maybe(fc.constantFrom(0, 5)) })),
  covers: maybe(fc.subarray(['s0', 's1', 's2'])),
  onQuote: maybe(fc.constantFrom(false, true)),
  taxIncluded: maybe(fc.boolean()),
  conditions: fc.constant(undefined),
  observedOn: maybe(fc.constantFrom('2026-05', '2021')),
  from: maybe(fc.constantFrom('2026-01-01', '2026-06-01', '2099-01-01')),
});

const CLOSES_NEXT_YEAR = {
  announcedOn: '2026-11-01',
  stages: { closed: '2027-03-01' },
  stage: null,
  approximate: false,
  successor: null,
  promises: [],
};

const anyService = (slug: string): fc.Arbitrary<Service> =>
  record<Service>({
    id: fc.uuid(),
    slug: fc.constant(slug),
    name: fc.constant(slug),
    usages: fc.subarray([...USAGES], { minLength: 1 }),
    summary: fc.constant(undefined),
    software: fc.constant(undefined),
    url: fc.constant(undefined),
    registration: maybe(fc.constantFrom('open' as const, 'members' as const, 'on-application' as const)),
    capacity: maybe(
      fc.record(
        {
          state: fc.constantFrom('open', 'full', 'waiting-list'),
          openFrom: fc.constantFrom('2026-11-20', '2026-12-15', '2027-06'),
        },
        { requiredKeys: ['state'] },
      ),
    ),
    dataCountry: maybe(fc.constantFrom('FR', 'US')),
    ownDomain: fc.constant(undefined),
    provenance: fc.constant(undefined),
    provenanceOrder: fc.constant(undefined),
    certifications: fc.constant(undefined),
    exportFormats: fc.constant(undefined),
    imports: maybe(
      fc.uniqueArray(
        fc.record(
          { tool: fc.constantFrom(...TOOLS), guideUrl: fc.constant('https://aulnes.example/venir') },
          { requiredKeys: ['tool'] },
        ),
        { selector: ({ tool }) => tool, maxLength: 2 },
      ),
    ),
    startedOn: fc.constant(undefined),
    plans: maybe(fc.array(anyPlan, { maxLength: 3 })),
    commitments: fc.constantFrom(
      [],
      [aCommitmentOf('self-service-export', true, 'declared')],
      [aCommitmentOf('certification-hds', true, 'certified')],
    ),
    closing: fc.oneof(
      { weight: 6, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constant(CLOSES_NEXT_YEAR) },
    ),
  });

const anyEvidence = fc.constantFrom(
  'declared' as const,
  'documented' as const,
  'peer-reviewed' as const,
  'certified' as const,
);

export const anyHost: fc.Arbitrary<Host> = fc
  .record({
    services: fc
      .integer({ min: 0, max: 3 })
      .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => anyService(`s${i}`)))),
    confirmed: fc.boolean(),
    seat: maybe(
      fc.constantFrom(
        { country: 'FR', territory: { level: 'departement' as const, code: '23' } },
        { country: 'FR', territory: { level: 'departement' as const, code: '29' } },
        { country: 'FR' },
        { country: 'BE' },
      ),
    ),
    serves: maybe(fc.constantFrom<Zone[]>([{ level: 'departement', code: '23' }], [{ level: 'world' }], [])),
    audiences: maybe(fc.subarray(['associations' as const, 'individuals' as const])),
    languages: maybe(fc.subarray(['fr', 'oc'])),
    support: maybe(
      fc.constantFrom<Support[]>(
        [],
        [{ kind: 'training' }],
        [{ kind: 'training', mode: 'remote' }],
        [{ kind: 'training', mode: 'in-person' }],
      ),
    ),
    claims: fc.array(
      fc.tuple(
        fc.constantFrom(...CRITERIA),
        fc.constantFrom('yes' as const, 'partial' as const, 'no' as const),
        anyEvidence,
      ),
      {
        maxLength: 3,
      },
    ),
    notice: maybe(fc.tuple(fc.constantFrom(0, 30, 90, 200), anyEvidence)),
    seen: fc.constantFrom('2026-03', '2025', '2021'),
    /** Lists that a host which confirmed its entry says are whole: most often all of them. */
    whole: fc.oneof(fc.constant<CompleteList[]>([...COMPLETE_LISTS]), fc.subarray<CompleteList>([...COMPLETE_LISTS])),
  })
  .map(({ services, confirmed, seat, serves, audiences, languages, support, claims, notice, seen, whole }) =>
    aDocument({
      services,
      confirmedByHost: confirmed,
      confirmedOn: confirmed ? '2026-11-01' : null,
      complete: confirmed ? whole : [],
      ...(confirmed ? {} : { observed: { state: 'active', asOf: seen } }),
      ...(seat ? { seat } : { seat: { country: 'FR' } }),
      ...(serves ? { serves } : {}),
      ...(audiences ? { audiences } : {}),
      ...(languages ? { languages } : {}),
      ...(support ? { support } : {}),
      claims: [...new Map(claims.map((claim) => [claim[0], claim])).values()].map(([criterion, value, evidence]) =>
        aClaimOf(criterion, value, evidence),
      ),
      commitments: notice ? [aCommitmentOf('closing-notice', notice[0], notice[1])] : [],
    }),
  );

const anyImportance = fc.constantFrom(...IMPORTANCES);

export const anyNeed: fc.Arbitrary<Need> = record<Need>({
  usages: fc
    .uniqueArray(
      record<Need['usages'][number]>({
        usage: fc.constantFrom(...USAGES),
        accounts: maybe(fc.integer({ min: 1, max: 15 })),
        storageGb: maybe(fc.integer({ min: 1, max: 120 })),
        growthGbPerYear: maybe(fc.integer({ min: 1, max: 40 })),
        amounts: fc.constant(undefined),
        priority: maybe(fc.constantFrom('must' as const, 'should' as const, 'could' as const)),
      }).chain(withAmounts),
      { minLength: 1, maxLength: 3, selector: ({ usage }) => usage },
    )
    .map(([first, ...rest]) => [{ ...first!, priority: 'must' as const }, ...rest]),
  budgetPerYear: maybe(fc.constantFrom(0, 40, 100, 300)),
  territory: maybe(
    fc.constantFrom(
      { level: 'departement' as const, code: '23' },
      { level: 'commune' as const, code: '23096' },
      { level: 'region' as const, code: '75' },
    ),
  ),
  audience: maybe(fc.constant('associations' as const)),
  language: seldom('oc'),
  holdsHealthData: seldom(true),
  hasDomainName: maybe(fc.boolean()),
  sensitive: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(true, false, 'unknown' as const) },
  ),
  require: maybe(
    record<NonNullable<Need['require']>>({
      criteria: maybe(
        fc.constantFrom(
          [],
          [{ criterion: 'free-software-only' }],
          [{ criterion: 'non-profit', evidence: 'documented' as const }],
        ),
      ),
      commitments: maybe(fc.constantFrom([], [{ kind: 'closing-notice', atLeast: 60 }])),
      support: maybe(fc.constantFrom([], ['training' as const])),
      dataCountries: maybe(fc.constant(['FR'])),
      openToNewcomers: maybe(fc.boolean()),
    }),
  ),
  wish: maybe(
    record<NonNullable<Need['wish']>>({
      price: maybe(anyImportance),
      'storage-margin': maybe(anyImportance),
      proximity: maybe(anyImportance),
      criteria: maybe(fc.dictionary(fc.constantFrom(...CRITERIA), anyImportance, { maxKeys: 3 })),
      commitments: maybe(
        fc.dictionary(fc.constantFrom('closing-notice', 'self-service-export'), anyImportance, { maxKeys: 2 }),
      ),
      support: maybe(
        fc.dictionary(
          fc.constant('training'),
          fc.oneof(
            anyImportance,
            fc.record({ word: anyImportance, mode: fc.constantFrom('remote' as const, 'in-person' as const) }),
          ),
          { maxKeys: 1 },
        ),
      ),
    }),
  ),
  currentTools: maybe(fc.subarray([...TOOLS])),
  startsBy: seldom('2026-12-10'),
  federation: fc.constant(undefined),
  onlyFrom: fc.constant(undefined),
  // A need would name hosts that exist.
  hosts: fc.constant(undefined),
  limit: fc.constant(undefined),
});

export const RUNS = runs(400);

/** Asserts a property on random values, drawn with the seed of the run; what happens seldom is tried more often. */
export const holds = <T extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  predicate: (...args: T) => void,
  tried = RUNS,
): void =>
  fc.assert(
    fc.property(...(arbitraries as unknown as [fc.Arbitrary<unknown>]), predicate as (...args: unknown[]) => void),
    tried,
  );

export const anyHosts = fc.array(anyHost, { minLength: 1, maxLength: 6 });

function anyAnswer() {
  return fc.option(
    fc.tuple(
      fc.constantFrom('yes' as const, 'partial' as const, 'no' as const),
      fc.constantFrom('declared' as const, 'certified' as const),
    ),
    { nil: undefined },
  );
}

/** Hosts that all fit, and differ in price and in what they claim; and what matters of it. */
const anyRivals = fc.array(
  fc.tuple(fc.integer({ min: 30, max: 95 }), fc.tuple(anyAnswer(), anyAnswer(), anyAnswer())).map(([fixed, answers]) =>
    aDocument({
      services: [anOffer({ plans: [aPlan({ fixed })] })],
      claims: answers.flatMap((answer, index) => (answer ? [aClaimOf(CRITERIA[index]!, answer[0], answer[1])] : [])),
    }),
  ),
  { minLength: 2, maxLength: 5 },
);
const anyWord = fc.constantFrom(...IMPORTANCES);
const anyWishes = fc.tuple(anyWord, anyWord, anyWord, anyWord).map(
  ([price, ...words]): Need => ({
    usages: [{ usage: 'file-storage-sharing', storageGb: 10 }],
    budgetPerYear: 100,
    wish: { price, criteria: Object.fromEntries(CRITERIA.map((key, index) => [key, words[index]!])) },
  }),
);
export const anyFittingMatch = fc.tuple(anyRivals, anyWishes);
export const anyMatch = fc.oneof(anyFittingMatch, fc.tuple(anyHosts, anyNeed));
