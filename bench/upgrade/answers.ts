import { ADMIN } from '../golden/service.ts';
import type { Story } from '../golden/story/story.ts';

/** What a database says, through the service. */

export type Answers = Map<string, unknown>;

/** All that was told: hosts with their histories and pasts, federations with what they say, who may write, who wrote. */
export async function answersOf(
  base: string,
  { aulnes, federation, recommendations, revisions }: Story,
): Promise<Answers> {
  const answers: Answers = new Map();
  const read = async (path: string, token?: string) => {
    const get = (at: string) => fetch(base + at, { ...(token && { headers: { authorization: `Bearer ${token}` } }) });
    const response = await get(path);
    if (!response.ok) return;
    const answer = (await response.json()) as { items?: unknown[]; next?: string | null };
    // Builds give pages of another length: a list is compared whole.
    for (let next = answer.next; next; ) {
      const page = (await (await get(next)).json()) as { items: unknown[]; next: string | null };
      answer.items!.push(...page.items);
      next = page.next;
    }
    answers.set(path, answer);
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
