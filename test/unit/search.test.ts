import { describe, expect, it } from 'vitest';
import { buildModel } from '../../src/catalogue/build.ts';
import { listPage, pageJson } from '../../src/catalogue/listing.ts';
import type { Question } from '../../src/catalogue/schema.ts';
import type { SearchContext } from '../../src/catalogue/search.ts';
import type { Host } from '../../src/documents/host.ts';
import { type PolicyFile, readPolicy } from '../../src/matching/engine/need/policy.ts';
import { readReference, readSeed } from '../../src/vocabulary/reference.ts';
import { speakers } from '../support/answers.ts';
import { aClaimOf, aCommitmentOf, aDocument, anOffer, aPlan } from '../support/documents.ts';
import { factsOf } from '../support/facts.ts';

const reference = readReference();
const costRules = readPolicy(readSeed<PolicyFile>('policy.json'));
const DAY = '2026-11-25';

function contextOf(hosts: readonly Host[], of: SearchContext['of'] = 'hosts'): SearchContext {
  const stored = {
    epoch: 'e',
    revision: 7,
    mark: 'm',
    hosts: new Map(hosts.map((host) => [host.id, factsOf(host)])),
    federations: new Map(),
  };
  return { model: buildModel(stored, { reference, costRules }, DAY), costRules, of };
}

interface Listed {
  items: { slug: string }[];
  total: number;
  next: string | null;
  unknownPrice?: number;
  facets?: Record<string, { value: string; count: number }[]>;
  relax?: { drop: string[]; count: number }[];
}
const list = (question: Question, context: SearchContext, after?: string[]): Listed =>
  JSON.parse(pageJson(listPage(question, context, '/v1/hosts', after), { ...context, say: speakers.fr }).toString());
const slugs = (question: Question, context: SearchContext) => list(question, context).items.map(({ slug }) => slug);

const alder = aDocument({
  slug: 'alder',
  name: 'Alder',
  legalForm: 'association',
  confirmedOn: '2026-11-01',
  audiences: ['associations'],
  languages: ['fr', 'br'],
  support: [
    { kind: 'training', mode: 'in-person' },
    { kind: 'migration', mode: 'remote' },
  ],
  serves: [{ level: 'departement', code: '23' }],
  claims: [aClaimOf('free-software-only', 'yes', 'documented')],
  commitments: [aCommitmentOf('closing-notice', 90, 'declared')],
  memberships: [{ federation: 'reseau', state: 'member' }],
  services: [
    anOffer({
      slug: 'a-files',
      usages: ['file-storage-sharing', 'shared-calendar'],
      dataCountry: 'FR',
      software: { name: 'Nextcloud' },
      capacity: { state: 'waiting-list', until: '2026-11-25' },
      plans: [aPlan({ fixed: 30 })],
    }),
    anOffer({
      slug: 'a-mail',
      usages: ['email-hosting'],
      dataCountry: 'DE',
      registration: 'members',
      plans: [aPlan({ fixed: 80 })],
    }),
  ],
});
const birch = aDocument({
  slug: 'birch',
  name: 'Birch',
  legalForm: 'company',
  confirmedOn: '2026-10-01',
  languages: ['en'],
  support: [{ kind: 'training' }],
  serves: [{ level: 'world' }],
  claims: [aClaimOf('free-software-only', 'partial', 'declared')],
  commitments: [aCommitmentOf('closing-notice', 0, 'declared')],
  memberships: [{ federation: 'reseau', state: 'former' }],
  services: [
    anOffer({
      slug: 'b-mail',
      usages: ['email-hosting'],
      dataCountry: 'FR',
      software: { name: 'Mailcow' },
      capacity: { state: 'full', until: '2026-11-24' },
      plans: [aPlan({ onQuote: true })],
    }),
  ],
});
const cedar = aDocument({
  slug: 'cedar',
  name: 'Cèdre',
  legalForm: 'cooperative',
  state: 'silent',
  confirmedOn: '2026-09-01',
});
const dead = aDocument({ slug: 'dead', name: 'Disparu', state: 'suspended' });
const all = contextOf([dead, cedar, birch, alder]);

