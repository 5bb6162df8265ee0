import type { ErrorObject } from 'ajv';
import type { Fault, FaultCode, Sentence } from '../ground/errors.ts';
import { pointerPart } from '../ground/pointers.ts';
import { nearestName, nearestTo } from '../ground/texts.ts';
import { suggestion } from './meaning.ts';
import { bilingual, expectedBound, expectedFormat, expectedPattern, expectedStep, OTHERWISE } from './shape-words.ts';

/*
 * Turns validation errors into faults with sentences: one fault per place. When a value matches none of several allowed
 * shapes, only the most precise error is kept.
 */

const MOST = 50;
/** How many errors are examined: a body of a few kilobytes of nonsense produces hundreds of thousands. */
const LOOKED_AT = 1000;

const TYPES: Record<string, [fr: string, en: string]> = {
  string: ['un texte', 'a text'],
  number: ['un nombre', 'a number'],
  integer: ['un nombre entier', 'a whole number'],
  boolean: ['true ou false', 'true or false'],
  array: ['une liste', 'a list'],
  object: ['un objet', 'an object'],
  null: ['null', 'null'],
};

/** Whether a schema is `Text`: a text by language. */
const isText = (schema: ErrorObject['parentSchema']): boolean =>
  schema?.$ref === 'Text#' ||
  Object.keys(schema?.properties ?? {})
    .sort()
    .join() === 'en,fr';

interface ShapeFault {
  code: FaultCode;
  message: Sentence;
  /** What was most likely meant. */
  suggestion?: string;
  /** Last part of the pointer, when the fault concerns a property name and not a value. */
  name?: string;
}

const OTHER_SHAPE: ShapeFault = { code: 'wrong-shape', message: OTHERWISE };

/** A message that ends with what was most likely meant, if there is a guess. */
function suggesting(meant: string | undefined, fr: string, en: string): Pick<ShapeFault, 'message' | 'suggestion'> {
  const guess = suggestion(meant);
  return { message: bilingual(fr + guess.fr, en + guess.en), ...(meant !== undefined && { suggestion: meant }) };
}

