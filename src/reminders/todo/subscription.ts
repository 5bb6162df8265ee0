import { findAddress, openAddress, removeAddress } from '../../accounts/private-addresses.ts';
import { inTransaction } from '../../database/transaction.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { readsReferrals, requireWritableHost } from '../../hosts/rights.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import { findHost, lockHost } from '../../record/hosts.ts';
import { requireToken } from '../../requests/caller.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { dayToDo, type Subscription } from '../subscription.ts';
import { loadTodoSources } from './commands.ts';
import type { TodoFact, TodoSources } from './facts.ts';
import { tellTodo } from './words.ts';

const notFound = () =>
  new CatalogueError('private-address-not-found', {
    fr: 'Cette adresse privée n’existe pas, ou plus. L’hébergeur peut en demander une autre.',
    en: 'This private address does not exist, or no longer. The host may ask for another one.',
  });

/**
 * Makes a private address for a host, which nobody can guess. The former one ends. It shows what its maker may read.
 * @returns how a path names the host, and the key, which is shown this once
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn
 */
export async function openPrivateAddress(context: Context, ref: string): Promise<{ name: string; key: string }> {
  const { caller, clock } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const host = await lockHost(db, ref);
    requireWritableHost(caller, host);
    const opened = { createdAt: clock(), tellsCases: readsReferrals(caller, host) };
    const key = await openAddress(db, { hostId: host.id }, opened);
    await noteAction(db, context, 'openPrivateAddress', { hostId: host.id });
    return { name: host.publishedAt ? host.slug : host.id, key };
  });
}

/**
 * Ends the private address of a host, at once and in every process.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, private-address-not-found
 */
export async function closePrivateAddress(context: Context, ref: string): Promise<void> {
  requireToken(context.caller);
  await inTransaction(context.db, async (db) => {
    const host = await lockHost(db, ref);
    requireWritableHost(context.caller, host);
    if (!(await removeAddress(db, { hostId: host.id }))) throw notFound();
    await noteAction(db, context, 'closePrivateAddress', { hostId: host.id });
  });
}

/**
 * What may wait for a host, for whoever has its private address.
 * @throws CatalogueError private-address-not-found, also when there is no such host
 */
export async function readTodoSourcesByKey(context: Context, ref: string, key: string): Promise<TodoSources> {
  return await inTransaction(context.db, async (db) => {
    const host = await findHost(db, ref);
    const opened = host && (await findAddress(db, { hostId: host.id }, key));
    if (!opened) throw notFound();
    return await loadTodoSources(db, context, host, opened.tellsCases);
  });
}

interface Subscribing {
  sources: TodoSources;
  waiting: readonly TodoFact[];
  day: string;
  at: Date;
  publicUrl: string;
}

/** What waits for a host, as a subscription. Identifiers use the id of the host, because its slug may change. */
export const todoSubscription = (
  { sources: { host }, waiting, day, at, publicUrl }: Subscribing,
  say: Speaker,
): Subscription => ({
  title: say.language === 'fr' ? `À faire pour ${host.name}` : `To do for ${host.name}`,
  // A draft has no page yet.
  page: host.state === 'draft' ? publicUrl : `${publicUrl}/hosts/${host.slug}`,
  id: `${publicUrl}/v1/hosts/${host.id}/todo`,
  owner: host.id,
  day,
  at,
  items: waiting.map((one) => ({
    name: one.subject === undefined ? one.kind : `${one.kind}.${one.subject}`,
    text: tellTodo(one, day, say),
    on: dayToDo(one.due, day),
    since: one.since,
  })),
});
