import type { Host } from '../../documents/host.ts';
import { capital } from '../../ground/texts.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { SupportMode } from '../../vocabulary/terms.ts';
import { CARD } from '../words/card.ts';
import { lowerFirst } from '../words/typeset.ts';
import type { Addressee, Phrase, Proposal, Told } from './proposals.ts';

/** What holds for every card shown, so that it is said once above them. */
export interface Shared {
  unread: boolean;
  noPlaces: boolean;
}

const MOST_REASONS = 2;

/** The price stands on the card with its bar: no reason repeats it. */
const SAID_BY_PRICE = ['free', 'pay-what-you-can', 'price-within-budget', 'price-known', 'offers'];

/** Whether nobody said of one of these services whether it has places. */
const isSilentOnPlaces = ({ host, services }: Pick<Addressee, 'host' | 'services'>): boolean =>
  host.services.some(({ slug, capacity }) => services.includes(slug) && capacity === undefined);

const isUnread = ({ host }: Pick<Addressee, 'host'>): boolean => !host.confirmedByHost;

export const sharedBy = (proposals: readonly Proposal[]): Shared => ({
  unread: proposals.length > 0 && proposals.every(({ hosts }) => hosts.every(isUnread)),
  noPlaces: proposals.length > 0 && proposals.every(({ hosts }) => hosts.every(isSilentOnPlaces)),
});

/** Why it is proposed, in at most two lines. */
export function whyOf({ reasons, shares, hosts }: Proposal, say: Speaker): Phrase[] {
  const words = CARD[say.language];
  if (shares.length > 0) {
    const parts = shares.map(({ host, usages }) =>
      words.shares(host, say.list(usages.map((usage) => lowerFirst(say.usageShort(usage))))),
    );
    return [{ text: parts.join(' ') }];
  }
  const told = reasons.filter(({ code }) => !SAID_BY_PRICE.includes(code));
  const help = told.filter(({ code }) => code === 'support-offered');
  // All the help that was wished for is one reason.
  const supports = help.map(({ params }) => say.support(String(params.key), params.mode as SupportMode | null));
  const phrases = told.flatMap((reason): Phrase[] => {
    if (reason.code === 'one-contact') return [{ text: words.oneContact }];
    if (reason.code !== 'support-offered') return [reason];
    return reason === help[0] ? [{ text: words.support(say.list(supports)) }] : [];
  });
  const [read] = hosts.flatMap(({ host: { confirmedAt } }) => confirmedAt ?? []);
  return [...phrases, ...(read && hosts.length === 1 ? [{ text: words.read(say.on(read)) }] : [])].slice(
    0,
    MOST_REASONS,
  );
}

const isStatedNo = ({ code }: Told): boolean => code.startsWith('stated-no');

/** When somebody last saw a host that has not spoken for itself. */
const traceOf = ({ observed }: Host, say: Speaker): string =>
  observed?.asOf ? CARD[say.language].seen(say.on(observed.asOf)) : CARD[say.language].undated;

/**
 * What to beware of: the one thing that matters most and that was not said above, but every no that the host stated;
 * then the date of its last trace.
 */
export function careOf({ cautions, hosts }: Proposal, shared: Shared | undefined, say: Speaker): Phrase[] {
  const words = CARD[say.language];
  const unread = hosts.filter(isUnread);
  const short: Readonly<Record<string, string>> = {
    'on-application': words.application,
    'places-not-confirmed': words.noPlaces,
    'territory-assumed': words.territory,
  };
  const own = cautions.filter(
    // Unread is told of the host itself below, places by the state of a card that is full.
    ({ code }) =>
      code !== 'not-confirmed-by-host' &&
      code !== 'places-from' &&
      !(code === 'places-not-confirmed' && shared?.noPlaces),
  );
  const isForMembers = hosts.some(({ host, services }) =>
    host.services.some(({ slug, registration }) => services.includes(slug) && registration === 'members'),
  );
  const most = own.some(isStatedNo) ? own.filter(isStatedNo) : own.slice(0, 1);
  return [
    ...most.map((caution) => (short[caution.code] ? { text: short[caution.code]! } : caution)),
    ...(most.length === 0 && isForMembers ? [{ text: words.members }] : []),
    ...(unread.length > 0 && !shared?.unread ? [{ text: words.unread }] : []),
    ...(hosts.length === 1 && unread.length > 0 ? [{ text: traceOf(hosts[0]!.host, say) }] : []),
  ];
}

/** What is true of all of so many answers, as sentences; `domain` is what a name of one's own costs a year. */
export function sharedText({ unread, noPlaces }: Shared, count: number, domain: number | null, say: Speaker): string {
  const words = CARD[say.language].shared;
  const facts = [...(unread ? [words.unread] : []), ...(noPlaces ? [words.noPlaces] : [])].join(words.and);
  const of = count === 1 ? '' : `${count === 2 ? words.two : count === 3 ? words.three : words.all} `;
  return [
    ...(facts === '' ? [] : [`${of === '' ? capital(facts) : of + facts}.`]),
    ...(domain === null ? [] : [words.domain(say.euros(domain))]),
  ].join(' ');
}
