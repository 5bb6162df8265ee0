import type { Host } from '../../documents/host.ts';
import { type Plan, plansAfter, plansOn, type Service } from '../../documents/service.ts';
import { byText } from '../../ground/texts.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { usePage, useWords } from '../frame/page.ts';
import { OutsideLink, WrittenText } from '../frame/parts.tsx';
import { HOST } from '../words/host.ts';
import { FRAME } from '../words/site.ts';
import { lowerFirst } from '../words/typeset.ts';
import { type HostView, hasClosed } from './host-view.tsx';

/** Services, each with its usages and how to get it. */
export function Offers({ host }: Pick<HostView, 'host'>) {
  const words = useWords(HOST);
  if (host.services.length === 0) return <p>{words.noService}</p>;
  return (
    <ul>
      {host.services.map((service) => (
        <li key={service.slug}>
          <Offer service={service} isEnding={host.closing !== null || hasClosed(host)} />
        </li>
      ))}
    </ul>
  );
}

/** One service. One that ends takes no newcomers, whatever its entry says about places. */
function Offer({ service, isEnding }: { service: Service; isEnding: boolean }) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const { name, usages, software, url, registration, capacity, dataCountry, certifications, exportFormats, closing } =
    service;
  const isOpen = !isEnding && closing === null;
  const state = capacity && [
    words.capacity[capacity.state],
    capacity.until && say.until(capacity.until),
    capacity.openFrom && words.placesFrom(say.from(capacity.openFrom)),
  ];
  const lines = [
    closing?.text,
    isOpen && registration && words.registration[registration],
    isOpen && state?.filter(Boolean).join(' '),
    software && words.software(software.name),
    dataCountry && words.data(say.country(dataCountry)),
    ...(certifications ?? []).map((one) => words.certified[one]),
    exportFormats?.length && words.exports(say.list(exportFormats)),
  ].filter(Boolean);
  return (
    <>
      <strong>{name}</strong>
      {colon}
      {say.list(usages.map((usage) => say.usage(usage)))}.
      <span class="soft small">
        {lines.length > 0 && ` ${lines.join(' · ')}`}
        {url && (
          <>
            {' · '}
            <OutsideLink to={url} />
          </>
        )}
      </span>
    </>
  );
}

const isCharged = (amount: number | undefined): amount is number => amount !== undefined && amount > 0;

/** What a plan costs, in the order in which one pays: `35 € par an`, `15 € d’adhésion par an`. */
export function amountsOf(plan: Plan, say: Speaker): string[] {
  const words = HOST[say.language];
  if (plan.onQuote) return [words.onQuote];
  const { fixed, membershipFee, perAccount, perGb, setupFee, freeAmount, includedAccounts, includedGb } = plan;
  const per = words.per[plan.period ?? 'year'];
  const above = (included: string | undefined) => included ?? null;
  const parts = [
    freeAmount && words.freeAmount,
    isCharged(freeAmount?.advised) && words.advised(say.euros(freeAmount.advised)),
    isCharged(freeAmount?.floor) && words.floor(say.euros(freeAmount.floor)),
    isCharged(fixed) && per(say.euros(fixed)),
    isCharged(perAccount) &&
      per(words.perAccount(say.euros(perAccount), above(includedAccounts ? say.number(includedAccounts) : undefined))),
    isCharged(perGb) && per(words.perGb(say.euros(perGb), above(includedGb ? say.gigabytes(includedGb) : undefined))),
    isCharged(membershipFee) && words.fee(say.euros(membershipFee)),
    isCharged(setupFee) && words.setup(say.euros(setupFee)),
  ].filter((part) => typeof part === 'string');
  const isUnknown = [fixed, perAccount, perGb].every((amount) => amount === undefined) && !freeAmount;
  if (isUnknown) return [words.noPrice, ...parts];
  if (parts.length === 0) return [words.free];
  return plan.taxIncluded === false ? [...parts.slice(0, -1), `${parts.at(-1)} (${words.beforeTax})`] : parts;
}

/** The plans of a service that hold, then those that begin later under a name that none has yet. */
function pricesShown(service: Service, day: string): Plan[] {
  const holding = plansOn(service, day);
  const named = new Map(plansAfter(service, day).map((plan) => [plan.name, plan]));
  for (const { name } of holding) named.delete(name);
  return [...holding, ...named.values()];
}

