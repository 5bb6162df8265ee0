import type { Text } from '../../vocabulary/shapes.ts';
import { usePage } from '../frame/page.ts';
import { WrittenText } from '../frame/parts.tsx';

/** Letters that are read without having been asked for: about four lines of a telephone. */
const MOST = 170;

/** Whether a text is short enough to stand open. */
export function useIsShort(text: Text, most = MOST): boolean {
  const { language } = usePage();
  return (text[language] ?? text.fr ?? text.en ?? '').length <= most;
}

/** What somebody wrote; a long text is behind the line that says what it is. */
export function LongText({ text, title }: { text: Text; title: string }) {
  const written = (
    <p class="small">
      <WrittenText text={text} />
    </p>
  );
  if (useIsShort(text)) return written;
  return (
    <details>
      <summary>{title}</summary>
      {written}
    </details>
  );
}