describe('filters', () => {
  it.each<[string, Question, string[]]>([
    ['nothing: published and silent, by name', {}, ['alder', 'birch', 'cedar']],
    ['a state', { state: ['suspended'] }, ['dead']],
    ['a usage', { usage: ['file-storage-sharing'] }, ['alder']],
    ['any of several usages', { usage: ['file-storage-sharing', 'email-hosting'] }, ['alder', 'birch']],
    ['a usage and a country of the same service', { usage: ['email-hosting'], country: ['FR'] }, ['birch']],
    ['a criterion said yes', { criterion: ['free-software-only'] }, ['alder']],
    ['a commitment that is not a stated no', { commitment: ['closing-notice'] }, ['alder']],
    ['a federation of today', { federation: ['reseau'] }, ['alder']],
    [
      'who serves a commune of the département, or the country, or the world',
      { territory: ['commune:23096'] },
      ['alder', 'birch', 'cedar'],
    ],
    ['who serves a whole region', { territory: ['region:75'] }, ['birch', 'cedar']],
    ['a legal form', { legalForm: ['company', 'cooperative'] }, ['birch', 'cedar']],
    ['an audience', { audience: ['associations'] }, ['alder']],
    ['a registration', { registration: ['members'] }, ['alder']],
    ['a software, as people write it', { software: ['NEXTCLOUD'] }, ['alder']],
    ['any of several kinds of help', { support: ['migration', 'training'] }, ['alder', 'birch']],
    ['a language', { language: ['en'] }, ['birch']],
    ['places: what was said of them holds today', { capacity: ['waiting-list', 'open'] }, ['alder']],
    ['places: what was said until yesterday is said no more', { capacity: ['full'] }, []],
    [
      'all of several usages, in one service or in several',
      {
        'usage.all': ['file-storage-sharing', 'email-hosting'],
      },
      ['alder'],
    ],
    [
      'all of one usage, and a country of the same service',
      {
        'usage.all': ['email-hosting'],
        country: ['FR'],
      },
      ['birch'],
    ],
    ['all of several kinds of help', { 'support.all': ['migration', 'training'] }, ['alder']],
    ['all of several criteria', { 'criterion.all': ['free-software-only', 'non-profit'] }, []],
    ['a price, of any service', { maxPricePerYear: 30 }, ['alder']],
    ['a price, of the service asked for', { maxPricePerYear: 79.99, usage: ['email-hosting'] }, []],
    ['a price for a quantity', { maxPricePerYear: 30, storageGb: 200 }, []],
    ['words', { q: 'mail' }, ['alder', 'birch']],
    ['words and a filter', { q: 'mail', legalForm: ['company'] }, ['birch']],
  ])('%s', (_what, question, expected) => {
    expect(slugs(question, all).sort()).toEqual(expected);
  });

  it('an unknown price does not pass, and is counted', () => {
    expect(list({ maxPricePerYear: 1000, usage: ['email-hosting'] }, all)).toMatchObject({ total: 1, unknownPrice: 1 });
  });

  it('an old price that nobody confirmed is unknown', () => {
    const old = aDocument({
      confirmedOn: null,
      confirmedByHost: false,
      services: [anOffer({ plans: [aPlan({ fixed: 10, observedOn: '2023' })] })],
    });
    expect(list({ maxPricePerYear: 50 }, contextOf([old]))).toMatchObject({ total: 0, unknownPrice: 1 });
  });

  it('a price without a date is as old as its entry was compiled, whenever the host was last seen', () => {
    const seen = (factsAsOf?: string) =>
      aDocument({
        confirmedOn: null,
        confirmedByHost: false,
        observed: { state: 'active', asOf: '2026-08' },
        ...(factsAsOf && { factsAsOf }),
        services: [anOffer({ plans: [{ name: 'Groupe', fixed: 10 }] })],
      });
    expect(list({ maxPricePerYear: 50 }, contextOf([seen()]))).toMatchObject({ total: 1, unknownPrice: 0 });
    expect(list({ maxPricePerYear: 50 }, contextOf([seen('2020')]))).toMatchObject({ total: 0, unknownPrice: 1 });
  });

  it('a price for one person is paid by each, the membership and the room too', () => {
    const forEach = { name: 'Adhésion', for: 'person', fixed: 12, membershipFree: { floor: 1 }, maxGb: 5 } as const;
    const host = aDocument({ services: [anOffer({ plans: [{ ...forEach, maxAccounts: 'unlimited' }] })] });
    const within = (accounts: number, maxPricePerYear: number, storageGb = 1) =>
      list({ accounts, maxPricePerYear, storageGb }, contextOf([host])).total;
    expect([within(1, 13), within(1, 12.99), within(12, 156), within(12, 155.99)]).toEqual([1, 0, 1, 0]);
    expect([within(12, 156, 60), within(12, 156, 61)]).toEqual([1, 0]);
  });

  it('a service that has ended is not an offer', () => {
    const closing = {
      announcedOn: '2026-01-01',
      stages: { closed: '2026-06-01' },
      stage: 'closed' as const,
      approximate: false,
      successor: null,
      promises: [],
    };
    const gone = aDocument({ services: [anOffer({ closing })] });
    expect(list({ usage: ['file-storage-sharing'] }, contextOf([gone])).total).toBe(0);
    expect(list({}, contextOf([gone])).total).toBe(1);
  });

  it('offers are listed one by one', () => {
    const offers = contextOf([alder, birch, cedar], 'offers');
    expect(slugs({}, offers)).toEqual(['a-files', 'a-mail', 'b-mail'].sort());
    expect(slugs({ country: ['FR'] }, offers).sort()).toEqual(['a-files', 'b-mail']);
    expect(slugs({ 'usage.all': ['file-storage-sharing', 'shared-calendar'] }, offers)).toEqual(['a-files']);
    expect(slugs({ 'usage.all': ['file-storage-sharing', 'email-hosting'] }, offers)).toEqual([]);
  });
});

