import type { AnnouncedClosing } from '../documents/closing.ts';
import {
  type Alias,
  HOST_FACTS,
  type Host,
  HostDraft,
  type HostFact,
  type Membership,
  type MergedEntry,
} from '../documents/host.ts';
import type { WrittenPriceChange } from '../documents/price-change.ts';
import { type Origin, undatedSince } from '../documents/provenance.ts';
import type { Service } from '../documents/service.ts';
import type { ClaimStatement, CommitmentStatement } from '../documents/statement.ts';
import type { RawStatement } from '../documents/weighing.ts';
import { type AllOf, byText, definedOnly, inKeyOrder } from '../ground/texts.ts';
import { inSchemaOrder, textFact } from '../vocabulary/shapes.ts';
import { ALIAS_KINDS, type ClosingStage, COMPLETE_LISTS, type CompleteList } from '../vocabulary/terms.ts';
import type {
  ClaimRow,
  ClosingRow,
  CommitmentRow,
  EvidencePageRow,
  HostAliasRow,
  HostRow,
  MembershipRow,
  PlanRow,
  PriceChangeRow,
  ReplyRow,
  ReviewRow,
  ServiceRow,
} from './rows.ts';
import { serviceFacts } from './service-facts.ts';
import { measuredStatements, rawClaim, rawCommitment, rawReview, statementInKeyOrder } from './statement-facts.ts';

/** All rows that the document of a host is made of. */
export interface HostRows {
  host: HostRow;
  aliases: readonly HostAliasRow[];
  /** Entries that were merged into this host. */
  merged: readonly Pick<HostRow, 'id' | 'slug' | 'name' | 'mergedOn'>[];
  services: readonly ServiceRow[];
  plans: readonly PlanRow[];
  claims: readonly ClaimRow[];
  commitments: readonly CommitmentRow[];
  closings: readonly ClosingRow[];
  priceChanges: readonly PriceChangeRow[];
  pages: readonly EvidencePageRow[];
  memberships: readonly (MembershipRow & { federation: string; federationCharter: string | null })[];
  reviews: readonly (ReviewRow & { federation: string; reply: ReplyRow | null })[];
}

type HostFields = Pick<Host, 'name' | 'website' | HostFact>;

/**
 * A host as the log of changes stores it: statements with their authors and dates. The worth of a statement, whether
 * the host has closed and whether promises were kept depend on the day: `hostOnDay` computes these when the host is read.
 */
export interface HostFacts
  extends Pick<
    Host,
    | 'id'
    | 'slug'
    | 'version'
    | 'state'
    | 'confirmedOn'
    | 'confirmedOnBehalf'
    | 'domainVerifiedOn'
    | 'ownerChangesOn'
    | 'aliases'
    | 'merged'
    | 'memberships'
    | 'suspension'
    | 'observed'
    | 'factsAsOf'
    | 'sources'
  > {
  /** Lists that the host declared complete: what they lack, it does not offer. */
  complete: CompleteList[];
  fields: HostFields;
  /** Provenance marks by field; `provenance.ts` says what a missing mark means. */
  provenance?: Record<string, Origin>;
  claims: RawStatement<ClaimStatement>[];
  commitments: RawStatement<CommitmentStatement>[];
  closing: AnnouncedClosing | null;
  services: {
    id: string;
    slug: string;
    fields: Omit<Service, 'id' | 'slug' | 'commitments' | 'closing'>;
    commitments: RawStatement<CommitmentStatement>[];
    closing: AnnouncedClosing | null;
  }[];
  /** Absent: none. */
  priceChanges?: WrittenPriceChange[];
}

/**
 * A membership as both documents show it, with the charter that was signed, otherwise the federation's present charter.
 */
export const membershipFacts = (
  row: MembershipRow,
  federationCharter: string | null,
): Omit<Membership, 'federation'> => ({
  state: row.state,
  ...definedOnly({
    since: row.since,
    charter: row.charter ?? federationCharter,
    charterVersion: row.charterVersion,
    lastReviewedOn: row.lastReviewedOn,
    until: row.until,
    exceptions: textFact(row.exceptions),
    evidenceUrl: row.evidenceUrl,
    askedOn: row.askedOn,
    toCheck: row.toCheck || undefined,
    statedBy: row.statedBy,
  } satisfies AllOf<Omit<Membership, 'federation' | 'state'>>),
});

const isPartial = (date: string | null) => date !== null && date.length < 10;

/** The day of each stage of a closing. */
export const daysOf = (row: ClosingRow): Record<ClosingStage, string | null> => ({
  restricted: row.restrictedOn,
  readOnly: row.readOnlyOn,
  closed: row.closedOn,
  dataErased: row.dataErasedOn,
});

type SaidClosing = Pick<AnnouncedClosing, 'stages'> & {
  [K in 'reason' | 'successor' | 'exportGuide']?: ClosingRow[K] | undefined;
};

/** The columns for what an announcement says. */
export const saidColumns = ({ stages, reason, successor, exportGuide }: SaidClosing) => ({
  restrictedOn: stages.restricted ?? null,
  readOnlyOn: stages.readOnly ?? null,
  closedOn: stages.closed ?? null,
  dataErasedOn: stages.dataErased ?? null,
  reason: reason ?? null,
  successor: successor ?? null,
  exportGuide: exportGuide ?? null,
});

export function closingFacts(row: ClosingRow): AnnouncedClosing {
  const days = daysOf(row);
  return {
    announcedOn: row.announcedOn,
    stages: definedOnly(days),
    approximate: row.approximate || [row.announcedOn, ...Object.values(days)].some(isPartial),
    ...definedOnly({ reason: textFact(row.reason) }),
    successor: row.successor === null ? null : { host: row.successor, agreed: row.successorAgreed },
    ...definedOnly({ exportGuide: row.exportGuide }),
    promised: { 'closing-notice': row.promisedNotice, 'data-retrieval-after-end': row.promisedRetrieval },
  };
}

