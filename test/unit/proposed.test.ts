import { expect, it } from 'vitest';
import { isProposed } from '../../src/federations/selection/listed.ts';
import type { Host } from '../../src/hosts/schema.ts';

it('a host that has announced its closing is proposed to nobody new', () => {
  const host: Pick<Host, 'state' | 'closing'> = { state: 'published', closing: null };
  expect(isProposed(host)).toBe(true);
  expect(isProposed({ ...host, closing: {} as Host['closing'] })).toBe(false);
});
