import { describe, expect, it } from 'vitest';
import { seekingAlternatives } from '../../src/alternatives/find.ts';
import type { Closing } from '../../src/documents/closing.ts';
import type { Host } from '../../src/documents/host.ts';
import { atOnce } from '../../src/matching/turns.ts';
import { aDocument, anOffer } from '../support/documents.ts';
import { DAY, reference } from '../support/matching.ts';

const closing = (over: Partial<Closing> = {}): Closing => ({
  announcedOn: '2026-11-01',
  stages: { closed: '2027-07-01' },
  stage: null,
  approximate: false,
  successor: null,
  promises: [],
  ...over,
});
const SUITE = anOffer({ slug: 'suite', usages: ['file-storage-sharing', 'shared-calendar'] });
const host = (name: string, over: Partial<Host> = {}): Host =>
  aDocument({ slug: name, name, services: [SUITE], ...over });
const leavingWith = (over: Partial<Host> = {}) => host('saules', { closing: closing(), ...over });
const found = (leaving: Host, ...others: Host[]) => {
  const documents = [leaving, ...others];
  const model = { documents, bySlug: new Map(documents.map((one) => [one.slug, one])), day: DAY };
  return atOnce(seekingAlternatives(leaving, leaving.services[0]!, model, reference.territories.lineage));
};
const slugs = (leaving: Host, ...others: Host[]) => found(leaving, ...others).map((one) => one.host.slug);

describe('who could take over a service', () => {
  it('is at work, takes newcomers, and does something of the same', () => {
    const full = anOffer({ usages: SUITE.usages, capacity: { state: 'full' } });
    expect(
      slugs(
        leavingWith(),
        host('noyer'),
        host('plein', { services: [full] }),
        host('ferme', { closing: closing() }),
        host('clos', { state: 'closed' }),
        host('suspendu', { state: 'suspended' }),
        host('bientot', { services: [{ ...SUITE, closing: closing() }] }),
        host('visio', { services: [anOffer({ usages: ['video-meeting'] })] }),
        host('rien', { services: [] }),
      ),
    ).toEqual(['noyer']);
  });

  it('does all of it before a part of it, and nobody is listed without end', () => {
    const files = anOffer({ usages: ['file-storage-sharing'] });
    const agenda = anOffer({ slug: 'agenda', usages: ['shared-calendar'] });
    const part = host('part', { services: [files] });
    const both = host('deux', { services: [files, agenda] });
    expect(slugs(leavingWith(), part, both)).toEqual(['deux', 'part']);
    expect(found(leavingWith(), part)[0]).toMatchObject({ missing: ['shared-calendar'], services: ['nuage'] });
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => host(name));
    expect(slugs(leavingWith(), ...many)).toHaveLength(5);
  });

  it('serves the same places and publics, as far as anybody knows', () => {
    const creuse = [{ level: 'departement' as const, code: '23' }];
    const leaving = leavingWith({ serves: creuse, audiences: ['associations', 'schools'] });
    const places = (over: Partial<Host>) => found(leaving, host('noyer', over)).map((one) => one.places);
    expect(places({ serves: [{ level: 'country', code: 'FR' }] })).toEqual(['all']);
    expect(places({ serves: [{ level: 'departement', code: '29' }] })).toEqual([]);
    expect(places({ serves: [{ level: 'departement', code: '29' }], confirmedByHost: false })).toEqual(['unknown']);
    const publics = (over: Partial<Host>) => found(leaving, host('noyer', over)).map((one) => one.audiences?.nearness);
    expect(publics({ audiences: ['schools', 'associations'] })).toEqual(['all']);
    expect(publics({ audiences: ['associations'] })).toEqual(['part']);
    expect(publics({ audiences: ['companies'] })).toEqual([]);
    expect(publics({})).toEqual(['unknown']);
  });

  it('is the successor first, unless it leaves too, and whatever it is known to do', () => {
    const named = leavingWith({ closing: closing({ successor: { host: 'suite', agreed: true } }) });
    const successor = host('suite', { services: [] });
    const [first, second] = found(named, host('noyer'), successor);
    expect(first).toMatchObject({ host: { slug: 'suite' }, successor: { agreed: true }, offered: [] });
    expect(second).toMatchObject({ host: { slug: 'noyer' }, successor: null });
    expect(slugs(named, host('noyer'), { ...successor, state: 'suspended' })).toEqual(['noyer']);
  });

  it('takes turns when equal, by the week', () => {
    const documents = ['a', 'b', 'c', 'd'].map((name) => host(name));
    const leaving = leavingWith();
    const orderOn = (day: string) => {
      const model = { documents, bySlug: new Map(documents.map((one) => [one.slug, one])), day };
      return atOnce(seekingAlternatives(leaving, SUITE, model, reference.territories.lineage))
        .map((one) => one.host.slug)
        .join();
    };
    const orders = Array.from({ length: 12 }, (_, week) => orderOn(`2026-${String(week + 1).padStart(2, '0')}-10`));
    expect(new Set(orders).size).toBeGreaterThan(3);
    expect(orderOn('2026-11-24')).toBe(orderOn('2026-11-25'));
  });
});
