import { Host } from '../../src/documents/host.ts';
import type { Plan, Service } from '../../src/documents/service.ts';
import type { Claim, ClaimStatement, Commitment, CommitmentStatement } from '../../src/documents/statement.ts';
import { claimFrom, commitmentFrom } from '../../src/documents/weighing.ts';
import { COMPLETE_LISTS, type EvidenceLevel } from '../../src/vocabulary/terms.ts';
import { countInFile } from './counting.ts';
import { DAY, reference } from './matching.ts';

/** Documents as the read model holds them, valid by default; a test overrides what it is about. Who confirmed its entry has whole lists. */

const made = countInFile();
const nextId = (): string => `00000000-0000-4000-8000-${String(made()).padStart(12, '0')}`;

export const aDocument = (overrides: Partial<Host> = {}): Host => {
  const id = overrides.id ?? nextId();
  return inOrder({
    schemaVersion: 1,
    id,
    slug: `host-${Number(id.slice(-12))}`,
    name: `Host ${Number(id.slice(-12))}`,
    website: 'https://host.example',
    seat: { country: 'FR' },
    version: 1,
    state: 'published',
    confirmedByHost: true,
    confirmedOn: '2026-11-01',
    domainVerifiedOn: null,
    complete: overrides.confirmedByHost === false ? [] : [...COMPLETE_LISTS],
    memberships: [],
    claims: [],
    commitments: [],
    closing: null,
    services: [],
    ...overrides,
  });
};

/** Keys in the order in which documents are stored. */
const inOrder = (host: Host): Host =>
  Object.fromEntries(
    Object.keys(Host.properties).flatMap((key) => (key in host ? [[key, host[key as keyof Host]]] : [])),
  ) as Host;

export const anOffer = (overrides: Partial<Service> = {}): Service => ({
  id: nextId(),
  slug: 'nuage',
  name: 'Nuage',
  usages: ['file-storage-sharing'],
  registration: 'open',
  capacity: { state: 'open' },
  ownDomain: true,
  plans: [aPlan()],
  commitments: [],
  closing: null,
  ...overrides,
});

export const aPlan = (overrides: Partial<Plan> = {}): Plan => ({
  name: 'Groupe',
  for: 'organisation',
  fixed: 60,
  maxAccounts: 'unlimited',
  maxGb: 150,
  ...overrides,
});

type Word = 'host' | 'federation' | 'charter' | 'import';
/** A host can only declare or document; what is stronger comes from a federation. */
const speakerOf = (evidence: EvidenceLevel): Word =>
  evidence === 'declared' || evidence === 'documented' ? 'host' : 'federation';
const stated = <V>(value: V, evidence: EvidenceLevel, by: Word) => ({
  value,
  by,
  ...(by === 'federation' || by === 'charter' ? { federation: 'reseau' } : {}),
  level: evidence,
  evidence,
  asOf: '2026-11-01',
  until: null,
  aged: false,
});

export const aClaimOf = (
  criterion: string,
  value: Claim['value'],
  evidence: EvidenceLevel,
  by: Word = speakerOf(evidence),
): Claim => claimFrom(criterion, [stated(value, evidence, by) as ClaimStatement], reference);

export const aCommitmentOf = (
  kind: string,
  value: Commitment['value'],
  evidence: EvidenceLevel,
  by: Word = speakerOf(evidence),
): Commitment => commitmentFrom(kind, [stated(value, evidence, by) as CommitmentStatement], reference, DAY);
