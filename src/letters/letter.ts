import type { Operator } from '../config.ts';
import type { Host } from '../documents/host.ts';
import { plansOn } from '../documents/service.ts';
import { oneLine } from '../ground/texts.ts';
import { type CostRules, hasPrice, priceHolds } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { Language } from '../vocabulary/terms.ts';
import { WORDS } from './words.ts';

/* A letter that asks a host to confirm its entry: a person reads, edits and sends it, once. */

export interface Letter {
  subject: string;
  text: string;
  /** A short message for a forum that the host reads. */
  post: string;
}

/** Countries in which a host without known languages gets a letter in French. */
const IN_FRENCH = new Set(['FR', 'BE', 'CH', 'LU', 'MC']);

/** The language of the letter: French if the host speaks it or probably does, else English. */
export const letterLanguage = ({ languages, seat }: Pick<Host, 'languages' | 'seat'>): Language => {
  if (languages && languages.length > 0) return languages.includes('fr') ? 'fr' : 'en';
  return seat?.country === undefined || IN_FRENCH.has(seat.country) ? 'fr' : 'en';
};

interface LetterContext {
  publicUrl: string;
  operator: Operator;
  reference: Reference;
  costRules: CostRules;
  day: string;
  say: Speaker;
}

const LISTED = 12;

/** The letter to a host as plain text, in the language of `say`. */
export function letterTo(host: Host, context: LetterContext): Letter {
  const { publicUrl, operator, say } = context;
  const words = WORDS[say.language];
  const name = oneLine(host.name);
  const site = new URL(publicUrl).host;
  const bullets = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
  const pages = {
    entry: `${publicUrl}/hosts/${host.slug}`,
    confirm: `${publicUrl}/for-hosts?host=${host.slug}`,
    report: `${publicUrl}/hosts/${host.slug}/report`,
    removal: `${publicUrl}/hosts/${host.slug}/removal`,
  };
  const said = saidOf(host, context);
  const unknown = unknownOf(host, context);
  return {
    subject: words.subject(site),
    text: [
      words.greeting,
      words.whatItIs(site),
      words.compiled(name),
      ...(said.length > 0 ? [`${words.said}\n${bullets(said)}`] : [words.nothingSaid]),
      ...(unknown.length > 0 ? [`${words.unknown}\n${bullets(unknown)}\n${words.neverNo}`] : []),
      `${words.youMay}\n${bullets([
        words.read(pages.entry),
        words.confirm(pages.confirm),
        words.report(pages.report),
        words.removal(pages.removal),
      ])}`,
      words.once,
      [words.regards, operator.name ?? words.team(site), ...(operator.contact ? [operator.contact] : [])].join('\n'),
    ].join('\n\n'),
    post: words.post(name, site, pages.entry, pages.confirm, pages.removal),
  };
}

/** What the entry states, in a few lines. */
function saidOf(host: Host, { say, costRules, day }: LetterContext): string[] {
  const words = WORDS[say.language];
  const { website, seat, services, serves } = host;
  const offered = services.slice(0, LISTED).map((service) => {
    const prices = plansOn(service, day).filter((plan) => hasPrice(plan) && priceHolds(plan, host, day, costRules));
    const usages = say.list(service.usages.slice(0, LISTED).map((usage) => say.usage(usage)));
    return words.service(oneLine(service.name), usages, prices.length);
  });
  const place = seat?.territory ? say.territory(seat.territory) : seat ? say.country(seat.country) : undefined;
  return [
    ...(website ? [words.website(website)] : []),
    ...(place === undefined ? [] : [words.seat(place)]),
    ...offered,
    ...(services.length > LISTED ? [words.more(services.length - LISTED)] : []),
    ...(serves && serves.length > 0 ? [words.servesKnown] : []),
  ];
}

/** What the entry does not state: the facts that every match asks for, then the questions asked first. */
function unknownOf(host: Host, { say, reference, costRules, day }: LetterContext): string[] {
  const words = WORDS[say.language];
  const { services, contact, claims, commitments } = host;
  const priced = services.filter((service) =>
    plansOn(service, day).some((plan) => hasPrice(plan) && priceHolds(plan, host, day, costRules)),
  );
  const facts = [
    ...(services.length === 0 ? [words.lacks.services] : []),
    ...(priced.length < services.length ? [words.lacks.prices] : []),
    ...(services.some(({ capacity }) => capacity === undefined) ? [words.lacks.places] : []),
    ...(host.serves === undefined ? [words.lacks.serves] : []),
    ...(contact === undefined ? [words.lacks.contact] : []),
  ];
  const answered = new Set([...claims.map(({ criterion }) => criterion), ...commitments.map(({ kind }) => kind)]);
  const asked = [
    ...[...reference.criteria.values()].map(({ key, firstAsked }) => ({ key, firstAsked, say: say.criterionQuestion })),
    ...[...reference.commitmentKinds.values()].map(({ key, firstAsked }) => ({
      ...{ key, firstAsked, say: say.commitmentQuestion },
    })),
  ].flatMap(({ key, firstAsked, say: question }) =>
    firstAsked === undefined || answered.has(key) ? [] : [{ firstAsked, text: question(key) }],
  );
  return [...facts, ...asked.sort((a, b) => a.firstAsked - b.firstAsked).map(({ text }) => text)];
}
