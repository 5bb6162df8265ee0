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

function fieldOf({ name, type, says, values }: Column<unknown>, key: string, language: Language): object {
  const constraints = {
    ...(name === key && { required: true, unique: true }),
    ...(type === 'partial-day' && { pattern: PARTIAL_DAY }),
    ...(values && { enum: values }),
  };
  return {
    ...{ name, ...typeOf(type), title: says[language] },
    ...(Object.keys(constraints).length > 0 && { constraints }),
  };
}

const DIALECT = { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true };

const resourceOf = ({ name, title, key, refersTo, columns }: Table<unknown>, language: Language): object => ({
  ...{ name, title: title[language], path: `${name}.csv`, profile: 'tabular-data-resource' },
  ...{ format: 'csv', mediatype: 'text/csv', encoding: 'utf-8', dialect: DIALECT },
  schema: {
    fields: columns.map((one) => fieldOf(one, key, language)),
    missingValues: [''],
    primaryKey: key,
    ...(refersTo.length > 0 && {
      foreignKeys: refersTo.map(({ column, table }) => ({
        fields: column,
        reference: { resource: table, fields: column },
      })),
    }),
  },
});

/** The description of all tables. Their paths are relative to its address. */
export const dataPackage = (publicUrl: string, language: Language): object => ({
  name: 'bercail',
  profile: 'tabular-data-package',
  title: { fr: 'Bercail : hébergeurs éthiques', en: 'Bercail: ethical hosts' }[language],
  description: {
    fr: 'Six tableaux de tous les hébergeurs publiés, qui se joignent par leurs identifiants. Une case vide est inconnue, jamais « non ». Plusieurs valeurs d’une case sont séparées par « | ». Une apostrophe devant un signe de formule n’est pas de la valeur.',
    en: 'Six tables of all published hosts, joined by their identifiers. An empty cell is unknown, never “no”. Several values of a cell are separated by “|”. An apostrophe before the sign of a formula is not part of the value.',
  }[language],
  homepage: `${publicUrl}/`,
  licenses: [
    {
      name: 'CC0-1.0',
      path: 'https://creativecommons.org/publicdomain/zero/1.0/',
      title: { fr: 'Les faits : Creative Commons Zero 1.0', en: 'Facts: Creative Commons Zero 1.0' }[language],
    },
    {
      name: 'CC-BY-4.0',
      path: 'https://creativecommons.org/licenses/by/4.0/',
      title: {
        fr: 'Les textes (colonnes en « Fr » et « En ») : Creative Commons attribution 4.0',
        en: 'Texts (columns that end in “Fr” and “En”): Creative Commons Attribution 4.0',
      }[language],
    },
  ],
  resources: TABLES.map((table) => resourceOf(table, language)),
});
