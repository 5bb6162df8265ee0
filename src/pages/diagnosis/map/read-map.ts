import { mapFaults, ToolMap } from '../../../diagnosis/schema.ts';
import type { Fault } from '../../../ground/errors.ts';
import { shapeFaults } from '../../../requests/shape.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import type { Language } from '../../../vocabulary/terms.ts';
import { READ_MAP, type UnreadPart } from '../../words/tool-map.ts';

/** Letters of a map. One with every tool and every answer has some forty thousand, twice as many in lines. */
const LONGEST_MAP = 150_000;
/** Bytes; a letter has four at most. */
export const LONGEST_FILE = 4 * LONGEST_MAP;
const MOST_PARTS = 3;

/** Why a text is not taken for a map. */
export interface NoMap {
  why: 'nothing-sent' | 'too-long' | 'not-a-map' | 'nothing-in' | 'faults';
  /** What is wrong in a map, as programs are told too. */
  faults: readonly Fault[];
}

type ReadMap = { map: ToolMap } | { refused: NoMap };

const refused = (why: NoMap['why'], faults: readonly Fault[] = []): ReadMap => ({ refused: { why, faults } });

/**
 * The map in a text: the JSON that `POST /v1/diagnoses` takes, kept by somebody or made by a program.
 * @param text undefined: too long, or cut
 */
export function readMap(text: string | undefined, reference: Reference): ReadMap {
  if (text === undefined || text.length > LONGEST_MAP) return refused('too-long');
  const bare = text.replace(/^\uFEFF/, '').trim();
  if (bare === '') return refused('nothing-sent');
  let value: unknown;
  try {
    value = JSON.parse(bare);
  } catch {
    return refused('not-a-map');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused('not-a-map');
  const names = Object.keys(value);
  if (names.length > 0 && !names.some((name) => Object.hasOwn(ToolMap.properties, name))) return refused('not-a-map');
  const shape = shapeFaults(ToolMap, value);
  if (shape.length > 0) return refused('faults', shape);
  const faults = mapFaults(value as ToolMap, reference);
  return faults.length > 0 ? refused('faults', faults) : { map: value as ToolMap };
}

/** Whether there is something to look at. */
export const saysSomething = ({ currentTools, needs }: ToolMap): boolean =>
  (currentTools?.length ?? 0) + (needs?.length ?? 0) > 0;

/** A map that names a tool or a need. */
export function readFilledMap(text: string | undefined, reference: Reference): ReadMap {
  const read = readMap(text, reference);
  return 'map' in read && !saysSomething(read.map) ? refused('nothing-in') : read;
}

/** The part of a map that a fault is in, as people count them. */
function partOf({ pointer }: Fault): UnreadPart {
  const [, list, place] = pointer.split('/');
  const of = list === 'currentTools' ? 'tool' : list === 'needs' ? 'need' : 'association';
  return { of, place: Number(place) + 1 };
}

/** Why a text is no map, and what to do, for people; the first parts that cannot be read. */
export function sayNoMap({ why, faults }: NoMap, language: Language): string {
  const words = READ_MAP[language];
  if (why !== 'faults') return words[why];
  const parts = [...new Map(faults.map((fault) => [JSON.stringify(partOf(fault)), partOf(fault)])).values()];
  return words.faults(parts.slice(0, MOST_PARTS), Math.max(0, parts.length - MOST_PARTS));
}

/** The map as the file that comes back. */
export const mapFile = (map: ToolMap): string => `${JSON.stringify(map, null, 2)}\n`;
