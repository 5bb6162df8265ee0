import type { Federation } from '../../../documents/federation.ts';
import { capital, curved } from '../../../ground/texts.ts';
import type { Page } from '../../../pages/frame/page.ts';
import type { Pool } from '../../../recommendations/pools/schema.ts';
import { POOLS } from './words.ts';

/** The total of one use, as people say it: accounts, and gigabytes where they are known. */
export function totalOf({ accounts, storageGb, storageGbAtLeast }: Pool['totals'][number], page: Page): string {
  const { say, language } = page;
  const words = POOLS[language];
  const room =
    storageGb !== null
      ? say.gigabytes(storageGb)
      : storageGbAtLeast !== null && words.atLeast(say.gigabytes(storageGbAtLeast));
  return [words.people(say.number(accounts)), room].filter(Boolean).join(', ');
}

/** A message that asks a host for a price for the group, as plain text; it names no member. */
export function groupMessage(pool: Pool, host: Pool['hosts'][number], federation: Federation, page: Page): string {
  const { say, language } = page;
  const words = POOLS[language];
  const name = curved(federation.name);
  const needed = pool.totals.map((total) => `- ${capital(say.usage(total.usage))} : ${totalOf(total, page)}`);
  const { territory } = pool.need;
  return [
    words.mailHello,
    words.mailWho(name, pool.each.length, territory ? ` (${say.territory(territory)})` : ''),
    [words.mailNeed, ...needed].join('\n'),
    ...(host.perYear === null ? [] : [words.mailPrice(say.euros(host.perYear))]),
    [words.mailAsk, ...words.mailQuestions.map((question, at) => `${at + 1}. ${question}`)].join('\n'),
    `${words.mailBye}\n${name}\n${federation.website}`,
  ]
    .join('\n\n')
    .replaceAll('\u00a0', ' ');
}
