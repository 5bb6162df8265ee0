import { inTransaction } from '../../database/transaction.ts';
import { instantAfter, parisDay } from '../../ground/clock.ts';
import type { Fetched, FetchLimits, Outgoing } from '../../outgoing/fetch.ts';
import type { Context } from '../../record/context.ts';
import { lockHost } from '../../record/hosts.ts';
import { isFound, seen } from '../../record/page.ts';
import { loadHost, settleHost } from '../../record/settle.ts';
import { findPage, hasAnyAnswered, listDuePages, putPage, removeUncited } from './store.ts';

const LIMITS: FetchLimits = { milliseconds: 15_000, bytes: 3_000_000, redirects: 'any', httpsOnly: false };
/** Looked at in one run, and at the same time; one site is never asked twice at once. */
const AT_A_RUN = 40;
const AT_A_TIME = 4;

/** How many pages were looked at, and whether more are due. */
export interface LookedAt {
  looked: number;
  more: boolean;
}

/**
 * Looks at the pages that hosts give as evidence and whose time has come, and takes note of what is there. When nothing
 * answers at all, and nothing did for a day, the fault is probably ours and is held against nobody.
 */
export async function lookAtPages(context: Omit<Context, 'caller'>, outgoing: Outgoing): Promise<LookedAt> {
  const { db, clock } = context;
  const due = await listDuePages(db, clock(), AT_A_RUN + 1);
  const pages = due.slice(0, AT_A_RUN);
  const answers = await askInTurn(pages, (url) => outgoing.get(url, LIMITS));
  const isOnline =
    answers.some(({ answer }) => isFound(answer)) || (await hasAnyAnswered(db, instantAfter(clock(), -1)));
  for (const { page, answer } of answers) if (isOnline || isFound(answer)) await noteAnswer(context, page, answer);
  await removeUncited(db);
  return { looked: isOnline ? answers.length : 0, more: isOnline && due.length > pages.length };
}

type Page = { hostId: string; url: string };

async function askInTurn(pages: readonly Page[], ask: (url: string) => Promise<Fetched>) {
  const bySite = new Map<string, Page[]>();
  for (const page of pages) {
    const site = URL.canParse(page.url) ? new URL(page.url).host : '';
    bySite.set(site, [...(bySite.get(site) ?? []), page]);
  }
  const sites = [...bySite.values()];
  const answers: { page: Page; answer: Fetched }[] = [];
  const worker = async (): Promise<void> => {
    for (let site = sites.shift(); site; site = sites.shift())
      for (const page of site) answers.push({ page, answer: await ask(page.url) });
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return answers;
}

async function noteAnswer(context: Omit<Context, 'caller'>, page: Page, answer: Fetched): Promise<void> {
  const caller = { role: 'check', label: 'evidence', tokenId: null } as const;
  const now = context.clock();
  await inTransaction(context.db, async (db) => {
    // It may have gone while its page was asked.
    const host = await lockHost(db, page.hostId);
    if (!host) return;
    const before = await loadHost(db, { ...context, caller }, host.id);
    await putPage(db, seen(await findPage(db, page.hostId, page.url), page, answer, now, parisDay(now)));
    await settleHost(db, { ...context, caller }, before);
  });
}
