import type { Host } from '../../documents/host.ts';
import { byText } from '../../ground/texts.ts';
import {
  AUDIENCE_LABELS,
  COUNTED_UNIT_LABELS,
  LEGAL_FORM_LABELS,
  SUPPORT_MODE_LABELS,
} from '../../vocabulary/labels.ts';
import type { Label, Reference } from '../../vocabulary/reference.ts';
import type { Territory, Zone } from '../../vocabulary/shapes.ts';
import { TERRITORY_LEVELS, type TerritoryLevel } from '../../vocabulary/terms.ts';
import type { Dumped } from './dumped.ts';
import { column, inBoth, type Table, zoneName } from './table.ts';

/* What the codes of the other tables mean: without these a spreadsheet would have to ask the API. */

interface Code {
  list: string;
  code: string;
  label: Label;
  definition?: Label;
  unit?: string | undefined;
}

const listOf = (list: string, labels: Iterable<readonly [code: string, label: Label]>): Code[] =>
  [...labels].map(([code, label]) => ({ list, code, label }));

const NAMED_UNITS: readonly (readonly [string, Label])[] = [
  ['EUR', { fr: 'euro', en: 'euro' }],
  ['year', { fr: 'année', en: 'year' }],
];

const severalOf = ({ fr, en }: Record<'fr' | 'en', readonly [string, string]>): Label => ({ fr: fr[1], en: en[1] });

const codesIn = ({ usages, criteria, commitmentKinds, tools, units, supportKinds }: Reference): Code[] => [
  ...[...usages.values()].map(({ key, label, definition }) => ({ list: 'usages', code: key, label, definition })),
  ...[...criteria.values()].map(({ key, label, definition }) => ({ list: 'criteria', code: key, label, definition })),
  ...[...commitmentKinds.values()].map(({ key, label, question, unit }) => ({
    ...{ list: 'commitment-kinds', code: key, label, definition: question, unit },
  })),
  ...[...tools.values()].map(({ key, name }) => ({ list: 'tools', code: key, label: { fr: name, en: name } })),
  ...listOf('units', [
    ...Object.entries(COUNTED_UNIT_LABELS).map(([unit, label]) => [unit, severalOf(label)] as const),
    ...NAMED_UNITS,
  ]),
  ...listOf(
    'capacity-units',
    [...units.values()].map(({ key, label }) => [key, label] as const),
  ),
  ...listOf('support-kinds', supportKinds),
  ...listOf('support-modes', Object.entries(SUPPORT_MODE_LABELS)),
  ...listOf('legal-forms', Object.entries(LEGAL_FORM_LABELS)),
  ...listOf('audiences', Object.entries(AUDIENCE_LABELS)),
];

export const CODES: Table<Code> = {
  name: 'codes',
  title: { fr: 'Ce que veulent dire les codes, un par ligne', en: 'What the codes mean, one a row' },
  licence: 'facts',
  key: 'codeId',
  refersTo: [],
  rows: ({ reference }) => codesIn(reference),
  columns: [
    column(
      'codeId',
      'string',
      ['La liste, puis le code', 'The list, then the code'],
      (one) => `${one.list}/${one.code}`,
    ),
    column(
      'codeList',
      'string',
      ['La liste : usages, criteria, …', 'The list: usages, criteria, …'],
      ({ list }) => list,
    ),
    column(
      'code',
      'string',
      ['Le code, comme dans les autres tableaux', 'The code, as in the other tables'],
      (one) => one.code,
    ),
    ...inBoth<Code>('label', ['Ce qu’il veut dire', 'What it means'], ({ label }) => label),
    ...inBoth<Code>('definition', ['Définition', 'Definition'], ({ definition }) => definition),
    column(
      'unit',
      'string',
      [
        'D’un engagement : l’unité de son nombre ; vide : il n’en a pas',
        'Of a commitment: the unit of its number; empty: it has none',
      ],
      ({ unit }) => unit,
    ),
  ],
};

interface Place {
  territory: Territory;
  dumped: Dumped;
}

const isTerritory = (zone: Zone | undefined): zone is Territory => zone !== undefined && zone.level !== 'world';
const placesOf = ({ seat, serves = [], visits = [] }: Host): Territory[] =>
  [seat?.territory, seat && ({ level: 'country', code: seat.country } as const), ...serves, ...visits].filter(
    isTerritory,
  );

/** Every région and département, so that none is missing in a count, and the other places that the tables name. */
function placesIn(dumped: Dumped): Place[] {
  const { territories } = dumped.reference;
  const named = [...territories.departements, ...dumped.hosts.flatMap(placesOf)];
  const found = new Map<string, Territory>();
  for (const territory of named)
    for (const { level, code } of [territory, ...territories.lineage(territory)])
      found.set(zoneName({ level, code }), { level, code });
  const rank = ({ level }: Territory) => TERRITORY_LEVELS.indexOf(level);
  return [...found.values()]
    .sort((a, b) => rank(a) - rank(b) || byText(a.code, b.code))
    .map((territory) => ({ territory, dumped }));
}

const within = ({ territory, dumped }: Place, level: TerritoryLevel): string | undefined => {
  const wider = dumped.reference.territories.lineage(territory).find((one) => one.level === level);
  return wider && zoneName(wider);
};

export const TERRITORIES: Table<Place> = {
  name: 'territories',
  title: {
    fr: 'Les lieux que les tableaux nomment, un par ligne, avec toutes les régions et tous les départements',
    en: 'The places that the tables name, one a row, with every région and département',
  },
  licence: 'territories',
  key: 'territory',
  refersTo: [],
  rows: placesIn,
  columns: [
    column(
      'territory',
      'string',
      [
        'Le lieu, comme dans les autres tableaux : niveau, puis code',
        'The place, as in the other tables: level, then code',
      ],
      (row) => zoneName(row.territory),
    ),
    column('territoryLevel', 'string', ['Niveau', 'Level'], ({ territory }) => territory.level, TERRITORY_LEVELS),
    column(
      'territoryCode',
      'string',
      [
        'Code INSEE, ou code du pays (ISO 3166) ; un tableur peut lui ôter ses zéros',
        'Code of INSEE, or of the country (ISO 3166); a spreadsheet may take its zeros off',
      ],
      ({ territory }) => territory.code,
    ),
    column('territoryName', 'string', ['Nom', 'Name'], ({ territory, dumped }) =>
      dumped.reference.territories.name(territory, 'fr'),
    ),
    column('inDepartement', 'string', ['Son département', 'Its département'], (row) => within(row, 'departement')),
    column('inRegion', 'string', ['Sa région', 'Its région'], (row) => within(row, 'region')),
    column('inCountry', 'string', ['Son pays', 'Its country'], (row) => within(row, 'country')),
  ],
};
