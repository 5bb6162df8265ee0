import { fault } from '../../../ground/errors.ts';
import type { CellTerms } from '../../../spreadsheets/fields.ts';
import { certainNumber, numberIn } from '../../../spreadsheets/numbers.ts';
import { listCell, saidIn, termsOf } from '../../../spreadsheets/terms.ts';
import { AUDIENCE_LABELS, LEGAL_FORM_LABELS, SUPPORT_MODE_LABELS } from '../../../vocabulary/labels.ts';
import type { Label, Reference } from '../../../vocabulary/reference.ts';
import type {
  CAPACITY_STATES,
  CERTIFICATIONS,
  COVERED_BY_PRICE,
  PERIODS,
  REGISTRATIONS,
} from '../../../vocabulary/terms.ts';
import { fold } from '../../../vocabulary/territories.ts';

/* The vocabulary's words in cells. */

const listed = (labels: Readonly<Record<string, Label>>): ReadonlyMap<string, Label> => new Map(Object.entries(labels));

const REGISTRATION_LABELS: Record<(typeof REGISTRATIONS)[number], Label> = {
  'none-needed': { fr: 'Sans inscription', en: 'None needed' },
  open: { fr: 'Ouverte à tous', en: 'Open to all' },
  members: { fr: 'Réservée aux membres', en: 'Members only' },
  customers: { fr: 'Réservée aux clients', en: 'Customers only' },
  'on-application': { fr: 'Sur demande', en: 'On application' },
};

const CAPACITY_LABELS: Record<(typeof CAPACITY_STATES)[number], Label> = {
  open: { fr: 'Il reste des places', en: 'Places left' },
  'waiting-list': { fr: 'Liste d’attente', en: 'Waiting list' },
  full: { fr: 'Complet', en: 'Full' },
};

const CERTIFICATION_LABELS: Record<(typeof CERTIFICATIONS)[number], Label> = {
  hds: { fr: 'HDS', en: 'HDS' },
  secnumcloud: { fr: 'SecNumCloud', en: 'SecNumCloud' },
};

const PERIOD_LABELS: Record<(typeof PERIODS)[number], Label> = {
  month: { fr: 'Mois', en: 'Month' },
  quarter: { fr: 'Trimestre', en: 'Quarter' },
  year: { fr: 'An', en: 'Year' },
};

const COVERED_LABELS: Record<(typeof COVERED_BY_PRICE)[number], Label> = {
  organisation: { fr: 'Toute l’association', en: 'The whole organisation' },
  person: { fr: 'Une personne', en: 'One person' },
};

/** Languages that people write by name; all others are written by code. */
const LANGUAGE_CODES = 'fr en de es it pt nl br oc eu ca co ar ru uk pl ro tr el sv da fi cs hu zh ja eo'.split(' ');

const languageLabels = (): ReadonlyMap<string, Label> => {
  const names = {
    fr: new Intl.DisplayNames('fr', { type: 'language' }),
    en: new Intl.DisplayNames('en', { type: 'language' }),
  };
  return new Map(
    LANGUAGE_CODES.map((code) => [code, { fr: names.fr.of(code) ?? code, en: names.en.of(code) ?? code }]),
  );
};

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const countryLabels = ({ territories }: Reference): ReadonlyMap<string, Label> =>
  new Map(
    LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
      .filter((code) => territories.find({ level: 'country', code }))
      .map((code) => {
        const country = { level: 'country', code } as const;
        return [code, { fr: territories.name(country, 'fr'), en: territories.name(country, 'en') }];
      }),
  );

/** The word lists that the sheets of hosts need. */
export interface FieldTerms {
  legalForms: CellTerms;
  audiences: CellTerms;
  languages: CellTerms;
  supportKinds: CellTerms;
  supportModes: CellTerms;
  registrations: CellTerms;
  capacities: CellTerms;
  certifications: CellTerms;
  periods: CellTerms;
  covered: CellTerms;
  usages: CellTerms;
  tools: CellTerms;
  units: CellTerms;
  countries: CellTerms;
  /** Départements by name. */
  departements: ReadonlyMap<string, string>;
  reference: Reference;
}

const made = new WeakMap<Reference, FieldTerms>();

const labelsOf = <T>(entries: ReadonlyMap<string, T>, labelOf: (entry: T) => Label): ReadonlyMap<string, Label> =>
  new Map([...entries].map(([key, entry]) => [key, labelOf(entry)]));

const YEARS = {
  année: 'year',
  annee: 'year',
  ans: 'year',
  annuel: 'year',
  yearly: 'year',
  mensuel: 'month',
  monthly: 'month',
};

/** The words of a vocabulary, created once. */
export function fieldTerms(reference: Reference): FieldTerms {
  const cached = made.get(reference);
  if (cached) return cached;
  const { usages, tools, units, supportKinds, territories } = reference;
  const terms: FieldTerms = {
    legalForms: termsOf(listed(LEGAL_FORM_LABELS)),
    audiences: termsOf(listed(AUDIENCE_LABELS)),
    languages: termsOf(languageLabels()),
    supportKinds: termsOf(supportKinds),
    supportModes: termsOf(listed(SUPPORT_MODE_LABELS)),
    registrations: termsOf(listed(REGISTRATION_LABELS), {
      ouverte: 'open',
      ouvert: 'open',
      membres: 'members',
      clients: 'customers',
    }),
    capacities: termsOf(listed(CAPACITY_LABELS), { ouvert: 'open', ouverte: 'open' }),
    certifications: termsOf(listed(CERTIFICATION_LABELS)),
    periods: termsOf(listed(PERIOD_LABELS), YEARS),
    covered: termsOf(listed(COVERED_LABELS), {
      association: 'organisation',
      groupe: 'organisation',
      group: 'organisation',
      personne: 'person',
    }),
    usages: termsOf(labelsOf(usages, ({ label }) => label)),
    tools: termsOf(labelsOf(tools, ({ name }) => ({ fr: name, en: name }))),
    units: termsOf(labelsOf(units, ({ label }) => label)),
    countries: termsOf(countryLabels(reference)),
    departements: new Map(territories.departements.map(({ code, name }) => [fold(name), code])),
    reference,
  };
  made.set(reference, terms);
  return terms;
}

