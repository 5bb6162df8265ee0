import { describe, expect, it } from 'vitest';
import { siteOf } from '../../src/ground/addresses.ts';
import type { FetchProblem } from '../../src/vocabulary/terms.ts';
import { allows, delayOf, readRobots } from '../../src/watching/asking.ts';
import { type Needle, PASSAGE_LENGTH, passageOf } from '../../src/watching/evidence/read.ts';
import { areUnrelatedSites, isPageGone, readHome } from '../../src/watching/findings.ts';
import type { anAnswer } from '../support/outgoing.ts';
import { page } from '../support/watched-web.ts';

const HOME = 'https://aulnes.fr/';
const seen = (html: string, over: Parameters<typeof anAnswer>[0] = {}) =>
  readHome(page(html, { address: HOME, ...over }));

describe('What a home says', () => {
  it.each([200, 204, 400, 401, 403, 406, 418, 429, 451])('is an answer with status %i', (status) => {
    expect(seen('Non.', { status })).toMatchObject({ answered: true, status, troubles: [] });
  });

  it.each([404, 410, 500, 502, 503, 504])('is none with status %i', (status) => {
    expect(seen('Erreur.', { status })).toMatchObject({ answered: false, status });
  });

  it.each([
    '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js">',
    '<img src="/.within.website/x/cmd/anubis/static/img/pensive.webp">',
  ])('is an answer when it asks for a proof, even as an error: %s', (html) => {
    expect(seen(html, { status: 503 })).toMatchObject({ answered: true, troubles: [] });
  });

  it.each<[FetchProblem, boolean | undefined]>([
    ['no-answer', false],
    ['name-not-found', false],
    ['too-slow', false],
    ['too-large', true],
    ['too-many-redirects', true],
    ['bad-certificate', true],
    ['not-public-machine', undefined],
    ['unusual-port', undefined],
  ])('is known from its problem: %s', (problem, answered) => {
    expect(readHome({ problem })?.answered).toBe(answered);
  });

  it('is a page for parked names only when it is made by them and says little', () => {
    const frame = '<iframe src="https://sedoparking.com/frmpark/aulnes.fr"></iframe>';
    expect(seen(`${frame}À vendre.`)?.troubles).toEqual([{ kind: 'parked' }]);
    expect(seen(`${frame}<p>${'Nous parlons des noms en vente. '.repeat(100)}</p>`)?.troubles).toEqual([]);
    expect(seen('<p>Ce nom de domaine est à vendre.</p>')?.troubles).toEqual([]);
    const away = 'https://www.hugedomains.com/domain_profile.cfm?d=aulnes';
    expect(seen('', { status: 302, location: away })?.troubles).toEqual([{ kind: 'parked' }]);
  });

  it.each([
    ['https://ailleurs.fr/', [{ kind: 'moved', url: 'https://ailleurs.fr/' }]],
    ['//autre.fr/x', [{ kind: 'moved', url: 'https://autre.fr/x' }]],
    ['https://www.aulnes.fr/', []],
    ['https://portail.aulnes.fr/accueil', []],
    ['/accueil', []],
    ['http://[', []],
  ])('leads elsewhere when the domain is another one: %s', (location, troubles) => {
    expect(seen('', { status: 301, location })).toMatchObject({ answered: true, troubles });
  });

  it('of a name and of one above it is one domain', () => {
    expect(areUnrelatedSites('nuage.aulnes.fr', 'aulnes.fr')).toBe(false);
    expect(areUnrelatedSites('aulnes.fr', 'faulnes.fr')).toBe(true);
    expect([siteOf('https://www.Aulnes.fr/x'), siteOf('http://aulnes.fr:8080'), siteOf('mailto:a@b.fr')]).toEqual([
      'aulnes.fr',
      'aulnes.fr:8080',
      undefined,
    ]);
  });

  it('says of a page that it is gone only when that is certain', () => {
    const gone = (status: number) => isPageGone(page('', { status }));
    expect([404, 410, 200, 302, 403, 500, 503].map(gone)).toEqual([
      true,
      true,
      false,
      false,
      false,
      undefined,
      undefined,
    ]);
    expect(isPageGone({ problem: 'no-answer' })).toBeUndefined();
  });
});

