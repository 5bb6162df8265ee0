import { type Teller, tellHistory } from '../history/entries.ts';
import type { Change } from '../record/changes.ts';
import type { ChangedSince } from './schema.ts';

/**
 * What happened to a host since it was recommended, in the words of its history; changes that nobody cares about are
 * left out. @param changes oldest first; the first one made the host what it was when it was recommended
 */
export function tellSince(slug: string, changes: readonly Change[], teller: Teller): ChangedSince[] {
  const told = tellHistory(changes, teller).items.reverse();
  return told
    .slice(1)
    .flatMap(({ revision, at, sentences }) =>
      sentences.length === 0 ? [] : [{ host: slug, revision, at, text: sentences.map(({ text }) => text).join(' ') }],
    );
}
