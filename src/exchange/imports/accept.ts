import { eq, inArray } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { HostDraft } from '../../documents/host.ts';
import type { Origin } from '../../documents/provenance.ts';
import { ServiceDraft } from '../../documents/service.ts';
import { type Fault, fault, faultsUnder } from '../../ground/errors.ts';
import { mapInSlices } from '../../ground/slices.ts';
import { definedOnly } from '../../ground/texts.ts';
import { rewriteHost } from '../../hosts/entries/commands.ts';
import { hostFaults, movedFaults } from '../../hosts/entries/meaning.ts';
import type { Context, Edit } from '../../record/context.ts';
import { growthFaults, sizeOfEntry } from '../../record/entry-size.ts';
import { type HostBefore, writtenBy } from '../../record/finish-write.ts';
import { updateHost } from '../../record/hosts.ts';
import { presentAt, proposedValue } from '../../record/proposals.ts';
import { isWrittenByHand, provenanceMarkOf, withMarksOf } from '../../record/provenance.ts';
import type { ProposalRow } from '../../record/rows.ts';
import { federations } from '../../record/tables.ts';
import type { Caller } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { inputPart, shapeFaults } from '../../requests/shape.ts';
import { serviceFaults } from '../../services/meaning.ts';
import { putServiceRow, serviceRowOf } from '../../services/store.ts';
import { ORIGIN_RANKS } from '../../vocabulary/terms.ts';
import type { Acceptances, Proposal } from './schema.ts';
import { digestOf } from './services.ts';
import { putServiceSource, removeProposals } from './store.ts';

/** The provenance of the field of a proposal; undefined: the host wrote it, or a whole service is proposed. */
const markAt = ({ rows }: HostBefore, { pointer, kind }: ProposalRow): Origin | undefined =>
  kind === 'service' ? undefined : provenanceMarkOf(rows.host.provenance, pointer.slice(1));

/**
 * Whether accepting a proposal would overwrite a stronger source than the caller: a federation never overwrites what a
 * host wrote, by hand or in its file.
 */
export function wouldOverwriteStronger(caller: Caller, before: HostBefore, row: ProposalRow): boolean {
  if (caller.role !== 'federation' || row.kind === 'service') return false;
  const mark = markAt(before, row);
  if (mark) return isWrittenByHand(mark) || ORIGIN_RANKS[mark.by] < ORIGIN_RANKS.federation;
  return presentAt(row, before.document) !== undefined || before.rows.host.confirmedOn !== null;
}

const needsUsages = ({ kind, proposed }: ProposalRow): boolean => kind === 'service' && proposed.usages === undefined;

/** Proposals in the form of the API. */
export async function tellProposals(
  db: Database,
  caller: Caller,
  before: HostBefore,
  waiting: readonly ProposalRow[],
): Promise<Proposal[]> {
  const ids = [...new Set(waiting.flatMap(({ federationId }) => federationId ?? []))];
  const named =
    ids.length === 0
      ? []
      : await db
          .select({ id: federations.id, slug: federations.slug })
          .from(federations)
          .where(ids.length === 1 ? eq(federations.id, ids[0]!) : inArray(federations.id, ids));
  const slugs = new Map(named.map(({ id, slug }) => [id, slug]));
  return waiting.map((row) => ({
    id: row.id,
    kind: row.kind,
    pointer: row.pointer,
    present: presentAt(row, before.document) ?? null,
    proposed: row.kind === 'service' ? row.proposed : proposedValue(row, before.document),
    source: row.source,
    asOf: row.asOf,
    by: row.by,
    ...definedOnly({ federation: row.federationId === null ? null : slugs.get(row.federationId) }),
    mayAccept: !wouldOverwriteStronger(caller, before, row),
    ...(needsUsages(row) && { needsUsages: true as const }),
  }));
}

/** Accepted proposals as changes to the entry and its services. */
interface Accepted {
  host: Record<string, unknown>;
  /** By service slug; `row`: the proposal, if the service is new. */
  services: Map<string, { facts: Record<string, unknown>; row?: ProposalRow }>;
}

