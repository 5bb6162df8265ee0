import { type Static, type TSchema, Type } from 'typebox';
import { WAYS_TO_A_HELPER } from '../matching/answer/schema.ts';
import { Need } from '../matching/engine/need/schema.ts';
import { Day, Epoch, Key, saidOf } from '../vocabulary/shapes.ts';
import { SUPPORT_KINDS } from '../vocabulary/terms.ts';
import { SEVERITIES } from './rules.ts';
import { FRENCH } from './words/fr.ts';

const strict = { additionalProperties: false };
const orNull = <S extends TSchema>(schema: S, description?: string) =>
  Type.Union([schema, Type.Null()], description ? { description } : {});

/** The key of a tool, or its name as typed. */
const ToolName = Type.String({ description: 'Key of a tool, or its name as it was typed' });
const ToolNames = Type.Array(ToolName);
const DiagnosisSaid = saidOf(FRENCH, 'DiagnosisSaid');

const Finding = Type.Object(
  {
    rule: Key,
    severity: Type.Enum(SEVERITIES, { type: 'string' }),
    targets: Type.Array(Type.String(), {
      description: 'Tools or usages that the rule is about; empty: the map as a whole',
    }),
    unsure: Type.Array(Type.String(), {
      description: 'Targets of which an unknown answer would settle it: asked about',
    }),
    text: Type.String(),
    advice: Type.String({ description: 'What to do, this month' }),
    supportKinds: Type.Array(Type.Enum(SUPPORT_KINDS, { type: 'string' })),
    help: Type.Array(
      Type.Object(
        {
          ...WAYS_TO_A_HELPER,
          text: Type.String(),
          asOf: orNull(Type.String(), 'When this was observed; null: no date is known'),
          toCheck: Type.Boolean({ description: 'Observed more than a year ago, or at an unknown date' }),
        },
        strict,
      ),
      { description: 'At most 2, nearest first' },
    ),
  },
  { ...strict, $id: 'Finding' },
);

const Overview = Type.Object(
  {
    usages: Type.Array(
      Type.Object(
        {
          usage: Key,
          tools: ToolNames,
          tolerated: Type.Integer({ description: 'As many tools are fine for this usage' }),
          beyond: Type.Integer({ description: 'Tools above that' }),
        },
        strict,
      ),
    ),
    gaps: Type.Array(Type.Object({ usage: Key, isSure: Type.Boolean() }, strict), {
      description: 'Usages asked for that no tool serves; unsure while the usages of a tool are not known',
    }),
    withoutUsage: Type.Array(ToolName, { description: 'Tools whose usages were not said' }),
    bigPlatforms: Type.Object(
      {
        count: Type.Integer({ description: 'Tools of Google, Apple, Meta, Amazon or Microsoft' }),
        of: Type.Integer({ description: 'All tools of the map' }),
        groups: Type.Array(Type.Object({ group: Type.String(), tools: ToolNames }, strict)),
        notRecognised: Type.Array(ToolName, { description: 'Not known whose they are' }),
      },
      strict,
    ),
    laws: Type.Array(Type.Object({ zone: Type.String(), tools: ToolNames }, strict), {
      description:
        'Law that the provider is under, as commonly documented: FR, EU-EEA, US, OTHER, HOST (depends on who hosts it), LOCAL, UNKNOWN. It is not the place of the servers',
    }),
    onOnePerson: Type.Array(ToolName, {
      description:
        'Tools that one person alone administers or looks after, or that are in the name of a person (account, domain name)',
    }),
    points: Type.Array(Type.Object({ tool: ToolName, rule: Key, text: Type.String() }, strict), {
      description: 'What `findings` and `more` say of each tool, on its own',
    }),
  },
  { ...strict, $id: 'ToolOverview' },
);

const Leaving = Type.Object(
  {
    tool: Key,
    export: orNull(
      Type.Object(
        {
          formats: Type.Array(Type.String(), { description: 'Empty: there is no export' }),
          source: Type.String(),
          asOf: orNull(Type.String()),
        },
        strict,
      ),
      'null: not known, to be asked',
    ),
    text: Type.String(),
  },
  strict,
);

/** What a map shows, and the need derived from it. */
export const Diagnosis = Type.Object(
  {
    epoch: Epoch,
    catalogueRevision: Type.Integer(),
    asOf: Day,
    summary: Type.String({ description: 'The diagnosis in a sentence or two' }),
    findings: Type.Array(Finding, { maxItems: 3, description: 'The most pressing, one for each rule' }),
    more: Type.Array(Finding, { description: 'The rest, in the same order' }),
    tools: Type.Array(
      Type.Object(
        {
          typed: Type.String(),
          tool: orNull(Key, 'null: not recognised; kept as it was typed'),
          candidates: Type.Array(Key, { maxItems: 3, description: 'Tools that may be meant, the likeliest first' }),
        },
        strict,
      ),
      { description: 'One for each of `currentTools`, in its order' },
    ),
    map: Overview,
    consolidations: Type.Array(
      Type.Object(
        {
          kind: Type.Enum(['one-space', 'one-tool'], { type: 'string' }),
          usages: Type.Array(Key),
          tools: ToolNames,
          text: Type.String(),
        },
        strict,
      ),
      { description: 'What one thing could replace' },
    ),
    questions: Type.Array(DiagnosisSaid, { description: 'What to find out, because it would change the answer' }),
    leaving: Type.Array(Leaving, { description: 'How data leave the tools that serve what is asked for' }),
    need: orNull(Need, 'A body for POST /v1/matches; null: nothing is asked for, and nothing found to put in order'),
    needNotes: Type.Array(DiagnosisSaid, { description: 'How the need was made, and where to begin' }),
    notCarried: Type.Array(DiagnosisSaid, { description: 'What was said, and a need cannot carry' }),
  },
  { ...strict, $id: 'Diagnosis' },
);
export type Diagnosis = Static<typeof Diagnosis>;
