import { isNotNull } from 'drizzle-orm';
import { findHost, type Model } from '../catalogue/model.ts';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Host } from '../documents/host.ts';
import { byText } from '../ground/texts.ts';
import { hostNotFound } from '../hosts/rights.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context } from '../record/context.ts';
import { lockHost, updateHost } from '../record/hosts.ts';
import { hosts } from '../record/tables.ts';
import { requireAdmin } from '../requests/caller.ts';
import { dateFaults, pastFaults, today } from '../requests/meaning.ts';
import { refuseFaults } from '../requests/version.ts';
import { letterLanguage } from './letter.ts';
import type { HostLetter, SentLetter } from './schema.ts';

/** The state of the letter to each host, by slug: hosts that may be written to, and hosts that were. */
export async function readLetters(db: Database, { documents }: Model): Promise<HostLetter[]> {
  const { id, slug, name, state, letterSentOn: sentOn } = hosts;
  const rows = await db.select({ id, slug, name, state, sentOn }).from(hosts).where(isNotNull(sentOn));
  const sent = new Map(rows.map((row) => [row.id, row.sentOn]));
  const present = documents
    .filter((host) => sent.has(host.id) || (host.state !== 'closed' && !host.closing))
    .map((host) => letterOf(host, sent.get(host.id) ?? null));
  const gone = rows.flatMap((row): HostLetter[] =>
    row.state === 'withdrawn'
      ? [{ host: row.slug, name: row.name, language: 'fr', state: 'withdrawn', sentOn: row.sentOn }]
      : [],
  );
  return [...present, ...gone].sort((a, b) => byText(a.host, b.host));
}

/** The state of the letter to a public host. */
const letterOf = (host: Host, sentOn: string | null): HostLetter => ({
  host: host.slug,
  name: host.name,
  language: letterLanguage(host),
  state: host.confirmedByHost ? 'confirmed' : sentOn === null ? 'to-write' : 'waiting',
  sentOn,
});

/**
 * The state of the letter to one public host.
 * @throws CatalogueError host-not-found
 */
export async function readLetter(db: Database, model: Model, ref: string): Promise<{ host: Host; letter: HostLetter }> {
  const host = findHost(model, ref);
  if (!host) throw hostNotFound();
  const noted = (await readLetters(db, model)).find((one) => one.host === host.slug);
  return { host, letter: noted ?? letterOf(host, null) };
}

/**
 * Records the day on which a host was asked to confirm its entry; nothing public changes.
 * @throws CatalogueError no-token, not-yours, host-not-found, meaningless-request
 */
export async function noteLetter(context: Context, ref: string, { sentOn }: SentLetter): Promise<void> {
  requireAdmin(context.caller);
  await inTransaction(context.db, async (db) => {
    const host = await lockHost(db, ref);
    if (!host?.publishedAt || host.state === 'withdrawn') throw hostNotFound();
    const day = sentOn ?? undefined;
    refuseFaults([...dateFaults('/sentOn', day), ...pastFaults('/sentOn', day, today(context))]);
    await updateHost(db, host.id, { letterSentOn: sentOn });
    await noteAction(db, context, 'noteLetter', { hostId: host.id });
  });
}
