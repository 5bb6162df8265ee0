import type { FastifyRequest } from 'fastify';
import { CatalogueError, type Fault } from '../ground/errors.ts';
import { namesOf, pointerPart } from '../ground/pointers.ts';
import { faultsOf } from '../requests/shape-faults.ts';

/*
 * A command tells what a body means only when all of it has the right shape. A body of which a part has not is tried
 * without that part, so that everything that is wrong is told at once.
 */

type Json = Record<string, unknown>;
type Validator = NonNullable<ReturnType<FastifyRequest['getValidationFunction']>>;

/** In place of what is needed and was taken out. */
const STAND_INS = ['…', { fr: '…' }, []] as const;
/** A body with more faults is told by its shape alone. */
const MOST = 20;
/** How often a body is looked at again without what was wrong. */
const MOST_ROUNDS = 6;
/**
 * What a value means by itself: a key or a place that is not known. Any other fault may come from what was taken out, and
 * is told once the shape is right.
 */
const isOfItsValue = ({ code }: Pick<Fault, 'code'>): boolean => code.startsWith('unknown-');

const isUnder = (pointer: string, other: string): boolean => pointer === other || pointer.startsWith(`${other}/`);

/** The value that holds a pointer's last name, and that name; undefined: the body itself, or nothing there. */
function placeOf(body: unknown, pointer: string): { holder: Json; name: string; at: string } | undefined {
  const names = namesOf(pointer);
  let holder = body;
  for (const [depth, name] of names.entries()) {
    if (typeof holder !== 'object' || holder === null) return undefined;
    const inner: unknown = (holder as Json)[name];
    const isLast = depth === names.length - 1;
    // Without one item, those after it would be told at wrong places: the list is taken out as a whole.
    if (isLast || (Array.isArray(inner) && depth === names.length - 2))
      return {
        holder: holder as Json,
        name,
        at: names
          .slice(0, depth + 1)
          .map((one) => `/${pointerPart(one)}`)
          .join(''),
      };
    holder = inner;
  }
  return undefined;
}

/** The part of a body that has the right shape, and what was taken out of it; undefined: there is none. */
function rightPart(validate: Validator, body: unknown, first: readonly Fault[]) {
  const part: unknown = structuredClone(body);
  const taken = new Map<string, number>();
  let rounds = 0;
  for (let faults = first; faults.length > 0; faults = faultsOf((validate.errors ?? []) as never, undefined)) {
    if (++rounds > MOST_ROUNDS) return undefined;
    for (const { pointer } of faults) {
      const place = placeOf(part, pointer);
      if (!place || Array.isArray(place.holder)) return undefined;
      const { holder, name, at } = place;
      const times = taken.get(at) ?? (name in holder ? -1 : 0);
      if (times >= STAND_INS.length || taken.size > MOST) return undefined;
      if (times < 0) delete holder[name];
      else holder[name] = structuredClone(STAND_INS[times]);
      taken.set(at, times + 1);
    }
    if (validate(part)) break;
  }
  return { part, taken: [...taken.keys()] };
}

/**
 * The error of a body of a wrong shape, with what its command would refuse of the rest.
 * @param tries runs the command and writes nothing
 */
export async function withFaultsOfMeaning(
  request: FastifyRequest,
  tries: (request: FastifyRequest) => Promise<unknown>,
): Promise<Error> {
  const error = request.validationError!;
  const validate = request.getValidationFunction('body');
  if (error.validationContext !== 'body' || !validate) return error;
  const faults = faultsOf(error.validation as Parameters<typeof faultsOf>[0], 'body');
  const right = faults.length <= MOST ? rightPart(validate, request.body, faults) : undefined;
  if (!right) return error;
  try {
    await tries(Object.assign(Object.create(request) as FastifyRequest, { body: right.part }));
  } catch (refusal) {
    if (!(refusal instanceof CatalogueError)) throw refusal;
    const more = refusal.faults.filter(
      ({ pointer, in: place, code }) =>
        place === undefined &&
        isOfItsValue({ code }) &&
        !right.taken.some((at) => isUnder(pointer, at) || isUnder(at, pointer)),
    );
    if (more.length > 0)
      return new CatalogueError(
        'invalid-request',
        { fr: 'La demande n’a pas la forme attendue.', en: 'The request does not have the expected shape.' },
        { faults: [...faults, ...more], cause: refusal },
      );
  }
  return error;
}
