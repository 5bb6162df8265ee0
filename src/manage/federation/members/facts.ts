import type { Member, MemberDraft } from '../../../documents/federation.ts';
import { isCurrent, isFormer } from '../../../documents/membership.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import type { Language } from '../../../vocabulary/terms.ts';
import { readText, writeText } from '../../parts/texts.ts';
import { MEMBERS_DESK } from '../../words/federation-members.ts';
import { addressField, areaField, dateField, filledIn, radiosField, selectField } from '../fields.tsx';
import type { FederationField, Typed } from '../form.tsx';

/* What a federation says of one member, as its forms show it and as its lists tell it. */

export const KINDS = ['current', 'toCheck', 'former', 'follower'] as const;
export type Kind = (typeof KINDS)[number];

/** Among which a membership is listed on a day; one that begins later is among the current ones. */
export function kindOf(member: Member, day: string): Kind {
  if (member.status === 'follower') return 'follower';
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

const DATES = ['since', 'until', 'lastReviewedOn'] as const;

interface Charter {
  reference: Reference;
  /** The key of the charter that the federation has; absent: it has none that is known here. */
  charter?: string | undefined;
}

/** @param isAnswer it answers a request: it is a member, from now on */
export function memberFields(
  language: Language,
  { reference, charter }: Charter,
  isAnswer: boolean,
): readonly FederationField[] {
  const words = MEMBERS_DESK[language];
  const date = (name: (typeof DATES)[number], hint?: string) => dateField(language, { name, label: words[name], hint });
  const versions = (charter === undefined ? undefined : reference.charters.get(charter))?.versions ?? [];
  const version = {
    ...{ name: 'charterVersion', label: words.charterVersion, hint: words.charterVersionHint },
    choices: [['', words.unknownVersion], ...versions.map((one) => [one.version, one.version] as const)] as const,
  };
  return [
    ...(isAnswer
      ? []
      : [
          radiosField({
            ...{ name: 'status', label: words.status },
            choices: (['member', 'former', 'follower'] as const).map((one) => [one, words.statuses[one]] as const),
          }),
        ]),
    date('since'),
    ...(isAnswer ? [] : [date('until', words.untilHint)]),
    ...(versions.length > 0 ? [selectField(version)] : []),
    date('lastReviewedOn'),
    areaField({ name: 'exceptions', label: words.exceptions, hint: words.exceptionsHint }),
    addressField(language, { name: 'evidenceUrl', label: words.evidenceUrl, hint: words.evidenceUrlHint }),
    ...(isAnswer
      ? []
      : [
          radiosField({
            ...{ name: 'certainty', at: ['/toCheck'], label: words.certainty },
            choices: [
              ['certain', words.certain],
              ['uncertain', words.uncertain, words.uncertainHint],
            ],
          }),
        ]),
  ];
}

export const memberValues = (member: Partial<MemberDraft> | undefined, language: Language): Typed =>
  member
    ? {
        status: member.status ?? 'member',
        since: member.since ?? '',
        until: member.until ?? '',
        charterVersion: member.charterVersion ?? '',
        lastReviewedOn: member.lastReviewedOn ?? '',
        exceptions: readText(member.exceptions, language),
        evidenceUrl: member.evidenceUrl ?? '',
        certainty: member.toCheck ? 'uncertain' : 'certain',
      }
    : {};

/** What is sent to say what was typed; what the form does not show stays as it is. */
export function memberDraftIn(
  typed: Typed,
  before: Partial<MemberDraft> | undefined,
  language: Language,
): Record<string, unknown> {
  const exceptions = writeText(before?.exceptions, typed.exceptions ?? '', language);
  // Of a charter without known versions no version is asked.
  const version = typed.charterVersion ?? before?.charterVersion;
  return {
    status: typed.status ?? 'member',
    ...(before?.charter && { charter: before.charter }),
    ...filledIn(typed, [...DATES, 'evidenceUrl']),
    ...(version && { charterVersion: version }),
    ...(exceptions && { exceptions }),
    ...(typed.certainty === 'uncertain' && { toCheck: true }),
  };
}
