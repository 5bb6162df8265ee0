import type { FastifyInstance } from 'fastify';
import type { Bercail } from '../../../bercail.ts';
import type { Model } from '../../../catalogue/model.ts';
import { type FormAnswer, postedPage, type SentForm, takeSentForms } from '../../frame/forms.ts';
import { pageOf, publicPage } from '../../frame/pages.ts';
import { BLANK_PATH, HANDOVER_PATH, MAP_PATH, MapPage, OpenMap } from './map-page.tsx';
import { BlankMap, Handover } from './paper.tsx';
import { LONGEST_FILE, readFilledMap, sayNoMap } from './read-map.ts';

/** A map takes a third more in a form than in a file. */
const MOST_SENT = 1_000_000;

/** What one does with a map: see it, take it away, hand tools over, fill one in by hand. A scope of its own: it takes forms. */
export function mapPages(
  app: FastifyInstance,
  bercail: Pick<Bercail, 'catalogue' | 'diagnose' | 'publicUrl' | 'reference'>,
): void {
  const { catalogue, diagnose, reference, publicUrl } = bercail;
  takeSentForms(app, MOST_SENT, LONGEST_FILE);

  publicPage(app, BLANK_PATH, { dependsOn: catalogue, headers: 'page' }, (request, model) => [
    pageOf(request, model.reference, publicUrl),
    <BlankMap key="blank" reference={reference} />,
  ]);
  publicPage(app, MAP_PATH, { dependsOn: 'build', headers: 'page' }, (request) => [
    pageOf(request, reference, publicUrl),
    <OpenMap key="open" action={MAP_PATH} />,
  ]);

  /** The map that a form holds, or why there is none. */
  const read = ({ fields, files }: SentForm, model: Model) => {
    const typed = fields.get('map');
    const [file] = files;
    return readFilledMap(file && !typed ? file.text : (typed ?? ''), model.reference);
  };

  postedPage(app, MAP_PATH, bercail, (sent, page, model): FormAnswer => {
    const found = read(sent, model);
    if ('refused' in found)
      return { view: <OpenMap action={MAP_PATH} why={sayNoMap(found.refused, page.language)} />, status: 422 };
    return { view: <MapPage map={found.map} diagnosis={diagnose(found.map, model, page.say)} /> };
  });

  postedPage(app, HANDOVER_PATH, bercail, (sent, page, model): FormAnswer => {
    const found = read(sent, model);
    if ('refused' in found)
      return { view: <OpenMap action={HANDOVER_PATH} why={sayNoMap(found.refused, page.language)} />, status: 422 };
    const diagnosis = diagnose(found.map, model, page.say);
    return { view: <Handover map={found.map} diagnosis={diagnosis} reference={model.reference} /> };
  });
}
