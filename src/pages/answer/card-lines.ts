import type { Host } from '../../documents/host.ts';
import { lastTraceOf } from '../../documents/provenance.ts';
import { capital, curved } from '../../ground/texts.ts';
import { textIn } from '../../vocabulary/reference.ts';
import type { Territory, Text } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { SupportMode } from '../../vocabulary/terms.ts';
import { askedOf, fullness } from '../parts/contact.tsx';
import { sizeOf } from '../parts/points.ts';
import { type Addressee, type CodedPhrase, MONTH, type Phrase, type Proposal, verdictOf } from '../parts/proposals.ts';
import { CARD } from '../words/card.ts';
import { lowerFirst } from '../words/typeset.ts';

/** A name without what is behind it in brackets: the page of the host has all of it. */
export function shortName(name: string): string {
  const open = name.endsWith(')') ? name.lastIndexOf('(') : -1;
  return (open > 0 && name.slice(0, open).trimEnd()) || name;
}

/** What holds for every card shown, so that it is said once above them. */
export interface Shared {
  unread: boolean;
  noPlaces: boolean;
}

/** Letters of two reasons: above it one is enough, and the other is a fold away. */
const LONGEST_WHY = 90;
/** How many open points a card names. All of them are among the questions of the message. */
const MOST_POINTS = 3;

/** The price has its own line: no reason repeats it. */
const SAID_BY_PRICE = ['free', 'pay-what-you-can', 'price-within-budget', 'price-known', 'offers'];

/** What is no risk, and has its place on the card or among the questions. */
const QUIET = [
  'not-confirmed-by-host',
  'on-application',
  'places-from',
  'places-not-confirmed',
  'territory-assumed',
  'only-declared',
  'not-all-plans',
  'tax-added',
  'price-rises',
  'evidence-aged',
  'evidence-page-changed',
  'support-otherwise',
];

const servicesIn = ({ host, services }: Pick<Addressee, 'host' | 'services'>) =>
  host.services.filter(({ slug }) => services.includes(slug));

/** Whether nobody said of one of these services whether it has places. */
const isSilentOnPlaces = (addressee: Pick<Addressee, 'host' | 'services'>): boolean =>
  servicesIn(addressee).some(({ capacity }) => capacity === undefined);

const isUnread = ({ host }: Pick<Addressee, 'host'>): boolean => !host.confirmedByHost;

export const sharedBy = (proposals: readonly Proposal[]): Shared => ({
  unread: proposals.length > 0 && proposals.every(({ hosts }) => hosts.every(isUnread)),
  noPlaces: proposals.length > 0 && proposals.every(({ hosts }) => hosts.every(isSilentOnPlaces)),
});

/** What is true of all of so many answers, as sentences; `domain` is what a name of one's own costs a year. */
export function sharedText({ unread, noPlaces }: Shared, count: number, domain: number | null, say: Speaker): string {
  const words = CARD[say.language].shared;
  const fact = unread ? words.unread(count) + (noPlaces ? words.norPlaces : '') : noPlaces ? words.noPlaces : '';
  return [...(fact === '' ? [] : [`${fact}.`]), ...(domain === null ? [] : [words.domain(say.euros(domain))])].join(
    ' ',
  );
}

/** Why it is proposed, in at most two sentences. */
export function whyOf({ reasons, hosts, covered, near }: Proposal, say: Speaker): Phrase[] {
  const words = CARD[say.language];
  if (hosts.length > 1) return near.length > 0 ? [] : [{ text: words.doAll(hosts.length) }];
  const told = reasons.filter(({ code }) => !SAID_BY_PRICE.includes(code));
  const help = told.filter(({ code }) => code === 'support-offered');
  // All the help that was wished for is one reason.
  const supports = help.map(({ params }) => say.support(String(params.key), params.mode as SupportMode | null));
  const phrases = told.flatMap((reason): Phrase[] => {
    if (reason.code === 'one-contact') return [{ text: words.oneContact }];
    if (reason.code !== 'support-offered') return [reason];
    return reason === help[0] ? [{ text: words.support(say.list(supports)) }] : [];
  });
  const [first, second] = phrases;
  if (first && second) return first.text.length + second.text.length > LONGEST_WHY ? [first] : [first, second];
  const offered = covered.filter((usage) => !near.includes(usage));
  if (first || offered.length === 0) return phrases;
  return [{ text: words.offers(say.list(offered.map((usage) => lowerFirst(say.usageShort(usage))))) }];
}

