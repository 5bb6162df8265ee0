import { findAddress, type OpenedAddress, openAddress, removeAddress } from '../../accounts/private-addresses.ts';
import { stageText } from '../../closings/words.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Federation } from '../../documents/federation.ts';
import { isOfficer, requireOwnFederation } from '../../federations/rights.ts';
import { addDays } from '../../ground/clock.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import { findFederation, lockFederation } from '../../record/federations.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { CLOSING_STAGES } from '../../vocabulary/terms.ts';
import { dayToDo, type Subscribed, type Subscription } from '../subscription.ts';
import { type DueFact, type DueOfHost, isOfHost } from './schema.ts';
import { tellDue } from './words.ts';

const notFound = () =>
  new CatalogueError('private-address-not-found', {
    fr: 'Cette adresse privée n’existe pas, ou plus. La fédération peut en demander une autre.',
    en: 'This private address does not exist, or no longer. The federation may ask for another one.',
  });

/**
 * Gives a federation an address of its own that nobody can guess; the one it had before ends. It tells what whoever opened
 * it may read: when cases wait tells what was said of them.
 * @returns how a path names the federation, and the key, which is shown this once
 * @throws CatalogueError no-token, federation-not-found, not-yours
 */
export const openFederationAddress = (context: Context, ref: string): Promise<{ name: string; key: string }> =>
  inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, ref);
    requireOwnFederation(context.caller, federation);
    const opened = { createdAt: context.clock(), tellsCases: isOfficer(context.caller, federation) };
    const key = await openAddress(db, { federationId: federation.id }, opened);
    await noteAction(db, context, 'openFederationAddress', { federationId: federation.id });
    return { name: federation.slug, key };
  });

/**
 * Ends the private address of a federation, at once and in every process.
 * @throws CatalogueError no-token, federation-not-found, not-yours, private-address-not-found
 */
export const closeFederationAddress = (context: Context, ref: string): Promise<void> =>
  inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, ref);
    requireOwnFederation(context.caller, federation);
    if (!(await removeAddress(db, { federationId: federation.id }))) throw notFound();
    await noteAction(db, context, 'closeFederationAddress', { federationId: federation.id });
  });

/**
 * The private address of a federation, for whoever has it.
 * @throws CatalogueError private-address-not-found, also when there is no such federation
 */
export async function requireFederationKey(
  { db }: Pick<Context, 'db'>,
  ref: string,
  key: string,
): Promise<OpenedAddress> {
  const federation = await findFederation(db, ref);
  const opened = federation && (await findAddress(db, { federationId: federation.id }, key));
  if (!opened) throw notFound();
  return opened;
}

/** Days ahead in the feed: federations meet about once a month, so a meeting must come before the day itself. */
export const DAYS_AHEAD = 60;

interface Subscribing {
  federation: Pick<Federation, 'id' | 'slug' | 'name'>;
  due: readonly DueFact[];
  /** The day on which the address was opened: what has no date waits at least since then. */
  openedOn: string;
  day: string;
  at: Date;
  publicUrl: string;
}

/** The day since which something waits; null: not yet. A request waits since it was made, a case since its day. */
function sinceOf({ kind, on }: DueFact, openedOn: string, day: string): string | null {
  if (on === null) return openedOn;
  const since = kind === 'membership-request' || kind === 'cases' ? on : addDays(on, -DAYS_AHEAD);
  return since <= day ? since : null;
}

/**
 * Each announced day of a closing is in the calendar, past ones too: nothing has to be done by it. The full sentence is
 * in the feed once, and in the calendar only when no coming day is there.
 */
function closingItems(fact: DueOfHost, { openedOn, day, publicUrl }: Subscribing, say: Speaker): Subscribed[] {
  const { announcedOn, stages, service } = fact.closing!;
  const name = ['closing', fact.host, ...(service ? [service.service] : [])].join('.');
  const whose = service ? `${fact.name}, ${service.name}` : fact.name;
  const exact = (date: string | null) => (date?.length === 10 ? date : null);
  const stageName = say.language === 'fr' ? `${whose}, fermeture\u00a0: ` : `${whose}, closing: `;
  return [
    {
      name,
      text: `${tellDue(fact, say, day)} ${publicUrl}/hosts/${fact.host}`,
      on: fact.on === null ? day : null,
      since: exact(announcedOn) ?? openedOn,
    },
    ...CLOSING_STAGES.flatMap((stage) => {
      const on = exact(stages[stage] ?? null);
      return on === null
        ? []
        : [{ name: `${name}.${stage}`, text: `${stageName}${stageText(stage, say)}.`, on, since: null }];
    }),
  ];
}

/** Names a thing for as long as it waits: all cases that wait already are one. */
function nameOf({ kind, host, subject, on }: DueFact, day: string): string {
  const of = kind === 'cases' ? (on! <= day ? 'waiting' : on!) : host!;
  return [kind, of, ...(subject === undefined ? [] : [subject])].join('.');
}

/** What is due to a federation, as a subscription: everything in the calendar, only what is near in the feed. */
export function dueSubscription(subscribing: Subscribing, say: Speaker): Subscription {
  const { federation, due, openedOn, day, at, publicUrl } = subscribing;
  return {
    title: say.language === 'fr' ? `À faire pour ${federation.name}` : `To do for ${federation.name}`,
    page: `${publicUrl}/federations/${federation.slug}`,
    id: `${publicUrl}/v1/federations/${federation.id}/due`,
    owner: federation.id,
    day,
    at,
    items: due.flatMap((fact): Subscribed[] => {
      if (fact.kind === 'closing' && isOfHost(fact)) return closingItems(fact, subscribing, say);
      const name = nameOf(fact, day);
      const text = tellDue(fact, say, day);
      return [{ name, text, on: dayToDo(fact.on, day), since: sinceOf(fact, openedOn, day) }];
    }),
  };
}
