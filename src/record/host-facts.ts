import { type AnnouncedClosing, announcedIn } from '../documents/closing.ts';
import type { Host, Membership } from '../documents/host.ts';
import type { Service } from '../documents/service.ts';
import type { Claim, Commitment } from '../documents/statement.ts';
import { type Voice, voicesOf } from '../documents/weighing.ts';
import { byText, known, laidOut } from '../ground/texts.ts';
import { textFact, zoneFact } from '../vocabulary/shapes.ts';
import type {
  ClaimRow,
  ClosingRow,
  CommitmentRow,
  EvidencePageRow,
  HostRow,
  MembershipRow,
  PlanRow,
  ReplyRow,
  ReviewRow,
  ServiceRow,
} from './rows.ts';
import { serviceFacts } from './service-facts.ts';
import { claimVoice, commitmentVoice, measuredVoices, reviewVoice } from './statement-facts.ts';

/** Everything that the document of a host is made of. */
export interface HostRows {
  host: HostRow;
  services: readonly ServiceRow[];
  plans: readonly PlanRow[];
  claims: readonly ClaimRow[];
  commitments: readonly CommitmentRow[];
  closings: readonly ClosingRow[];
  pages: readonly EvidencePageRow[];
  memberships: readonly (MembershipRow & { federation: string; federationCharter: string | null })[];
  reviews: readonly (ReviewRow & { federation: string; reply: ReplyRow | null })[];
}

type ClaimVoice = Voice<Claim['statements'][number]>;
type CommitmentVoice = Voice<Commitment['statements'][number]>;

/** A host's document before the day is known: what was said, and not yet what it is worth. */
export interface HostParts
  extends Pick<Host, 'version' | 'state' | 'confirmedAt' | 'domainVerifiedAt' | 'ownerChangesOn'> {
  head: Omit<Host, keyof HostParts | keyof Computed | keyof HostTail>;
  memberships: Membership[];
  claims: ClaimVoice[];
  commitments: CommitmentVoice[];
  closing: AnnouncedClosing | null;
  services: {
    head: Omit<Service, 'commitments' | 'closing'>;
    commitments: CommitmentVoice[];
    closing: AnnouncedClosing | null;
  }[];
  tail: HostTail;
}
type Computed = Pick<Host, 'confirmedByHost'>;
type HostTail = Pick<Host, 'suspension' | 'observed' | 'sources' | 'provenance'>;

/** A membership as both sides read it, with the charter that it means: a document says by itself what was signed. */
export const membershipFacts = (
  row: MembershipRow,
  federationCharter: string | null,
): Omit<Membership, 'federation'> => ({
  status: row.status,
  ...known({
    since: row.since,
    charter: row.charter ?? federationCharter,
    charterVersion: row.charterVersion,
    lastReviewedOn: row.lastReviewedOn,
    until: row.until,
    exceptions: textFact(row.exceptions),
    askedOn: row.askedOn,
    toCheck: row.toCheck || undefined,
  }),
});

const isPartial = (date: string | null) => date !== null && date.length < 10;

function announced(row: ClosingRow | undefined): AnnouncedClosing | null {
  if (!row) return null;
  const dates = [row.announcedOn, row.restrictedOn, row.readOnlyOn, row.closedOn, row.dataErasedOn];
  return {
    announcedOn: row.announcedOn,
    stages: known({
      restricted: row.restrictedOn,
      readOnly: row.readOnlyOn,
      closed: row.closedOn,
      dataErased: row.dataErasedOn,
    }),
    approximate: row.approximate || dates.some(isPartial),
    ...known({ reason: textFact(row.reason) }),
    successor: row.successor === null ? null : { host: row.successor, agreed: row.successorAgreed },
    ...known({ exportGuide: row.exportGuide }),
    promised: { 'closing-notice': row.promisedNotice, 'data-retrieval-after-end': row.promisedRetrieval },
  };
}