/* Other lists whose values have two parts. */

/** A kind of help, with its mode in brackets. */
export const supportCell = ({ supportKinds, supportModes }: FieldTerms) => {
  const read = (written: string): object | undefined => {
    const whole = supportKinds.keyOf(written);
    if (whole !== undefined) return { kind: whole };
    const open = written.lastIndexOf('(');
    if (open < 0 || !written.endsWith(')')) return undefined;
    const kind = supportKinds.keyOf(written.slice(0, open).trim());
    const mode = supportModes.keyOf(written.slice(open + 1, -1));
    return kind !== undefined && mode !== undefined ? { kind, mode } : undefined;
  };
  return listCell({
    terms: supportKinds,
    read,
    write: (value, notation) => {
      const { kind, mode } = value as { kind: string; mode?: string };
      const words = saidIn(kind, supportKinds, notation);
      return mode === undefined ? words : `${words} (${saidIn(mode, supportModes, notation)})`;
    },
    fault: (pointer) =>
      fault(pointer, 'unknown-value', {
        fr: `Écrivez une aide de la liste, et comment entre parenthèses : ${[...supportModes.labels.values()].map(({ fr }) => fr).join(', ')}. Par exemple : ${supportKinds.labels.get('training')?.fr} (sur place).`,
        en: `Write a kind of help of the list, and how in brackets: ${[...supportModes.labels.values()].map(({ en }) => en).join(', ')}. Such as: ${supportKinds.labels.get('training')?.en} (in person).`,
      }),
  });
};

/** A tool whose data a service can import, followed by a space and the address of its guide. */
export const importsCell = ({ tools }: FieldTerms) =>
  listCell({
    terms: tools,
    read: (written) => {
      const at = written.search(/https?:\/\//);
      const tool = tools.keyOf((at < 0 ? written : written.slice(0, at)).replace(/:\s*$/, '').trim());
      if (tool === undefined) return undefined;
      return at < 0 ? { tool } : { tool, guideUrl: written.slice(at).trim() };
    },
    write: (value, notation) => {
      const { tool, guideUrl } = value as { tool: string; guideUrl?: string };
      const name = saidIn(tool, tools, notation);
      return guideUrl === undefined ? name : `${name} ${guideUrl}`;
    },
    fault: (pointer) =>
      fault(pointer, 'unknown-value', {
        fr: 'Écrivez un outil par sa clé ou son nom (la liste est à /v1/tools), puis l’adresse du guide s’il y en a un.',
        en: 'Write a tool by its key or name (the list is at /v1/tools), then the address of the guide if there is one.',
      }),
    // An address may contain a semicolon, but none that is followed by a space.
    split: (cell) =>
      cell
        .split(/;(?:\s+|$)|\n/, 200)
        .flatMap((part) => (part.includes('://') ? [part] : part.split(';')))
        .map((part) => part.trim())
        .filter((part) => part !== ''),
  });

export const UNLIMITED: ReadonlyMap<string, string> = new Map(
  ['unlimited', 'illimité', 'illimite', 'illimitée', 'sans limite'].map((word) => [word, 'unlimited']),
);

const certainAmount = (amount: unknown): string =>
  typeof amount === 'number' ? certainNumber(amount) : String(amount);

/** Limits of a plan by unit: `simultaneous-participants: 30`. */
export const limitsCell = ({ units }: FieldTerms) => {
  const read = (written: string): [string, unknown] | undefined => {
    const at = Math.max(written.lastIndexOf(':'), written.lastIndexOf('='));
    const unit = units.keyOf(written.slice(0, Math.max(at, 0)).trim());
    const amount = written.slice(at + 1).trim();
    const value = UNLIMITED.get(amount.toLowerCase()) ?? numberIn(amount);
    const isValue = typeof value === 'number' || value === 'unlimited';
    return unit === undefined || !isValue ? undefined : [unit, value];
  };
  const list = (column: string) =>
    listCell({
      read,
      write: (value, notation) => {
        const [unit, amount] = value as [string, unknown];
        return `${saidIn(unit, units, notation)}: ${amount === 'unlimited' && notation === 'fr' ? 'illimité' : certainAmount(amount)}`;
      },
      fault: (pointer) =>
        fault(pointer, 'unknown-value', {
          fr: 'Écrivez une unité, deux points et un nombre, comme simultaneous-participants: 30. Les unités sont à /v1/usages.',
          en: 'Write a unit, a colon and a number, such as simultaneous-participants: 30. The units are at /v1/usages.',
        }),
    })(column);
  return (column: string) => {
    const field = list(column);
    return {
      ...field,
      write: (value: unknown, notation?: Parameters<typeof field.write>[1]) =>
        field.write(value && Object.entries(value), notation),
      read: (cells: Parameters<typeof field.read>[0]) => {
        const pairs = field.read(cells) as [string, unknown][] | undefined;
        return pairs?.every(Array.isArray) ? Object.fromEntries(pairs) : pairs;
      },
    };
  };
};
