import { type Static, Type } from 'typebox';
import { type Federation, FederationPath, type Member } from '../../documents/federation.ts';
import { Contact, Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import { ClaimStatement } from '../../documents/statement.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { Lookup } from '../../ground/lookup.ts';
import { byText, definedOnly } from '../../ground/texts.ts';
import { listOf } from '../../http/pagination.ts';
import { unknownKey } from '../../requests/meaning.ts';
import { longCsv } from '../../spreadsheets/csv.ts';
import { oneCell, partCells, textCells } from '../../spreadsheets/fields.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { namedObject, orNull, pathName, strictObject } from '../../vocabulary/shapes.ts';
import { CLAIM_VALUES } from '../../vocabulary/terms.ts';
import { ListedMember } from '../members/schema.ts';

export const AnswersPath = Type.Object({
  ...FederationPath.properties,
  key: pathName('Key of a criterion, common or of a federation’s own', 'free-software-only'),
});

const { host, name, website, toCheck } = ListedMember.properties;
const { state } = Host.properties;
const { by, evidence, asOf, reply } = ClaimStatement.properties;

/** What is known about one criterion for one member of a federation. */
export const MemberAnswer = namedObject('MemberAnswer', {
  ...{ host, name, website, state },
  contact: Type.Optional(Contact),
  toCheck,
  value: orNull(Type.Enum(CLAIM_VALUES, { type: 'string' }), {
    description: 'Of the best evidence; absent: nothing is known, which is never a no',
  }),
  evidence: orNull(evidence, { description: 'Evidence today; absent: nothing is known' }),
  by: Type.Optional({ ...by, description: 'Who says this value' }),
  asOf,
  contested: Type.Boolean({ description: 'A third party says no, with evidence, and the host has not said so' }),
  reply,
});
export type MemberAnswer = Static<typeof MemberAnswer>;

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const AnswerCounts = strictObject({
  members: count('Members today: yes, partial, no and silent together'),
  yes: count('Of these, yes'),
  partial: count('Partial'),
  no: count('No'),
  silent: count('Nothing is known'),
  contested: count('Of the answers, contested ones'),
});
export type AnswerCounts = Static<typeof AnswerCounts>;

export const MemberAnswerList = namedObject('MemberAnswerList', {
  ...listOf(MemberAnswer, 'MemberAnswerList').properties,
  counts: AnswerCounts,
});

/** A claim whose evidence is unknown, such as an answer to an earlier version of the question, counts as no answer. */
const claimIn = ({ claims }: Host, key: string) =>
  claims.find(({ criterion, evidence }) => criterion === key && evidence !== 'unknown');

function answerOf(host: Host, { toCheck }: Member, key: string): MemberAnswer {
  const { slug, name, website, state, contact } = host;
  const claim = claimIn(host, key);
  const best = claim?.statements[0];
  return {
    host: slug,
    name,
    ...definedOnly({ website }),
    state,
    ...definedOnly({ contact, toCheck }),
    value: claim?.value ?? null,
    evidence: claim?.evidence ?? null,
    ...definedOnly({ by: best?.by }),
    asOf: best?.asOf ?? null,
    contested: claim?.contested ?? false,
    ...definedOnly({ reply: claim?.statements.find(({ reply }) => reply)?.reply }),
  };
}

/**
 * What is known about a criterion for each present member; members without an answer come first.
 * @throws CatalogueError criterion-not-found
 */
export function answersTo(
  key: string,
  { members }: Federation,
  { bySlug, day, reference }: { bySlug: Lookup<Host>; day: string; reference: Reference },
): MemberAnswer[] {
  if (!reference.criteria.has(key))
    throw new CatalogueError('criterion-not-found', unknownKey(key, reference.criteria, 'criterion').message);
  return members
    .flatMap((member) => {
      const host = isCurrent(member, day) ? bySlug.get(member.host) : undefined;
      return host ? [answerOf(host, member, key)] : [];
    })
    .sort((a, b) => Number(a.value !== null) - Number(b.value !== null) || byText(a.host, b.host));
}

/** How many present members there are, and how many of them answered a criterion, for the list of criteria. */
export function countAnswered(
  key: string,
  { members }: Federation,
  { bySlug, day }: { bySlug: Lookup<Host>; day: string },
): { members: number; answered: number } {
  const current = members.flatMap((member) => (isCurrent(member, day) ? (bySlug.get(member.host) ?? []) : []));
  return {
    members: current.length,
    answered: current.filter((host) => (claimIn(host, key)?.value ?? null) !== null).length,
  };
}

export function countsOf(answers: readonly MemberAnswer[]): AnswerCounts {
  const count = (value: MemberAnswer['value']) => answers.filter((answer) => answer.value === value).length;
  return {
    members: answers.length,
    yes: count('yes'),
    partial: count('partial'),
    no: count('no'),
    silent: count(null),
    contested: answers.filter(({ contested }) => contested).length,
  };
}

const contactCells = partCells('contact', { url: oneCell, email: oneCell, phone: oneCell });
const replyCells = textCells('reply');

const COLUMNS = [
  ...['host', 'name', 'website', 'state', ...contactCells.columns, 'toCheck'],
  ...['value', 'evidence', 'by', 'asOf', 'contested', ...replyCells.columns],
];

/** A CSV of the members' answers to one criterion; an empty value: unknown. */
export const answersSheet = (answers: readonly MemberAnswer[]): Promise<string> =>
  longCsv(COLUMNS, answers, ({ contact, reply, ...answer }) => ({
    ...answer,
    ...contactCells.write(contact),
    ...replyCells.write(reply?.text),
  }));
