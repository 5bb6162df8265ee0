import { describe, expect, it } from 'vitest';
import { seekerFor } from '../../src/alternatives/find.ts';
import { buildModel } from '../../src/catalogue/build.ts';
import type { Closing } from '../../src/documents/closing.ts';
import type { Host } from '../../src/documents/host.ts';
import { runAtOnce } from '../../src/ground/slices.ts';
import { aDocument, anOffer } from '../support/documents.ts';
import { factsOf } from '../support/facts.ts';
import { DAY, policy, reference } from '../support/matching.ts';

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
const modelOf = (documents: readonly Host[], day = DAY) => {
  const hosts = new Map(documents.map((one) => [one.id, factsOf(one)]));
  const stored = { epoch: 'e', revision: 1, mark: 'm', hosts, federations: new Map() };
  return buildModel(stored, { reference, costRules: policy }, day);
};
const foundOf = (leaving: Host, documents: readonly Host[], day = DAY) =>
  runAtOnce(seekerFor(leaving, modelOf(documents, day), reference.territories.lineage)(leaving.services[0]!));
const found = (leaving: Host, ...others: Host[]) => foundOf(leaving, [leaving, ...others]);
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

  it('looks at nobody who lacks more than the nearest do, however many they are', () => {
    const files = anOffer({ usages: ['file-storage-sharing'] });
    const near = Array.from({ length: 6 }, (_, i) => host(`proche-${i}`));
    const far = Array.from({ length: 400 }, (_, i) => host(`loin-${i}`, { services: [files] }));
    const leaving = leavingWith();
    const model = modelOf([leaving, ...far, ...near]);
    const steps = seekerFor(leaving, model, reference.territories.lineage)(SUITE);
    expect(steps.next()).toMatchObject({ done: true, value: { length: 5 } });
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
    const orderOn = (day: string) =>
      foundOf(leaving, documents, day)
        .map((one) => one.host.slug)
        .join();
    const orders = Array.from({ length: 12 }, (_, week) => orderOn(`2026-${String(week + 1).padStart(2, '0')}-10`));
    expect(new Set(orders).size).toBeGreaterThan(3);
    expect(orderOn('2026-11-24')).toBe(orderOn('2026-11-25'));
  });
});
