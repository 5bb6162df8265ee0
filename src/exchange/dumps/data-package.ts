import type { Model } from '../../catalogue/model.ts';
import { SCHEMA_VERSION } from '../../vocabulary/schema-version.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { Column, ColumnType, Table } from './table.ts';
import { TABLES } from './tables.ts';

/* The tables as a data package (Frictionless Data Package 1 with Table Schema): what each column holds. */

/** A year, a month or a day. */
const PARTIAL_DAY = '^\\d{4}(-\\d{2}(-\\d{2})?)?$';

const typeOf = (type: ColumnType): object => {
  if (type === 'boolean') return { type, trueValues: ['yes'], falseValues: ['no'] };
  return { type: type === 'partial-day' ? 'string' : type };
};

function fieldOf({ name, type, says, values, unit }: Column<unknown>, key: string, language: Language): object {
  const constraints = {
    ...(name === key && { required: true, unique: true }),
    ...(type === 'partial-day' && { pattern: PARTIAL_DAY }),
  };
  return {
    ...{ name, ...typeOf(type), title: says[language], ...(unit && { unit }) },
    // No `enum`: a word that is added later must not make the tables invalid.
    ...(values && { 'x-extensible-enum': values }),
    ...(Object.keys(constraints).length > 0 && { constraints }),
  };
}

const DIALECT = { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true };

const LICENCES = {
  facts: {
    name: 'CC0-1.0',
    path: 'https://creativecommons.org/publicdomain/zero/1.0/',
    title: { fr: 'Les faits : Creative Commons Zero 1.0', en: 'Facts: Creative Commons Zero 1.0' },
  },
  texts: {
    name: 'CC-BY-4.0',
    path: 'https://creativecommons.org/licenses/by/4.0/',
    title: {
      fr: 'Les textes (colonnes en « Fr » et « En ») : Creative Commons attribution 4.0',
      en: 'Texts (columns that end in “Fr” and “En”): Creative Commons Attribution 4.0',
    },
  },
  territories: {
    name: 'etalab-2.0',
    path: 'https://spdx.org/licenses/etalab-2.0.html',
    title: {
      fr: 'Les lieux : Licence Ouverte 2.0 (INSEE, Etalab)',
      en: 'Places: Licence Ouverte 2.0 (INSEE, Etalab)',
    },
  },
} as const;

const licencesOf = ({ licence }: Pick<Table<unknown>, 'licence'>): readonly (keyof typeof LICENCES)[] =>
  licence ? [licence] : ['facts', 'texts'];

const toldIn = (table: Pick<Table<unknown>, 'licence'>, language: Language) =>
  licencesOf(table).map((which) => ({ ...LICENCES[which], title: LICENCES[which].title[language] }));

const resourceOf = (table: Table<unknown>, language: Language): object => ({
  ...{ name: table.name, title: table.title[language], path: `${table.name}.csv`, profile: 'tabular-data-resource' },
  licenses: toldIn(table, language),
  ...{ format: 'csv', mediatype: 'text/csv', encoding: 'utf-8', dialect: DIALECT },
  schema: {
    fields: table.columns.map((one) => fieldOf(one, table.key, language)),
    missingValues: [''],
    primaryKey: table.key,
    ...(table.refersTo.length > 0 && {
      foreignKeys: table.refersTo.map(({ column, table }) => ({
        fields: column,
        reference: { resource: table, fields: column },
      })),
    }),
  },
});

/** The description of all tables of one state. Their paths are relative to its address. */
export const dataPackage = (
  publicUrl: string,
  { epoch, revision, span }: Pick<Model, 'epoch' | 'revision' | 'span'>,
  language: Language,
): object => ({
  name: 'bercail',
  profile: 'tabular-data-package',
  title: { fr: 'Bercail : hébergeurs éthiques', en: 'Bercail: ethical hosts' }[language],
  description: {
    fr: 'Six tableaux de tous les hébergeurs publiés, qui se joignent par leurs identifiants, et deux de ce que leurs codes veulent dire. Une case vide est inconnue, jamais « non ». Plusieurs valeurs d’une case sont séparées par « | ». Une apostrophe devant un signe de formule n’est pas de la valeur. « version » est la révision du catalogue, « created » son dernier changement.',
    en: 'Six tables of all published hosts, joined by their identifiers, and two of what their codes mean. An empty cell is unknown, never “no”. Several values of a cell are separated by “|”. An apostrophe before the sign of a formula is not part of the value. `version` is the revision of the catalogue, `created` its last change.',
  }[language],
  schemaVersion: SCHEMA_VERSION,
  version: String(revision),
  ...(span && { created: span.to.toISOString() }),
  epoch,
  homepage: `${publicUrl}/`,
  licenses: toldIn({}, language),
  resources: TABLES.map((table) => resourceOf(table, language)),
});