describe('counts', () => {
  it('stay useful when their own filter is on', () => {
    const { facets } = list({ legalForm: ['company'], facets: ['legalForm', 'usage'] }, all);
    expect(facets?.legalForm).toEqual([
      { value: 'association', count: 1 },
      { value: 'company', count: 1 },
      { value: 'cooperative', count: 1 },
    ]);
    expect(facets?.usage).toEqual([{ value: 'email-hosting', count: 1 }]);
  });

  it('tell, for an empty answer, which filter alone stands in the way', () => {
    const { relax } = list({ usage: ['email-hosting'], country: ['FR'], legalForm: ['association'] }, all);
    expect(relax).toEqual([
      { drop: ['usage'], count: 1 },
      { drop: ['country'], count: 1 },
      { drop: ['legalForm'], count: 1 },
    ]);
  });

  it('count without the state what is shown when nobody asks for one', () => {
    const suspended = aDocument({ slug: 'suspended', name: 'Sureau', state: 'suspended', services: alder.services });
    const { relax } = list({ state: ['closed'], usage: ['email-hosting'] }, contextOf([alder, suspended]));
    expect(relax).toEqual([{ drop: ['state'], count: 1 }]);
  });

  it('tell which two filters stand in the way together, when no single one does', () => {
    const question = { usage: ['shared-calendar'], country: ['DE'], legalForm: ['company'] } satisfies Question;
    expect(list(question, all).relax).toEqual([
      { drop: ['usage', 'country'], count: 1 },
      { drop: ['usage', 'legalForm'], count: 1 },
      { drop: ['country', 'legalForm'], count: 1 },
    ]);
  });

  it('tell which three filters stand in the way together, when no two do, and of no more', () => {
    const three = {
      ...{ usage: ['shared-calendar'], country: ['DE'], legalForm: ['company'], language: ['nl'] },
    } satisfies Question;
    const { relax } = list(three, all);
    expect(relax!.length).toBeGreaterThan(0);
    for (const { drop, count } of relax!) {
      expect([drop.length, drop.includes('language')]).toEqual([3, true]);
      const left = Object.fromEntries(Object.entries(three).filter(([name]) => !drop.includes(name)));
      expect(list(left as Question, all).total).toBe(count);
    }
    const support = { ...three, support: ['hardware'], 'support.all': ['hardware'] } as unknown as Question;
    expect(list(support, all).relax).toEqual([]);
  });

  it('tell of two filters when one of them is the state', () => {
    const closed = { state: ['closed'], usage: ['shared-calendar'], country: ['DE'] } satisfies Question;
    expect(list(closed, all).relax).toEqual([
      { drop: ['usage', 'state'], count: 1 },
      { drop: ['country', 'state'], count: 1 },
    ]);
  });

  it('of usages tell, among hosts that have all that is asked, what else they have', () => {
    const { facets } = list({ 'usage.all': ['email-hosting', 'shared-calendar'], facets: ['usage'] }, all);
    expect(facets?.usage).toEqual([
      { value: 'email-hosting', count: 1 },
      { value: 'file-storage-sharing', count: 1 },
      { value: 'shared-calendar', count: 1 },
    ]);
  });

  it('of software, help, languages and places', () => {
    const { facets } = list({ facets: ['software', 'support', 'language', 'capacity'] }, all);
    expect(facets).toEqual({
      software: [
        { value: 'mailcow', count: 1 },
        { value: 'nextcloud', count: 1 },
      ],
      support: [
        { value: 'training', count: 2 },
        { value: 'migration', count: 1 },
      ],
      language: [
        { value: 'br', count: 1 },
        { value: 'en', count: 1 },
        { value: 'fr', count: 1 },
      ],
      capacity: [
        { value: 'open', count: 1 },
        { value: 'waiting-list', count: 1 },
      ],
    });
  });
});

