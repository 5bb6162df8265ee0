import type { TSchema } from 'typebox';
import type { Member } from '../../../documents/federation.ts';
import { isCurrent, isFormer } from '../../../documents/membership.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import type { Language } from '../../../vocabulary/terms.ts';
import { partAt, setPart } from '../../parts/body.ts';
import { fieldsOf, termChoices } from '../../parts/field-kinds.tsx';
import type { FormField } from '../../parts/form.tsx';
import { MEMBERS_DESK } from './words.ts';

/* What a federation says of one member, as its forms show it and as its lists tell it. */

export const KINDS = ['current', 'toCheck', 'former', 'follower'] as const;
export type Kind = (typeof KINDS)[number];

/** Among which a membership is listed on a day; one that begins later is among the current ones. */
export function kindOf(member: Member, day: string): Kind {
  if (member.state === 'follower') return 'follower';
  if (isFormer(member, day)) return 'former';
  return member.toCheck ? 'toCheck' : 'current';
}

/** What is known of a membership, in a few words. */
export function memberText(member: Member, day: string, say: Speaker): string {
  const words = MEMBERS_DESK[say.language];
  const { since, until, charterVersion, lastReviewedOn, askedOn, toCheck } = member;
  const kind = kindOf(member, day);
  const first = {
    follower: words.follower,
    former: until ? words.formerUntil(say.on(until)) : words.formerUndated,
    ...{ current: since ? words.memberSince(say.since(since)) : words.memberUndated, toCheck: '' },
  };
  const parts = [
    kind === 'toCheck' ? first.current : first[kind],
    ...(charterVersion ? [words.version(charterVersion)] : []),
    ...(lastReviewedOn ? [words.reviewed(say.on(lastReviewedOn))] : []),
    ...(toCheck ? [words.toCheck] : []),
    ...(isCurrent(member, day) && !askedOn ? [words.unspoken] : []),
  ];
  return parts.join(', ');
}

/**
 * The fields about a member.
 * @param at pointer to the member in the body; `/member` in the answer to a request, which asks for no state and no end
 */
export function memberFields(
  shape: TSchema,
  at: '' | '/member',
  { language, reference, charter }: { language: Language; reference: Reference; charter?: string | undefined },
): readonly FormField[] {
  const words = MEMBERS_DESK[language];
  const { date, choice, select, eitherText, address } = fieldsOf(shape, language);
  const versions = (charter === undefined ? undefined : reference.charters.get(charter))?.versions ?? [];
  const isAnswer = at === '/member';
  const version = {
    ...{ hint: words.charterVersionHint, unsaid: words.unknownVersion },
    choices: versions.map((one) => [one.version, one.version] as const),
  };
  return [
    ...(isAnswer
      ? []
      : [
          choice('/state', words.state, { choices: termChoices(['member', 'former', 'follower'], words.memberStates) }),
        ]),
    date(`${at}/since`, words.since),
    ...(isAnswer ? [] : [date('/until', words.until, { hint: words.untilHint })]),
    // Of a charter without known versions no version is asked.
    ...(versions.length > 0 ? [select(`${at}/charterVersion`, words.charterVersion, version)] : []),
    date(`${at}/lastReviewedOn`, words.lastReviewedOn),
    eitherText(`${at}/exceptions`, words.exceptions, { hint: words.exceptionsHint }),
    address(`${at}/evidenceUrl`, words.evidenceUrl, { hint: words.evidenceUrlHint }),
    ...(isAnswer ? [] : [certainty(shape, language)]),
  ];
}

/** Whether a membership is certain; of a new one nothing is written yet. */
function certainty(shape: TSchema, language: Language): FormField {
  const words = MEMBERS_DESK[language];
  const field = fieldsOf(shape, language).choice('/toCheck', words.certainty, {
    name: 'certainty',
    choices: [
      ['certain', words.certain],
      ['uncertain', words.uncertain, words.uncertainHint],
    ],
    written: (typed) => ({ uncertain: true, certain: false })[typed],
  });
  return {
    ...field,
    // A certain membership has no mark.
    write: (body, [typed]) => setPart(shape, body, '/toCheck', typed === 'uncertain' || undefined),
    read: (body) => (partAt(body, '/state') === undefined ? [] : [partAt(body, '/toCheck') ? 'uncertain' : 'certain']),
  };
}
