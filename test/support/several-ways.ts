import fc from 'fast-check';
import type { Host } from '../../src/documents/host.ts';
import type { Plan, Service } from '../../src/documents/service.ts';
import type { Claim } from '../../src/documents/statement.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { IMPORTANCES } from '../../src/vocabulary/terms.ts';
import { aClaimOf, aDocument, anOffer, aPlan } from './documents.ts';

/** Hosts with several services and plans for one usage, of which some can only be had on application. */

const CRITERIA = ['free-software-only', 'non-profit'] as const;

const anyPlans = fc.array(
  fc.record({
    fixed: fc.constantFrom(5, 20, 35, 50, 58, 59, 67, 70, 90),
    maxGb: fc.constantFrom(100, 120, 150, 200, 400),
  }),
  { minLength: 1, maxLength: 2 },
);
const anyServices = fc
  .array(fc.tuple(fc.boolean(), anyPlans), { minLength: 1, maxLength: 3 })
  .map((services) =>
    services.map(([onApplication, plans], index) => serviceOf(`s${index}`, onApplication, plans.map(aPlan))),
  );

function serviceOf(slug: string, onApplication: boolean, plans: Plan[]): Service {
  const service = anOffer({ slug, name: slug, plans });
  if (!onApplication) return service;
  const { capacity: _capacity, ...unsaid } = service;
  return { ...unsaid, registration: 'on-application' };
}

/** What is certified is settled; silence and a word of the host are not. */
const anyClaim = (criterion: string) =>
  fc.constantFrom<(Claim | null)[]>(
    null,
    aClaimOf(criterion, 'yes', 'declared'),
    aClaimOf(criterion, 'no', 'declared'),
    aClaimOf(criterion, 'partial', 'certified'),
    aClaimOf(criterion, 'yes', 'certified'),
  );

const anyHostOfSeveralWays: fc.Arbitrary<Host> = fc
  .tuple(anyServices, fc.tuple(...CRITERIA.map(anyClaim)))
  .map(([services, claims]) => aDocument({ services, claims: claims.filter((claim) => claim !== null) }));

const anyWord = fc.constantFrom(...IMPORTANCES);
const anyWishes = fc.tuple(anyWord, anyWord, anyWord, anyWord).map(
  ([price, margin, ...words]): Need => ({
    usages: [{ usage: 'file-storage-sharing', storageGb: 100 }],
    budgetPerYear: 100,
    wish: {
      price,
      'storage-margin': margin,
      criteria: Object.fromEntries(CRITERIA.map((key, index) => [key, words[index]!])),
    },
  }),
);

export const anyMatchOfSeveralWays = fc.tuple(
  fc.array(anyHostOfSeveralWays, { minLength: 2, maxLength: 4 }),
  anyWishes,
);

const isUnsaid = ({ capacity }: Service): boolean => capacity === undefined || capacity.state === 'waiting-list';

/** A host once it has said of each service whether it takes newcomers; `answers` in their order. */
export const answering = (host: Host, answers: readonly boolean[]): Host => ({
  ...host,
  services: host.services.map((service, index) =>
    isUnsaid(service) ? { ...service, capacity: { state: answers[index] ? 'open' : 'full' } } : service,
  ),
});

/** Every host that this one may turn out to be, once its silences are filled and what it says is checked, or is not. */
export function resolutionsOf(host: Host): Host[] {
  const said = new Map(host.claims.map((claim) => [claim.criterion, claim]));
  const open = CRITERIA.filter((key) => {
    const claim = said.get(key);
    return claim === undefined || (claim.evidence === 'declared' && claim.value === 'yes');
  });
  const answers = host.services.reduce<boolean[][]>(
    (lists, service) =>
      lists.flatMap((list) => (isUnsaid(service) ? [true, false] : [true]).map((yes) => [...list, yes])),
    [[]],
  );
  // A wish that is not settled is worth least as it is, and most once it is certified.
  return answers.flatMap((list) =>
    [[], open].map((certified) => ({
      ...answering(host, list),
      claims: CRITERIA.flatMap((key): Claim[] => {
        if (certified.includes(key)) return [aClaimOf(key, 'yes', 'certified')];
        return [said.get(key) ?? []].flat();
      }),
    })),
  );
}
