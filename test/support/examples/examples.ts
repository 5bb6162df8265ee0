import type { CommitmentKind } from '../../../src/vocabulary/reference.ts';
import type { Measure } from '../../../src/vocabulary/shapes.ts';
import { reference } from '../matching.ts';

/** Parameters for each code of a room, written by hand: a code without an example does not compile. */
export type Examples<S> = { readonly [C in keyof S]: readonly [S[C], ...S[C][]] };

export const CRITERIA = [...reference.criteria.keys()];
export const COMMITMENTS = [...reference.commitmentKinds.values()];
export const USAGES = [...reference.usages.keys()];
/** Tools with a sign in their name (“Kahoot!”) would be taken for sentences that are badly set. */
export const TOOLS = [...reference.tools.values()].filter(({ name }) => !name.includes('!')).map(({ key }) => key);
export const CREUSE = { level: 'departement', code: '23' } as const;
export const LYON = { level: 'commune', code: '69123' } as const;
export const LONG_NAME =
  'Un très long nom de service que personne ne devrait donner, et qui pourtant tient dans le catalogue';

/** The item of a list whose turn it is: so that two lists are seen beside each other without all their pairs. */
export const turn = <T>(list: readonly T[], at: number): T => list[at % list.length]!;

/** What there is of a list, which is never empty. */
export const all = <T>(list: readonly T[]): readonly [T, ...T[]] => {
  if (list.length === 0) throw new Error('no example');
  return list as unknown as readonly [T, ...T[]];
};

/** Groups of one to so many neighbours of a list: each item begins one, of the size whose turn it is. */
export const groups = <T>(list: readonly T[], most: number): T[][] =>
  list.map((_, at) => Array.from({ length: (at % most) + 1 }, (_none, next) => turn(list, at + next)));

/** Values that a commitment of its kind may have. */
export function measuresOf({ valueType, specialValues }: CommitmentKind): Measure[] {
  const special = specialValues?.map(({ value }) => value) ?? [];
  if (valueType === 'number') return [0, 1, 90, 1500.5, ...special];
  if (valueType === 'boolean') return [true, false];
  if (valueType === 'date') return ['2026-05', '2026-10-01'];
  if (valueType === 'list') return [['ODT', 'CSV'], []];
  return [valueType === 'url' ? 'https://aulnes.example/fermeture' : 'noyer'];
}
