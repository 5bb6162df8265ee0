import { type Static, Type } from 'typebox';
import { FederationPath } from '../../documents/federation.ts';
import { Contact, Host } from '../../documents/host.ts';
import { ClaimStatement } from '../../documents/statement.ts';
import { listOf } from '../../http/pagination.ts';
import { pathName } from '../../vocabulary/shapes.ts';
import { CLAIM_VALUES } from '../../vocabulary/terms.ts';
import { ListedMember } from '../members/schema.ts';

export const AnswersPath = Type.Object({
  ...FederationPath.properties,
  key: pathName('Key of a criterion, common or of a federation’s own', 'free-software-only'),
});

const { host, name, website, toCheck } = ListedMember.properties;
const { state } = Host.properties;
const { by, evidence, asOf, reply } = ClaimStatement.properties;

/** What is known of one criterion at one member of a federation. */
export const MemberAnswer = Type.Object(
  {
    ...{ host, name, website, state },
    contact: Type.Optional(Contact),
    toCheck,
    value: Type.Union([Type.Enum(CLAIM_VALUES, { type: 'string' }), Type.Null()], {
      description: 'Of the best evidence; null: nothing is known, which is never a no',
    }),
    evidence: Type.Union([evidence, Type.Null()], { description: 'Evidence today; null: nothing is known' }),
    by: Type.Optional({ ...by, description: 'Who says this value' }),
    asOf,
    contested: Type.Boolean({ description: 'A third party says no, with evidence, and the host has not said so' }),
    reply,
  },
  { additionalProperties: false, $id: 'MemberAnswer' },
);
export type MemberAnswer = Static<typeof MemberAnswer>;

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const AnswerCounts = Type.Object(
  {
    members: count('Members today: yes, partial, no and silent together'),
    yes: count('Of these, yes'),
    partial: count('Partial'),
    no: count('No'),
    silent: count('Nothing is known'),
    contested: count('Of the answers, contested ones'),
  },
  { additionalProperties: false },
);
export type AnswerCounts = Static<typeof AnswerCounts>;

export const MemberAnswerList = Type.Object(
  { ...listOf(MemberAnswer, 'MemberAnswerList').properties, counts: AnswerCounts },
  { additionalProperties: false, $id: 'MemberAnswerList' },
);
