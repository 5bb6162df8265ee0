import { type Fault, inLanguage } from '../../ground/errors.ts';
import { kindFaults, wordFaults } from '../../hosts/reports/meaning.ts';
import { ReportDraft } from '../../hosts/reports/schema.ts';
import { shapeFaults } from '../../requests/shape.ts';
import type { Language } from '../../vocabulary/terms.ts';

/* What people type in the forms of an entry, and the report that it makes. Pure. */

export const REPORT_FIELDS = ['kind', 'about', 'text', 'url'] as const;
export const REMOVAL_FIELDS = ['asker', 'replyTo', 'text'] as const;
export type Field = (typeof REPORT_FIELDS | typeof REMOVAL_FIELDS)[number];

/** Fields as they were typed, so that they are shown again. */
export type Typed = Readonly<Partial<Record<Field, string>>>;

/** What is wrong with each field, in the words of a page. */
export type FieldFaults = Readonly<Partial<Record<Field, string>>>;

export function readTyped(sent: URLSearchParams, fields: readonly Field[]): Typed {
  return Object.fromEntries(fields.flatMap((field) => (sent.has(field) ? [[field, sent.get(field)!]] : [])));
}

/** The report that fields make; what was left empty is left out. */
export function toDraft(typed: Typed, fixed: { kind?: 'removal' }, language: Language): Partial<ReportDraft> {
  const filled = Object.entries({ ...typed, ...fixed }).flatMap(([field, value]) => {
    const trimmed = value.trim();
    if (trimmed === '') return [];
    return [[field, field === 'text' ? { [language]: trimmed } : trimmed]];
  });
  return Object.fromEntries(filled) as Partial<ReportDraft>;
}

/** A draft of which nothing is known to be wrong; else all of what is. */
export function checkedDraft(draft: Partial<ReportDraft>): { draft: ReportDraft } | { faults: Fault[] } {
  const faults = [...shapeFaults(ReportDraft, draft), ...kindFaults(draft), ...wordFaults(draft)];
  return faults.length > 0 ? { faults } : { draft: draft as ReportDraft };
}

/** The fields of a form in their order, and what to say of those that were left empty. */
interface Asked {
  fields: readonly Field[];
  missing: FieldFaults;
}

/** Faults of a report beside the fields that made it. */
export function beside(faults: readonly Fault[], { fields, missing }: Asked, language: Language): FieldFaults {
  const told = fields.flatMap((field) => {
    const found = faults.find(({ pointer }) => pointer.split('/')[1] === field);
    if (!found) return [];
    const isUnanswered = found.code === 'missing' || found.code === 'unknown-value';
    return [[field, (isUnanswered && missing[field]) || inLanguage(found.message, language)]];
  });
  return Object.fromEntries(told) as FieldFaults;
}
