import type { Federation } from '../../federations/schema.ts';
import { Outside } from '../frame/link.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { NEED } from '../words/need.ts';

/** In whose name an embedded page speaks, and of which day it is. */
export function Kept({ federation, day }: { federation: Federation; day: string }) {
  const words = useWords(NEED);
  const { say } = usePage();
  return (
    <p>
      {federation.website ? (
        <Outside to={federation.website}>{words.kept(federation.name)}</Outside>
      ) : (
        words.kept(federation.name)
      )}
      , {words.updated(say.date(day))}.
    </p>
  );
}
