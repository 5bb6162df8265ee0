import Value from 'typebox/value';
import { CatalogueError, type Fault, type Sentence } from '../errors.ts';
import { readPage } from '../http/pagination.ts';
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
    name: 'usage' | 'criterion' | 'commitment' | 'federation' | 'territory',
    exists: (value: string) => boolean,
    message: Sentence,
  ) => {
    for (const [i, value] of (question[name] ?? []).entries())
      if (!exists(value)) faults.push({ in: 'query', pointer: `/${name}/${i}`, code: `unknown-${name}`, message });
  };
  check('usage', (key) => usages.has(key), {
    fr: 'Usage inconnu : voir /v1/usages.',
    en: 'Unknown usage: see /v1/usages.',
  });
  check('criterion', (key) => criteria.has(key), {
    fr: 'Critère inconnu : voir /v1/criteria.',
    en: 'Unknown criterion: see /v1/criteria.',
  });
  check('commitment', (key) => commitmentKinds.has(key), {
    fr: 'Engagement inconnu : voir /v1/commitment-kinds.',
    en: 'Unknown kind of commitment: see /v1/commitment-kinds.',
  });
  check('federation', (slug) => model.federationBySlug.has(slug), {
    fr: 'Fédération inconnue : voir /v1/federations.',
    en: 'Unknown federation: see /v1/federations.',
  });
  check('territory', (key) => territories.find(parseTerritory(key)) !== undefined, {
    fr: 'Territoire inconnu : voir /v1/territories.',
    en: 'Unknown territory: see /v1/territories.',
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