describe('robots.txt', () => {
  const rules = (text: string) => readRobots(page(text))!;
  const may = (text: string, path: string) => allows(rules(text), 'https://aulnes.fr', `https://aulnes.fr${path}`);

  it('that is not there allows everything, one that is out of order nothing', () => {
    expect([404, 403, 301].map((status) => readRobots(page('', { status })))).toEqual(['none', 'none', 'none']);
    expect([429, 500, 503].map((status) => readRobots(page('', { status })))).toEqual(Array(3).fill('unreachable'));
    expect(readRobots({ problem: 'no-answer' })).toBeUndefined();
    expect(allows('none', 'https://aulnes.fr', 'https://aulnes.fr/')).toBe(true);
    expect(allows('unreachable', 'https://aulnes.fr', 'https://aulnes.fr/')).toBe(false);
  });

  it('is followed where it speaks to Bercail, else where it speaks to all', () => {
    const text =
      'User-agent: *\nDisallow: /prive\n\nUser-agent: Bercail\nUser-agent: Autre\nDisallow: /inscription$\nAllow: /\nCrawl-delay: 12';
    expect([may(text, '/prive'), may(text, '/inscription'), may(text, '/inscription/2')]).toEqual([true, false, true]);
    expect(delayOf(rules(text), 'https://aulnes.fr')).toBe(12);
    expect(may('user-agent: bercail/2.0\r\ndisallow: /\r\n', '/')).toBe(false);
    expect(may('User-agent: Autre\nDisallow: /', '/')).toBe(true);
    expect([may('User-agent: *\nDisallow: /prive', '/prive/x'), may('User-agent: *\nDisallow:', '/')]).toEqual([
      false,
      true,
    ]);
    expect(may('<!doctype html><p>User-agent: *</p>', '/')).toBe(true);
  });

  it('takes a bounded time whatever it holds', () => {
    const before = process.cpuUsage();
    const many = (count: number, line: (i: number) => string) =>
      Array.from({ length: count }, (_, i) => line(i)).join('\n');
    may(`${many(20_000, (i) => `user-agent: a${i}`)}\n${many(20_000, (i) => `disallow: /${i}`)}`, '/x');
    may(`user-agent: *\n${many(20_000, () => 'user-agent: *')}\n${many(20_000, (i) => `disallow: /${i}`)}`, '/x');
    const stars = `user-agent: *\ndisallow: ${'/*a'.repeat(150_000)}`;
    may(stars, `/${'a'.repeat(50)}`);
    expect(may(stars, `/${'a'.repeat(2000)}`)).toBe(false);
    const { user } = process.cpuUsage(before);
    expect(user / 1000).toBeLessThan(5000);
  });
});

describe('The passage that speaks of a statement', () => {
  const NOTICE: Needle = {
    labels: ['préavis avant une fermeture', 'notice before a closing'],
    values: ['90 jour', '90 jours'],
  };
  const filler = 'Notre association propose des services à ses membres depuis longtemps. '.repeat(20);

  it('is found by its words and its number, wherever they stand', () => {
    const text = `${filler}En cas de fermeture, un préavis de 90 jours est donné. ${filler}`;
    const passage = passageOf(text, NOTICE);
    expect(passage).toContain('un préavis de 90 jours est donné');
    expect(passage.length).toBeLessThanOrEqual(PASSAGE_LENGTH);
    expect(passage).toMatch(/^\S.*\S$/s);
    expect(text).toContain(passage);
  });

  it('prefers the number with its unit to words alone', () => {
    const text = `Préavis et fermeture : voir plus bas. ${filler}Chacun dispose de 90 jours. ${filler}`;
    expect(passageOf(text, { ...NOTICE, labels: ['préavis'] })).toContain('90 jours');
  });

  it('is what comes first when nothing speaks of it', () => {
    expect(filler.startsWith(passageOf(filler, { labels: ['chiffrement'], values: [] }))).toBe(true);
    expect(passageOf('', NOTICE)).toBe('');
    expect(passageOf('Court.', NOTICE)).toBe('Court.');
  });

  it('is found in linear time', () => {
    const before = process.cpuUsage();
    for (const text of [
      '90 jours '.repeat(100_000),
      'a'.repeat(1_000_000),
      'é '.repeat(500_000),
      '90 '.repeat(300_000),
    ])
      expect(passageOf(text, NOTICE).length).toBeLessThanOrEqual(PASSAGE_LENGTH);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(8000);
  });
});
