import type { Change } from '../../feed/changes.ts';
import { tellHistory } from '../../history/entries.ts';
import type { Host } from '../../hosts/schema.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { ChangedSince } from './schema.ts';
import { SINCE } from './words.ts';

/** Whoever takes over, when a change is the first to name them. */
function successor(before: Host | null, after: Host | null, nameOf: (slug: string) => string, say: Speaker): string[] {
  const [old, now] = [before?.closing?.successor?.host, after?.closing?.successor?.host];
  return now && now !== old ? [SINCE.successor[say.language]({ name: nameOf(now) })] : [];
}

/**
 * What happened to a host since it was recommended, in the words of its history; changes that nobody cares about are
 * left out. @param changes oldest first; the first one made the host what it was when it was recommended
 */
export function tellSince(
  slug: string,
  changes: readonly Change[],
  { reference, say, nameOf }: { reference: Reference; say: Speaker; nameOf: (slug: string) => string },
): ChangedSince[] {
  const told = tellHistory(changes, reference, say).items.reverse();
  return told.slice(1).flatMap(({ revision, at, sentences }, index) => {
    const [before, after] = [changes[index], changes[index + 1]].map((one) => (one?.document ?? null) as Host | null);
    const texts = [...sentences.map(({ text }) => text), ...successor(before!, after!, nameOf, say)];
    return texts.length === 0 ? [] : [{ host: slug, revision, at, text: texts.join(' ') }];
  });
}
