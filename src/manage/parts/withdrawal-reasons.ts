import { Type } from 'typebox';
import type { Host } from '../../documents/host.ts';
import { WITHDRAWAL_REASON_LABELS } from '../../vocabulary/labels.ts';
import { type Language, WITHDRAWAL_REASONS, type WithdrawalReason } from '../../vocabulary/terms.ts';
import { PUBLICATION } from '../words/publication.ts';
import { fieldsOf } from './field-kinds.tsx';
import type { FormField } from './form.tsx';

export const Withdrawal = Type.Object({
  withdrawal: Type.Optional(Type.Enum(WITHDRAWAL_REASONS, { type: 'string' })),
});
export interface Withdrawal {
  withdrawal?: WithdrawalReason;
}

/** Why an entry leaves, which everybody may read; nobody has to say it. Of an individual it is not told, nor asked. */
export function withdrawalFields(host: Host, language: Language): readonly FormField[] {
  const words = PUBLICATION[language];
  if (host.legalForm === 'individual') return [];
  return [
    fieldsOf(Withdrawal, language).select('/withdrawal', words.leaveReason, {
      hint: words.leaveReasonHint,
      choices: WITHDRAWAL_REASONS.map((reason) => [reason, WITHDRAWAL_REASON_LABELS[reason][language]]),
      unsaid: words.leaveNoReason,
    }),
  ];
}