describe('pages', () => {
  const walk = (question: Question, contexts: SearchContext[]): string[] => {
    const seen: string[] = [];
    let after: string[] | undefined;
    for (let page = 0; page < 20; page++) {
      const { items, next } = list(question, contexts[Math.min(page, contexts.length - 1)] as SearchContext, after);
      seen.push(...items.map(({ slug }) => slug));
      if (!next) return seen;
      const cursor = new URL(next, 'https://x.example').searchParams.get('cursor') as string;
      after = JSON.parse(Buffer.from(cursor, 'base64url').toString()).slice(3);
    }
    throw new Error('the pages never end');
  };

  it.each<[string, Question, string[]]>([
    ['by name', { limit: 1 }, ['alder', 'birch', 'cedar']],
    ['by newest confirmation', { limit: 1, sort: '-confirmedOn' }, ['alder', 'birch', 'cedar']],
    ['by newest confirmation, two by two', { limit: 2, sort: '-confirmedOn' }, ['alder', 'birch', 'cedar']],
  ])('hold every host once, %s', (_what, question, expected) => {
    expect(walk(question, [all])).toEqual(expected);
  });

  it('stay right while hosts come and go between them', () => {
    const aspen = aDocument({ slug: 'aspen', name: 'Aaspen' });
    const beech = aDocument({ slug: 'beech', name: 'Bouleau' });
    const first = contextOf([alder, birch, cedar]);
    // Between two pages one host came before the place we are at, one after, and the one just read went.
    const then = contextOf([aspen, birch, beech, cedar]);
    expect(walk({ limit: 1 }, [first, then])).toEqual(['alder', 'birch', 'beech', 'cedar']);
  });

  it('by relevance have hosts not seen for two years after others that fit as well, not after those that fit less', () => {
    const seen = (name: string, asOf?: string, summary = 'Mail pour associations') =>
      aDocument({
        ...{ slug: name.toLowerCase(), name, confirmedOn: null, summary: { fr: summary } },
        ...(asOf && { observed: { state: 'unknown' as const, asOf } }),
        services: [anOffer({ slug: 'mail', usages: ['email-hosting'] })],
      });
    const hosts = [seen('Acacia', '2017-08'), seen('Bouleau', '2024-12'), seen('Cormier'), seen('Mail', '2018')];
    expect(slugs({ q: 'mail' }, contextOf(hosts))).toEqual(['mail', 'bouleau', 'cormier', 'acacia']);
    // By name nothing is moved.
    expect(slugs({ q: 'mail', sort: 'name' }, contextOf(hosts))).toEqual(['acacia', 'bouleau', 'cormier', 'mail']);
  });

  it('by relevance hold every host once, and belong to one state of the catalogue', () => {
    expect(list({ q: 'mail' }, all)).toMatchObject({ total: 2, next: null });
    const ranked = list({ q: 'mail' }, all).items.map(({ slug }) => slug);
    expect(walk({ q: 'mail', limit: 1 }, [all])).toEqual(ranked);
    const changed = { ...all, model: { ...all.model, revision: all.model.revision + 1 } };
    expect(() => walk({ q: 'mail', limit: 1 }, [all, changed])).toThrow(/The catalogue has changed between two pages/);
    const tomorrow = { ...all, model: { ...all.model, day: '2027-01-01' } };
    expect(() => walk({ q: 'mail', limit: 1 }, [all, tomorrow])).toThrow(/The catalogue has changed between two pages/);
    expect(walk({ q: 'mail', limit: 1, sort: 'name' }, [all, changed]).length).toBe(2);
  });
});
