import type { Answers } from './answers.ts';
import { expectedAt, inTodaysWords, type Moved } from './expected.ts';

/** What a build said of a database, held against what another one says of it, by what differs and why. */

/** What moves by itself: instants, where the next page is, the revision that an answer was made at, when a token was used. */
const MOVES = /^(?:catalogueRevision|next|lastUsedOn|asOf|computedAt|etag|total|deliveredAt|day)$/;

type Entry = Record<string, unknown>;
const NAMES = [
  ...['id', 'slug', 'key', 'host', 'criterion', 'kind', 'subject', 'federation', 'revision', 'name', 'pointer'],
];

/** By what the entries of a list are told apart, if by anything. */
const nameOf = (list: readonly unknown[]): string | undefined =>
  NAMES.find(
    (name) =>
      new Set(list.map((one) => (one as Entry | null)?.[name])).size === list.length &&
      list.every((one) => ['string', 'number'].includes(typeof (one as Entry | null)?.[name])),
  );

const isObject = (value: unknown): value is Entry => typeof value === 'object' && value !== null;

function* differences(before: unknown, now: unknown, at: string): Generator<Moved> {
  if (Array.isArray(before) && Array.isArray(now)) {
    // Lists may be longer, by what was done since; whatever was in them still is, in the same order.
    const name = nameOf(before);
    let last = -1;
    for (const [index, one] of before.entries())
      if (name === undefined) yield* differences(one, now[index], `${at}/${index}`);
      else {
        const known = (one as Entry)[name];
        const place = now.findIndex((candidate) => (candidate as Entry | null)?.[name] === known);
        if (place !== -1 && place < last)
          yield { how: 'another order', at: `${at}/${known}`, before: last, now: place };
        last = Math.max(last, place);
        yield* differences(one, now[place], `${at}/${known}`);
      }
  } else if (isObject(before) && isObject(now)) {
    for (const [name, value] of Object.entries(before))
      if (!MOVES.test(name)) yield* differences(value, now[name], `${at}/${name}`);
    for (const [name, value] of Object.entries(now))
      if (!(name in before) && !MOVES.test(name))
        yield { how: 'new', at: `${at}/${name}`, before: undefined, now: value };
  } else if (before !== now) yield { how: now === undefined ? 'no longer said' : 'another value', at, before, now };
}

/** How things are told together: whatever is of one host or one revision stands for all. */
const kindOf = (at: string): string =>
  at
    .replace(/^\/v1\/(hosts|recommendations)\/[^/?]+/, '/v1/$1/*')
    .replace(/\?at=\d+/, '?at=*')
    .replaceAll(/\/(?:\d+|[0-9a-f-]{36})(?=\/|$)/g, '/*')
    .replaceAll(/(services|claims|commitments|memberships|contributions|toCheck|fits)\/[^/]+/g, '$1/*');

export interface Compared {
  /** Groups of what must be looked at, largest first. */
  open: string[];
  /** What is wanted, with how often it was found. */
  wanted: string[];
  /** What has no counterpart before, by its name. */
  added: string;
}

export function compareAnswers(before: Answers, now: Answers): Compared {
  const wanted = new Map<string, number>();
  const add = (why: string, count = 1) => wanted.set(why, (wanted.get(why) ?? 0) + count);
  const open = new Map<string, { first: string; count: number }>();
  const added = new Map<string, number>();
  for (const [path, answer] of before) {
    const [was, is] = [inTodaysWords(answer, add), inTodaysWords(now.get(path))];
    const all = now.has(path)
      ? [...differences(was, is, path)]
      : [{ how: 'no longer answered', at: path, before: 'an answer', now: undefined }];
    for (const one of all) {
      const why = expectedAt(one, is);
      if (why !== undefined) add(why);
      else if (one.how === 'new') {
        const name = one.at.split('/').at(-1)!;
        added.set(name, (added.get(name) ?? 0) + 1);
      } else {
        const kind = `${one.how}: ${kindOf(one.at)}`;
        const short = (value: unknown) => JSON.stringify(value)?.slice(0, 100) ?? 'nothing';
        const first = open.get(kind)?.first ?? `${one.at}: ${short(one.before)} → ${short(one.now)}`;
        open.set(kind, { first, count: (open.get(kind)?.count ?? 0) + 1 });
      }
    }
  }
  return {
    open: [...open]
      .sort(([, a], [, b]) => b.count - a.count)
      .map(([kind, { first, count }]) => `${count} × ${kind}, first ${first}`),
    wanted: [...wanted].sort(([, a], [, b]) => b - a).map(([why, count]) => `${count} × ${why}`),
    added: [...added].map(([name, count]) => `${name} ${count}`).join(', '),
  };
}
