import { setImmediate } from 'node:timers/promises';
import type { Model } from '../../catalogue/model.ts';
import { hasClosed } from '../../documents/closing.ts';
import type { Federation } from '../../documents/federation.ts';
import { isCurrent } from '../../documents/membership.ts';
import { addDays } from '../../ground/clock.ts';
import { byText } from '../../ground/texts.ts';
import type { Context } from '../../record/context.ts';
import { listTold } from '../../watching/store.ts';
import { DAYS_AHEAD, isDueSoon, isLate, type WaitingList } from '../open-items.ts';
import { closingItems, type DueFinding, type DueSources, FINDERS } from './finders.ts';
import { DUE_KINDS, type DueFact, type DueKind } from './schema.ts';
import { tellDue } from './words.ts';

interface Asking {
  /** false for readers without access to cases: when a case waits reveals its outcome. */
  tellsCases: boolean;
  /** Only items that are late, undated, or due within this number of days. */
  within?: number | undefined;
  /** The start of waiting for undated items; absent: today. */
  undatedSince?: string;
}

async function sourcesOf(db: DueSources['db'], model: Model, federation: Federation): Promise<DueSources> {
  const { bySlug, byId, day } = model;
  const members = federation.members
    .filter((member) => isCurrent(member, day))
    .flatMap((member) => {
      const host = bySlug.get(member.host);
      return host ? [[member, host] as const] : [];
    });
  const chosen = (federation.selection ?? []).flatMap(({ host }) => bySlug.get(host) ?? []);
  const concerned = [...new Set([...members.map(([, host]) => host), ...chosen])];
  const watched = await listTold(
    db,
    concerned.map(({ id }) => id),
  );
  const sites = watched.flatMap((site) => {
    const host = byId.get(site.hostId);
    return host && !hasClosed(host) ? [[host, site] as const] : [];
  });
  return { db, federation, model, members, concerned, sites };
}

function factOf(
  kind: DueKind,
  { isLate: late, since, ...found }: DueFinding,
  day: string,
  undatedSince: string,
): DueFact {
  const ahead = found.due === null ? null : addDays(found.due, -DAYS_AHEAD);
  const from = (since === undefined ? ahead : since) ?? undatedSince;
  return { kind, ...found, overdue: late ?? isLate(found.due, day), since: from <= day ? from : null };
}

/** Sort key: closings first, then undated items, then by due day. */
const placeOf = ({ kind, due }: DueFact): string => (kind === 'closing' ? `0${due ?? '9'}` : `1${due ?? ''}`);

const byPlace = (a: DueFact, b: DueFact): number =>
  byText(placeOf(a), placeOf(b)) ||
  byText(a.host ?? '', b.host ?? '') ||
  byText(a.kind, b.kind) ||
  byText(a.subject ?? '', b.subject ?? '');

/** The list of the desk that shows an item about cases: the one, those that wait, or all, what is due first. */
const casesShown = (number: string | undefined, since: string | null): string =>
  number === undefined ? (since === null ? '' : '?show=waits') : `?q=${number}`;

/** Open and future items of a federation, from the catalogue and from data that only the federation reads. */
export async function readDue(
  { db }: Pick<Context, 'db'>,
  model: Model,
  federation: Federation,
  { tellsCases, within, undatedSince = model.day }: Asking,
): Promise<WaitingList<DueFact>> {
  const { id, slug, name } = federation;
  const { day } = model;
  const sources = await sourcesOf(db, model, federation);
  const facts: DueFact[] = [];
  for (const kind of DUE_KINDS) {
    if (kind === 'cases' && !tellsCases) continue;
    for (const found of await FINDERS[kind](sources)) facts.push(factOf(kind, found, day, undatedSince));
  }
  await setImmediate();
  facts.sort(byPlace);
  return {
    owner: { id, name },
    paths: {
      list: `/v1/federations/${id}/due`,
      page: `/federations/${slug}`,
      desk: `/manage/federations/${slug}`,
    },
    day,
    facts: within === undefined ? facts : facts.filter(({ due }) => isDueSoon(due, day, within)),
    tell: tellDue,
    // All cases that already wait are one item.
    nameOf: ({ kind, host, subject, due, since }) => {
      const of = kind === 'cases' ? (since === null ? due : 'waiting') : host;
      return [kind, of, ...(subject === undefined ? [] : [subject])].join('.');
    },
    pathOf: ({ kind, cases, since }) =>
      kind === 'cases' ? `/manage/federations/${slug}/cases${casesShown(cases?.number, since)}` : undefined,
    itemsOf: (fact, item, asked) => (fact.kind === 'closing' ? closingItems(fact, item, asked) : [item]),
  };
}
