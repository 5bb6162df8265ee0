import { setImmediate } from 'node:timers/promises';
import type { Model } from '../../../catalogue/model.ts';
import type { Diagnose } from '../../../diagnosis/diagnose.ts';
import type { ToolMap } from '../../../diagnosis/schema.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import type { Brought } from '../../../workshops/workshop.ts';
import { WORKSHOP } from '../../words/workshop.ts';
import { readFilledMap, sayNoMap } from '../map/read-map.ts';
import type { SentForm } from '../map/sent-form.ts';

export const MOST_MAPS = 30;
/** With files that are no map; the rest is not looked at. */
const MOST_READ = 2 * MOST_MAPS;

/** A map of the room, as it goes on to the next page of the same room. */
export interface RoomMap extends Brought {
  map: ToolMap;
}

/** What was brought along: the maps, and the files that could not be read, by name, with why. */
export interface Room {
  maps: RoomMap[];
  refused: { name: string; why: string }[];
  isCut: boolean;
}

const withoutEnding = (name: string): string => name.replace(/\.json$/i, '').trim() || name;

/** A label that no other map of the room has. */
function labelFor(name: string, taken: ReadonlySet<string>): string {
  const label = withoutEnding(name) || '?';
  for (let number = 1; ; number++) {
    const one = number === 1 ? label : `${label} (${number})`;
    if (!taken.has(one)) return one;
  }
}

/** Reads files, or the maps that a page of the room carries on as pairs of `label` and `map`. */
export async function roomOf({ fields, files, isCut }: SentForm, { diagnose, model, say }: Reading): Promise<Room> {
  const maps = fields.getAll('map');
  const carried = fields.getAll('label').map((name, at) => ({ name, text: maps[at] ?? '' }));
  const sent = [...files, ...carried];
  const words = WORKSHOP[say.language];
  const room: Room = { maps: [], refused: [], isCut: isCut || sent.length > MOST_READ };
  const seen = new Set<string>();
  const taken = new Set<string>();
  for (const { name, text } of sent.slice(0, MOST_READ)) {
    // Thirty maps with every tool take most of a second: other requests do not wait for all of them.
    await setImmediate();
    const read = readFilledMap(text, model.reference);
    const why = 'refused' in read ? sayNoMap(read.refused, say.language) : whyNot(read.map, room, seen, words);
    if ('refused' in read || why !== undefined) {
      room.refused.push({ name, why: why! });
      continue;
    }
    const label = labelFor(name, taken);
    taken.add(label);
    seen.add(JSON.stringify(read.map));
    room.maps.push({ label, map: read.map, diagnosis: diagnose(read.map, model, say) });
  }
  return room;
}

interface Reading {
  diagnose: Diagnose;
  model: Model;
  say: Speaker;
}

/** Why a map does not join the room. */
function whyNot(
  map: ToolMap,
  { maps }: Room,
  seen: ReadonlySet<string>,
  words: (typeof WORKSHOP)['fr'],
): string | undefined {
  if (maps.length >= MOST_MAPS) return words.tooMany(MOST_MAPS);
  return seen.has(JSON.stringify(map)) ? words.same : undefined;
}
