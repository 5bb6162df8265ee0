import { type Static, Type } from 'typebox';
import { Day, Key, READABLE_LINE } from '../vocabulary/shapes.ts';
import { REQUIREMENT_LEVELS } from '../vocabulary/terms.ts';

/** Words that others read in the middle of their own: short. */
const words = (maxLength: number, description: string) => {
  const one = Type.Optional(Type.String({ minLength: 1, maxLength, pattern: READABLE_LINE }));
  return Type.Object({ fr: one, en: one }, { additionalProperties: false, minProperties: 1, description });
};

const asked = {
  label: words(120, 'A few words, as they stand inside a sentence: no full stop'),
  question: words(300, 'Asked about a host'),
  askHost: Type.Optional(words(300, 'The same, asked of the host itself; absent: the question')),
  definition: Type.Optional(words(1000, 'When the answer is yes, partial or no; absent: the question')),
  howToProve: words(500, 'What a host can show'),
  level: Type.Optional(
    Type.Enum(REQUIREMENT_LEVELS, {
      type: 'string',
      description:
        'What the federation asks of its members; absent: recommended. A membership alone declares nothing of it',
    }),
  ),
};

export const Asked = Type.Object(asked, { additionalProperties: false });
export type Asked = Static<typeof Asked>;

/** A criterion of a federation's own, as it is written; its key is in the path. */
export const OwnCriterionDraft = Type.Object(
  {
    ...asked,
    sameMeaning: Type.Optional(
      Type.Boolean({
        description:
          'true: a few letters are corrected, or a language is added, and what was said keeps its worth. Otherwise other words are another question, which nobody has answered yet',
      }),
    ),
  },
  { additionalProperties: false, $id: 'OwnCriterionDraft' },
);
export type OwnCriterionDraft = Static<typeof OwnCriterionDraft>;

const { level, ...told } = asked;
const version = {
  version: Type.Integer({ minimum: 1 }),
  adoptedOn: Day,
  definedOn: Type.String({ format: 'date', description: 'The day on which it took the meaning that it has here' }),
  definedIn: Type.Integer({ minimum: 1, description: 'The version in which it took the meaning that it has here' }),
  ...told,
  level: Type.Enum(REQUIREMENT_LEVELS, { type: 'string' }),
};

const CriterionVersion = Type.Object(version, { additionalProperties: false });

/** A criterion of a federation's own, with every version that it had. */
export const OwnCriterion = Type.Object(
  {
    key: Key,
    ...version,
    retired: Type.Optional(
      Type.Literal(true, { description: 'No longer asked; what names it still works, and what was said still counts' }),
    ),
    earlier: Type.Optional(Type.Array(CriterionVersion, { description: 'Oldest first' })),
  },
  { additionalProperties: false, $id: 'OwnCriterion' },
);
export type OwnCriterion = Static<typeof OwnCriterion>;
