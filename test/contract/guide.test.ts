import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GUIDE_FOR_FEDERATIONS } from '../../src/pages/words/guide-for-federations.ts';
import { GUIDE_FOR_HOSTS } from '../../src/pages/words/guide-for-hosts.ts';
import { type Answer, commandsOf, useGuide } from '../support/guide.ts';

/** What stands for the host's own site: files of a folder, and nothing else. */
const site = createServer((request, response) => {
  const path = join(guide.folder, 'site', new URL(request.url!, 'http://x').pathname);
  if (existsSync(path)) response.end(readFileSync(path));
  else response.writeHead(404).end();
});
const siteAt = () => `localhost:${(site.address() as AddressInfo).port}`;

beforeAll(async () => {
  site.listen(0, 'localhost');
  await once(site, 'listening');
});
afterAll(() => {
  site.close();
});

const guide = useGuide(
  () => ({ SEED: 'none', OUTGOING_ALLOW: siteAt() }),
  (commands) => commands.replaceAll('localhost:9000', siteAt()),
);

describe('The calls for hosts', () => {
  const parts = commandsOf('calls-for-hosts.md');

  it('leads from nothing to a place in a match in fewer than ten calls', async () => {
    const untilMatch = parts.slice(0, 4).join('\n');
    expect(untilMatch.match(/^curl /gm)!.length).toBeLessThan(10);
    const [, [proof], [trial], [published, search, match], [confirmed], [tried, partly], [todo, advice], [closing]] =
      (await guide.follow(parts)) as Answer;
    expect(proof).toMatchObject({ proven: true });
    expect(trial).toMatchObject({ would: { changes: expect.any(Array) }, problems: [] });
    expect(published).toMatchObject({ slug: 'les-aulnes', state: 'published', confirmedByHost: true });
    expect(search.items.map(({ slug }: Answer) => slug)).toEqual(['les-aulnes']);
    expect(match.fits[0]).toMatchObject({ host: 'les-aulnes', cost: { perYear: 48, exact: true } });
    expect(confirmed).toMatchObject({ confirmedByHost: true });
    expect(tried).toMatchObject({ would: { complete: ['services', 'plans'] } });
    expect(partly).toMatchObject({ complete: ['services', 'plans'] });
    expect(todo.items).toBeInstanceOf(Array);
    expect(advice.host).toBe('les-aulnes');
    expect(closing.closing).toMatchObject({ stages: { closed: '2027-12-31' } });
  });
});

describe('The guides for people', () => {
  const guides = [
    ['hosts', GUIDE_FOR_HOSTS],
    ['federations', GUIDE_FOR_FEDERATIONS],
  ] as const;

  it.each(guides)('for %s have three pages at most, the same parts in both languages, and no command', (_, guide) => {
    const [french, english] = [guide.fr, guide.en].map(({ lead, sections }) => ({
      parts: sections.map(({ lines }) => lines.length),
      text: [lead, ...sections.flatMap(({ heading, lines }) => [heading, ...lines])].join('\n'),
    }));
    expect(english!.parts).toEqual(french!.parts);
    for (const { text } of [french!, english!]) {
      // A page of A4 has some four hundred words.
      expect(text.split(/\s+/).length).toBeLessThan(3 * 400);
      expect(text).not.toMatch(/curl|\/v1\/|`|\{|\bAPI\b|https?:/);
    }
  });
});
