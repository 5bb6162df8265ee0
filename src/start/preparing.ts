import { setTimeout as delay } from 'node:timers/promises';
import type { Bercail } from '../bercail.ts';
import type { Model } from '../catalogue/model.ts';
import { speaker } from '../vocabulary/speaker.ts';

/** How much later a server may begin to answer in order to answer the first ones quickly. */
const LATER_BY_MS = 400;
/** Matches after which code is compiled, and the time that one takes is known: the first takes ten times as long. */
const MATCHES = 10;

/** The usages of most offers, the most frequent first. */
function frequentUsages({ sections }: Pick<Model, 'sections'>): string[] {
  const counts = new Map<string, number>();
  for (const { postings } of sections)
    for (const [usage, { length }] of postings.usage) counts.set(usage, (counts.get(usage) ?? 0) + length);
  return [...counts].sort(([, a], [, b]) => b - a).map(([usage]) => usage);
}

type Preparing = Pick<Bercail, 'catalogue' | 'matcher' | 'reference'>;

/**
 * Makes what first searches for hosts and first matches need, without delaying others, and some matches that nobody asked
 * for: else a crowd that waited for the start would be refused in part, because the first matches of a process are slow,
 * and nobody knows yet how long one takes.
 */
async function prepare({ catalogue, matcher, reference }: Preparing): Promise<void> {
  await catalogue.readTexts('hosts');
  await matcher.prepare(catalogue.current());
  const say = speaker('fr', reference);
  const usages = frequentUsages(catalogue.current()).slice(0, MATCHES);
  for (let made = 0; made < MATCHES && usages.length > 0; made++) {
    const usage = usages[made % usages.length]!;
    await matcher.answerInTurn({ usages: [{ usage }] }, catalogue.current(), say, { everything: false });
  }
}

/**
 * Begins to prepare, and waits for it, but not for long: what a large catalogue takes is done while it is served, and so
 * is what searches for offers need.
 */
export async function beginPreparing(
  bercail: Preparing,
  onFailed: (error: unknown) => void,
  laterByMs = LATER_BY_MS,
): Promise<void> {
  const prepared = prepare(bercail);
  prepared.then(() => bercail.catalogue.readTexts('offers')).catch(onFailed);
  await Promise.race([prepared, delay(laterByMs, undefined, { ref: false })]).catch(() => {});
}
