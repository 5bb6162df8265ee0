import { assumedMegabytes, unsaidUnits } from '../../matching/engine/assumed.ts';
import type { Policy } from '../../matching/engine/policy.ts';
import type { UsageNeed } from '../../matching/schema.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { PRIORITIES } from '../../vocabulary/terms.ts';
import { STORAGE } from '../../vocabulary/units.ts';
import { type Member, type Note, strongest } from './group.ts';

/** Gigabytes add up as megabytes: sums of decimals would not be exact. */
const added = (a: number | undefined, b: number): number => (Math.round((a ?? 0) * 1000) + Math.round(b * 1000)) / 1000;

const WEAKEST_FIRST = [...PRIORITIES].reverse();

/** What a group asks of one usage, and who says nothing of the room it needs: the gigabytes are then a least. */
export interface JointUsage {
  readonly need: UsageNeed;
  readonly unsaidBy: readonly string[];
}

/** Accounts, gigabytes and all other amounts add up; a usage that somebody must have is one the group must have. */
export function jointUsages(
  members: readonly Member[],
  policy: Policy,
  reference: Reference,
): { usages: JointUsage[]; notes: Note[] } {
  const joint = new Map<string, { need: UsageNeed; unsaidBy: string[] }>();
  const notes: Note[] = [];
  const { mailGbPerAccount: gigabytes } = policy.assumptions;
  for (const { label, need } of members)
    for (const { usage, accounts, storageGb, amounts, priority = 'must' } of need.usages) {
      const known = joint.get(usage) ?? { need: { usage }, unsaidBy: [] };
      const sum = known.need;
      sum.accounts = (sum.accounts ?? 0) + (accounts ?? 1);
      if (accounts === undefined) notes.push({ code: 'one-account-assumed', params: {} });
      const assumed = storageGb ? null : assumedMegabytes(usage, accounts, policy);
      if (assumed !== null) notes.push({ code: 'mail-storage-assumed', params: { gigabytes } });
      const room = storageGb || (assumed ?? 0) / 1000;
      if (room) sum.storageGb = added(sum.storageGb, room);
      else if (unsaidUnits({ usage, accounts, storageGb }, reference).includes(STORAGE)) known.unsaidBy.push(label);
      for (const [unit, amount] of Object.entries(amounts ?? {}))
        sum.amounts = { ...sum.amounts, [unit]: added(sum.amounts?.[unit], amount) };
      sum.priority = strongest(WEAKEST_FIRST, sum.priority, priority);
      joint.set(usage, known);
    }
  const usages = [...joint.values()];
  for (const { need, unsaidBy } of usages)
    if (unsaidBy.length > 0)
      notes.push({
        code: 'storage-unsaid',
        params: { usage: need.usage, members: unsaidBy, atLeast: need.storageGb ?? null },
      });
  return { usages, notes };
}