function shapeFaultOf({ keyword, params, data, parentSchema }: ErrorObject, inQuery: boolean): ShapeFault {
  switch (keyword) {
    case 'required':
      return {
        code: 'missing',
        name: params.missingProperty,
        message: bilingual('Ce champ est obligatoire.', 'This field is required.'),
      };
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = params.additionalProperty ?? params.unevaluatedProperty;
      const meant = nearestName(name, Object.keys(parentSchema?.properties ?? {}));
      return inQuery
        ? { code: 'unknown-parameter', name, ...suggesting(meant, 'Paramètre inconnu.', 'Unknown parameter.') }
        : { code: 'unknown-field', name, ...suggesting(meant, 'Champ inconnu.', 'Unknown field.') };
    }
    case 'type': {
      if (inQuery && Array.isArray(data))
        return {
          code: 'repeated-parameter',
          message: bilingual('Ce paramètre ne se donne qu’une fois.', 'This parameter can be given only once.'),
        };
      if (isText(parentSchema))
        return {
          code: 'wrong-type',
          message: bilingual('Écrivez le texte par langue : {"fr": "…"}', 'Write the text by language: {"en": "…"}'),
        };
      const types = [params.type].flat().map((type: string) => TYPES[type] ?? [type, type]);
      return {
        code: 'wrong-type',
        message: bilingual(
          `Il faut ${types.map(([fr]) => fr).join(' ou ')}.`,
          `Expected ${types.map(([, en]) => en).join(' or ')}.`,
        ),
      };
    }
    case 'enum':
    case 'const': {
      const allowed: unknown[] = params.allowedValues ?? [params.allowedValue];
      const list = `${allowed.slice(0, 15).map(String).join(', ')}${allowed.length > 15 ? ', …' : ''}`;
      const texts = allowed.filter((one) => typeof one === 'string');
      const meant = typeof data === 'string' ? nearestTo(data.toLowerCase(), texts) : undefined;
      return {
        code: 'unknown-value',
        ...suggesting(
          meant,
          `Valeur inconnue. Valeurs possibles : ${list}.`,
          `Unknown value. Possible values: ${list}.`,
        ),
      };
    }
    case 'format':
      return {
        code: 'wrong-format',
        message: expectedFormat(params.format),
      };
    case 'pattern':
      return {
        code: 'wrong-format',
        message: expectedPattern(params.pattern),
      };
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return {
        code: 'out-of-range',
        message: expectedBound(params.comparison, params.limit),
      };
    case 'minLength':
      return {
        code: 'too-short',
        message: bilingual(
          `Nombre de caractères au moins : ${params.limit}.`,
          `Characters, at least: ${params.limit}.`,
        ),
      };
    case 'maxLength':
      return {
        code: 'too-long',
        message: bilingual(`Nombre de caractères au plus : ${params.limit}.`, `Characters, at most: ${params.limit}.`),
      };
    case 'minItems':
    case 'minProperties':
      return { code: 'too-few', message: bilingual(`${params.limit} au moins.`, `At least ${params.limit}.`) };
    case 'maxItems':
    case 'maxProperties':
      return { code: 'too-many', message: bilingual(`${params.limit} au plus.`, `At most ${params.limit}.`) };
    case 'uniqueItems':
      return { code: 'duplicate', message: bilingual('Deux éléments sont identiques.', 'Two items are the same.') };
    case 'multipleOf':
      return {
        code: 'too-precise',
        message: expectedStep(params.multipleOf),
      };
    case 'anyOf':
      if (parentSchema?.anyOf?.some(isText))
        return {
          code: 'wrong-shape',
          message: bilingual(
            'Écrivez "none", ou le texte par langue : {"fr": "…"}',
            'Write "none", or the text by language: {"en": "…"}',
          ),
        };
      return OTHER_SHAPE;
    default:
      return OTHER_SHAPE;
  }
}

/**
 * Keeps only the useful errors. A value that fits none of several shapes produces an error for each shape. Errors
 * inside the value say more than "none of them". A failed `const` only shows that another shape was meant, so it says
 * less than other inner errors. A list that is too long gets that error alone.
 */
function withoutNoise(errors: readonly ErrorObject[]): ErrorObject[] {
  const insideOf = ({ instancePath }: ErrorObject) =>
    errors.filter((other) => other.instancePath.startsWith(`${instancePath}/`));
  const noise = new Set<ErrorObject>();
  for (const error of errors) {
    if (error.keyword === 'maxItems') for (const one of insideOf(error)) noise.add(one);
    if (error.keyword !== 'anyOf' && error.keyword !== 'oneOf') continue;
    const inside = insideOf(error);
    if (inside.length > 0) noise.add(error);
    if (inside.some(({ keyword }) => keyword !== 'const'))
      for (const one of inside) if (one.keyword === 'const') noise.add(one);
    for (const other of errors) if (other !== error && other.instancePath === error.instancePath) noise.add(other);
  }
  return errors.filter((error) => !noise.has(error));
}

const PARTS = { body: undefined, querystring: 'query', params: 'path', headers: 'header' } as const;

/** @param part Fastify's name of the part of the request that was validated. */
export function faultsOf(errors: readonly ErrorObject[], part: string | undefined): Fault[] {
  const place = PARTS[(part ?? 'body') as keyof typeof PARTS];
  const faults = new Map<string, Fault>();
  for (const error of withoutNoise(errors.slice(0, LOOKED_AT))) {
    if (faults.size === MOST) break;
    const { name, ...said } = shapeFaultOf(error, place === 'query');
    const pointer = `${error.instancePath}${name === undefined ? '' : `/${pointerPart(name)}`}`;
    const key = `${pointer} ${said.code}`;
    if (!faults.has(key)) faults.set(key, { pointer, ...said, ...(place && { in: place }) });
  }
  return [...faults.values()];
}
