import { indexTextsInSteps, type SearchedTexts } from '../../src/catalogue/texts/indexed-texts.ts';
import { createTextSearch } from '../../src/catalogue/texts/text-search.ts';
import { wordsWith } from '../../src/catalogue/texts/words.ts';
import { runAtOnce } from '../../src/ground/slices.ts';

/** A search in some texts: the places of those that are found, the best first; undefined for a query without words. */
export function searchIn(entries: readonly SearchedTexts[], synonyms: readonly (readonly string[])[]) {
  const words = wordsWith(synonyms);
  const index = runAtOnce(indexTextsInSteps(entries, (texts) => [texts], words));
  const { search } = createTextSearch([index], [0], words);
  return (typed: string): number[] | undefined => {
    const found = search(typed);
    return (
      found &&
      [...found.places.keys()].sort((a, b) => found.scores[b]! - found.scores[a]!).map((at) => found.places[at]!)
    );
  };
}
