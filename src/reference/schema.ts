import { Type } from 'typebox';
import { fixedListOf, listOf } from '../http/pagination.ts';
import {
  CountryCode,
  Day,
  Email,
  HttpUrl,
  Key,
  namedObject,
  orNull,
  PartialDate,
  Slug,
  strictObject,
  Territory,
  Zone,
} from '../vocabulary/shapes.ts';

const Both = strictObject({ fr: Type.String(), en: Type.String() });
const both = (description: string) => strictObject(Both.properties, { description });
const Keys = Type.Array(Type.String());
const firstAsked = Type.Optional(Type.Integer({ minimum: 1, description: 'Place among the questions asked first' }));
const Labelled = strictObject({ key: Key, label: Both });
const standing = Type.String({ description: 'read, or recalled: to be read again' });

export const UnitEntry = strictObject({
  key: Key,
  label: both('Follows a number: 15 participants'),
  singular: both('Follows 1'),
});

export const UsageEntry = namedObject('Usage', {
  key: Key,
  family: Type.String(),
  label: Both,
  short: both('One to three words, for where there is little room'),
  inSentence: Type.Optional(both('How it stands inside a sentence, where the label has a colon of its own')),
  definition: Both,
  capacityUnits: Keys,
  primaryCapacityUnit: Type.String({ description: 'The unit to ask about first; labels are in `units`' }),
  typicalLibreTools: Keys,
  typicalProprietaryTools: Keys,
  dataSensitivity: Type.String(),
  exportFormats: Keys,
  aliases: Keys,
  alsoMetBy: Type.Optional(
    Type.Array(
      strictObject({
        usage: Key,
        as: both('What one then has, and what is lost; inside a sentence'),
      }),
      { description: 'Usages whose services also meet this one, with less; absent: none will do' },
    ),
  ),
  sameHostAs: Type.Optional(
    Type.Array(Key, {
      description: 'Usages that stay at one host with this one: where both must be met, no combination splits them',
    }),
  ),
  startHere: Type.Optional(Type.Integer({ minimum: 1, description: 'Place among those shown first' })),
});

const ReadSource = Type.String({
  description: 'Address of the page read, or public-index:N for a public file known by its number in an index',
  examples: ['https://help.example/export'],
});

const ToolExport = namedObject(
  'ToolExport',
  {
    formats: Type.Array(Type.String(), {
      description: 'Names of formats; as-is: the files as they were put there; empty: no export exists',
    }),
    where: Both,
    limits: Type.Optional(Both),
    source: ReadSource,
    limitsSource: Type.Optional(ReadSource),
    formatsSource: Type.Optional(ReadSource),
    alsoRead: Type.Optional(ReadSource),
    readOn: Day,
    asOf: orNull(PartialDate, { description: 'Date of the page or of its copy; absent: unknown' }),
  },
  { description: 'How data leave the tool; absent: not known' },
);

const ToolImport = namedObject('ToolImport', { software: Type.String(), how: Both, source: ReadSource });

export const ToolEntry = namedObject('Tool', {
  key: Key,
  name: Type.String(),
  vendor: orNull(Type.String()),
  vendorCountry: orNull(CountryCode, { description: 'absent: a community, or not known' }),
  aliases: Keys,
  usages: Keys,
  licence: Type.String({ description: 'proprietary, libre, or not-applicable (paper)' }),
  licenceId: orNull(Type.String(), { description: 'As it is published, close to SPDX; absent: not verified' }),
  platformGroup: Type.String({ description: 'google, apple, meta, amazon, microsoft, other or none' }),
  bigPlatform: Type.Boolean({ description: 'Whether it is of one of the five named first' }),
  jurisdiction: Type.String({
    description:
      'Whose law the provider is under, as commonly documented: a country, EU, depends-on-host, local-device or unknown. It is not the place of the servers',
  }),
  jurisdictionZone: Type.String({ description: 'FR, EU-EEA, US, OTHER, HOST, LOCAL or UNKNOWN' }),
  libreAlternatives: Keys,
  export: Type.Optional(ToolExport),
  importedBy: Type.Optional(
    Type.Array(ToolImport, { description: 'Software that takes its data in; absent: not known' }),
  ),
});

const Thousandths = Type.Integer({ minimum: 0, maximum: 1000 });

export const CriterionEntry = namedObject('Criterion', {
  key: Key,
  family: Type.String(),
  label: Both,
  question: both('Asked about a host'),
  askHost: both('The same question, asked of the host itself'),
  definition: Both,
  howToProve: Both,
  utilities: Type.Optional(
    strictObject(
      { yes: Thousandths, partial: Thousandths, no: Thousandths },
      { description: 'What each answer is worth in a match, in thousandths, before its evidence counts' },
    ),
  ),
  federation: Type.Optional(
    strictObject({ slug: Slug, name: Type.String() }, { description: 'Whose own criterion it is' }),
  ),
  level: Type.Optional(Type.String({ description: 'What that federation asks of its members' })),
  version: Type.Optional(Type.Integer({ minimum: 1 })),
  definedOn: Type.Optional(Day),
  charters: Type.Array(
    strictObject({
      charter: Key,
      version: Type.String(),
      level: Type.String({ description: 'required or recommended' }),
      standing,
      source: Type.Optional(HttpUrl),
      note: Type.Optional(Both),
    }),
  ),
  firstAsked,
});

