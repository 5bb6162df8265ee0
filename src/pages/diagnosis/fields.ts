import type { CurrentTool } from '../../diagnosis/schema.ts';
import { readCount, readWholeMoney, type StatedNumber } from '../../ground/stated-numbers.ts';

/* What is asked, each as a field of the map: `t0.users` of its first tool, `organisation.employees` of the whole. */

export type FieldKind =
  | { kind: 'yes-no' }
  | { kind: 'choice'; choices: readonly string[] }
  /** Nobody, one person, several. */
  | { kind: 'few' }
  | NumberKind;

interface NumberKind {
  kind: 'number';
  read: (typed: string) => StatedNumber | null;
  /** Above this, a slip of the finger is likelier than such an association: it is asked whether it is meant. */
  unlikely: number;
  most: number;
  isMoney?: true;
  /** Groups are what is counted. */
  isOfGroups?: true;
  /** Typed as so many of this; the map holds the share. */
  outOf?: number;
}

const MOST = 100_000;
const yesNo: FieldKind = { kind: 'yes-no' };
const few: FieldKind = { kind: 'few' };
const oneOf = (...choices: string[]): FieldKind => ({ kind: 'choice', choices });
const count = (unlikely: number): FieldKind => ({ kind: 'number', read: readCount, unlikely, most: MOST });
/** Euros a year, as everywhere on the pages; the map holds them by the month. */
const yearly = (unlikely: number): FieldKind => ({
  kind: 'number',
  read: readWholeMoney,
  unlikely,
  most: 960_000,
  isMoney: true,
  outOf: 12,
});

export type ToolField = Exclude<keyof CurrentTool, 'tool' | 'label' | 'usages' | 'selfHosted' | 'satisfaction'>;

/** Asked of each tool at once. */
export const FIRST_OF_TOOL = {
  accountKind: oneOf('organisation', 'personal', 'shared'),
  formerMembersHaveAccess: yesNo,
  backup: oneOf('none', 'manual', 'automatic'),
} as const satisfies Partial<Record<ToolField, FieldKind>>;

/** Asked behind one line. */
export const MORE_OF_TOOL = {
  referentCount: few,
  users: count(2_000),
  monthlyCostEur: yearly(24_000),
  passwordShared: yesNo,
  activeUsers: count(2_000),
  adminCount: few,
  twoFactor: yesNo,
  restoreTested: yesNo,
  exportPossible: yesNo,
  supported: yesNo,
  internalChannel: yesNo,
  holdsPersonalData: yesNo,
  processorContract: yesNo,
  holdsSensitiveData: yesNo,
  holdsHealthCareData: yesNo,
  hdsCertified: yesNo,
  domainOwner: oneOf('organisation', 'person', 'provider'),
  mandatoryToTakePart: yesNo,
  offlineAlternative: yesNo,
  publicMustCreateAccount: yesNo,
} as const satisfies Partial<Record<ToolField, FieldKind>>;

export const OF_TOOL: Readonly<Record<ToolField, FieldKind>> = { ...FIRST_OF_TOOL, ...MORE_OF_TOOL };

/** Asked of the association at once. */
export const FIRST_OF_ALL = {
  'organisation.legalForm': oneOf('association-1901', 'association-local-law-1908', 'informal-collective', 'other'),
  'organisation.volunteersActive': count(5_000),
  'organisation.employees': count(500),
  'data.processingRecord': yesNo,
  'constraints.maxMonthlyCostEur': yearly(48_000),
} as const satisfies Record<string, FieldKind>;

/** Asked behind one line. */
export const MORE_OF_ALL = {
  'organisation.distinctReferents': count(50),
  'people.digitalComfort': oneOf('low', 'mixed', 'good'),
  'people.shareUncomfortable': { kind: 'number', read: readCount, unlikely: 10, most: 10, outOf: 10 },
  'people.poorConnection': yesNo,
  'organisation.annualBudgetEur': {
    kind: 'number',
    read: readWholeMoney,
    unlikely: 2_000_000,
    most: 100_000_000,
    isMoney: true,
  },
  'organisation.memberStructures': { kind: 'number', read: readCount, unlikely: 500, most: MOST, isOfGroups: true },
} as const satisfies Record<string, FieldKind>;

export type WholeField = keyof typeof FIRST_OF_ALL | keyof typeof MORE_OF_ALL;
export const OF_ALL: Readonly<Record<WholeField, FieldKind>> = { ...FIRST_OF_ALL, ...MORE_OF_ALL };

/** Kinds of data that rules look for, as people would tick them. */
export const DATA = ['members', 'minors', 'beneficiaries', 'health', 'donors', 'employees', 'opinions'] as const;
export const HELP = ['training', 'migration', 'helpdesk', 'work-organisation', 'diagnosis', 'pooling'] as const;

const FEW: ReadonlyMap<string, number> = new Map([
  ['none', 0],
  ['one', 1],
  ['several', 2],
]);

/** A value of the map as a form holds it; empty when it is not known. */
export function shownValue(kind: FieldKind, value: unknown): string {
  if (value === undefined || value === null) return '';
  switch (kind.kind) {
    case 'yes-no':
      return value === true ? 'yes' : 'no';
    case 'few':
      return value === 0 ? 'none' : value === 1 ? 'one' : 'several';
    case 'choice':
      return kind.choices.includes(value as string) ? (value as string) : (kind.choices.at(-1) as string);
    case 'number':
      return String(Math.round((value as number) * (kind.outOf ?? 1) * 100) / 100);
  }
}

/** A choice of a form as the map holds it. What is more exact already stays. */
export function chosenValue(kind: Exclude<FieldKind, NumberKind>, chosen: string, before: unknown): unknown {
  if (chosen === shownValue(kind, before)) return before;
  switch (kind.kind) {
    case 'yes-no':
      return chosen === 'yes' ? true : chosen === 'no' ? false : undefined;
    case 'few':
      return FEW.get(chosen);
    case 'choice':
      return kind.choices.includes(chosen) ? chosen : undefined;
  }
}

export type NumberFault = 'not-a-number' | 'not-an-amount' | 'too-large' | 'so-many';

/** What was typed as a number: the number, or what is wrong with it. @param sure numbers that were asked about once */
export function readTyped(
  kind: NumberKind,
  name: string,
  typed: string,
  sure: readonly string[],
): { value: number } | { fault: NumberFault; value?: number } {
  const reading = kind.read(typed);
  // How many groups there are is not how many people.
  const value = kind.isOfGroups ? (reading?.groups ?? reading?.value) : reading?.value;
  if (value === undefined || (reading?.ofGroups === 'count' && !kind.isOfGroups))
    return { fault: kind.isMoney ? 'not-an-amount' : 'not-a-number' };
  if (value > kind.most) return { fault: 'too-large' };
  return value > kind.unlikely && !sure.includes(`${name}:${value}`)
    ? { fault: 'so-many', value }
    : { value: value / (kind.outOf ?? 1) };
}
