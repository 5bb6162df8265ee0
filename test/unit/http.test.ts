import { describe, expect, it } from 'vitest';
import { differencesOf } from '../../src/history/entries.ts';
import { AnswerCache } from '../../src/http/answering/compression.ts';
import { buildTag, entityTag, namedTag } from '../../src/http/answering/conditional.ts';
import { preferredLanguage } from '../../src/http/asking/negotiation.ts';
import { addressKey, Quota } from '../../src/http/asking/quota.ts';
import { SharedCounts } from '../../src/http/asking/shared-counts.ts';

describe('the language', () => {
  it.each([
    [undefined, 'fr'],
    ['', 'fr'],
    ['de', 'fr'],
    ['en', 'en'],
    ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
    ['en;q=0.2, fr-CA;q=0.7', 'fr'],
    ['fr;q=0, en', 'en'],
    ['fr;q=0, *', 'en'],
    ['frr, en;q=0.5', 'en'],
    ['enm', 'fr'],
    ['*', 'fr'],
  ])('%s gives %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

describe('a tag', () => {
  const base = { epoch: 'e', revision: 1, mark: 'm', day: '2026-11-25' };
  const request = { release: '1', variant: 'fr.', address: '/v1/hosts' };

  it('changes with each thing an answer depends on', () => {
    const tags = [
      entityTag(base, request),
      entityTag({ ...base, epoch: 'f' }, request),
      entityTag({ ...base, revision: 2 }, request),
      entityTag({ ...base, mark: 'n' }, request),
      entityTag({ ...base, day: '2026-11-26' }, request),
      entityTag(base, { ...request, release: '2' }),
      entityTag(base, { ...request, variant: 'en.' }),
      entityTag(base, { ...request, address: '/v1/hosts?limit=1' }),
    ];
    expect(new Set(tags).size).toBe(tags.length);
    expect(entityTag({ ...base }, { ...request })).toBe(tags[0]);
  });

  it('is found in a list, weak or strong', () => {
    const named = (header: string, accepted?: string) =>
      namedTag({ 'if-none-match': header, ...(accepted !== undefined && { 'accept-encoding': accepted }) }, '"b"');
    expect(named('"a", W/"b"')).toBe('"b"');
    expect(named('"a"')).toBeUndefined();
    expect(named('*')).toBe('"b"');
  });

  it('of a compressed body is found where the body may be used, and repeated as it is', () => {
    const named = (header: string, accepted?: string) =>
      namedTag({ 'if-none-match': header, ...(accepted !== undefined && { 'accept-encoding': accepted }) }, '"b"');
    expect(named('"b-br"', 'gzip, br')).toBe('"b-br"');
    expect(named('W/"b-gzip"', 'gzip, br')).toBe('"b-gzip"');
    expect(named('"b"', 'gzip, br')).toBe('"b"');
    // Without the header any coding will do (RFC 9110, 12.5.3).
    expect(named('"b-gzip"')).toBe('"b-gzip"');
    // A cache between must not give a compressed body to who cannot read it.
    expect(named('"b-gzip"', 'identity')).toBeUndefined();
    expect(named('"b-br"', 'gzip')).toBeUndefined();
    expect(named('"b-zip"', '*')).toBeUndefined();
  });

  it('of what the catalogue does not change holds everything else', () => {
    const tags = [
      buildTag(request),
      buildTag({ ...request, release: '2' }),
      buildTag({ ...request, variant: 'en.' }),
      buildTag({ ...request, address: '/v1/tools' }),
      entityTag(base, request),
    ];
    expect(new Set(tags).size).toBe(tags.length);
  });
});

describe('the quota', () => {
  const minute = 60_000;
  const quotaAt = (now: () => number) =>
    new Quota({ name: 'address', max: 2, windowMs: minute, shared: new SharedCounts('a secret', now) });

  it('counts by key, and begins anew when its minute is over', () => {
    let now = Date.UTC(2026, 10, 25, 12);
    const quota = quotaAt(() => now);
    const { seconds, ...first } = quota.take('a');
    expect(first).toEqual({ exceeded: false, remaining: 1 });
    expect(quota.take('b').remaining).toBe(1);
    quota.take('a');
    now += seconds * 1000 - 1000;
    expect(quota.take('a')).toEqual({ exceeded: true, remaining: 0, seconds: 1 });
    now += 1000;
    expect(quota.take('a')).toMatchObject({ exceeded: false, remaining: 1, seconds: 60 });
  });

  it('lets the minutes of a key end at the same instants in every process, and those of others at other ones', () => {
    const at = Date.UTC(2026, 10, 25, 12);
    const endOf = (key: string, now: number) => now + quotaAt(() => now).take(key).seconds * 1000;
    for (const later of [1000, 7000, 20_000])
      expect((endOf('192.0.2.7', at + later) - endOf('192.0.2.7', at)) % minute).toBe(0);
    const ends = Array.from({ length: 300 }, (_, i) => endOf(`192.0.2.${i}`, at));
    expect(new Set(ends).size).toBeGreaterThan(50);
    for (const end of ends) expect(end - at).toBeLessThanOrEqual(minute);
  });

  it('begins anew when the clock was ahead', () => {
    let now = Date.UTC(2026, 10, 25, 12);
    const quota = quotaAt(() => now);
    for (let i = 0; i < 3; i++) quota.take('a');
    now -= 10 * minute;
    expect(quota.take('a')).toMatchObject({ exceeded: false, remaining: 1 });
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('takes %s for %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});

describe('remembered answers', () => {
  const answer = (size: number) => [Buffer.alloc(size), {}] as const;

  it('are kept from the second time on, within their bytes', () => {
    const memory = new AnswerCache(1000);
    memory.add('/a', ...answer(100));
    expect(memory.find('/a')).toBeUndefined();
    memory.add('/a', ...answer(100));
    expect(memory.find('/a')).toBeDefined();
    for (let i = 0; i < 30; i++) for (const _ of [1, 2]) memory.add(`/${i}`, ...answer(100));
    expect(memory.find('/a')).toBeUndefined();
    expect(memory.find('/29')).toBeDefined();
  });

  it('let a new one in when all of them are asked for', () => {
    const memory = new AnswerCache(1000);
    for (let i = 0; i < 9; i++) for (const _ of [1, 2]) memory.add(`/${i}`, ...answer(100));
    for (let i = 0; i < 9; i++) expect(memory.find(`/${i}`)).toBeDefined();
    for (const _ of [1, 2]) memory.add('/new', ...answer(100));
    expect(memory.find('/new')).toBeDefined();
  });

  it('are not kept under addresses without end', () => {
    const memory = new AnswerCache(100_000);
    const address = `/${'x'.repeat(2000)}`;
    for (const _ of [1, 2]) memory.add(address, ...answer(100));
    expect(memory.find(address)).toBeUndefined();
  });

  it('stay while they are asked for, and go before the others when they are not', () => {
    const memory = new AnswerCache(1000);
    for (const address of ['/asked', '/left']) for (const _ of [1, 2]) memory.add(address, ...answer(100));
    for (let i = 0; i < 30; i++) {
      expect(memory.find('/asked')).toBeDefined();
      for (const _ of [1, 2]) memory.add(`/${i}`, ...answer(100));
    }
    expect(memory.find('/left')).toBeUndefined();
    // Nothing stays for ever: not asked for any more, it goes like the others.
    for (let i = 30; i < 60; i++) for (const _ of [1, 2]) memory.add(`/${i}`, ...answer(100));
    expect(memory.find('/asked')).toBeUndefined();
  });

  it('are all forgotten together', () => {
    const memory = new AnswerCache(1000);
    for (const _ of [1, 2]) memory.add('/a', ...answer(100));
    memory.clear();
    expect(memory.find('/a')).toBeUndefined();
  });
});

describe('what changed', () => {
  it('is told where both sides have something, things of a list by their names', () => {
    const before = {
      name: 'A',
      version: 1,
      services: [
        { slug: 'x', name: 'X' },
        { slug: 'y', name: 'Y' },
      ],
    };
    const after = {
      name: 'B',
      version: 2,
      services: [
        { slug: 'y', name: 'Y2' },
        { slug: 'x', name: 'X' },
        { slug: 'z', name: 'Z' },
      ],
    };
    expect(differencesOf(before, after)).toEqual([
      { pointer: '/name', before: 'A', after: 'B' },
      { pointer: '/services/y/name', before: 'Y', after: 'Y2' },
      { pointer: '/services/z', after: { slug: 'z', name: 'Z' } },
    ]);
  });

  it('is nothing when nothing did', () => {
    expect(differencesOf({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toEqual([]);
  });
});
