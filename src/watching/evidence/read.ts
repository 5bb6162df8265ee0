import type { Fetched } from '../../outgoing/fetch.ts';
import type { Context } from '../../record/context.ts';
import { readHostRows } from '../../record/read-host-rows.ts';
import { type PageSeen, readPage } from '../../record/statement-facts.ts';
import { citing } from './needles.ts';
import { passageOf } from './passage.ts';
import type { Read } from './store.ts';

/** A page given as evidence, and the passages that concern the statements citing it. */
export interface EvidenceSeen {
  url: string;
  page: PageSeen;
  passages: readonly Read[];
}

/** Evaluates a page that a host gives as evidence. This may take long: do not hold row locks meanwhile. */
export async function readEvidence(
  { db, reference }: Pick<Context, 'db' | 'reference'>,
  { hostId, url }: { hostId: string; url: string },
  answer: Fetched,
): Promise<EvidenceSeen> {
  const { words, ...page } = readPage(answer);
  const { digest } = page;
  const [rows] = digest === null ? [] : await readHostRows(db, [hostId]);
  if (digest === null || !rows) return { url, page, passages: [] };
  const passages = citing(rows, url, reference).map(({ subject, ...needle }) => {
    const passage = words === undefined ? null : passageOf(words, needle);
    return { hostId, subject, url, digest, passage };
  });
  return { url, page, passages };
}
