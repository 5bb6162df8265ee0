import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/http/problems.ts';
import { useApp } from '../support/app.ts';

/* Lists that come whole: with `limit` they come in pages, by the same cursor as every other list. */

const test = useApp();
type Item = Record<string, unknown>;
interface Listed {
  items: Item[];
  total: number;
  next: string | null;
}

const read = async (url: string, token?: string) => {
  const { status, body, headers } = await test.ask<Listed>('GET', url, { token });
  expect([url, status]).toEqual([url, 200]);
  expect(headers.link?.toString().includes('rel="next"') ?? false).toBe(body.next !== null);
  return body;
};

/** All items of a list, a few at a time. */
async function walked(url: string, limit: number, token?: string): Promise<Item[]> {
  const items: Item[] = [];
  let next: string | null = `${url}${url.includes('?') ? '&' : '?'}limit=${limit}`;
  while (next) {
    const page: Listed = await read(next, token);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    next = page.next;
  }
  return items;
}

interface Operation {
  operationId?: string;
  parameters?: { name?: string; $ref?: string }[];
  responses: Record<string, { content?: Record<string, { schema?: { $ref?: string } }> }>;
}
const { paths, components } = JSON.parse(
  readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'),
) as {
  paths: Record<string, { get?: Operation }>;
  components: Record<string, Record<string, { name?: string; properties?: Record<string, unknown> }>>;
};
const named = (ref: string | undefined) => {
  const [, , kind, name] = ref?.split('/') ?? [];
  return kind === undefined ? undefined : components[kind]?.[name!];
};

describe('Every list', () => {
  it('takes a limit, and a cursor or where one goes on', () => {
    const lists = Object.values(paths).flatMap(({ get }) => {
      const { $ref } = get?.responses['200']?.content?.['application/json']?.schema ?? {};
      return get && named($ref)?.properties?.items && named($ref)?.properties?.next ? [get] : [];
    });
    expect(lists.length).toBeGreaterThan(30);
    const without = lists.filter(({ parameters = [] }) => {
      const names = parameters.map(({ name, $ref }) => name ?? named($ref)?.name);
      return !names.includes('limit') || !(names.includes('cursor') || names.includes('after'));
    });
    expect(without.map(({ operationId }) => operationId)).toEqual([]);
  });
});

describe('A list that comes whole', () => {
  it('comes whole without a limit, and page by page with one, with the same items in the same order', async () => {
    const { slug, token } = await test.published();
    for (const label of ['un', 'deux', 'trois'])
      await test.ask('POST', '/v1/tokens', { token, body: { role: 'host', host: slug, label } });
    for (const [url, limit, asking] of [
      ['/v1/usages', 20, undefined],
      ['/v1/criteria?lang=en', 50, undefined],
      ['/v1/tokens', 1, token],
      [`/v1/hosts/${slug}/services`, 1, undefined],
    ] as const) {
      const whole = await read(url, asking);
      expect([url, whole.total, whole.next]).toEqual([url, whole.items.length, null]);
      expect(await walked(url, limit, asking)).toEqual(whole.items);
      const page = await read(`${url}${url.includes('?') ? '&' : '?'}limit=1`, asking);
      expect([url, page.total]).toEqual([url, whole.total]);
    }
  });

  it('goes on after the same item when others left before it', async () => {
    const { slug, token } = await test.published();
    for (const label of ['un', 'deux', 'trois'])
      await test.ask('POST', '/v1/tokens', { token, body: { role: 'host', host: slug, label } });
    const all = await read('/v1/tokens', token);
    const first = await read('/v1/tokens?limit=3', token);
    const other = first.items.find(({ prefix }) => !token.startsWith(String(prefix)))!;
    expect((await test.ask('DELETE', `/v1/tokens/${String(other.id)}`, { token })).status).toBe(204);
    expect((await read(first.next!, token)).items).toEqual(all.items.slice(3));
  });

  it('refuses a cursor of another list, and a limit that no list takes', async () => {
    const { next } = await read('/v1/usages?limit=1');
    const cursor = new URL(next!, 'https://bercail.example').searchParams.get('cursor');
    const wrong = await test.ask<Problem>('GET', `/v1/tools?cursor=${cursor}`);
    expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid-cursor']);
    expect((await test.ask('GET', '/v1/usages?limit=101')).status).toBe(400);
  });
});
