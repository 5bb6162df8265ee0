import { type TSchema, Type } from 'typebox';
import { namedObject } from '../vocabulary/shapes.ts';
import { SentFault } from './problems.ts';

/** Query parameter of a write that can be tried: it is then checked as ever, and nothing is written. */
export const DryRun = Type.Optional(
  Type.Boolean({
    description:
      'true: tells in `would` what it would do, and writes nothing; where it would be refused, so is this, with the same `errors`',
  }),
);

/** The answer of a trial. */
export interface Trial<T> {
  would: T;
  problems: [];
}

/** The schema of the answer of a trial. */
export const trialOf = <T extends TSchema>(name: string, would: T) =>
  namedObject(name, {
    would,
    problems: Type.Array(SentFault, {
      maxItems: 0,
      description: 'Always empty: what is wrong is answered by 422, at the same places',
    }),
  });

/** What was done, or would be, and which of both. */
export const outcomeOf = <T extends object>(answer: T | Trial<T>): { outcome: T; isTrial: boolean } =>
  'would' in answer ? { outcome: answer.would as T, isTrial: true } : { outcome: answer, isTrial: false };

export const triedAs = <T>(would: T): Trial<T> => ({ would, problems: [] });
