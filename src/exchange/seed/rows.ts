import { type Origin, undatedSince } from '../../documents/provenance.ts';
import { memberColumns } from '../../federations/members/store.ts';
import { hostColumns } from '../../hosts/store.ts';
import { saidColumns } from '../../record/host-facts.ts';
import { FIELDS, type Marks, withMarks, withMarksOf } from '../../record/provenance.ts';
import type {
  ClaimRow,
  ClosingRow,
  CommitmentRow,
  HostAliasRow,
  MembershipRow,
  PlanRow,
  ServiceRow,
} from '../../record/rows.ts';
import type { hosts } from '../../record/tables.ts';
import { planRowOf, serviceRowOf } from '../../services/store.ts';
import type { SeedClosing, SeedHost } from './check.ts';

/** Rows to insert, by table: one statement per table makes seeding fast. */
export interface SeedRows {
  hosts: (typeof hosts.$inferInsert)[];
  services: ServiceRow[];
  plans: PlanRow[];
  claims: ClaimRow[];
  commitments: CommitmentRow[];
  closings: ClosingRow[];
  memberships: MembershipRow[];
  aliases: HostAliasRow[];
}

export interface SeedSource {
  newId: () => string;
  now: Date;
  federationIds: ReadonlyMap<string, string>;
}

/** The provenance of all facts: as stated in the entry, else imported on the day on which the entry was compiled. */
function provenanceOf(host: SeedHost): Marks {
  if (host.provenance) return host.provenance;
  const facts = FIELDS.filter((fact) => host[fact] !== undefined);
  const services = (host.services ?? []).map(({ slug }) => `services/${slug}`);
  const [source = null, ...others] = host.sources ?? [];
  const origin: Origin = {
    by: 'import',
    // With several pages, it is only known of some facts which one said them.
    source: others.length === 0 ? source : null,
    asOf: undatedSince(host) ?? null,
  };
  const marks = withMarks(null, [...facts, ...services], origin);
  const known = Object.entries(host.factSources ?? {}).map(([fact, source]) => [fact, { ...origin, source }] as const);
  return withMarksOf(marks, known);
}

/** Days of notice promised at the announcement of a closing, else now; a service's promise comes before its host's. */
function promisedDays(
  { promised }: SeedClosing,
  host: SeedHost,
  kind: 'closing-notice' | 'data-retrieval-after-end',
  service?: string,
): number | null {
  if (promised) return promised[kind] ?? null;
  const promises = (host.commitments ?? []).filter((one) => one.kind === kind && typeof one.value === 'number');
  const promise =
    (service !== undefined && promises.find((one) => one.service === service)) ||
    promises.find((one) => one.service === undefined);
  return (promise?.value ?? null) as number | null;
}

const closingRow = (
  { hostId, serviceId }: Pick<ClosingRow, 'hostId' | 'serviceId'>,
  closing: SeedClosing,
  host: SeedHost,
  service?: string,
): ClosingRow => ({
  hostId,
  serviceId,
  announcedOn: closing.announcedOn ?? null,
  ...saidColumns(closing),
  approximate: closing.approximate ?? false,
  successorAgreed: false,
  promisedNotice: promisedDays(closing, host, 'closing-notice', service),
  promisedRetrieval: promisedDays(closing, host, 'data-retrieval-after-end', service),
});

type SeedClaim = NonNullable<SeedHost['claims']>[number];

/** The common columns of an imported statement; a statement without a date stays undated. */
const importedStatement = ({ evidenceUrl, note, asOf }: Pick<SeedClaim, 'evidenceUrl' | 'note' | 'asOf'>) => ({
  evidenceUrl: evidenceUrl ?? null,
  note: note ?? null,
  asOf: asOf ?? null,
  imported: true,
});

/** The ids of an entry that exists already. */
interface Ids {
  hostId: string;
  serviceIdOf: (slug: string) => string;
}

function addHost(rows: SeedRows, host: SeedHost, { newId, now, federationIds }: SeedSource, ids?: Ids): void {
  const hostId = ids?.hostId ?? newId();
  rows.hosts.push({
    id: hostId,
    ...hostColumns(host),
    state: 'published',
    observed: host.observed ?? null,
    factsAsOf: host.factsAsOf ?? null,
    sources: host.sources ?? null,
    complete: host.complete ?? [],
    provenance: provenanceOf(host),
    createdAt: now,
    updatedAt: now,
    publishedAt: now,
  });
  rows.aliases.push(...(host.aliases ?? []).map(({ kind, value, until = null }) => ({ hostId, kind, value, until })));
  const serviceIds = new Map<string, string>();
  for (const { closing, ...service } of host.services ?? []) {
    const id = ids?.serviceIdOf(service.slug) ?? newId();
    serviceIds.set(service.slug, id);
    rows.services.push(serviceRowOf(id, hostId, service.slug, service));
    rows.plans.push(...(service.plans ?? []).map((plan, i) => planRowOf(id, i, plan)));
    if (closing) rows.closings.push(closingRow({ hostId, serviceId: id }, closing, host, service.slug));
  }
  if (host.closing) rows.closings.push(closingRow({ hostId, serviceId: null }, host.closing, host));
  for (const { criterion, value, ...statement } of host.claims ?? [])
    rows.claims.push({ hostId, criterion, value, criterionVersion: null, ...importedStatement(statement) });
  for (const { kind, value, service, ...statement } of host.commitments ?? []) {
    const serviceId = service === undefined ? null : serviceIds.get(service)!;
    rows.commitments.push({ hostId, serviceId, kind, value, ...importedStatement(statement), agreedOn: null });
  }
  for (const { federation, ...draft } of host.memberships ?? [])
    rows.memberships.push({
      federationId: federationIds.get(federation)!,
      hostId,
      ...memberColumns(draft, 'catalogue'),
    });
}

/**
 * The rows of checked entries.
 * @param ids of one entry that exists already; absent: all entries are new
 */
export function seedRows(entries: readonly SeedHost[], source: SeedSource, ids?: Ids): SeedRows {
  const rows: SeedRows = {
    hosts: [],
    services: [],
    plans: [],
    claims: [],
    commitments: [],
    closings: [],
    memberships: [],
    aliases: [],
  };
  for (const entry of entries) addHost(rows, entry, source, ids);
  return rows;
}
