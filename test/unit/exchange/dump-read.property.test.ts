import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOwn } from '../../../src/documents/evidence.ts';
import { type Contact, type Host, HostDraft, type Support } from '../../../src/documents/host.ts';
import { ServiceDraft } from '../../../src/documents/service.ts';
import type { Claim, Commitment } from '../../../src/documents/statement.ts';
import { checkHost } from '../../../src/exchange/seed/check.ts';
import { MOST_BYTES_A_LINE, readDump } from '../../../src/exchange/seed/dump.ts';
import { seedRows } from '../../../src/exchange/seed/rows.ts';
import { answerJson } from '../../../src/ground/absent.ts';
import { definedOnly } from '../../../src/ground/texts.ts';
import { hostOnDay } from '../../../src/record/assemble.ts';
import { factsOfHost, type HostRows } from '../../../src/record/host-facts.ts';
import { inputPart } from '../../../src/requests/shape.ts';
import { saidFaults } from '../../../src/statements/meaning.ts';
import type { Zone } from '../../../src/vocabulary/shapes.ts';
import { reference, someHostRows } from '../../support/arbitraries.ts';
import { hostRow, hostRows } from '../../support/rows.ts';

const DAY = '2030-01-01';
const FEDERATION = { slug: 'chatons', website: 'https://chatons.org/' };

const federationId = '00000000-0000-4000-8000-00000000bbbb';
const read = (...parts: (string | Buffer)[]) =>
  readDump(
    (async function* () {
      for (const part of parts) yield Buffer.from(part);
    })(),
    { reference, federations: new Set([FEDERATION.slug]), from: 'https://ailleurs.example/' },
  );

const own = (list: readonly (Claim | Commitment)[]) =>
  list.flatMap((subject) => {
    const said = subject.statements.find(isOwn);
    const { value, asOf, evidenceUrl, note } = said ?? {};
    return said ? [{ of: 'kind' in subject ? subject.kind : subject.criterion, value, asOf, evidenceUrl, note }] : [];
  });
const ended = ({ closing }: Pick<Host, 'closing'>) => closing && { ...closing, successor: closing.successor?.host };

/** What a host says, without who says it here, nor since when. */
const undated = (host: Host) => ({
  ...inputPart(HostDraft, host),
  complete: host.complete,
  aliases: host.aliases,
  observed: host.observed,
  closing: ended(host),
  claims: own(host.claims),
  commitments: own(host.commitments),
  memberships: host.memberships.map(({ statedBy: _statedBy, askedOn: _askedOn, ...rest }) => rest),
  services: host.services.map((service) => ({
    ...inputPart(ServiceDraft, service),
    closing: ended(service),
    commitments: own(service.commitments),
  })),
});

