import { type Fault, fault, oneFault } from '../../ground/errors.ts';
import type { Need, UsageNeed } from '../../matching/engine/need/schema.ts';
import { personalDataIn } from '../../requests/personal-data.ts';
import { type Columns, type Titles, titleIn } from '../../spreadsheets/columns.ts';
import { type CellTerms, type Notation, oneCell, type SheetFields } from '../../spreadsheets/fields.ts';
import { numberCell } from '../../spreadsheets/numbers.ts';
import { termsCell, termsOf, yesNoCell } from '../../spreadsheets/terms.ts';
import type { WorkbookSheet } from '../../spreadsheets/write-workbook.ts';
import type { Reference, Usage } from '../../vocabulary/reference.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import type { Language, SupportKind } from '../../vocabulary/terms.ts';
import { STORAGE } from '../../vocabulary/units.ts';

/* A sheet with the needs of several organisations: one row each, which names the organisation and never a person. */

const TITLES: Titles = {
  label: { fr: 'Association', en: 'Organisation' },
  usages: { fr: 'Usages', en: 'Uses' },
  accounts: { fr: 'Personnes', en: 'People' },
  mailboxes: { fr: 'Boîtes de courriel', en: 'Mailboxes' },
  storageGb: { fr: 'Espace en Go', en: 'Space in GB' },
  budgetPerYear: { fr: 'Budget par an', en: 'Budget a year' },
  territory: { fr: 'Commune ou département', en: 'Commune or département' },
  criteria: { fr: 'Exige', en: 'Requires' },
  support: { fr: 'Aide souhaitée', en: 'Help wished for' },
  holdsHealthData: { fr: 'Données de santé', en: 'Health data' },
};

export const NEED_COLUMNS: Columns = {
  all: Object.keys(TITLES),
  computed: [],
  needed: [['label'], ['usages']],
  titles: TITLES,
};

/** One row of a sheet of needs, after reading. */
export interface NeedRow {
  label?: string;
  usages?: string[];
  accounts?: number;
  mailboxes?: number;
  storageGb?: number;
  budgetPerYear?: number;
  territory?: Territory;
  criteria?: string[];
  support?: SupportKind[];
  holdsHealthData?: boolean;
}

const MAIL = 'email-hosting';
/** Short, because twenty labels appear several times on one page. */
const LABEL_MAX = 60;

const NO_PERSON = {
  fr: 'Nommez l’association, jamais une personne : ni adresse de courriel, ni téléphone.',
  en: 'Name the organisation, never a person: no mail address, no telephone.',
};

const labelCell = oneCell('label', {
  faults: (pointer, cell) => {
    if (personalDataIn(cell)) return [fault(pointer, 'personal-data', NO_PERSON)];
    if (cell.length <= LABEL_MAX) return [];
    return oneFault(pointer, 'too-long', {
      fr: `C’est trop long : ${LABEL_MAX} caractères au plus.`,
      en: `This is too long: ${LABEL_MAX} characters at most.`,
    });
  },
});

const usageTerms = ({ usages }: Reference): CellTerms =>
  termsOf(
    new Map([...usages].map(([key, { label }]) => [key, label])),
    Object.fromEntries(
      [...usages.values()].flatMap(({ key, short, aliases }) =>
        [...aliases, short.fr, short.en].map((written) => [written, key] as const),
      ),
    ),
  );

/**
 * How the cells of a row are read.
 * @param placeOf the territory that a text means, or the error message
 */
export function needFields(reference: Reference, placeOf: (cell: string) => Territory | string): SheetFields {
  const criteria = new Map([...reference.criteria].map(([key, { label }]) => [key, label]));
  const place = oneCell('territory', {
    read: (cell) => {
      const found = placeOf(cell);
      return typeof found === 'string' ? undefined : found;
    },
    faults: (pointer, cell) => {
      const found = placeOf(cell);
      return typeof found === 'string' ? [fault(pointer, 'unknown-territory', { fr: found, en: found })] : [];
    },
  });
  return {
    label: labelCell,
    usages: termsCell(usageTerms(reference))('usages'),
    accounts: numberCell()('accounts'),
    mailboxes: numberCell()('mailboxes'),
    storageGb: numberCell()('storageGb'),
    budgetPerYear: numberCell()('budgetPerYear'),
    territory: place,
    criteria: termsCell(termsOf(criteria))('criteria'),
    support: termsCell(termsOf(reference.supportKinds))('support'),
    holdsHealthData: yesNoCell('holdsHealthData'),
  };
}

const takesStorage = (usage: Usage | undefined): boolean =>
  usage?.capacityUnits.includes(STORAGE) === true && usage.key !== MAIL;

