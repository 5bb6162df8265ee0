import type { Host } from '../../documents/host.ts';
import { domainOf } from '../../ground/addresses.ts';
import { capital } from '../../ground/texts.ts';
import type { MatchedHost } from '../../matching/answer/matched-host.ts';
import type { Match } from '../../matching/answer/schema.ts';
import { sentence } from '../../matching/words/sentence.ts';
import { isAllDueOnce } from '../../services/cost.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { MAIL } from '../asking/questions.ts';
import { ANSWER } from '../words/answer.ts';
import { CARD } from '../words/card.ts';
import { lowerFirst } from '../words/typeset.ts';
import type { CodedPhrase, Proposal } from './proposals.ts';

type Combination = Match['combinations'][number];

/** The usages that near ones meet. */
export const nearIn = (services: readonly { usage: string; via?: string }[]): string[] =>
  services.filter(({ via }) => via !== undefined).map(({ usage }) => usage);

/** Whether the addresses of mail by these services are known to end in the name of the host. */
export const isForeignMail = ({ services }: Pick<Host, 'services'>, slugs: readonly string[]): boolean =>
  services.some(({ slug, usages, ownDomain }) => slugs.includes(slug) && usages.includes(MAIL) && ownDomain === false);

/** A sentence about what a host offers: mail that ends in the name of the host is not called that of the association. */
export const inWhoseName = (text: string, isForeign: boolean, say: Speaker): string =>
  isForeign ? text.replaceAll(lowerFirst(say.usage(MAIL)), lowerFirst(say.usageShort(MAIL))) : text;

/** What a domain name costs a year, where none is there and one is needed; null: not needed for what is shown. */
export function domainFor({ notes }: Match, proposals: readonly Proposal[]): number | null {
  const euros = notes.find(({ code }) => code === 'domain-name-apart')?.params.euros;
  const isForeign = ({ hosts }: Proposal) => hosts.some(({ host, services }) => isForeignMail(host, services));
  const isOfUse = proposals.length === 0 || !proposals.every(isForeign);
  return typeof euros === 'number' && isOfUse ? euros : null;
}

/** What one would have instead of a usage, as a sentence. */
export function nearUsageTold(
  { usage, via, lost }: Record<'usage' | 'via' | 'lost', string>,
  say: Speaker,
): CodedPhrase {
  const caution = { code: 'near-usage' as const, params: { usage, via, lost: { fr: lost, en: lost } } };
  return { ...caution, text: sentence(caution, say) };
}

/** What one would have instead with one of several hosts, or would not have in its own name. */
export function lostWith(host: Host, { covers }: Combination, say: Speaker): CodedPhrase[] {
  const own = covers.filter((one) => one.host === host.slug);
  const near = own.flatMap(({ usage, via, lost }) =>
    via === undefined || lost === undefined ? [] : nearUsageTold({ usage, via, lost }, say),
  );
  const isForeign = isForeignMail(
    host,
    own.flatMap(({ usage, service }) => (usage === MAIL ? service : [])),
  );
  const ending = {
    code: 'no-own-domain' as const,
    params: { ending: (host.website && domainOf(host.website)) ?? null },
  };
  return [...near, ...(isForeign ? [{ ...ending, text: sentence(ending, say) }] : [])];
}

/** What is known of a price: euros a year. */
export type Cost = MatchedHost['cost'];

/** What is paid once is counted over so many years (`setupYears` of the policy). */
const YEARS = 3;

/** Whether what is paid once is all there is to pay of so many euros a year. */
export const isPaidOnce = (perYear: number, once: number | undefined): once is number =>
  once !== undefined && isAllDueOnce(Math.round(once * 100), Math.round(perYear * 100), YEARS);

/** An amount as it is paid: each year, or once where that is all there is to pay. */
function paid(perYear: number, once: number | undefined, say: Speaker): string {
  const words = CARD[say.language].price;
  return isPaidOnce(perYear, once) ? words.onceOnly(say.euros(once)) : words.year(say.euros(perYear));
}

/** A price as a whole sentence says it. */
export function priceOf({ perYear, exact, floor, once }: Cost, say: Speaker): string {
  const words = ANSWER[say.language].priceOf;
  // Below what is shown only where the rest is for the association to choose.
  if (perYear !== null && floor !== null && floor < perYear)
    return words.advised(say.euros(perYear), floor > 0 && say.euros(floor));
  if (perYear !== null) return exact ? paid(perYear, once, say) : words.about(paid(perYear, once, say));
  if (floor === 0) return words.free;
  return floor === null ? words.unknown : words.atLeast(paid(floor, once, say));
}

