import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Host, Membership } from '../../../src/documents/host.ts';
import type { Service } from '../../../src/documents/service.ts';
import { correctedFile } from '../../../src/exchange/chatonsinfos/check.ts';
import { orderOf } from '../../../src/exchange/chatonsinfos/keys.ts';
import { isEntry } from '../../../src/exchange/chatonsinfos/properties.ts';
import { readWhole } from '../../../src/exchange/chatonsinfos/read.ts';
import { presentValue } from '../../../src/exchange/chatonsinfos/values.ts';
import { type Publication, writeHost, writeService } from '../../../src/exchange/chatonsinfos/write.ts';
import { definedOnly } from '../../../src/ground/texts.ts';
import { shapeFaults } from '../../../src/requests/shape.ts';
import { shortText, Text } from '../../../src/vocabulary/shapes.ts';
import { LEGAL_FORMS, REGISTRATIONS } from '../../../src/vocabulary/terms.ts';
import { aPartialDate } from '../../support/arbitraries.ts';
import { aDocument, anOffer } from '../../support/documents.ts';
import { reference } from '../../support/matching.ts';

const DAY = '2026-11-27';
const publication: Publication = { publicUrl: 'https://bercail.example', reference, day: DAY, changedOn: '2026-11-20' };
const ADDRESS = 'https://bercail.example/v1/hosts/aulnes.properties';
const read = (file: string) => readWhole(Buffer.from(file), { address: ADDRESS, reference, day: DAY });

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
/** Signs that mean something to files of properties, and letters of everywhere. */
const anyWords = fc
  .string({
    unit: fc.oneof(fc.constantFrom(...'\\=:#!"\' \t\n«»;,é€œ<>'), fc.string({ unit: 'grapheme', maxLength: 1 })),
    minLength: 1,
    maxLength: 60,
  })
  // What the format cannot say: blanks around lines, signs that do not show, quotes around everything, words for nothing.
  .filter((text) => presentValue(text.trim()) === text && !/<br|\p{Cf}|[^\S\n ]| {2}|^\s|\s$| \n|\n /iu.test(text));
const aName = anyWords.filter((text) => !text.includes('\n') && shapeFaults(shortText(), text).length === 0);
const aText = anyWords.map((fr) => ({ fr })).filter((text) => shapeFaults(Text, text).length === 0);
const anAddress = fc.constantFrom(
  'https://aulnes.example',
  'http://été.example/a=b:c?d=#e!',
  'https://a.example/\\u00e9',
);
const aPastDate = aPartialDate.filter((date) => date <= DAY.slice(0, date.length));
const aCountry = fc.constantFrom('FR', 'DE', 'CH', 'CA');

const aMembership: fc.Arbitrary<Membership> = fc
  .record({ state: fc.constantFrom('member', 'former'), since: maybe(aPastDate), until: aPastDate })
  .map(({ state, since, until }): Membership => {
    const dates = definedOnly({ since, until: state === 'former' ? until : undefined });
    return { federation: 'les-rives', state: state as 'member', ...dates };
  });

const aHost: fc.Arbitrary<Host> = fc
  .record({
    name: aName,
    website: maybe(anAddress),
    summary: maybe(aText),
    foundedOn: maybe(aPastDate),
    legalForm: maybe(fc.constantFrom(...LEGAL_FORMS.filter((form) => form !== 'public-body'))),
    seat: maybe(aCountry.map((country) => ({ country }))),
    contact: maybe(fc.constantFrom({ url: 'https://aulnes.example/contact' }, { email: 'contact@aulnes.example' })),
    memberships: fc.array(aMembership, { maxLength: 1 }),
    state: fc.constantFrom('active', 'closed', 'unknown'),
    asOf: aPastDate,
  })
  .map(
    ({ state, asOf, ...facts }) =>
      ({
        ...aDocument({ confirmedByHost: false, confirmedOn: null, services: [] }),
        ...definedOnly(facts),
        observed: { state: state as 'active', asOf },
      }) as Host,
  );

const aService: fc.Arbitrary<Service> = fc
  .record({
    name: aName,
    summary: maybe(aText),
    software: maybe(fc.record({ name: aName, licence: fc.constantFrom('AGPL-3.0-only', 'MIT') })),
    url: maybe(anAddress),
    registration: maybe(fc.constantFrom(...REGISTRATIONS.filter((word) => word !== 'on-application'))),
    capacity: maybe(fc.constantFrom({ state: 'open' as const }, { state: 'full' as const })),
    dataCountry: maybe(aCountry),
    startedOn: maybe(aPastDate),
  })
  .map((facts) => ({ ...anOffer({ slug: 'nuage' }), ...REST, ...definedOnly(facts) }) as Service);
const REST = { summary: undefined, software: undefined, url: undefined, registration: undefined };
/** What files say of a service; a known program brings its usages. */
const SAID = ['name', 'summary', 'software', 'url', 'registration', 'capacity', 'dataCountry', 'startedOn'] as const;

const expectStrict = (file: string) => {
  const reading = read(file);
  const codes = reading.read.problems.map(({ code }) => code).filter((code) => code !== 'no-usage');
  expect(codes).toEqual([]);
  expect(correctedFile(reading)).toBe(file);
  const places = reading.items.filter(isEntry).map(({ key }) => orderOf(key));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  return reading.read;
};

describe('A file that is written', () => {
  it('says of a host what was said of it, with nothing to correct and the keys in their order', () => {
    fc.assert(
      fc.property(aHost, (host) => {
        const said = expectStrict(writeHost(host, publication)).host!;
        expect(said.name).toBe(host.name);
        expect(said.website).toBe(host.website);
        const { summary, foundedOn, legalForm, seat, contact } = host;
        expect(said.facts).toEqual(definedOnly({ summary, foundedOn, legalForm, seat, contact }));
        const [membership] = host.memberships;
        const { federation: _, ...place } = membership ?? { federation: '' };
        expect(said.membership).toEqual(membership ? place : undefined);
        const { state, asOf } = host.observed!;
        if (state === 'closed') expect(said.observed).toEqual({ state, asOf });
        else expect(said.observed?.state).toBe(state === 'active' ? 'active' : undefined);
      }),
      { numRuns: 500 },
    );
  });

  it('says of a service what was said of it', () => {
    fc.assert(
      fc.property(aService, (service) => {
        const { service: said } = expectStrict(writeService(aDocument(), service, publication));
        const { usages: _, ...facts } = said!.facts;
        expect(facts).toEqual(definedOnly(Object.fromEntries(SAID.map((name) => [name, service[name]]))));
      }),
      { numRuns: 500 },
    );
  });
});
