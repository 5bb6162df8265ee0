import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Bercail } from '../../../bercail.ts';
import type { Model } from '../../../catalogue/model.ts';
import type { Diagnose } from '../../../diagnosis/diagnose.ts';
import type { ToolMap } from '../../../diagnosis/schema.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { alikeIn, type Brought, summaryOf, workshopOf } from '../../../workshops/workshop.ts';
import { FileLine, withFault } from '../../frame/fields.tsx';
import { type FormAnswer, postedPage, type SentForm, takeSentForms } from '../../frame/forms.ts';
import { Layout, Roof } from '../../frame/layout.tsx';
import { useWords } from '../../frame/page.ts';
import { pageOf, publicPage } from '../../frame/pages.ts';
import { Go, Tap } from '../../frame/parts.tsx';
import { WORKSHOP } from '../../words/workshop.ts';
import { BLANK_PATH, MAP_FILES, WORKSHOP_PATH } from '../map/map-page.tsx';
import { LONGEST_FILE, readFilledMap, sayNoMap } from '../map/read-map.ts';
import { Refused, RoomPage } from './room-page.tsx';

/** Takes the maps of a workshop. @param room what was sent before, when nothing of it was a map */
function OpenRoom({ room }: { room?: Room }) {
  const words = useWords(WORKSHOP);
  const fault = room && (room.refused.length > 0 || room.isCut ? words.none : words.noFile);
  return (
    <Layout title={words.title} description={words.lead} roof={<Roof heading={words.heading} lead={words.lead} />}>
      {room && <Refused room={room} />}
      <form method="post" action={WORKSHOP_PATH} enctype="multipart/form-data" class="stack">
        <FileLine
          {...{ filled: withFault('files', fault), name: 'files', multiple: true, accept: MAP_FILES, required: true }}
          label={words.files}
          hint={`${words.hint(MOST_MAPS)} ${words.promise}`}
        />
        <p class="row">
          <Go class="first" text={words.see} />
          <Tap to={BLANK_PATH} text={words.blank} />
        </p>
      </form>
    </Layout>
  );
}

/** Thirty maps with every tool and every answer have a million or so. */
const MOST_SENT = 4_000_000;

/** Several maps at once, for who leads a workshop. A scope of its own: it takes files. */
export function workshopPages(
  app: FastifyInstance,
  bercail: Pick<Bercail, 'catalogue' | 'diagnose' | 'policy' | 'publicUrl' | 'reference'>,
): void {
  const { diagnose, policy, reference, publicUrl } = bercail;
  takeSentForms(app, MOST_SENT, LONGEST_FILE);

  publicPage(app, WORKSHOP_PATH, { dependsOn: 'build', headers: 'page' }, (request) => [
    pageOf(request, reference, publicUrl),
    <OpenRoom key="open" />,
  ]);

  postedPage(app, WORKSHOP_PATH, bercail, async (sent, page, model): Promise<FormAnswer> => {
    const room = await roomOf(sent, { diagnose, model, say: page.say });
    if (room.maps.length === 0) return { view: <OpenRoom room={room} />, status: 422 };
    const workshop = workshopOf(room.maps, { policy, reference: model.reference });
    const groups = alikeIn(room.maps);
    const different = groups.map(([first]) => first!);
    const summary = summaryOf(workshopOf(different, { policy, reference: model.reference }));
    const alike = groups.filter(({ length }) => length > 1).map((group) => group.map(({ label }) => label));
    return { view: <RoomPage room={room} workshop={workshop} summary={summary} alike={alike} /> };
  });
}

const MOST_MAPS = 30;
/** With files that are no map; the rest is not looked at. */
const MOST_READ = 2 * MOST_MAPS;

/** A map of the room, as it goes on to the next page of the same room. */
interface RoomMap extends Brought {
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
async function roomOf({ fields, files, isCut }: SentForm, { diagnose, model, say }: Reading): Promise<Room> {
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
