import type { ComponentChildren } from 'preact';
import type { Model } from '../../catalogue/model.ts';
import { federationNamesIn } from '../../catalogue/writer.ts';
import { hasEnded } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import type { Plan, Service } from '../../documents/service.ts';
import { capital, curved } from '../../ground/texts.ts';
import type { Policy } from '../../matching/engine/need/policy.ts';
import type { CostRules } from '../../services/cost.ts';
import type { Zone } from '../../vocabulary/shapes.ts';
import { ListedPrice } from '../directory/card.tsx';
import type { Page } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { Contact, canBeReached } from '../parts/contact.tsx';
import { entryOf, type ListEntry } from '../parts/entry.ts';
import {
  type FederationName,
  heardIn,
  helpTold,
  placesTold,
  planLine,
  plansSeen,
  type SeenPlan,
  SHOWN_PROMISES,
  type SideRow,
  ToAsk,
  Told,
  voiceOf,
  waysIn,
} from '../parts/facts.tsx';
import { Evidence } from '../parts/host-view.tsx';
import { limitsOf } from '../parts/prices.tsx';
import { COMPARE_HOSTS, SIDE } from '../words/compare.ts';
import { DIRECTORY } from '../words/directory.ts';
import { HOST } from '../words/host.ts';
import { FACT_ROWS, OFFERS } from '../words/host-offers.ts';
import { FRAME } from '../words/site.ts';
import { type Compared, MOST_COMPARED } from './asked.ts';

/** Usages with a row of their own; the others are named in one. */
const MOST_USAGES = 8;
const MOST_PLANS = 3;
const MAIL = 'email-hosting';

/** What the cells of one host are made from. */
interface Seen {
  host: Host;
  entry: ListEntry;
  /** What mail in one’s own name costs a year in cents, with a domain name; absent: unknown, or it has none. */
  mailCents: number | undefined;
  services: readonly Service[];
  plans: readonly SeenPlan[];
  page: Page;
  federationName: FederationName;
}

/** What is charged, and how much a domain name costs apart. */
type Rules = CostRules & Pick<Policy, 'assumptions'>;

const CENTS = 100;

function mailCents(host: Host, services: readonly Service[], model: Model, rules: Rules): number | undefined {
  if (!services.some(({ usages, ownDomain }) => usages.includes(MAIL) && ownDomain !== false)) return undefined;
  const { price } = entryOf(host, model, rules, [MAIL]);
  if (price.kind === 'unknown') return undefined;
  return (price.kind === 'from' ? price.cents : 0) + rules.assumptions.domainNameEuros * CENTS;
}

function seenOf(host: Host, usages: readonly string[], model: Model, rules: Rules, page: Page): Seen {
  const services = host.services.filter((service) => !hasEnded(service));
  return {
    host,
    entry: entryOf(host, model, rules, usages),
    mailCents: mailCents(host, services, model, rules),
    services,
    plans: plansSeen(host, services, rules, model.day),
    page,
    federationName: federationNamesIn(model),
  };
}

const orAsk = (lines: readonly ComponentChildren[]): ComponentChildren =>
  lines.length > 0 ? lines.map((line, place) => <p key={place}>{line}</p>) : <ToAsk />;

function usageCell({ host, services, page }: Seen, usage: string) {
  const words = COMPARE_HOSTS[page.language];
  const offering = services.filter(({ usages }) => usages.includes(usage));
  if (offering.length === 0)
    // A list that is not whole may lack what the host offers.
    return host.complete.includes('services') ? <Told answered="no">{words.no}</Told> : <ToAsk />;
  const isEnding = host.closing !== null || offering.every(({ closing }) => closing !== null);
  if (isEnding) return <Told answered="part">{words.ends}</Told>;
  if (usage !== MAIL) return <Told answered="yes">{words.offered}</Told>;
  // Mail is wanted in one's own name: where nobody said so, that is a question.
  const said = offering.map(({ ownDomain }) => ownDomain);
  const own = said.includes(true) ? 'yes' : said.includes(undefined) ? 'ask' : 'no';
  return <Told answered={own === 'no' ? 'part' : own}>{words.ownName[own]}</Told>;
}

