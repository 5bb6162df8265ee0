import { type Static, Type } from 'typebox';
import { Match } from '../../matching/answer/schema.ts';
import { Need } from '../../matching/engine/need/schema.ts';
import { Day, Key, namedObject, orNull, Slug, saidOf, shortText, strictObject } from '../../vocabulary/shapes.ts';
import { POOL_SENTENCES } from './words.ts';

const PoolSaid = saidOf(POOL_SENTENCES, 'PoolSaid');

/** Several needs to match together; a label names an organisation, never a person. Nothing is stored. */
export const PoolDraft = namedObject(
  'PoolDraft',
  {
    name: Type.Optional(shortText()),
    needs: Type.Array(strictObject({ label: shortText(100), need: Need }), {
      minItems: 2,
      maxItems: 20,
    }),
  },
  {
    examples: [
      {
        name: 'Associations de Guéret',
        needs: [
          { label: 'Fanfare', need: { usages: [{ usage: 'file-storage-sharing', accounts: 12, storageGb: 30 }] } },
          {
            label: 'Ludothèque',
            need: { usages: [{ usage: 'file-storage-sharing', accounts: 4 }], budgetPerYear: 60 },
          },
        ],
      },
    ],
  },
);
export type PoolDraft = Static<typeof PoolDraft>;

const amount = orNull(Type.Number(), { description: 'Euros a year; null: not known' });
const gigabytes = orNull(Type.Number());
const label = Type.String();
const score = Type.Integer({ minimum: 0, maximum: 100 });

const PoolHost = strictObject({
  host: Slug,
  name: Type.String(),
  list: Type.Enum(['fits', 'to-check'], { type: 'string' }),
  rank: Type.Integer(),
  low: Type.Integer({ description: 'Under the mean of the weights of the members' }),
  perYear: amount,
  shares: Type.Array(
    strictObject({
      label,
      accounts: Type.Integer(),
      perYear: { ...amount, description: 'Its part, by accounts, exact to the cent; null: not known' },
      overBudget: orNull(Type.String(), {
        description: 'Its part is above its own budget, as a sentence; absent: it is not, or one of the two is unknown',
      }),
      alone: {
        ...amount,
        description:
          'What it would pay there by itself, above its budget too; absent: not known, or the host does not suit it for another reason',
      },
      low: { ...score, description: 'Under the weights of this member alone' },
      suits: Type.Enum(['fits', 'to-check', 'no'], {
        type: 'string',
        description: 'How the host meets the need of this member by itself',
      }),
    }),
  ),
  lowest: strictObject({ labels: Type.Array(label), low: score }),
  inOwnTopThree: Type.Integer({ description: 'Members that have it among their own first three' }),
  without: Type.Array(
    strictObject({
      label,
      perYear: { ...amount, description: 'What the others would pay in all without this member; null: not known' },
      more: { ...amount, description: 'How much more than with it; negative: less' },
      text: Type.String(),
    }),
  ),
  text: Type.String(),
});

/** The result of matching several needs together. Never stored. */
export const Pool = namedObject('Pool', {
  federation: Slug,
  name: orNull(Type.String()),
  catalogueRevision: Type.Integer(),
  asOf: Day,
  policyVersion: Type.String(),
  totals: Type.Array(
    strictObject({
      usage: Key,
      accounts: Type.Integer(),
      storageGb: { ...gigabytes, description: 'null: not known, because one member at least does not say it' },
      storageGbAtLeast: { ...gigabytes, description: 'What those ask who say it; absent: nobody does' },
    }),
  ),
  notes: Type.Array(PoolSaid),
  hosts: Type.Array(PoolHost, { description: 'Of the answer for the group; none when no host can take them all' }),
  worst: orNull(
    strictObject({
      labels: Type.Array(label, { description: 'Several when equal; empty: all are served alike' }),
      host: Slug,
      text: Type.String(),
    }),
    { description: 'The members whom the first host of the group serves worst; absent: no host can take them all' },
  ),
  need: Need,
  group: Match,
  each: Type.Array(strictObject({ label, match: Match })),
});
export type Pool = Static<typeof Pool>;
