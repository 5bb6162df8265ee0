import type { Model } from '../../catalogue/model.ts';
import type { Fault } from '../../ground/errors.ts';
import { personalFaults, personalFaultsIn } from '../../hosts/reports/meaning.ts';
import { keyFaults, pastFaults } from '../../requests/meaning.ts';
import type { CasePart } from './schema.ts';

/** Faults of the words of a case: its label, and why it ended so. */
export const wordFaults = ({ label, outcome }: Pick<CasePart, 'label' | 'outcome'>): Fault[] => [
  ...personalFaultsIn('/label', label),
  ...personalFaults('/outcome/reason', outcome?.reason),
];

/** Faults of an outcome. @param before the host that it named, which may have left since */
export const outcomeFaults = (
  outcome: CasePart['outcome'],
  before: string | undefined,
  { bySlug }: Model,
  day: string,
): Fault[] => [
  ...pastFaults('/outcome/on', outcome?.on, day),
  ...(outcome?.host === undefined || outcome.host === before
    ? []
    : keyFaults('/outcome/host', 'host', outcome.host, bySlug)),
];
