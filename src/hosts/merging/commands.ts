import { eq } from 'drizzle-orm';
import { removeAddress } from '../../accounts/private-addresses.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction, inTrial, TryAgain } from '../../database/transaction.ts';
import { siteOf } from '../../ground/addresses.ts';
import { CatalogueError, fault } from '../../ground/errors.ts';
import { removeMailAddresses } from '../../mail/addresses.ts';
import type { Context } from '../../record/context.ts';
import { listFederationsNaming, lockFederations } from '../../record/federations.ts';
import {
  type FederationBefore,
  finishFederationWrite,
  loadFederation,
  loadHost,
  refuseGrowth,
} from '../../record/finish-write.ts';
import { findHost, lockHosts, slugsOf, updateHost } from '../../record/hosts.ts';
import { type NewChange, publishChanges } from '../../record/publish.ts';
import { isVisible } from '../../record/read-rows.ts';
import type { HostRow } from '../../record/rows.ts';
import { referrals, reports } from '../../record/tables.ts';
import { authorOf, requireAdmin, requireToken } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { refuseFaults } from '../../requests/version.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { revokeTokensOf } from '../ownership/store.ts';
import { requireWritableHost } from '../rights.ts';
import { siteIsOfHost } from '../site.ts';
import { countSentInCases } from '../store.ts';
import { takeFacts, takeNames } from './facts.ts';
import { moveKeptApart } from './kept-apart.ts';
import { type Both, createReport } from './report.ts';
import type { Merge, MergeDraft } from './schema.ts';
import { moveServices } from './services.ts';
import { moveStatements, moveWordsOfFederations } from './statements.ts';

/** The result of a merge, before it is put into words. */
interface Merged {
  version: number;
  revision: number | null;
  tell: (language: Language) => Merge;
}

interface Locked extends Both {
  federations: FederationBefore[];
}

/** @throws CatalogueError not-published, meaningless-request */
function requireMergeable(kept: HostRow, other: HostRow | undefined, from: string): asserts other is HostRow {
  if (kept.state === 'draft')
    throw new CatalogueError('not-published', {
      fr: 'Cet hébergeur n’est encore qu’un brouillon : on ne garde qu’une fiche publiée.',
      en: 'This host is only a draft yet: only a published entry is kept.',
    });
  if (!other)
    refuseFaults([
      fault('/from', 'unknown-host', {
        fr: `Aucune fiche ne s’appelle « ${from} ».`,
        en: `No entry is called "${from}".`,
      }),
    ]);
  if (other?.id === kept.id)
    refuseFaults([
      fault('/from', 'same-entry', {
        fr: 'C’est déjà la même fiche. Donnez l’identifiant de l’autre.',
        en: 'This is the same entry already. Give the slug of the other one.',
      }),
    ]);
  if (other && !isVisible(other))
    refuseFaults([
      fault('/from', 'not-public', {
        fr: 'Seule une fiche publiée se fusionne avec une autre. Publiez-la d’abord, ou laissez-la où elle est.',
        en: 'Only a published entry is merged into another one. Publish it first, or leave it where it is.',
      }),
    ]);
}

/**
 * After a merge, the holder of the kept entry can read the other entry's referrals from cases: so both entries must
 * have the same website.
 * @throws CatalogueError not-yours
 */
async function requireSiteOfHost(db: Database, kept: HostRow, other: HostRow): Promise<void> {
  if (siteOf(kept.website) === siteOf(other.website)) return;
  const sent = (await countSentInCases(db, other.id)) + (kept.website ? 0 : await countSentInCases(db, kept.id));
  if (sent > 0) throw siteIsOfHost();
}

/**
 * Locks both entries and the federations that name either. Locks are always taken in the order federation, host,
 * revision.
 */
async function lockBoth(db: Database, context: Context, ref: string, from: string): Promise<Locked> {
  const [found, foundOther] = [await findHost(db, ref), await findHost(db, from)];
  requireWritableHost(context.caller, found);
  requireMergeable(found, foundOther, from);
  const ids = [found.id, foundOther.id];
  const naming = async () => (await Promise.all(ids.map((id) => listFederationsNaming(db, id)))).flat();
  const locked = (await lockFederations(db, [...new Set(await naming())])).map(({ id }) => id);
  const rows = await lockHosts(db, ids);
  const [kept, other] = ids.map((id) => rows.find((row) => row.id === id)) as [HostRow, HostRow | undefined];
  requireWritableHost(context.caller, kept);
  requireMergeable(kept, other, from);
  if ((await naming()).some((id) => !locked.includes(id))) throw new TryAgain();
  await requireSiteOfHost(db, kept, other);
  const federations = [];
  for (const id of locked) federations.push(await loadFederation(db, id));
  return { kept: await loadHost(db, context, kept.id), other: await loadHost(db, context, other.id), federations };
}