/** The third line: whether it fits, or what is left to ask, or why not yet. */
interface FitLine {
  kind: 'ask' | 'sure' | 'not';
  term: string;
  told: Phrase;
}

export function fitLineOf(proposal: Proposal, shared: Shared | undefined, say: Speaker): FitLine {
  const words = CARD[say.language];
  const { lines } = words;
  const { almost, hosts } = proposal;
  if (almost) return { kind: 'not', term: lines.almost, told: almost };
  const full = hosts.map(fullness).find((one) => one !== undefined);
  if (full) {
    const text = full.from ? words.fullUntil(say.from(full.from)) : words.full;
    return { kind: 'not', term: lines.full, told: { text } };
  }
  const verdict = verdictOf(proposal);
  const questions = hosts.reduce((sum, one) => sum + askedOf(one, say).length, 0);
  const toAsk = questions > 0 ? words.inMessage(questions) : words.nothingToAsk;
  if (verdict === 'fits') return { kind: 'sure', term: lines.fits, told: { text: toAsk } };
  if (verdict === 'seems') return { kind: 'sure', term: lines.seems, told: { text: words.notConfirmed } };
  return { kind: 'ask', term: lines.ask, told: { text: askedText(proposal, shared, say) } };
}

function askedText({ open, hosts }: Proposal, shared: Shared | undefined, say: Speaker): string {
  const words = CARD[say.language];
  const place = words.points['open-to-newcomers']!;
  const own = open.length > 1 && shared?.noPlaces ? open.filter((point) => point !== place) : open;
  const size = sizeOf(hosts[0]!.need, say);
  if (own.length === 1 && size !== '' && own[0] === words.planFor(size)) return words.noPlanFor(size);
  if (own.length === 0) return words.asked;
  const more = own.length - MOST_POINTS;
  return `${say.list(more > 1 ? [...own.slice(0, MOST_POINTS), words.others(more)] : own)}.`;
}

const isStatedNo = ({ code }: CodedPhrase): boolean => code.startsWith('stated-no');

/** The same in fewer words, where a card has its own. */
function inShort(caution: CodedPhrase, say: Speaker): CodedPhrase {
  const words = CARD[say.language];
  const { code, params } = caution;
  if (code === 'no-own-domain') return { ...caution, text: words.ownDomain(params.ending as string | null) };
  if (code !== 'near-usage') return caution;
  const lost = textIn(params.lost as Text, say.language);
  return { ...caution, text: words.nearUsage(say.usageShort(String(params.usage)), curved(lost)) };
}

/** What one could lose, and every no that the host stated. */
export function risksOf(cautions: readonly CodedPhrase[], say: Speaker): (CodedPhrase & { isNo: boolean })[] {
  const told = cautions.filter(({ code }) => !QUIET.includes(code) && code !== 'several-contacts');
  const noes = told.filter(isStatedNo);
  const risks = told.filter((caution) => !isStatedNo(caution));
  return [
    ...noes.map((caution) => ({ ...caution, isNo: true })),
    ...risks.map((caution) => ({ ...inShort(caution, say), isNo: false })),
  ];
}

/** The town or the zone of a host, and how far it is; a place that is not known has no distance. */
export function placeOf({ seat, serves }: Host, from: Territory | undefined, say: Speaker): string {
  const words = CARD[say.language];
  const zone = serves?.length === 1 && serves[0]!.level !== 'world' ? (serves[0] as Territory) : undefined;
  const known = seat?.territory ?? zone;
  const place = known ? say.territory(known) : seat && say.country(seat.country);
  const distance = seat?.territory && from ? say.distance(seat.territory, from) : undefined;
  return [...(place ? [place] : []), ...(distance ? [words.away(distance)] : []), words.remote].join(', ');
}

/** How one gets in, and when somebody last saw it. */
export function belowOf(addressee: Addressee, shared: Shared | undefined, say: Speaker): string {
  const words = CARD[say.language];
  const ways = servicesIn(addressee).map(({ registration }) => registration);
  const trace = lastTraceOf(addressee.host);
  const seen = trace
    ? trace.byHost
      ? (addressee.host.confirmedOnBehalf ? words.readOnBehalf : words.read)(say.on(trace.on))
      : words.seen(say.on(trace.on.slice(0, MONTH)))
    : words.undated;
  const parts = [
    ...(ways.includes('members') ? [words.members] : []),
    ...(ways.includes('on-application') ? [words.application] : []),
    ...(isUnread(addressee) && !shared?.unread ? [words.unread] : []),
    seen,
  ];
  return capital(parts.join(' · '));
}
