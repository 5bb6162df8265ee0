import { type Static, Type } from 'typebox';
import { HttpUrl, namedObject, PartialDate, strictObject } from '../vocabulary/shapes.ts';
import { FACT_ORIGINS } from '../vocabulary/terms.ts';

/** Where one fact comes from. */
export const Origin = namedObject('Origin', {
  by: Type.Enum(FACT_ORIGINS, { type: 'string', description: 'In whose name it is said' }),
  source: Type.Optional(
    Type.Union([HttpUrl, Type.Null()], { description: 'The address that it was read at; null: none, or not known' }),
  ),
  asOf: Type.Union([PartialDate, Type.Null()], { description: 'As of when; null: not known' }),
});
export type Origin = Static<typeof Origin>;

/** The origins of facts, by field: `summary`, `services/nuage/url`, `claims/free-software-only`. */
export const Provenance = Type.Record(Type.String(), Origin, {
  description: 'With `?with=provenance`: where each fact comes from',
});
export type Provenance = Static<typeof Provenance>;

/** Which origin overwrites which: the strongest first; equal ranks overwrite each other. */
export const ProvenanceOrder = Type.Array(
  strictObject({
    by: Type.Enum(FACT_ORIGINS, { type: 'string' }),
    rank: Type.Integer({ minimum: 1 }),
    label: strictObject({ fr: Type.String(), en: Type.String() }),
  }),
  { description: 'With `?with=provenance`. What comes from elsewhere never writes over what has a smaller rank' },
);
