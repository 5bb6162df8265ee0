import { createHash, createHmac } from 'node:crypto';
import type { CompiledNeed } from './engine/need.ts';
import type { Need } from './schema.ts';

/**
 * The order of equal hosts, by id: the same for whoever needs the same in the same week, and nothing that can be
 * chosen. How many hosts are shown, which federation is named and how a default is written change no turn.
 * @param plain the need compiled without the policy of a federation; asked for only when hosts are equal
 */
export function seededOrder(secret: string, week: string, plain: () => CompiledNeed): (hostId: string) => string {
  let hash: string | undefined;
  return (hostId) => {
    hash ??= createHash('sha256').update(meaningOf(plain())).digest('hex');
    return createHmac('sha256', secret).update(`${hash}|${week}|${hostId}`).digest('hex');
  };
}

type NeedField = Exclude<keyof Need, 'require'> | keyof NonNullable<Need['require']>;

/** What each field says of a need, whatever the order of keys and lists; null: nothing that makes it another need. */
const MEANING: Readonly<Record<NeedField, ((compiled: CompiledNeed) => unknown) | null>> = {
  usages: ({ wanted }) => wanted,
  budgetPerYear: ({ budgetCents }) => budgetCents,
  territory: ({ territory }) => territory,
  audience: ({ need }) => need.audience ?? null,
  language: ({ need }) => need.language ?? null,
  startsBy: ({ need }) => need.startsBy ?? null,
  dataCountries: ({ need }) => [...(need.require?.dataCountries ?? [])].sort(),
  openToNewcomers: ({ hard }) => hard.map(({ name, key }) => [name, key]),
  // Both are hard needs, and those are named above.
  holdsHealthData: null,
  support: null,
  criteria: ({ criteria }) => criteria.map(({ criterion, evidence }) => [criterion, evidence]),
  commitments: ({ commitments }) => commitments.map(({ kind, atLeast, evidence }) => [kind.key, atLeast, evidence]),
  wish: ({ wishes }) => wishes.map(({ id, points }) => [id, points]),
  currentTools: null,
  federation: null,
  onlyFrom: null,
  limit: null,
};

const meaningOf = (compiled: CompiledNeed): string =>
  JSON.stringify(Object.values(MEANING).flatMap((says) => (says === null ? [] : [says(compiled)])));
