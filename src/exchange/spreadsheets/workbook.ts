import type { Host } from '../../documents/host.ts';
import { mapInSlices } from '../../ground/slices.ts';
import { documentOf } from '../../host-documents/write.ts';
import type { Row } from '../../spreadsheets/csv.ts';
import { type CellTerms, type Choices, cellsOf, choicesOf, type Notation } from '../../spreadsheets/fields.ts';
import { tableSheet } from '../../spreadsheets/files.ts';
import { MOST_ROWS } from '../../spreadsheets/sheet.ts';
import { YES_OR_NO } from '../../spreadsheets/terms.ts';
import type { WorkbookSheet } from '../../spreadsheets/write-workbook.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { LANGUAGES, type Language } from '../../vocabulary/terms.ts';
import { columnsOf, fieldsFor, meaningOf, SHEETS, type SheetKey, titlesOf } from './fields.ts';
import { EXPLAINED, EXPLAINED_TITLES, INTRODUCTION, LISTS, SHEET_NAMES } from './words.ts';

type SheetRows = Readonly<Record<SheetKey, Row[]>>;

/** The facts of some hosts as rows. */
export async function rowsOf(hosts: readonly Host[], reference: Reference, notation?: Notation): Promise<SheetRows> {
  const fields = fieldsFor(reference);
  const documents = await mapInSlices(hosts, (host) => ({ host, document: documentOf(host) }));
  const services = documents.flatMap(({ host: { slug }, document }) =>
    document.services.map((service) => ({ service, named: { host: slug, service: service.slug } })),
  );
  const plans = services.flatMap(({ service, named }) => (service.plans ?? []).map((plan) => ({ plan, named })));
  return {
    hosts: await mapInSlices(documents, ({ host: { slug, version, state, confirmedOn }, document }) => ({
      ...{ host: slug, version, state, confirmedOn },
      ...cellsOf(fields.hosts, document.host, notation),
    })),
    services: await mapInSlices(services, ({ service, named }) => ({
      ...named,
      ...cellsOf(fields.services, service, notation),
    })),
    plans: await mapInSlices(plans, ({ plan, named }) => ({ ...named, ...cellsOf(fields.plans, plan, notation) })),
  };
}

/** As many hosts, from the first one, as fit in the sheets; at least one. */
export function hostsThatFit(hosts: readonly Host[]): Host[] {
  let [services, plans] = [0, 0];
  const tooMany = hosts.findIndex((host, place) => {
    services += host.services.length;
    plans += host.services.reduce((sum, one) => sum + (one.plans?.length ?? 0), 0);
    return place > 0 && Math.max(place + 1, services, plans) > MOST_ROWS;
  });
  return tooMany < 0 ? [...hosts] : hosts.slice(0, tooMany);
}

/* Word lists: a sheet with a column for each list, used by the drop-downs of the other sheets. */

/** The words to choose from in each column; whether a row is taken out is no fact. */
function choicesIn(sheet: SheetKey, reference: Reference): Choices {
  const choices = choicesOf(Object.values(fieldsFor(reference)[sheet]));
  return columnsOf(sheet).includes('remove') ? { ...choices, remove: YES_OR_NO } : choices;
}

/** A list of words; its title is that of the first column that uses it. */
interface WordList {
  title: string;
  terms: CellTerms;
}

function listsIn(language: Language, reference: Reference): WordList[] {
  const titles = new Map<CellTerms, string>();
  for (const sheet of SHEETS)
    for (const [column, terms] of Object.entries(choicesIn(sheet, reference)))
      if (!titles.has(terms)) titles.set(terms, titlesOf(sheet)[column]![language]);
  return [...titles].map(([terms, title]) => ({ title, terms }));
}

const letterOf = (index: number): string => String.fromCharCode(65 + index);

/** Whether these are the titles of the sheet of word lists, which contains no host. */
export const isListsSheet = (titles: readonly string[], reference: Reference): boolean =>
  LANGUAGES.some((language) => listsIn(language, reference).every(({ title }) => titles.includes(title)));

function listsSheet(language: Language, reference: Reference): WorkbookSheet {
  const lists = listsIn(language, reference);
  const columns = lists.map(({ terms }) => [...terms.labels.values()].map((label) => label[language]));
  const longest = Math.max(...columns.map(({ length }) => length));
  return {
    name: LISTS[language],
    rows: [
      lists.map(({ title }) => title),
      ...Array.from({ length: longest }, (_, place) => columns.map((words) => words[place])),
    ],
    widths: lists.map(() => 32),
  };
}

/** The columns of each sheet of a workbook. */
type ColumnsOf = (sheet: SheetKey) => readonly string[];

function choicesFor(
  sheet: SheetKey,
  language: Language,
  reference: Reference,
  columns: readonly string[],
): Record<number, string> {
  const lists = listsIn(language, reference);
  const chosen = Object.entries(choicesIn(sheet, reference)).filter(([column]) => columns.includes(column));
  return Object.fromEntries(
    chosen.map(([column, terms]) => {
      const letter = letterOf(lists.findIndex((list) => list.terms === terms));
      return [columns.indexOf(column), `'${LISTS[language]}'!$${letter}$2:$${letter}$${terms.labels.size + 1}`];
    }),
  );
}

