import { findHost, type Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { isGone } from '../../recommendations/recommendable.ts';
import type { ListedChoice } from './schema.ts';

/** The federation's own list with what became of each host. */
export const listedSelection = ({ bySlug, day }: Model, { selection = [] }: Federation): ListedChoice[] =>
  selection.flatMap((choice) => {
    const host = bySlug.get(choice.host);
    if (!host) return [];
    const { name, state } = host;
    return [{ ...choice, name, state, proposed: !isGone(host), overdue: choice.reviewBy < day }];
  });

/** One host of that list, by slug or id. @throws CatalogueError choice-not-found */
export function listedChoice(model: Model, federation: Federation, ref: string): ListedChoice {
  const slug = findHost(model, ref)?.slug;
  const found = listedSelection(model, federation).find(({ host }) => host === slug);
  if (found) return found;
  throw choiceNotFound();
}

export const choiceNotFound = () =>
  new CatalogueError('choice-not-found', {
    fr: 'Cet hébergeur n’est pas dans la liste de cette fédération.',
    en: 'This host is not in the list of this federation.',
  });
