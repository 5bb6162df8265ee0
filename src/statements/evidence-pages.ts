import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lte, notExists, or, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { webAddress } from '../ground/addresses.ts';
import { instantAfter, parisDay } from '../ground/clock.ts';
import type { FetchLimits, Outgoing } from '../outgoing/fetch.ts';
import type { Context } from '../record/context.ts';
import { lockHost } from '../record/hosts.ts';
import type { EvidencePageRow } from '../record/rows.ts';
import { loadHost, settleHost } from '../record/settle.ts';
import { isFound, MEASURED_ADDRESSES, type PageSeen, pageAfterCheck, readPage } from '../record/statement-facts.ts';
import { claims, commitments, evidencePages, hosts } from '../record/tables.ts';

/** The value of a commitment as text: for some kinds it is an address to check. */
const promisedAddress = sql<string>`${commitments.value} #>> '{}'`;

/**
 * Addresses that listed hosts give as evidence or promise, and that are due for a check; the longest unchecked first.
 */
export async function listDuePages(db: Database, now: Date, limit: number): Promise<{ hostId: string; url: string }[]> {
  const cited = db
    .select({ hostId: claims.hostId, url: sql<string>`${claims.evidenceUrl}`.as('cited_url') })
    .from(claims)
    .where(isNotNull(claims.evidenceUrl))
    .union(
      db
        .select({ hostId: commitments.hostId, url: sql<string>`${commitments.evidenceUrl}`.as('cited_url') })
        .from(commitments)
        .where(isNotNull(commitments.evidenceUrl)),
    )
    .union(
      db
        .select({ hostId: commitments.hostId, url: promisedAddress.as('cited_url') })
        .from(commitments)
        .where(inArray(commitments.kind, MEASURED_ADDRESSES)),
    )
    .as('cited');
  return await db
    .select({ hostId: cited.hostId, url: cited.url })
    .from(cited)
    .innerJoin(hosts, eq(cited.hostId, hosts.id))
    .leftJoin(evidencePages, and(eq(evidencePages.hostId, cited.hostId), eq(evidencePages.url, cited.url)))
    .where(
      and(
        inArray(hosts.state, ['published', 'silent']),
        // One that was looked at in the future was so by a clock that was ahead.
        or(isNull(evidencePages.nextAt), lte(evidencePages.nextAt, now), gt(evidencePages.checkedAt, now)),
      ),
    )
    .orderBy(sql`${evidencePages.nextAt} nulls first`, asc(cited.hostId), asc(cited.url))
    .limit(limit);
}

export async function findPage(db: Database, hostId: string, url: string): Promise<EvidencePageRow | undefined> {
  return (
    await db
      .select()
      .from(evidencePages)
      .where(and(eq(evidencePages.hostId, hostId), eq(evidencePages.url, url)))
  )[0];
}

export async function putPage(db: Database, row: EvidencePageRow): Promise<void> {
  const { hostId: _host, url: _url, ...rest } = row;
  await db
    .insert(evidencePages)
    .values(row)
    .onConflictDoUpdate({ target: [evidencePages.hostId, evidencePages.url], set: rest });
}

/** Whether any page answered since an instant; if not, our own network may be down. */
export async function hasAnyAnswered(db: Database, since: Date): Promise<boolean> {
  const [row] = await db
    .select({ url: evidencePages.url })
    .from(evidencePages)
    .where(and(eq(evidencePages.failures, 0), gte(evidencePages.checkedAt, since)))
    .limit(1);
  return row !== undefined;
}

/** Removes the pages that nobody cites any more. */
export async function removeUncited(db: Database): Promise<void> {
  const citedBy = (table: typeof claims | typeof commitments) =>
    db
      .select({ one: sql`1` })
      .from(table)
      .where(and(eq(table.hostId, evidencePages.hostId), eq(table.evidenceUrl, evidencePages.url)));
  const promised = db
    .select({ one: sql`1` })
    .from(commitments)
    .where(
      and(
        eq(commitments.hostId, evidencePages.hostId),
        inArray(commitments.kind, MEASURED_ADDRESSES),
        eq(promisedAddress, evidencePages.url),
      ),
    );
  await db
    .delete(evidencePages)
    .where(and(notExists(citedBy(claims)), notExists(citedBy(commitments)), notExists(promised)));
}

const LIMITS: FetchLimits = { milliseconds: 15_000, bytes: 3_000_000, redirects: 'any', httpsOnly: false };
/** Pages in one run, and at the same time; a site never gets two requests at once. */
const AT_A_RUN = 40;
const AT_A_TIME = 4;

/** How many pages were checked, and whether more are due. */
export interface LookedAt {
  looked: number;
  more: boolean;
}

/**
 * Checks the pages of evidence that are due, and records the results. When no page answers, and none did for a day, our
 * own network is probably down, and no failure is recorded.
 */
export async function lookAtPages(context: Omit<Context, 'caller'>, outgoing: Outgoing): Promise<LookedAt> {
  const { db, clock } = context;
  const due = await listDuePages(db, clock(), AT_A_RUN + 1);
  const pages = due.slice(0, AT_A_RUN);
  const answers = await askInTurn(pages, async (url) => readPage(await outgoing.get(url, LIMITS)));
  const isOnline = answers.some(({ seen }) => isFound(seen)) || (await hasAnyAnswered(db, instantAfter(clock(), -1)));
  for (const { page, seen } of answers) if (isOnline || isFound(seen)) await notePage(context, page, seen);
  await removeUncited(db);
  return { looked: isOnline ? answers.length : 0, more: isOnline && due.length > pages.length };
}

type Page = { hostId: string; url: string };

async function askInTurn(pages: readonly Page[], ask: (url: string) => Promise<PageSeen>) {
  const bySite = new Map<string, Page[]>();
  for (const page of pages) {
    const site = webAddress(page.url)?.host ?? '';
    bySite.set(site, [...(bySite.get(site) ?? []), page]);
  }
  const sites = [...bySite.values()];
  const answers: { page: Page; seen: PageSeen }[] = [];
  const worker = async (): Promise<void> => {
    for (let site = sites.shift(); site; site = sites.shift())
      for (const page of site) answers.push({ page, seen: await ask(page.url) });
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return answers;
}

async function notePage(context: Omit<Context, 'caller'>, page: Page, seen: PageSeen): Promise<void> {
  const caller = { role: 'check', label: 'evidence', tokenId: null } as const;
  const now = context.clock();
  await inTransaction(context.db, async (db) => {
    // The host may have been removed meanwhile.
    const host = await lockHost(db, page.hostId);
    if (!host) return;
    const before = await loadHost(db, { ...context, caller }, host.id);
    await putPage(db, pageAfterCheck(await findPage(db, page.hostId, page.url), page, seen, now, parisDay(now)));
    await settleHost(db, { ...context, caller }, before);
  });
}
