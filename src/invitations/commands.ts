import { isNotNull } from 'drizzle-orm';
import type { Model } from '../catalogue/model.ts';
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
import type { Invitation, InvitationDraft } from './schema.ts';

/** What is known of the invitation of each host, by slug: those that may be invited, and those that were. */
export async function readInvitations(db: Database, { documents }: Model): Promise<Invitation[]> {
  const { id, slug, name, state, invitedOn } = hosts;
  const rows = await db.select({ id, slug, name, state, invitedOn }).from(hosts).where(isNotNull(invitedOn));
  const invited = new Map(rows.map((row) => [row.id, row.invitedOn]));
  const present = documents
    .filter((host) => invited.has(host.id) || (host.state !== 'closed' && !host.closing))
    .map((host) => invitationOf(host, invited.get(host.id) ?? null));
  const gone = rows.flatMap((row): Invitation[] =>
    row.state === 'withdrawn'
      ? [{ host: row.slug, name: row.name, language: 'fr', state: 'withdrawn', invitedOn: row.invitedOn }]
      : [],
  );
  return [...present, ...gone].sort((a, b) => byText(a.host, b.host));
}

/** The invitation of one public host. */
export const invitationOf = (host: Host, invitedOn: string | null): Invitation => ({
  host: host.slug,
  name: host.name,
  language: letterLanguage(host),
  state: host.confirmedByHost ? 'confirmed' : invitedOn === null ? 'to-invite' : 'waiting',
  invitedOn,
});

/**
 * Notes on which day a host was asked to confirm its entry; nothing public changes.
 * @throws CatalogueError no-token, not-yours, host-not-found, meaningless-request
 */
export async function noteInvitation(context: Context, ref: string, { invitedOn }: InvitationDraft): Promise<void> {
  requireAdmin(context.caller);
  await inTransaction(context.db, async (db) => {
    const host = await lockHost(db, ref);
    if (!host?.publishedAt || host.state === 'withdrawn') throw hostNotFound();
    const day = invitedOn ?? undefined;
    refuseFaults([...dateFaults('/invitedOn', day), ...pastFaults('/invitedOn', day, today(context))]);
    await updateHost(db, host.id, { invitedOn });
    await noteAction(db, context, 'noteInvitation', { hostId: host.id });
  });
}
