import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { hasClosed } from '../documents/closing.ts';
import { siteOf } from '../ground/addresses.ts';
import { parisDay } from '../ground/clock.ts';
import { type MailWords, quotedName, SITE } from '../mail/message.ts';
import { tellOwner } from '../mail/queue.ts';
import type { Context } from '../record/context.ts';
import { finishHostWrite, type HostBefore, loadHost } from '../record/finish-write.ts';
import { lockHost, updateHost } from '../record/hosts.ts';
import type { HostRow, WatchedHostRow } from '../record/rows.ts';
import { pageAfterCheck } from '../record/statement-facts.ts';
import { findPage, putPage } from '../statements/store.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { speaker } from '../vocabulary/speaker.ts';
import type { Language } from '../vocabulary/terms.ts';
import { afterVisit, type EntryState, fallsSilent, isHeardAgain, SILENT_AFTER_DAYS, type SiteSeen } from './absence.ts';
import { citing, type EvidenceSeen } from './evidence/read.ts';
import { forgetPassages, keepPassage } from './evidence/store.ts';
import { findWatched, insertLook, putWatched } from './store.ts';

/** Everything one visit found for a host. */
export interface SeenOfHost extends SiteSeen {
  evidence: EvidenceSeen[];
}

type Checking = Omit<Context, 'caller'>;

const entryStateOf = ({ rows, document }: HostBefore, url: string): EntryState => ({
  hostId: rows.host.id,
  url,
  pages: new Set([rows.host.contact?.url, ...rows.services.map((one) => one.url)].flatMap((one) => one ?? [])),
  isEnding: document.closing !== null || hasClosed(document),
  confirmedOn: document.confirmedOn,
});

/** The state of an entry after a check of its website; undefined: unchanged. */
function stateAfter({ state }: HostRow, watched: WatchedHostRow, day: string): 'silent' | 'published' | undefined {
  if (state === 'published' && fallsSilent(watched, day)) return 'silent';
  return state === 'silent' && isHeardAgain(watched) ? 'published' : undefined;
}

/** The message to a host whose website has not answered for the required number of checks. */
function unansweredWords({ name, slug }: HostRow, since: string, reference: Reference): Record<Language, MailWords> {
  const desk = `${SITE}/manage/hosts/${slug}`;
  const [depuis, from] = [speaker('fr', reference).date(since), speaker('en', reference).date(since)];
  return {
    fr: {
      subject: 'Votre site ne répond plus',
      paragraphs: [
        'Bonjour,',
        `Le catalogue Bercail regarde une fois par jour si votre site répond. Celui de ${quotedName(name, 'fr')} ne répond plus depuis le ${depuis}.`,
        `Sans nouvelles dans les ${SILENT_AFTER_DAYS} jours, la fiche dira que l’on est sans nouvelles de vous. Si vous êtes là, dites-le :\n${desk}?lang=fr`,
      ],
    },
    en: {
      subject: 'Your site no longer answers',
      paragraphs: [
        'Hello,',
        `The Bercail catalogue looks once a day whether your site answers. That of ${quotedName(name, 'en')} has not answered since ${from}.`,
        `Without news within ${SILENT_AFTER_DAYS} days, the entry will say that there is no news from you. If you are there, say so:\n${desk}?lang=en`,
      ],
    },
  };
}

async function noteLook(
  db: Database,
  context: Checking,
  before: HostBefore,
  { seen, day }: { seen: SiteSeen; day: string },
): Promise<boolean> {
  const { host } = before.rows;
  const { website } = host;
  if (website === null) return false;
  const { home } = seen;
  if (home) {
    const { answered, status, problem } = home;
    await insertLook(db, { hostId: host.id, day, site: siteOf(website) ?? website, answered, status, problem });
  }
  const stored = await findWatched(db, host.id);
  const watched = afterVisit(stored, seen, entryStateOf(before, website), day);
  await putWatched(db, watched);
  const { toldOn, failingSince } = watched;
  if (toldOn !== null && failingSince !== null && !stored?.toldOn)
    await tellOwner(
      db,
      context,
      { hostId: host.id },
      {
        kind: 'site-silent',
        key: `${host.id}:${toldOn}`,
        words: unansweredWords(host, failingSince, context.reference),
      },
    );
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

/** The subjects of all statements of a host. */
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
 * Stores the results of a visit for a host. Results that arrive after their day is over are discarded: published counts
 * of past days must not change.
 */
export async function noteSeen(context: Checking, hostId: string, seen: SeenOfHost, day: string): Promise<void> {
  const { evidence } = seen;
  await inTransaction(context.db, async (db) => {
    // The host may have been removed or withdrawn during the visit.
    const host = await lockHost(db, hostId);
    if (host?.state !== 'published' && host?.state !== 'silent') return;
    const caller = { role: 'catalogue', label: 'evidence', tokenId: null } as const;
    const before = await loadHost(db, { ...context, caller }, hostId);
    const isDayOver = parisDay(context.clock()) !== day;
    const isAnotherState = !isDayOver && (await noteLook(db, context, before, { seen, day }));
    await noteEvidence(db, before, evidence, context);
    if (evidence.length > 0) await forgetPassages(db, hostId, statedBy(before));
    const by = isAnotherState ? { ...caller, label: 'watching' } : caller;
    await finishHostWrite(db, { ...context, caller: by }, before);
  });
}
