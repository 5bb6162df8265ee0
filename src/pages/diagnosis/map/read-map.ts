import { mapFaults } from '../../../diagnosis/meaning.ts';
import { ToolMap } from '../../../diagnosis/schema.ts';
import { type Fault, inLanguage } from '../../../ground/errors.ts';
import { shapeFaults } from '../../../requests/shape.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import type { Language } from '../../../vocabulary/terms.ts';
import { READ_MAP } from '../../words/tool-map.ts';

/** A map, or why a text is none, for people. */
export type ReadMap = { map: ToolMap } | { why: string };

const MOST_FAULTS = 3;

/** A map as it was kept: the JSON that `POST /v1/diagnoses` takes. */
export function readMap(text: string | undefined, reference: Reference, language: Language): ReadMap {
  const words = READ_MAP[language];
  if (text === undefined) return { why: words.tooLong };
  const bare = text.replace(/^\uFEFF/, '').trim();
  if (bare === '') return { why: words.empty };
  let map: unknown;
  try {
    map = JSON.parse(bare);
  } catch {
    return { why: words.notAMap };
  }
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return { why: words.notAMap };
  const shape = shapeFaults(ToolMap, map);
  if (shape.length > 0) return { why: faultsIn(shape, language) };
  const faults = mapFaults(map as ToolMap, reference);
  if (faults.length > 0) return { why: faultsIn(faults, language) };
  const { currentTools, needs } = map as ToolMap;
  return currentTools?.length || needs?.length ? { map: map as ToolMap } : { why: words.nothingIn };
}

/** The first faults, each with its place. */
const faultsIn = (faults: readonly Fault[], language: Language): string =>
  READ_MAP[language].faults(
    faults
      .slice(0, MOST_FAULTS)
      .map(({ pointer, message }) => ({ at: pointer.replace(/^\//, ''), what: inLanguage(message, language) })),
    Math.max(0, faults.length - MOST_FAULTS),
  );