/** What a plan costs, and what it will: `35 € par an`, `40 € par an à partir du 1er janvier 2027`. */
function termsOf(plan: Plan, service: Service, day: string, say: Speaker): string[] {
  const coming = plansAfter(service, day).filter(({ name }) => name === plan.name);
  return [
    ...(coming.includes(plan) ? [] : amountsOf(plan, say)),
    ...coming
      .sort((a, b) => byText(a.from!, b.from!))
      .map((later) => `${say.list(amountsOf(later, say))} ${say.from(later.from!)}`),
  ];
}

/** How much a plan holds, as far as it is known. */
export function limitsOf({ maxAccounts, maxGb, limits }: Plan, say: Speaker): string[] {
  const words = HOST[say.language];
  return [
    maxAccounts === 'unlimited' ? words.unlimitedAccounts : maxAccounts && words.accounts(say.number(maxAccounts)),
    maxGb === 'unlimited' ? words.unlimitedSpace : maxGb && words.upTo(say.gigabytes(maxGb)),
    ...Object.entries(limits ?? {}).map(([unit, most]) =>
      most === 'unlimited' ? undefined : words.upTo(say.amount(unit, most)),
    ),
  ].filter((limit) => typeof limit === 'string');
}

/** The day on which a price was seen; undefined when that is not known. */
const seenOn = (plan: Plan, { observed }: Pick<Host, 'observed'>): string | undefined =>
  plan.observedOn ?? observed?.asOf;

/** Groups services that are sold together, by the same plans. */
function soldTogether(services: readonly Service[]): Service[][] {
  const groups = new Map<string, Service[]>();
  for (const service of services) {
    const plans = service.plans!.map((plan) => ({ ...plan, covers: isFree(plan) ? [] : coveredBy(plan, service) }));
    const key = JSON.stringify(plans);
    groups.set(key, [...(groups.get(key) ?? []), service]);
  }
  return [...groups.values()];
}

const coveredBy = ({ covers = [] }: Plan, { slug }: Service): string[] => [...new Set([slug, ...covers])].sort();

/** What costs nothing is said once of all that costs nothing; a price that is paid twice is said twice. */
const isFree = ({ fixed, membershipFee, setupFee, perAccount, perGb, freeAmount, covers }: Plan): boolean =>
  fixed === 0 && !membershipFee && !setupFee && !perAccount && !perGb && !freeAmount && !covers?.length;

/** What each service costs, and how old that is. */
export function Prices({ host, day, holds }: Pick<HostView, 'host' | 'day' | 'holds'>) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const nameOf = (slug: string) => host.services.find((service) => service.slug === slug)?.name ?? slug;
  const priced = host.services.filter(({ plans }) => plans?.length);
  const covered = new Set(priced.flatMap((service) => pricesShown(service, day)).flatMap(({ covers = [] }) => covers));
  const unpriced = host.services.filter(({ plans, slug }) => !plans?.length && !covered.has(slug));
  return (
    <>
      {soldTogether(priced).map((group) => (
        <section key={group[0]!.slug}>
          <h3>{say.list(group.map(({ name }) => name))}</h3>
          <ul>
            {pricesShown(group[0]!, day).map((plan) => {
              const others = (plan.covers ?? []).filter((one) => group.every(({ slug }) => slug !== one));
              // Some plans are named after their price.
              const terms = [...termsOf(plan, group[0]!, day, say), ...limitsOf(plan, say)].filter(
                (text) => lowerFirst(text) !== lowerFirst(plan.name),
              );
              const seen = seenOn(plan, host);
              return (
                <li key={plan.name}>
                  <strong>{plan.name}</strong>
                  {terms.length > 0 && colon}
                  {terms.join(', ')}.
                  {plan.conditions && (
                    <p class="small">
                      <WrittenText text={plan.conditions} />
                    </p>
                  )}
                  {others.length > 0 && <p class="small">{words.alsoCovers(say.list(others.map(nameOf)))}.</p>}
                  <p class="small soft">
                    {holds(plan)
                      ? seen && words.seen(say.date(seen))
                      : words.old(seen ? say.date(seen) : words.undated)}
                  </p>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      {unpriced.length > 0 && (
        <p>
          {say.list(unpriced.map(({ name }) => name))}
          {colon}
          {words.noPrice}.
        </p>
      )}
    </>
  );
}
