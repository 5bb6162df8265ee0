import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import { listRequestsOf } from '../../federations/members/store.ts';
import { exactDay, parisDay } from '../../ground/clock.ts';
import { vouchesFor } from '../../hosts/ownership/vouches.ts';
import { listReports } from '../../hosts/reports/store.ts';
import { readsReferrals, requireOwnHost } from '../../hosts/rights.ts';
import type { Context } from '../../record/context.ts';
import { loadHost } from '../../record/finish-write.ts';
import { findHost } from '../../record/hosts.ts';
import { waitingProposals } from '../../record/proposals.ts';
import type { HostRow } from '../../record/rows.ts';
import { requireToken } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import type { CostRules } from '../../services/cost.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { listTold } from '../../watching/store.ts';
import type { WaitingList } from '../open-items.ts';
import { todoOf } from './list.ts';
import type { TodoFact, TodoSources } from './schema.ts';
import {
  listAskedSuccessions,
  listDisabledWebhooks,
  listEndingTokens,
  listPromisedSuccessions,
  listUnaskedMemberships,
  listWaitingReferrals,
} from './store.ts';
import { tellTodo } from './words.ts';

const federationsOf = ({ memberships }: Host, day: string): ReadonlySet<string> =>
  new Set(memberships.filter((one) => isCurrent(one, day)).map(({ federation }) => federation));

function requiredOf(host: Host, { criteria }: Reference, day: string): TodoSources['required'] {
  const memberOf = federationsOf(host, day);
  const answered = new Set(host.claims.map(({ criterion }) => criterion));
  return [...criteria.values()].flatMap(({ key, federationFacts: facts }) =>
    facts?.level === 'required' && !facts.retired && memberOf.has(facts.federation.slug) && !answered.has(key)
      ? [{ criterion: key, federation: facts.federation.name, definedOn: facts.definedOn }]
      : [],
  );
}

/** How the successors that a host names are called. A host that left the catalogue is called by nothing but its slug. */
async function successorNamesOf(db: Database, { closing, services }: Host): Promise<ReadonlyMap<string, string>> {
  const slugs = new Set(
    [closing, ...services.map((service) => service.closing)].flatMap((one) => one?.successor?.host ?? []),
  );
  const names = new Map<string, string>();
  for (const slug of slugs) {
    const row = await findHost(db, slug);
    if (row?.publishedAt && row.state !== 'withdrawn') names.set(slug, row.name);
  }
  return names;
}

/**
 * All data in which open items of a host are found.
 * @param tellsCases whether to include referrals made in a case
 */
async function sourcesOf(db: Database, context: Context, row: HostRow, tellsCases: boolean): Promise<TodoSources> {
  const { document } = await loadHost(db, context, row.id);
  const open = await listReports(db, { hostId: row.id, state: 'open', removals: false });
  const ending = await listEndingTokens(db, row.id, context.clock());
  const unasked = await listUnaskedMemberships(db, row.id);
  const requests = await listRequestsOf(db, row.id);
  const day = today(context);
  const memberOf = federationsOf(document, day);
  // The slug of a draft is not reserved, so nobody can name it.
  const successions = row.publishedAt === null ? [] : await listAskedSuccessions(db, row);
  const promised = row.publishedAt === null ? [] : await listPromisedSuccessions(db, row);
  return {
    host: document,
    registeredOn: parisDay(row.createdAt),
    reports: open.flatMap(({ id, kind, about, reportedAt }) =>
      kind === 'removal' ? [] : [{ id, kind, about, reportedOn: parisDay(reportedAt) }],
    ),
    tokens: ending.map(({ id, label, expiresAt }) => ({ id, label, expiresOn: parisDay(expiresAt!) })),
    webhooks: (await listDisabledWebhooks(db, row.id)).map(({ id, receiver, disabledWhy, disabledAt }) => ({
      ...{ id, receiver, why: disabledWhy! },
      disabledOn: parisDay(disabledAt!),
    })),
    successorNames: await successorNamesOf(db, document),
    successions: successions.map((one) => ({
      ...one,
      announcedOn: exactDay(one.announcedOn),
      closesOn: exactDay(one.closesOn),
    })),
    // One answer agrees to all requests of a host, so a host whose service closes is listed once.
    promisedSuccessions: promised
      .filter(({ host }) => !successions.some((one) => one.host === host))
      .map((one) => ({ ...one, saidOn: exactDay(one.saidOn) })),
    referrals: await listWaitingReferrals(db, row.id, tellsCases),
    questions: requests.filter((one) => one.row.state === 'more-information'),
    refusals: requests.filter((one) => one.row.state === 'refused' && !memberOf.has(one.federation)),
    unasked: unasked.filter((one) => isCurrent(one, day)).map(({ federation, name }) => ({ federation, name })),
    lapsed: row.publishedAt === null ? (await vouchesFor(db, row)).filter(({ inForce }) => !inForce) : [],
    proposals: (await waitingProposals(db, document)).length,
    site: (await listTold(db, [row.id]))[0],
    required: requiredOf(document, context.reference, day),
    retired: new Set(
      [...context.reference.criteria.values()]
        .filter(({ federationFacts }) => federationFacts?.retired)
        .map(({ key }) => key),
    ),
  };
}

/** The open items of a host, and the data in which they were found. */
interface TodoList extends WaitingList<TodoFact> {
  sources: TodoSources;
}

/**
 * The open items of a host.
 * @param tellsCases whether to include referrals made in a case
 */
export async function loadTodo(
  db: Database,
  context: Context,
  row: HostRow,
  { rules, tellsCases }: { rules: Pick<CostRules, 'months'>; tellsCases: boolean },
): Promise<TodoList> {
  const sources = await sourcesOf(db, context, row, tellsCases);
  const day = today(context);
  const { id, slug, name } = row;
  return {
    owner: { id, name },
    paths: {
      list: `/v1/hosts/${id}/todo`,
      // A draft has no page yet.
      page: row.state === 'draft' ? '' : `/hosts/${slug}`,
      desk: `/manage/hosts/${row.publishedAt ? slug : id}/confirmation`,
    },
    day,
    facts: todoOf(sources, day, rules),
    tell: tellTodo,
    nameOf: ({ kind, subject }) => (subject === undefined ? kind : `${kind}.${subject}`),
    sources,
  };
}

/**
 * The open items of a host, for its owner.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function readTodo(context: Context, ref: string, rules: Pick<CostRules, 'months'>): Promise<TodoList> {
  requireToken(context.caller);
  return await inTransaction(context.db, async (db) => {
    const host = await findHost(db, ref);
    requireOwnHost(context.caller, host);
    return await loadTodo(db, context, host, { rules, tellsCases: readsReferrals(context.caller, host) });
  });
}
