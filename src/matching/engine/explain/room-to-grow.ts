import { includedMegabytes, maxMegabytes } from '../../../services/cost.ts';
import type { Placed } from '../host/choose.ts';
import { isRoomCounted, partsOf } from '../host/parts.ts';
import { type CompiledNeed, compare } from '../need.ts';
import type { Policy } from '../policy.ts';
import type { Reason } from './reason.ts';

/**
 * The room of the plan that is tightest for what is asked of that plan: the room of one plan says nothing of what
 * another has to hold, nor of a wish that none of them meets. Usages are named only where several plans hold room.
 */
export function roomReason({ candidate, way }: Placed, need: CompiledNeed, policy: Policy): Reason | null {
  const parts = partsOf(candidate, way, need)
    .filter(({ demand }) => demand.megabytes > 0)
    .map((part) => ({ ...part, counted: isRoomCounted(part) }))
    .map(({ plan, usages, demand, counted }) => ({
      room: maxMegabytes(plan) ?? includedMegabytes(plan, demand.accounts ?? policy.assumptions.accounts),
      wanted: demand.megabytes,
      counted,
      usages: usages.filter(({ megabytes }) => megabytes !== null).map(({ usage }) => usage),
    }))
    .sort((a, b) => a.room / a.wanted - b.room / b.wanted || compare(a.usages.join(), b.usages.join()));
  const tightest = parts[0];
  if (tightest === undefined || tightest.room <= tightest.wanted) return null;
  const limited = Number.isFinite(tightest.room);
  return {
    code: 'room-to-grow',
    params: {
      gigabytes: limited ? tightest.room / 1000 : null,
      wanted: tightest.wanted / 1000,
      counted: tightest.counted,
      usages: limited && parts.length > 1 ? [...tightest.usages].sort() : [],
    },
  };
}
