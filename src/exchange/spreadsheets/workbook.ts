import type { Host } from '../../documents/host.ts';
import { mapInSlices } from '../../ground/slices.ts';
import { documentOf } from '../../host-documents/write.ts';
import type { Row } from '../../spreadsheets/csv.ts';
import { cellsOf, type Notation } from '../../spreadsheets/fields.ts';
import { tableSheet } from '../../spreadsheets/files.ts';
import { MOST_ROWS } from '../../spreadsheets/sheet.ts';
import type { WorkbookSheet } from '../../spreadsheets/write-workbook.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { LANGUAGES, type Language } from '../../vocabulary/terms.ts';
import { columnsOf, fieldsFor, meaningOf, SHEETS, type SheetKey, titlesOf } from './fields.ts';
import { fieldTerms } from './sheets/terms.ts';
import { EXPLAINED, EXPLAINED_TITLES, INTRODUCTION, LISTS, SHEET_NAMES } from './words.ts';

export type SheetRows = Readonly<Record<SheetKey, Row[]>>;

/** The facts of some hosts as rows. */
export async function rowsOf(hosts: readonly Host[], reference: Reference, notation?: Notation): Promise<SheetRows> {
  const fields = fieldsFor(reference);
  const documents = await mapInSlices(hosts, (host) => ({ host, document: documentOf(host) }));
  const services = documents.flatMap(({ host: { slug }, document }) =>
    document.services.map((service) => ({ service, named: { host: slug, service: service.slug } })),
  );
  const plans = services.flatMap(({ service, named }) => (service.plans ?? []).map((plan) => ({ plan, named })));
  return {
    hosts: await mapInSlices(documents, ({ host: { slug, version, state, confirmedAt }, document }) => ({
      ...{ host: slug, version, state, confirmedAt },
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

const CHOSEN: Readonly<Record<SheetKey, Readonly<Record<string, string>>>> = {
  hosts: {
    legalForm: 'legalForms',
    audiences: 'audiences',
    languages: 'languages',
    support: 'supportKinds',
    'seat.country': 'countries',
  },
  services: {
    ...{ usages: 'usages', registration: 'registrations', 'capacity.state': 'capacities' },
    ...{
      certifications: 'certifications',
      dataCountry: 'countries',
      ownDomain: 'yesNo',
      imports: 'tools',
      remove: 'yesNo',
    },
  },
  plans: {
    ...{ period: 'periods', for: 'covered', membershipFree: 'yesNo', freeAmount: 'yesNo' },
    ...{ onQuote: 'yesNo', taxIncluded: 'yesNo', remove: 'yesNo' },
  },
};

const YES_NO = { fr: ['oui', 'non'], en: ['yes', 'no'] };

function listsIn(language: Language, reference: Reference): { name: string; values: string[] }[] {
  const terms = fieldTerms(reference);
  const named = {
    ...{
      legalForms: terms.legalForms,
      audiences: terms.audiences,
      languages: terms.languages,
      supportKinds: terms.supportKinds,
    },
    ...{ registrations: terms.registrations, capacities: terms.capacities, certifications: terms.certifications },
    ...{
      periods: terms.periods,
      covered: terms.covered,
      usages: terms.usages,
      tools: terms.tools,
      countries: terms.countries,
    },
  };
  return [
    ...Object.entries(named).map(([name, { labels }]) => ({
      name,
      values: [...labels.values()].map((label) => label[language]),
    })),
    { name: 'yesNo', values: YES_NO[language] },
  ];
}

const letterOf = (index: number): string => String.fromCharCode(65 + index);

/** The title of the first column that uses a list. */
function listTitle(name: string, language: Language): string {
  for (const sheet of SHEETS)
    for (const [column, list] of Object.entries(CHOSEN[sheet]))
      if (list === name && column !== 'remove') return titlesOf(sheet)[column]![language];
  return name;
}

const LIST_NAMES = [...new Set(SHEETS.flatMap((sheet) => Object.values(CHOSEN[sheet])))];

/** Whether these are the titles of the sheet of word lists, which contains no host. */
export const isListsSheet = (titles: readonly string[]): boolean =>
  LANGUAGES.some((language) => LIST_NAMES.every((name) => titles.includes(listTitle(name, language))));

function listsSheet(language: Language, reference: Reference): WorkbookSheet {
  const lists = listsIn(language, reference);
  const longest = Math.max(...lists.map(({ values }) => values.length));
  return {
    name: LISTS[language],
    rows: [
      lists.map(({ name }) => listTitle(name, language)),
      ...Array.from({ length: longest }, (_, place) => lists.map(({ values }) => values[place])),
    ],
    widths: lists.map(() => 32),
  };
}

function choicesFor(sheet: SheetKey, language: Language, reference: Reference): Record<number, string> {
  const lists = listsIn(language, reference);
  const columns = columnsOf(sheet);
  return Object.fromEntries(
    Object.entries(CHOSEN[sheet]).map(([column, name]) => {
      const place = lists.findIndex((list) => list.name === name);
      const letter = letterOf(place);
      return [
        columns.indexOf(column),
        `'${LISTS[language]}'!$${letter}$2:$${letter}$${lists[place]!.values.length + 1}`,
      ];
    }),
  );
}

const explainedSheet = (language: Language): WorkbookSheet => ({
  name: EXPLAINED[language],
  rows: [
    [...EXPLAINED_TITLES[language]],
    ...SHEETS.flatMap((sheet) =>
      columnsOf(sheet).map((column) => [
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
): Promise<WorkbookSheet[]> {
  const sheets: WorkbookSheet[] = [];
  for (const sheet of SHEETS) {
    const options = { language, titles: titlesOf(sheet) };
    const table = await tableSheet(SHEET_NAMES[sheet][language], columnsOf(sheet), rows[sheet], options);
    sheets.push({ ...table, choices: choicesFor(sheet, language, reference) });
  }
  return [...sheets, explainedSheet(language), listsSheet(language, reference)];
}

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

const MARK = { fr: 'Exemple : les-aulnes', en: 'Example: les-aulnes' };

/** A workbook to fill in; each sheet has one example row, which is ignored. */
export function templateWorkbook(language: Language, reference: Reference): Promise<WorkbookSheet[]> {
  const fields = fieldsFor(reference);
  const example = (sheet: SheetKey): Row[] => [
    {
      host: MARK[language],
      service: sheet === 'hosts' ? undefined : 'nuage',
      ...cellsOf(fields[sheet], EXAMPLE[sheet], language),
    },
  ];
  const rows = { hosts: example('hosts'), services: example('services'), plans: example('plans') };
  return hostsWorkbook(rows, language, reference);
}