/** The need of one row. The storage belongs to its first usage that has storage, or to mail when there is no other. */
export function needOfRow(row: NeedRow, { usages }: Reference): Need {
  const { usages: keys = [], accounts, mailboxes, storageGb, criteria = [], support = [] } = row;
  const first = keys.find((key) => takesStorage(usages.get(key))) ?? keys.find((key) => key === MAIL);
  const usageOf = (usage: string): UsageNeed => {
    const people = usage === MAIL ? (mailboxes ?? accounts) : accounts;
    return {
      usage,
      ...(people !== undefined && { accounts: people }),
      ...(usage === first && storageGb !== undefined && { storageGb }),
    };
  };
  return {
    usages: keys.map(usageOf),
    ...(row.budgetPerYear !== undefined && { budgetPerYear: row.budgetPerYear }),
    ...(row.territory && { territory: row.territory }),
    ...(row.holdsHealthData && { holdsHealthData: true }),
    ...(criteria.length > 0 && { require: { criteria: criteria.map((criterion) => ({ criterion })) } }),
    ...(support.length > 0 && {
      wish: { support: Object.fromEntries(support.map((kind) => [kind, 'important' as const])) },
    }),
  };
}

/** The cell in which a fault of a row's need can be corrected. */
export function cellOfNeed({ pointer, ...rest }: Fault): Fault {
  const [, part, , inUsage] = pointer.split('/');
  if (part === 'usages') {
    const column = inUsage === 'storageGb' || inUsage === 'accounts' ? inUsage : 'usages';
    return { ...rest, pointer: `/${column}` };
  }
  const column = part === 'require' ? 'criteria' : part === 'wish' ? 'support' : (part ?? '');
  return { ...rest, pointer: `/${Object.hasOwn(TITLES, column) ? column : 'label'}` };
}

/** Faults for amounts of a row that none of its usages can have. */
export function unplacedFaults(row: NeedRow, { usages }: Reference): Fault[] {
  const { usages: keys = [], storageGb, mailboxes } = row;
  if (keys.length === 0) return [];
  const hasRoom = keys.some((key) => key === MAIL || takesStorage(usages.get(key)));
  return [
    ...(storageGb !== undefined && !hasRoom
      ? oneFault('/storageGb', 'unit-of-no-usage', {
          fr: 'Aucun de ces usages ne prend de place : videz cette cellule, ou ajoutez l’usage qui en prend.',
          en: 'None of these uses takes any space: empty this cell, or add the use that does.',
        })
      : []),
    ...(mailboxes !== undefined && !keys.includes(MAIL)
      ? oneFault('/mailboxes', 'usages-needed', {
          fr: 'Le courriel n’est pas parmi les usages : ajoutez-le, ou videz cette cellule.',
          en: 'Mail is not among the uses: add it, or empty this cell.',
        })
      : []),
  ];
}

const EXAMPLE: Record<Language, { name: string; words: string; label: string; yes: string }> = {
  fr: { name: 'Besoins', words: 'Mots à employer', label: 'Exemple : Fanfare du bourg', yes: 'non' },
  en: { name: 'Needs', words: 'Words to use', label: 'Example: Village brass band', yes: 'no' },
};

/** A workbook to fill in: the titles with one example row that is ignored, and the accepted words of some columns. */
export function needTemplate(language: Language, reference: Reference): WorkbookSheet[] {
  const { name, words, label, yes } = EXAMPLE[language];
  const titleOf = (column: string) => titleIn(column, language, TITLES);
  const fields = needFields(reference, () => '');
  const example: Readonly<Record<string, unknown>> = {
    usages: ['file-storage-sharing', MAIL],
    accounts: 12,
    mailboxes: 4,
    storageGb: 30,
    budgetPerYear: 150,
  };
  const notation: Notation = language;
  const cells = { label, territory: 'Creuse', holdsHealthData: yes } as Record<string, string>;
  for (const [column, value] of Object.entries(example))
    cells[column] = fields[column]!.write(value, notation)[column] ?? '';
  const listed = [
    [...reference.usages.values()].map((usage) => usage.label[language]),
    [...reference.criteria.values()].filter((one) => !one.federationFacts).map((one) => one.label[language]),
    [...reference.supportKinds.values()].map((one) => one[language]),
  ];
  const rows = Array.from({ length: Math.max(...listed.map(({ length }) => length)) }, (_, at) =>
    listed.map((list) => list[at]),
  );
  return [
    {
      name,
      rows: [NEED_COLUMNS.all.map(titleOf), NEED_COLUMNS.all.map((column) => cells[column])],
      widths: NEED_COLUMNS.all.map((column) => (column === 'usages' || column === 'label' ? 32 : 18)),
    },
    { name: words, rows: [['usages', 'criteria', 'support'].map(titleOf), ...rows], widths: [48, 48, 32] },
  ];
}
