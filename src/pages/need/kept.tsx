import type { Federation } from '../../documents/federation.ts';
import { Outside } from '../frame/link.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { NEED } from '../words/need.ts';
import { curved } from '../words/typeset.ts';
import type { Whose } from './whose.ts';

/** In whose name a page speaks, of which day it is, and which hosts it proposes. */
export function Kept({ federation, whose, day }: { federation: Federation; whose: Whose; day: string }) {
  const words = useWords(NEED);
  const { say } = usePage();
  return (
    <p>
      {federation.website ? (
        <Outside to={federation.website}>{words.kept(curved(federation.name))}</Outside>
      ) : (
        words.kept(curved(federation.name))
      )}
      , {words.updated(say.date(day))}. {words.whose[whose]}
    </p>
  );
}