const explainedSheet = (language: Language, columnsIn: ColumnsOf): WorkbookSheet => ({
  name: EXPLAINED[language],
  rows: [
    [...EXPLAINED_TITLES[language]],
    ...SHEETS.flatMap((sheet) =>
      columnsIn(sheet).map((column) => [
        SHEET_NAMES[sheet][language],
        titlesOf(sheet)[column]![language],
        column,
        meaningOf(sheet, column, language),
      ]),
    ),
    [],
    ...INTRODUCTION[language].map((line) => ['', '', '', line]),
  ],
  widths: [14, 30, 24, 100],
});

/** The workbook of some hosts, with explanations and word lists. */
export async function hostsWorkbook(
  rows: SheetRows,
  language: Language,
  reference: Reference,
  columnsIn: ColumnsOf = columnsOf,
): Promise<WorkbookSheet[]> {
  const sheets: WorkbookSheet[] = [];
  for (const sheet of SHEETS) {
    const options = { language, titles: titlesOf(sheet) };
    const columns = [...columnsIn(sheet)];
    const table = await tableSheet(SHEET_NAMES[sheet][language], columns, rows[sheet], options);
    sheets.push({ ...table, choices: choicesFor(sheet, language, reference, columns) });
  }
  return [...sheets, explainedSheet(language, columnsIn), listsSheet(language, reference)];
}

/** What a host that begins is asked in a workbook; of the rest, which later sheets have, nothing is said. */
const OF_A_DRAFT: Readonly<Record<SheetKey, readonly string[]>> = {
  hosts: [
    ...['name', 'website', 'summary.fr', 'foundedOn', 'legalForm', 'seat.territory', 'serves', 'visits', 'audiences'],
    ...['languages', 'support', 'contact.url', 'contact.email', 'contact.phone'],
  ],
  services: ['name', 'usages', 'url', 'software.name', 'registration', 'capacity.state', 'dataCountry'],
  plans: [
    ...['service', 'plan', 'period', 'for', 'fixed', 'perAccount', 'membershipFee', 'includedAccounts', 'maxAccounts'],
    ...['includedGb', 'maxGb'],
  ],
};

/** The host in a template; it does not exist. */
const EXAMPLE = {
  hosts: {
    ...{ name: 'Les Aulnes', website: 'https://aulnes.example', foundedOn: '2014', legalForm: 'association' },
    ...{
      summary: { fr: 'Fichiers et courriel pour les associations de la Creuse.' },
      languages: ['fr'],
      audiences: ['associations'],
    },
    ...{
      seat: { country: 'FR', territory: { level: 'departement', code: '23' } },
      serves: [{ level: 'country', code: 'FR' }],
    },
    ...{ support: [{ kind: 'training', mode: 'in-person' }], contact: { email: 'contact@aulnes.example' } },
  },
  services: {
    ...{ name: 'Nuage', usages: ['file-storage-sharing', 'shared-calendar'], url: 'https://nuage.aulnes.example' },
    ...{
      software: { name: 'Nextcloud', licence: 'AGPL-3.0-or-later' },
      registration: 'open',
      capacity: { state: 'open' },
      dataCountry: 'FR',
    },
  },
  plans: {
    ...{
      name: 'Groupe',
      period: 'year',
      for: 'organisation',
      fixed: 35,
      includedAccounts: 10,
      maxAccounts: 10,
      includedGb: 40,
      maxGb: 40,
    },
    ...{ observedOn: '2026-11', taxIncluded: true },
  },
};

const EXAMPLE_OF = { fr: 'Exemple : ', en: 'Example: ' };
const MARK = { fr: 'Exemple : les-aulnes', en: 'Example: les-aulnes' };

/**
 * A workbook to fill in; each sheet has one example row, which is ignored.
 * @param isForDraft of one host that begins: it asks only what that needs
 */
export function templateWorkbook(language: Language, reference: Reference, isForDraft: boolean) {
  const fields = fieldsFor(reference);
  const columnsIn: ColumnsOf = isForDraft ? (sheet) => OF_A_DRAFT[sheet] : columnsOf;
  const example = (sheet: SheetKey): Row[] => {
    const [first] = columnsIn(sheet);
    const cells = {
      host: undefined,
      service: sheet === 'hosts' ? undefined : 'nuage',
      ...cellsOf(fields[sheet], EXAMPLE[sheet], language),
    } as Row;
    // A row whose first cell begins so is not read.
    return [{ ...cells, [first!]: isForDraft ? `${EXAMPLE_OF[language]}${cells[first!]}` : MARK[language] }];
  };
  const rows = { hosts: example('hosts'), services: example('services'), plans: example('plans') };
  return hostsWorkbook(rows, language, reference, columnsIn);
}
