import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { hasClosed } from '../documents/closing.ts';
import { parisDay } from '../ground/clock.ts';
import type { Context } from '../record/context.ts';
import { lockHost, updateHost } from '../record/hosts.ts';
import type { HostRow, WatchedHostRow } from '../record/rows.ts';
import { type HostBefore, loadHost, settleHost } from '../record/settle.ts';
import { type PageSeen, pageAfterCheck } from '../record/statement-facts.ts';
import { findPage, putPage } from '../statements/evidence-pages.ts';
import { afterVisit, fallsSilent, isHeardAgain, type Seen, type Standing } from './absence.ts';
import { citing } from './evidence/needles.ts';
import { forgetPassages, keepPassage, type Read } from './evidence/store.ts';
import { siteOf } from './sites.ts';
import { findWatched, insertLook, putWatched } from './store.ts';

/** A page given as evidence, and what it says of the statements that cite it. */
export interface EvidenceSeen {
  url: string;
  page: PageSeen;
  passages: readonly Read[];
}

/** All that one visit saw for a host. */
export interface SeenOfHost extends Seen {
  evidence: EvidenceSeen[];
}

type Checking = Omit<Context, 'caller'>;

const standingOf = ({ rows, document }: HostBefore, url: string): Standing => ({
  hostId: rows.host.id,
  url,
  pages: new Set([rows.host.contact?.url, ...rows.services.map((one) => one.url)].flatMap((one) => one ?? [])),
  isEnding: document.closing !== null || hasClosed(document),
  confirmedAt: document.confirmedAt,
});

/** The state of an entry after a look at its site; undefined: as it was. */
function stateAfter({ state }: HostRow, watched: WatchedHostRow, day: string): 'silent' | 'published' | undefined {
  if (state === 'published' && fallsSilent(watched, day)) return 'silent';
  return state === 'silent' && isHeardAgain(watched) ? 'published' : undefined;
}

async function noteLook(db: Database, before: HostBefore, seen: Seen, day: string): Promise<boolean> {
  const { host } = before.rows;
  const { website } = host;
  if (website === null) return false;
  const { home } = seen;
  if (home) {
    const { answered, status, problem } = home;
    await insertLook(db, { hostId: host.id, day, site: siteOf(website) ?? website, answered, status, problem });
  }
  const watched = afterVisit(await findWatched(db, host.id), seen, standingOf(before, website), day);
  await putWatched(db, watched);
  const state = home && stateAfter(host, watched, day);
  if (state) await updateHost(db, host.id, { state });
  return state !== undefined;
}

async function noteEvidence(
  db: Database,
  { rows }: HostBefore,
  evidence: readonly EvidenceSeen[],
  { clock, reference }: Checking,
): Promise<void> {
  const { id: hostId } = rows.host;
  const now = clock();
  const day = parisDay(now);
  for (const { url, page, passages } of evidence) {
    await putPage(db, pageAfterCheck(await findPage(db, hostId, url), { hostId, url }, page, now, day));
    const stillCiting = new Set(citing(rows, url, reference).map(({ subject }) => subject));
    for (const read of passages) if (stillCiting.has(read.subject)) await keepPassage(db, read, day);
  }
}

/** The subjects of everything that a host states. */
function statedBy({ rows }: HostBefore): Set<string> {
  const slugs = new Map(rows.services.map(({ id, slug }) => [id, slug]));
  return new Set([
    ...rows.claims.map(({ criterion }) => `criterion:${criterion}`),
    ...rows.commitments.map(({ kind, serviceId }) =>
      serviceId === null ? `commitment:${kind}` : `service:${slugs.get(serviceId)}/commitment:${kind}`,
    ),
  ]);
}

/**
 * Records what a visit saw for a host. A look that ends when its day is over is lost: what is said of a day never changes
 * afterwards.
 */
export async function noteSeen(context: Checking, hostId: string, seen: SeenOfHost, day: string): Promise<void> {
  const { evidence } = seen;
  await inTransaction(context.db, async (db) => {
    // The host may have been removed or withdrawn meanwhile.
    const host = await lockHost(db, hostId);
    if (host?.state !== 'published' && host?.state !== 'silent') return;
    const caller = { role: 'check', label: 'evidence', tokenId: null } as const;
    const before = await loadHost(db, { ...context, caller }, hostId);
    const isDayOver = parisDay(context.clock()) !== day;
    const isAnotherState = !isDayOver && (await noteLook(db, before, seen, day));
    await noteEvidence(db, before, evidence, context);
    if (evidence.length > 0) await forgetPassages(db, hostId, statedBy(before));
    const by = isAnotherState ? { ...caller, label: 'watching' } : caller;
    await settleHost(db, { ...context, caller: by }, before);
  });
}
