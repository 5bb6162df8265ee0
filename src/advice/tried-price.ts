import type { Host } from '../documents/host.ts';
import { type Plan, plansOn } from '../documents/service.ts';
import type { MatchedHost } from '../matching/answer/matched-host.ts';
import type { Need } from '../matching/engine/need/schema.ts';
import type { MatchableCatalogue, Matcher } from '../matching/run.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { Language } from '../vocabulary/terms.ts';
import { ACCOUNTS, STORAGE } from '../vocabulary/units.ts';
import { asPublished } from './position.ts';

/* “What would a choir of twelve pay here?”: matches a need with one host only, whose document may still be a draft. */

/** The usages of a need with their amounts: nothing else changes a price. */
type TriedNeed = Pick<Need, 'usages'>;

export interface TriedPrice {
  /** `no`: nothing that the host offers is enough, as `text` explains. */
  readonly state: 'known' | 'to-check' | 'no';
  /** Euros a year; null: unknown, or free to choose. */
  readonly perYear: number | null;
  /** The known part of the price, or the minimum that one may pay. */
  readonly floor: number | null;
  readonly exact: boolean;
  readonly services: MatchedHost['services'];
  /** Whole sentences: the price, which plans are used for what and up to which limits, then what is unknown. */
  readonly texts: readonly string[];
}

interface Words {
  exact(amount: string): string;
  free: string;
  chosen(advised: string): string;
  advisedFrom(advised: string, floor: string): string;
  atLeast(amount: string): string;
  unknown: string;
  /** `services`: what the plan is used for. */
  plan(name: string, services: string): string;
  upTo(limits: string): string;
  unsaidLimits: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  fr: {
    exact: (amount) => `Cela coûterait ${amount} par an.`,
    free: 'Ce serait gratuit.',
    chosen: (advised) => `Le prix serait libre, ${advised} par an conseillés.`,
    advisedFrom: (advised, floor) => `Le prix serait libre à partir de ${floor} par an, ${advised} conseillés.`,
    atLeast: (amount) => `Cela coûterait ${amount} par an au moins ; le reste n’est pas connu, ou libre.`,
    unknown: 'Le prix n’est pas connu.',
    plan: (name, services) => `Avec la formule « ${name} » pour ceci : ${services}.`,
    upTo: (limits) => `Elle va jusqu’à ${limits}.`,
    unsaidLimits: 'Votre fiche ne dit pas jusqu’où elle va.',
  },
  en: {
    exact: (amount) => `It would cost ${amount} a year.`,
    free: 'It would be free.',
    chosen: (advised) => `One would choose the price, ${advised} a year is advised.`,
    advisedFrom: (advised, floor) => `One would choose the price from ${floor} a year on, ${advised} is advised.`,
    atLeast: (amount) => `It would cost at least ${amount} a year; the rest is unknown, or free to choose.`,
    unknown: 'The price is unknown.',
    plan: (name, services) => `With the plan “${name}” for this: ${services}.`,
    upTo: (limits) => `It goes up to ${limits}.`,
    unsaidLimits: 'Your entry does not say how far it goes.',
  },
};

/**
 * The price of a need at this host, with the same choice of plans as in a match, but without its conditions on places
 * and territory. The cost is bounded by one document: no other host is considered.
 */
export async function tryPrice(
  { usages }: TriedNeed,
  host: Host,
  { matcher, catalogue, say }: { matcher: Matcher; catalogue: MatchableCatalogue; say: Speaker },
): Promise<TriedPrice> {
  const tried = asPublished(host, catalogue.day);
  const need: Need = { usages, require: { openToNewcomers: false }, hosts: [host.slug], limit: 1 };
  const answer = await matcher.answerInTurn(need, { ...catalogue, groups: [[tried]] }, say, { everything: true });
  const found = answer.fits[0] ?? answer.toCheck[0];
  if (!found) {
    const why = answer.nearMisses[0]?.text ?? answer.asked[0]?.text;
    return { state: 'no', perYear: null, floor: null, exact: false, services: [], texts: why ? [why] : [] };
  }
  const { cost, services, cautions, questions, unknownNeeds } = found;
  const plans = new Set(services.flatMap(({ plan }) => plan ?? []));
  return {
    state: unknownNeeds.length === 0 && cost.exact ? 'known' : 'to-check',
    perYear: cost.perYear,
    floor: cost.floor,
    exact: cost.exact,
    services,
    texts: [
      priceText(cost, say),
      ...[...plans].flatMap((name) => planTexts(name, tried, services, catalogue.day, say)),
      ...cautions.map(({ text }) => text),
      ...(answer.toCheck[0] === found ? questions.map(({ text }) => text) : []),
    ],
  };
}

function priceText({ perYear, floor, exact }: MatchedHost['cost'], say: Speaker): string {
  const words = WORDS[say.language];
  if (perYear === null) return floor === null || floor === 0 ? words.unknown : words.atLeast(say.euros(floor));
  if (exact || floor === null || floor === perYear) return perYear === 0 ? words.free : words.exact(say.euros(perYear));
  return floor === 0 ? words.chosen(say.euros(perYear)) : words.advisedFrom(say.euros(perYear), say.euros(floor));
}

/** Which plans are used for what, and their limits. */
function planTexts(
  name: string,
  { services: offered }: Host,
  used: MatchedHost['services'],
  day: string,
  say: Speaker,
): string[] {
  const words = WORDS[say.language];
  const usages = used.filter(({ plan }) => plan === name).map(({ usage }) => say.usage(usage));
  const plan = offered.flatMap((service) => plansOn(service, day)).find((one) => one.name === name);
  const limits = plan ? limitsOf(plan) : [];
  const amounts = limits.flatMap(([unit, most]) =>
    most === 'unlimited' ? [] : [unit === STORAGE ? say.gigabytes(most) : say.amount(unit, most)],
  );
  return [
    words.plan(name, say.list(usages)),
    ...(amounts.length > 0 ? [words.upTo(say.list(amounts))] : []),
    ...(limits.length === 0 ? [words.unsaidLimits] : []),
  ];
}

/** The limits that a plan states, by unit. */
const limitsOf = ({ maxAccounts, maxGb, limits = {} }: Plan): [unit: string, most: number | 'unlimited'][] =>
  Object.entries({ [ACCOUNTS]: maxAccounts, [STORAGE]: maxGb, ...limits }).flatMap(([unit, most]) =>
    most === undefined ? [] : [[unit, most]],
  );
