import Value from 'typebox/value';
import { CatalogueError, type Fault } from '../ground/errors.ts';
import { readPage } from '../http/pagination.ts';
import type { Model } from './model.ts';
import { type ListQuery, Question } from './schema.ts';
import { VALUE_FILTER, VALUE_FILTER_NAMES } from './search/filters.ts';

const isQuestion = (value: unknown): value is Question => Value.Check(Question, value);

/**
 * The question of a list, from its parameters or from the cursor that carries them.
 * @throws CatalogueError `invalid-cursor`, or `invalid-request` when filters go with a cursor
 */
export const readQuestion = ({ lang: _, ...parameters }: ListQuery): { question: Question; after?: string[] } =>
  readPage(parameters, isQuestion);

/** What is wrong with the values of a question, all at once. @throws CatalogueError meaningless-request */
export function checkMeaning(question: Question, model: Model): void {
  const faults: Fault[] = [];
  for (const name of VALUE_FILTER_NAMES)
    for (const [i, value] of (question[name] ?? []).entries()) {
      const message = VALUE_FILTER[name].mistake?.(value, model);
      if (message) faults.push({ in: 'query', pointer: `/${name}/${i}`, code: `unknown-${name}`, message });
    }
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