export const CharterEntry = strictObject({
  key: Key,
  name: Type.String(),
  website: Type.Optional(HttpUrl),
  label: Both,
  versions: Type.Array(
    strictObject({
      version: Type.String(),
      label: Both,
      from: Type.Optional(PartialDate),
      until: Type.Optional(PartialDate),
      standing,
      source: Type.Optional(HttpUrl),
      note: Type.Optional(Both),
    }),
  ),
});

const Legal = strictObject(
  {
    text: Both,
    floor: Type.Optional(Type.Number({ description: 'The least that is lawful, in the unit' })),
    ceiling: Type.Optional(Type.Number({ description: 'The most that is lawful, in the unit' })),
    from: Type.Optional(PartialDate),
    standing,
    source: HttpUrl,
  },
  { description: 'What the law says of it; absent: nothing is recorded' },
);

export const CommitmentKindEntry = namedObject('CommitmentKind', {
  key: Key,
  scope: Type.String(),
  valueType: Type.String(),
  unit: Type.Optional(Type.String()),
  better: Type.String({ description: 'Which direction is better' }),
  bounds: Type.Optional(
    strictObject({ min: Type.Number(), max: Type.Number() }, { description: 'Between which a number is taken' }),
  ),
  specialValues: Type.Optional(
    Type.Array(strictObject({ value: Type.String(), utility: Thousandths, label: Both }), {
      description: 'Words taken in place of a number, and what each is worth',
    }),
  ),
  label: Both,
  question: both('Asked of the host itself'),
  note: Type.Optional(Both),
  legal: Type.Optional(Legal),
  howVerified: Type.String(),
  utility: Type.Optional(
    Type.Array(strictObject({ value: Type.Number(), utility: Thousandths }), {
      description:
        'What a measure is worth in a match, before its evidence counts: by ascending values, in thousandths; between two of them in proportion',
    }),
  ),
  utilities: Type.Optional(
    strictObject(
      {
        present: Type.Optional(Thousandths),
        absent: Type.Optional(Thousandths),
        true: Type.Optional(Thousandths),
        false: Type.Optional(Thousandths),
      },
      { description: 'What each answer is worth, where nothing is measured, in thousandths' },
    ),
  ),
  utilityOf: Type.Optional(Type.String({ description: 'What is measured of a day: age-in-months, age-in-years' })),
  shelfLifeMonths: orNull(Type.Integer(), { description: 'absent: until the certificate expires' }),
  sources: Type.Array(Type.String(), { description: 'Pages that it was drawn from' }),
  firstAsked,
});

const NamedTerritory = strictObject({ ...Territory.properties, name: Type.String() });
const TerritoryEntry = namedObject('TerritoryEntry', {
  ...NamedTerritory.properties,
  within: Type.Array(NamedTerritory, { description: 'Wider places, the nearest first' }),
});

export const HelperEntry = namedObject('Helper', {
  id: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  offers: Keys,
  serves: Type.Array(Zone),
  audiences: Type.Optional(
    Type.Array(Type.String(), {
      description:
        'Whom it serves: all-associations, public, local (of one town); others are for some only, and support-bodies, federations, digital-helpers for those who advise others; absent: whoever asks',
    }),
  ),
  personalData: Type.Optional(Type.Boolean({ description: 'true: competent in the data of people' })),
  url: orNull(HttpUrl),
  phone: Type.Optional(Type.String()),
  email: Type.Optional(Email),
  contactUrl: Type.Optional(HttpUrl),
  summary: Both,
  free: orNull(Type.Boolean()),
  observedOn: orNull(PartialDate),
  sources: Keys,
  federation: Type.Optional(strictObject({ slug: Slug, name: Type.String() }, { description: 'Who recommends it' })),
});

const withMore = <L extends ReturnType<typeof listOf | typeof fixedListOf>>(
  list: L,
  more: Parameters<typeof Type.Object>[0],
  $id: string,
) => strictObject({ ...list.properties, ...more }, { $id });

export const UsageList = withMore(
  fixedListOf(UsageEntry, 'UsageList'),
  { families: Type.Array(Labelled), units: Type.Array(UnitEntry) },
  'UsageList',
);
export const ToolList = fixedListOf(ToolEntry, 'ToolList');
export const CriterionList = withMore(
  listOf(CriterionEntry, 'CriterionList'),
  { charters: Type.Array(CharterEntry) },
  'CriterionList',
);
export const CommitmentKindList = fixedListOf(CommitmentKindEntry, 'CommitmentKindList');
export const TerritoryList = withMore(
  fixedListOf(TerritoryEntry, 'TerritoryList'),
  {
    licence: Type.String({ description: 'That of the list, which is somebody else’s: see `list`' }),
    list: Type.Object({ source: Type.String(), version: Type.String(), licence: Type.String() }),
  },
  'TerritoryList',
);
export const HelperList = listOf(HelperEntry, 'HelperList');
