import { createHash, createHmac } from 'node:crypto';
import type { CompiledNeed } from './engine/need.ts';

/**
 * The order of equal hosts, by id: the same for whoever needs the same in the same week, and nothing that can be
 * chosen. How many hosts are shown, which federation is named and how a default is written change no turn.
 * @param plain the need compiled without the policy of a federation; asked for only when hosts are equal
 */
export function tieKeys(secret: string, week: string, plain: () => CompiledNeed): (hostId: string) => string {
  let hash: string | undefined;
  return (hostId) => {
    hash ??= createHash('sha256').update(meaningOf(plain())).digest('hex');
    return createHmac('sha256', secret).update(`${hash}|${week}|${hostId}`).digest('hex');
  };
}

/** All that a need asks for, as text, whatever the order of its keys and lists. */
const meaningOf = ({
  need,
  wanted,
  budgetCents,
  territory,
  hard,
  criteria,
  commitments,
  asked,
}: CompiledNeed): string =>
  JSON.stringify([
    wanted,
    budgetCents,
    territory,
    need.audience ?? null,
    need.language ?? null,
    need.startsBy ?? null,
    [...(need.require?.dataCountries ?? [])].sort(),
    hard.map(({ name, key }) => [name, key]),
    criteria.map(({ criterion, evidence }) => [criterion, evidence]),
    commitments.map(({ kind, atLeast, evidence }) => [kind.key, atLeast, evidence]),
    asked.map(({ id, points }) => [id, points]),
  ]);
