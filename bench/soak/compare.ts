import { generatedNeeds } from '../generated.ts';
import type { Member } from './house.ts';

/** Once nothing is written any more, all processes must answer the same bytes. */

async function answersOf({ port }: Member, slugs: readonly string[]): Promise<Map<string, string>> {
  const base = `http://127.0.0.1:${port}`;
  const answers = new Map<string, string>();
  const read = async (path: string): Promise<string> => {
    const response = await fetch(base + path);
    const text = await response.text();
    answers.set(path, `${response.status} ${response.headers.get('etag')} ${text}`);
    return text;
  };
  const pathsOf = (slug: string) => [`/v1/hosts/${slug}`, `/v1/hosts/${slug}/history`, `/hosts/${slug}`];
  for (const slug of slugs) for (const path of [...pathsOf(slug), `/v1/hosts?q=${slug}`]) await read(path);
  for (let path: string | undefined = '/v1/hosts?limit=50'; path; )
    path = (JSON.parse(await read(path)) as { next?: string }).next;
  for (const path of ['/embed/search?usage=email-hosting', '/v1/federations', '/hosts', '/v1/services?limit=50'])
    await read(path);
  for (const [index, need] of generatedNeeds(20).entries()) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${base}/v1/matches`, { method: 'POST', headers, body: JSON.stringify(need) });
    answers.set(`need ${index}`, (await response.text()).replace(/"computedAt":"[^"]*"/, ''));
  }
  return answers;
}

/** Where one process answers other bytes than the first one. */
export async function compareAnswers(members: readonly Member[], slugs: readonly string[]): Promise<string[]> {
  const [first, ...others] = await Promise.all(members.map((member) => answersOf(member, slugs)));
  return others.flatMap((answers, index) =>
    [...first!].flatMap(([path, text]) =>
      answers.get(path) === text
        ? []
        : [`${path}: ${members[index + 1]!.name} answers otherwise than ${members[0]!.name}`],
    ),
  );
}
