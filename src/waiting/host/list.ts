import type { CostRules } from '../../services/cost.ts';
import { isLate } from '../waits.ts';
import { closingWaits } from './closings.ts';
import {
  confirmationWaits,
  domainWaits,
  draftWaits,
  mergedWaits,
  ownershipWaits,
  priceWaits,
  proposalWaits,
  reportWaits,
  successionWaits,
  tokenWaits,
  webhookWaits,
} from './entry.ts';
import { byUrgency, type TodoFact, type TodoSources } from './facts.ts';
import { membershipWaits, questionWaits, referralWaits, requiredWaits, vouchWaits } from './federations.ts';
import { siteWaits } from './site.ts';
import { statementWaits } from './statements.ts';

/** A withdrawn or closed host has no facts to keep up to date; only answers to others may still be due. */
const hasLeft = ({ host }: TodoSources): boolean => host.state === 'withdrawn' || host.state === 'closed';

/** The open items of a host on a day, most urgent first. */
export const todoOf = (sources: TodoSources, day: string, rules: Pick<CostRules, 'months'>): TodoFact[] =>
  [
    ...ownershipWaits(sources),
    ...reportWaits(sources),
    ...referralWaits(sources),
    ...tokenWaits(sources, day),
    ...webhookWaits(sources),
    ...(sources.host.state === 'withdrawn' ? [] : closingWaits(sources, day)),
    ...(hasLeft(sources)
      ? []
      : [
          ...draftWaits(sources),
          ...mergedWaits(sources),
          ...successionWaits(sources, day),
          ...vouchWaits(sources),
          ...questionWaits(sources),
          ...membershipWaits(sources),
          ...requiredWaits(sources),
          ...statementWaits(sources, day),
          ...proposalWaits(sources),
          ...siteWaits(sources),
          ...domainWaits(sources),
          ...priceWaits(sources, day, rules),
          ...confirmationWaits(sources, day),
        ]),
  ]
    .sort(byUrgency(day))
    .map((found) => ({ ...found, overdue: isLate(found.due, day) }));
