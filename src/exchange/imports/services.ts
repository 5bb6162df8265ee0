import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../database/open.ts';
import type { Host } from '../../documents/host.ts';
import { type Service, ServiceDraft } from '../../documents/service.ts';
import { byText } from '../../ground/texts.ts';
import type { Context } from '../../record/context.ts';
import type { HostBefore } from '../../record/finish-write.ts';
import { isObsolete, serviceAt } from '../../record/proposals.ts';
import { provenanceMarkOf, withMarks } from '../../record/provenance.ts';
import type { HostRow, ProposalRow, ServiceSourceRow } from '../../record/rows.ts';
import { today } from '../../requests/meaning.ts';
import { inputPart } from '../../requests/shape.ts';
import { serviceFaults } from '../../services/meaning.ts';
import { putServiceRow, serviceRowOf } from '../../services/store.ts';
import { fold } from '../../vocabulary/territories.ts';
import { decide, type FileVoice } from './decide.ts';
import { type ImportProblem, problemOfImport } from './problems.ts';
import type { ReadService } from './read.ts';
import {
  insertProposals,
  listProposalsOf,
  listServiceSources,
  type ProposalScope,
  putServiceSource,
  removeProposals,
  updateProposal,
} from './store.ts';

/** A difference that should become a proposal. */
export interface NewProposal extends Pick<ProposalRow, 'kind' | 'pointer' | 'proposed'> {
  voice: FileVoice;
}

/**
 * Replaces the proposals of one source by those of its last run. A refused proposal stays refused until the file says
 * another value. Proposals for services that this run did not read stay.
 */
export async function replaceProposals(
  db: Database,
  { newId }: Pick<Context, 'newId'>,
  scope: ProposalScope,
  { wanted, servicesRead, host }: { wanted: readonly NewProposal[]; servicesRead: ReadonlySet<string>; host: Host },
): Promise<void> {
  const byPointer = new Map(wanted.map((one) => [one.pointer, one]));
  const gone: string[] = [];
  const kept = new Set<string>();
  for (const row of await listProposalsOf(db, scope)) {
    const now = byPointer.get(row.pointer);
    if (!now) {
      const slug = serviceAt(row.pointer);
      const wasRead = slug === undefined || servicesRead.has(slug);
      if (isObsolete(row, host) || (row.state === 'open' && wasRead)) gone.push(row.id);
      continue;
    }
    kept.add(row.pointer);
    if (row.kind === now.kind && isDeepStrictEqual(row.proposed, now.proposed)) continue;
    const { kind, proposed, voice } = now;
    await updateProposal(db, row.id, { kind, proposed, source: voice.source, asOf: voice.asOf, state: 'open' });
  }
  await removeProposals(db, gone);
  await insertProposals(
    db,
    [...byPointer.values()]
      .filter(({ pointer }) => !kept.has(pointer))
      .map(({ voice: { source, asOf }, ...one }) => ({ ...scope, ...one, id: newId(), source, asOf, state: 'open' })),
  );
}

/** A digest of what a file says about a service, independent of the order of facts. */
export const digestOf = (facts: object): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(facts).sort(([a], [b]) => byText(a, b))))
    .digest('hex');

/** The service that a file describes: that to which it led before, else one with its slug, address or name. */
function serviceOf(services: readonly Service[], file: ReadService, link: ServiceSourceRow | undefined) {
  const { slug, facts } = file;
  const named = (one: Service) => fold(one.name) === fold(facts.name as string);
  return (
    services.find(({ id }) => id === link?.serviceId) ??
    services.find((one) => one.slug === slug) ??
    services.find(({ url }) => url !== undefined && url === facts.url) ??
    services.find((one) => named(one) && (facts.usages === undefined || one.usages.length === 0)) ??
    services.find((one) => named(one) && one.url === undefined)
  );
}

/** The result of reading the services of a file. */
interface ServicesRead {
  provenance: HostRow['provenance'];
  wanted: NewProposal[];
  problems: ImportProblem[];
}

/** Writes the facts that may be written, and adds the others to the proposals. */
async function updateService(
  db: Database,
  context: Context,
  before: HostBefore,
  { service, file, voice, read }: { service: Service; file: ReadService; voice: FileVoice; read: ServicesRead },
): Promise<void> {
  const { host } = before.rows;
  const isConfirmed = host.confirmedOn !== null;
  const written: [string, unknown][] = [];
  const marked: string[] = [];
  for (const [field, said] of Object.entries(file.facts)) {
    const at = `services/${service.slug}/${field}`;
    // No file names usages: they are guessed from its program, and a guess is worth less than what anybody said.
    if (field === 'usages' && service.usages.length > 0) continue;
    const value = service[field as keyof Service];
    const decision = decide(voice, said, { value, origin: provenanceMarkOf(read.provenance, at), isConfirmed });
    if (decision === 'write') written.push([field, said]);
    if (decision === 'write' || decision === 'mark') marked.push(at);
    if (decision === 'propose')
      read.wanted.push({ kind: 'field', pointer: `/${at}`, proposed: { [field]: said }, voice });
  }
  const origin = { by: voice.by, source: voice.source, asOf: voice.asOf };
  if (written.length > 0) {
    const draft = { ...inputPart(ServiceDraft, service), ...Object.fromEntries(written) } as ServiceDraft;
    const usages = new Map(before.rows.services.map((one) => [one.slug, one.usages]));
    const [refused] = serviceFaults(service.slug, draft, usages, context.reference, today(context));
    if (refused) {
      read.problems.push(
        problemOfImport('fact-refused', {
          field: `services/${service.slug}${refused.pointer}`,
          reason: refused.message,
        }),
      );
      return;
    }
    await putServiceRow(db, serviceRowOf(service.id, host.id, service.slug, draft), draft.plans ?? []);
  }
  if (marked.length > 0) read.provenance = withMarks(read.provenance, marked, origin);
}

/** Applies the services of a file. Services that the entry lacks, and differences from others, are proposed. */
export async function applyServices(
  db: Database,
  context: Context,
  before: HostBefore,
  files: readonly ReadService[],
  voiceOf: (file: ReadService) => FileVoice,
): Promise<ServicesRead> {
  const { host } = before.rows;
  const read: ServicesRead = { provenance: host.provenance, wanted: [], problems: [] };
  if (files.length === 0) return read;
  const links = new Map((await listServiceSources(db, host.id)).map((row) => [row.source, row]));
  const taken = new Set<string>();
  for (const file of files) {
    const link = links.get(file.source);
    const voice = voiceOf(file);
    const others = before.document.services.filter(({ id }) => !taken.has(id));
    const service = serviceOf(others, file, link);
    if (service) {
      taken.add(service.id);
      await updateService(db, context, before, { service, file, voice, read });
      if (link?.serviceId !== service.id)
        await putServiceSource(db, {
          hostId: host.id,
          source: file.source,
          serviceId: service.id,
          digest: digestOf(file.facts),
        });
      continue;
    }
    // Somebody removed the service here: it is proposed again only when the file says something new about it.
    if (link && link.serviceId === null && link.digest === digestOf(file.facts)) continue;
    read.wanted.push({ kind: 'service', pointer: `/services/${file.slug}`, proposed: file.facts, voice });
  }
  return read;
}
