import type { ClaimDraft } from '../documents/statement.ts';
import type { Fault } from '../ground/errors.ts';
import { fault } from '../ground/errors.ts';
import type { Context } from '../record/context.ts';
import { pastFaults, today } from '../requests/meaning.ts';

type SpokenDraft = Pick<ClaimDraft, 'evidenceUrl' | 'note' | 'asOf'>;

/** A statement is dated on the day it is made; only an administrator may say that it is older. */
export const spokenFaults = (context: Context, { asOf }: SpokenDraft): Fault[] =>
  asOf !== undefined && context.caller.role !== 'admin'
    ? [
        fault('/asOf', 'as-of-reserved', {
          fr: 'Une déclaration porte la date du jour où elle est faite ; seule l’administration peut en dire une autre.',
          en: 'A statement is dated on the day it is made; only an administrator may say otherwise.',
        }),
      ]
    : pastFaults('/asOf', asOf, today(context));

/** The columns that claims and commitments share. */
export const spokenColumns = (context: Context, { evidenceUrl, note, asOf }: SpokenDraft) => ({
  evidenceUrl: evidenceUrl ?? null,
  note: note ?? null,
  asOf: asOf ?? today(context),
  imported: false,
});
