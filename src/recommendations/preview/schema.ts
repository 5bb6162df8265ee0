import { type Static, Type } from 'typebox';
import { PolicyRules } from '../../documents/federation-policy.ts';
import { Day, Key, namedObject, Slug, strictObject } from '../../vocabulary/shapes.ts';

/** A policy to try: in the form of `PUT policy`, or the same in the field `policy`. */
export const PreviewDraft = namedObject(
  'PreviewDraft',
  {
    ...PolicyRules.properties,
    policy: Type.Optional(PolicyRules),
  },
  {
    examples: [{ policy: { factors: { price: 1.5 } } }],
    description: 'The body of PUT policy as it is, or the same below `policy`',
  },
);
export type PreviewDraft = Static<typeof PreviewDraft>;

const Place = Type.Union(
  [
    strictObject({ list: Type.Enum(['fits', 'to-check'], { type: 'string' }), rank: Type.Integer({ minimum: 1 }) }),
    Type.Null(),
  ],
  { description: 'null: in neither list' },
);
const named = { host: Slug, name: Type.String() };
const Rules = Type.Array(Type.String(), { description: 'Names of rules that change, as in `changes`' });
const text = Type.String();
const Top = Type.Array(strictObject({ ...named, place: Place }));
const Fortunes = Type.Array(
  strictObject({
    ...named,
    better: Type.Integer({ description: 'Typical needs for which it moves up' }),
    worse: Type.Integer(),
    places: Type.Integer({ description: 'Places gained in all, where it stays in its list' }),
    text,
  }),
);

/** What a policy would change for the public panel of typical needs, before it is adopted. */
export const PolicyPreview = namedObject('PolicyPreview', {
  federation: Slug,
  inForce: Type.Union([Type.Integer(), Type.Null()], { description: 'Version compared with; null: none' }),
  policyVersion: Type.String(),
  panelVersion: Type.String(),
  catalogueRevision: Type.Integer(),
  asOf: Day,
  changes: Type.Array(
    strictObject({ rule: Type.String(), change: Type.Enum(['added', 'changed', 'removed'], { type: 'string' }), text }),
  ),
  summary: strictObject({
    text,
    firstPlaces: Type.Array(strictObject({ need: Key, before: Type.Array(Slug), after: Type.Array(Slug), text })),
    gains: Fortunes,
    losses: Fortunes,
    leftOut: Type.Array(strictObject({ ...named, needs: Type.Array(Key), rules: Rules, text })),
    refused: Type.Array(Key, { description: 'Typical needs that would then ask too much together' }),
  }),
  needs: Type.Array(
    strictObject({
      need: Key,
      label: Type.String(),
      before: Top,
      after: Top,
      moves: Type.Array(strictObject({ ...named, before: Place, after: Place, rules: Rules, text }), {
        description: 'Of the hosts shown first before or after, those that move, and why',
      }),
    }),
  ),
});
export type PolicyPreview = Static<typeof PolicyPreview>;
