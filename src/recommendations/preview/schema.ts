import { type Static, Type } from 'typebox';
import { PolicyRules } from '../../documents/federation-policy.ts';
import { Day, Key, Slug } from '../../vocabulary/shapes.ts';

/** A policy to try: in the form of `PUT policy`, or the same in the field `policy`. */
export const PreviewDraft = Type.Object(
  {
    ...PolicyRules.properties,
    policy: Type.Optional(PolicyRules),
  },
  {
    additionalProperties: false,
    $id: 'PreviewDraft',
    examples: [{ policy: { factors: { price: 1.5 } } }],
    description: 'The body of PUT policy as it is, or the same below `policy`',
  },
);
export type PreviewDraft = Static<typeof PreviewDraft>;

const Place = Type.Union(
  [
    Type.Object(
      { list: Type.Enum(['fits', 'to-check'], { type: 'string' }), rank: Type.Integer({ minimum: 1 }) },
      { additionalProperties: false },
    ),
    Type.Null(),
  ],
  { description: 'null: in neither list' },
);
const named = { host: Slug, name: Type.String() };
const Rules = Type.Array(Type.String(), { description: 'Names of rules that change, as in `changes`' });
const text = Type.String();
const Top = Type.Array(Type.Object({ ...named, place: Place }, { additionalProperties: false }));
const Fortunes = Type.Array(
  Type.Object(
    {
      ...named,
      better: Type.Integer({ description: 'Typical needs for which it moves up' }),
      worse: Type.Integer(),
      places: Type.Integer({ description: 'Places gained in all, where it stays in its list' }),
      text,
    },
    { additionalProperties: false },
  ),
);

/** What a policy would change for the public panel of typical needs, before it is adopted. */
export const PolicyPreview = Type.Object(
  {
    federation: Slug,
    inForce: Type.Union([Type.Integer(), Type.Null()], { description: 'Version compared with; null: none' }),
    policyVersion: Type.String(),
    panelVersion: Type.String(),
    catalogueRevision: Type.Integer(),
    asOf: Day,
    changes: Type.Array(
      Type.Object(
        { rule: Type.String(), change: Type.Enum(['added', 'changed', 'removed'], { type: 'string' }), text },
        { additionalProperties: false },
      ),
    ),
    summary: Type.Object(
      {
        text,
        firstPlaces: Type.Array(
          Type.Object(
            { need: Key, before: Type.Array(Slug), after: Type.Array(Slug), text },
            { additionalProperties: false },
          ),
        ),
        gains: Fortunes,
        losses: Fortunes,
        leftOut: Type.Array(
          Type.Object({ ...named, needs: Type.Array(Key), rules: Rules, text }, { additionalProperties: false }),
        ),
        refused: Type.Array(Key, { description: 'Typical needs that would then ask too much together' }),
      },
      { additionalProperties: false },
    ),
    needs: Type.Array(
      Type.Object(
        {
          need: Key,
          label: Type.String(),
          before: Top,
          after: Top,
          moves: Type.Array(
            Type.Object({ ...named, before: Place, after: Place, rules: Rules, text }, { additionalProperties: false }),
            { description: 'Of the hosts shown first before or after, those that move, and why' },
          ),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false, $id: 'PolicyPreview' },
);
export type PolicyPreview = Static<typeof PolicyPreview>;
