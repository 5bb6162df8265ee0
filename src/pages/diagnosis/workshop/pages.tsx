import type { FastifyInstance } from 'fastify';
import type { Bercail } from '../../../bercail.ts';
import { CSV_TYPE } from '../../../spreadsheets/csv.ts';
import { alikeIn, poolFileOf, summaryOf, workshopOf } from '../../../workshops/workshop.ts';
import { FileLine, withFault } from '../../frame/fields.tsx';
import { Layout, Roof } from '../../frame/layout.tsx';
import { useWords } from '../../frame/page.ts';
import { pageOf, publicPage } from '../../frame/pages.ts';
import { Go, Tap } from '../../frame/parts.tsx';
import { WORKSHOP } from '../../words/workshop.ts';
import { BLANK_PATH, MAP_FILES, WORKSHOP_PATH } from '../map/map-page.tsx';
import { type FormAnswer, postedPage, takeSentForms } from '../map/sent-form.ts';
import { MOST_MAPS, type Room, roomOf } from './brought.ts';
import { Refused, RoomPage } from './room-page.tsx';
import { summarySheet } from './summary.tsx';

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
export function workshopPages(app: FastifyInstance, bercail: Bercail): void {
  const { diagnose, policy, reference, publicUrl } = bercail;
  takeSentForms(app, MOST_SENT);

  publicPage(app, WORKSHOP_PATH, { dependsOn: 'build', headers: 'page' }, (request) => [
    pageOf(request, reference, publicUrl),
    <OpenRoom key="open" />,
  ]);

  postedPage(app, WORKSHOP_PATH, bercail, async (sent, page, model): Promise<FormAnswer> => {
    const { say, language } = page;
    const words = WORKSHOP[language];
    const room = await roomOf(sent, { diagnose, model, say });
    if (room.maps.length === 0) return { view: <OpenRoom room={room} />, status: 422 };
    const workshop = workshopOf(room.maps, { policy, reference: model.reference });
    const groups = alikeIn(room.maps);
    const different = groups.map(([first]) => first!);
    const summary = summaryOf(workshopOf(different, { policy, reference: model.reference }));
    const alike = groups.filter(({ length }) => length > 1).map((group) => group.map(({ label }) => label));
    const pool = poolFileOf(room.maps, workshop, words.poolTitle);
    const go = sent.fields.get('go');
    if (go === 'csv' && summary)
      return {
        file: { name: words.csvName, type: `${CSV_TYPE}; charset=utf-8`, body: summarySheet(summary, say) },
      };
    if (go === 'pool' && pool.draft)
      return {
        file: {
          name: words.poolName,
          type: 'application/json; charset=utf-8',
          body: `${JSON.stringify(pool.draft, null, 2)}\n`,
        },
      };
    return { view: <RoomPage room={room} workshop={workshop} pool={pool} summary={summary} alike={alike} /> };
  });
}
