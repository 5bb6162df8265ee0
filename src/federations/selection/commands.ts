import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { ChoiceDraft, Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { CatalogueError, type Fault } from '../../ground/errors.ts';
import type { Context, Edit, WriteResult } from '../../record/context.ts';
import type { SelectionRow } from '../../record/rows.ts';
import { hostAliases, hosts, selections } from '../../record/tables.ts';
import { dateFaults, orderFaults, pastFaults, today } from '../../requests/meaning.ts';
import type { IfMatch } from '../../requests/version.ts';
import { sendingFaults } from '../recommendable.ts';
import { byFederation, byFederationOfAnyHost, changeStatement, type Parties, type StatementRef } from '../statement.ts';
import { ownHostFaults } from '../ties.ts';

const theChoice = (federationId: string, hostId: string) =>
  and(eq(selections.federationId, federationId), eq(selections.hostId, hostId));

async function findChoice(db: Database, federationId: string, hostId: string): Promise<SelectionRow | undefined> {
  return (await db.select().from(selections).where(theChoice(federationId, hostId)))[0];
}

async function putChoiceRow(db: Database, row: SelectionRow): Promise<void> {
  const { federationId: _federation, hostId: _host, ...changed } = row;
  await db
    .insert(selections)
    .values(row)
    .onConflictDoUpdate({ target: [selections.federationId, selections.hostId], set: changed });
}

async function removeChoiceRow(db: Database, federationId: string, hostId: string): Promise<void> {
  await db.delete(selections).where(theChoice(federationId, hostId));
}

/** Selected hosts that have left the catalogue since. */
export const listWithdrawnChoices = (db: Database, federationId: string): Promise<{ host: string; name: string }[]> =>
  db
    .select({ host: hosts.slug, name: hosts.name })
    .from(selections)
    .innerJoin(hosts, eq(selections.hostId, hosts.id))
    .where(and(eq(selections.federationId, federationId), eq(hosts.state, 'withdrawn')));

/** The names, by slug, of the successors of a host or of its services. */
async function successorNames(
  db: Database,
  { closing, services }: Pick<Host, 'closing' | 'services'>,
): Promise<ReadonlyMap<string, string>> {
  const closings = [closing, ...services.map((service) => service.closing)];
  const slugs = closings.flatMap((one) => one?.successor?.host ?? []);
  if (slugs.length === 0) return new Map();
  const rows = await db.select({ slug: hosts.slug, name: hosts.name }).from(hosts).where(inArray(hosts.slug, slugs));
  const renamed = await db
    .select({ slug: hostAliases.value, name: hosts.name })
    .from(hostAliases)
    .innerJoin(hosts, eq(hostAliases.hostId, hosts.id))
    .where(and(eq(hostAliases.kind, 'slug'), inArray(hostAliases.value, slugs)));
  return new Map([...rows, ...renamed].map(({ slug, name }) => [slug, name]));
}

/** Faults of a selection. While its host is unknown, only those that do not depend on the host. */
export const choiceFaults = (
  context: Context,
  draft: ChoiceDraft,
  { federation, host }: Pick<Parties, 'federation'> & Partial<Parties>,
): Fault[] => [
  ...(host ? ownHostFaults('/ties', draft.ties, federation.document, host.document) : []),
  ...pastFaults('/decidedOn', draft.decidedOn, today(context)),
  ...dateFaults('/reviewBy', draft.reviewBy),
  ...orderFaults('/reviewBy', draft.decidedOn, draft.reviewBy),
];

/** The edit that selects a host, alone or by a row of a spreadsheet. A host that closes cannot be added. */
export async function choiceEdit(context: Context, draft: ChoiceDraft, before: Parties, db: Database): Promise<Edit> {
  const { federation, host } = before;
  const key = { federationId: federation.document.id, hostId: host.document.id };
  const creates = (await findChoice(db, key.federationId, key.hostId)) === undefined;
  const names = await successorNames(db, host.document);
  return {
    creates,
    faults: [
      // A host that is already on the list may stay, and its entry on the list may change.
      ...(creates ? sendingFaults('/host', host.document, {}, (slug) => names.get(slug)) : []),
      ...choiceFaults(context, draft, before),
    ],
    apply: (db) => putChoiceRow(db, { ...key, ...draft }),
  };
}

/**
 * Puts a host on the federation's own list: why, with which ties, and when to look again.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, meaningless-request,
 * version-required, version-stale
 */
export const putChoice = (
  context: Context,
  ref: StatementRef,
  draft: ChoiceDraft,
  ifMatch: IfMatch,
): Promise<WriteResult<Federation>> =>
  changeStatement(context, byFederation, ref, ifMatch, (before, db) => choiceEdit(context, draft, before, db));

/** What is answered where a federation has no such host on its own list. */
export const choiceNotFound = () =>
  new CatalogueError('choice-not-found', {
    fr: 'Cet hébergeur n’est pas dans la liste de cette fédération.',
    en: 'This host is not in the list of this federation.',
  });

/**
 * Takes a host off the federation's own list, even after it left the catalogue.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, choice-not-found, version-required,
 * version-stale
 */
export const removeChoice = (context: Context, ref: StatementRef, ifMatch: IfMatch): Promise<WriteResult<Federation>> =>
  changeStatement(context, byFederationOfAnyHost, ref, ifMatch, async ({ federation, host }, db) => {
    const [federationId, hostId] = [federation.document.id, host.document.id];
    if (!(await findChoice(db, federationId, hostId))) throw choiceNotFound();
    return { apply: (db) => removeChoiceRow(db, federationId, hostId) };
  });
