import type { Need } from '../matching/schema.ts';
import { proposedIn } from './choose.ts';
import type { Matching } from './today.ts';

/**
 * The usages of a need for which nobody could be proposed: not alone, not with others, not even to be asked. Each that
 * must be is asked by itself, on the same conditions: beside a missing one, the others look missing too. All hosts
 * count, whichever list the need was kept to: what somebody offers elsewhere is not missing.
 */
export async function missingUsages(need: Need, { matcher, model, say }: Matching): Promise<string[]> {
  const { onlyFrom: _list, ...asked } = need;
  const missing: string[] = [];
  for (const usage of need.usages) {
    if ((usage.priority ?? 'must') !== 'must') continue;
    const alone = { ...asked, usages: [usage], limit: 1 };
    const match = await matcher.answerInTurn(alone, model, say, { everything: false });
    if (proposedIn(match).length === 0) missing.push(usage.usage);
  }
  return missing;
}
