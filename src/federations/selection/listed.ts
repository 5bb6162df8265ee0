import { type Static, Type } from 'typebox';
import { Choice, type Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { listOf } from '../../http/pagination.ts';
import { namedObject, shortText } from '../../vocabulary/shapes.ts';
import { HOST_STATES } from '../../vocabulary/terms.ts';
import { isGone } from '../recommendable.ts';

/** A selected host, with its present state. */
export const ListedChoice = namedObject('ListedChoice', {
  ...Choice.properties,
  name: shortText(),
  state: Type.Enum(HOST_STATES, { type: 'string' }),
  proposed: Type.Boolean({
    description: 'false: suspended, closed or about to close, or all its services are: no match takes it',
  }),
  overdue: Type.Boolean({ description: 'The day of its review has passed' }),
});
export type ListedChoice = Static<typeof ListedChoice>;

export const SelectionList = listOf(ListedChoice, 'SelectionList');

/** The hosts by slug, as on a given day. */
interface Listed {
  bySlug: ReadonlyMap<string, Host>;
  day: string;
}

/** The federation's own list, with the present state of each host. */
export const listedSelection = ({ bySlug, day }: Listed, { selection = [] }: Federation): ListedChoice[] =>
  selection.flatMap((choice) => {
    const host = bySlug.get(choice.host);
    if (!host) return [];
    const { name, state } = host;
    return [{ ...choice, name, state, proposed: !isGone(host), overdue: choice.reviewBy < day }];
  });

/**
 * One host of the federation's own list.
 * @throws CatalogueError choice-not-found
 */
export function listedChoice(hosts: Listed, federation: Federation, slug: string | undefined): ListedChoice {
  const found = listedSelection(hosts, federation).find(({ host }) => host === slug);
  if (found) return found;
  throw choiceNotFound();
}

export const choiceNotFound = () =>
  new CatalogueError('choice-not-found', {
    fr: 'Cet hébergeur n’est pas dans la liste de cette fédération.',
    en: 'This host is not in the list of this federation.',
  });
