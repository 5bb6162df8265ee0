import { type Static, Type } from 'typebox';
import { Day, Key, Measure, namedObject, READABLE_LINE, strictObject, termOf } from '../vocabulary/shapes.ts';
import { EVIDENCE_LEVELS, IMPORTANCES, REQUIREMENT_LEVELS } from '../vocabulary/terms.ts';

export const Importance = Type.Enum(IMPORTANCES, { type: 'string' });

export const MinimumEvidence = Type.Enum(
  EVIDENCE_LEVELS.filter((level) => level !== 'unknown'),
  { type: 'string' },
);

/** An upper bound in the schema; the real limits are checked as a matter of meaning. */
const MOST = 100;
const bySubject = { maxProperties: MOST };

const rules = {
  require: Type.Optional(
    strictObject(
      {
        criteria: Type.Optional(
          Type.Array(strictObject({ criterion: Key, evidence: Type.Optional(MinimumEvidence) }), { maxItems: MOST }),
        ),
        commitments: Type.Optional(Type.Array(strictObject({ kind: Key, atLeast: Measure }), { maxItems: MOST })),
      },
      { description: 'Required of every host, beside what the need requires' },
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
        'By price, storage-margin, proximity, leaving-tools, support:<kind>, criterion:<key>, commitment:<kind>: the least word',
    }),
  ),
  factors: Type.Optional(
    Type.Record(Type.String(), Type.Number(), {
      ...bySubject,
      description: 'By the same subjects: points times 0.5 to 2; below 1 never for what a need calls very important',
    }),
  ),
};

/** Rules that a federation adds to needs that name its policy. They name no host, and remove nothing from a need. */
export const PolicyRules = namedObject('FederationPolicyDraft', rules, {
  examples: [
    {
      require: { criteria: [{ criterion: 'free-software-only' }] },
      minimumWords: { 'commitment:closing-notice': 'important' },
      factors: { price: 1.5 },
    },
  ],
});
export type PolicyRules = Static<typeof PolicyRules>;

const adoptionFields = {
  version: Type.Integer({ minimum: 1, description: 'Of the policies of this federation, from 1' }),
  adoptedOn: Day,
};

/** A policy in force. */
export const FederationPolicy = namedObject('FederationPolicy', { ...adoptionFields, ...rules });
export type FederationPolicy = Static<typeof FederationPolicy>;

/** An adopted policy, or the removal of the policy. */
export const PolicyVersion = namedObject('FederationPolicyVersion', {
  ...adoptionFields,
  removed: Type.Boolean({ description: 'true: from that day, no policy any more' }),
  ...rules,
});
export type PolicyVersion = Static<typeof PolicyVersion>;

/** A short text by language, shown inside other sentences. */
const words = (maxLength: number, description: string) => {
  const one = Type.Optional(Type.String({ minLength: 1, maxLength, pattern: READABLE_LINE }));
  return strictObject({ fr: one, en: one }, { minProperties: 1, description });
};

const criterionFields = {
  label: words(120, 'A few words, as they stand inside a sentence: no full stop'),
  question: words(300, 'Asked about a host'),
  askHost: Type.Optional(words(300, 'The same, asked of the host itself; absent: the question')),
  definition: Type.Optional(words(1000, 'When the answer is yes, partial or no; absent: the question')),
  howToProve: words(500, 'What a host can show'),
  level: Type.Optional(
    termOf(REQUIREMENT_LEVELS, {
      description:
        'What the federation asks of its members; absent: recommended. A membership alone declares nothing of it',
    }),
  ),
};

export const CriterionWording = strictObject(criterionFields);
export type CriterionWording = Static<typeof CriterionWording>;

/** A federation's own criterion, as it is written; its key is in the path. */
export const OwnCriterionDraft = namedObject(
  'OwnCriterionDraft',
  {
    ...criterionFields,
    sameMeaning: Type.Optional(
      Type.Boolean({
        description:
          'true: a few letters are corrected, or a language is added, and what was said keeps its worth. Otherwise other words are another question, which nobody has answered yet',
      }),
    ),
  },
  {
    examples: [
      {
        label: { fr: 'ouvert aux visites' },
        question: { fr: 'Peut-on venir voir ?' },
        howToProve: { fr: 'Une page publique le dit.' },
      },
    ],
  },
);
export type OwnCriterionDraft = Static<typeof OwnCriterionDraft>;

const { level, ...requiredFields } = criterionFields;
const versionFields = {
  version: Type.Integer({ minimum: 1 }),
  adoptedOn: Day,
  definedOn: Type.String({ format: 'date', description: 'The day on which it took the meaning that it has here' }),
  definedIn: Type.Integer({ minimum: 1, description: 'The version in which it took the meaning that it has here' }),
  ...requiredFields,
  level: termOf(REQUIREMENT_LEVELS),
};

const CriterionVersion = strictObject(versionFields);

/** A federation's own criterion, with all its versions. */
export const OwnCriterion = namedObject('OwnCriterion', {
  key: Key,
  ...versionFields,
  retired: Type.Optional(
    Type.Literal(true, { description: 'No longer asked; what names it still works, and what was said still counts' }),
  ),
  earlier: Type.Optional(Type.Array(CriterionVersion, { description: 'Oldest first' })),
});
export type OwnCriterion = Static<typeof OwnCriterion>;
