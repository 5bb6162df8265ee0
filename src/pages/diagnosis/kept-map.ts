import { mapFaults } from '../../diagnosis/meaning.ts';
import { ToolMap } from '../../diagnosis/schema.ts';
import type { Fault } from '../../ground/errors.ts';
import { shapeFaults } from '../../requests/shape.ts';
import type { Reference } from '../../vocabulary/reference.ts';

/** A map of sixty tools has some forty thousand letters. */
const LONGEST_FILE = 60_000;

/** Why a file is not taken. */
export interface RefusedFile {
  why: 'no-file' | 'too-long' | 'no-map' | 'faults';
  /** What is wrong in a map, as programs are told too. */
  faults: readonly Fault[];
}

/** The map in a file that somebody kept, or that a program made for POST /v1/diagnoses. */
export function keptMap(text: string, reference: Reference): { map: ToolMap } | { refused: RefusedFile } {
  const refused = (why: RefusedFile['why'], faults: readonly Fault[] = []) => ({ refused: { why, faults } });
  if (text.trim() === '') return refused('no-file');
  if (text.length > LONGEST_FILE) return refused('too-long');
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return refused('no-map');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused('no-map');
  if (!Object.keys(value).some((name) => Object.hasOwn(ToolMap.properties, name))) return refused('no-map');
  const faults = shapeFaults(ToolMap, value);
  if (faults.length > 0) return refused('faults', faults);
  const unknown = mapFaults(value as ToolMap, reference);
  return unknown.length > 0 ? refused('faults', unknown) : { map: value as ToolMap };
}

/** The map as the file that comes back. */
export const mapFile = (map: ToolMap): string => `${JSON.stringify(map, null, 2)}\n`;
