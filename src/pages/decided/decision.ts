import { hasClosed } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import type { Service } from '../../documents/service.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Need } from '../../matching/schema.ts';
import type { CostRules } from '../../services/cost.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { calendarOf } from '../../waiting/subscription.ts';
import { fullness } from '../answer/contact.tsx';
import { isForeignMail } from '../answer/losses.ts';
import { needLines } from '../answer/message.ts';
import { type Cost, isPaidOnce } from '../answer/price.ts';
import { type Addressee, type AnsweredNeed, type Proposal, proposalsOf } from '../answer/proposals.ts';
import { shownIn } from '../answer/shown.ts';
import { plansSeen, type SeenPlan } from '../compare/facts.ts';
import type { FederationName } from '../compare/voices.ts';
import { DECIDED } from '../words/decided.ts';
import { type Moved, movedBy, type Start, startOf, stepsFrom } from './move.ts';
import { type DecidedPrice, decidedPrice } from './price.ts';

/** A host that was chosen, and for what. */
export interface Decision {
  host: Host;
  day: string;
  start: Start;
  /** The part of the need that it meets; absent: nobody said a need. */
  need?: Need | undefined;
  /** The same as lines. */
  needed?: readonly string[] | undefined;
  price: DecidedPrice;
  /** What it comes to in three years, whatever is paid once included; absent: unknown. */
  threeYears?: string | undefined;
  /** What the answer says that it will cost soon. */
  rise?: string | undefined;
  /** The hosts that meet the rest of the need, where it is one of several. */
  others: readonly Addressee[];
  /** The services that are taken, as far as they are known. */
  services: readonly Service[];
  /** Known plans of these services. */
  plans: readonly SeenPlan[];
  moved: Moved;
  /** A need was said, and it is not among its answers. */
  isNotAnswered: boolean;
  federationName: FederationName;
}

export interface Deciding {
  host: Host;
  day: string;
  typed: string | undefined;
  rules: CostRules;
  federationName: FederationName;
  say: Speaker;
  answered?: AnsweredNeed;
}

const YEARS = 3;
/** Of a part of an answer whose price nobody knows. */
const UNPRICED: Cost = { perYear: null, exact: false, floor: null };

const inThreeYears = (perYear: number, once: number | undefined): number =>
  isPaidOnce(perYear, once) ? once : perYear * YEARS;

/** The services and plans that one of the answers counts on at a host. */
function partsAt(slug: string, { key, state, hosts }: Proposal, { fits, toCheck, combinations }: Match) {
  if (hosts.length === 1) return (state === 'fits' ? fits : toCheck).find(({ host }) => host === slug)?.services ?? [];
  const together = combinations.find((one) => one.state === state && one.hosts.join('+') === key);
  return together?.covers.filter(({ host }) => host === slug) ?? [];
}

/** What is known of a host for those who chose it. */
export function decisionOf({ host, day, typed, rules, federationName, say, answered }: Deciding): Decision {
  const proposal =
    answered &&
    [...shownIn(answered), ...proposalsOf(answered)].find(
      ({ hosts, almost }) => !almost && hosts.some((one) => one.host.id === host.id),
    );
  const addressee = proposal?.hosts.find((one) => one.host.id === host.id);
  const need = addressee?.need ?? answered?.need;
  const slugs = addressee?.services ?? host.services.map(({ slug }) => slug);
  const services = host.services.filter(({ slug, closing }) => slugs.includes(slug) && closing === null);
  const taken = services.length > 0 ? services : host.services.filter(({ slug }) => slugs.includes(slug));
  const usages = need ? need.usages.map(({ usage }) => usage) : taken.flatMap((service) => service.usages);
  const from = fullness({ host, services: slugs, day })?.from;
  const start = startOf(typed, day, from?.length === 10 ? from : undefined);
  const chosen = typed?.trim() && !start.fault ? start.day : day;
  const startsBy = need?.startsBy ?? chosen;
  const isAlone = proposal?.hosts.length === 1;
  // What several hosts cost together is not what one of them does.
  const cost = isAlone ? proposal.cost : addressee?.cost;
  const plansOf = (some: readonly Service[]) => plansSeen(host, some, rules, day, startsBy > day ? startsBy : day);
  const plans = plansOf(taken);
  const known = {
    services: taken,
    plans,
    // Each service by itself: two may have a plan of one name.
    all: host.services.flatMap((service) => plansOf([service])),
    parts: proposal && answered ? partsAt(host.slug, proposal, answered.match) : [],
  };
  const isNotAnswered = answered !== undefined && !proposal;
  const priced = isAlone ? [...proposal.covered, ...proposal.toAsk] : usages;
  return {
    host,
    day,
    start,
    need,
    needed: need && needLines(need, say, isForeignMail(host, slugs)),
    price: decidedPrice(known, proposal && (cost ?? UNPRICED), priced, isNotAnswered, say),
    threeYears: cost?.perYear ? say.euros(inThreeYears(cost.perYear, cost.once)) : undefined,
    others: proposal?.hosts.filter((one) => one !== addressee) ?? [],
    rise: isAlone ? proposal.cautions.find(({ code }) => code === 'price-rises')?.text : undefined,
    services: taken,
    plans,
    moved: movedBy(usages),
    isNotAnswered,
    federationName,
  };
}

/** Why nobody should move there: it has ended, will, or is out of the lists. */
export type Refusal = 'suspended' | 'gone' | 'ends' | 'servicesEnd';

export function refusalOf({ host, services }: Pick<Decision, 'host' | 'services'>): Refusal | undefined {
  if (host.state === 'suspended') return 'suspended';
  if (hasClosed(host)) return 'gone';
  if (host.closing) return 'ends';
  return services.length > 0 && services.every(({ closing }) => closing) ? 'servicesEnd' : undefined;
}

/** Whether there is a move to put into a calendar: from a day that holds, to a host that nobody should keep away from. */
export const canMove = (decision: Decision): boolean => !decision.start.fault && refusalOf(decision) === undefined;

/** The steps of the move for a calendar. @param site the address of this service */
export function moveCalendar({ host, start }: Decision, site: string, at: Date, say: Speaker): string {
  const words = DECIDED[say.language];
  return calendarOf(
    { title: words.calendar(host.name), url: `${site}/hosts/${host.slug}/decided`, at },
    stepsFrom(start.day).map(({ name, day }) => ({
      id: `move.${name}.${host.id}@${new URL(site).host}`,
      day,
      text: words.event(host.name, words.steps[name].title),
      isRemembered: true,
    })),
  );
}