/** A price that is known for some of the usages only. */
export function priceByPart(
  { known, once }: Pick<Cost, 'once'> & { known: NonNullable<Cost['known']> },
  usages: readonly string[],
  say: Speaker,
): string {
  const words = ANSWER[say.language].priceOf;
  const named = (keys: readonly string[]) => say.list(keys.map((key) => say.usage(key)));
  const amount = known.floor > 0 ? paid(known.floor, once, say) : null;
  return capital(
    words.parts(
      named(known.usages),
      known.chosen ? words.partChosen(amount) : words.part(amount),
      named(usages.filter((usage) => !known.usages.includes(usage))),
    ),
  );
}

/** The short name of a usage, where it says more than whom it is about: “sans boîtes mail”, but “sans gestion des adhérents”. */
export const withoutArticle = (key: string, say: Speaker): string => {
  const short = lowerFirst(say.usageShort(key));
  return short.includes(' ') ? short : say.usage(key);
};

/** Usages named among those whose price is not known. */
const MOST_NAMED = 2;

/** A price in few words, and what is to be known of it, which begins with a space or a comma. */
interface ShownPrice {
  text: string;
  note: string;
}

/**
 * @param usages all that the price would be for: those whose price is not known are told
 * @param isSaid it was said above that nobody confirmed it
 */
export function shownPrice(
  { perYear, exact, floor, known, for: covers, once }: Cost,
  budget: number | null,
  say: Speaker,
  { usages = [], isSaid = false }: { usages?: readonly string[]; isSaid?: boolean | undefined } = {},
): ShownPrice {
  const words = CARD[say.language].price;
  const shown = (text: string, note = ''): ShownPrice => ({ text, note });
  if (known) {
    const amount = known.floor > 0 ? paid(known.floor, once, say) : known.chosen ? words.chosen : words.free;
    const others = usages.filter((key) => !known.usages.includes(key)).map((key) => withoutArticle(key, say));
    const priced = known.usages.map((key) => lowerFirst(say.usageShort(key)));
    const named = priced.length > MOST_NAMED && others.length <= MOST_NAMED ? '' : words.for(say.list(priced));
    const without = others.length > MOST_NAMED ? words.withoutRest : words.without(say.list(others));
    return shown(amount, `${named}${others.length > 0 ? without : ''}`);
  }
  if (perYear === null) {
    if (floor === null) return shown(words.ask);
    return floor === 0 ? shown(words.chosen) : shown(words.knownPart(paid(floor, once, say)));
  }
  if (floor !== null && floor < perYear)
    return shown(words.chosen, (floor > 0 ? words.atLeast : words.advised)(say.euros(floor || perYear)));
  const doubt = exact || isSaid ? '' : words.toConfirm;
  if (perYear === 0) return shown(words.free, doubt);
  const year = paid(perYear, once, say);
  const isOnce = isPaidOnce(perYear, once);
  const spread = isOnce && budget && once > budget ? words.spread(say.euros(perYear), say.number(YEARS)) : '';
  if (budget && perYear > budget) {
    const over = words.over(say.euros(perYear - budget), say.euros(budget));
    return shown(year, `${spread}${over}`);
  }
  if (isOnce) return shown(year, `${spread}${doubt}`);
  const notes = [
    budget ? words.of(say.euros(budget)) : '',
    covers === undefined ? '' : words.covers[covers],
    once ? words.once(say.euros(once)) : '',
    doubt,
  ];
  return shown(year, notes.join(''));
}

/** The same where nothing says that it is a price, with what is to be known of it apart. */
export function priceAlone(cost: Cost, say: Speaker, told: Parameters<typeof shownPrice>[3] = {}): ShownPrice {
  const { inShort, ...words } = CARD[say.language].price;
  const { text, note } = shownPrice(cost, null, say, told);
  return { text: text === words.chosen ? inShort.chosen : text === words.ask ? inShort.ask : text, note };
}

/** @param usages all that the price would be for */
export function priceInShort(cost: Cost, say: Speaker, usages: readonly string[] = []): string {
  const { text, note } = priceAlone(cost, say, { usages });
  return `${text}${note}`;
}
