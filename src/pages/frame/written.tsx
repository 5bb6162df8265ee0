import type { Text } from '../../vocabulary/shapes.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { curved } from '../words/typeset.ts';
import { usePage } from './page.ts';

/** A sentence that may be of another language than the page: then it says so, for voices that read aloud. */
export function Sentence({ text, lang }: { text: string; lang?: Language | undefined }) {
  const { language } = usePage();
  return lang === undefined || lang === language ? text : <span lang={lang}>{text}</span>;
}

/** What somebody wrote in one language or in both: in the reader's, else in the other. */
export function Written({ text }: { text: Text }) {
  const { language } = usePage();
  const found =
    text[language] === undefined ? (['fr', 'en'] as const).find((one) => text[one] !== undefined) : language;
  return found ? <Sentence text={curved(text[found] ?? '')} lang={found} /> : null;
}
