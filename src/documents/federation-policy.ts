import { type Static, Type } from 'typebox';
import { Day, Key, Measure } from '../vocabulary/shapes.ts';
import { EVIDENCE_LEVELS, IMPORTANCES } from '../vocabulary/terms.ts';

export const Importance = Type.Enum(IMPORTANCES, { type: 'string' });

export const MinimumEvidence = Type.Enum(
  EVIDENCE_LEVELS.filter((level) => level !== 'unknown'),
  { type: 'string' },
);

/** More than any policy may say; the real limits are questions of meaning. */
const MOST = 100;
const bySubject = { maxProperties: MOST };

const rules = {
  require: Type.Optional(
    Type.Object(
      {
        criteria: Type.Optional(
          Type.Array(
            Type.Object({ criterion: Key, evidence: Type.Optional(MinimumEvidence) }, { additionalProperties: false }),
            { maxItems: MOST },
          ),
        ),
        commitments: Type.Optional(
          Type.Array(Type.Object({ kind: Key, atLeast: Measure }, { additionalProperties: false }), { maxItems: MOST }),
        ),
      },
      { additionalProperties: false, description: 'Required of every host, beside what the need requires' },
    ),
  ),
  minimumEvidence: Type.Optional(
    Type.Record(Type.String(), MinimumEvidence, {
      ...bySubject,
      description: 'By criterion:<key> or commitment:<kind>: what is held below it counts as unknown; a no stays a no',
    }),
  ),
  minimumWords: Type.Optional(
    Type.Record(Type.String(), Importance, {
      ...bySubject,
      description:
        'By price, storage-margin, proximity, support:<kind>, criterion:<key>, commitment:<kind>: the least word',
    }),
  ),
  factors: Type.Optional(
    Type.Record(Type.String(), Type.Number(), {
      ...bySubject,
      description: 'By the same subjects: points times 0.5 to 2; below 1 never for what a need calls very important',
    }),
  ),
};

/** What a federation adds to the method, for needs that name it. It names no host, and takes nothing from a need. */
export const PolicyRules = Type.Object(rules, { additionalProperties: false, $id: 'FederationPolicyDraft' });
export type PolicyRules = Static<typeof PolicyRules>;

const adopted = {
  version: Type.Integer({ minimum: 1, description: 'Of the policies of this federation, from 1' }),
  adoptedOn: Day,
};

/** A policy in force. */
export const FederationPolicy = Type.Object(
  { ...adopted, ...rules },
  { additionalProperties: false, $id: 'FederationPolicy' },
);
export type FederationPolicy = Static<typeof FederationPolicy>;

/** A policy as it was adopted once, or that there was none any more. */
export const PolicyVersion = Type.Object(
  { ...adopted, removed: Type.Boolean({ description: 'true: from that day, no policy any more' }), ...rules },
  { additionalProperties: false, $id: 'FederationPolicyVersion' },
);
export type PolicyVersion = Static<typeof PolicyVersion>;
