import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { type Closing, closingOn, isSettledOn, promisesIn } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import { CatalogueError, type Fault } from '../ground/errors.ts';
import { changeHost } from '../hosts/change.ts';
import { requireWritableHost } from '../hosts/rights.ts';
import { hostAfter } from '../record/changes.ts';
import type { Context, WriteResult } from '../record/context.ts';
import { type HostBefore, loadHost } from '../record/finish-write.ts';
import { closingFacts, saidColumns } from '../record/host-facts.ts';
import { findHost, nearestHost } from '../record/hosts.ts';
import { publicOnDay } from '../record/past.ts';
import type { ClosingRow } from '../record/rows.ts';
import { closings } from '../record/tables.ts';
import { requireToken } from '../requests/caller.ts';
import { today } from '../requests/meaning.ts';
import { type IfMatch, refuseFaults } from '../requests/version.ts';
import { serviceNotFound } from '../services/rights.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { announcedDay, closingFaults, type NamedSuccessor, type UnknownSuccessor } from './meaning.ts';
import type { ClosingDraft } from './schema.ts';

/** Inserts or replaces the closing of a host or a service. */
async function putClosingRow(db: Database, row: ClosingRow): Promise<void> {
  const { hostId: _host, serviceId: _service, ...columns } = row;
  await db
    .insert(closings)
    .values(row)
    .onConflictDoUpdate({ target: [closings.hostId, closings.serviceId], set: columns });
}

async function removeClosingRow(
  db: Database,
  { hostId, serviceId }: Pick<ClosingRow, 'hostId' | 'serviceId'>,
): Promise<void> {
  const subject = serviceId === null ? isNull(closings.serviceId) : eq(closings.serviceId, serviceId);
  await db.delete(closings).where(and(eq(closings.hostId, hostId), subject));
}

/** The public document of a host on a past day; null when it was not public yet. */
async function hostOnPastDay(db: Database, hostId: string, reference: Reference, day: string): Promise<Host | null> {
  const last = await publicOnDay(db, hostId, day);
  return last ? hostAfter(last, reference) : null;
}

/**
 * The promises against which a closing announced on a day is measured. If it was announced elsewhere earlier, the
 * promises of that earlier day count, so that weakening them afterwards has no effect.
 */
async function promisesOn(
  db: Database,
  reference: Reference,
  present: Host,
  service: string | undefined,
  day: string,
  today: string,
): Promise<{ promisedNotice: number | null; promisedRetrieval: number | null }> {
  const document = (day < today ? await hostOnPastDay(db, present.id, reference, day) : null) ?? present;
  const serviceCommitments = document.services.find(({ slug }) => slug === service)?.commitments ?? [];
  const promised = promisesIn(serviceCommitments, document.commitments);
  return { promisedNotice: promised['closing-notice'], promisedRetrieval: promised['data-retrieval-after-end'] };
}

/** The host with this slug and its present state; when there is none, the nearest slug. */
async function findSuccessor(db: Database, context: Context, slug: string): Promise<NamedSuccessor | UnknownSuccessor> {
  const host = await findHost(db, slug);
  if (host?.slug === slug) return { id: host.id, state: (await loadHost(db, context, host.id)).document.state };
  return { unknown: slug, nearest: await nearestHost(db, slug) };
}

/** A closing by its host and service (absent: the host as a whole), as in the path. */
export interface ClosingRef {
  host: string;
  service?: string | undefined;
}

function subjectIn({ rows }: HostBefore, { service }: ClosingRef) {
  const row = rows.services.find(({ slug, id }) => slug === service || id === service);
  if (service !== undefined && !row) throw serviceNotFound();
  const subject = { hostId: rows.host.id, serviceId: row?.id ?? null };
  const existing = rows.closings.find(({ serviceId }) => serviceId === subject.serviceId);
  return { subject, service: row, existing };
}

/**
 * The row of a closing. The promises are fixed at the first announcement. A successor's agreement stays only while it
 * remains the named successor.
 */
