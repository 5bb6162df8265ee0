import type { Host } from '../documents/host.ts';
import type { Service } from '../documents/service.ts';
import { answerJson } from '../ground/absent.ts';
import { mapInSlices } from '../ground/slices.ts';
import type { LastChange } from '../record/changes.ts';
import { LICENCE } from '../vocabulary/shapes.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { KeptJson } from './kept-json.ts';
import type { Model } from './model.ts';
import type { Offer } from './section.ts';
import { hostWithText, type NameLookup } from './writer.ts';

/* Lists as bytes: each document is serialised once and then copied. */

const COMMA = 0x2c;

const documents = new KeptJson();

/** A document as JSON, kept as long as the document lives and there is room. */
export const jsonOf = (document: object): Buffer => documents.of(document, '', () => answerJson(document));

/** Like `jsonOf`, but keeps nothing: for passes over the whole catalogue. */
export const passingJson = (document: object): Buffer => documents.peek(document) ?? Buffer.from(answerJson(document));

/** An offer of a list as JSON, kept like a part of the document of its host. */
export function offerJson({ host: dated, service }: Offer, say: Speaker, names: NameLookup): Buffer {
  if (!service) return Buffer.from('null');
  const host = hostWithText(dated, say, names);
  return documents.of(host, service.id, () => {
    const { id, slug, name, state, confirmedByHost } = host;
    const answered = host.services.find((one) => one.id === service.id);
    return answerJson({ ...answered, host: { id, slug, name, state, confirmedByHost } });
  });
}

const CLOSING_BRACE = 0x7d;

const endings = new WeakMap<LastChange, Buffer>();
/** The last properties of a list item: its last change. They replace the closing brace of the document's JSON. */
export function endingOf(id: string, { lastChanges }: Pick<Model, 'lastChanges'>): Buffer | undefined {
  const last = lastChanges.get(id);
  if (!last) return undefined;
  const { at, revision } = last;
  const ending = endings.get(last) ?? Buffer.from(`,"updatedAt":"${at.toISOString()}","revision":${revision}}`);
  endings.set(last, ending);
  return ending;
}

/** A serialised document as a list item, with the time of its last change. */
export function itemJson(json: Buffer, id: string, model: Pick<Model, 'lastChanges'>): Buffer {
  const ending = endingOf(id, model);
  return ending && json.at(-1) === CLOSING_BRACE ? Buffer.concat([json.subarray(0, -1), ending]) : json;
}

const OPENING = Buffer.from('{"items":[');

/**
 * `{ "items": […], … }` from serialised items and further properties.
 * @param endingAt the text that replaces the closing brace of an item, if any
 */
export function listJson(
  items: readonly Buffer[],
  rest: object,
  endingAt: (place: number) => Buffer | undefined = () => undefined,
): Buffer {
  const ending = Buffer.from(`],${answerJson(rest).slice(1)}`);
  const endings = items.map((item, i) => (item.at(-1) === CLOSING_BRACE ? endingAt(i) : undefined));
  let length = OPENING.length + ending.length + Math.max(0, items.length - 1);
  for (const [i, item] of items.entries()) length += item.length + (endings[i] ? endings[i].length - 1 : 0);
  const list = Buffer.allocUnsafe(length);
  list.set(OPENING, 0);
  let at = OPENING.length;
  for (const [i, item] of items.entries()) {
    if (i > 0) list[at++] = COMMA;
    list.set(item, at);
    at += item.length;
    const own = endings[i];
    if (!own) continue;
    list.set(own, at - 1);
    at += own.length - 1;
  }
  list.set(ending, at);
  return list;
}

export const madeFrom = ({ epoch, revision, day }: Pick<Model, 'epoch' | 'revision' | 'day'>) => ({
  epoch,
  catalogueRevision: revision,
  asOf: day,
  licence: LICENCE,
});

/** A whole list in one page. */
export const wholeList = async (items: readonly object[], model: Model): Promise<Buffer> =>
  listJson(await mapInSlices(items, jsonOf), { total: items.length, next: null, ...madeFrom(model) });

/** The federations in one page. */
export const federationsPage = (model: Model): Buffer =>
  listJson(
    model.federations.map(jsonOf),
    { total: model.federations.length, next: null, ...madeFrom(model) },
    (place) => endingOf(model.federations[place]!.id, model),
  );

/** The services of a host in one page. */
export const servicesPage = (host: Host, services: readonly Service[], model: Model): Buffer =>
  listJson(services.map(jsonOf), { total: services.length, next: null, ...madeFrom(model) }, () =>
    endingOf(host.id, model),
  );
