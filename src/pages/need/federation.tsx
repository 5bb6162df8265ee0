import type { Federation } from '../../documents/federation.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { Need } from '../../matching/schema.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Outside } from '../frame/parts.tsx';
import { NEED } from '../words/need.ts';
import { curved } from '../words/typeset.ts';

/** Which hosts the page of a federation proposes: its members, its own list, or everybody, with only its rules. */
export const WHOSE = ['members', 'selection', 'everybody'] as const;
export type Whose = (typeof WHOSE)[number];

export const isWhose = (value: unknown): value is Whose => WHOSE.some((one) => one === value);

/** What an address asks for; without a federation there is nobody's list to keep to. @throws CatalogueError invalid-request */
export function readWhose(asked: unknown, hasFederation: boolean): Whose {
  if (asked === undefined || asked === '') return 'everybody';
  if (isWhose(asked) && (hasFederation || asked === 'everybody')) return asked;
  throw new CatalogueError('invalid-request', {
    fr: 'Le réglage onlyFrom vaut members, selection ou everybody, et va avec federation.',
    en: 'The setting onlyFrom is members, selection or everybody, and goes with federation.',
  });
}

/** The same as a need says it. */
export const onlyFromOf = (whose: Whose): Pick<Need, 'onlyFrom'> => (whose === 'everybody' ? {} : { onlyFrom: whose });

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