async function rowOf(db: Database, context: Context, ref: ClosingRef, before: HostBefore, draft: ClosingDraft) {
  const { subject, service, existing } = subjectIn(before, ref);
  const announcedOn = announcedDay(draft, existing, context);
  const isFixedNow = !existing || existing.announcedOn !== announcedOn;
  const promised = isFixedNow
    ? await promisesOn(
        db,
        context.reference,
        before.document,
        service?.slug,
        announcedOn ?? today(context),
        today(context),
      )
    : { promisedNotice: existing.promisedNotice, promisedRetrieval: existing.promisedRetrieval };
  const successorAgreed = existing?.successor === (draft.successor ?? null) && existing.successorAgreed;
  return {
    ...subject,
    announcedOn,
    ...saidColumns(draft),
    approximate: false,
    successorAgreed,
    ...promised,
  } satisfies ClosingRow;
}

/**
 * Faults of an announcement.
 * @throws CatalogueError service-not-found, not-published
 */
async function faultsIn(
  db: Database,
  context: Context,
  ref: ClosingRef,
  before: HostBefore,
  draft: ClosingDraft,
): Promise<Fault[]> {
  const { existing } = subjectIn(before, ref);
  const { host } = before.rows;
  if (host.state === 'draft')
    throw new CatalogueError('not-published', {
      fr: 'Un brouillon n’a pas de fermeture à annoncer : supprimez-le, il disparaît.',
      en: 'A draft has no closing to announce: delete it, and it disappears.',
    });
  const successor = draft.successor === undefined ? undefined : await findSuccessor(db, context, draft.successor);
  return closingFaults(draft, { host, existing, successor }, context);
}

/**
 * Announces the closing of a host or a service, or changes its dates. The first announcement fixes its own day and the
 * promises against which the closing is measured.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, service-not-found, not-published,
 * meaningless-request, version-required, version-stale
 */
export const announceClosing = (
  context: Context,
  ref: ClosingRef,
  draft: ClosingDraft,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> =>
  changeHost(context, ref.host, ifMatch, async (before, db) => ({
    creates: !subjectIn(before, ref).existing,
    faults: await faultsIn(db, context, ref, before, draft),
    apply: async (db) => putClosingRow(db, await rowOf(db, context, ref, before, draft)),
  }));

/** The effect of an announcement, before it is made. */
export interface Announceable {
  closing: Closing;
  version: number;
}

/**
 * What readers would see after an announcement; writes nothing.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, service-not-found, not-published,
 * meaningless-request
 */
export async function tryClosing(context: Context, ref: ClosingRef, draft: ClosingDraft): Promise<Announceable> {
  const { caller, db } = context;
  requireToken(caller);
  const host = await findHost(db, ref.host);
  requireWritableHost(caller, host);
  const before = await loadHost(db, context, host.id);
  refuseFaults(await faultsIn(db, context, ref, before, draft));
  const row = await rowOf(db, context, ref, before, draft);
  return { closing: closingOn(closingFacts(row), today(context)), version: host.version };
}

function requireCancellable(closing: ClosingRow, context: Context): void {
  if (!isSettledOn(closing, today(context))) return;
  throw new CatalogueError('closing-settled', {
    fr: 'Une fermeture s’annule dans les 7 jours de son annonce. Après, repoussez plutôt ses dates.',
    en: 'A closing can be cancelled within 7 days of its announcement. After that, put its days off instead.',
  });
}

/**
 * Cancels a closing, within 7 days of its announcement.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, service-not-found, closing-not-found, closing-settled, version-required, version-stale
 */
export const cancelClosing = (context: Context, ref: ClosingRef, ifMatch: IfMatch): Promise<WriteResult<Host>> =>
  changeHost(context, ref.host, ifMatch, (before) => {
    const { subject, existing } = subjectIn(before, ref);
    if (!existing)
      throw new CatalogueError('closing-not-found', {
        fr: 'Aucune fermeture n’est annoncée ici.',
        en: 'No closing is announced here.',
      });
    requireCancellable(existing, context);
    return { apply: (db) => removeClosingRow(db, subject) };
  });
