import { ADMIN } from '../golden/service.ts';
import type { Story } from '../golden/story/story.ts';

/** What a database says, through the service, and what of it another service no longer says. */

type Answers = Map<string, unknown>;

/** All that was told: hosts with their histories and pasts, federations with what they say, who may write, who wrote. */
export async function answersOf(
  base: string,
  { aulnes, federation, recommendations, revisions }: Story,
): Promise<Answers> {
  const answers: Answers = new Map();
  const read = async (path: string, token?: string) => {
    const response = await fetch(base + path, { ...(token && { headers: { authorization: `Bearer ${token}` } }) });
    if (response.ok) answers.set(path, await response.json());
    return answers.get(path) as { items?: { slug: string }[]; next?: string } | undefined;
  };
  const slugs: string[] = [];
  for (
    let next: string | undefined = '/v1/hosts?limit=100&state=published&state=silent&state=suspended&state=closed';
    next;
  ) {
    const response: Response = await fetch(base + next);
    const page = (await response.json()) as { items: { slug: string }[]; next: string | null };
    slugs.push(...page.items.map(({ slug }) => slug));
    next = page.next ?? undefined;
  }
  for (const slug of slugs) for (const part of ['', '/history']) await read(`/v1/hosts/${slug}${part}`);
  for (const at of revisions)
    for (const slug of ['les-aulnes', 'kaz', 'infini', 'zaclys']) await read(`/v1/hosts/${slug}?at=${at}`);
  for (const part of ['/document', '/reports', '/referrals']) await read(`/v1/hosts/les-aulnes${part}`, aulnes.token);
  for (const part of [
    '',
    '/members',
    '/reviews',
    '/selection',
    '/helpers',
    '/criteria',
    '/policy',
    '/policy/versions',
    '/referrals',
    '/recommendations',
    '/cases',
    '/source',
  ])
    await read(`/v1/federations/communs${part}`, federation);
  for (const id of recommendations) await read(`/v1/recommendations/${id}`);
  await read('/v1/tokens', ADMIN);
  await read('/v1/audit?limit=100', ADMIN);
  return answers;
}

/** What moves by itself: instants, where the next page is, the revision that an answer was made at, when a token was used. */
const MOVES = /^(?:catalogueRevision|next|lastUsedOn|asOf|computedAt|etag|total|deliveredAt|day)$/;

type Entry = Record<string, unknown>;
const NAMES = ['id', 'slug', 'key', 'host', 'criterion', 'kind', 'subject', 'federation', 'revision', 'name'];

/** By what the entries of a list are told apart, if by anything. */
const nameOf = (list: readonly unknown[]): string | undefined =>
  NAMES.find(
    (name) =>
      new Set(list.map((one) => (one as Entry | null)?.[name])).size === list.length &&
      list.every((one) => ['string', 'number'].includes(typeof (one as Entry | null)?.[name])),
  );

function* differences(before: unknown, now: unknown, at: string): Generator<string> {
  if (Array.isArray(before) && Array.isArray(now)) {
    // Lists may be longer, by what was done since; whatever was in them still is.
    const name = nameOf(before);
    for (const [index, one] of before.entries())
      if (name === undefined) yield* differences(one, now[index], `${at}/${index}`);
      else {
        const known = (one as Entry)[name];
        const other = now.find((candidate) => (candidate as Entry | null)?.[name] === known);
        yield* differences(one, other, `${at}/${known}`);
      }
  } else if (typeof before === 'object' && before !== null && typeof now === 'object' && now !== null)
    for (const [name, value] of Object.entries(before)) {
      if (!MOVES.test(name)) yield* differences(value, (now as Entry)[name], `${at}/${name}`);
    }
  else if (before !== now && before !== null)
    yield `${at}: ${JSON.stringify(before)?.slice(0, 80)} → ${JSON.stringify(now)?.slice(0, 80) ?? 'nothing'}`;
}

/** Everything that was said before and is not said now, by where it stood. */
export const lostFrom = (before: Answers, now: Answers): string[] =>
  [...before].flatMap(([path, answer]) =>
    now.has(path) ? [...differences(answer, now.get(path), path)] : [`${path}: no longer answered`],
  );

/** The same things of many hosts are told once, with how many there are. */
export function summed(lost: readonly string[]): string[] {
  const kinds = new Map<string, { first: string; count: number }>();
  for (const one of lost) {
    const kind = one
      .slice(0, one.indexOf(': '))
      .replace(/^\/v1\/hosts\/[^/?]+/, '/v1/hosts/{host}')
      .replaceAll(/\/(?:\d+|[0-9a-f-]{36})(?=\/|$)/g, '/*');
    const known = kinds.get(kind);
    kinds.set(kind, { first: known?.first ?? one, count: (known?.count ?? 0) + 1 });
  }
  return [...kinds.values()].map(({ first, count }) => (count === 1 ? first : `${count} times, as ${first}`));
}