/** Undefined for an empty list: most hosts have none. */
const priceChangeFacts = (rows: readonly PriceChangeRow[]): WrittenPriceChange[] | undefined =>
  rows.length === 0
    ? undefined
    : rows
        .map(({ service, plan, writtenOn, holdsFrom, promised, takenBackOn }) => ({
          ...{ service, plan, writtenOn, from: holdsFrom, promised },
          ...definedOnly({ takenBackOn }),
        }))
        .sort(
          (a, b) =>
            byText(a.writtenOn, b.writtenOn) ||
            byText(a.service, b.service) ||
            byText(a.plan, b.plan) ||
            byText(a.from, b.from),
        );

/** The latest alias of each kind first. Undefined for an empty list: most hosts have none. */
const aliasFacts = (rows: readonly HostAliasRow[]): Alias[] | undefined =>
  rows.length === 0
    ? undefined
    : rows
        .toSorted(
          (a, b) =>
            ALIAS_KINDS.indexOf(a.kind) - ALIAS_KINDS.indexOf(b.kind) ||
            byText(b.until ?? '', a.until ?? '') ||
            byText(a.value, b.value),
        )
        .map(({ kind, value, until }) => ({ kind, value, ...definedOnly({ until }) }));

const mergedFacts = (rows: HostRows['merged']): MergedEntry[] | undefined =>
  rows.length === 0
    ? undefined
    : rows
        .map(({ id, slug, name, mergedOn }) => ({ id, slug, name, on: mergedOn! }))
        .sort((a, b) => byText(a.on, b.on) || byText(a.id, b.id));

/** What a host says about itself, as documents contain it. A fact without a column does not compile. */
const describedFacts = (host: HostRow) =>
  definedOnly(
    Object.fromEntries(HOST_FACTS.map((fact) => [fact, inSchemaOrder(HostDraft.properties[fact], host[fact])])) as Pick<
      HostRow,
      HostFact
    >,
  );

const provenanceFacts = (provenance: HostRow['provenance']): HostFacts['provenance'] | null =>
  provenance &&
  Object.fromEntries(
    Object.entries(provenance)
      .sort(([a], [b]) => byText(a, b))
      .map(([field, { by, source = null, asOf }]) => [field, { by, source, asOf }]),
  );

const suspensionFacts = (suspension: HostRow['suspension']) =>
  suspension && { reason: textFact(suspension.reason)!, since: suspension.since };

/** Statements in a fixed order, so that equal facts are equal byte for byte. */
const sortedStatements = <S extends ClaimStatement | CommitmentStatement>(
  raws: readonly RawStatement<S>[],
): RawStatement<S>[] =>
  raws
    .map(statementInKeyOrder)
    .sort(
      (a, b) => byText(a.subject, b.subject) || byText(a.by, b.by) || byText(a.federation ?? '', b.federation ?? ''),
    );

export function factsOfHost(rows: HostRows): HostFacts {
  const { host, services, plans, closings, memberships } = rows;
  const context = { undatedSince: undatedSince(host) ?? null, pages: rows.pages };
  const promises = (serviceId: string | null) =>
    rows.commitments
      .filter((row) => row.serviceId === serviceId)
      .flatMap((row) => [rawCommitment(row, context), ...measuredStatements(row, context)]);
  const reviews = (kind: string) =>
    rows.reviews.filter(({ subject }) => subject.startsWith(`${kind}:`)).map((row) => rawReview(row, row));
  const closing = (serviceId: string | null) => {
    const row = closings.find((one) => one.serviceId === serviceId);
    return row ? closingFacts(row) : null;
  };
  return {
    id: host.id,
    slug: host.slug,
    version: host.version,
    state: host.state,
    confirmedOn: host.confirmedOn,
    domainVerifiedOn: host.domainVerifiedOn,
    ...definedOnly({
      confirmedOnBehalf: host.confirmedOnBehalf || undefined,
      ownerChangesOn: host.ownerChangesOn,
      aliases: aliasFacts(rows.aliases),
      merged: mergedFacts(rows.merged),
    }),
    complete: COMPLETE_LISTS.filter((list) => host.complete.includes(list)),
    fields: { name: host.name, ...definedOnly({ website: host.website }), ...describedFacts(host) },
    memberships: memberships
      .map((row) => ({ federation: row.federation, ...membershipFacts(row, row.federationCharter) }))
      .sort((a, b) => byText(a.federation, b.federation)),
    claims: sortedStatements([
      ...rows.claims.map((row) => rawClaim(row, context)),
      // The command that writes reviews accepts only yes, partial or no for a criterion.
      ...(reviews('criterion') as RawStatement<ClaimStatement>[]),
    ]),
    commitments: sortedStatements([...promises(null), ...reviews('commitment')]),
    closing: closing(null),
    services: [...services]
      .sort((a, b) => byText(a.slug, b.slug))
      .map((row) => ({
        id: row.id,
        slug: row.slug,
        fields: serviceFacts(
          row,
          plans.filter(({ serviceId }) => serviceId === row.id),
        ),
        commitments: sortedStatements(promises(row.id)),
        closing: closing(row.id),
      })),
    ...definedOnly({
      priceChanges: priceChangeFacts(rows.priceChanges),
      suspension: suspensionFacts(host.suspension),
      observed: inKeyOrder(host.observed, ['state', 'asOf']),
      factsAsOf: host.factsAsOf,
      sources: host.sources,
      provenance: provenanceFacts(host.provenance),
    }),
  };
}

/** Whether two sets of facts are equal. Keys have a fixed order, so the JSON can be compared. */
export const sameFacts = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
