import type { Fault } from '../ground/errors.ts';
import { keyFaults } from '../requests/meaning.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { ToolMap } from './schema.ts';

/** All usages of a map that do not exist. Names of tools are free text: an unknown one leads to a question. */
export function mapFaults({ currentTools, needs }: ToolMap, { usages }: Reference): Fault[] {
  return [
    ...(currentTools ?? []).flatMap(({ usages: served }, at) =>
      (served ?? []).flatMap((usage, index) =>
        keyFaults(`/currentTools/${at}/usages/${index}`, 'usage', usage, usages),
      ),
    ),
    ...(needs ?? []).flatMap(({ usage }, at) => keyFaults(`/needs/${at}/usage`, 'usage', usage, usages)),
  ];
}
