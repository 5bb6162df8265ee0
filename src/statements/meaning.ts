import type { ClaimDraft, CommitmentDraft } from '../documents/statement.ts';
import { webAddress } from '../ground/addresses.ts';
import { type Fault, fault, oneFault } from '../ground/errors.ts';
import type { Context } from '../record/context.ts';
import { dateFaults, decimalsFaults, isSlug, keyFaults, pastFaults, slugFaults, today } from '../requests/meaning.ts';
import { type CommitmentKind, isMeasuredAlone, type Reference } from '../vocabulary/reference.ts';
import type { Measure } from '../vocabulary/shapes.ts';
import { MEASURE_UNITS } from '../vocabulary/terms.ts';

function numberFaults(pointer: string, value: number, kind: CommitmentKind): Fault[] {
  const faults: Fault[] = [];
  const { bounds, unit } = kind;
  if (bounds && (value < bounds.min || value > bounds.max))
    faults.push(
      fault(pointer, 'out-of-range', {
        fr: `Entre ${bounds.min} et ${bounds.max}.`,
        en: `Between ${bounds.min} and ${bounds.max}${unit ? ` ${unit}` : ''}.`,
      }),
    );
  if (unit !== undefined && MEASURE_UNITS[unit] === 'whole' && !Number.isInteger(value))
    faults.push(
      fault(pointer, 'not-a-whole-number', {
        fr: 'Il faut un nombre entier.',
        en: `A whole number of ${unit}.`,
      }),
    );
  if (unit === 'EUR') faults.push(...decimalsFaults(pointer, value, 2));
  return faults;
}

const WANTED: Record<CommitmentKind['valueType'], { fr: string; en: string }> = {
  number: { fr: 'un nombre', en: 'a number' },
  boolean: { fr: 'true ou false', en: 'true or false' },
  url: { fr: 'une adresse http ou https', en: 'an http or https address' },
  date: { fr: 'une date comme 2026-11-24, 2026-11 ou 2026', en: 'a date such as 2026-11-24, 2026-11 or 2026' },
  list: { fr: 'une liste de textes courts', en: 'a list of short texts' },
  host: { fr: 'l’identifiant d’un hébergeur', en: 'the slug of a host' },
};

const PARTIAL_DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

const fits: Record<CommitmentKind['valueType'], (value: Measure) => boolean> = {
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  url: (value) => typeof value === 'string' && webAddress(value) !== undefined,
  date: (value) => typeof value === 'string' && PARTIAL_DATE.test(value),
  list: (value) => Array.isArray(value),
  host: (value) => typeof value === 'string' && isSlug(value) && value.length <= 80,
};

/** Faults of the measure of a commitment: type, bounds, impossible dates. */
function measureFaults(pointer: string, value: Measure, kind: CommitmentKind, day: string): Fault[] {
  const special = kind.specialValues ?? [];
  if (special.some((word) => word.value === value)) return [];
  if (!fits[kind.valueType](value)) {
    const wanted = WANTED[kind.valueType];
    const words = (or: string) => special.map((word) => `, ${or} "${word.value}"`).join('');
    return oneFault(pointer, 'wrong-kind-of-value', {
      fr: `Cet engagement prend ${wanted.fr}${words('ou')}.`,
      en: `This commitment takes ${wanted.en}${words('or')}.`,
    });
  }
  if (typeof value === 'number') return numberFaults(pointer, value, kind);
  // A date of something done, such as the last backup test, must not lie in the future.
  if (kind.valueType === 'date')
    return kind.better === 'recent' ? pastFaults(pointer, value as string, day) : dateFaults(pointer, value as string);
  if (kind.valueType === 'host') return slugFaults(pointer, value as string);
  return [];
}

/** Faults of a required minimum for a kind of commitment; `true` requires only that a commitment exists. */
export const atLeastFaults = (pointer: string, atLeast: Measure, kind: CommitmentKind, day: string): Fault[] =>
  atLeast === true && ['url', 'list', 'host'].includes(kind.valueType)
    ? []
    : measureFaults(pointer, atLeast, kind, day);

/**
 * Faults of a commitment as stated by a caller, with pointers into the statement. An unknown kind, or a kind that
 * nobody may state, has the empty pointer.
 */
export function saidFaults(key: string, value: Measure, { commitmentKinds }: Reference, day: string): Fault[] {
  const kind = commitmentKinds.get(key);
  if (!kind) return keyFaults('', 'commitment-kind', key, commitmentKinds);
  if (!isMeasuredAlone(kind)) return measureFaults('/value', value, kind, day);
  return oneFault('', 'measured-by-the-catalogue', {
    fr: `« ${kind.label.fr} » : seul le catalogue le mesure. Personne ne l’écrit, et tant que rien n’est mesuré, c’est inconnu. Retirez-le de ce que vous envoyez.`,
    en: `“${kind.label.en}”: only the catalogue measures it. Nobody writes it, and it is unknown while nothing is measured. Leave it out of what you send.`,
  });
}

/* Faults of statements, with pointers into the statement. An unknown subject has the empty pointer. */

/** Who makes a statement, and when. */
type Stated = Pick<Context, 'reference' | 'clock' | 'caller'>;

export const claimFaults = (context: Stated, criterion: string, draft: ClaimDraft): Fault[] => [
  ...statementFaults(context, draft),
  ...keyFaults('', 'criterion', criterion, context.reference.criteria),
];

export const commitmentFaults = (context: Stated, key: string, draft: CommitmentDraft): Fault[] => [
  ...saidFaults(key, draft.value, context.reference, today(context)),
  ...statementFaults(context, draft),
];

/** The same faults for routes whose path names the subject: the empty pointer becomes a pointer into the path. */
export const pathFaults = (pointer: string, faults: readonly Fault[]): Fault[] =>
  faults.map((found) => (found.pointer === '' ? { ...found, pointer, in: 'path' } : found));

export type StatementDraft = Pick<ClaimDraft, 'evidenceUrl' | 'note' | 'asOf'>;

/** A statement is dated to the day on which it is made; only an administrator may give an earlier day. */
const statementFaults = (context: Stated, { asOf }: StatementDraft): Fault[] =>
  asOf !== undefined && context.caller.role !== 'admin'
    ? oneFault('/asOf', 'as-of-reserved', {
        fr: 'Une déclaration porte la date du jour où elle est faite ; seule l’administration peut en dire une autre.',
        en: 'A statement is dated on the day it is made; only an administrator may say otherwise.',
      })
    : pastFaults('/asOf', asOf, today(context));
