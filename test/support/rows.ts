import { randomUUID } from 'node:crypto';
import { HOST_FACTS, type HostFact } from '../../src/documents/host.ts';
import type { HostRows } from '../../src/record/host-facts.ts';
import type {
  ClaimRow,
  ClosingRow,
  CommitmentRow,
  HostRow,
  MembershipRow,
  PlanRow,
  ServiceRow,
} from '../../src/record/rows.ts';

/* Rows for tests: valid by default, override what the test is about. */

export const HOST_ID = '00000000-0000-4000-8000-00000000aaaa';
const FEDERATION_ID = '00000000-0000-4000-8000-00000000bbbb';
const AT = new Date('2026-11-25T09:00:00Z');

export const hostRow = (over: Partial<HostRow> = {}): HostRow => ({
  id: HOST_ID,
  slug: 'les-aulnes',
  name: 'Les Aulnes',
  website: 'https://aulnes.example',
  ...(Object.fromEntries(HOST_FACTS.map((fact) => [fact, null])) as Record<HostFact, null>),
  complete: [],
  state: 'published',
  suspension: null,
  version: 1,
  confirmedOn: '2026-11-01',
  confirmedOnBehalf: false,
  domainVerifiedOn: null,
  ownerChangesOn: null,
  observed: null,
  factsAsOf: null,
  sources: null,
  provenance: null,
  termsAccepted: null,
  letterSentOn: null,
  createdAt: AT,
  updatedAt: AT,
  publishedAt: AT,
  publishedRevision: null,
  mergedInto: null,
  mergedOn: null,
  ...over,
});

export const serviceRow = (over: Partial<ServiceRow> = {}): ServiceRow => ({
  id: randomUUID(),
  hostId: HOST_ID,
  slug: 'nuage',
  name: 'Nuage',
  usages: ['file-storage-sharing'],
  summary: null,
  software: null,
  url: null,
  registration: null,
  capacityState: null,
  capacityUntil: null,
  capacityOpenFrom: null,
  dataCountry: null,
  ownDomain: null,
  certifications: null,
  exportFormats: null,
  imports: null,
  startedOn: null,
  plansKnown: false,
  ...over,
});

export const planRow = (over: Partial<PlanRow> = {}): PlanRow => ({
  serviceId: '',
  position: 0,
  name: 'Groupe',
  period: null,
  priceFor: null,
  fixedCents: null,
  membershipFeeCents: null,
  membershipIsFree: false,
  membershipAdvisedCents: null,
  membershipFloorCents: null,
  setupFeeCents: null,
  perAccountCents: null,
  includedAccounts: null,
  maxAccounts: null,
  accountsUnlimited: false,
  perGbCents: null,
  includedGb: null,
  includedGbPerAccount: null,
  maxGb: null,
  gbUnlimited: false,
  limits: null,
  payWhatYouCan: false,
  advisedCents: null,
  floorCents: null,
  covers: null,
  onQuote: null,
  taxIncluded: null,
  conditions: null,
  observedOn: null,
  holdsFrom: null,
  ...over,
});

const spoken = { evidenceUrl: null, note: null, asOf: '2026-01-01', imported: false };

export const claimRow = (over: Partial<ClaimRow> = {}): ClaimRow => ({
  hostId: HOST_ID,
  criterion: 'non-profit',
  criterionVersion: null,
  value: 'yes',
  ...spoken,
  ...over,
});

export const commitmentRow = (over: Partial<CommitmentRow> = {}): CommitmentRow => ({
  hostId: HOST_ID,
  serviceId: null,
  kind: 'closing-notice',
  value: 90,
  ...spoken,
  agreedOn: null,
  ...over,
});

export const closingRow = (over: Partial<ClosingRow> = {}): ClosingRow => ({
  hostId: HOST_ID,
  serviceId: null,
  announcedOn: '2026-11-25',
  restrictedOn: null,
  readOnlyOn: null,
  closedOn: '2027-03-01',
  dataErasedOn: null,
  approximate: false,
  reason: null,
  successor: null,
  successorAgreed: false,
  exportGuide: null,
  promisedNotice: null,
  promisedRetrieval: null,
  ...over,
});

type JoinedMembership = HostRows['memberships'][number];
export const membershipRow = (over: Partial<JoinedMembership> = {}): JoinedMembership => ({
  federationId: FEDERATION_ID,
  hostId: HOST_ID,
  state: 'member',
  since: null,
  charter: null,
  charterVersion: null,
  lastReviewedOn: null,
  statedBy: null,
  askedOn: null,
  until: null,
  exceptions: null,
  evidenceUrl: null,
  toCheck: false,
  federation: 'chatons',
  federationCharter: 'chatons',
  ...over,
});

export const plainMembership = (over: Partial<MembershipRow> = {}): MembershipRow => {
  const { federation: _slug, federationCharter: _charter, ...row } = membershipRow(over);
  return row;
};

type JoinedReview = HostRows['reviews'][number];
export const reviewRow = (over: Partial<JoinedReview> = {}): JoinedReview => ({
  federationId: FEDERATION_ID,
  hostId: HOST_ID,
  subject: 'criterion:non-profit',
  criterionVersion: null,
  value: 'yes',
  reviewedOn: '2026-01-01',
  expiresOn: null,
  note: null,
  evidenceUrl: null,
  tie: null,
  certificate: null,
  federation: 'chatons',
  reply: null,
  ...over,
});

export const hostRows = (over: Partial<HostRows> = {}): HostRows => ({
  host: hostRow(),
  aliases: [],
  merged: [],
  services: [],
  plans: [],
  claims: [],
  commitments: [],
  closings: [],
  priceChanges: [],
  pages: [],
  memberships: [],
  reviews: [],
  ...over,
});