function alsoCell({ entry, page }: Seen, shown: readonly string[]) {
  const words = COMPARE_HOSTS[page.language];
  const others = entry.usages.filter((usage) => !shown.includes(usage));
  return <p>{others.length > 0 ? others.map((usage) => page.say.usageShort(usage)).join(', ') : words.alsoNone}</p>;
}

function priceCell({ entry, mailCents, plans, page }: Seen) {
  const words = COMPARE_HOSTS[page.language];
  if (entry.price.kind === 'unknown' && plans.length === 0) return <ToAsk />;
  const lines = plans.slice(0, MOST_PLANS).map((one) => planLine(one, page.say));
  return (
    <>
      <p>
        <strong>
          <ListedPrice price={entry.price} />
        </strong>
      </p>
      <MoreThan most={MOST_PLANS} count={plans.length} lines={lines} page={page} />
      {plans.some(({ plan }) => isForUnsaid(plan)) && <Told answered="ask">{words.forWhom}</Told>}
      {mailCents !== undefined && <p class="small">{words.withDomain(page.say.euros(mailCents / CENTS))}</p>}
    </>
  );
}

/** Whether nobody said if a price is for all of the organisation, or for each person. */
const isForUnsaid = ({ for: whom, fixed = 0, perAccount }: Plan): boolean =>
  whom === undefined && fixed > 0 && perAccount === undefined;

/** Lines, and how many more there are. */
const MoreThan = ({
  lines,
  most,
  count,
  page,
}: { lines: readonly string[]; most: number; count: number } & Pick<Seen, 'page'>) => (
  <>
    {lines.map((line) => (
      <p class="small" key={line}>
        {line}
      </p>
    ))}
    {count > most && <p class="small">{COMPARE_HOSTS[page.language].more(count - most)}</p>}
  </>
);

function limitsCell({ plans, page }: Seen) {
  const { colon } = FRAME[page.language];
  const limited = plans.flatMap(({ plan }) => {
    const limits = limitsOf(plan, page.say);
    return limits.length > 0 ? [`${plan.name}${colon}${limits.join(', ')}`] : [];
  });
  if (limited.length === 0) return <ToAsk />;
  return <MoreThan most={MOST_PLANS} count={limited.length} lines={limited.slice(0, MOST_PLANS)} page={page} />;
}

function entryCell({ host, entry, services, page }: Seen) {
  const words = OFFERS[page.language];
  if (host.closing) return <p>{COMPARE_HOSTS[page.language].closing}</p>;
  const open = services.filter(({ closing }) => closing === null);
  const ways = waysIn(open, words.ways, page.say);
  const places = open.flatMap(({ capacity }) => (capacity ? placesTold(capacity, page.say) : []));
  const full = entry.state === 'full' ? [DIRECTORY[page.language].card.full] : [];
  return orAsk([...new Set([...full, ...places, ...ways])]);
}

function helpCell({ host, page }: Seen) {
  const { support, complete } = host;
  if (support?.length === 0 && complete.includes('support')) return <p>{HOST[page.language].noSupport}</p>;
  return orAsk(helpTold(host, page.say).map(capital));
}

function zonesCell({ host: { serves }, page: { say, language } }: Seen) {
  const named = (serves ?? []).map((zone: Zone) =>
    zone.level === 'world' ? HOST[language].everywhere : say.territory(zone),
  );
  return orAsk(named.length > 0 ? [capital(say.list(named))] : []);
}

function seatCell({ entry: { places }, page: { say } }: Seen) {
  const [place, around] = places;
  return orAsk(place ? [around ? `${say.territory(place)} (${say.territory(around)})` : say.territory(place)] : []);
}

const dataCell = ({ services, page: { say } }: Seen) =>
  orAsk([...new Set(services.flatMap(({ dataCountry }) => (dataCountry ? say.country(dataCountry) : [])))]);

