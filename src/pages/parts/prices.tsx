import { priceSeenOn } from '../../documents/provenance.ts';
import { type Plan, plansAfter, type Service } from '../../documents/service.ts';
import { byText } from '../../ground/texts.ts';
import { yearlyCost } from '../../services/cost.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { fold } from '../../vocabulary/territories.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Glyph, PriceBar } from '../frame/pictures.tsx';
import { OFFERS } from '../words/host-offers.ts';
import { FRAME } from '../words/site.ts';
import { lowerFirst } from '../words/typeset.ts';
import { type HostView, LongText } from './host-view.tsx';
import type { PriceGroup } from './offer-groups.ts';

const isCharged = (amount: number | undefined): amount is number => amount !== undefined && amount > 0;

/** What a plan costs, in the order in which one pays: `35 € par an`, `15 € d’adhésion par an`. */
export function amountsOf(plan: Plan, say: Speaker): string[] {
  const words = OFFERS[say.language];
  if (plan.onQuote) return [words.onQuote];
  const { fixed, membershipFee, membershipFree, perAccount, perGb, setupFee, freeAmount } = plan;
  const { includedAccounts, includedGb } = plan;
  const per = words.per[plan.period ?? 'year'];
  const above = (included: string | undefined) => included ?? null;
  const parts = [
    freeAmount && [words.freeAmount, !isCharged(fixed) && plan.for && words.for[plan.for]].filter(Boolean).join(' '),
    isCharged(freeAmount?.advised) && words.advised(per(say.euros(freeAmount.advised))),
    isCharged(freeAmount?.floor) && words.floor(per(say.euros(freeAmount.floor))),
    isCharged(fixed) && [per(say.euros(fixed)), plan.for && words.for[plan.for]].filter(Boolean).join(' '),
    isCharged(perAccount) &&
      per(words.perAccount(say.euros(perAccount), above(includedAccounts ? say.number(includedAccounts) : undefined))),
    isCharged(perGb) && per(words.perGb(say.euros(perGb), above(includedGb ? say.gigabytes(includedGb) : undefined))),
    isCharged(membershipFee) && words.fee(say.euros(membershipFee)),
    membershipFree && words.freeFee,
    isCharged(membershipFree?.advised) && words.advised(words.per.year(say.euros(membershipFree.advised))),
    isCharged(membershipFree?.floor) && words.floor(words.per.year(say.euros(membershipFree.floor))),
    isCharged(setupFee) && words.setup(say.euros(setupFee)),
  ].filter((part) => typeof part === 'string');
  const isUnknown = [fixed, perAccount, perGb].every((amount) => amount === undefined) && !freeAmount;
  if (isUnknown) return [words.noPrice, ...parts];
  if (parts.length === 0) return [words.free];
  return plan.taxIncluded === false ? [...parts.slice(0, -1), `${parts.at(-1)} (${words.beforeTax})`] : parts;
}

/** What a plan costs, and what it will: `35 € par an`, `40 € par an à partir du 1er janvier 2027`. */
export function termsOf(plan: Plan, service: Service, day: string, say: Speaker): string[] {
  const coming = plansAfter(service, day).filter(({ name }) => name === plan.name);
  return [
    ...(coming.includes(plan) ? [] : amountsOf(plan, say)),
    ...coming
      .sort((a, b) => byText(a.from!, b.from!))
      .map((later) => `${say.list(amountsOf(later, say))} ${say.from(later.from!)}`),
  ];
}

/** How much a plan holds, as far as it is known. */
export function limitsOf(plan: Plan, say: Speaker): string[] {
  const { maxAccounts, maxGb, includedAccounts, includedGbPerAccount, limits } = plan;
  const words = OFFERS[say.language];
  // With a price for each further account, the price tells it.
  const areIncludedTold = plan.perAccount || maxAccounts === includedAccounts;
  return [
    !areIncludedTold && includedAccounts && words.includedAccounts(say.number(includedAccounts)),
    maxAccounts === 'unlimited' ? words.unlimitedAccounts : maxAccounts && words.accounts(say.number(maxAccounts)),
    includedGbPerAccount && words.withEach(say.gigabytes(includedGbPerAccount)),
    maxGb === 'unlimited' ? words.unlimitedSpace : maxGb && words.upTo(say.gigabytes(maxGb)),
    ...Object.entries(limits ?? {}).map(([unit, most]) =>
      most === 'unlimited' ? undefined : words.upTo(say.amount(unit, most)),
    ),
  ].filter((limit) => typeof limit === 'string');
}

