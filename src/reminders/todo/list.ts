import type { CostRules } from '../../services/cost.ts';
import {
  confirmationWaits,
  domainWaits,
  draftWaits,
  ownershipWaits,
  reportWaits,
  successionWaits,
  tokenWaits,
} from './entry.ts';
import { statementWaits } from './statements.ts';
import { byUrgency, type TodoFact, type TodoSources } from './waiting.ts';
import { closingWaits, membershipWaits, priceWaits, referralWaits, requiredWaits } from './waits.ts';

/** Who has left or closed has no facts to keep up: only others still wait for an answer. */
const hasLeft = ({ host }: TodoSources): boolean => host.state === 'withdrawn' || host.state === 'closed';

/** What waits for a host on a day, most urgent first. */
export const todoOf = (desk: TodoSources, day: string, rules: Pick<CostRules, 'months'>): TodoFact[] =>
  [
    ...ownershipWaits(desk),
    ...reportWaits(desk),
    ...referralWaits(desk),
    ...tokenWaits(desk, day),
    ...(desk.host.state === 'withdrawn' ? [] : closingWaits(desk, day)),
    ...(hasLeft(desk)
      ? []
      : [
          ...draftWaits(desk),
          ...successionWaits(desk, day),
          ...membershipWaits(desk),
          ...requiredWaits(desk),
          ...statementWaits(desk, day),
          ...domainWaits(desk),
          ...priceWaits(desk, day, rules),
          ...confirmationWaits(desk, day),
        ]),
  ].sort(byUrgency(day));