function networksCell({ entry: { networks }, page: { language } }: Seen) {
  const { card } = DIRECTORY[language];
  if (networks.length === 0) return <p>{COMPARE_HOSTS[language].noNetwork}</p>;
  return orAsk(networks.map(({ name, toCheck }) => (toCheck ? card.networkToCheck(curved(name)) : curved(name))));
}

function promiseCell({ host, services, page, federationName }: Seen, kind: string) {
  const { say } = page;
  const found = [
    ...host.commitments.filter((one) => one.kind === kind).map((promise) => ({ promise, of: '' })),
    ...services.flatMap(({ name, commitments }) =>
      commitments.filter((one) => one.kind === kind).map((promise) => ({ promise, of: ` — ${name}` })),
    ),
  ];
  const lines = found.flatMap(({ promise, of }) =>
    heardIn(promise).map((statement) => (
      <>
        {capital(say.measure(kind, statement.value))}
        {of}
        <br />
        <span class="small soft">
          {voiceOf(statement, federationName, say)}
          {statement.asOf && `, ${say.date(statement.asOf)}`}
          <Evidence url={statement.evidenceUrl} />
        </span>
      </>
    )),
  );
  return orAsk(lines);
}

function readCell({ host: { confirmedOn, confirmedOnBehalf }, page: { say, language } }: Seen) {
  const words = COMPARE_HOSTS[language];
  if (!confirmedOn) return <p>{words.unread}</p>;
  return <p>{(confirmedOnBehalf ? words.readOnBehalf : words.readOn)(say.on(confirmedOn))}</p>;
}

/** What is asked first, then what most of them offer, then what people look for most. */
function usagesOf(seen: readonly Seen[], asked: readonly string[]): string[] {
  const offered = seen.flatMap(({ entry }) => entry.usages);
  const count = (usage: string) => offered.filter((one) => one === usage).length;
  const known = [...new Set(offered)].filter((usage) => !asked.includes(usage)).sort((a, b) => count(b) - count(a));
  return [...asked, ...known].slice(0, MOST_USAGES);
}

/** Everything that is compared of hosts, row by row. */
export function hostRows({ hosts, usages }: Compared, model: Model, rules: Rules, page: Page): SideRow[] {
  const words = COMPARE_HOSTS[page.language];
  const rows = FACT_ROWS[page.language];
  const { say } = page;
  const seen = hosts.slice(0, MOST_COMPARED).map((host) => seenOf(host, usages, model, rules, page));
  const shown = usagesOf(seen, usages);
  const row = (key: string, label: string, cell: (one: Seen) => ComponentChildren, onScreen = false): SideRow => ({
    key,
    label,
    cells: seen.map(cell),
    onScreen,
  });
  const hasMore = seen.some(({ entry }) => entry.usages.some((usage) => !shown.includes(usage)));
  return [
    ...shown.map((usage) => row(`usage ${usage}`, say.usageShort(usage), (one) => usageCell(one, usage))),
    ...(hasMore ? [row('also', words.also, (one) => alsoCell(one, shown))] : []),
    row('price', words.price, priceCell),
    row('limits', words.limits, limitsCell),
    row('entry', words.entry, entryCell),
    row('help', rows.support, helpCell),
    row('serves', rows.serves, zonesCell),
    row('seat', words.seat, seatCell),
    row('data', words.data, dataCell),
    row('networks', words.networks, networksCell),
    ...SHOWN_PROMISES.map((kind) => row(kind, capital(say.commitment(kind)), (one) => promiseCell(one, kind))),
    row('read', words.read, readCell),
    row('trace', rows.trace, ({ entry }) => orAsk(entry.seen ? [capital(say.date(entry.seen.on))] : [])),
    row('contact', words.contact, ({ host, services }) => (
      <Contact host={host} services={services.map(({ slug }) => slug).slice(0, 1)} />
    )),
    row(
      'next',
      SIDE[page.language].next,
      ({ host }) =>
        canBeReached(host) && (
          <Link to={`/hosts/${host.slug}/decided`} class="tap">
            {SIDE[page.language].decided}
            <span class="vh">
              {FRAME[page.language].colon}
              {host.name}
            </span>
          </Link>
        ),
      true,
    ),
  ];
}
