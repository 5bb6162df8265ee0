import type { Federation } from '../../documents/federation.ts';
import { isCurrent } from '../../documents/membership.ts';
import { parisDay } from '../../ground/clock.ts';

/** How many members a federation has today. */
export function currentMembers({ members }: Pick<Federation, 'members'>): number {
  const today = parisDay(new Date());
  return members.filter((member) => isCurrent(member, today)).length;
}
