import { type Static, type TSchema, Type } from 'typebox';
import type { Fault } from '../ground/errors.ts';
import { keyFaults } from '../requests/meaning.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { amountFrom, Key, namedObject, orNull, READABLE, READABLE_LINE, strictObject } from '../vocabulary/shapes.ts';
import { PRIORITIES } from '../vocabulary/terms.ts';

/** A value that may be unknown: absent and null mean the same. One schema, not a union, for better error messages. */
const maybe = <S extends TSchema>(schema: S) =>
  Type.Optional(Type.Unsafe<Static<S> | null>({ ...schema, type: [(schema as { type?: string }).type, 'null'] }));
const maybeOneOf = <const T extends string>(values: readonly T[]) =>
  Type.Optional(Type.Unsafe<T | null>({ type: ['string', 'null'], enum: [...values, null] }));

const Count = Type.Integer({ minimum: 0, maximum: 100_000_000 });
const Amount = Type.Number({ minimum: 0, maximum: 100_000_000 });
const YesNo = maybe(Type.Boolean());
const Line = Type.String({ minLength: 1, maxLength: 200, pattern: READABLE_LINE });
const Paragraph = Type.String({ minLength: 1, maxLength: 4000, pattern: READABLE });
const Keys = (maxItems: number) => maybe(Type.Array(Key, { maxItems }));

const Organisation = strictObject({
  legalForm: maybe(Key),
  activity: maybe(Key),
  members: maybe(Count),
  volunteersActive: maybe(Count),
  employees: maybe(Count),
  annualBudgetEur: maybe(Amount),
  territory: maybe(
    strictObject({
      communeInsee: maybe(Type.String({ pattern: '^[0-9AB]{5}$' })),
      departement: maybe(Type.String({ pattern: '^[0-9AB]{2,3}$' })),
      region: maybe(Type.String({ pattern: '^[0-9]{2}$' })),
    }),
  ),
  scope: maybe(Key),
  memberStructures: maybe(Count),
  distinctReferents: maybe(Type.Integer({ minimum: 0, maximum: 100_000, description: 'People in charge, all told' })),
});

const CurrentTool = namedObject('CurrentTool', {
  tool: maybe({ ...Line, description: 'A key of /v1/tools, or whatever the reader typed' }),
  label: maybe({ ...Line, description: 'What the organisation calls it' }),
  usages: Keys(45),
  referentCount: maybe(Count),
  adminCount: maybe(Count),
  accountKind: maybeOneOf(['organisation', 'personal', 'shared'] as const),
  passwordShared: YesNo,
  twoFactor: YesNo,
  formerMembersHaveAccess: YesNo,
  backup: maybeOneOf(['none', 'manual', 'automatic'] as const),
  restoreTested: YesNo,
  exportPossible: YesNo,
  users: maybe(Count),
  activeUsers: maybe(Count),
  monthlyCostEur: maybe(Amount),
  supported: YesNo,
  holdsPersonalData: YesNo,
  holdsSensitiveData: YesNo,
  holdsHealthCareData: YesNo,
  hdsCertified: YesNo,
  selfHosted: YesNo,
  processorContract: YesNo,
  domainOwner: maybeOneOf(['organisation', 'person', 'provider'] as const),
  mandatoryToTakePart: YesNo,
  offlineAlternative: YesNo,
  publicMustCreateAccount: YesNo,
  internalChannel: YesNo,
  satisfaction: maybe(Type.Integer({ minimum: 0, maximum: 10 })),
});
export type CurrentTool = Static<typeof CurrentTool>;

const DeclaredNeed = strictObject({
  usage: Key,
  priority: maybeOneOf(PRIORITIES),
  capacity: maybe(
    Type.Record(Key, orNull(amountFrom(0.001)), {
      maxProperties: 20,
      additionalProperties: false,
      description: 'By the units of /v1/usages',
    }),
  ),
  note: maybe(strictObject({ fr: maybe(Paragraph), en: maybe(Paragraph) })),
});

/** A map of present tools and practices. Everything is optional; nothing is stored or logged. */
export const ToolMap = namedObject(
  'ToolMap',
  {
    key: maybe(Key),
    title: maybe(strictObject({ fr: maybe(Line), en: maybe(Line) })),
    organisation: maybe(Organisation),
    people: maybe(
      strictObject({
        digitalComfort: maybeOneOf(['low', 'mixed', 'good'] as const),
        shareUncomfortable: maybe(Type.Number({ minimum: 0, maximum: 1 })),
        poorConnection: YesNo,
        accessNeeds: Keys(20),
      }),
    ),
    data: maybe(strictObject({ categories: Keys(20), processingRecord: YesNo })),
    constraints: maybe(
      strictObject({
        maxMonthlyCostEur: maybe(Type.Number({ minimum: 0, maximum: 80_000 })),
        oneOffBudgetEur: maybe(Amount),
        acceptedJurisdictionZones: maybe(Type.Array(Type.String({ maxLength: 20 }), { maxItems: 20 })),
        preferredProximity: maybe(Key),
        mustHave: Keys(20),
        valuesPriorities: Keys(20),
        deadlineMonths: maybe(Type.Integer({ minimum: 0, maximum: 120 })),
      }),
    ),
    needs: maybe(Type.Array(DeclaredNeed, { maxItems: 45 })),
    supportWanted: Keys(20),
    currentTools: maybe(Type.Array(CurrentTool, { maxItems: 60 })),
  },
  {
    examples: [
      {
        organisation: { legalForm: 'association-1901', employees: 0, volunteersActive: 8, distinctReferents: 1 },
        currentTools: [
          { tool: 'drive de google', usages: ['file-storage-sharing'], accountKind: 'personal', users: 6 },
          { tool: 'dropbox', usages: ['file-storage-sharing'], referentCount: 0 },
        ],
        needs: [{ usage: 'file-storage-sharing', priority: 'must', capacity: { accounts: 8, 'storage-gb': 50 } }],
      },
    ],
  },
);
export type ToolMap = Static<typeof ToolMap>;

/** All usages of a map that do not exist. Names of tools are free text: an unknown one leads to a question. */
export function mapFaults({ currentTools, needs }: ToolMap, { usages }: Reference): Fault[] {
  return [
    ...(currentTools ?? []).flatMap(({ usages: served }, at) =>
      (served ?? []).flatMap((usage, index) =>
        keyFaults(`/currentTools/${at}/usages/${index}`, 'usage', usage, usages),
      ),
    ),
    ...(needs ?? []).flatMap(({ usage }, at) => keyFaults(`/needs/${at}/usage`, 'usage', usage, usages)),
  ];
}