/** The one day on which all prices were seen, so that it is said once; undefined where they differ, or are old. */
export function seenTogether({ host, holds }: Pick<HostView, 'host' | 'holds'>): string | undefined {
  const plans = host.services.flatMap(({ plans = [] }) => plans);
  const [first, ...others] = new Set(plans.map((plan) => priceSeenOn(plan, host)));
  return others.length === 0 && plans.every(holds) ? first : undefined;
}

/** What a plan costs a year where that depends on nothing else, in cents. */
function fixedCost(plan: Plan): number | null {
  if (plan.perAccount || plan.perGb || plan.freeAmount || plan.for === 'person') return null;
  // Taxes of different plans are not compared here: of those before tax nothing is drawn.
  return plan.taxIncluded === false ? null : yearlyCost(plan, 1, 0, { setupYears: 1, taxPercent: 0 }).least;
}

/** Says nothing where the price says it already: a membership that is free is one at a free price. */
const GENERAL = 'prix';
/** Words of a text, one or many alike. */
const wordsIn = (text: string): string[] =>
  fold(text)
    .split(' ')
    .filter((word) => word !== GENERAL)
    .map((word) => word.replace(/[sx]$/, ''));

/** A term of a plan or a service after its name: some are named after their price, or after what they are for. */
export function afterName(term: string, name: string): string[] {
  // An amount is never said by a name.
  if (!/\d/.test(term) && ` ${wordsIn(name).join(' ')} `.includes(` ${wordsIn(term).join(' ')} `)) return [];
  return [lowerFirst(term).startsWith(`${lowerFirst(name)} `) ? term.slice(name.length + 1) : term];
}

/** Every plan of some services: its price, drawn next to the dearest one, what it holds, and whether that is old. */
export function Prices({
  group: { services, plans, coveredBy, isEach },
  host,
  day,
  holds,
  isDateShown,
}: { group: PriceGroup; isDateShown: boolean } & Pick<HostView, 'host' | 'day' | 'holds'>) {
  const words = useWords(OFFERS);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const nameOf = (slug: string) => host.services.find((service) => service.slug === slug)?.name ?? slug;
  if (plans.length === 0) {
    const from = coveredBy.map(({ plan, service }) => `${plan.name} (${service.name})`);
    return from.length > 0 ? (
      <p>{words.coveredBy(say.list(from))}</p>
    ) : (
      <p class="word">
        <Glyph answered="ask" />
        {words.noPriceFirst}.
      </p>
    );
  }
  const costs = plans.map((plan) => (plan.from !== undefined && plan.from > day ? null : fixedCost(plan)));
  const dearest = Math.max(0, ...costs.flatMap((cost) => cost ?? []));
  const isDrawn = dearest > 0 && costs.filter((cost) => cost !== null).length > 1;
  return (
    <>
      {isEach && <p>{words.each + colon}</p>}
      <ul class="plans">
        {plans.map((plan, place) => {
          const others = (plan.covers ?? []).filter((one) => services.every(({ slug }) => slug !== one));
          const terms = [...termsOf(plan, services[0]!, day, say), ...limitsOf(plan, say)].flatMap((text) =>
            afterName(text, plan.name),
          );
          const seen = priceSeenOn(plan, host);
          const cost = costs[place] ?? null;
          return (
            <li key={plan.name}>
              <strong>{plan.name}</strong>
              {terms.length > 0 && colon}
              {terms.join(', ')}.{isDrawn && cost !== null && <PriceBar share={cost / dearest} />}
              {others.length > 0 && <p class="small">{words.alsoCovers(say.list(others.map(nameOf)))}.</p>}
              {holds(plan) ? (
                isDateShown && seen && <p class="small soft">{words.seen(say.date(seen))}</p>
              ) : (
                <p class="small soft">{words.old(seen ? say.date(seen) : words.undated)}</p>
              )}
              {plan.conditions && <LongText text={plan.conditions} title={words.conditions} />}
            </li>
          );
        })}
      </ul>
    </>
  );
}
