import type { ComponentChildren } from 'preact';
import { areInDispute } from '../../documents/evidence.ts';
import type { Host } from '../../documents/host.ts';
import { priceSeenOn } from '../../documents/provenance.ts';
import { type Plan, plansOn, type Service } from '../../documents/service.ts';
import type { Commitment, Statement } from '../../documents/statement.ts';
import { curved } from '../../ground/texts.ts';
import { type CostRules, priceHolds } from '../../services/cost.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { usePage, useWords } from '../frame/page.ts';
import { type Answered, Glyph } from '../frame/pictures.tsx';
import { COMPARE, COMPARE_HOSTS, SIDE } from '../words/compare.ts';
import { HOST } from '../words/host.ts';
import { OFFERS } from '../words/host-offers.ts';
import { FRAME } from '../words/site.ts';
import { afterName, termsOf } from './prices.tsx';

/** The name of a federation, by its slug. */
export type FederationName = (slug: string) => string | undefined;

/** Who says so: `selon l’hébergeur`, `selon la charte de CHATONS`. */
export function voiceOf({ by, federation }: Statement, federationName: FederationName, say: Speaker): string {
  const { saidBy } = COMPARE[say.language];
  return by === 'charter' || by === 'federation'
    ? saidBy[by](curved(federationName(federation!) ?? federation!))
    : saidBy[by];
}

/** The statements that a reader must hear: the one with the best evidence, or all of them where they differ. */
export const heardIn = ({ statements }: Pick<Commitment, 'statements'>): readonly Statement[] =>
  areInDispute(statements) ? statements : statements.slice(0, 1);

/** The promises that matter when a host closes or one wants to leave. */
export const SHOWN_PROMISES = [
  'closing-notice',
  'data-retrieval-after-end',
  'self-service-export',
  'price-change-notice',
] as const;

/* Facts of several services of a host in few lines. */

const MOST_NAMES = 2;

/** A plan that begins today or has begun, and whether its price is too old to count. */
export interface SeenPlan {
  plan: Plan;
  /** What has it, and the day on which it holds. */
  service: Service;
  day: string;
  isOld: boolean;
  /** undefined: not known. */
  seenOn: string | undefined;
}

/**
 * The plans of some services that hold on a day, each once: one that covers several may be under each of them.
 * @param today the day on which a price may be too old to count
 */
export function plansSeen(
  host: Host,
  services: readonly Service[],
  rules: CostRules,
  today: string,
  day: string = today,
): SeenPlan[] {
  const plans = services.flatMap((service) =>
    plansOn(service, day).map((plan) => ({
      ...{ plan, service, day, isOld: !priceHolds(plan, host, today, rules) },
      seenOn: priceSeenOn(plan, host),
    })),
  );
  return [...new Map(plans.map((one) => [`${one.plan.name} ${one.plan.fixed}`, one])).values()];
}

/** `Groupe : 35 € par an, 40 € par an à partir du 1er janvier 2027` */
export function planLine({ plan, service, day, isOld, seenOn }: SeenPlan, say: Speaker): string {
  const words = OFFERS[say.language];
  const terms = termsOf(plan, service, day, say).flatMap((term) => afterName(term, plan.name));
  const amounts = terms.length > 0 ? `${plan.name}${FRAME[say.language].colon}${terms.join(', ')}` : plan.name;
  return isOld ? `${amounts}. ${words.old(seenOn ? say.date(seenOn) : words.undated)}` : amounts;
}

/** A few names, and how many more. */
function few(names: readonly string[], say: Speaker): string {
  const more = names.length - MOST_NAMES;
  return [...names.slice(0, MOST_NAMES), ...(more > 0 ? [COMPARE_HOSTS[say.language].more(more)] : [])].join(', ');
}

/** How one gets into some services; where there are several ways, each says of which. */
export function waysIn(
  services: readonly Service[],
  words: Readonly<Record<NonNullable<Service['registration']>, string>>,
  say: Speaker,
): string[] {
  const names = new Map<string, string[]>();
  for (const { registration, name } of services)
    if (registration) names.set(words[registration], [...(names.get(words[registration]) ?? []), name]);
  return [...names].map(([way, of]) => (names.size > 1 ? `${way} (${few(of, say)})` : way));
}

/** What is compared: a host, an answer, or what one has today. */
interface SideColumn {
  key: string;
  name: string;
  /** Its name as a link; absent: as it is. */
  heading?: ComponentChildren;
  /** Of the readers themselves, for them to fill in. */
  isOwn?: boolean;
}

/** One point, and what is known of it: a cell for each column, in their order. */
export interface SideRow {
  key: string;
  label: string;
  cells: readonly ComponentChildren[];
  /** Of no use on paper. */
  onScreen?: boolean;
}

/** A cell in one word, told by a shape, then by that word. */
export const Told = ({ answered, children }: { answered: Answered | 'part'; children: string }) => (
  <p class="mark">
    <Glyph answered={answered} />
    <span>{children}</span>
  </p>
);

/** What nobody said: never a no. */
export function ToAsk() {
  const words = useWords(SIDE);
  return <Told answered="ask">{words.ask}</Told>;
}

/** Two or three side by side, point by point, with a last row in which readers note what they were answered. */
export function Side({ columns, rows }: { columns: readonly SideColumn[]; rows: readonly SideRow[] }) {
  const words = useWords(SIDE);
  const { say } = usePage();
  const others = columns.filter(({ isOwn }) => !isOwn).length;
  const cellClass = ({ isOwn }: SideColumn) => (isOwn ? { class: 'own' } : {});
  return (
    <table
      class={`side${['', ' one-host', ' two-hosts'][others] ?? ''}`}
      aria-label={words.beside(say.list(columns.map(({ name }) => name)))}
    >
      <thead>
        <tr>
          <th scope="col">
            <span class="vh">{words.point}</span>
          </th>
          {columns.map((column) => (
            <th scope="col" key={column.key} {...cellClass(column)}>
              {column.heading ?? column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, cells, onScreen }) => (
          <tr key={key} class={onScreen ? 'screen' : undefined}>
            <th scope="row">{label}</th>
            {columns.map((column, place) => (
              <td key={column.key} {...cellClass(column)} {...(column.isOwn && { 'data-of': column.name })}>
                {cells[place]}
              </td>
            ))}
          </tr>
        ))}
        <tr class="pen">
          <th scope="row">{words.answers}</th>
          {columns.map((column) => (
            <td key={column.key} {...cellClass(column)} {...(column.isOwn && { 'data-of': column.name })} />
          ))}
        </tr>
      </tbody>
    </table>
  );
}

/** Whether a service has places, as its host says it. */
export function placesTold({ state, until, openFrom }: NonNullable<Service['capacity']>, say: Speaker): string {
  const words = OFFERS[say.language];
  const parts = [words.capacity[state], until && say.until(until), openFrom && words.placesFrom(say.from(openFrom))];
  return parts.filter(Boolean).join(' ');
}

/** The kinds of help, each with how it is given where its name does not say so. */
export function helpTold({ support = [] }: Pick<Host, 'support'>, say: Speaker): string[] {
  const { modes } = HOST[say.language];
  return [...new Set(support.map(({ kind }) => kind))].map((kind) => {
    const label = say.support(kind);
    const how = support.flatMap((one) => (one.kind === kind && one.mode ? modes[one.mode] : []));
    const others = [...new Set(how)].filter((mode) => !label.replaceAll('-', ' ').includes(mode));
    return others.length > 0 ? `${label} (${say.list(others)})` : label;
  });
}
