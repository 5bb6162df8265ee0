import type { Text } from '../../vocabulary/shapes.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { curved, typeset } from '../words/typeset.ts';
import { usePage } from './page.ts';

/** A sentence that may be of another language than the page: then it says so, for voices that read aloud. */
export function Sentence({ text, lang }: { text: string; lang?: Language | undefined }) {
  const { language } = usePage();
  const own = lang ?? language;
  // Sentences of the engine are made with spaces at which a line may break.
  const told = own === 'fr' ? typeset(text) : text;
  return own === language ? told : <span lang={own}>{told}</span>;
}

/** What somebody wrote in one language or in both: in the reader's, else in the other. */
export function Written({ text }: { text: Text }) {
  const { language } = usePage();
  const found =
    text[language] === undefined ? (['fr', 'en'] as const).find((one) => text[one] !== undefined) : language;
  return found ? <Sentence text={curved(text[found] ?? '')} lang={found} /> : null;
}
