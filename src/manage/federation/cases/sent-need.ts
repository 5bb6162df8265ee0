import { type Need, Need as NeedSchema } from '../../../matching/engine/need/schema.ts';
import { keptIn } from '../../../pages/asking/kept.ts';
import { territoryIn } from '../../../pages/asking/place.ts';
import type { Form } from '../../../pages/asking/questions.ts';
import { corrected, formOf, toNeed } from '../../../pages/need/answers.ts';
import { shapeFaults } from '../../../requests/shape.ts';
import type { Reference } from '../../../vocabulary/reference.ts';

/* Pure: the need that an association brings along, as a link or a file. */

export interface SentNeed {
  form: Form;
  /** The need as it was written, where it may hold more than the questions ask. */
  written?: string;
  /** Something in it could not be read. */
  isPartial: boolean;
}

const LONGEST = 20_000;

/** A need as programs write it; fields of another version may be in it. */
function needIn(text: string): Need | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return shapeFaults(NeedSchema, value).every(({ code }) => code === 'unknown-field') ? (value as Need) : undefined;
  } catch {
    return undefined;
  }
}

/** @returns undefined: there is no need in it */
export function sentNeed(text: string, reference: Reference): SentNeed | undefined {
  const kept = keptIn(text);
  if (kept === 'cut') return undefined;
  if (kept) return { form: kept.form, isPartial: kept.isPartial };
  const need = needIn(text.trim());
  if (!need) return undefined;
  const isPartial = shapeFaults(NeedSchema, need).length > 0;
  return { form: formOf(need, reference), written: JSON.stringify(need), isPartial };
}

/** What the answers make, of a need that was brought along or of nothing. */
export function needOf(form: Form, written: string | undefined, reference: Reference): Need {
  const before = written === undefined ? undefined : needIn(written);
  if (before) return corrected(before, formOf(before, reference), form, reference);
  return toNeed(form, territoryIn(form, reference.territories), reference);
}
