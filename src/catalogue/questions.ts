import Value from 'typebox/value';
import { CatalogueError, type Fault } from '../ground/errors.ts';
import { readPage } from '../http/pagination.ts';
import { type List, unknownKey } from '../requests/meaning.ts';
import type { Territory } from '../vocabulary/shapes.ts';
import type { Model } from './model.ts';
import { type ListQuery, Question } from './schema.ts';

const isQuestion = (value: unknown): value is Question => Value.Check(Question, value);

/**
 * The question of a list, from its parameters or from the cursor that carries them.
 * @throws CatalogueError `invalid-cursor`, or `invalid-request` when filters go with a cursor
 */
export const readQuestion = ({ lang: _, ...asked }: ListQuery): { question: Question; after?: string[] } =>
  readPage(asked, isQuestion);

/** Every filter value must name something that exists: a misspelt key must not look like an empty catalogue. */
export function checkMeaning(question: Question, model: Model): void {
  const { territories, usages, criteria, commitmentKinds } = model.reference;
  const faults: Fault[] = [];
  const check = (
    name: 'usage' | 'criterion' | 'commitment' | 'federation',
    of: List,
    known: ReadonlyMap<string, unknown>,
  ) => {
    for (const [i, value] of (question[name] ?? []).entries())
      if (!known.has(value))
        faults.push({
          ...{ in: 'query', pointer: `/${name}/${i}`, code: `unknown-${name}` },
          message: unknownKey(value, known.keys(), of),
        });
  };
  check('usage', 'usage', usages);
  check('criterion', 'criterion', criteria);
  check('commitment', 'commitment-kind', commitmentKinds);
  check('federation', 'federation', model.federationBySlug);
  for (const [i, value] of (question.territory ?? []).entries())
    if (!territories.find(parseTerritory(value)))
      faults.push({
        ...{ in: 'query', pointer: `/territory/${i}`, code: 'unknown-territory' },
        message: { fr: 'Territoire inconnu : voir /v1/territories.', en: 'Unknown territory: see /v1/territories.' },
      });
  for (const name of ['accounts', 'storageGb'] as const)
    if (question[name] !== undefined && question.maxPricePerYear === undefined)
      faults.push({
        in: 'query',
        pointer: `/${name}`,
        code: 'without-max-price',
        message: { fr: 'Ne sert qu’avec maxPricePerYear.', en: 'Only meant with maxPricePerYear.' },
      });
  if (faults.length > 0)
    throw new CatalogueError(
      'meaningless-request',
      { fr: 'Un filtre ne désigne rien de connu.', en: 'A filter names nothing that is known.' },
      { faults },
    );
}

export function parseTerritory(key: string): Territory {
  const [level, code] = key.split(':') as [Territory['level'], string];
  return { level, code };
}
