import type { Federation, Member } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { unknownKey } from '../../requests/unknown-key.ts';
import { byText, known } from '../../vocabulary/facts.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { AnswerCounts, MemberAnswer } from './schema.ts';

function answerOf(
  { slug, name, website, state, contact, claims }: Host,
  { toCheck }: Member,
  key: string,
): MemberAnswer {
  // What nothing is known of any more, such as an answer to another question, is silence.
  const claim = claims.find(({ criterion, evidence }) => criterion === key && evidence !== 'unknown');
  const best = claim?.statements[0];
  return {
    host: slug,
    name,
    ...known({ website }),
    state,
    ...known({ contact, toCheck }),
    value: claim?.value ?? null,
    evidence: claim?.evidence ?? null,
    ...known({ by: best?.by }),
    asOf: best?.asOf ?? null,
    contested: claim?.contested ?? false,
    ...known({ reply: claim?.statements.find(({ reply }) => reply)?.reply }),
  };
}

/**
 * What is known of a criterion at each member of today; those of which nothing is known come first.
 * @throws CatalogueError criterion-not-found
 */
export function answersTo(
  key: string,
  { members }: Federation,
  { bySlug, day, reference }: { bySlug: ReadonlyMap<string, Host>; day: string; reference: Reference },
): MemberAnswer[] {
  if (!reference.criteria.has(key))
    throw new CatalogueError('criterion-not-found', unknownKey(key, reference.criteria.keys(), 'criterion'));
  return members
    .flatMap((member) => {
      const host = isCurrent(member, day) ? bySlug.get(member.host) : undefined;
      return host ? [answerOf(host, member, key)] : [];
    })
    .sort((a, b) => Number(a.value !== null) - Number(b.value !== null) || byText(a.host, b.host));
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
