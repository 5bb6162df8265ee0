import fc from 'fast-check';
import type { HostRows } from '../../src/record/host-facts.ts';
import { readReference } from '../../src/vocabulary/reference.ts';
import { MEMBERSHIP_STATES } from '../../src/vocabulary/terms.ts';
import {
  claimRow,
  closingRow,
  commitmentRow,
  hostRow,
  hostRows,
  membershipRow,
  planRow,
  reviewRow,
  serviceRow,
} from './rows.ts';

const reference = readReference();
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

/** Days around the end of shelf lives. */
export const aDay = fc
  .integer({ min: 0, max: 365 * 8 })
  .map((days) => new Date(Date.UTC(2022, 0, 1 + days)).toISOString().slice(0, 10));
export const aPartialDate = fc.tuple(aDay, fc.constantFrom(4, 7, 10)).map(([day, length]) => day.slice(0, length));
const anAddress = fc.constant('https://aulnes.example/engagements');
const spoken = fc.record({ evidenceUrl: maybe(anAddress), asOf: maybe(aPartialDate) }).chain((said) =>
  // Only an imported statement may be undated.
  (said.asOf === null ? fc.constant(true) : fc.boolean()).map((imported) => ({ ...said, imported })),
);
const aCriterion = fc.constantFrom('no-advertising', 'open-formats', 'non-profit', 'sources-published');
const aKind = fc.constantFrom('closing-notice', 'data-retrieval-after-end', 'backup-offsite', 'status-page');
const aMeasure = fc.oneof(fc.nat(400), fc.boolean(), fc.constant('none'));
const aClaimValue = fc.constantFrom('yes', 'partial', 'no');

const claims = fc.uniqueArray(
  fc.tuple(aCriterion, aClaimValue, spoken).map(([criterion, value, said]) => claimRow({ criterion, value, ...said })),
  { selector: ({ criterion }) => criterion, maxLength: 4 },
);
const commitments = (serviceId: string | null) =>
  fc.uniqueArray(
    fc.tuple(aKind, aMeasure, spoken).map(([kind, value, said]) => commitmentRow({ serviceId, kind, value, ...said })),
    { selector: ({ kind }) => kind, maxLength: 4 },
  );
const closing = (serviceId: string | null) =>
  fc
    .record({
      announcedOn: maybe(aPartialDate),
      readOnlyOn: maybe(aPartialDate),
      closedOn: maybe(aPartialDate),
      dataErasedOn: maybe(aPartialDate),
      approximate: fc.boolean(),
      promisedNotice: maybe(fc.nat(400)),
      promisedRetrieval: maybe(fc.nat(400)),
    })
    .filter(({ readOnlyOn, closedOn, dataErasedOn }) => (readOnlyOn ?? closedOn ?? dataErasedOn) !== null)
    .map((stages) => closingRow({ serviceId, ...stages }));
const memberships = fc
  .record({
    state: fc.constantFrom(...MEMBERSHIP_STATES),
    since: maybe(aPartialDate),
    until: maybe(aPartialDate),
    charter: maybe(fc.constantFrom('chatons', 'librehosters', 'unheard-of')),
    charterVersion: maybe(fc.constantFrom('since-2023', 'before-2023', '1')),
    toCheck: fc.boolean(),
  })
  .map((row) => [membershipRow(row)]);
const reviews = fc.uniqueArray(
  fc
    .record({
      subject: fc.oneof(
        aCriterion.map((key) => `criterion:${key}`),
        aKind.map((kind) => `commitment:${kind}`),
      ),
      reviewedOn: aPartialDate,
      expiresOn: maybe(aDay),
      certificate: maybe(aDay.map((expiresOn) => ({ issuer: 'Afnor', number: '1', expiresOn }))),
      value: aClaimValue,
    })
    .map((row) => reviewRow(row)),
  { selector: ({ subject }) => subject, maxLength: 4 },
);

/** As the database gives objects back: keys in any order. */
const imports: fc.Arbitrary<{ tool: string; guideUrl?: string }[]> = fc.constantFrom(
  [],
  [{ guideUrl: 'https://aulnes.example/venir', tool: 'google-drive' }, { tool: 'dropbox' }],
);
const aService = fc
  .record({ fixedCents: maybe(fc.nat(100_000)), plansKnown: fc.boolean(), imports: maybe(imports) })
  .map((over) => {
    const service = serviceRow({ plansKnown: over.plansKnown, imports: over.imports });
    return { service, plan: planRow({ serviceId: service.id, fixedCents: over.fixedCents }) };
  });

/** The rows of a host that has been published, with everything that moves with the day. */
export const someHostRows: fc.Arbitrary<HostRows> = aService.chain(({ service, plan }) =>
  fc
    .record({
      state: fc.constantFrom('published' as const, 'closed' as const, 'suspended' as const),
      confirmedOn: maybe(aDay),
      observed: maybe(
        fc.record({
          state: fc.constantFrom('active' as const, 'closed' as const, 'unknown' as const),
          asOf: aPartialDate,
        }),
      ),
      claims,
      hostCommitments: commitments(null),
      serviceCommitments: commitments(service.id),
      hostClosing: maybe(closing(null)),
      serviceClosing: maybe(closing(service.id)),
      memberships,
      reviews,
    })
    .map((given) =>
      hostRows({
        host: hostRow({ state: given.state, confirmedOn: given.confirmedOn, observed: given.observed }),
        services: [service],
        plans: [plan],
        claims: given.claims,
        commitments: [...given.hostCommitments, ...given.serviceCommitments],
        closings: [given.hostClosing, given.serviceClosing].filter((row) => row !== null),
        memberships: given.memberships,
        reviews: given.reviews,
      }),
    ),
);

export { reference };
