import type { Plan } from '../../../documents/service.ts';
import { statedPrice } from '../../../ground/stated-numbers.ts';
import { HostDocument } from '../../../host-documents/schema.ts';
import { Radios } from '../../../pages/frame/fields.tsx';
import type { SignedIn } from '../../desk.tsx';
import { partAt, setPart } from '../../parts/body.ts';
import { termChoices } from '../../parts/field-kinds.tsx';
import type { Typed } from '../../parts/form.tsx';
import { numberTyped } from '../../parts/numbers.ts';
import { FREE_AMOUNTS, SERVICES } from '../../words/services.ts';
import type { HostField } from '../form.tsx';

/* Plans where everybody pays what they can: amounts that contradict the box, or may be meant in two ways. */

const FREE_BOXES = [
  {
    box: 'free',
    part: 'freeAmount',
    amounts: [
      ['advised', 'advised'],
      ['floor', 'floor'],
    ],
  },
  {
    box: 'membershipFree',
    part: 'membershipFree',
    amounts: [
      ['membership-advised', 'advised'],
      ['membership-floor', 'floor'],
    ],
  },
] as const;

/** A box that was ticked and is not any more, while an amount is typed that only counts where it is. */
export function freeFaults(typed: Typed, plan: Plan, { page: { language } }: SignedIn): Record<string, string> {
  const words = SERVICES[language];
  const found = FREE_BOXES.flatMap(({ box, part, amounts }) => {
    if (typed[box] !== '' || plan[part] === undefined) return [];
    const written = amounts.find(([name, key]) => {
      const now = plan[part]?.[key];
      return typed[name] && typed[name] !== (now === undefined ? '' : numberTyped(now, language));
    });
    if (!written) return [];
    const label = box === 'free' ? words[written[1]] : words.membershipChosen[written[1]];
    return [[box, words.freeContradicts(label)] as const];
  });
  return Object.fromEntries(found);
}

/**
 * Asks what a price is where everybody pays what they can: the least, or something that is paid besides.
 * @param at JSON Pointer of the plan. @param plan as it is: what it says already is not asked
 */
export function fixedQuestion({ page: { language } }: SignedIn, at: string, plan: Plan | undefined) {
  const words = FREE_AMOUNTS[language];
  const isSaid = Boolean(plan?.freeAmount && plan.fixed);
  const isAsked = ({ free, fixed, floor }: Typed) =>
    !isSaid && free === 'yes' && !floor && (statedPrice(fixed ?? '')?.value ?? 0) > 0;
  const field: HostField = {
    name: 'fixedMeans',
    at: [],
    read: () => [],
    write: (document, [meant]) => {
      const fixed = partAt(document, `${at}/fixed`);
      if (meant !== 'floor' || fixed === undefined) return;
      setPart(HostDocument, document, `${at}/freeAmount/floor`, fixed);
      setPart(HostDocument, document, `${at}/fixed`, undefined);
    },
    view: (filled) => {
      const [free = '', fixed = '', floor = ''] = ['free', 'fixed', 'floor'].map(
        (name) => [filled.typed[name] ?? []].flat()[0],
      );
      return (
        isAsked({ free, fixed, floor }) && (
          <Radios
            {...{ filled, name: 'fixedMeans', label: words.asked }}
            choices={termChoices(['floor', 'added'], words.meanings)}
          />
        )
      );
    },
  };
  return {
    field,
    faults: (typed: Typed): Record<string, string> =>
      isAsked(typed) && !typed.fixedMeans ? { fixedMeans: words.expected } : {},
  };
}