/** The document of the rows that loading an entry writes. */
function loaded(entry: unknown): Host {
  const checked = checkHost(entry, { reference, day: DAY, federations: new Map([[FEDERATION.slug, FEDERATION]]) });
  if ('faults' in checked) throw new Error(JSON.stringify(checked.faults));
  let count = 0;
  const rows = seedRows([checked.entry], {
    newId: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
    now: new Date(`${DAY}T12:00:00Z`),
    federationIds: new Map([[FEDERATION.slug, federationId]]),
  });
  const { hosts, memberships, ...parts } = rows;
  const joined = memberships.map((row) => ({ ...row, federation: FEDERATION.slug, federationCharter: 'chatons' }));
  const written: HostRows = hostRows({ ...parts, host: hostRow({ confirmedOn: null, ...definedOnly(hosts[0]!) }) });
  return hostOnDay(factsOfHost({ ...written, memberships: joined }), reference, DAY);
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const someWords = fc
  .string({ unit: fc.constantFrom(...'aé€\\"\n<>=@\u2028'), minLength: 1, maxLength: 20 })
  .map((text) => `L${text}s`);
const aText = fc.record({ fr: someWords }, { requiredKeys: ['fr'] });
const amount = maybe(fc.nat(100_000));

/** What a host may say in every kind of field, by the rules of who writes. */
const soundRows: fc.Arbitrary<HostRows> = fc
  .tuple(
    someHostRows,
    fc.record({
      summary: maybe(aText),
      foundedOn: maybe(fc.constantFrom('2014', '2014-03', '2014-03-02')),
      legalForm: maybe(fc.constantFrom('association' as const, 'cooperative' as const)),
      seat: maybe(fc.constant({ country: 'FR', territory: { level: 'departement' as const, code: '23' } })),
      serves: maybe(fc.constantFrom<Zone[]>([], [{ level: 'world' }], [{ level: 'country', code: 'FR' }])),
      languages: maybe(fc.subarray(['fr', 'br', 'en'])),
      support: maybe(fc.constantFrom<Support[]>([], [{ kind: 'training', mode: 'in-person' }])),
      contact: maybe(fc.constantFrom<Contact[]>({ email: 'contact@aulnes.example' }, { phone: '+33 5 55 00 00 00' })),
      complete: fc.subarray(['audiences' as const, 'languages' as const, 'services' as const]),
      sources: maybe(fc.constant<string[]>(['https://aulnes.example/'])),
    }),
    fc.record({
      summary: maybe(aText),
      software: maybe(fc.constant({ name: 'Nextcloud', licence: 'AGPL-3.0-or-later' })),
      url: maybe(fc.constant('https://nuage.aulnes.example/')),
      registration: maybe(fc.constantFrom('open' as const, 'members' as const)),
      dataCountry: maybe(fc.constant('FR')),
      exportFormats: maybe(fc.subarray(['WebDAV', 'zip'])),
      startedOn: maybe(fc.constant('2016-03')),
    }),
    fc.record({ fixedCents: amount, perGbCents: amount, setupFeeCents: amount, conditions: maybe(aText) }),
    fc.subarray([
      { kind: 'slug' as const, value: 'anciens-aulnes', until: '2020-01-01' },
      { kind: 'domain' as const, value: 'anciens-aulnes.example', until: null },
      { kind: 'name' as const, value: 'Aulnes & Cie', until: '2019' },
    ]),
  )
  .map(([rows, host, service, plan, aliases]) => ({
    ...rows,
    host: { ...rows.host, ...host },
    aliases: aliases.map((one) => ({ ...one, hostId: rows.host.id })),
    services: rows.services.map((row) => ({ ...row, ...service })),
    plans: rows.plans.map((row) => ({ ...row, ...plan, period: 'year' as const })),
    commitments: rows.commitments.filter(({ kind, value }) => saidFaults(kind, value, reference, DAY).length === 0),
    memberships: rows.memberships.filter(({ charter }) => charter !== 'unheard-of').map(asFormer),
  }));

/** No membership contradicts itself. */
const asFormer = (row: HostRows['memberships'][number]) => ({
  ...row,
  charter: null,
  charterVersion: null,
  since: null,
  until: row.state === 'former' ? '2025-06' : null,
});

describe('the dump of hosts, read back', () => {
  it('says the same of any host', async () => {
    await fc.assert(
      fc.asyncProperty(soundRows, async (rows) => {
        fc.pre(rows.host.state !== 'suspended');
        const host = hostOnDay(factsOfHost(rows), reference, DAY);
        const line = { ...host, updatedAt: `${DAY}T08:00:00Z` };
        const { hosts, refused } = await read(`${answerJson(line)}\n`);
        expect(refused).toEqual([]);
        // Others may write null where nothing is known.
        expect((await read(JSON.stringify(line))).hosts).toEqual(hosts);
        const after = loaded(hosts[0]);
        expect(undated(after)).toEqual(undated(host));
        expect(after).toMatchObject({ confirmedByHost: false, confirmedOn: null });
      }),
    );
  });

  it('of a later shape is refused, line by line; without a version it is of this one', async () => {
    const line = (schemaVersion?: unknown) =>
      `${JSON.stringify({ schemaVersion, id: 'i', slug: 'les-aulnes', name: 'Les Aulnes' })}\n`;
    const { hosts, refused } = await read(line(2));
    expect([hosts, refused]).toMatchObject([
      [],
      [{ line: 1, slug: 'les-aulnes', faults: [{ code: 'unknown-value' }] }],
    ]);
    expect((await read(line())).hosts).toEqual((await read(line(1))).hosts);
    expect((await read(line())).hosts).toHaveLength(1);
  });

  it('tells what is wrong line by line, and reads the others, wherever the parts of the file end', async () => {
    const line = (slug: string, more: object = {}) => JSON.stringify({ slug, name: slug, id: 'i', ...more });
    const text = Buffer.from(
      [
        line('un', { name: 'Été' }),
        '{"slug": "deux"',
        '',
        line('un'),
        line('trois', { state: 'suspended' }),
        `"${'x'.repeat(MOST_BYTES_A_LINE)}"`,
        '{"slug":"quatre","name":"\xff"}',
        line('cinq', { memberships: [{ federation: 'inconnue' }, { federation: 'chatons' }] }),
      ].join('\n'),
      'latin1',
    );
    const wide = Buffer.concat([Buffer.from('{"slug":"zero","name":"É"}\n'), text]);
    const expected = {
      refused: [
        [2, undefined, 'wrong-shape'],
        [3, undefined, 'wrong-shape'],
        [6, 'trois', 'suspended'],
        [7, undefined, 'too-long'],
        [8, undefined, 'wrong-shape'],
      ],
      slugs: ['zero', 'un', 'cinq'],
    };
    for (const size of [7, 1 << 16, wide.length]) {
      const parts = size === 7 ? [wide.subarray(0, 7), wide.subarray(7, 24), wide.subarray(24)] : [];
      const chunks =
        parts.length > 0
          ? parts
          : Array.from({ length: Math.ceil(wide.length / size) }, (_, i) => wide.subarray(i * size, (i + 1) * size));
      const { refused, hosts, leftOut } = await read(...chunks);
      expect({
        refused: refused.map(({ line, slug, faults }) => [line, slug, faults[0]?.code]),
        slugs: hosts.map(({ slug }) => slug),
      }).toEqual(expected);
      expect(leftOut).toEqual([{ line: 9, slug: 'cinq', pointers: ['/memberships/inconnue'] }]);
    }
  });
});
