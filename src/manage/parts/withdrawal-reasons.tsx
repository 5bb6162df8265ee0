import type { Host } from '../../documents/host.ts';
import { type Filled, Select } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { WITHDRAWAL_REASON_LABELS } from '../../vocabulary/labels.ts';
import { WITHDRAWAL_REASONS, type WithdrawalReason } from '../../vocabulary/terms.ts';
import { PUBLICATION } from '../words/publication.ts';

/** Why an entry leaves, which everybody may read; nobody has to say it. Of an individual it is not told, nor asked. */
export function WithdrawalReasons({ host, filled }: { host: Host; filled: Filled }) {
  const words = useWords(PUBLICATION);
  const { language } = usePage();
  if (host.legalForm === 'individual') return null;
  return (
    <Select
      filled={filled}
      name="withdrawal"
      label={words.leaveReason}
      hint={words.leaveReasonHint}
      groups={[
        [
          '',
          [
            ['', words.leaveNoReason],
            ...WITHDRAWAL_REASONS.map((reason) => [reason, WITHDRAWAL_REASON_LABELS[reason][language]] as const),
          ],
        ],
      ]}
    />
  );
}

/** What was chosen; undefined: nothing. */
export const withdrawalReasonIn = (typed: string | null | undefined): WithdrawalReason | undefined =>
  WITHDRAWAL_REASONS.find((reason) => reason === typed);
