import type { Federation } from '../documents/federation.ts';
import type { Fault } from '../ground/errors.ts';
import { fault } from '../ground/errors.ts';
import type { Need } from '../matching/schema.ts';

/** A need as a federation has it matched: under its own policy, whether the need says so or not. */
export function needOfFederation(
  need: Need,
  { slug, name }: Pick<Federation, 'slug' | 'name'>,
  pointer: string,
  faultsOf: (need: Need) => readonly Fault[],
): { need: Need; faults: Fault[] } {
  if (need.federation !== undefined && need.federation !== slug)
    return {
      need,
      faults: [
        fault(`${pointer}/federation`, 'another-federation', {
          fr: `Ce besoin nomme une autre fédération que ${name}. Retirez « federation ».`,
          en: `This need names another federation than ${name}. Leave “federation” out.`,
        }),
      ],
    };
  const own = { ...need, federation: slug };
  return { need: own, faults: faultsOf(own).map((one) => ({ ...one, pointer: `${pointer}${one.pointer}` })) };
}
