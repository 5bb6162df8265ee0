import { List } from '../../../pages/frame/lists.tsx';
import { useWords } from '../../../pages/frame/page.ts';
import type { SignedIn } from '../../desk.tsx';
import { TapLink } from '../../desk-page.tsx';
import { SERVICES } from '../../words/services.ts';

/** Where the rest of a service or of a plan is said: below the page of its first facts. */
export function More<P extends string>({
  of: { request },
  parts,
  words,
}: {
  of: SignedIn;
  parts: readonly P[];
  words: Readonly<Record<P, string>>;
}) {
  const at = request.url.split('?', 1)[0]!;
  return (
    <section class="prose">
      <h2>{useWords(SERVICES).more}</h2>
      <List of={parts}>{(part) => <TapLink to={`${at}/${part}`} name={words[part]} />}</List>
    </section>
  );
}