const describedFacts = (host: HostRow) =>
  known({
    summary: textFact(host.summary),
    foundedOn: host.foundedOn,
    legalForm: host.legalForm,
    seat: host.seat && {
      country: host.seat.country,
      ...known({ territory: laidOut(host.seat.territory, ['level', 'code']) }),
    },
    serves: host.serves?.map(zoneFact),
    visits: host.visits?.map(zoneFact),
    audiences: host.audiences,
    languages: host.languages,
    support: host.support?.map(({ kind, mode }) => ({ kind, ...known({ mode }) })),
    contact:
      host.contact &&
      known({
        url: host.contact.url,
        email: host.contact.email,
        roleAddress: host.contact.roleAddress,
        phone: host.contact.phone,
        hours: textFact(host.contact.hours),
      }),
  });

const provenanceFacts = (provenance: HostRow['provenance']) =>
  provenance &&
  Object.fromEntries(
    Object.entries(provenance)
      .sort(([a], [b]) => byText(a, b))
      .map(([field, { by, asOf }]) => [field, { by, asOf }]),
  );

const suspensionFacts = (suspension: HostRow['suspension']) =>
  suspension && { reason: textFact(suspension.reason)!, since: suspension.since };

/** Lays out the rows of a host. */
export function partsOfRows(rows: HostRows): HostParts {
  const { host, services, plans, closings, memberships } = rows;
  const context = { observedAsOf: host.observed?.asOf ?? null, pages: rows.pages };
  const said = (serviceId: string | null) =>
    rows.commitments
      .filter((row) => row.serviceId === serviceId)
      .flatMap((row) => [commitmentVoice(row, context), ...measuredVoices(row, context)]);
  const reviews = (kind: string) =>
    rows.reviews.filter(({ subject }) => subject.startsWith(`${kind}:`)).map((row) => reviewVoice(row, row));
  const closing = (serviceId: string | null) => announced(closings.find((row) => row.serviceId === serviceId));
  return {
    head: {
      id: host.id,
      slug: host.slug,
      name: host.name,
      ...known({ website: host.website }),
      ...describedFacts(host),
    },
    version: host.version,
    state: host.state,
    confirmedAt: host.confirmedAt,
    domainVerifiedAt: host.domainVerifiedAt,
    ...known({ ownerChangesOn: host.ownerChangesOn }),
    memberships: memberships
      .map((row) => ({ federation: row.federation, ...membershipFacts(row, row.federationCharter) }))
      .sort((a, b) => byText(a.federation, b.federation)),
    claims: [
      ...rows.claims.map((row) => claimVoice(row, context)),
      // A review of a criterion says yes, partial or no: the command that wrote it made sure.
      ...(reviews('criterion') as ClaimVoice[]),
    ],
    commitments: [...said(null), ...reviews('commitment')],
    closing: closing(null),
    services: [...services]
      .sort((a, b) => byText(a.slug, b.slug))
      .map((row) => ({
        head: {
          id: row.id,
          slug: row.slug,
          ...serviceFacts(
            row,
            plans.filter(({ serviceId }) => serviceId === row.id),
          ),
        },
        commitments: said(row.id),
        closing: closing(row.id),
      })),
    tail: known({
      suspension: suspensionFacts(host.suspension),
      observed: laidOut(host.observed, ['status', 'asOf']),
      sources: host.sources,
      provenance: provenanceFacts(host.provenance),
    }),
  };
}

/** Takes a document apart again: what was said, without what it was worth on its day. */
export function partsOfDocument(document: Host): HostParts {
  const { version, state, confirmedByHost, confirmedAt, domainVerifiedAt, ownerChangesOn, ...rest } = document;
  const { memberships, claims, commitments, closing, services, suspension, observed, sources, provenance, ...head } =
    rest;
  return {
    head,
    version,
    state,
    confirmedAt,
    domainVerifiedAt,
    ...known({ ownerChangesOn }),
    memberships,
    claims: claims
      .flatMap(({ criterion, statements }) => voicesOf(criterion, statements))
      .filter(({ by }) => by !== 'charter'),
    commitments: commitments.flatMap(({ kind, statements }) => voicesOf(kind, statements)),
    closing: closing && announcedIn(closing),
    services: services.map(({ commitments, closing, ...head }) => ({
      head,
      commitments: commitments.flatMap(({ kind, statements }) => voicesOf(kind, statements)),
      closing: closing && announcedIn(closing),
    })),
    tail: known({ suspension, observed, sources, provenance }),
  };
}