/**
 * Moves private data of the other entry: what waits for an answer moves to the kept entry, and all access to the other
 * entry ends. Returns the number of revoked tokens.
 */
async function movePrivateData(
  db: Database,
  { kept, other }: Both,
  at: Date,
  report: ReturnType<typeof createReport>,
): Promise<number> {
  const [to, from] = [{ hostId: kept.rows.host.id }, other.rows.host.id];
  const moved = async (table: typeof reports | typeof referrals) =>
    (await db.update(table).set(to).where(eq(table.hostId, from)).returning({ id: table.id })).length;
  report.counted('reports', await moved(reports));
  report.counted('referrals', await moved(referrals));
  await moveKeptApart(db, to.hostId, from);
  await removeAddress(db, { hostId: from });
  await removeMailAddresses(db, { clock: () => at }, { hostId: from });
  return await revokeTokensOf(db, from, at, {});
}

/**
 * Withdraws the other entry, and publishes all changed documents. Returns the version of the kept entry and the
 * revision.
 */
async function settleBoth(
  db: Database,
  context: Context,
  { kept, other, federations }: Locked,
  reason: Text,
): Promise<{ version: number; revision: number }> {
  const { caller, clock } = context;
  requireToken(caller);
  const [at, author] = [clock(), authorOf(caller)];
  const version = kept.rows.host.version + 1;
  const { id, version: last } = other.rows.host;
  await updateHost(db, id, {
    ...{ state: 'withdrawn', mergedInto: kept.rows.host.id, mergedOn: today(context) },
    ...{ ownerChangesOn: null, letterSentOn: null, version: last + 1, updatedAt: at },
  });
  // A letter sent for either entry counts for both.
  const letterSentOn = kept.rows.host.letterSentOn ?? other.rows.host.letterSentOn;
  await updateHost(db, kept.rows.host.id, { version, updatedAt: at, letterSentOn });
  const { facts } = await loadHost(db, context, kept.rows.host.id);
  const common = { at, reason, ...author };
  const left: NewChange = { kind: 'withdrawn', hostId: id, document: null, ...common };
  let revision = await publishChanges(db, [left, { kind: 'changed', hostId: facts.id, document: facts, ...common }]);
  for (const federation of federations)
    revision = (await finishFederationWrite(db, context, author, federation))?.revision ?? revision;
  return { version, revision };
}

/**
 * Merges two entries of one organisation. Facts of the other entry are added where the kept entry has none, its names
 * lead to the kept entry, and it is withdrawn; its history stays. This cannot be undone; `dryRun` only reports.
 * @throws CatalogueError no-token, not-yours, host-not-found, host-withdrawn, not-published, meaningless-request
 */
export async function mergeHosts(
  context: Context,
  ref: string,
  { from, reason, sameServices = 'both' }: MergeDraft,
  { dryRun = false }: { dryRun?: boolean | undefined } = {},
): Promise<Merged> {
  requireAdmin(context.caller);
  const work = async (db: Database): Promise<Merged> => {
    const both = await lockBoth(db, context, ref, from);
    const { kept, other } = both;
    const report = createReport();
    const slugs = [...(await slugsOf(db, kept.rows.host)), ...(await slugsOf(db, other.rows.host))];
    const services = await moveServices(db, both, sameServices, report);
    await takeFacts(db, both, services, report);
    await moveStatements(db, both, slugs, report);
    await moveWordsOfFederations(db, both, report);
    const tokensEnded = await movePrivateData(db, both, context.clock(), report);
    const keptNow = await loadHost(db, context, kept.rows.host.id);
    refuseGrowth(kept, keptNow);
    await takeNames(db, both, keptNow.rows.host, today(context), report);
    const settled = dryRun
      ? { version: kept.rows.host.version, revision: null }
      : await settleBoth(db, context, both, reason);
    const { id, slug, name } = other.rows.host;
    return {
      ...settled,
      tell: (language) => ({
        host: kept.rows.host.slug,
        from: { id, slug, name },
        ...report.read(language),
        tokensEnded,
        ...settled,
      }),
    };
  };
  return await (dryRun ? inTrial : inTransaction)(context.db, work);
}
