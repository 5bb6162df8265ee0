import type { Host } from '../../../documents/host.ts';
import { capacityOn, type Plan, plansOn, type Service } from '../../../documents/service.ts';
import { capital, curved } from '../../../ground/texts.ts';
import { pageAsked } from '../../../pages/frame/lists.tsx';
import { addressIn, usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, PageNumbers } from '../../../pages/frame/parts.tsx';
import { amountsOf, limitsOf } from '../../../pages/parts/prices.tsx';
import { TapLink } from '../../desk-page.tsx';
import { SERVICES } from '../../words/services.ts';
import { deskOfHost } from '../form.tsx';
import { planKey } from '../names-in-addresses.ts';

/** What a plan costs, as the public page tells it. */
export function usePrice() {
  const { say } = usePage();
  return (plan: Plan): string =>
    capital([say.list(amountsOf(plan, say)), plan.from && say.from(plan.from)].filter(Boolean).join(' '));
}

interface PlanRowProps {
  path: string;
  plan: Plan;
  place: number;
  /** Its price holds today. */
  isOn: boolean;
  /** Its price has not begun. */
  isComing: boolean;
}

function PlanRow({ path, plan, place, isOn, isComing }: PlanRowProps) {
  const words = useWords(SERVICES);
  const page = usePage();
  const priceOf = usePrice();
  const limits = limitsOf(plan, page.say);
  const name = curved(plan.name);
  const way = (to: string, text: string) => <TapLink to={to} name={text} of={name} />;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{priceOf(plan)}</td>
      <td>{limits.length > 0 ? capital(limits.join(', ')) : words.unknownLimits}</td>
      <td>
        <div class="row">
          {way(path, words.change)}
          {isOn && way(`${path}/new-price`, words.newPrice)}
          {way(`${path}/copy`, words.copy)}
          {way(`${path}/remove`, isComing ? words.giveUp : words.remove)}
          {place > 0 && (
            <form method="post" action={addressIn(page, `${path}/up`)}>
              <button type="submit" class="link">
                {words.up}
                <span class="vh"> {name}</span>
              </button>
            </form>
          )}
        </div>
      </td>
    </tr>
  );
}

function ServiceCard({ at, service, day }: { at: string; service: Service; day: string }) {
  const words = useWords(SERVICES);
  const { say } = usePage();
  const { name, usages, software, closing, plans = [] } = service;
  const holding = plansOn(service, day);
  const state = capacityOn(service, day);
  const shown = curved(name);
  const facts = [
    [words.usages, capital(say.list(usages.map((one) => say.usageShort(one))))],
    [words.software, software?.name ?? words.unknown],
    [words.state, closing ? words.closing : state ? words.capacities[state] : words.unknown],
  ] as const;
  return (
    <section class="card stack">
      <h2>{shown}</h2>
      <dl class="facts">
        {facts.map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {plans.length === 0 ? (
        <p>{words.noPlan}</p>
      ) : (
        <table class="ledger">
          <caption class="vh">
            {words.plans} : {shown}
          </caption>
          <thead>
            <tr>
              <th scope="col">{words.plan}</th>
              <th scope="col">{words.price}</th>
              <th scope="col">{words.limits}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {plans.map((plan, place) => (
              <PlanRow
                key={place}
                path={`${at}/plans/${planKey(plan, plans)}`}
                plan={plan}
                place={place}
                isOn={holding.includes(plan)}
                isComing={plan.from !== undefined && plan.from > day}
              />
            ))}
          </tbody>
        </table>
      )}
      <p class="row">
        <Link to={`${at}/new-plan`} class="button second">
          {plans.length === 0 ? words.addPrice : words.addPlan}
          <span class="vh"> : {shown}</span>
        </Link>
        <TapLink to={at} name={words.changeService} of={shown} />
        <TapLink to={`${at}/remove`} name={words.removeThis} of={shown} />
      </p>
    </section>
  );
}

/** Services on one page: each has a table of its plans. */
const MOST_ON_A_PAGE = 20;

/** The services of a host, each with its plans. @param asked the number of the page, as the address has it */
export function ServiceList({ host, day, asked }: { host: Host; day: string; asked: unknown }) {
  const words = useWords(SERVICES);
  const at = deskOfHost(host);
  const { items, ...numbers } = pageAsked(host.services, asked, MOST_ON_A_PAGE);
  return (
    <>
      {host.services.length === 0 && <p>{words.none}</p>}
      {items.map((service) => (
        <ServiceCard key={service.slug} at={`${at}/services/${service.slug}`} service={service} day={day} />
      ))}
      <PageNumbers to={`${at}/services`} {...numbers} />
      <p>
        <Link to={`${at}/new-service`} class="button first">
          {words.addService}
        </Link>
      </p>
    </>
  );
}
