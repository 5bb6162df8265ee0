import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { buildModel } from '../../src/catalogue/build.ts';
import { Federation } from '../../src/documents/federation.ts';
import { Host } from '../../src/documents/host.ts';
import { federationDocument, hostDocument, hostOnDay } from '../../src/record/assemble.ts';
import { factsOfHost, type HostFacts, type HostRows } from '../../src/record/host-facts.ts';
import { aDay, reference, someHostRows } from '../support/arbitraries.ts';
import { policy } from '../support/matching.ts';
import {
  claimRow,
  closingRow,
  commitmentRow,
  hostRow,
  hostRows,
  membershipRow,
  plainMembership,
  planRow,
  reviewRow,
  serviceRow,
} from '../support/rows.ts';

const DAY = '2026-11-25';
const documentOf = (rows: Partial<HostRows> = {}, day = DAY) => hostDocument(hostRows(rows), reference, day);
const claim = (document: Host, criterion: string) => document.claims.find((c) => c.criterion === criterion);

describe('the document of a host', () => {
  test('follows its schema, whatever the rows', () => {
    const schema = Compile(Host);
    fc.assert(
      fc.property(someHostRows, aDay, (rows, day) => {
        expect(schema.Errors(hostDocument(rows, reference, day))).toEqual([]);
      }),
    );
  });

  test('says the same on any day once its facts were stored and read again', () => {
    fc.assert(
      fc.property(someHostRows, aDay, (rows, day) => {
        const stored = JSON.parse(JSON.stringify(factsOfHost(rows))) as HostFacts;
        expect(JSON.stringify(hostOnDay(stored, reference, day))).toBe(
          JSON.stringify(hostDocument(rows, reference, day)),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('holds nothing in its facts that moves with the day', () => {
    const rows = hostRows({ claims: [claimRow()], closings: [closingRow()], reviews: [reviewRow()] });
    const facts = JSON.stringify(factsOfHost(rows));
    for (const dated of ['evidence', 'aged', 'stage', 'promises', 'contested'])
      expect(facts).not.toContain(`"${dated}":`);
  });

  test('is the same object in the catalogue when neither its facts nor the day make it another one', () => {
    const facts = factsOfHost(hostRows({ claims: [claimRow()] }));
    const stored = { epoch: 'e', revision: 1, mark: 'm', hosts: new Map([[facts.id, facts]]), federations: new Map() };
    const on = (day: string) => buildModel(stored, { reference, costRules: policy }, day).documents[0];
    expect(on('2026-11-26')).toBe(on('2026-11-25'));
    expect(on('2028-11-26')).not.toBe(on('2026-11-25'));
  });

  test('leaves out what is unknown, and keeps a list that is said to be empty', () => {
    const document = documentOf({ host: hostRow({ website: null, support: [] }) });
    expect(document).not.toHaveProperty('website');
    expect(document).not.toHaveProperty('visits');
    expect(document.support).toEqual([]);
  });

  test('is byte for byte the same in whatever order the rows and their keys come', () => {
    const one = documentOf({
      host: hostRow({
        summary: { fr: 'a', en: 'b' },
        seat: { country: 'FR', territory: { level: 'commune', code: '23096' } },
      }),
      services: [serviceRow({ id: 'a', slug: 'a' }), serviceRow({ id: 'b', slug: 'b' })],
      claims: [claimRow(), claimRow({ criterion: 'hosted-in-eu' })],
    });
    const other = documentOf({
      host: hostRow({
        summary: { en: 'b', fr: 'a' },
        seat: { territory: { code: '23096', level: 'commune' }, country: 'FR' },
      }),
      services: [serviceRow({ id: 'b', slug: 'b' }), serviceRow({ id: 'a', slug: 'a' })],
      claims: [claimRow({ criterion: 'hosted-in-eu' }), claimRow()],
    });
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    expect(one.services.map(({ slug }) => slug)).toEqual(['a', 'b']);
  });

  test('tells a service without known prices from one with none', () => {
    const [unknown, none] = documentOf({
      services: [serviceRow({ slug: 'a' }), serviceRow({ slug: 'b', plansKnown: true })],
    }).services;
    expect(unknown).not.toHaveProperty('plans');
    expect(none?.plans).toEqual([]);
  });

  test('gives prices in euros, and says what is unlimited', () => {
    const service = serviceRow({ plansKnown: true });
    const plan = planRow({
      serviceId: service.id,
      fixedCents: 1999,
      accountsUnlimited: true,
      payWhatYouCan: true,
      floorCents: 0,
    });
    expect(documentOf({ services: [service], plans: [plan] }).services[0]?.plans).toEqual([
      { name: 'Groupe', fixed: 19.99, maxAccounts: 'unlimited', freeAmount: { floor: 0 } },
    ]);
  });
});

describe('what a host says', () => {
  test('is documented with an address and declared without', () => {
    const document = documentOf({
      claims: [claimRow(), claimRow({ criterion: 'open-formats', evidenceUrl: 'https://a.example' })],
    });
    expect(claim(document, 'non-profit')).toMatchObject({ evidence: 'declared', statements: [{ by: 'host' }] });
    expect(claim(document, 'open-formats')).toMatchObject({ evidence: 'documented' });
  });

  test('undated and imported is as old as the entry was compiled, else last seen at work', () => {
    const imported = claimRow({ asOf: null, imported: true, evidenceUrl: 'https://a.example' });
    const seen = documentOf({ claims: [imported], host: hostRow({ observed: { state: 'active', asOf: '2025' } }) });
    expect(seen.claims[0]).toMatchObject({ evidence: 'documented', statements: [{ by: 'import', asOf: '2025' }] });
    const since = hostRow({ observed: { state: 'active', asOf: '2026-08' }, factsAsOf: '2019' });
    const old = documentOf({ claims: [imported], host: since });
    expect(old).toMatchObject({ observed: { asOf: '2026-08' }, factsAsOf: '2019' });
    expect(old.claims[0]).toMatchObject({ evidence: 'declared', statements: [{ asOf: '2019', aged: true }] });
    const never = documentOf({ claims: [imported], host: hostRow({ observed: { state: 'unknown' } }) });
    expect(never.claims[0]).toMatchObject({ evidence: 'declared', statements: [{ asOf: null, aged: true }] });
  });

  test('stands before the charter it contradicts, and both are told', () => {
    const document = documentOf({
      claims: [claimRow({ criterion: 'no-advertising', value: 'no' })],
      memberships: [membershipRow({ askedOn: '2020-01-15' })],
    });
    expect(claim(document, 'no-advertising')).toMatchObject({
      value: 'no',
      contested: false,
      statements: [
        { by: 'host', value: 'no' },
        { by: 'charter', value: 'yes', federation: 'chatons' },
      ],
    });
  });
});

describe('a membership', () => {
  const signed = (over: Parameters<typeof membershipRow>[0], day = DAY) =>
    documentOf({ memberships: [membershipRow({ askedOn: '2020-01-15', ...over })] }, day).claims.map(
      ({ criterion }) => criterion,
    );

  test('declares what every version of the charter requires, when the version is unknown', () => {
    expect(signed({})).toContain('no-advertising');
    // Required before 2023 from memory only: nobody may be said to have signed it.
    expect(signed({})).not.toContain('free-software-only');
    expect(signed({ charterVersion: 'since-2023' })).toContain('free-software-only');
    expect(signed({ charterVersion: 'before-2023' })).not.toContain('free-software-only');
  });

  test('declares nothing when it is uncertain, over, or that of a follower', () => {
    expect(signed({ toCheck: true })).toEqual([]);
    expect(signed({ state: 'former' })).toEqual([]);
    expect(signed({ state: 'follower' })).toEqual([]);
    expect(signed({ until: '2026-11-24' })).toEqual([]);
    expect(signed({ until: '2026' })).toContain('no-advertising');
    expect(signed({ charterVersion: 'unheard-of' })).toEqual([]);
    expect(signed({ federationCharter: null })).toEqual([]);
  });

  test('stops declaring on the day after its end', () => {
    const document = documentOf({ memberships: [membershipRow({ askedOn: '2020-01-15', until: '2026-11-25' })] });
    expect(claim(document, 'no-advertising')).toMatchObject({ statements: [{ aged: false, until: '2026-11-25' }] });
    expect(
      documentOf({ memberships: [membershipRow({ askedOn: '2020-01-15', until: '2026-11-25' })] }, '2026-11-26').claims,
    ).toEqual([]);
  });

  test('is read back with the charter that it means', () => {
    expect(documentOf({ memberships: [membershipRow()] }).memberships).toEqual([
      { federation: 'chatons', state: 'member', charter: 'chatons' },
    ]);
  });
});

describe('a review', () => {
  test('outweighs the word of the host, and contests it with a no', () => {
    const review = reviewRow({ value: 'no', evidenceUrl: 'https://b.example', tie: 'none' });
    expect(claim(documentOf({ claims: [claimRow()], reviews: [review] }), 'non-profit')).toMatchObject({
      value: 'no',
      evidence: 'peer-reviewed',
      contested: true,
      statements: [{ by: 'federation', federation: 'chatons', tie: 'none' }, { by: 'host' }],
    });
  });

  test('with a certificate is certified until the earlier end, then unknown', () => {
    const review = reviewRow({
      subject: 'commitment:certification-hds',
      value: true,
      expiresOn: '2027-06-30',
      certificate: { issuer: 'Afnor', number: '7', expiresOn: '2027-12-31' },
    });
    const document = documentOf({ reviews: [review] });
    expect(document.commitments[0]).toMatchObject({ kind: 'certification-hds', evidence: 'certified' });
    expect(document.commitments[0]?.statements[0]).toMatchObject({ until: '2027-06-30' });
    expect(documentOf({ reviews: [review] }, '2027-07-01').commitments[0]).toMatchObject({ evidence: 'unknown' });
  });
});

describe('the end of a host', () => {
  test('is shown as its state from the day it closes', () => {
    const document = documentOf({ closings: [closingRow({ promisedNotice: 90 })] });
    expect(document).toMatchObject({
      state: 'published',
      closing: { stage: null, promises: [{ promised: 90, actual: 96, state: 'pending' }, {}] },
    });
    expect(documentOf({ closings: [closingRow({ promisedNotice: 90 })] }, '2027-03-01')).toMatchObject({
      state: 'closed',
      closing: { stage: 'closed', promises: [{ state: 'kept' }, {}] },
    });
  });

  test('observed from outside closes an entry that nobody confirmed, and no other', () => {
    const observed = { state: 'closed' as const, asOf: '2025-08' };
    expect(documentOf({ host: hostRow({ observed, confirmedOn: null }) }).state).toBe('closed');
    expect(documentOf({ host: hostRow({ observed }) }).state).toBe('published');
  });

  test('is measured by what was promised when it was announced, and by nothing said since', () => {
    const announced = closingRow({ promisedNotice: 90 });
    const promised = (rows: Partial<HostRows>) => documentOf(rows).closing?.promises[0];
    const before = { promised: 90, actual: 96 };
    expect(promised({ closings: [announced] })).toMatchObject(before);
    expect(promised({ closings: [announced], commitments: [commitmentRow({ value: 30 })] })).toMatchObject(before);
    expect(promised({ closings: [closingRow()], commitments: [commitmentRow()] })).toMatchObject({
      promised: null,
      state: 'unknown',
    });
  });
});

test('the document of a federation lists its members by slug, and follows its schema', () => {
  const federation = {
    id: '00000000-0000-4000-8000-00000000bbbb',
    slug: 'chatons',
    name: 'CHATONS',
    website: 'https://chatons.org',
    summary: { en: 'b', fr: 'a' },
    country: 'FR',
    charter: 'chatons',
    sources: null,
    version: 3,
    createdAt: new Date(),
    publishedRevision: null,
  };
  const members = [
    { ...plainMembership(), host: 'b-host' },
    { ...plainMembership({ toCheck: true }), host: 'a-host' },
  ];
  const document = federationDocument({
    federation,
    members,
    selection: [],
    helpers: [],
    criteria: [],
    policy: undefined,
  });
  expect(document.members).toEqual([
    { host: 'a-host', state: 'member', charter: 'chatons', toCheck: true },
    { host: 'b-host', state: 'member', charter: 'chatons' },
  ]);
  expect(Compile(Federation).Errors(document)).toEqual([]);
});
