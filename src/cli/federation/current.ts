import { parisDay } from '../../clock.ts';
import { isCurrent } from '../../federations/members/current.ts';
import type { Federation } from '../../federations/schema.ts';

/** How many members a federation has today. */
export function currentMembers({ members }: Pick<Federation, 'members'>): number {
  const today = parisDay(new Date());
  return members.filter((member) => isCurrent(member, today)).length;
}
