import { expect, it, vi } from 'vitest';
import { useApp } from '../support/app.ts';

const api = useApp();

it('a search waits for the texts that it searches, and nothing else does', async () => {
  await api.published({ slug: 'les-aulnes' });
  const readTexts = vi.spyOn(api.catalogue, 'readTexts');
  for (const path of ['/v1/hosts', '/v1/services', '/v1/territories?q=creuse', '/hosts'])
    expect((await api.app.inject({ url: path })).statusCode, path).toBe(200);
  expect(readTexts).not.toHaveBeenCalled();
  for (const path of ['/v1/hosts?q=aulnes', '/v1/services?q=aulnes', '/hosts?q=aulnes'])
    expect((await api.app.inject({ url: path })).statusCode, path).toBe(200);
  expect(readTexts.mock.calls).toEqual([['hosts'], ['offers']]);
});