function gathered(
  { document }: HostBefore,
  chosen: readonly ProposalRow[],
  usages: Acceptances['usages'] = {},
): Accepted {
  const accepted: Accepted = { host: {}, services: new Map() };
  for (const row of chosen) {
    const [, part, slug] = row.pointer.split('/');
    if (part !== 'services' || slug === undefined) {
      accepted.host[row.pointer.slice(1)] = proposedValue(row, document);
      continue;
    }
    const service = accepted.services.get(slug) ?? { facts: {} };
    accepted.services.set(slug, service);
    Object.assign(service.facts, row.proposed);
    if (row.kind !== 'service') continue;
    service.row = row;
    const named = usages[row.id];
    if (named) service.facts.usages = named;
  }
  return accepted;
}

const usagesNeeded = (id: string): Fault =>
  fault(`/usages/${id}`, 'usages-needed', {
    fr: 'Le fichier ne dit pas à quoi sert ce service. Nommez ses usages : { "usages": { "<id>": ["file-storage-sharing"] } }.',
    en: 'The file does not say what this service is for. Name its usages: { "usages": { "<id>": ["file-storage-sharing"] } }.',
  });

/** The provenance of accepted facts: the host itself, or the federation with the address of its file. */
const originOf = (context: Context, { source, asOf }: ProposalRow): Origin =>
  context.caller.role === 'federation' ? { by: 'federation', source, asOf } : writtenBy(context);

/** The edit that accepts proposals: with the same rules as a manual edit of the entry. */
export async function acceptanceEdit(
  db: Database,
  context: Context,
  before: HostBefore,
  chosen: readonly ProposalRow[],
  usages: Acceptances['usages'],
): Promise<Edit> {
  const { host } = before.rows;
  const { reference, caller } = context;
  const day = today(context);
  const accepted = gathered(before, chosen, usages);
  const draft = { ...inputPart(HostDraft, before.document), ...accepted.host } as HostDraft;
  const clashes = (db: Database) => movedFaults(db, caller, host, draft);
  const faults: Fault[] = chosen
    .filter((row) => needsUsages(row) && usages?.[row.id] === undefined)
    .map(({ id }) => usagesNeeded(id));
  if (Object.keys(accepted.host).length > 0)
    faults.push(...shapeFaults(HostDraft, draft), ...hostFaults(draft, reference, day), ...(await clashes(db)));
  const known = new Map(before.rows.services.map((one) => [one.slug, one.usages]));
  const bySlug = new Map(before.document.services.map((service) => [service.slug, service]));
  const services = [...accepted.services].map(([slug, { facts, row }]) => {
    const present = bySlug.get(slug);
    const service = { ...(present && inputPart(ServiceDraft, present)), ...facts } as ServiceDraft;
    return { slug, row, id: present?.id ?? context.newId(), service };
  });
  const size = sizeOfEntry(before);
  const added = services.filter(({ row }) => row !== undefined).length;
  faults.push(...growthFaults(size, { services: size.services + added }, ''));
  const judged = await mapInSlices(services, ({ slug, service }) => {
    if (service.usages === undefined) return [];
    const shape = shapeFaults(ServiceDraft, service);
    const meaning = shape.length > 0 ? [] : serviceFaults(slug, service, known, reference, day);
    return faultsUnder(`/services/${slug}`, [...shape, ...meaning]);
  });
  faults.push(...judged.flat());
  return {
    faults,
    clashes,
    apply: async (db) => {
      const provenance = withMarksOf(
        host.provenance,
        chosen.map((row) => [row.pointer.slice(1), originOf(context, row)]),
      );
      for (const { slug, row, id, service } of services) {
        await putServiceRow(db, serviceRowOf(id, host.id, slug, service), service.plans ?? []);
        if (row)
          await putServiceSource(db, {
            hostId: host.id,
            source: row.source,
            serviceId: id,
            digest: digestOf(row.proposed),
          });
      }
      if (Object.keys(accepted.host).length > 0) await rewriteHost(db, context, host, draft, provenance);
      else await updateHost(db, host.id, { provenance });
      await removeProposals(
        db,
        chosen.map(({ id }) => id),
      );
    },
  };
}
