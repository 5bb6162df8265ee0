import type { Plan } from '../../../documents/service.ts';
import { statedPrice } from '../../../ground/stated-numbers.ts';
import type { SignedIn } from '../../desk.tsx';
import type { Typed } from '../../parts/form.tsx';
import { SERVICES } from '../../words/services.ts';

/* A price is typed with its period, “15 par mois”: it must be the one in which the plan counts its prices. */

const BY_PERIOD = ['fixed', 'advised', 'floor', 'perAccount', 'perGb'];
const BY_YEAR = ['membershipFee', 'membership-advised', 'membership-floor'];

/** Amounts that were typed for another period than that of the plan. @param plan as it is, where the form does not ask its period */
export function periodFaults(typed: Typed, plan: Plan | undefined, { page: { language } }: SignedIn) {
  const words = SERVICES[language].otherPeriod;
  const chosen = (typed.period || plan?.period || 'year') as keyof typeof words.by;
  const faults: Record<string, string> = {};
  const check = (name: string, counted: typeof chosen | 'once') => {
    const period = statedPrice(typed[name] ?? '')?.period;
    if (period === undefined || period === counted) return;
    faults[name] = counted === 'once' ? words.once : words.writeBy(words.by[period], words.by[counted]);
    if (typed.period !== undefined && BY_PERIOD.includes(name))
      faults[name] = words.choose(words.by[period], words.by[chosen]);
  };
  for (const name of BY_PERIOD) check(name, chosen);
  for (const name of BY_YEAR) check(name, 'year');
  check('setupFee', 'once');
  return faults;
}
